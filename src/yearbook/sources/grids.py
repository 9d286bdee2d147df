"""Workbooks, Parquet and JSON as a grid of text: rows with a number, cells with nothing but text or None."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile, ZipFile

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import YearbookError
from ..layout import Layout
from .received import AGAIN

SHAPE = "compare the sheet with `range` of the dataset's layout; the sender may have changed the table"
LARGEST = 1 << 30
"""Bytes that an unpacked workbook or a JSON file may have; text files may be of any size."""

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Grid:
    """The cells of a table, with the rows above its header if it has one; `first` is the number of the first row."""

    rows: list[Row]
    first: int = 1


def workbook_grids(path: Path, sheets: Sequence[tuple[str, ...]]) -> list[Grid]:
    """Return the grids of a workbook's sheets, each stated by the names that it may have.

    Raises:
        YearbookError: the file is no sound workbook, or has no sheet of that name.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  a third of a second, needed for workbooks only

    try:
        with ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                _refuse(
                    path, "the workbook is too big when unpacked", "save the sheet that is needed as a new workbook"
                )
        with warnings.catch_warnings():
            # headers and footers for print are none of our business
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
            return [Grid(list(_sheet(path, book, names))) for names in sheets]
    except (BadZipFile, KeyError, ValueError, EOFError, SyntaxError) as error:
        _refuse(path, f"the workbook is damaged or is none ({error})", AGAIN)


def block_of(path: Path, grid: Grid, layout: Layout) -> Grid:
    """Return the cells of the layout's range.

    Raises:
        YearbookError: the sheet is smaller, a cell of the range is empty, or the table goes on beside or below it.
    """
    if not layout.block:
        return grid
    top, bottom, left, right = layout.block
    if len(grid.rows) <= bottom or any(len(row) <= right for row in grid.rows[top : bottom + 1]):
        _refuse(path, f"the sheet ends before {layout.range}", SHAPE)
    rows = [row[left : right + 1] for row in grid.rows[top : bottom + 1]]
    for number, row in enumerate(rows, start=top + 1):
        if not all(row):
            _refuse(path, f"a cell in row {number} of {layout.range} is empty", SHAPE)
    below = grid.rows[bottom + 1][left : right + 1] if len(grid.rows) > bottom + 1 else ()
    beside = [row[right + 1] for row in grid.rows[top : bottom + 1] if len(row) > right + 1]
    if (below and all(below)) or any(beside):
        _refuse(path, f"the table goes on {'beside' if any(beside) else 'below'} {layout.range}", SHAPE)
    return Grid(rows, first=top + 1)


def parquet_grid(path: Path) -> Grid:
    """Return the grid of a Parquet file, its names of columns first.

    Raises:
        YearbookError: the file is cut or damaged.
    """
    try:
        table = pq.read_table(path)
        columns = [[_text(value) for value in column.to_pylist()] for column in table.columns]
    except (pa.ArrowException, OSError) as error:
        _refuse(path, f"the Parquet file is cut or damaged ({str(error).splitlines()[0]})", AGAIN)
    return Grid([tuple(table.column_names), *zip(*columns, strict=True)], first=0)


def json_grid(path: Path, layout: Layout) -> Grid:
    """Return the records of a JSON file to which the layout's path leads, their names first.

    Raises:
        YearbookError: the file is cut, or the path does not lead to records.
    """
    if path.stat().st_size > LARGEST:
        _refuse(path, "the JSON file is too big", "download a smaller part of the table")
    try:
        root = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        _refuse(path, f"the JSON file is cut or damaged ({error})", AGAIN)
    try:
        records = list(_records(root, layout.path, {}))
    except (KeyError, TypeError) as error:
        _refuse(path, f"the path {' > '.join(layout.path)} does not lead to records ({error})", "correct its layout")
    names = tuple(dict.fromkeys(name for record in records for name in record))
    return Grid([names, *(tuple(_text(record.get(name)) for name in names) for record in records)], first=0)


def _sheet(path: Path, book: Any, names: tuple[str, ...]) -> Iterator[Row]:
    wanted = {_folded(name) for name in names}
    found = [sheet for sheet in book.worksheets if _folded(sheet.title) in wanted]
    if len(found) != 1:
        what = f"the workbook has {'several sheets' if found else 'no sheet'} named {' or '.join(names)}"
        _refuse(path, what, f"its sheets are: {', '.join(book.sheetnames)}; correct `sheet` in data/datasets.toml")
    for cells in found[0].iter_rows(values_only=True):
        yield tuple(map(_text, cells))


def _records(node: Any, path: Sequence[str], above: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk down the path, carrying along the plain values met on the way."""
    plain = above | {name: value for name, value in node.items() if not isinstance(value, list | dict)}
    below = node[path[0]]
    if isinstance(below, dict):
        yield from ({**plain, "key": key, "value": value} for key, value in below.items())
    elif len(path) == 1:
        yield from ({**plain, **record} for record in below)
    else:
        for child in below:
            yield from _records(child, path[1:], plain)


def _text(value: object) -> str | None:
    """Return a cell as text; whole numbers without a decimal point, days in ISO."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and math.isclose(value, round(value), rel_tol=1e-12):
        # a spreadsheet shows 26,592 where it holds 26591.999999999996
        return str(round(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _refuse(path: Path, what: str, remedy: str) -> NoReturn:
    raise YearbookError(what, where=path.name, remedy=remedy)
