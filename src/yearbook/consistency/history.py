"""A country's figures against its own history: unusual jumps, and years missing inside a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..language import LANGUAGES
from ..observations import INDICATIVE_BELOW, TOTALS
from .breaches import code_of
from .finding import Finding, Place
from .scope import Scope

CUTOFF = 3.5
"""Distance from the median change, in robust standard deviations (Iglewicz and Hoaglin's modified z-score)."""
NORMAL = 1.4826
"""Standard deviation of a normal distribution in median absolute deviations."""
LEAST_CHANGES = 6
"""A shorter history says nothing of what is usual."""
LEAST_FACTOR = 1.5
"""A smaller change is no jump, however quiet the series was before."""
START = 10
"""Added to counts before their logarithms are taken, so that 0 to 5 is no jump."""
PLACES = frozenset({"citizen", "partner", "c_birth"})
"""Dimensions whose single codes are too much detail."""
MOST_SERIES = 24
"""A dataset without totals that leaves more series is about too much detail for this."""

NOTHING = pd.DataFrame({name: pd.Series(dtype=object) for name in ("geo", "code", "period", "value")})


@dataclass(frozen=True)
class Jump:
    """An unusual change: the year, the figures before and after, and the factors of the other years."""

    period: str
    before: float
    after: float
    least: float
    most: float


def check_history(scope: Scope) -> Iterator[Finding]:
    """Find jumps of the country's totals and gaps in those of all countries, within the horizon."""
    for name in scope.pinned:
        rows = scope.rows(f"totals of {name}", (name,), partial(annual_totals, scope, name))
        if rows.empty:
            continue
        own = rows[rows["geo"] == scope.country]
        if scope.dataset(name).kind != "ratio":
            for code, series in own.groupby("code", sort=True):
                yield from _jumps(scope, Place(name, scope.country, code=str(code)), series)
        yield from _gaps(scope, Place(name, scope.country), own)
        yield from _other_gaps(scope, name, rows[rows["geo"] != scope.country])


def annual_totals(scope: Scope, name: str) -> pd.DataFrame:
    """Return the totals of a dataset by place, code and year; dimensions without a total keep their codes."""
    found = scope.observations(name)
    if "geo" not in found.dimensions or found.frame.empty:
        return NOTHING
    for dimension in found.dimensions:
        total = TOTALS.get(dimension, "TOTAL")
        if dimension != "geo" and total in set(found.frame[dimension].unique()):
            found = found.with_frame(found.frame[(found.frame[dimension] == total).to_numpy()])
    keys = [key for key in found.dimensions if key != "geo"]
    if any(len(set(found.frame[key])) > 1 for key in PLACES & set(keys)):
        return NOTHING
    if len(found.frame[keys].drop_duplicates()) > MOST_SERIES:
        return NOTHING
    texts = [column for column in found.frame if not pd.api.types.is_numeric_dtype(found.frame[column])]
    plain = found.with_frame(found.frame.astype(dict.fromkeys(texts, object)))
    if len(plain.frame["period"].iloc[0]) > len("2023"):
        plain = plain.annual()
    frame = plain.frame[plain.frame["value"].notna()]
    return frame.assign(code=code_of(frame, keys))


def jumps(periods: Sequence[str], values: npt.NDArray[np.float64]) -> list[Jump]:
    """Return the unusual changes of a series from one year to the next.

    A change is unusual if the logarithm of its factor lies more than CUTOFF robust standard deviations from the median,
    the factor is at least LEAST_FACTOR up or down, and the difference at least INDICATIVE_BELOW.

    Args:
        periods: years, in order; there may be gaps.
        values: counts, none negative.
    """
    years = np.array([int(period) for period in periods])
    changes = np.diff(np.log(values + START))[np.diff(years) == 1] if (values >= 0).all() else np.array([])
    if len(changes) < LEAST_CHANGES:
        return []
    after = np.flatnonzero(np.diff(years) == 1) + 1
    middle = np.median(changes)
    spread = NORMAL * np.median(np.abs(changes - middle))
    far = (np.abs(changes - middle) > CUTOFF * spread) & (np.abs(changes) > np.log(LEAST_FACTOR))
    far &= np.abs(values[after] - values[after - 1]) >= INDICATIVE_BELOW
    usual = [factor(values[place - 1], values[place]) for place in after[~far]] or [1.0]
    return [Jump(periods[place], values[place - 1], values[place], min(usual), max(usual)) for place in after[far]]


def factor(before: float, after: float) -> float:
    """Return how many times a count is the one before; from zero, with START added to both."""
    return float(after / before) if before else float((after + START) / START)


def one_decimal(number: float) -> dict[str, str]:
    """Write a factor by language: "3,0", "3.0"."""
    return {code: language.number(number, 1) for code, language in LANGUAGES.items()}


def missing_years(periods: Sequence[str]) -> list[str]:
    """Return the years between the first and the last that are not there."""
    return [str(year) for year in range(int(min(periods)), int(max(periods))) if str(year) not in set(periods)]


def _jumps(scope: Scope, place: Place, series: pd.DataFrame) -> Iterator[Finding]:
    ordered = series.sort_values("period")
    for jump in jumps(list(ordered["period"]), ordered["value"].to_numpy(float)):
        if jump.period >= scope.since:
            yield scope.wording.finding(
                "warning",
                "outlier",
                Place(place.dataset, place.geo, jump.period, place.code),
                before=jump.before,
                after=jump.after,
                times=one_decimal(factor(jump.before, jump.after)),
                low=one_decimal(jump.least),
                high=one_decimal(jump.most),
            )


def _gaps(scope: Scope, place: Place, rows: pd.DataFrame) -> Iterator[Finding]:
    """Tell of the series that lack years, those that lack the same ones together."""
    lacking: dict[tuple[str, ...], list[str]] = {}
    for code, series in rows.groupby("code", sort=True):
        missing = tuple(year for year in missing_years(list(series["period"])) if year >= scope.since)
        lacking.setdefault(missing, []).append(str(code))
    for missing, codes in lacking.items():
        if missing:
            every = len(codes) == rows["code"].nunique()
            where = replace(place, period="/".join(missing), code="" if every else "; ".join(codes))
            words = {"first": rows["period"].min(), "last": rows["period"].max(), "missing": ", ".join(missing)}
            yield scope.wording.finding("warning", "gap", where, **words)


def _other_gaps(scope: Scope, name: str, rows: pd.DataFrame) -> Iterator[Finding]:
    lacking = set()
    for (geo, _), series in rows.groupby(["geo", "code"], sort=False):
        if any(year >= scope.since for year in missing_years(list(series["period"]))):
            lacking.add(str(geo))
    if lacking:
        yield scope.wording.finding("note", "gap", Place(name), say="others", places=scope.wording.places(lacking))
