"""What a notebook works with: `here = chapter(edition, language, country)`.

Each method shows one exhibit or makes facts for the sentences. What it shows in JupyterLab is what the book will show.
"""

from __future__ import annotations

import html
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display
from markdown_it import MarkdownIt

from . import breakdowns, charts, comparisons, drawing, exhibits, tables
from .cards import indicator_cards, vintage_list
from .changes import changes_page
from .commentary import commentary_text, no_commentary
from .consistency.page import findings_page
from .edition import Figures, check_country, load_edition
from .errors import UnknownName, YearbookError
from .exhibit import METADATA, Exhibit, without_headings
from .exhibits import Asked
from .facts import TOP_COUNT, Fact, MissingFactError, country_fact, place_facts, top_categories, top_fact
from .glossary import load_glossary
from .indicators import Results, by_name, find_indicator
from .key_numbers import key_figures, key_numbers
from .language import LANGUAGES
from .language import language as find_language
from .prepared import hand_over_notes, prepared
from .project import find_project
from .view import View

GLUE = "application/papermill.record/"


def chapter(edition: int | str, language: str, country: str) -> Chapter:
    """Return the figures, charts and tables of one edition for one country in one language.

    Sets the house style for what the analyst draws with seaborn in the same notebook.

    Raises:
        UnknownName: no such edition, language or country.
        YearbookError: the notebook does not stand in a yearbook project, or the edition is not complete.
    """
    project = find_project()
    charts.house_style()
    results = prepared(project, str(edition)) or Results(Figures(project, load_edition(project, edition)))
    hand_over_notes()
    return Chapter(View(results, find_language(language), check_country(results.figures.codes, country)))


