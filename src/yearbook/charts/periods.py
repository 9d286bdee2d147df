"""Periods as places on a calendar axis: a missing year leaves its place empty."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import YearbookError

_SHAPES = {
    "A": re.compile(r"(\d{4})"),
    "Q": re.compile(r"(\d{4})-Q([1-4])"),
    "M": re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
}
PER_YEAR = {"A": 1, "Q": 4, "M": 12}


def frequency(period: str) -> str:
    """Return "A", "Q" or "M".

    Raises:
        YearbookError: `period` is none of "2023", "2023-Q1", "2023-03".
    """
    for name, shape in _SHAPES.items():
        if shape.fullmatch(period):
            return name
    raise YearbookError(f"'{period}' is not a period", remedy="write 2023, 2023-Q1 or 2023-03")


def place(period: str) -> int:
    """Return the number of periods of the same frequency since year 0."""
    kind = frequency(period)
    parts = _SHAPES[kind].fullmatch(period).groups()  # type: ignore[union-attr]
    return int(parts[0]) * PER_YEAR[kind] + (int(parts[1]) - 1 if len(parts) > 1 else 0)


def period_at(position: int, kind: str) -> str:
    """Return the period of frequency `kind` that stands at `position`; the inverse of `place`."""
    year, part = divmod(position, PER_YEAR[kind])
    return {"A": f"{year:04d}", "Q": f"{year:04d}-Q{part + 1}", "M": f"{year:04d}-{part + 1:02d}"}[kind]


def calendar(periods: Iterable[str]) -> tuple[str, ...]:
    """Return every period from the first to the last of `periods`, holes filled in.

    Raises:
        YearbookError: years, quarters and months are mixed, or there is no period at all.
    """
    given = set(periods)
    kinds = {frequency(period) for period in given}
    if len(kinds) != 1:
        raise YearbookError(
            "a chart needs periods of one frequency, not " + (" and ".join(sorted(kinds)) or "none"),
            remedy="draw years, quarters and months in charts of their own",
        )
    kind = kinds.pop()
    places = sorted(place(period) for period in given)
    return tuple(period_at(position, kind) for position in range(places[0], places[-1] + 1))
