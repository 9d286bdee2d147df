"""A workbook as an XLSX file, by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from . import About, Figure, Link, Sheet, Value

NARROWEST, WIDEST = 10, 60
TITLE, HEADING = Font(bold=True, size=14), Font(bold=True)
LOOKS: dict[str, dict[str, Any]] = {
    "text": {"alignment": Alignment(vertical="top")},
    "sign": {"alignment": Alignment(vertical="top", horizontal="right")},
    "link": {"font": Font(color="0B4A8F", underline="single")},
}
WRAPPED, HEAD, HEAD_OF_NUMBERS = (
    Alignment(wrap_text=True, vertical="top"),
    Alignment(wrap_text=True),
    Alignment(wrap_text=True, horizontal="right"),
)


class _Styles(dict[str, Any]):
    """The styles of one workbook by the look of a cell, each made once: that takes longer than all else of a cell."""

    def give(self, cell: Cell, look: str) -> None:
        """Let a cell look like one of `LOOKS` or, in any other format, as a number."""
        if look in self:
            cell._style = copy(self[look])  # openpyxl's own way to repeat a style
            return
        for name, value in LOOKS.get(look, {"number_format": look}).items():
            setattr(cell, name, value)
        self[look] = copy(cell._style)


class _Parts(zipfile.ZipFile):
    """The parts of a workbook, which bear the day of issue instead of the moment of writing."""

    def __init__(self, file: io.BytesIO, issued: date) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)
        self._moment = (max(issued.year, 1980), issued.month, issued.day, 0, 0, 0)

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        info = zipfile.ZipInfo(name, self._moment)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        super().writestr(info, data)

    def write(self, file: Any, name: Any = None, *_: Any) -> None:
        self.writestr(name, Path(file).read_bytes())


def as_xlsx(sheets: Sequence[Sheet], about: About) -> bytes:
    """Return a workbook as the bytes of a file; they depend on nothing but the arguments."""
    book, styles = Workbook(), _Styles()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        _fill(book.create_sheet(sheet.name), sheet, number, styles)
    told = book.properties
    told.title, told.language, told.creator = about.title, about.language, about.author
    told.created = told.modified = f"{about.issued.isoformat()}T00:00:00Z"
    content = io.BytesIO()
    ExcelWriter(book, _Parts(content, about.issued)).save()
    return content.getvalue()


def _fill(shown: Worksheet, sheet: Sheet, number: int, styles: _Styles) -> None:
    _put(shown.cell(1, 1), sheet.title, styles)
    shown["A1"].font = TITLE
    for row, line in enumerate(sheet.lines, start=2):
        _put(shown.cell(row, 1), line, styles)
    if sheet.head:
        _tabulate(shown, sheet, number, styles)
    else:
        shown.column_dimensions["A"].width = 2 * WIDEST
        for cell in shown["A"]:
            cell.alignment = WRAPPED
    shown.page_setup.orientation, shown.page_setup.paperSize = "landscape", shown.PAPERSIZE_A4
    shown.page_setup.fitToHeight, shown.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _tabulate(shown: Worksheet, sheet: Sheet, number: int, styles: _Styles) -> None:
    top = len(sheet.lines) + 2
    for row, values in enumerate([sheet.head, *sheet.rows], start=top):
        for column, value in enumerate(values, start=1):
            _put(shown.cell(row, column), value, styles)
    for column, name in enumerate(sheet.head, start=1):
        head, letter = shown.cell(top, column), get_column_letter(column)
        numeric = any(isinstance(row[column - 1], int | float | Figure) for row in sheet.rows)
        head.font, head.alignment = HEADING, HEAD_OF_NUMBERS if numeric else HEAD
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


def _put(cell: Cell, value: Value, styles: _Styles) -> None:
    if isinstance(value, Link):
        place = f"'{value.sheet.replace(chr(39), chr(39) * 2)}'!A1" if value.sheet else None
        cell.value = value.text
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, location=place, target=value.address or None, display=value.text
        )
        styles.give(cell, "link")
    elif isinstance(value, Figure):
        cell.value = value.value
        styles.give(cell, _format(value.decimals, value.unit))
    elif isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # a text that begins with "=" is no formula
        styles.give(cell, "sign" if len(value) == 1 else "text")
    elif value is not None:
        cell.value = value
        styles.give(cell, _format(len(str(value).partition(".")[2])))


def _format(decimals: int, unit: str = "") -> str:
    return "#,##0" + (f".{'0' * decimals}" if decimals else "") + (f'"{unit}"' if unit else "")


def _shown(value: Value) -> str:
    """Return about what a reader sees, for the width of the column."""
    if isinstance(value, Figure):
        return f"{value.value:,.{value.decimals}f}{value.unit}"
    return value.text if isinstance(value, Link) else f"{value:,}" if isinstance(value, int | float) else value or ""