class Chapter:
    """One chapter of the report while its notebook runs."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._facts: dict[str, Fact] = {}
        self._glue(*place_facts(view))

    def data(self, name: str, by: str | None = None, *, countries: Sequence[str] | str | None = None) -> pd.DataFrame:
        """Return an indicator as a plain DataFrame, to look at or to draw from with seaborn.

        Args:
            name: the indicator.
            by: a dimension to break it down by, such as "citizen".
            countries: codes, the name of a group such as "BALTIC", or None for this country alone.

        Returns:
            Columns of dimensions, period, value, status, conf, source and, for ratios, low and high.
        """
        chosen = self.view.results.select(name, by=(by,) if by else ())
        if countries is None:
            return chosen.only(geo=self.view.country).frame
        codes = self.view.codes.group(countries) if isinstance(countries, str) else countries
        return chosen.only(geo=list(codes)).frame

    def facts(self, *names: str) -> None:
        """Make the facts of indicators: `name`, `name.change`, `name.when`, ... for sentences and titles."""
        self._glue(*(country_fact(self.view, name) for name in names))

    def top(self, name: str, by: str, count: int = TOP_COUNT) -> None:
        """Make the facts of the largest categories: `name_by_dimension` and its facets first, share, when."""
        self._glue(top_fact(self.view, name, by=by, count=count))

    def line(self, indicator: str, *, years: int = 10, peers: bool = True, name: str = "", **title: str) -> None:
        """Show an indicator as lines: this country and, with `peers`, the other Baltic states and the EU."""
        places = [self.view.country, *(self.view.peers() if peers else ())]
        lines, asked = exhibits.by_country(self.view, indicator, places), Asked(years, self._title(title), name)
        self._show(exhibits.over_time(self.view, charts.line, indicator, lines, asked))

    def columns(self, *names: str, years: int = 10, name: str = "", **title: str) -> None:
        """Show one or two indicators of this country as columns by year."""
        lines, asked = (
            exhibits.by_indicator(self.view, names, ("country", "second")),
            Asked(years, self._title(title), name),
        )
        self._show(exhibits.over_time(self.view, charts.columns, names[0], lines, asked))

    def stacked(self, *names: str, years: int = 10, **title: str) -> None:
        """Show positive and negative parts of a whole as stacked columns by year."""
        lines = exhibits.by_indicator(self.view, names, ("positive", "negative"))
        self._show(exhibits.over_time(self.view, charts.stacked, names[0], lines, Asked(years, self._title(title))))

    def ranking(self, name: str, *, dots: bool = False, **title: str) -> None:
        """Show the EU countries by size in the last period that this country reports; `dots` makes lollipops."""
        self._show(exhibits.ranking(self.view, name, self._title(title), dots=dots))

    def bars(self, name: str, by: str, count: int = 8, **title: str) -> None:
        """Show the largest categories of a breakdown in this country in its last available period."""
        self._show(exhibits.largest(self.view, name, by, count, self._title(title)))

    def lines(self, *names: str, years: int = 10, name: str = "", **title: str) -> None:
        """Show two indicators of this country as lines, the first one strongest; `name` is the chart's own."""
        shown = exhibits.by_indicator(self.view, names, ("country", "eu", "context"))
        self._show(exhibits.over_time(self.view, charts.line, names[0], shown, Asked(years, self._title(title), name)))

    def parts(
        self, indicator: str, by: str, codes: Sequence[str] | None = None, *, years: int = 10, **title: str
    ) -> None:
        """Show the categories of a breakdown as stacked columns by year: `codes`, or the five largest."""
        shown = breakdowns.categories(self.view, indicator, by, 5, codes)
        self._show(breakdowns.parts(self.view, indicator, by, shown, years, self._title(title)))

    def multiples(
        self, indicator: str, by: str, codes: Sequence[str] | None = None, *, years: int = 10, **title: str
    ) -> None:
        """Show the categories of a breakdown as small charts on one scale: `codes`, or the six largest."""
        shown = breakdowns.categories(self.view, indicator, by, 6, codes)
        self._show(breakdowns.multiples(self.view, indicator, by, shown, years, self._title(title)))

    def pyramid(self, indicator: str, ages: Sequence[str], **title: str) -> None:
        """Show men and women by age (`ages` from the youngest up) in the last available period."""
        self._show(breakdowns.pyramid(self.view, indicator, ages, self._title(title)))

    def europe(self, indicator: str, **title: str) -> None:
        """Show the EU countries as a map of tiles, this country framed."""
        self._show(breakdowns.europe(self.view, indicator, self._title(title)))

    def dumbbell(self, first: str, second: str, *, name: str, **title: str) -> None:
        """Show two indicators of one unit side by side, a row an EU country, in the last period with both."""
        self._show(comparisons.dumbbell(self.view, (first, second), name, self._title(title)))

    def slope(self, indicator: str, *, years: int = 10, **title: str) -> None:
        """Show this country, its peers and the EU in the first and in the last of some years."""
        self._show(comparisons.slope(self.view, indicator, years, self._title(title)))

    def heat(self, indicator: str, by: str, *, count: int = 10, years: int = 10, **title: str) -> None:
        """Show the largest categories of a breakdown by year as a table of shaded figures."""
        codes = breakdowns.categories(self.view, indicator, by, count, None)
        self._show(comparisons.heat(self.view, indicator, by, codes, years, self._title(title)))

    def waterfall(self, *parts: str, total: str, name: str, **title: str) -> None:
        """Show what adds up to `total` in the last period with all parts; a minus before a name takes it away."""
        self._show(comparisons.waterfall(self.view, parts, total, name, self._title(title)))

    def table(self, *names: str, name: str, years: int = 4, **title: str) -> None:
        """Show a table of indicators by year; `name` is the table's own, unique in the edition."""
        found = [one for one in map(find_indicator, names) if self.view.has(one)]
        shown = [one.name for one in found]
        span = drawing.years_until(tables.last_year(self.view, shown), years)
        table = tables.indicator_table(self.view, shown, span)
        self._show(exhibits.tabulated(self.view, name, found, table, self._title(title)))

    def breakdown_table(self, indicator: str, by: str, *, years: int = 5, count: int = 10, **title: str) -> None:
        """Show a table of the largest categories of an indicator by year, the total first."""
        name, place = (
            f"{by_name(indicator, by)}_table",
            self.view.results.select(indicator, by=(by,)).only(geo=self.view.country),
        )
        top = top_categories(place, by, self.view.codes)
        if top.empty:
            self._show(self.view.missing(name, find_indicator(indicator)))
            return
        span = drawing.years_until(int(top["period"].iloc[0][:4]), years)
        table = tables.breakdown_table(self.view, indicator, by, span, list(top[by].head(count)))
        self._show(exhibits.tabulated(self.view, name, [find_indicator(indicator)], table, self._title(title)))

    def countries_table(self, indicator: str, *, years: int = 4, group: str = "BALTIC", **title: str) -> None:
        """Show a table of this country and those of a group by year: it first, or all EU countries by size."""
        last = tables.last_year(self.view, [indicator])
        places = tables.places_of(self.view, indicator, group, last)
        table = tables.country_table(self.view, indicator, places, drawing.years_until(last, years))
        found = [find_indicator(indicator)]
        self._show(exhibits.tabulated(self.view, f"{indicator}_table", found, table, self._title(title)))

    def figure(self, drawn: Any, *, name: str, alt: str, sources: Sequence[str], **title: str) -> None:
        """Show a figure that the analyst drew.

        Args:
            drawn: a matplotlib figure, or axes of one (seaborn returns axes).
            name: unique in the edition: letters, digits and underscores.
            alt: what the picture says, in words, for those who cannot see it.
            sources: names of the indicators that it rests on.
            title: the finding, in every language: lv=..., en=...

        Raises:
            YearbookError: there is no alt text.
        """
        if not alt.strip():
            raise YearbookError(f"figure '{name}' has no alt text", remedy="say in one sentence what the picture shows")
        picture = getattr(drawn, "figure", drawn)
        said = self._title(title) or name
        self._show(exhibits.drawn(self.view, picture, name=name, alt=alt, sources=sources, title=said))

    def key_numbers(self, *names: str, name: str = "key_numbers", ranks: bool = False, **title: str) -> None:
        """Show the latest figure of each indicator large, with change, sparkline and, if asked, place in the EU."""
        self._show(key_numbers(self.view, name, names, self._title(title) or name, ranks=ranks))

    def key_figures(self, *names: str, name: str = "latest_figures", **title: str) -> None:
        """Show a table of indicators: latest figure, change on the year, place in the EU, course of ten years."""
        self._show(key_figures(self.view, name, names, self._title(title) or name))

    def cards(self) -> None:
        """Show the card of every indicator: definition, formula, sources, caveats."""
        self._text(indicator_cards(self.view))

    def vintages(self, *, name: str = "vintages", **title: str) -> None:
        """Show the vintages that the edition rests on."""
        self._show(vintage_list(self.view, name, self._title(title) or name))

    def glossary(self) -> None:
        """Show the glossary of asylum and migration."""
        self._text(load_glossary(self.view.results.figures.project).page(self.view.language))

    def findings(self) -> None:
        """Show what the consistency checks found, with the remarks that explain it."""
        self._text(findings_page(self.view))

    def commentary(self) -> None:
        """Show where the contact point's commentary on this chapter stands; the book puts it there.

        Without this call it stands after the key findings. JupyterLab tells the kernel which notebook it runs.
        """
        notebook = Path(os.environ.get("JPY_SESSION_NAME", "")).stem
        text = commentary_text(self.view, notebook) if notebook else ""
        preview = {"text/html": MarkdownIt().render(text or no_commentary(self.view)), "text/markdown": "% commentary"}
        display(preview, raw=True, metadata={METADATA: {"commentary": no_commentary(self.view)}})

    def changes(self) -> None:
        """Show what the vintages of this edition revised since the edition before."""
        page = changes_page(self.view.results.figures, self.view.country, self.view.language)
        self._text(without_headings(page))

    def _text(self, markdown: str) -> None:
        """Show text that the book takes as it is."""
        display({"text/markdown": markdown}, raw=True, metadata={METADATA: {"text": True}})

    def _title(self, texts: Mapping[str, str]) -> str | None:
        """Return the title in the reader's language, or None where a figure that it names is not there."""
        for code in texts:
            if code not in LANGUAGES:
                raise UnknownName("argument", code, LANGUAGES, remedy="titles are given by language: lv=..., en=...")
        text = texts.get(self.view.language.code)
        if text is None:
            return None
        try:
            title = text.format_map(_Known(self._facts))
        except MissingFactError:
            return None
        return title[0].upper() + title[1:]

    def _show(self, exhibit: Exhibit) -> None:
        display(exhibit.bundle(), raw=True, metadata=exhibit.metadata())

    def _glue(self, *facts: Fact) -> None:
        """Hand facts to the sentences, and show the analyst what each says."""
        absent, said = self.view.language.note("not_available"), []
        for fact in facts:
            self._facts[fact.name] = fact
            for key, text in fact.keys.items():
                glue = {"name": key, "mime_prefix": GLUE}
                metadata = {"scrapbook": glue, METADATA: {"fact": key, "available": text is not None}}
                display({f"{GLUE}text/plain": repr(text or absent)}, raw=True, metadata=metadata)
                said.append(f"<tr><td><code>{key}</code></td><td>{html.escape(text or absent)}</td></tr>")
        names = ", ".join(fact.name for fact in facts)
        table = f"<details><summary>{names}</summary><table>{''.join(said)}</table></details>"
        preview = {"text/html": table, "text/markdown": "% facts"}
        display(preview, raw=True, metadata={METADATA: {"preview": True}})


class _Known(dict[str, Fact]):
    """Facts by name; a title that asks for one that no cell has made is a mistake."""

    def __missing__(self, name: str) -> Fact:
        raise UnknownName("fact", name, self, remedy=f"make it first: here.facts('{name}')")
