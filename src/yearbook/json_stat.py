"""JSON-stat 2.0 (https://json-stat.org/full/): one writer for the figures behind exhibits and for exports."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from .errors import UnknownName, YearbookError

Role = Literal["time", "geo", "metric"]
# Below this share of filled cells the values go by their position instead of in a list.
DENSE = 0.5


@dataclass(frozen=True)
class Axis:
    """A dimension of a cube.

    Attributes:
        id: the column of the frame.
        label: what the dimension is called.
        categories: label of each code, in order.
        role: "time", "geo" or "metric" if it is one of them.
        units: for a metric the unit of each code.
    """

    id: str
    label: str
    categories: Mapping[str, str]
    role: Role | None = None
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What a cube says of itself: label, source, day of the last release (ISO 8601), notes, anything else."""

    label: str
    source: str = ""
    updated: str = ""
    notes: Sequence[str] = ()
    extension: Mapping[str, Any] = field(default_factory=dict)


def json_stat(frame: pd.DataFrame, axes: Sequence[Axis], about: About) -> dict[str, Any]:
    """Return observations as a JSON-stat 2.0 dataset, ready for `json.dump`.

    Args:
        frame: a column for each axis, `value` (NaN is "no figure") and, if there are flags, `status`.
        axes: the dimensions, the one that varies slowest first.
        about: what the dataset says of itself.

    Raises:
        UnknownName: the frame holds a code that its axis does not have.
        YearbookError: two observations have the same codes.
    """
    sizes = [len(axis.categories) for axis in axes]
    places = _places(frame, axes, sizes)
    values = {place: _plain(value) for place, value in zip(places, frame["value"], strict=True)}
    status = frame["status"].fillna("") if "status" in frame else pd.Series("", index=frame.index)
    flags = {str(place): str(flag) for place, flag in zip(places, status, strict=True) if flag}
    cells = math.prod(sizes)
    dense = len(values) >= DENSE * cells
    return _without_empty(
        {
            "version": "2.0",
            "class": "dataset",
            "label": about.label,
            "source": about.source,
            "updated": about.updated,
            "note": list(about.notes),
            "id": [axis.id for axis in axes],
            "size": sizes,
            "role": _roles(axes),
            "dimension": {axis.id: _dimension(axis) for axis in axes},
            "value": [values.get(cell) for cell in range(cells)] if dense else _by_place(values),
            "status": flags,
            "extension": dict(about.extension),
        }
    )


def _places(frame: pd.DataFrame, axes: Sequence[Axis], sizes: Sequence[int]) -> list[int]:
    """Return the position of each observation in row-major order."""
    places = pd.Series(0, index=frame.index, dtype="int64")
    for axis, size in zip(axes, sizes, strict=True):
        order = {code: number for number, code in enumerate(axis.categories)}
        found = frame[axis.id].astype(str).map(order)
        if found.isna().any():
            raise UnknownName(f"code of {axis.id}", str(frame[axis.id][found.isna()].iloc[0]), axis.categories)
        places = places * size + found.astype("int64")
    if places.duplicated().any():
        row = frame[places.duplicated()].iloc[0]
        shown = ", ".join(f"{axis.id} {row[axis.id]}" for axis in axes)
        raise YearbookError(f"two observations have the same codes: {shown}", remedy="name the dimension that differs")
    return [int(place) for place in places]


def _dimension(axis: Axis) -> dict[str, Any]:
    category: dict[str, Any] = {"index": list(axis.categories), "label": dict(axis.categories)}
    if axis.units:
        category["unit"] = {code: dict(unit) for code, unit in axis.units.items()}
    return {"label": axis.label, "category": category}


def _roles(axes: Sequence[Axis]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for axis in axes:
        if axis.role:
            found.setdefault(axis.role, []).append(axis.id)
    return found


def _by_place(values: Mapping[int, float | int | None]) -> dict[str, float | int]:
    return {str(place): value for place, value in sorted(values.items()) if value is not None}


def _plain(value: Any) -> float | int | None:
    if pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    kept = ("value", "id", "size", "dimension")
    return {key: part for key, part in content.items() if key in kept or part not in ("", [], {})}
