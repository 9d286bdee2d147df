"""Figures given to others: one dataset, indicator or table in the forms that statistics are exchanged in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..errors import UnknownName
from . import package, parquet, sdmx_csv, stat
from .sheet import Sheet, sheet_of

__all__ = ["FORMATS", "Sheet", "export", "sheet_of"]

FORMATS: Mapping[str, Callable[[Sheet, Path], Path]] = {
    "sdmx-csv": sdmx_csv.write,
    "json-stat": stat.write,
    "csv": package.write,
    "parquet": parquet.write,
}


def export(sheet: Sheet, style: str, folder: Path) -> Path:
    """Write figures in a form and return the file that holds them.

    Raises:
        UnknownName: there is no such form.
        YearbookError: the figures cannot be said in it.
    """
    if style not in FORMATS:
        raise UnknownName("format", style, FORMATS)
    folder.mkdir(parents=True, exist_ok=True)
    return FORMATS[style](sheet, folder)
