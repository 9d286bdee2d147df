"""Eurostat against UNHCR: the same events counted by two rules, set side by side with the reasons; never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from .finding import Finding, Place
from .scope import Scope
from .wording import phrase

Figures = dict[str, float]


@dataclass(frozen=True)
class Reconciled:
    """One measure of one year by both providers.

    Attributes:
        measure: key of `[measure]` in `sentences.toml`.
        year: of both figures.
        eurostat: persons or decisions.
        unhcr: applications or decisions, of persons.
        reason: key of `[because]`.
    """

    measure: str
    year: str
    eurostat: float
    unhcr: float
    reason: str

    @property
    def difference(self) -> float:
        """UNHCR's figure less Eurostat's."""
        return self.unhcr - self.eurostat


@dataclass(frozen=True)
class Measure:
    """What both providers count, the datasets it is read from, and why the figures differ."""

    name: str
    eurostat: str
    unhcr: str
    read: tuple[Callable[[Scope], Figures], Callable[[Scope], Figures]]
    error: float
    reason: str


def check_providers(scope: Scope) -> Iterator[Finding]:
    """Tell for each measure in how many years within the horizon the two providers differ, and by how much at most."""
    found = reconciliation(scope)
    for measure in MEASURES:
        rows = [one for one in found if one.measure == measure.name]
        apart = [one for one in rows if one.reason != "rounding"]
        if not apart:
            continue
        most = max(apart, key=lambda one: abs(one.difference))
        yield scope.wording.finding(
            "note",
            "providers",
            Place(f"{measure.eurostat}, {measure.unhcr}", scope.country, code=measure.name),
            measure=phrase("measure", measure.name),
            count=len(apart),
            years=len(rows),
            eurostat=most.eurostat,
            unhcr=most.unhcr,
            period=most.year,
            reason=phrase("because", measure.reason),
        )


def reconciliation(scope: Scope) -> list[Reconciled]:
    """Return the figures of both providers for the country, by measure and year, within the horizon."""
    found = []
    for measure in MEASURES:
        if not {measure.eurostat, measure.unhcr} <= set(scope.pinned):
            continue
        eurostat, unhcr = (read(scope) for read in measure.read)
        for year in sorted(year for year in eurostat.keys() & unhcr.keys() if year >= scope.since):
            near = abs(unhcr[year] - eurostat[year]) <= measure.error
            reason = "rounding" if near else measure.reason
            found.append(Reconciled(measure.name, year, eurostat[year], unhcr[year], reason))
    return found


def _of_country(scope: Scope, name: str, **codes: tuple[str, ...]) -> pd.DataFrame:
    frame = scope.frame(name)
    frame = frame[frame["geo"] == scope.country]
    for dimension, wanted in codes.items():
        frame = frame[frame[dimension].isin(wanted)]
    return frame.astype({"period": object})


def _applicants(kind: str) -> Callable[[Scope], Figures]:
    def read(scope: Scope) -> Figures:
        codes = {"citizen": ("TOTAL",), "sex": ("T",), "age": ("TOTAL",), "applicant": (kind,)}
        return _by_year(_of_country(scope, "migr_asyappctza", **codes))

    return read


def _decisions(kind: str) -> Callable[[Scope], Figures]:
    def read(scope: Scope) -> Figures:
        codes = {"citizen": ("EXT_EU27_2020",), "sex": ("T",), "age": ("TOTAL",), "decision": (kind,)}
        frame = _of_country(scope, "migr_asydcfstq", **codes)
        years = frame.assign(period=frame["period"].str[:4]).groupby("period")["value"].agg(["sum", "count"])
        return {str(year): float(row["sum"]) for year, row in years.iterrows() if row["count"] == 4}

    return read


def _unhcr_applications(scope: Scope) -> Figures:
    codes = {"procedure": ("G",), "application": ("N",), "level": ("FI",), "counted": ("P",)}
    return _by_year(_of_country(scope, "unhcr_applications", **codes))


def _unhcr_decisions(*outcomes: str) -> Callable[[Scope], Figures]:
    def read(scope: Scope) -> Figures:
        codes = {"procedure": ("G",), "level": ("FI",), "counted": ("P",), "outcome": outcomes}
        return _by_year(_of_country(scope, "unhcr_decisions", **codes))

    return read


def _by_year(frame: pd.DataFrame) -> Figures:
    """Return sums by year: UNHCR's countries of origin lie beside one another, with no total among them."""
    return {str(year): float(value) for year, value in frame.groupby("period")["value"].sum().items()}


POSITIVE = ("RECOGNISED", "OTHER_POS")
MEASURES = (
    Measure(
        "first_time",
        "migr_asyappctza",
        "unhcr_applications",
        (_applicants("FRST"), _unhcr_applications),
        2.0,
        "applications",
    ),
    Measure(
        "applicants",
        "migr_asyappctza",
        "unhcr_applications",
        (_applicants("TOTAL"), _unhcr_applications),
        2.0,
        "all_applicants",
    ),
    Measure(
        "decisions",
        "migr_asydcfstq",
        "unhcr_decisions",
        (_decisions("TOTAL"), _unhcr_decisions(*POSITIVE, "REJECTED")),
        8.0,
        "decisions",
    ),
    Measure(
        "positive",
        "migr_asydcfstq",
        "unhcr_decisions",
        (_decisions("TOTAL_POS"), _unhcr_decisions(*POSITIVE)),
        8.0,
        "positive",
    ),
)
