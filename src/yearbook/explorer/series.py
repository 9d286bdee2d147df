"""Observations as compact text for a script: one line a series, one token a period, no state turned into another.

A line reads `codes=tokens`: the codes of the dimensions and the number of the source, joined by ";", then a token a
period, joined by ",". A token is a figure ("1700", "-5"), a figure with its band ("42.86~35.14~51.52"), or a letter
for what stands there instead: `h` below half a unit, `c` confidential, `m` cannot exist, `x` broken by a break in
series, `u` not available, nothing for an observation that the provider does not have. Flags and marks follow after "|"
("1700|p"). Equal tokens in a row are told once: "0^16".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

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


def slices(name: str, observations: Observations, marks: Mapping[str, str]) -> list[Slice]:
    """Return the series of an indicator, apart by the dimensions that are not at their total.

    Args:
        name: the indicator.
        observations: what `shown` left of it.
        marks: symbol of each of our own marks, by name.

    Raises:
        YearbookError: nothing tells two observations apart.
    """
    observations.refuse_doubles()
    places = [one for one in observations.dimensions if one != "geo"]
    span = periods_of(observations)
    frame = observations.frame[observations.frame["period"].isin(span)]
    rows = frame.assign(token=tokens(frame, marks), at=frame["period"].map({p: n for n, p in enumerate(span)}))
    free = np.zeros(len(rows), dtype=int)
    for bit, dimension in enumerate(places):
        free += (rows[dimension] != TOTALS.get(dimension)).to_numpy(int) << bit
    found = []
    for which in sorted(set(free)):
        dimensions = tuple(one for bit, one in enumerate(places) if which >> bit & 1)
        found.append(
            _slice(".".join((name, *dimensions)), rows[free == which], (*dimensions, "geo"), observations, span)
        )
    return found


def tokens(frame: pd.DataFrame, marks: Mapping[str, str]) -> pd.Series[str]:
    """Return the token of every observation."""
    found = states(frame)
    text = _numbers(frame["value"])
    if "low" in frame:
        banded = frame["low"].notna() & frame["high"].notna() & (frame["low"] < frame["high"])
        text = text.where(~banded, text + "~" + _numbers(frame["low"]) + "~" + _numbers(frame["high"]))
    figure = found.isin([str(one) for one in HAVE_A_FIGURE if one not in LETTERS])
    text = text.where(figure, found.map({str(state): letter for state, letter in LETTERS.items()}))
    flags = frame["status"].where(found != State.BELOW_HALF, frame["status"].str.replace("n", "", regex=False))
    # the state says it all where a figure is withheld or cannot exist
    flags = flags.where(figure | found.isin([State.BELOW_HALF, State.NOT_AVAILABLE]), "")
    if "mark" in frame:
        signs = {cell: "".join(marks.get(mark, "") for mark in cell.split()) for cell in frame["mark"].unique()}
        flags = flags + frame["mark"].map(signs).where(figure, "")
    return text.where(flags == "", text + "|" + flags)


def _numbers(values: pd.Series[float]) -> pd.Series[str]:
    codes, distinct = pd.factorize(values.round(DECIMALS) + 0.0)
    texts: list[str] = [f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") for value in distinct]
    return pd.Series(np.array([*texts, ""], dtype=object)[codes], index=values.index)


def _slice(
    name: str, rows: pd.DataFrame, dimensions: tuple[str, ...], observations: Observations, span: Sequence[str]
) -> Slice:
    sources = tuple(sorted(rows["source"].unique()))
    number = {source: str(place) for place, source in enumerate(sources)}
    keys = rows[dimensions[0]]
    for following in (*(rows[one] for one in dimensions[1:]), rows["source"].map(number)):
        keys = keys + ";" + following
    ordered = pd.DataFrame({"key": keys, "at": rows["at"], "token": rows["token"]}).sort_values(["key", "at"])
    cells = zip(ordered["key"].tolist(), ordered["at"].tolist(), ordered["token"].tolist(), strict=True)
    lines = tuple(f"{key}={told(cell[1:] for cell in group)}" for key, group in groupby(cells, itemgetter(0)))
    reach = tuple(_reach(source, observations.reach, span) for source in sources)
    return Slice(name, dimensions, sources, reach, lines)


def told(cells: Iterable[tuple[int, str]]) -> str:
    """Return the tokens of one series from the first period on, equal ones told once.

    Args:
        cells: the place of each period that the provider has, in calendar order, and its token.
    """
    parts: list[str] = []
    following, last, count = 0, "", 0
    for place, token in cells:
        if count and token == last and place == following:
            count += 1
        else:
            parts += _repeated(last, count) + _repeated("", place - following)
            last, count = token, 1
        following = place + 1
    return ",".join(parts + _repeated(last, count))


def _repeated(token: str, count: int) -> list[str]:
    return [token if count == 1 else f"{token}^{count}"] if count else []


def _reach(source: str, reach: Mapping[str, str], span: Sequence[str]) -> int:
    ends = [last_month(reach[one]) for one in source.split() if one in reach]
    last = min(ends, default=max((last_month(end) for end in reach.values()), default=0))
    return sum(last_month(period) <= last for period in span)
