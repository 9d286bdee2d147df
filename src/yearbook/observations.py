"""The one table shape: dimensions, period, value, status flags, source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from .errors import UnknownName, YearbookError

MEASURES = ("period", "value", "status", "conf", "source", "low", "high")
TOTALS = {"citizen": "TOTAL", "sex": "T", "age": "TOTAL", "reason": "TOTAL", "duration": "TOTAL"}
PARTS_OF_YEAR = {"Q": 4, "M": 12}
INDICATIVE_BELOW = 50
BREAK_MATTERS = 0.02


@dataclass(frozen=True)
class Observations:
    """Observations of one quantity; every operation returns new ones and carries flags and sources along.

    Attributes:
        frame: columns of dimension codes, then `period` ("2023", "2023-Q1", "2023-03"), `value` (float, NaN is "no
            figure"), `status` (letters of SDMX OBS_STATUS), `conf` (letter of CONF_STATUS), `source`
            ("dataset@released", several joined by a blank) and, for ratios, `low` and `high`.
        unit: what one is: "persons", "decisions", "percent", ...
        kind: "flow" may be summed over time; "stock" and "ratio" may not.
        error: the largest rounding error of a value, in units (2 persons where the provider rounds to the nearest 5).
    """

    frame: pd.DataFrame
    unit: str
    kind: str = "flow"
    error: float = 0.0

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
        return replace(self, frame=frame.reset_index(drop=True))

    def only(self, **codes: str | Sequence[str]) -> Observations:
        """Return the observations with these codes; a dimension held to one code (not a list) is dropped.

        Raises:
            UnknownName: a dimension that these observations do not have.
        """
        frame = self.frame
        for dimension, wanted in codes.items():
            if dimension not in self.dimensions:
                raise UnknownName("dimension", dimension, self.dimensions)
            if isinstance(wanted, str):
                frame = frame[frame[dimension] == wanted].drop(columns=dimension)
            else:
                frame = frame[frame[dimension].isin(list(wanted))]
        return self.with_frame(frame)

    def totals(self, keep: Sequence[str] = ()) -> Observations:
        """Return the provider's own totals of every dimension that is not in `keep` (never a sum of parts).

        Raises:
            YearbookError: a dimension that has several codes and no known total is left unpinned.
        """
        result = self
        for dimension in self.dimensions:
            if dimension in (*keep, "geo"):
                continue
            if dimension not in TOTALS:
                raise YearbookError(
                    f"dimension '{dimension}' is not pinned to one code",
                    remedy=f"pin it in the indicator: .only({dimension}=...)",
                )
            result = result.only(**{dimension: TOTALS[dimension]})
        return result

    def until(self, year: int) -> Observations:
        """Return the observations whose period does not lie after `year`."""
        return self.with_frame(self.frame[self.frame["period"].str[:4] <= str(year)])

    def annual(self) -> Observations:
        """Return yearly observations: sums of a flow's complete years, or a stock's last month or quarter.

        A year that lacks a part has no annual value: it is left out, not guessed.

        Raises:
            YearbookError: the quantity is a ratio, which has no yearly sum.
        """
        frame = self.frame[self.frame["period"].str.len() > len("2023")]
        if frame.empty:
            return self
        if self.kind == "ratio":
            raise YearbookError("a ratio cannot be summed over a year", remedy="divide the yearly figures instead")
        part = str(frame["period"].iloc[0])[5:]
        count = PARTS_OF_YEAR["Q" if part.startswith("Q") else "M"]
        if self.kind == "stock":
            last = "Q4" if count == 4 else "12"
            frame = frame[frame["period"].str[5:] == last]
            return self.with_frame(frame.assign(period=frame["period"].str[:4]))
        return replace(self.with_frame(self._year_sums(frame, count)), error=self.error * count)

    def _year_sums(self, frame: pd.DataFrame, count: int) -> pd.DataFrame:
        keys = [*self.dimensions, "period"]
        groups = frame.assign(period=frame["period"].str[:4]).groupby(keys, sort=True, as_index=False)
        sums = groups.agg(
            value=("value", lambda values: values.sum(skipna=False)),
            status=("status", lambda flags: merged(*flags)),
            conf=("conf", lambda flags: merged(*flags)),
            source=("source", lambda names: merged_sources(*names)),
            parts=("value", "count"),
        )
        return sums[sums["parts"] == count].drop(columns="parts")

    def divided_by(self, whole: Observations, *, unit: str, times: float = 1.0) -> Observations:
        """Return `self / whole * times` for the keys that both have, with the band that rounding leaves.

        The band is [(n - e) / (d + e'), (n + e) / (d - e')] for counts known to within e and e'; its lower end is not
        below zero. A denominator of zero gives no value, a rounded one below INDICATIVE_BELOW the flag "u". A break in
        the denominator is one of the ratio only if the denominator moves by more than BREAK_MATTERS; smaller steps are
        what a population makes by itself.

        Raises:
            YearbookError: the two do not have the same dimensions, so one of them is not pinned.
        """
        if set(whole.dimensions) - set(self.dimensions):
            raise YearbookError(
                f"the denominator has dimensions {whole.dimensions}, the numerator {self.dimensions}",
                remedy="pin the dimensions that only one of them has",
            )
        keys = [*whole.dimensions, "period"]
        below = whole.frame.assign(status=_breaks_that_matter(whole))
        both = self.frame.merge(below, on=keys, suffixes=("", "_whole"), validate="many_to_one")
        top, bottom = both["value"], both["value_whole"].where(both["value_whole"] > 0)
        floor = (bottom - whole.error).where(bottom > whole.error)
        small = (both["value_whole"] < INDICATIVE_BELOW) & (whole.error > 0)
        status = _merge_columns(both["status"], both["status_whole"], merged)
        frame = both[[*self.dimensions, "period"]].assign(
            value=top / bottom * times,
            status=_merge_columns(status, small.map({True: "u", False: ""}), merged),
            conf=_merge_columns(both["conf"], both["conf_whole"], merged),
            source=_merge_columns(both["source"], both["source_whole"], merged_sources),
            low=(top - self.error).clip(lower=0) / (bottom + whole.error) * times,
            high=(top + self.error) / floor * times,
        )
        return Observations(frame.reset_index(drop=True), unit=unit, kind="ratio")

    def minus(self, part: Observations) -> Observations:
        """Return `self - part` for the keys that both have; rounding errors add up."""
        keys = [*self.dimensions, "period"]
        both = self.frame.merge(part.frame, on=keys, suffixes=("", "_part"), validate="one_to_one")
        frame = both[keys].assign(
            value=both["value"] - both["value_part"],
            status=_merge_columns(both["status"], both["status_part"], merged),
            conf=_merge_columns(both["conf"], both["conf_part"], merged),
            source=_merge_columns(both["source"], both["source_part"], merged_sources),
        )
        return replace(self.with_frame(frame), error=self.error + part.error)


def _breaks_that_matter(whole: Observations) -> pd.Series[str]:
    """Return the flags of a denominator without the breaks too small to be seen in a ratio."""
    frame = whole.frame.sort_values([*whole.dimensions, "period"])
    before = frame.groupby(list(whole.dimensions))["value"].shift() if whole.dimensions else frame["value"].shift()
    small = (frame["value"] / before - 1).abs() <= BREAK_MATTERS
    return frame["status"].where(~small, frame["status"].str.replace("b", "")).reindex(whole.frame.index)


@cache
def merged(*flags: str) -> str:
    """Return the letters of several flag columns once each, in alphabetical order ("p", "bp" -> "bp")."""
    return "".join(sorted(set("".join(flags))))


@cache
def merged_sources(*names: str) -> str:
    """Return the blank-separated union of several `source` cells, sorted."""
    return " ".join(sorted({name for joined in names for name in joined.split()}))


def _merge_columns(left: Iterable[str], right: Iterable[str], merge: Callable[[str, str], str]) -> list[str]:
    return [merge(a, b) for a, b in zip(left, right, strict=True)]


def no_figure(value: float) -> bool:
    """Say whether a value is "no figure" (NaN), which is never zero."""
    return bool(np.isnan(value))
