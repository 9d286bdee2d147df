"""Observations as compact text for a script: one line a series, one token a period, no state turned into another.

A line reads `codes=tokens`: the codes of the dimensions and the number of the source, joined by ";", then a token a
period, joined by ",". A token is a figure ("1700", "-5"), a figure with its band ("42.86~35.14~51.52"), or a letter
for what stands there instead: `h` below half a unit, `c` confidential, `m` cannot exist, `x` broken by a break in
series, `u` not available, nothing for an observation that the provider does not have. Flags and marks follow after "|"
("1700|p"). Equal tokens in a row are told once: "0^16".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..observations import HAVE_A_FIGURE, TOTALS, Observations, State, states
from ..observations.periods import last_month

LETTERS = {
    State.BELOW_HALF: "h",
    State.CONFIDENTIAL: "c",
    State.CANNOT_EXIST: "m",
    State.BROKEN: "x",
    State.NOT_AVAILABLE: "u",
}
# a rate is printed with one decimal, a percentage below one with two
DECIMALS = 2
YEARS = 17
Places = NDArray[np.integer[Any]]
Coded = tuple[Places, Sequence[Any]]
"""A column: for each row the place of its value in a list, and the list."""


@dataclass(frozen=True)
class Slice:
    """The series of an indicator that are broken down by the same dimensions.

    Attributes:
        name: the indicator and the dimensions: "applicants", "applicants.citizen".
        dimensions: of the keys, the last is geo.
        sources: as the lines number them.
        reach: for each source the number of periods that it holds; what lies behind was not yet published.
        lines: the series.
    """

    name: str
    dimensions: tuple[str, ...]
    sources: tuple[str, ...]
    reach: tuple[int, ...]
    lines: tuple[str, ...]

    def script(self) -> str:
        """Return the script that hands the series to the page; it can be loaded where a page may not fetch JSON."""
        content = {
            "dimensions": self.dimensions,
            "sources": self.sources,
            "reach": self.reach,
            "series": "\n".join(self.lines),
        }
        return f"yearbookExplorer.receive({json.dumps(self.name)},{as_script(content)});\n"


@dataclass(frozen=True)
class Held:
    """What the explorer shows of one indicator.

    Attributes:
        kind: of the figures, see `Observations`.
        error: of the figures, see `Observations`.
        codes: of each dimension.
        periods: as of `periods_of`.
        slices: the figures.
    """

    kind: str
    error: float
    codes: Mapping[str, Sequence[str]]
    periods: Sequence[str]
    slices: Sequence[Slice]


def as_script(content: object) -> str:
    """Return JSON that may stand in any script: no character of it can end an element or a line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def shown(observations: Observations, by: Sequence[str], year: int) -> Observations:
    """Return what the explorer shows of an indicator: breakdowns, the last `YEARS` years, the rest at its totals."""
    held = observations.totals(keep=by)
    return held.with_frame(held.frame[held.frame["period"].str[:4] > str(year - YEARS)])


def periods_of(observations: Observations) -> list[str]:
    """Return the periods from the first to the last that any series has a figure for, none left out."""
    found = observations.periods
    if not found:
        return []
    frequency = {4: "Y", 7: "Q" if "Q" in found[0] else "M"}[len(found[0])]
    span = pd.period_range(found[0], found[-1], freq=frequency)
    return [f"{one.year}-Q{one.quarter}" if frequency == "Q" else str(one) for one in span]


def held(name: str, observations: Observations, marks: Mapping[str, str]) -> Held:
    """Return what the explorer shows of an indicator, apart by the dimensions that are not at their total.

    Args:
        name: the indicator.
        observations: what `shown` left of it.
        marks: symbol of each of our own marks, by name.

    Raises:
        YearbookError: nothing tells two observations apart.
    """
    observations.refuse_doubles()
    span, dimensions = periods_of(observations), observations.dimensions
    frame = observations.frame[observations.frame["period"].isin(span)]
    columns = {one: _coded(frame[one]) for one in (*dimensions, "source")}
    codes, texts = _coded(frame["period"])
    columns |= {"period": (np.array([span.index(one) for one in texts], dtype=int)[codes], span)}
    free, places = np.zeros(len(frame), dtype=int), [one for one in dimensions if one != "geo"]
    for bit, dimension in enumerate(places):
        codes, texts = columns[dimension]
        free += np.array([text != TOTALS.get(dimension) for text in texts], dtype=int)[codes] << bit
    rows, found = _Rows(columns, tokens(frame, marks), observations.reach), []
    for which in np.unique(free).tolist():
        own = tuple(one for bit, one in enumerate(places) if which >> bit & 1)
        found.append(rows.slice(".".join((name, *own)), (*own, "geo"), np.flatnonzero(free == which)))
    codes_of = {one: columns[one][1] for one in dimensions}
    return Held(observations.kind, observations.error, codes_of, span, found)


