"""Eurostat against the national statistical office, which sends Eurostat its figures: a difference is a revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..dataset import Dataset
from .balance import DATASET
from .finding import Finding, Place
from .scope import Scope

OFFICES = ("csb_population", "derived_csb_population")
"""Tables of national offices with codes of Eurostat's balance, the one to be preferred first."""


@dataclass(frozen=True)
class Compared:
    """A figure of one year as Eurostat and as the national office has it.

    Attributes:
        code: of the balance (`indic_de`).
        year: of both figures.
        eurostat: persons.
        national: persons.
    """

    code: str
    year: str
    eurostat: float
    national: float

    @property
    def difference(self) -> float:
        """The national figure less Eurostat's."""
        return self.national - self.eurostat


def check_national(scope: Scope) -> Iterator[Finding]:
    """Tell for each figure of the balance in how many years within the horizon the national office has another."""
    office, found = office_of(scope), compared(scope)
    if not office:
        return
    for code in dict.fromkeys(one.code for one in found):
        rows = [one for one in found if one.code == code]
        apart = [one for one in rows if one.difference]
        if not apart:
            continue
        most = max(apart, key=lambda one: abs(one.difference))
        codes = scope.results.figures.codes
        yield scope.wording.finding(
            "warning",
            "national",
            Place(office.id, scope.country, most.year, f"indic_de={code}"),
            measure={language: codes.label("indic_de", code, language) for language in ("lv", "en")},
            office={language: office.publisher.called(language) for language in ("lv", "en")},
            count=len(apart),
            years=len(rows),
            eurostat=most.eurostat,
            national=most.national,
            period=most.year,
        )


def office_of(scope: Scope) -> Dataset | None:
    """Return the pinned table of an office that is the country's own, None if there is none."""
    pinned = [name for name in OFFICES if name in scope.pinned]
    own = [name for name in pinned if scope.dataset(name).throughout.get("geo") == scope.country]
    return scope.dataset(own[0]) if own and DATASET in scope.pinned else None


def compared(scope: Scope) -> list[Compared]:
    """Return the figures that both have of the country, by code and year, within the horizon."""
    office = office_of(scope)
    if not office:
        return []
    eurostat, national = (_figures(scope, name) for name in (DATASET, office.id))
    return [
        Compared(code, year, eurostat[code, year], value)
        for (code, year), value in sorted(national.items())
        if (code, year) in eurostat and year >= scope.since
    ]


def _figures(scope: Scope, name: str) -> dict[tuple[str, str], float]:
    frame = scope.frame(name)
    frame = frame[frame["geo"] == scope.country]
    keys = zip(frame["indic_de"].astype(str), frame["period"].astype(str), strict=True)
    return dict(zip(keys, frame["value"].astype(float), strict=True))
