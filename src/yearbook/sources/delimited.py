"""Comma-separated text: every column as text, every line with its number."""

from __future__ import annotations

import csv
import re

import duckdb

from ..errors import YearbookError
from .database import Database, literal
from .received import Unpacked


def header_of(line: str) -> list[str]:
    """Return the names of the columns."""
    return next(csv.reader([line]), [])


def load_lines(database: Database, file: Unpacked) -> list[str]:
    """Make the table `raw` of a file: line, c0, c1, ... as text; return the names of the columns.

    Raises:
        YearbookError: a line has more or fewer cells than the header, or there are no lines.
    """
    header = header_of(file.header)
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(header)))
    statement = (
        "CREATE TABLE raw AS SELECT row_number() OVER () + 1 AS line, * FROM read_csv({path}, columns={{{types}}}, "
        "delim=',', quote='\"', escape='\"', header=true, auto_detect=false, nullstr='\x1e', strict_mode=true)"
    )
    try:
        database.run(statement, path=literal(str(file.text)), types=types)
    except duckdb.Error as error:
        line = re.search(r"[Ll]ine:? (\d+)", str(error))
        raise YearbookError(
            f"a line has not the {len(header)} cells of the header",
            where=f"{file.received.name}, line {line[1] if line else 'unknown'}",
            remedy="the file may be cut, mended by hand or put together of two; download it again",
        ) from error
    if not database.count("raw"):
        raise YearbookError(
            "the file has a header and no rows",
            where=file.received.name,
            remedy="widen the selection and download it",
        )
    return header
