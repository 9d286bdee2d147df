"""Key numbers: what a busy reader takes home, each with its course in small and its change on the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
from markdown_it import MarkdownIt

from . import charts, drawing
from .exhibit import CARD_LINK, Exhibit, data_address, escaped
from .facts import country_fact, series_of
from .indicators import find_indicator
from .language import SPACE
from .moments import dated
from .observations import Observations
from .tables import Cell, Table, indicator_labels
from .view import EU, View

YEARS = 10
WIDTHS = (34, 13, 13, 10, 14, 20)


def key_numbers(view: View, name: str, names: Sequence[str], title: str, *, ranks: bool = False) -> Exhibit:
    """Return the indicators that have a figure, one card each: value, what it is, change, sparkline.

    The exhibit has no number of its own; its title is read aloud as the name of the group. With `ranks` each card also
    says the place among the countries of the EU.
    """
    frames = {one: view.results.select(one).only(geo=[view.country]) for one in names}
    found = {one: card for one in names if (card := _card(view, one, ranks=ranks))}
    if not found:
        return view.missing(name, find_indicator(names[0]))
    rows = pd.concat([frames[one].frame.assign(indicator=one) for one in found], ignore_index=True)
    indicators = [find_indicator(one) for one in found]
    marks = view.marks(indicators, rows)
    cards = [card | {"label": f"{card['label']}{SPACE}{marks.get(one, '')}".rstrip()} for one, card in found.items()]
    body = ":::::::{container} key-numbers\n" + "\n".join(map(_card_markdown, cards)) + "\n:::::::\n"
    remarks = [view.language.word("card_rank_note")] if any(card["rank"] for card in cards) else []
    notes = view.notes(indicators, "", rows, remarks, marked=True)
    more = view.links([]) | {"marks": marks, "cards": tuple(cards)}
    return Exhibit(name, "numbers", title, notes, body=body, rows=rows, **more)


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
    head = tuple(word(key) for key in ("indicator", "latest_figure", "change_on_year", "eu_rank", "eu_figure"))
    shown = pd.concat([frames[one].frame.assign(indicator=one) for one in present], ignore_index=True)
    indicators = [find_indicator(one) for one in present]
    labels = indicator_labels(view, indicators, shown)
    rows = tuple(_line(view, one, labels[one]) for one in present)
    pictures = [_course(view, one) for one in present]
    texts = {cell.text for row in rows for cell in row}
    used = [f"{symbol} – {meaning}" for symbol, meaning in _symbols(view) if symbol in texts]
    lines = ["| " + " | ".join([*head, word("course")]) + " |", "| :--- |" + " ---: |" * 4 + " :--- |"]
    for row, (picture, alt) in zip(rows, pictures, strict=True):
        cells = [*(cell.markdown for cell in row), f"![{escaped(alt)}]({data_address(picture)}){{width=26mm}}"]
        lines.append("| " + " | ".join(cells) + " |")
    body = "\n".join(lines)
    more = view.links(indicators) | {"grid": Table(head, rows, Observations(shown, unit="")).grid(), "widths": WIDTHS}
    more["body_html"] = MarkdownIt("commonmark").enable("table").render(CARD_LINK.sub(r"\1", body))
    more["marks"] = view.marks(indicators, shown)
    notes = view.notes(indicators, "", shown, [word("rank_note"), *(["; ".join(used)] if used else [])], marked=True)
    return Exhibit(name, "table", title, notes, body=body, rows=shown, **more)


def _line(view: View, name: str, label: Cell) -> tuple[Cell, ...]:
    """Return one indicator's cells: name with the period if it is not the year, figure, change, rank, the EU's."""
    fact, chosen = country_fact(view, name), view.results.select(name)
    own, union = (series_of(chosen.only(geo=geo))["value"] for geo in (view.country, EU))
    last = own.index[-1]
    period = fact.facets["year"]
    absent = view.language.symbol("not_available")
    change, rank, eu = (fact.facets[facet] or absent for facet in ("change_short", "rank_short", "eu"))
    return (
        label if period == str(view.year) else replace(label, text=f"{label.text} ({period})"),
        Cell(fact.text(), value=float(own[last])),
        Cell(change),
        Cell(rank),
        Cell(eu, value=float(union[last]) if last in union.index else None),
    )


def _symbols(view: View) -> list[tuple[str, str]]:
    language = view.language
    return [(language.symbol(note), language.note(note)) for note in ("unchanged", "broken", "not_available")]


def _course(view: View, name: str) -> tuple[str, str]:
    """Return the sparkline of an indicator as SVG, and its alternative text."""
    indicator = find_indicator(name)
    observations = view.results.select(name).only(geo=view.country)
    last = observations.periods[-1]
    first = f"{int(last[:4]) - YEARS + 1}"
    span = [period for period in drawing.periods_between(observations.periods[0], last) if period >= first]
    line = drawing.series(observations, view.title_of(indicator), "country", span)
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    alt = charts.describe("line", [line], drawing.reader_of(indicator, view.language), about)
    return charts.to_svg(charts.sparkline(line)), alt


def _card(view: View, name: str, *, ranks: bool) -> dict[str, str]:
    """Return what a card says and the SVG of its course; nothing if there is no figure."""
    indicator, facets = find_indicator(name), country_fact(view, name).facets
    if facets[""] is None:
        return {}
    sparkline, alt = _course(view, name)
    rank = facets["rank_short"] if ranks else None
    return {
        "value": facets[""],
        "label": dated(view.title_of(indicator), facets["when"] or "", view.language),
        "change": facets["change"] or "",
        "rank": f"{view.language.word('eu_rank')}: {rank}" if rank else "",
        "sparkline": sparkline,
        "alt": alt,
    }


def _card_markdown(card: Mapping[str, str]) -> str:
    texts = {kind: card[kind] for kind in ("value", "label", "change", "rank") if card[kind]}
    lines = "\n\n".join(f"{{.{kind}}}\n{escaped(text)}" for kind, text in texts.items())
    picture = f":::::{{image}} {data_address(card['sparkline'])}\n:alt: {card['alt']}\n:::::\n"
    return f"::::::{{container}} key-number\n\n{lines}\n\n{picture}::::::\n"
