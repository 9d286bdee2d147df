"""Guards: what makes new figures of a dataset hard to believe, beside the last ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from .codes import Codes
from .dataset import Dataset
from .observations.periods import last_month

REPORTERS = 2 / 3
"""Share of the countries of the last vintage's last period that must report the new one's."""

VANISHED = 0.02
"""Share of the observations that may vanish."""

MOVED = 0.2
"""Share by which the sum of what both vintages hold may differ; revisions move single countries, not the whole."""

LEAP = 10
"""Factor by which the countries' sum of the newest period may differ from that of the last vintage's."""


@dataclass(frozen=True)
class Doubt:
    """A reason to refuse new figures: the guard's name, by which it is let pass, and what is wrong."""

    guard: str
    what: str


def doubts(new: pd.DataFrame, old: pd.DataFrame, dataset: Dataset, codes: Codes) -> list[Doubt]:
    """Return what speaks against new figures of a dataset, the last ones beside them.

    Args:
        new: observations: dimensions, period, value, status, conf.
        old: those of the last vintage.
        dataset: its declaration.
        codes: code lists, which tell countries from aggregates.
    """
    found = [*_periods(new, old)]
    if "geo" in new and not found:
        found += [*_reporters(new, old, codes), *_aggregates(new, old, codes)]
    return [*found, *_values(new, old, dataset, codes)]


def _periods(new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    lost = sorted(set(old["period"]) - set(new["period"]))
    if lost:
        shown = lost[0] if len(lost) == 1 else f"{lost[0]} to {lost[-1]} ({len(lost)} periods)"
        yield Doubt("periods", f"there is nothing of {shown} any more")


def _reporters(new: pd.DataFrame, old: pd.DataFrame, codes: Codes) -> Iterator[Doubt]:
    (last, then), (newest, now) = (_last_reporters(frame, codes) for frame in (old, new))
    if len(now) < REPORTERS * len(then):
        yield Doubt("reporters", f"{newest} has figures of {len(now)} countries only, {last} had those of {len(then)}")


def _aggregates(new: pd.DataFrame, old: pd.DataFrame, codes: Codes) -> Iterator[Doubt]:
    newest, last = _last(new), _last(old)
    then, now = (_with_value(frame, period)["geo"] for frame, period in ((old, last), (new, newest)))
    lost = sorted(code for code in set(then) - set(now) if codes.is_aggregate(code))
    if lost:
        yield Doubt("aggregates", f"{newest} lacks {', '.join(lost)}, which {last} had")


def _values(new: pd.DataFrame, old: pd.DataFrame, dataset: Dataset, codes: Codes) -> Iterator[Doubt]:
    key = [*dataset.dimensions, "period"]
    both = old[[*key, "value"]].merge(
        new[[*key, "value"]], on=key, how="left", indicator=True, suffixes=("_old", "_new")
    )
    gone = int((both["_merge"] == "left_only").sum())
    if gone > VANISHED * len(both):
        yield Doubt("vanished", f"{gone:,} of {len(both):,} observations are not there any more")
    held = both.dropna(subset=["value_old", "value_new"])
    before, after = held["value_old"].abs().sum(), held["value_new"].abs().sum()
    if before and abs(after / before - 1) > MOVED:
        yield Doubt("totals", f"what both vintages hold comes to {after:,.0f}, and came to {before:,.0f}")
    if "geo" in new and dataset.kind != "ratio":
        yield from _leap(new, old, dataset, codes)


def _leap(new: pd.DataFrame, old: pd.DataFrame, dataset: Dataset, codes: Codes) -> Iterator[Doubt]:
    newest, last = _last(new), _last(old)
    if newest == last:
        return
    key = list(dataset.dimensions)
    series = _with_value(new, newest)[[*key, "value"]].merge(_with_value(old, last)[[*key, "value"]], on=key)
    series = series[series["geo"].map(codes.is_country)]
    after, before = series["value_x"].abs().sum(), series["value_y"].abs().sum()
    if before and after and not 1 / LEAP < after / before < LEAP:
        yield Doubt("totals", f"the countries come to {after:,.0f} in {newest}, and came to {before:,.0f} in {last}")


def _last(frame: pd.DataFrame) -> str:
    return max(frame.loc[frame["value"].notna(), "period"].unique(), key=last_month, default="")


def _with_value(frame: pd.DataFrame, period: str) -> pd.DataFrame:
    return frame[(frame["period"] == period) & frame["value"].notna()]


def _last_reporters(frame: pd.DataFrame, codes: Codes) -> tuple[str, set[str]]:
    period = _last(frame)
    return period, {code for code in _with_value(frame, period)["geo"].unique() if codes.is_country(code)}
