"""JSON-stat 2.0 (https://json-stat.org/full/): one writer for the figures behind exhibits and for exports."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

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


def json_stat(columns: Mapping[str, Sequence[Any]], axes: Sequence[Axis], about: About) -> dict[str, Any]:
    """Return observations as a JSON-stat 2.0 dataset, ready for `json.dump`.

    Args:
        columns: one for each axis, `value` (None or NaN is "no figure") and, if there are flags, `status`.
        axes: the dimensions, the one that varies slowest first.
        about: what the dataset says of itself.

    Raises:
        UnknownName: a column holds a code that its axis does not have.
        YearbookError: two observations have the same codes.
    """
    sizes = [len(axis.categories) for axis in axes]
    places = _places(columns, axes)
    values = {place: _plain(value) for place, value in zip(places, columns["value"], strict=True)}
    status = zip(places, columns["status"], strict=True) if "status" in columns else ()
    flags = {str(place): flag for place, flag in status if flag and isinstance(flag, str)}
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


def _places(columns: Mapping[str, Sequence[Any]], axes: Sequence[Axis]) -> list[int]:
    """Return the position of each observation in row-major order."""
    places = [0] * len(columns["value"])
    for axis in axes:
        order, size = {code: number for number, code in enumerate(axis.categories)}, len(axis.categories)
        codes = [str(code) for code in columns[axis.id]]
        if not order.keys() >= set(codes):
            raise UnknownName(f"code of {axis.id}", next(code for code in codes if code not in order), axis.categories)
        places = [place * size + order[code] for place, code in zip(places, codes, strict=True)]
    if len(set(places)) < len(places):
        twice = next(number for number, place in enumerate(places) if place in places[:number])
        shown = ", ".join(f"{axis.id} {columns[axis.id][twice]}" for axis in axes)
        raise YearbookError(f"two observations have the same codes: {shown}", remedy="name the dimension that differs")
    return places


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
    if value is None or math.isnan(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    kept = ("value", "id", "size", "dimension")
    return {key: part for key, part in content.items() if key in kept or part not in ("", [], {})}
