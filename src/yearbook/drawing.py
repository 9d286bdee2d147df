"""From observations to the plain records that charts take."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .charts import Bar, Reader, Series
from .codes import Codes
from .facts import series_of, written
from .indicators import Indicator
from .language import Language
from .observations import Observations
from .view import EU

# a band thinner than this part of the highest value would only be a line in the legend
VISIBLE_BAND = 0.02
NAMED_NEIGHBOURS = ("EE", "LT", "LV")


def reader_of(indicator: Indicator, language: Language) -> Reader:
    """Return how the charts write the figures of an indicator."""
    return Reader(
        number=lambda value: written(indicator, value, language),
        tick=lambda value: language.number(value, indicator.decimals or _needed(value)),
        period=lambda period: language.period(period, "short"),
        language=language.code,
    )


def _needed(value: float) -> int:
    """Return the decimals that an axis needs to tell small values apart."""
    return 0 if float(value).is_integer() or abs(value) >= 10 else 1


def series(observations: Observations, label: str, role: str, periods: Sequence[str]) -> Series:
    """Return one series over `periods` in calendar order; a period without a figure is a hole."""
    frame = series_of(observations).reindex(list(periods))
    banded = "low" in frame.columns and bool((frame["high"] - frame["low"]).max() > VISIBLE_BAND * frame["value"].max())
    status = frame["status"].fillna("")
    return Series(
        label=label,
        periods=tuple(periods),
        values=tuple(frame["value"]),
        low=tuple(frame["low"]) if banded else None,
        high=tuple(frame["high"]) if banded else None,
        provisional=frozenset(p for p in periods if "p" in status[p]),
        breaks=frozenset(p for p in periods if "b" in status[p]),
        role=role,
    )


def role_of(geo: str, country: str) -> str:
    """Return the role, and so the colour, of a country beside the one that the report is about."""
    if geo == country:
        return "country"
    if geo == EU:
        return "eu"
    return geo if geo in NAMED_NEIGHBOURS else "context"


def bars(ranked: pd.DataFrame, dimension: str, roles: Sequence[str], codes: Codes, language: Language) -> list[Bar]:
    """Return one bar a row of `ranked`, in its order."""
    labels = [codes.label(dimension, code, language.code) for code in ranked[dimension]]
    return [Bar(label, value, role) for label, value, role in zip(labels, ranked["value"], roles, strict=True)]


def years_until(last: int, count: int) -> list[str]:
    """Return `count` years up to `last`, as periods."""
    return [str(year) for year in range(last - count + 1, last + 1)]


def periods_between(first: str, last: str) -> list[str]:
    """Return every year, quarter or month from `first` to `last`, as periods."""
    if len(first) == 4:
        return [str(year) for year in range(int(first), int(last) + 1)]
    frequency = "Q" if "Q" in first else "M"
    periods = pd.period_range(first, last, freq=frequency)
    return [f"{p.year}-Q{p.quarter}" if frequency == "Q" else str(p) for p in periods]
