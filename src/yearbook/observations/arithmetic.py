"""Ratios, differences and sums of observations, with the band that rounding leaves and the states of the parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pandas as pd

from ..errors import YearbookError
from .flags import INDICATIVE, by_group, by_pairs, marked, merged, merged_names, without
from .parts import refuse_overlap
from .states import settled, traits

if TYPE_CHECKING:
    from .table import Observations

INDICATIVE_BELOW = 50
BREAK_MATTERS = 0.02


def divided(
    top: Observations, bottom: Observations, *, unit: str, times: float = 1.0, at_most: float = float("inf")
) -> Observations:
    """Return the ratio behind `Observations.divided_by`; its band does not reach above `at_most`."""
    if set(bottom.dimensions) - set(top.dimensions):
        raise YearbookError(
            f"the denominator has dimensions {bottom.dimensions}, the numerator {top.dimensions}",
            remedy="pin the dimensions that only one of them has",
        )
    below = bottom.frame.assign(status=breaks_that_matter(bottom))
    both, parts = _joined(top, replace(bottom, frame=below), "many_to_one")
    whole = both["value_other"]
    low, high = _band(both, whole.where(whole > 0)) if len(both) else (both["low"], both["high"])
    impossible = parts["impossible"] & ~parts["withheld"]
    frame = _carried(both, top.dimensions).assign(
        value=both["value"] / whole.where(whole > 0) * times,
        low=low * times,
        high=high * times,
    )
    if at_most < float("inf"):
        frame["high"] = frame["high"].fillna(at_most).clip(upper=frame["value"].clip(lower=at_most))
    frame["mark"] = marked(frame["mark"], INDICATIVE, (whole > 0) & (whole < INDICATIVE_BELOW))
    frame = settled(frame, parts, impossible)
    frame["status"] = by_pairs(frame["status"], impossible.map({True: "m", False: ""}), merged)
    frame[["low", "high"]] = frame[["low", "high"]].where(frame["value"].notna())
    return top.made(frame, unit=unit, kind="ratio", error=0.0, reach={**top.reach, **bottom.reach})


def combined(left: Observations, right: Observations, sign: int, *, mixed_rounding: bool = False) -> Observations:
    """Return `left + right` (sign 1) or `left - right` (sign -1) for the keys that both have."""
    refuse_unlike(left, right, mixed_rounding=mixed_rounding)
    if "ratio" in (left.kind, right.kind):
        raise YearbookError(
            "ratios are neither added up nor taken from one another", remedy="add the counts first, then divide"
        )
    both, parts = _joined(left, right, "one_to_one")
    frame = _carried(both, left.dimensions).assign(value=both["value"] + sign * both["value_other"])
    none = both["value"].isna().astype(int) + both["value_other"].isna()
    frame = settled(frame, parts, parts["every_impossible"] & (none == 2) & ~parts["withheld"])
    return left.made(frame, error=left.error + right.error, reach={**left.reach, **right.reach})


def summed(whole: Observations, dimension: str, codes: Iterable[str]) -> Observations:
    """Return the sums over named codes of a dimension; see `Observations.sum_of`."""
    wanted = tuple(dict.fromkeys(codes))
    refuse_overlap(dimension, wanted)
    chosen = whole.only(**{dimension: wanted})
    chosen.refuse_doubles()
    keys = [name for name in (*chosen.dimensions, "period") if name != dimension]
    return summed_groups(chosen, keys, len(wanted), complete=False)


def summed_groups(parts: Observations, keys: list[str], count: int, *, complete: bool) -> Observations:
    """Return the sums of the observations that have the same `keys`.

    Args:
        parts: what is added up.
        keys: columns that tell the sums apart.
        count: how many parts a whole sum has.
        complete: whether a sum that lacks the observation of a part is left out instead of being not available.

    Raises:
        YearbookError: ratios.
    """
    if parts.kind == "ratio":
        raise YearbookError("ratios are never added up", remedy="add up the counts first, then divide")
    frame = parts.frame.reset_index(drop=True)
    group = frame.groupby(keys, sort=True).ngroup()
    firsts = frame.loc[~group.duplicated().to_numpy(), keys].assign(group=group[~group.duplicated()])
    made = firsts.sort_values("group").drop(columns="group").reset_index(drop=True)
    facts = traits(frame)
    number = group.groupby(group).size()
    none = facts["none"].groupby(group).any() | (number < count)
    made["value"] = frame["value"].groupby(group).sum().mask(none)
    for column, merge in (("status", merged), ("conf", merged), ("source", merged_names), ("mark", merged_names)):
        if column in frame:
            made[column] = by_group(group, frame[column], merge)
    every = facts["impossible"].groupby(group).all() & (number == count)
    made = settled(made, facts.groupby(group).any(), every)
    if complete:
        made = made[number == count]
    return parts.made(made, error=parts.error * count)


def bounds(observations: Observations) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return the least and the greatest true value of every observation: its band, or what rounding leaves of it.

    A count is not below zero; a quantity of which some values are negative may be.
    """
    frame = observations.frame
    if "low" in frame:
        return frame["low"], frame["high"]
    value = frame["value"]
    low = value - observations.error
    return low if bool((value < 0).any()) else low.clip(lower=0), value + observations.error


