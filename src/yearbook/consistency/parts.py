"""Parts against totals: sex, age, citizenship, reason, outcome, Member States; none differs by more than rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from ..observations import Observations
from .breaches import EXACT, Contradiction, code_of, released, with_sums
from .finding import Finding
from .scope import Scope

SINGLE_CITIZENSHIPS = 100
"""A table with at least so many single citizenships holds all of them."""

SPAN = re.compile(r"Y(?:(?P<first>\d+)(?:-(?P<last>\d+))?|_(?P<word>LT|GE|GT)(?P<bound>\d+)|_OPEN)")
UNION = "EU27_2020"


@dataclass(frozen=True)
class Partition:
    """A total and the parts that make it up.

    Attributes:
        dimension: whose codes they are.
        whole: the code of the total.
        parts: codes that must all be there; else the parts can only be too many.
        rest: codes of what is in no part, such as UNK; taken where the table has them.
        absent: how many of all parts a complete row may lack (a country has no asylum seekers of its own citizenship).
    """

    dimension: str
    whole: str
    parts: tuple[str, ...]
    rest: tuple[str, ...] = ("UNK",)
    absent: int = 0


PARTITIONS = (
    Partition("sex", "T", ("M", "F")),
    Partition("citizen", "TOTAL", ("EU27_2020", "EXT_EU27_2020"), ()),
    Partition("citizen", "TOTAL", ("EU28", "EXT_EU28"), ()),
    Partition("citizen", "TOTAL", ("NAT", "FOR_STLS")),
    Partition("citizen", "FOR_STLS", ("EU27_2020_FOR", "NEU27_2020_FOR", "STLS"), ()),
    Partition("reason", "TOTAL", ("EMP", "EDUC", "FAM", "OTH"), ()),
    Partition("reason", "TOTAL", ("ILL_ENTRY", "OVERSTAY", "OTH"), ()),
    Partition("apprehen", "TOTAL", ("EXT_AREA", "INLAND"), ()),
    Partition("apprehen", "EXT_AREA", ("BCP", "BTW_LAND", "BTW_SEA"), ()),
    Partition("decision", "TOTAL", ("TOTAL_POS", "REJECTED"), ()),
    Partition("decision", "TOTAL_POS", ("GENCONV", "SUB_PROT", "HUMSTAT"), ("TEMP_PROT",)),
    Partition("outcome", "TOTAL", ("RECOGNISED", "OTHER_POS", "REJECTED", "CLOSED"), ()),
)


def check_parts(scope: Scope) -> Iterator[Finding]:
    """Find totals that their parts do not make up, in every pinned dataset of counts."""
    for name in scope.pinned:
        dataset = scope.dataset(name)
        if dataset.kind == "ratio":
            continue
        for partition, breaches in _breaches(scope, name):
            yield from Contradiction("parts", name, partition.dimension).findings(scope, breaches)


def _breaches(scope: Scope, name: str) -> Iterator[tuple[Partition, pd.DataFrame]]:
    found = scope.observations(name)
    for partition in partitions_of(found, scope):
        key = f"{name} {partition.dimension} {partition.whole} {' '.join(partition.parts[:3])}"
        yield partition, scope.rows(key, (name,), partial(parts_and_totals, found, partition))


def partitions_of(observations: Observations, scope: Scope) -> list[Partition]:
    """Return the partitions whose total and parts the observations hold."""
    codes = {name: set(observations.frame[name].unique()) for name in observations.dimensions}
    known = [*PARTITIONS, *age_partitions(codes.get("age", set())), *_all_citizenships(codes.get("citizen", set()))]
    known.append(Partition("geo", UNION, scope.results.figures.codes.group(UNION), ()))
    return [one for one in known if {one.whole, *one.parts} <= codes.get(one.dimension, set())]


def parts_and_totals(observations: Observations, partition: Partition) -> pd.DataFrame:
    """Return the totals that differ from the sum of their parts by more than rounding explains.

    Every cell is known to within the observations' error, so n parts and their total may differ by (n + 1) errors.
    Parts that are not all there can only be too many.
    """
    dimension, frame = partition.dimension, observations.frame
    held = set(frame[dimension].unique())
    codes = [code for code in (*partition.parts, *partition.rest) if code in held]
    keys = [name for name in (*observations.dimensions, "period") if name != dimension]
    there = frame[frame["value"].notna()]
    both = with_sums(there, dimension, partition.whole, codes)
    tolerance = observations.error * (both["count"] + 1)
    gap = both["sum"] - both["value"]
    complete = both["count"] >= len(codes) - partition.absent
    wrong = both.assign(total=both["value"], tolerance=tolerance)
    wrong = wrong[(gap > tolerance + EXACT) | (complete & (gap < -tolerance - EXACT))]
    wrong = wrong.assign(sources=released(wrong, there))
    if dimension == "geo":
        return wrong.assign(geo=partition.whole, code=code_of(wrong, keys))
    return wrong.assign(code=code_of(wrong, keys, {dimension: partition.whole}))


def age_partitions(codes: set[str]) -> list[Partition]:
    """Return for every class, and for all ages, the classes that make it up without a gap, as fine as there are."""
    spans = {code: span for code in codes if (span := age_span(code))}
    wholes = {"TOTAL": (0.0, float("inf")), **spans}
    found = []
    for whole, (first, last) in wholes.items():
        inner = {code: span for code, span in spans.items() if code != whole and span != (first, last)}
        parts = _tiles(inner, first, last)
        if whole in codes and len(parts) > 1:
            found.append(Partition("age", whole, parts, ("UNK",) if whole == "TOTAL" else ()))
    return found


def age_span(code: str) -> tuple[float, float] | None:
    """Return the first and last year of age of a class: "Y14-17" is (14, 17), "Y_GE65" (65, inf)."""
    found = SPAN.fullmatch(code)
    if not found or code == "Y_OPEN":
        return None
    if found["word"]:
        bound = float(found["bound"])
        return {"LT": (0.0, bound - 1), "GE": (bound, float("inf")), "GT": (bound + 1, float("inf"))}[found["word"]]
    return float(found["first"]), float(found["last"] or found["first"])


def _tiles(spans: Mapping[str, tuple[float, float]], first: float, last: float) -> tuple[str, ...]:
    """Return classes that cover the ages from `first` to `last`, each once, the narrowest that fit; none if none do."""
    if first > last:
        return ()
    starting = sorted((end, code) for code, (start, end) in spans.items() if start == first and end <= last)
    for end, code in starting:
        if end == last:
            return (code,)
        if rest := _tiles(spans, end + 1, last):
            return (code, *rest)
    return ()


def _all_citizenships(codes: set[str]) -> list[Partition]:
    single = tuple(sorted(code for code in codes if re.fullmatch(r"[A-Z]{2}|STLS|RNC|UK_OCT", code)))
    if len(single) < SINGLE_CITIZENSHIPS:
        return []
    return [Partition("citizen", "TOTAL", single, ("UNK", "OTHER"), absent=1)]
