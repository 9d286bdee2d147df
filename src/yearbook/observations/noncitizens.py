"""Recognised non-citizens (code RNC): apart in every stock by citizenship, in Latvia and in Estonia.

They are neither EU citizens nor stateless nor immigrants from third countries, yet providers count them among the
non-EU citizens, the foreigners and the holders of permits. Estonia's residents of undetermined citizenship have the
same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import YearbookError
from .flags import COMPOSITION
from .parts import NONCITIZENS, aggregates_in, is_aggregate
from .periods import marked_series
from .states import State, states
from .table import Observations

COUNTRIES = ("LV", "EE")
"""Countries that have recognised non-citizens; elsewhere the status cannot exist."""

THIRD_COUNTRY = "TCN"
"""Our own code: citizens of third countries without the recognised non-citizens."""

UNION = "EU_FOR"
"""Our own code: citizens of the other EU countries."""

FOREIGNERS = ("FOR_STLS", "FOR")
"""Providers' codes of all foreign citizens and stateless persons."""

COMPOSITIONS = {
    "EU27_2020_FOR": "NEU27_2020_FOR",
    "EU27_2020": "EXT_EU27_2020",
    "EU28_FOR": "NEU28_FOR",
    "EU28": "EXT_EU28",
}
"""Providers' codes of EU citizens, today's composition first, with those of citizens of all other countries."""


@dataclass(frozen=True)
class Shares:
    """Foreigners in percent of a population, with the recognised non-citizens among them and without."""

    included: Observations
    excluded: Observations


@dataclass(frozen=True)
class Denominators:
    """Stocks to set acquisitions of citizenship against: all foreigners, or third-country nationals and RNC apart."""

    all_foreigners: Observations
    third_country: Observations
    noncitizens: Observations


def apart(observations: Observations, *, leave_out: bool = False) -> Observations:
    """Split a stock by citizenship with the recognised non-citizens apart.

    Of a population the foreigners are split: EU citizens, third countries, stateless; in years for which only an older
    composition of the EU adds up, that one with the mark "composition". Permits, which no EU citizen holds, have no
    code for all foreigners: their whole is TOTAL, and those of unknown citizenship are a part of it.

    Args:
        observations: a stock with the dimension `citizen` in the provider's codes and all others but `geo` pinned.
        leave_out: leave the places and periods out whose parts do not add up, instead of refusing them all.

    Returns:
        The codes of the whole, RNC, TCN (third countries without RNC), STLS and EU_FOR or, of permits, UNK.

    Raises:
        YearbookError: no stock, or parts that do not add up to the provider's total within rounding.
    """
    whole = whole_of(observations)
    observations.refuse_doubles()
    keys = [name for name in (*observations.dimensions, "period") if name != "citizen"]
    left, done = observations, []
    for union in COMPOSITIONS if whole in FOREIGNERS else ("",):
        fits = _among(left.frame, keys, _adding_up(left, whole, union))
        chosen = left.with_frame(left.frame[fits])
        done.append(_population(chosen, whole, union) if union else _parts(chosen, (whole, "STLS", "UNK"), whole))
        left = left.with_frame(left.frame[~fits])
    wrong = left.frame[left.frame["citizen"] == whole]
    if len(wrong) and not leave_out:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise YearbookError(
            f"the citizenships do not add up to {whole}: {' '.join(wrong[keys].iloc[0])}{more}",
            remedy="report it to the provider; leave_out=True keeps the places and periods that do add up",
        )
    frame = pd.concat(done, ignore_index=True).sort_values([*observations.dimensions, "period"])
    return observations.made(frame, error=observations.error * (2 if whole in FOREIGNERS else 4))


def whole_of(observations: Observations) -> str:
    """Return the code that all foreigners have in a stock by citizenship: FOR_STLS, FOR or, of permits, TOTAL.

    Raises:
        YearbookError: no stock, or no dimension `citizen`.
    """
    if observations.kind != "stock" or "citizen" not in observations.dimensions:
        raise YearbookError(
            "recognised non-citizens are shown apart in stocks by citizenship",
            remedy="keep the dimension citizen: .totals(keep=('citizen',)); if it is a stock, say .as_stock()",
        )
    codes = set(observations.frame["citizen"].unique())
    return next((code for code in FOREIGNERS if code in codes), "TOTAL")


def without(observations: Observations) -> Observations:
    """Return all foreigners (of permits, all holders) less the recognised non-citizens, by place and period.

    Raises:
        YearbookError: no stock, or no dimension `citizen`.
    """
    return _less_noncitizens(observations, whole_of(observations))


