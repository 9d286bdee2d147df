"""Key numbers: what a busy reader takes home, each with its course in small and its change on the year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from . import charts, drawing
from .exhibit import Exhibit, data_address, escaped
from .facts import country_fact
from .indicators import find_indicator
from .view import View

YEARS = 10


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


def _card(view: View, name: str) -> str:
    indicator, fact = find_indicator(name), country_fact(view, name)
    observations = view.results.select(name).only(geo=view.country)
    last = observations.periods[-1]
    first = f"{int(last[:4]) - YEARS + 1}"
    span = [period for period in drawing.periods_between(observations.periods[0], last) if period >= first]
    line = drawing.series(observations, view.title_of(indicator), "country", span)
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    alt = charts.describe("line", [line], drawing.reader_of(indicator, view.language), about)
    picture = data_address(charts.to_svg(charts.sparkline(line)))
    texts = {
        "value": fact.text(),
        "label": f"{view.title_of(indicator)}, {fact.text('when')}",
        "change": fact.text("change"),
    }
    lines = "\n\n".join(f"{{.{kind}}}\n{escaped(text)}" for kind, text in texts.items())
    return f"::::::{{container}} key-number\n\n{lines}\n\n:::::{{image}} {picture}\n:alt: {alt}\n:::::\n::::::\n"
