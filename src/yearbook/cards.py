"""Indicator cards and the list of vintages: what the methodology says of itself, written from the declarations."""

from __future__ import annotations

import pandas as pd

from .exhibit import Exhibit, card_anchor, escaped
from .indicators import Indicator, all_indicators
from .tables import Cell, listing
from .view import View
from .vintage import find_vintage


def indicator_cards(view: View) -> str:
    """Return the cards of all indicators that rest on a pinned dataset, in alphabetical order."""
    ordered = sorted(carded(view), key=lambda one: view.language.sort_key(one.title[view.language.code]))
    return "\n".join(indicator_card(view, one) for one in ordered)


def carded(view: View) -> list[Indicator]:
    """Return the indicators that rest on a dataset which the edition pins."""
    pinned = set(view.results.figures.edition.pins)
    return [one for one in all_indicators().values() if pinned & set(view.results.datasets_of(one.name))]


def indicator_card(view: View, indicator: Indicator) -> str:
    """Return one card in MyST: definition, formula, unit, breakdowns, sources, caveats, name in the program."""
    word, code = view.language.word, view.language.code
    sources = [view.datasets[name] for name in view.results.datasets_of(indicator.name)]
    rows = {
        "formula": indicator.formula.get(code, ""),
        "breakdowns": ", ".join(word(f"by_{dimension}") for dimension in indicator.by),
        "sources": ", ".join(
            dict.fromkeys(f"[{escaped(s.code)}]({s.page}) ({s.publisher.called(code)})" for s in sources)
        ),
        "name_in_program": f"`{indicator.name}`",
    }
    stated = " · ".join(f"**{word(key)}:** {text}" for key, text in rows.items() if text)
    notes = " ".join(escaped(view.language.caveat(caveat)) for caveat in indicator.caveats)
    lines = "\n\n".join(f"{{.small}}\n{text}" for text in (stated, notes) if text)
    title, definition = escaped(indicator.title[code]), escaped(indicator.definition[code])
    head = f":::{{admonition}} {title}\n:class: indicator-card\n:name: {card_anchor(indicator.name)}"
    return f"{head}\n\n{definition}\n\n{lines}\n:::\n"


def vintage_list(view: View, name: str, title: str) -> Exhibit:
    """Return the pinned vintages as a table: dataset, title, release, periods, sha256 of the received file."""
    word, code = view.language.word, view.language.code
    project = view.results.figures.project
    rows, records = [], []
    for dataset, releases in view.results.figures.edition.pins.items():
        for released in releases:
            stated = find_vintage(project, dataset, released).provenance
            periods = f"{stated['periods']['first']}–{stated['periods']['last']}"
            digest = stated["received"]["sha256"]
            rows.append((dataset, stated["title"][code], released, periods, digest[:12]))
            records.append({"dataset": dataset, "released": released, "rows": stated["rows"]["kept"], "sha256": digest})
    head = tuple(word(key) for key in ("dataset", "title", "released_on", "periods", "file_sha256"))
    table = listing(head, [tuple(Cell(text) for text in row) for row in rows])
    frame = pd.DataFrame(records)
    more = {"body": table.markdown(), "body_html": table.html(), "grid": table.grid(), **view.links([])}
    return Exhibit(name, "table", title, rows=frame, numeric=False, **more)
