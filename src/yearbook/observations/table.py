"""The one table shape: dimensions, period, value, status flags, source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ..errors import UnknownName, YearbookError
from . import arithmetic, periods, ranking
from .parts import TOTALS
from .states import State, state

MEASURES = ("period", "value", "status", "conf", "source", "low", "high", "mark")
CODES_OF_TIME = ("period", "source")


@dataclass(frozen=True)
class Observations:
    """Observations of one quantity; every operation returns new ones and carries flags, states and sources along.

    Attributes:
        frame: columns of dimension codes, then `period` ("2023", "2023-Q1", "2023-03"), `value` (float, NaN is "no
            figure"), `status` (letters of SDMX OBS_STATUS), `conf` (letter of CONF_STATUS), `source`
            ("dataset@released", several joined by a blank) and, for ratios and changes, `low` and `high` (the band that
            rounding leaves) and `mark` (our own marks by name, several joined by a blank: indicative, broken, ...).
        unit: what one is: "persons", "decisions", "percent", ...
        kind: "flow" may be summed over time; "stock" and "ratio" may not.
        error: the largest rounding error of a value, in units (2 persons where the provider rounds to the nearest 5).
        kinds: kinds of single codes by dimension, where they differ from `kind`; taken when such a code is pinned.
        covered: observations of other vintages that those of `frame` cover; they stand in where a figure made of two
            series would otherwise mix two vintages of one dataset.
        reach: the last period that each source holds; a later one was not yet published. Found in the first frame.
    """

    frame: pd.DataFrame
    unit: str
    kind: str = "flow"
    error: float = 0.0
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reach: Mapping[str, str] = field(default_factory=dict)
    covered: pd.DataFrame | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.reach and len(self.frame):
            last = self.frame.groupby("source", observed=True)["period"].unique()
            reach = {str(source): max(found, key=periods.last_month) for source, found in last.items()}
            object.__setattr__(self, "reach", reach)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Names of the dimension columns."""
        return tuple(c for c in self.frame.columns if c not in MEASURES)

    @property
    def sources(self) -> tuple[str, ...]:
        """Every "dataset@released" behind the values, sorted."""
        return tuple(sorted({s for joined in self.frame["source"].unique() for s in joined.split()}))

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods with a value, in calendar order."""
        return tuple(sorted(self.frame.loc[self.frame["value"].notna(), "period"].unique()))

    def with_frame(self, frame: pd.DataFrame) -> Observations:
        """Return the same quantity over another frame."""
        return self.made(frame)

    def made(self, frame: pd.DataFrame, **changes: Any) -> Observations:
        """Return what an operation made of these observations: another frame, and what else it changes."""
        return replace(self, **{"covered": None, **changes}, frame=frame.reset_index(drop=True))

    def refuse_doubles(self) -> None:
        """Refuse to reckon with observations that nothing tells apart.

        Raises:
            YearbookError: two have the same dimensions and period: the extract leaves a dimension open.
        """
        keys = [*self.dimensions, "period"]
        if len(double := self.frame.loc[self.frame.duplicated(keys), keys]):
            raise YearbookError(
                f"two figures for {' '.join(double.iloc[0])}: the extract leaves a dimension open",
                remedy="pin every dimension of the dataset to one code or keep it as a column",
            )

    def only(self, **codes: str | Iterable[str]) -> Observations:
        """Return the observations with these codes; a dimension held to one code (not a list) is dropped.

        Raises:
            UnknownName: a dimension that these observations do not have.
        """
        kind, pinned = self.kind, {name: w if isinstance(w, str) else list(w) for name, w in codes.items()}
        for dimension, wanted in pinned.items():
            if dimension not in self.dimensions:
                raise UnknownName("dimension", dimension, self.dimensions)
            if isinstance(wanted, str):
                kind = self.kinds.get(dimension, {}).get(wanted, kind)
        covered = None if self.covered is None else _filtered(self.covered, pinned)
        return self.made(_filtered(self.frame, pinned), kind=kind, covered=covered)

    def totals(self, keep: Sequence[str] = ()) -> Observations:
        """Return the provider's own totals of every dimension that is not in `keep` (never a sum of parts).

        Raises:
            YearbookError: a dimension that has several codes and no known total is left unpinned.
        """
        pinned = {}
        for dimension in self.dimensions:
            if dimension in (*keep, "geo"):
                continue
            if dimension not in TOTALS:
                raise YearbookError(
                    f"dimension '{dimension}' is not pinned to one code",
                    remedy=f"pin it in the indicator: .only({dimension}=...)",
                )
            pinned[dimension] = TOTALS[dimension]
        return self.only(**pinned)

    def as_flow(self) -> Observations:
        """Return the same figures as events over time, for codes of a dataset of stocks that count events."""
        return replace(self, kind="flow")

    def as_stock(self) -> Observations:
        """Return the same figures as a position at a time, which is never summed over time."""
        return replace(self, kind="stock")

    def until(self, year: int) -> Observations:
        """Return the observations whose period does not lie after `year`."""
        covered = None if self.covered is None else self.covered[self.covered["period"].str[:4] <= str(year)]
        return self.made(self.frame[self.frame["period"].str[:4] <= str(year)], covered=covered)

    def window(self, first: str, last: str) -> Observations:
        """Return the observations of the periods from `first` to `last` ("2014" to "2023"), both included."""
        return periods.window(self, first, last)

    def last(self, count: int = 1) -> Observations:
        """Return the observations of the last `count` periods in which any of them has a value."""
        return self.with_frame(self.frame[self.frame["period"].isin(self.periods[-count:])])

    def state_at(self, period: str, **codes: str) -> State:
        """Return the state of one observation, also of one that is not there.

        What lies after the last period that the source of its series holds was not yet published in that release; what
        is missing within is not available. One code a dimension must be given unless it is pinned.

        Raises:
            YearbookError: the codes leave more than one observation.
        """
        series = self.only(**codes)
        found = series.frame[series.frame["period"] == period]
        if len(found) > 1:
            raise YearbookError(f"several observations of {period} have these codes", remedy="give a code a dimension")
        if len(found):
            return state(found.iloc[0])
        own = [periods.last_month(self.reach[s]) for s in series.sources if s in self.reach]
        last = min(own) if own else max(map(periods.last_month, self.reach.values()), default=0)
        late = 0 < last < periods.last_month(period)
        return State.NOT_PUBLISHED if late else State.NOT_AVAILABLE

    def annual(self) -> Observations:
        """Return yearly observations: sums of a flow's complete years, or a stock's last month or quarter.

        A year that lacks the observation of a part is left out, not guessed; one with a part that is confidential or
        not available is so itself.

        Raises:
            YearbookError: the quantity is a ratio, which has no yearly sum, or quarters stand among months.
        """
        return periods.annual(self)

    def sum_over_time(self, first: str, last: str) -> Observations:
        """Return the sums of a flow over the periods from `first` to `last`; their period reads "2014/2023".

        Raises:
            YearbookError: a stock or a ratio, or no row of periods.
        """
        return periods.summed_over_time(self, first, last)

    def sum_of(self, dimension: str, codes: Iterable[str]) -> Observations:
        """Return the sums over named codes of a dimension, which is dropped; rounding errors add up.

        A sum with a confidential part is confidential, else one with a part that is not available not available.

        Raises:
            YearbookError: codes that lie inside one another (totals, FOR, EU27_2020, age classes), or ratios.
        """
        return arithmetic.summed(self, dimension, codes)

    def plus(self, other: Observations, *, mixed_rounding: bool = False) -> Observations:
        """Return `self + other` for the keys that both have; rounding errors add up.

        Raises:
            YearbookError: different units or dimensions, ratios, or (unless it is meant) one rounded and one not.
        """
        return arithmetic.combined(self, other, 1, mixed_rounding=mixed_rounding)

    def minus(self, part: Observations, *, mixed_rounding: bool = False) -> Observations:
        """Return `self - part` for the keys that both have; rounding errors add up.

        Raises:
            YearbookError: different units or dimensions, ratios, or (unless it is meant) one rounded and one not.
        """
        return arithmetic.combined(self, part, -1, mixed_rounding=mixed_rounding)

    def divided_by(self, whole: Observations, *, unit: str, times: float = 1.0) -> Observations:
        """Return `self / whole * times` for the keys that both have, with the band that rounding leaves.

        The band is [(n - e) / (d + e'), (n + e) / (d - e')] for counts known to within e and e'; the lower end of a
        count is not below zero. A denominator of zero gives no value; one below INDICATIVE_BELOW the mark "indicative".
        A break in the denominator is one of the ratio only if the denominator moves by more than BREAK_MATTERS; smaller
        steps are what a population makes by itself.

        Raises:
            YearbookError: the denominator has a dimension that the numerator lacks, so one of them is not pinned.
        """
        return arithmetic.divided(self, whole, unit=unit, times=times)

    def share_of(self, whole: Observations) -> Observations:
        """Return `self` in percent of the whole that it is a part of; the band ends at 100 %.

        Raises:
            YearbookError: as `divided_by`; different units.
        """
        arithmetic.refuse_unit(self, whole)
        return arithmetic.divided(self, whole, unit="percent", times=100, at_most=100)

    def per_inhabitants(self, population: Observations, *, times: int) -> Observations:
        """Return rates per `times` inhabitants on 1 January of the year in which each period lies.

        Args:
            population: persons on 1 January by year, in the dimensions (geo) that it shares with these observations.
            times: 1,000,000 for asylum, 1,000 for permits and temporary protection.

        Raises:
            YearbookError: the population is not a yearly stock.
        """
        return periods.per_inhabitants(self, population, times)

    def change(self, *, years: int = 1, over_break: bool = False) -> Observations:
        """Return the differences from the same period `years` earlier, where there is an observation of it.

        Differences that rounding alone may have made bear the mark "unchanged". Over a break in the series there is no
        value but the mark "broken", unless `over_break` says that it is meant; the letter b stays in any case.
        """
        return periods.changed(self, years=years, percent=False, over_break=over_break)

    def percent_change(self, *, years: int = 1, over_break: bool = False) -> Observations:
        """Return the changes as `change` in percent of the earlier figure, "indicative" where that is below 50.

        Raises:
            YearbookError: the quantity is a percentage, which changes by percentage points.
        """
        return periods.changed(self, years=years, percent=True, over_break=over_break)

    def rank(self, period: str, among: Iterable[str], dimension: str = "geo") -> ranking.Ranking:
        """Return the places in one period among the codes given, with ties and the number of those that report it.

        Raises:
            YearbookError: an aggregate is among them, or another dimension is not pinned.
        """
        return ranking.ranked(self, period, among, dimension)


def _filtered(frame: pd.DataFrame, codes: Mapping[str, str | list[str]]) -> pd.DataFrame:
    chosen = np.ones(len(frame), dtype=bool)
    for dimension, wanted in codes.items():
        column = frame[dimension]
        chosen &= (column == wanted if isinstance(wanted, str) else column.isin(wanted)).to_numpy(bool)
    kept = [place for place, name in enumerate(frame.columns) if not isinstance(codes.get(name), str)]
    return frame.iloc[:, kept][chosen]
