"""Months and quarters against the annual table of the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd

from ..observations import TOTALS, Observations
from .breaches import EXACT, Contradiction, code_of
from .finding import Finding
from .scope import Scope

PARTS_OF_YEAR = {"M": 12, "Q": 4}


@dataclass(frozen=True)
class Pair:
    """Two tables that count the same: one by months or quarters, one by years."""

    parts: str
    year: str
    compared: str


PAIRS = (
    Pair("migr_asyappctzm", "migr_asyappctza", "months"),
    Pair("migr_asydcfstq", "migr_asydcfsta", "quarters"),
    Pair("derived_decisions", "migr_asydcfsta", "quarters"),
    Pair("migr_asydcfstq", "derived_positive_decisions", "quarters"),
    Pair("derived_decisions", "derived_positive_decisions", "quarters"),
)


def check_frequencies(scope: Scope) -> Iterator[Finding]:
    """Find years whose months or quarters do not add up to the annual table within rounding; never an error."""
    for pair in PAIRS:
        if {pair.parts, pair.year} <= set(scope.pinned):
            parts, year = scope.observations(pair.parts), scope.observations(pair.year)
            count = PARTS_OF_YEAR[scope.dataset(pair.parts).frequency]
            compare = partial(differences, parts, year, count)
            rows = scope.rows(f"{pair.parts} {pair.year}", (pair.parts, pair.year), compare)
            yield from Contradiction("frequencies", pair.year, pair.compared, "warning").findings(scope, rows)


def differences(parts: Observations, year: Observations, count: int) -> pd.DataFrame:
    """Return the years in which all parts are there and their sum differs from the annual figure beyond rounding.

    Dimensions that only one table has are held to their totals. A year of `count` parts may differ by `count` errors of
    the one and one error of the other.
    """
    common = [name for name in parts.dimensions if name in year.dimensions]
    left, right = _held(parts, common), _held(year, common)
    left = left.assign(period=left["period"].astype(str).str[:4])
    keys = [*common, "period"]
    texts = dict.fromkeys(keys, object)
    groups = left.astype({**texts, "source": object}).groupby(keys, sort=False, observed=True)
    sums = groups.agg(sum=("value", "sum"), count=("value", "count"), of=("source", "max")).reset_index()
    both = right.astype(texts).merge(sums[sums["count"] == count], on=keys)
    tolerance = count * parts.error + year.error
    wrong = both[(both["sum"] - both["value"]).abs() > tolerance + EXACT]
    wrong = wrong.assign(total=wrong["value"], tolerance=tolerance)
    return wrong.assign(sources=wrong["source"].astype(object) + " " + wrong["of"], code=code_of(wrong, common))


def _held(observations: Observations, common: list[str]) -> pd.DataFrame:
    frame = observations.frame[observations.frame["value"].notna()]
    for name in observations.dimensions:
        if name not in common:
            frame = frame[frame[name] == TOTALS.get(name, "TOTAL")].drop(columns=name)
    return frame
