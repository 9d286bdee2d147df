"""The steps every flavour shares: dimensions and codes checked, rows chosen, cells turned into observations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..codes import Codes
from ..dataset import Dataset
from ..errors import UnknownName, YearbookError, suggestion
from .coded import Coded, combined, first_repeated

T = TypeVar("T")
PLAIN_FILE = "numbers are written 1234.5; take the file as the provider gives it"
UNPINNED = "a dimension may have been left out of the extract; download the file again with all of them"
NEW_CODE = "a new code goes into data/labels.csv with its names, then collect the file with --from"
OUTSIDE = "outside the part that the dataset keeps"


@dataclass(frozen=True)
class Table:
    """A received table as its flavour left it.

    Attributes:
        name: of the file.
        flavour: of the file.
        dimensions: in the file's order.
        lines: of each row, its number in the file.
        keys: of each dimension, the column of its texts.
        periods: of each row, or, where a row has many cells, of each of its cells.
        contents: the distinct cells: value (text, "" or ":" for none) and flags.
        cells: of each row, its cells as numbers into `contents`; a table with a period a row has one column of them.
        wide: whether a row has a cell a period.
        labelled: whether the texts of the keys are labels.
        todays: whether they are today's codes whatever the dataset declares, as in files that the yearbook exports.
        stated_update: the file's own time of update (ISO), "" if it states none.
        dropped: cells which the flavour itself left out, by reason.
        part: whether more of the file is in other tables.
    """

    name: str
    flavour: str
    dimensions: tuple[str, ...]
    lines: NDArray[np.int64]
    keys: tuple[Coded, ...]
    periods: Coded
    contents: tuple[tuple[str, str], ...]
    cells: NDArray[np.integer[Any]]
    wide: bool = False
    labelled: bool = False
    todays: bool = False
    stated_update: str = ""
    dropped: dict[str, int] = field(default_factory=dict)
    part: bool = False

    @property
    def read(self) -> int:
        """Number of cells in the file."""
        return self.cells.size + sum(self.dropped.values())

    def at(self, line: object, period: str = "") -> str:
        """Name a place in the file."""
        return f"{self.name}, line {line}" + (f", period {period}" if period else "")


def keys_of(table: Table, dataset: Dataset, codes: Codes) -> dict[str, Coded]:
    """Return the columns of today's codes by today's name of the dimension, also of those that the table is all about.

    Raises:
        YearbookError: other dimensions, an unknown code or label, or a key that stands twice; the message names the
            line.
    """
    names = _todays_names(table, dataset)
    keys = {}
    for name, column in zip(names, table.keys, strict=True):
        read = _reader(name, table, dataset, codes)
        found = column.first_rows()
        code_of = {text: located(read, text, table.at(table.lines[row])) for row, text in found}
        keys[name] = column.rewritten(code_of)
    whole = np.zeros(len(table.lines), np.int8)
    keys |= {name: Coded(whole, (code,)) for name, code in dataset.throughout.items() if name not in keys}
    _refuse_duplicates(table, keys)
    return keys


def choose(table: Table, keys: Mapping[str, Coded], dataset: Dataset) -> tuple[NDArray[np.int64], dict[str, int]]:
    """Return the rows that the dataset keeps, and the number of cells dropped by reason.

    Raises:
        YearbookError: there is nothing to keep, and the table is all that the file holds.
    """
    left, dropped = np.ones(len(table.lines), bool), {}
    for name, code in {**dataset.pinned, **dataset.throughout}.items():
        if name in keys:
            fits = keys[name].among({code})
            dropped[f"{name} is not {code}"] = int(np.count_nonzero(left & ~fits))
            left &= fits
    kept = np.zeros(len(left), bool)
    for part in dataset.keep:
        kept |= _fits(part, keys, left)
    dropped[OUTSIDE] = int(np.count_nonzero(left & ~kept))
    counted = {reason: count * table.cells.shape[1] for reason, count in sorted(dropped.items()) if count}
    if not kept.any() and not table.part:
        refuse_nothing(table.name, dataset, counted)
    return np.flatnonzero(kept), counted


def refuse_nothing(name: str, dataset: Dataset, dropped: Iterable[str]) -> NoReturn:
    """Refuse a file of which all is dropped, for the reasons given.

    Raises:
        YearbookError: always.
    """
    raise YearbookError(
        f"the file holds nothing that {dataset.id} keeps: {'; '.join(dropped) or 'it has no rows'}",
        where=name,
        remedy="is it a file of another dataset? else widen `keep` in data/datasets.toml",
    )


def located(read: Callable[[str], T], text: str, where: str) -> T:
    """Read a text; an error says where it stands."""
    try:
        return read(text)
    except YearbookError as error:
        error.where = where
        raise


def _fits(
    part: Mapping[str, tuple[str, ...] | str], keys: Mapping[str, Coded], among: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return for each row whether it is among those given and belongs to a slice."""
    fits = among.copy()
    for name, wanted in part.items():
        if wanted != "*":
            fits &= keys[name].among(wanted)
    return fits


def _todays_names(table: Table, dataset: Dataset) -> tuple[str, ...]:
    names = tuple(dataset.renamed.get(dim, dim) for dim in table.dimensions)
    # files of before 2022 have no frequency; their periods tell it
    unstated = ({"freq"} & set(dataset.pinned) | set(dataset.throughout)) - set(names)
    expected = {*dataset.dimensions, *dataset.pinned} - unstated
    differences = {"without": sorted(expected - set(names)), "with": sorted(set(names) - expected)}
    if any(differences.values()) or len(set(names)) < len(names):
        said = "; ".join(f"{word} {', '.join(dims)}" for word, dims in differences.items() if dims)
        raise YearbookError(
            f"the file's dimensions are not those of {dataset.id}: {said or 'one stands twice'}",
            where=table.at(1),
            remedy="is it a file of another dataset? else declare the dimension in data/datasets.toml",
        )
    return names


def _reader(dimension: str, table: Table, dataset: Dataset, codes: Codes) -> Callable[[str], str]:
    """Return what turns a text of the file into today's code."""
    coding: str = dataset.coding.get(dimension, "labels" if table.labelled else "codes")
    recoded = dataset.recoded.get(dimension, {})
    if table.todays:
        coding, recoded = "codes", {}
    # a dimension that is pinned and has no code list may hold the pinned code only
    unlisted = dimension in dataset.pinned and dimension not in codes
    known = frozenset({dataset.pinned[dimension]}) if unlisted else codes.known(dimension)

    def read(text: str) -> str:
        code = recoded.get(text, text)
        if coding == "labels" and code == text:
            return codes.code_of(dimension, text)
        if coding == "iso3" and code == text:
            return codes.code_of_iso3(dimension, text)
        if code not in known:
            remedy = suggestion(text, known)
            raise UnknownName(
                f"code of {dimension}", text, known, remedy=remedy if unlisted else f"{NEW_CODE}; {remedy}"
            )
        return code

    return read


def _refuse_duplicates(table: Table, keys: Mapping[str, Coded]) -> None:
    columns = keys if table.wide else {**keys, "period": table.periods}
    twice = first_repeated(combined(list(columns.values())))
    if twice:
        said = ", ".join(f"{name}={column.texts[column.numbers[twice[0]]]}" for name, column in columns.items())
        first, second = (table.lines[row] for row in twice)
        raise YearbookError(
            f"the same key stands twice: {said}",
            where=f"{table.name}, lines {first} and {second}",
            remedy=UNPINNED,
        )
