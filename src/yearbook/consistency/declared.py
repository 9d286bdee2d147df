"""What exhibits must say of themselves: recognised non-citizens apart, tables that somebody else processed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..dataset import Dataset
from ..edition import Figures
from ..exhibit import escaped
from ..indicators import Indicator, Results, all_indicators
from ..language import LANGUAGES
from ..observations import Observations
from ..sourcing import lost_in
from ..view import View
from .finding import Finding, Place
from .scope import Scope

COUNTRIES = ("LV", "EE")
"""Countries with recognised non-citizens (in Estonia: residents of undetermined citizenship)."""
NONCITIZENS = "RNC"
ABOVE = frozenset({NONCITIZENS, "FOR", "FOR_STLS", "NEU27_2020_FOR", "NEU28_FOR", "EXT_EU27_2020", "EXT_EU28"})
"""Codes of citizenship in which they are included; TOTAL only of permits, for a whole population is no question."""
ASYLUM = "migr_asy"
"""Eurostat's asylum tables begin so; their stocks are of persons under protection, none of them a non-citizen."""
SAID = "non_citizens"
"""Caveats that say what is done with them begin so."""
MORE = 1000.0
"""Persons by which their number is raised to see which indicators follow."""


YEARS = 4
"""So many years are enough to see it."""


class _OfTheirCountries(Figures):
    """An edition's figures of the countries with recognised non-citizens, as they are or as if there were more."""

    def __init__(self, figures: Figures, more: float) -> None:
        super().__init__(figures.project, figures.edition)
        self.true, self.more = figures, more

    def observations(self, name: str) -> Observations:
        """Return the figures of these countries alone, those that count non-citizens raised."""
        found = self.true.observations(name)
        if "geo" not in found.dimensions:
            return found
        recent = found.frame["period"].str[:4] > str(self.edition.year - YEARS)
        frame = found.frame[found.frame["geo"].isin(COUNTRIES) & recent]
        return found.with_frame(frame.assign(value=frame["value"] + self.more * counting(self.datasets[name], frame)))


def counting(dataset: Dataset, frame: pd.DataFrame) -> pd.Series[bool]:
    """Say which figures of a dataset count the recognised non-citizens of Latvia or Estonia."""
    if dataset.kind != "stock" or "citizen" not in frame or dataset.code.startswith(ASYLUM):
        return pd.Series(data=False, index=frame.index)
    above = frame["citizen"].isin(ABOVE)
    if dataset.unit == "permits":
        above |= frame["citizen"] == "TOTAL"
    if "reason" in frame:  # their permits are issued for none of the named reasons
        above &= frame["reason"].isin(["OTH", "TOTAL"])
    if "population" in frame:  # UNHCR counts them among the stateless
        above |= (frame["citizen"] == "STLS") & (frame["population"] == "STATELESS")
    return above & frame["geo"].isin(COUNTRIES)


def with_noncitizens(scope: Scope, indicators: Iterable[str]) -> set[str]:
    """Return those of the indicators whose figures grow with the number of recognised non-citizens."""
    true, raised = (Results(_OfTheirCountries(scope.results.figures, more)) for more in (0.0, MORE))
    found = set()
    for name in indicators:
        if any(_may_count(scope, table) for table in true.datasets_of(name) if table in scope.pinned):
            one, other = true.compute(name).frame, raised.compute(name).frame
            if len(one) != len(other) or not np.array_equal(one["value"], other["value"], equal_nan=True):
                found.add(name)
    return found


def _may_count(scope: Scope, name: str) -> bool:
    dataset = scope.dataset(name)
    return dataset.kind == "stock" and "citizen" in dataset.dimensions and not dataset.code.startswith(ASYLUM)


def check_noncitizens(scope: Scope) -> Iterator[Finding]:
    """Find indicators of a stock that count recognised non-citizens and neither show them apart nor say so."""
    for name in sorted(_silent(scope)):
        yield scope.wording.finding("error", "noncitizens", Place(name), say="indicator")


def _silent(scope: Scope) -> set[str]:
    """Return the indicators that should speak of them and do not; found out once for the same datasets."""
    if "silent" not in scope.known:
        if scope.later and set(scope.pinned) <= set(scope.later.pinned):
            scope.known["silent"] = _silent(scope.later)
        else:
            names = [one.name for one in all_indicators().values() if not _says_noncitizens(one)]
            scope.known["silent"] = {name for name in with_noncitizens(scope, names) if not _shows_them(scope, name)}
    return scope.known["silent"]


def check_exhibits(scope: Scope, exhibits: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Find exhibits of a stock by citizenship, of a country that has recognised non-citizens, which lack them.

    Args:
        scope: whose report it is.
        exhibits: what chapters show: `name`, `definitions` by indicator, `columns` and `records` of their observations.
    """
    split = [exhibit for exhibit in exhibits if scope.country in COUNTRIES and "citizen" in exhibit["columns"]]
    growing = with_noncitizens(scope, {name for exhibit in split for name in exhibit["definitions"]})
    for exhibit in split:
        shown = {str(record["citizen"]) for record in exhibit["records"] if record.get("citizen")}
        if growing & set(exhibit["definitions"]) and len(shown) > 1 and NONCITIZENS not in shown:
            place = Place(exhibit["name"], scope.country)
            yield scope.wording.finding("error", "noncitizens", place, say="exhibit")


def check_derived(scope: Scope) -> Iterator[Finding]:
    """Find indicators that rest on a derived table while the notes under their exhibits do not say so."""
    datasets, pinned = scope.results.figures.datasets, scope.results.figures.edition.pins
    for indicator in all_indicators().values():
        for name in scope.results.datasets_of(indicator.name):
            derived = name in pinned and datasets[name].derived
            if derived and not _says_derived(scope, indicator, name, pinned[name][0]):
                words = {"say": "indicator", "dataset": name}
                yield scope.wording.finding("error", "derived", Place(indicator.name), **words)


def _says_derived(scope: Scope, indicator: Indicator, name: str, released: str) -> bool:
    """Say whether the notes under an exhibit of the indicator, as they are printed, tell of the third party."""
    source = {"geo": [scope.country], "period": [str(scope.year)], "value": [1.0], "source": [f"{name}@{released}"]}
    for language in LANGUAGES.values():
        notes = View(scope.results, language, scope.country).notes([indicator], "", pd.DataFrame(source))
        if escaped(lost_in(scope.dataset(name), language)) not in " ".join(notes):
            return False
    return True


def _says_noncitizens(indicator: Indicator) -> bool:
    """Say whether the indicator is about them by its name, or a caveat tells what is done with them."""
    return "non_citizen" in indicator.name or any(caveat.startswith(SAID) for caveat in indicator.caveats)


def _shows_them(scope: Scope, name: str) -> bool:
    found = scope.results.compute(name)
    return "citizen" in found.dimensions and NONCITIZENS in set(found.frame["citizen"].unique())
