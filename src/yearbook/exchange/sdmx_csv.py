"""SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv): codes, flags as Eurostat writes them, a row an observation."""

from __future__ import annotations

import csv
from pathlib import Path

from ..sources.own import OWN_AGENCY
from .sheet import Sheet
from .text import number

HEAD = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
MEASURES = ["TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"]


def write(sheet: Sheet, folder: Path) -> Path:
    """Write `<name>.sdmx.csv`; the source, the band and the marks of an indicator are attributes."""
    path = folder / f"{sheet.name}.sdmx.csv"
    head = ["dataflow", f"{OWN_AGENCY}:{sheet.name.upper()}(1.0)", "I"]
    frame = sheet.frame
    columns = [*sheet.dimensions, "period", "value", "status", "conf", *sheet.extras]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*HEAD, *sheet.dimensions, *MEASURES, *(name.upper() for name in sheet.extras)])
        rows.writerows([*head, *map(number, row)] for row in frame[columns].itertuples(index=False))
    return path
