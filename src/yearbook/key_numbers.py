"""Key numbers: what a busy reader takes home, each with its course in small and its change on the year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markdown_it import MarkdownIt

from . import charts, drawing
from .exhibit import Exhibit, data_address, escaped
from .facts import country_fact
from .indicators import find_indicator
from .view import View

YEARS = 10
WIDTHS = (38, 13, 13, 10, 14, 16)


def key_numbers(view: View, name: str, names: Sequence[str], title: str) -> Exhibit:
    """Return the indicators that have a figure, one card each: value, what it is, change, sparkline.

    The exhibit has no number of its own; its title is read aloud as the name of the group.
    """
    frames, cards, indicators = [], [], []
    for one in names:
        own = view.results.select(one).only(geo=[view.country])
        if not own.periods:
            continue
        indicators.append(find_indicator(one))
        cards.append(_card(view, one))
        frames.append(own.frame.assign(indicator=one))
    if not cards:
        return view.missing(name, find_indicator(names[0]))
    rows = pd.concat(frames, ignore_index=True)
    body = ":::::::{container} key-numbers\n" + "\n".join(cards) + "\n:::::::\n"
    return Exhibit(name, "numbers", title, view.notes(indicators, "", rows), body=body, rows=rows, **view.links([]))


def key_figures(view: View, name: str, names: Sequence[str], title: str) -> Exhibit:
    """Return a table of indicators that have a figure: the latest, its change, the place in the EU, the course.

    Raises:
        UnknownName: there is no such indicator.
    """
    frames = {one: view.results.select(one).only(geo=[view.country]) for one in names}
    present = [one for one in names if frames[one].periods]
    if not present:
        return view.missing(name, find_indicator(names[0]))
    word = view.language.word
    head = (
        *(word(key) for key in ("indicator", "latest_figure", "change_on_year", "eu_rank", "eu_figure")),
        word("course"),
    )
    rows = [_line(view, one) for one in present]
    used = {
        symbol: meaning for symbol, meaning in _symbols(view) if any(symbol == cell for row in rows for cell in row)
    }
    remarks = [word("rank_note"), "; ".join(f"{symbol} – {meaning}" for symbol, meaning in used.items())]
    shown = pd.concat([frames[one].frame.assign(indicator=one) for one in present], ignore_index=True)
    indicators = [find_indicator(one) for one in present]
    lines = ["| " + " | ".join(head) + " |", "| :--- |" + " ---: |" * 4 + " :--- |"]
    lines += ["| " + " | ".join([*map(escaped, row[:-1]), row[-1]]) + " |" for row in rows]
    notes = view.notes(indicators, "", shown, [remark for remark in remarks if remark])
    preview = MarkdownIt("commonmark").enable("table").render("\n".join(lines))
    body = "\n".join(lines)
    more = view.links(indicators)
    return Exhibit(name, "table", title, notes, body=body, body_html=preview, rows=shown, widths=WIDTHS, **more)


def _line(view: View, name: str) -> tuple[str, ...]:
    """Return one indicator's cells: name, figure with its period, change, rank, figure of the EU, picture."""
    indicator, fact = find_indicator(name), country_fact(view, name)
    title, period = view.title_of(indicator), fact.facets["year"]
    label = title if period == str(view.year) else f"{title} ({period})"
    absent = view.language.symbol("not_available")
    cells = [fact.facets[facet] or absent for facet in ("", "change_short", "rank_short", "eu")]
    picture, alt = _course(view, name)
    return (label, *cells, f"![{escaped(alt)}]({picture}){{width=26mm}}")


def _symbols(view: View) -> list[tuple[str, str]]:
    language = view.language
    return [(language.symbol(note), language.note(note)) for note in ("unchanged", "broken", "not_available")]


def _course(view: View, name: str) -> tuple[str, str]:
    """Return the sparkline of an indicator as an address, and its alternative text."""
    indicator = find_indicator(name)
    observations = view.results.select(name).only(geo=view.country)
    last = observations.periods[-1]
    first = f"{int(last[:4]) - YEARS + 1}"
    span = [period for period in drawing.periods_between(observations.periods[0], last) if period >= first]
    line = drawing.series(observations, view.title_of(indicator), "country", span)
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    alt = charts.describe("line", [line], drawing.reader_of(indicator, view.language), about)
    return data_address(charts.to_svg(charts.sparkline(line))), alt


def _card(view: View, name: str) -> str:
    indicator, fact = find_indicator(name), country_fact(view, name)
    picture, alt = _course(view, name)
    texts = {
        "value": fact.text(),
        "label": f"{view.title_of(indicator)}, {fact.text('when')}",
        "change": fact.text("change"),
    }
    lines = "\n\n".join(f"{{.{kind}}}\n{escaped(text)}" for kind, text in texts.items())
    return f"::::::{{container}} key-number\n\n{lines}\n\n:::::{{image}} {picture}\n:alt: {alt}\n:::::\n::::::\n"
