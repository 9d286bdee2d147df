"""JSON-stat 2.0: a cube of dimensions with its values in one row, as statistics services answer small requests."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, cast

import numpy as np

from ..errors import YearbookError
from .coded import NO_ROWS, Coded
from .own import OWN_AGENCY
from .received import AGAIN, LARGEST_JSON
from .table import Table

TIMES = ("time", "time_period", "period", "tid", "year", "quarter", "month")
NO_LETTER = re.compile(r"[.\-: ]*")
"""Signs of PxWeb for "not available", "too uncertain" and "nothing to report": the value is left out beside them."""


@dataclass(frozen=True)
class Cube:
    """A cube as it was received.

    Attributes:
        label: its title.
        dimensions: their names, the period among them.
        codes: of each dimension, in the order of the cube.
        labels: names of the codes by dimension.
        period: name of the dimension that is the period.
        values: texts of numbers by place, None where there is none.
        status: flags by place.
        updated: time of the last update as the service states it, "" if it does not.
        extension: what the provider adds.
    """

    label: str
    dimensions: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    labels: Mapping[str, Mapping[str, str]]
    period: str
    values: Mapping[int, str | None]
    status: Mapping[int, str]
    updated: str
    extension: Mapping[str, Any]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of codes of each dimension."""
        return tuple(map(len, self.codes))

    def annotation(self, kind: str) -> Mapping[str, str]:
        """Return what Eurostat adds under a type ("OBS_COUNT", "UPDATE_DATA")."""
        found = self.extension.get("annotation", ())
        return next((one for one in found if one.get("type") == kind), {})


def recognises(path: Path) -> bool:
    """Whether a JSON file is of this flavour."""
    try:
        return _root(path).get("class") == "dataset"
    except YearbookError:
        return False


def read_cube(path: Path) -> Cube:
    """Read a cube.

    Raises:
        YearbookError: the file is cut, is no JSON-stat, or its parts do not fit together.
    """
    root = _root(path)
    try:
        return _cube(root)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        _refuse(path, f"the JSON-stat cube does not hold together ({type(error).__name__}: {error})")


def load(path: Path, names: Collection[str]) -> Table:
    """Read the observations of a cube of the table that has one of these names.

    Raises:
        YearbookError: it is of another table, or one of its dimensions has no code, which means that the service does
            not know one that was asked for.
    """
    cube = read_cube(path)
    stated = str(cube.extension.get("id", ""))
    if stated and stated.casefold() not in {one.casefold() for one in names}:
        _refuse(path, f"the file is of the table {stated}, not {next(iter(names))}", "collect it under its own dataset")
    empty = [name for name, codes in zip(cube.dimensions, cube.codes, strict=True) if not codes]
    if empty:
        _refuse(path, f"the service knows none of the codes asked for of {', '.join(empty)}", "correct `keep`")
    return _table(path, cube)


def _table(path: Path, cube: Cube) -> Table:
    places = np.array(sorted({*cube.values, *cube.status}), np.int64)
    numbers = np.unravel_index(places, cube.shape) if len(places) else [np.empty(0, np.int64)] * len(cube.shape)
    columns = {
        name: Coded(column.astype(np.int32), codes) if len(places) else NO_ROWS
        for name, column, codes in zip(cube.dimensions, numbers, cube.codes, strict=True)
    }
    cells = [(cube.values.get(place) or "", _flags(cube.status.get(place, ""))) for place in places.tolist()]
    contents = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
    dimensions = tuple(name for name in cube.dimensions if name != cube.period)
    return Table(
        path.name,
        "JSON-stat 2.0",
        dimensions,
        places + 1,
        tuple(columns[name] for name in dimensions),
        columns[cube.period],
        tuple(contents),
        np.array([[contents[cell]] for cell in cells], np.int32).reshape(-1, 1),
        todays=cube.extension.get("agencyId") == OWN_AGENCY,
        stated_update=cube.updated[:19],
    )


def _cube(root: Mapping[str, Any]) -> Cube:
    names = tuple(root["id"])
    categories = {name: root["dimension"][name]["category"] for name in names}
    codes = {name: _codes(category) for name, category in categories.items()}
    if [len(codes[name]) for name in names] != [int(size) for size in root["size"]]:
        raise ValueError("sizes and codes differ")
    count = int(np.prod([len(codes[name]) for name in names]))
    values, status = _placed(root.get("value", {})), _placed(root.get("status", {}), count)
    if any(place >= count for place in (*values, *status)):
        raise ValueError("a value lies outside")
    times = [*root.get("role", {}).get("time", ()), *(name for name in names if name.lower() in TIMES)]
    return Cube(
        str(root.get("label", "")),
        names,
        tuple(codes[name] for name in names),
        {name: dict(category.get("label", {})) for name, category in categories.items()},
        times[0],
        values,
        {place: text or "" for place, text in status.items()},
        str(root.get("updated", "")),
        root.get("extension", {}),
    )


def _codes(category: Mapping[str, Any]) -> tuple[str, ...]:
    index = category.get("index", category.get("label", {}))
    return tuple(sorted(index, key=lambda code: int(index[code]))) if category.get("index") and isinstance(index, dict) else tuple(index)  # fmt: skip  # noqa: E501


def _placed(given: Any, count: int = 0) -> dict[int, str | None]:
    """Return texts by place; a single text stands for all places."""
    if isinstance(given, str):
        return dict.fromkeys(range(count), given)
    pairs = given.items() if isinstance(given, dict) else enumerate(given)
    return {int(place): None if text is None else str(text) for place, text in pairs}


def _flags(text: str) -> str:
    """Return the letters of a flag; Eurostat writes status and confidentiality with a bar between."""
    return "" if NO_LETTER.fullmatch(text) else text.replace("|", "")


def _root(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST_JSON:
        _refuse(path, "the JSON file is too big", "download a smaller part of the table")
    content = path.read_bytes()
    try:
        text = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        # numbers stay as they are written
        root = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, OSError, EOFError, zlib.error, RecursionError) as error:
        _refuse(path, f"the JSON file is cut or damaged ({error})")
    if not isinstance(root, dict):
        _refuse(path, "the JSON file holds no cube")
    return cast(dict[str, Any], root)


def _refuse(path: Path, what: str, remedy: str = AGAIN) -> NoReturn:
    raise YearbookError(what, where=path.name, remedy=remedy)
