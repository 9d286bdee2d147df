"""Parquet: the figures with types, what is to be said of them in the file's metadata."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .sheet import Sheet


def write(sheet: Sheet, folder: Path) -> Path:
    """Write `<name>.parquet`."""
    path = folder / f"{sheet.name}.parquet"
    about = {
        "name": sheet.name,
        "titles": dict(sheet.titles),
        "unit": sheet.unit,
        "released": sheet.released,
        "sources": [vars(origin) for origin in sheet.origins],
    }
    table = pa.Table.from_pandas(sheet.frame, preserve_index=False)
    table = table.replace_schema_metadata({"yearbook": json.dumps(about, ensure_ascii=False)})
    pq.write_table(table, path, compression="zstd")
    return path
