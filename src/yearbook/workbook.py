"""Accessible spreadsheets: one table a sheet, real numbers, no merged cells, the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from .errors import YearbookError

NAME = re.compile(r"[^\[\]:*?/\\]{1,31}")
"""What Excel allows as the name of a sheet."""
NARROWEST, WIDEST = 10, 60
TITLE, HEADING, LINKED = Font(bold=True, size=14), Font(bold=True), Font(color="0B4A8F", underline="single")


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
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        _fill(book.create_sheet(sheet.name), sheet, number)
    told = book.properties
    told.title, told.language, told.creator = about.title, about.language, about.author
    told.created = told.modified = f"{about.issued.isoformat()}T00:00:00Z"
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(_undated(content.getvalue(), about.issued))


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


def _fill(shown: Worksheet, sheet: Sheet, number: int) -> None:
    _put(shown.cell(1, 1), sheet.title)
    shown["A1"].font = TITLE
    for row, line in enumerate(sheet.lines, start=2):
        _put(shown.cell(row, 1), line)
    if sheet.head:
        _tabulate(shown, sheet, number)
    else:
        shown.column_dimensions["A"].width = 2 * WIDEST
        for cell in shown["A"]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    shown.page_setup.orientation, shown.page_setup.paperSize = "landscape", shown.PAPERSIZE_A4
    shown.page_setup.fitToHeight, shown.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _tabulate(shown: Worksheet, sheet: Sheet, number: int) -> None:
    top = len(sheet.lines) + 2
    for row, values in enumerate([sheet.head, *sheet.rows], start=top):
        for column, value in enumerate(values, start=1):
            _put(shown.cell(row, column), value)
    for column, name in enumerate(sheet.head, start=1):
        head, letter = shown.cell(top, column), get_column_letter(column)
        numeric = any(isinstance(row[column - 1], int | float | Figure) for row in sheet.rows)
        head.font, head.alignment = HEADING, Alignment(wrap_text=True, horizontal="right" if numeric else None)
        longest = max((len(_shown(row[column - 1])) for row in sheet.rows), default=0)
        shown.column_dimensions[letter].width = min(max(longest, min(len(name), 20), NARROWEST - 2) + 2, WIDEST)
    shown.freeze_panes = shown.cell(top + 1, 2)
    shown.print_title_rows = f"{top}:{top}"
    if sheet.rows:
        place = f"A{top}:{get_column_letter(len(sheet.head))}{top + len(sheet.rows)}"
        # a table that is one for the spreadsheet too: screen readers then say the head of each cell
        marked = Table(displayName=f"Table{number}", ref=place, tableStyleInfo=TableStyleInfo(name="TableStyleLight1"))
        marked.autoFilter = None
        shown.add_table(marked)


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, Link):
        place = f"'{value.sheet.replace(chr(39), chr(39) * 2)}'!A1" if value.sheet else None
        cell.value, cell.font = value.text, LINKED
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, location=place, target=value.address or None, display=value.text
        )
        return
    if isinstance(value, Figure):
        cell.value, cell.number_format = value.value, _format(value.decimals, value.unit)
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with "=" is no formula
        cell.alignment = Alignment(vertical="top", horizontal="right" if len(value) == 1 else None)
    elif value is not None:
        cell.number_format = _format(len(str(value).partition(".")[2]))


def _format(decimals: int, unit: str = "") -> str:
    return "#,##0" + (f".{'0' * decimals}" if decimals else "") + (f'"{unit}"' if unit else "")


def _shown(value: Value) -> str:
    """Return about what a reader sees, for the width of the column."""
    if isinstance(value, Figure):
        return f"{value.value:,.{value.decimals}f}{value.unit}"
    return value.text if isinstance(value, Link) else f"{value:,}" if isinstance(value, int | float) else value or ""


def _undated(content: bytes, issued: date) -> bytes:
    """Return a workbook whose parts bear the day of issue instead of the moment of writing."""
    moment, written = (max(issued.year, 1980), issued.month, issued.day, 0, 0, 0), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                stamp = f"{issued.isoformat()}T00:00:00Z".encode()
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            info = zipfile.ZipInfo(name, moment)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(info, part)
    return written.getvalue()