def shares(observations: Observations) -> Shares:
    """Return the foreigners in percent of a population, with the recognised non-citizens and without.

    Raises:
        YearbookError: no stock, or no dimension `citizen`.
    """
    population = observations.only(citizen="TOTAL")
    included = observations.only(citizen=whole_of(observations)).share_of(population)
    return Shares(included, without(observations).share_of(population))


def naturalisation(observations: Observations) -> Denominators:
    """Return the denominators of naturalisation from a population by citizenship.

    Places and periods whose citizenships do not add up have no figure for third-country nationals.

    Raises:
        YearbookError: no stock, or no dimension `citizen`.
    """
    split = apart(observations, leave_out=True)
    third, own = split.only(citizen=THIRD_COUNTRY), split.only(citizen=NONCITIZENS)
    return Denominators(observations.only(citizen=whole_of(observations)), third, own)


def _adding_up(observations: Observations, whole: str, union: str) -> pd.MultiIndex:
    """Return the places and periods whose citizenships make up the whole."""
    if union:
        return _add_up(observations, whole, (union, COMPOSITIONS[union], "STLS"), every=True)
    codes = observations.frame["citizen"].unique()
    return _add_up(observations, whole, [c for c in codes if not is_aggregate("citizen", c)], every=False)


def _population(observations: Observations, whole: str, union: str) -> pd.DataFrame:
    """Return the parts of the foreigners in one composition of the EU, for the places and periods that add up."""
    frame = _parts(observations, (whole, union, "STLS"), COMPOSITIONS[union])
    frame["citizen"] = frame["citizen"].replace({union: UNION})
    other = frame["citizen"].isin([UNION, THIRD_COUNTRY]) & ("EU28" in union)
    return frame.assign(mark=marked_series(frame, COMPOSITION, other))


def _parts(observations: Observations, published: tuple[str, ...], outside: str) -> pd.DataFrame:
    """Return codes as published and, of the code `outside`, the recognised non-citizens and what remains of it."""
    apart_from = published[1:] if outside in published else ()
    rest = _less_noncitizens(observations, outside)
    for code in apart_from:
        rest = rest.minus(observations.only(citizen=code))
    named = {code: observations.only(citizen=code) for code in published}
    named |= {NONCITIZENS: _noncitizens(observations, outside), THIRD_COUNTRY: rest}
    frames = [part.frame.assign(citizen=code) for code, part in named.items()]
    stacked = pd.concat([frame if "mark" in frame else frame.assign(mark="") for frame in frames], ignore_index=True)
    return stacked[["citizen", *(name for name in stacked if name != "citizen")]]


def _less_noncitizens(observations: Observations, outside: str) -> Observations:
    whole, own = observations.only(citizen=outside), _noncitizens(observations, outside)
    none = states(own.frame) == State.CANNOT_EXIST
    rest = whole.minus(own.with_frame(own.frame[~none]))
    keys = [*whole.dimensions, "period"]
    as_published = whole.frame[_among(whole.frame, keys, _keys(own.frame[none], keys))]
    frames = [rest.frame, as_published if "mark" in as_published else as_published.assign(mark="")]
    return rest.with_frame(pd.concat(frames, ignore_index=True).sort_values(keys))


def _noncitizens(observations: Observations, outside: str) -> Observations:
    """Return the recognised non-citizens; in a country that has none by law their number cannot exist."""
    own, whole = observations.only(citizen=NONCITIZENS), observations.only(citizen=outside).frame
    keys = [*own.dimensions, "period"]
    lawless = ~whole["geo"].isin([*COUNTRIES, *aggregates_in("geo", whole["geo"].unique())])
    missing = whole[lawless & ~_among(whole, keys, _keys(own.frame, keys))]
    return own.with_frame(
        pd.concat([own.frame, missing.assign(value=float("nan"), status="m", conf="")]).sort_values(keys)
    )


def _add_up(observations: Observations, whole: str, parts: Sequence[str], *, every: bool) -> pd.MultiIndex:
    """Return the places and periods where the parts make the whole within rounding; `every` part must be there."""
    frame = observations.frame
    keys = [name for name in (*observations.dimensions, "period") if name != "citizen"]
    total = frame[frame["citizen"] == whole].set_index(keys)["value"]
    inside = frame[frame["citizen"].isin(parts)].groupby(keys)["value"].agg(["sum", "count", "size"])
    inside = inside.reindex(total.index)
    gap = (inside["sum"] - total).abs() <= observations.error * (inside["size"] + 1)
    present = inside["count"] == (len(parts) if every else inside["size"])
    return _keys(total[gap & present].reset_index(), keys)


def _keys(frame: pd.DataFrame, keys: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[keys])


def _among(frame: pd.DataFrame, keys: list[str], wanted: pd.MultiIndex) -> npt.NDArray[np.bool_]:
    return _keys(frame, keys).isin(wanted)