def refuse_unlike(left: Observations, right: Observations, *, mixed_rounding: bool) -> None:
    """Refuse to set quantities against one another that differ in unit, dimensions or rounding.

    Raises:
        YearbookError: they do.
    """
    refuse_unit(left, right)
    if set(left.dimensions) != set(right.dimensions):
        raise YearbookError(
            f"one has dimensions {left.dimensions}, the other {right.dimensions}",
            remedy="pin the dimensions that only one of them has",
        )
    if bool(left.error) != bool(right.error) and not mixed_rounding:
        raise YearbookError(
            "one is rounded, the other is not",
            remedy="use one source; if the mixture is meant and explained, say mixed_rounding=True",
        )


def refuse_unit(left: Observations, right: Observations) -> None:
    """Refuse to set quantities against one another that count different things.

    Raises:
        YearbookError: their units differ.
    """
    if left.unit != right.unit:
        raise YearbookError(f"{left.unit} and {right.unit} are different units", remedy="use one unit, or a ratio")


def _joined(
    left: Observations, right: Observations, validate: Literal["one_to_one", "many_to_one"]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations that both have side by side, and the traits that either has."""
    left.refuse_doubles()
    right.refuse_doubles()
    keys = [*right.dimensions, "period"]
    both = _bounded(left).merge(_bounded(right), on=keys, suffixes=("", "_other"), validate=validate)
    both = _of_one_vintage(both, right, ("_other", ""))
    both = _of_one_vintage(both, left, ("", "_other"))
    own = traits(both)
    others = traits(pd.DataFrame({name: both[f"{name}_other"] for name in ("value", "status", "conf")}))
    return both, (own | others).assign(every_impossible=own["impossible"] & others["impossible"])


def _bounded(part: Observations) -> pd.DataFrame:
    low, high = bounds(part)
    frame = part.frame.assign(low=low, high=high)
    return frame if "mark" in frame else frame.assign(mark="")


def _of_one_vintage(both: pd.DataFrame, part: Observations, sides: tuple[str, str]) -> pd.DataFrame:
    """Return the pairs with one side taken from the vintage of the other, where that is of the same dataset.

    A part of 2023-03 over a whole of 2025-05 that was revised in between is no share of anything.
    """
    own, other = (f"source{side}" for side in sides)
    if part.covered is None or both.empty:
        return both
    of = [both[name].str.partition("@")[0] for name in (own, other)]
    clash = (both[own] != both[other]) & (of[0] == of[1])
    stand_in = _bounded(replace(part, frame=part.covered.reset_index(drop=True), covered=None))
    keys = [*part.dimensions, "period"]
    wanted = both.loc[clash, [*keys, other]].rename(columns={other: "source"})
    places = pd.MultiIndex.from_frame(stand_in[[*keys, "source"]]).get_indexer(pd.MultiIndex.from_frame(wanted))
    rows = wanted.index[places >= 0]
    for name in ("value", "status", "conf", "low", "high", "mark", "source"):
        both.loc[rows, f"{name}{sides[0]}"] = stand_in[name].to_numpy()[places[places >= 0]]
    return both


def _carried(both: pd.DataFrame, dimensions: tuple[str, ...]) -> pd.DataFrame:
    """Return keys, flags, sources and marks of a result."""
    return both[[*dimensions, "period"]].assign(
        value=float("nan"),
        status=by_pairs(both["status"], both["status_other"], merged),
        conf=by_pairs(both["conf"], both["conf_other"], merged),
        source=by_pairs(both["source"], both["source_other"], merged_names),
        mark=by_pairs(both["mark"], both["mark_other"], merged_names),
    )


def _band(both: pd.DataFrame, whole: pd.Series[float]) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return the least and the greatest ratio of true counts; no greatest one if the denominator may be nothing."""
    least = both["low_other"].where(both["low_other"] > 0)
    greatest = both["high_other"].where(whole.notna())
    low = (both["low"] / greatest).where(both["low"] >= 0, both["low"] / least)
    high = (both["high"] / least).where(both["high"] >= 0, both["high"] / greatest)
    return low, high.where(whole.notna())


def breaks_that_matter(whole: Observations) -> pd.Series[str]:
    """Return the flags of a denominator without the breaks too small to be seen in a ratio."""
    frame = whole.frame.sort_values([*whole.dimensions, "period"])
    before = frame.groupby(list(whole.dimensions))["value"].shift() if whole.dimensions else frame["value"].shift()
    small = (frame["value"] / before - 1).abs() <= BREAK_MATTERS
    return without(frame["status"], "b", small).reindex(whole.frame.index)
