"""Accessible workbooks: one table a sheet, real numbers, no merged cells, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import YearbookError

NAME = re.compile(r"[^\[\]:*?/\\]{1,31}")
"""What Excel allows as the name of a sheet."""


@dataclass(frozen=True)
class Link:
    """A cell that leads to another sheet of the workbook (`sheet`) or to an address of the web (`address`)."""

    text: str
    sheet: str = ""
    address: str = ""


@dataclass(frozen=True)
class Figure:
    """A number as it is shown: with so many decimals, and a unit behind it that is no part of the value (" %")."""

    value: float
    decimals: int = 0
    unit: str = ""


Value = str | int | float | Figure | Link | None
"""What a cell holds; a float shows as many decimals as it has ("17.0" one of them), None is an empty cell."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title, lines of text, and below them at most one table.

    Attributes:
        name: on its tab, unique, at most 31 characters.
        title: first cell of the sheet.
        lines: what stands between the title and the table, a cell each: notes, links.
        head: names of the columns, all different; none for a sheet of text.
        rows: cells, as many a row as the head has.
    """

    name: str
    title: str
    lines: Sequence[Value] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Value]] = field(default_factory=tuple)


@dataclass(frozen=True)
class About:
    """What the file says of itself: its title, the language it is written in, its author and its day."""

    title: str
    language: str
    author: str
    issued: date


def write_workbook(path: Path, sheets: Sequence[Sheet], about: About) -> None:
    """Write sheets into one XLSX file; the file depends on nothing but the arguments.

    Raises:
        YearbookError: names of sheets or columns are not as a spreadsheet needs them, or a link leads nowhere.
    """
    _check(sheets)
    from .xlsx import as_xlsx  # noqa: PLC0415  most that describe a workbook do not write it now

    path.write_bytes(as_xlsx(sheets, about))


def _check(sheets: Sequence[Sheet]) -> None:
    names = [sheet.name for sheet in sheets]
    for sheet in sheets:
        if not NAME.fullmatch(sheet.name) or [one.casefold() for one in names].count(sheet.name.casefold()) > 1:
            remedy = "give each a name of its own, at most 31 characters, without [ ] : * ? / \\"
            raise YearbookError(f"'{sheet.name}' cannot be the name of a sheet", remedy=remedy)
        if len(set(sheet.head)) < len(sheet.head) or any(len(row) != len(sheet.head) for row in sheet.rows):
            what = f"the table of sheet '{sheet.name}' needs different column names and rows of their length"
            raise YearbookError(what, where=", ".join(sheet.head))
        for value in [*sheet.lines, *(cell for row in sheet.rows for cell in row)]:
            if isinstance(value, Link) and value.sheet and value.sheet not in names:
                raise YearbookError(f"a link leads to a sheet '{value.sheet}' that is not there", where=sheet.name)
