"""Observations in time: years of quarters and months, windows, and the change from one period to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..errors import YearbookError
from .arithmetic import INDICATIVE_BELOW, bounds, breaks_that_matter, divided, summed_groups
from .flags import BROKEN, INDICATIVE, UNCHANGED, by_pairs, marked, merged, merged_names, without
from .states import settled, traits

if TYPE_CHECKING:
    from .table import Observations

PARTS_OF_YEAR = {"A": 1, "Q": 4, "M": 12}
RATES = {1_000_000: "per million", 1000: "per thousand", 100: "per hundred"}


def frequency(period: str) -> str:
    """Return "A", "Q" or "M" for "2023", "2023-Q1" or "2023-03"."""
    return "A" if len(period) == 4 else "Q" if "Q" in period else "M"


def ordinal(period: str) -> int:
    """Return the place of a period in the row of its kind: consecutive quarters are consecutive numbers."""
    part = period[5:].removeprefix("Q")
    count = PARTS_OF_YEAR[frequency(period)]
    return int(period[:4]) * count + (int(part) - 1 if part else 0)


def last_month(period: str) -> int:
    """Return the last month of a period as a number, comparable among years, quarters and months."""
    months = 12 // PARTS_OF_YEAR[frequency(period)]
    return (ordinal(period) + 1) * months - 1


def annual(observations: Observations) -> Observations:
    """Return yearly observations; see `Observations.annual`."""
    within = observations.frame[observations.frame["period"].str.len() > len("2023")]
    if within.empty:
        return observations
    if observations.kind == "ratio":
        raise YearbookError("a ratio cannot be summed over a year", remedy="divide the yearly figures instead")
    parts = observations.with_frame(within)
    parts.refuse_doubles()
    count = PARTS_OF_YEAR[_one_frequency(within["period"])]
    year = within["period"].str[:4]
    if observations.kind == "stock":
        last = within["period"].str[5:].isin(("Q4", "12"))
        return observations.with_frame(within.assign(period=year)[last])
    yearly = observations.with_frame(within.assign(period=year))
    return summed_groups(yearly, [*observations.dimensions, "period"], count, complete=True)


def summed_over_time(observations: Observations, first: str, last: str) -> Observations:
    """Return sums of a flow over periods; see `Observations.sum_over_time`."""
    if observations.kind != "flow":
        raise YearbookError(
            f"a {observations.kind} is never summed over time",
            remedy="take the last period of it; if these are events, say .as_flow()",
        )
    chosen = observations.window(first, last)
    chosen.refuse_doubles()
    count = ordinal(last) - ordinal(first) + 1
    if frequency(first) != frequency(last) or count < 1:
        raise YearbookError(f"{first} to {last} is no row of periods", remedy="give the earlier one first, of one kind")
    if not chosen.dimensions:
        raise YearbookError("nothing tells the sums apart", remedy="keep the dimension geo: .only(geo=[...])")
    made = summed_groups(chosen, list(chosen.dimensions), count, complete=False)
    frame = made.frame
    frame.insert(len(chosen.dimensions), "period", f"{first}/{last}")
    return made.with_frame(frame)


def window(observations: Observations, first: str, last: str) -> Observations:
    """Return the observations of the periods from `first` to `last`, of the same frequency."""
    kinds = {frequency(first), frequency(last)}
    wanted = {
        period
        for period in observations.frame["period"].unique()
        if frequency(period) in kinds and ordinal(first) <= ordinal(period) <= ordinal(last)
    }
    return observations.with_frame(observations.frame[observations.frame["period"].isin(wanted)])


def per_inhabitants(observations: Observations, population: Observations, times: int) -> Observations:
    """Return rates per inhabitants; see `Observations.per_inhabitants`."""
    if population.kind != "stock" or {frequency(period) for period in population.frame["period"].unique()} - {"A"}:
        raise YearbookError(
            "rates are per inhabitants on 1 January of the year, a yearly stock",
            remedy="give the indicator population",
        )
    if times not in RATES:
        raise YearbookError(f"no rates are reckoned per {times}", remedy=f"use one of {', '.join(map(str, RATES))}")
    within = pd.DataFrame({"within": observations.frame["period"].unique()})
    january = population.frame.assign(status=breaks_that_matter(population)).merge(
        within.assign(period=within["within"].str[:4]), on="period"
    )
    spread = population.with_frame(january.assign(period=january["within"]).drop(columns="within"))
    return divided(observations, spread, unit=RATES[times], times=times)


def changed(observations: Observations, *, years: int, percent: bool, over_break: bool) -> Observations:
    """Return the change of every observation; see `Observations.change` and `Observations.percent_change`."""
    if percent and observations.unit == "percent":
        raise YearbookError("a percentage changes by percentage points, not by per cent", remedy="use .change()")
    both = _beside_earlier(observations, years)
    parts = traits(both) | traits(both[["value_then", "status_then", "conf_then"]].rename(columns=_unthen))
    frame = both[[*observations.dimensions, "period"]].assign(value=both["value"] - both["value_then"])
    for column, merge in (("status", merged), ("conf", merged), ("source", merged_names), ("mark", merged_names)):
        frame[column] = by_pairs(both[column], both[f"{column}_then"], merge)
    frame["status"] = by_pairs(frame["status"], both["broken"].map({True: "b", False: ""}), merged)
    frame["low"], frame["high"] = both["low"] - both["high_then"], both["high"] - both["low_then"]
    same = (frame["low"] < frame["high"]) & (frame["low"] <= 0) & (frame["high"] >= 0)
    if percent:
        frame = _in_percent(frame, both, small=observations.kind != "ratio")
    frame = settled(frame, parts, parts["impossible"] & both["value"].isna() & both["value_then"].isna())
    there = frame["value"].notna()
    refused = there & both["broken"] & (not over_break)
    frame["mark"] = marked(marked_series(frame, UNCHANGED, there & same & ~refused), BROKEN, refused)
    numbers = ["value", "low", "high"]
    frame[numbers] = frame[numbers].where(there & ~refused)
    points = "percentage points" if observations.unit == "percent" else observations.unit
    return observations.made(frame, unit="percent" if percent else points, kind="ratio", error=0.0)


def marked_series(frame: pd.DataFrame, mark: str, where: pd.Series[bool]) -> pd.Series[str]:
    """Return the marks of a frame with one more in the rows chosen by `where`."""
    return pd.Series(marked(frame["mark"], mark, where), index=frame.index)


def _in_percent(frame: pd.DataFrame, both: pd.DataFrame, *, small: bool) -> pd.DataFrame:
    """Return the differences as per cent of the earlier figure, marked as indicative where that is a small count."""
    base = both["value_then"].where(both["value_then"] > 0)
    least = both["low_then"].where(both["low_then"] > 0)
    return frame.assign(
        value=frame["value"] / base * 100,
        low=(both["low"] / both["high_then"].where(base.notna()) - 1) * 100,
        high=(both["high"] / least.where(base.notna()) - 1) * 100,
        mark=marked(frame["mark"], INDICATIVE, (base < INDICATIVE_BELOW) & small),
    )


def _beside_earlier(observations: Observations, years: int) -> pd.DataFrame:
    """Return every observation beside the one of the same series `years` earlier; `broken` says of a break between."""
    observations.refuse_doubles()
    keys = list(observations.dimensions)
    low, high = bounds(observations)
    frame = observations.frame.assign(low=low, high=high).sort_values([*keys, "period"])
    frame = frame if "mark" in frame else frame.assign(mark="")
    breaks = frame["status"].str.contains("b", regex=False)
    frame["breaks"] = breaks.groupby([frame[key] for key in keys]).cumsum() if keys else breaks.cumsum()
    # a break of the earlier period lies before it, one of this period between the two
    frame["status"] = without(frame["status"], "b", breaks)
    later = {period: f"{int(period[:4]) + years}{period[4:]}" for period in frame["period"].unique()}
    then = frame.assign(period=frame["period"].map(later))
    both = frame.merge(then, on=[*keys, "period"], suffixes=("", "_then"), validate="one_to_one")
    return both.assign(broken=both["breaks"] > both["breaks_then"])


def _unthen(column: str) -> str:
    return column.removesuffix("_then")


def _one_frequency(periods: pd.Series[str]) -> str:
    kinds = {frequency(period) for period in periods.unique()}
    if len(kinds) > 1:
        raise YearbookError("quarters and months stand in one series", remedy="keep one of them: .window(...)")
    return kinds.pop()
