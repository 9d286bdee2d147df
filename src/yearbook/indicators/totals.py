"""Totals of tables that do not hold them: read from a sister table, or added up where the parts are all there is."""

from __future__ import annotations

import pandas as pd

from ..observations import TOTALS, Observations, aggregates_in
from ..observations.arithmetic import summed_groups


def with_total(parts: Observations, dimension: str, total: Observations) -> Observations:
    """Return a breakdown with a total that the provider publishes in another table.

    Args:
        parts: observations with the dimension, without its total.
        dimension: what they are broken down by.
        total: observations of the same quantity, without the dimension.
    """
    whole = total.frame.assign(**{dimension: TOTALS[dimension]})
    return parts.with_frame(pd.concat([parts.frame, whole])[list(parts.frame.columns)])


def without_total(parts: Observations, dimension: str) -> Observations:
    """Return a breakdown without its own total, to be given a better one."""
    return parts.with_frame(parts.frame[parts.frame[dimension] != TOTALS[dimension]])


def added_up(parts: Observations, dimension: str) -> Observations:
    """Return a breakdown with the sum of its parts as total, for tables whose parts are all there is.

    A part that is not there is none: such tables list only what occurred. Each figure's rounding stays in the band of
    the sum. Codes that add up others are left out.
    """
    codes = parts.frame[dimension]
    own = parts.with_frame(parts.frame[~codes.isin(aggregates_in(dimension, codes.unique()))])
    return with_total(own, dimension, added(own, dimension))


def added(parts: Observations, *over: str) -> Observations:
    """Return sums of whatever is there over dimensions, or with "period" over the parts of each year.

    The table must list every part that is not zero. The band of a sum is that of its parts: n figures known to within e
    give a sum known to within n times e.
    """
    keys = [name for name in (*parts.dimensions, "period") if name not in over]
    frame = parts.frame
    if "period" in over:
        keys, frame = [*keys, "period"], frame.assign(period=frame["period"].str[:4])
    if "low" not in frame:
        low = (frame["value"] - parts.error).clip(lower=0)
        frame = frame.assign(low=low, high=frame["value"] + parts.error)
    made = summed_groups(parts.with_frame(frame), keys, 1, complete=False)
    bounds = frame.groupby(keys, sort=True, as_index=False)[["low", "high"]].sum()
    return made.with_frame(made.frame.merge(bounds, on=keys, validate="one_to_one"))
