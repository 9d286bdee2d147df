"""A workbook as an XLSX file, by openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from . import About, Figure, Link, Sheet, Value

NARROWEST, WIDEST = 10, 60
TITLE, HEADING, LINKED = Font(bold=True, size=14), Font(bold=True), Font(color="0B4A8F", underline="single")


def as_xlsx(sheets: Sequence[Sheet], about: About) -> bytes:
    """Return a workbook as the bytes of a file; they depend on nothing but the arguments."""
    book = Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        _fill(book.create_sheet(sheet.name), sheet, number)
    told = book.properties
    told.title, told.language, told.creator = about.title, about.language, about.author
    told.created = told.modified = f"{about.issued.isoformat()}T00:00:00Z"
    content = io.BytesIO()
    book.save(content)
    return _undated(content.getvalue(), about.issued)


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