def tokens(frame: pd.DataFrame, marks: Mapping[str, str]) -> Coded:
    """Return the token of every observation."""
    numbers = [frame["value"]]
    if "low" in frame:
        numbers += [frame[one].where(frame["low"] < frame["high"]) for one in ("low", "high")]
    texts = [states(frame), frame["status"], frame.get("mark", pd.Series("", index=frame.index))]
    codes, distinct = _together([_coded(one) for one in (*texts, *(one.round(DECIMALS) + 0.0 for one in numbers))])
    again, found = pd.factorize(np.array([_token(marks, *one) for one in distinct], dtype=object))
    return again[codes], list(found)


def _token(marks: Mapping[str, str], found: str, status: str, mark: str, value: float, *band: float) -> str:
    figure = found in HAVE_A_FIGURE and found not in LETTERS
    text = _number(value) if figure else LETTERS[State(found)]
    if figure and band and not np.isnan(band[0]):
        text = "~".join((text, *map(_number, band)))
    # the state says it all where a figure is withheld or cannot exist
    flags = status if figure or found in (State.BELOW_HALF, State.NOT_AVAILABLE) else ""
    if found == State.BELOW_HALF:
        flags = flags.replace("n", "")
    if figure:
        flags += "".join(marks.get(one, "") for one in mark.split())
    return f"{text}|{flags}" if flags else text


def _number(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _coded(column: pd.Series[Any]) -> Coded:
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return codes, values.tolist()


def _together(columns: Sequence[Coded]) -> tuple[Places, list[tuple[Any, ...]]]:
    """Return columns as one, whose values are the combinations that occur."""
    places, count = columns[0][0], 0
    for codes, values in columns:
        places, distinct = pd.factorize(places * len(values) + codes)
        count = len(distinct)
    first = np.empty(count, dtype=int)
    first[places[::-1]] = np.arange(len(places))[::-1]
    parts = ([values[one] for one in codes[first].tolist()] for codes, values in columns)
    return places, list(zip(*parts, strict=True))


@dataclass(frozen=True)
class _Rows:
    """The observations of an indicator: its columns, the tokens, and how far each source reaches."""

    columns: Mapping[str, Coded]
    tokens: Coded
    reach: Mapping[str, str]

    def slice(self, name: str, dimensions: tuple[str, ...], rows: Places) -> Slice:
        """Return some of the observations as a slice."""
        (at, span), (token, texts) = self.columns["period"], self.tokens
        keyed = (self.columns[one] for one in (*dimensions, "source"))
        series, keys = _together([(codes[rows], values) for codes, values in keyed])
        sources = sorted({source for *_, source in keys})
        named = [";".join((*codes, str(sources.index(source)))) for *codes, source in keys]
        order = sorted(range(len(named)), key=named.__getitem__)
        grid = np.full((len(named), len(span)), -1, dtype=np.int32)
        grid[np.argsort(order)[series], at[rows]] = token[rows]
        lines = (f"{named[one]}={line}" for one, line in zip(order, told(grid, texts), strict=True))
        reach = tuple(_reach(source, self.reach, span) for source in sources)
        return Slice(name, dimensions, tuple(sources), reach, tuple(lines))


def told(grid: Places, tokens: Sequence[str]) -> Iterator[str]:
    """Yield the tokens of each series from the first period on, equal ones told once.

    Args:
        grid: a row a series, a column a period: the place of the token, -1 for what the provider does not have.
        tokens: each of them once.
    """
    flat, width = grid.ravel(), grid.shape[1]
    begins = np.append(True, flat[1:] != flat[:-1])
    begins[::width] = True
    starts = np.flatnonzero(begins)
    counts = np.diff(starts, append=len(flat)).tolist()
    found, texts = flat[starts].tolist(), [*tokens, ""]
    parts = [texts[one] if count == 1 else f"{texts[one]}^{count}" for one, count in zip(found, counts, strict=True)]
    rows = np.searchsorted(starts, np.arange(0, len(flat) + 1, width)).tolist()
    for first, end in pairwise(rows):
        yield ",".join(parts[first : end - (found[end - 1] < 0)])


def _reach(source: str, reach: Mapping[str, str], span: Sequence[str]) -> int:
    ends = [last_month(reach[one]) for one in source.split() if one in reach]
    last = min(ends, default=max((last_month(end) for end in reach.values()), default=0))
    return sum(last_month(period) <= last for period in span)
