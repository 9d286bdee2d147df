"""Files that the yearbook itself exports: CSV and Parquet with today's codes, period, value, status and conf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import YearbookError
from .database import Database, listed, literal
from .delimited import header_of, load_lines
from .received import AGAIN, Unpacked
from .rows import table_of_rows
from .table import Table

OWN_AGENCY = "YEARBOOK"
"""Who maintains the structures of exported files, SDMX's and JSON-stat's."""

MEASURES = ["period", "value", "status", "conf"]

ROWS = """
CREATE TABLE rows AS SELECT line, {keys}, trim({period}) AS period, coalesce(trim({value}), '') AS value,
    coalesce(trim({status}), '') || coalesce(trim({conf}), '') AS flags FROM raw"""


def recognises(head: str) -> bool:
    """Whether a text that begins so is of this flavour."""
    return len(_dimensions(header_of(head.partition("\n")[0]))) > 0


def recognises_parquet(path: Path) -> bool:
    """Whether a Parquet file is of this flavour; one that cannot be read is not."""
    try:
        return len(_dimensions(pq.read_schema(path).names)) > 0
    except (OSError, pa.ArrowException):
        return False


def load(database: Database, file: Unpacked) -> Table:
    """Load the rows of a CSV.

    Raises:
        YearbookError: a line has more or fewer cells than the header.
    """
    return _table(database, file.received.name, "exported CSV", load_lines(database, file))


def load_parquet(database: Database, path: Path) -> Table:
    """Load the rows of a Parquet file.

    Raises:
        YearbookError: the file is cut or damaged.
    """
    names = pq.read_schema(path).names
    columns = ", ".join(f"CAST({listed([name])} AS VARCHAR) AS c{place}" for place, name in enumerate(names))
    statement = "CREATE TABLE raw AS SELECT row_number() OVER () AS line, {columns} FROM read_parquet({path})"
    try:
        database.run(statement, columns=columns, path=literal(str(path)))
    except duckdb.Error as error:
        what = f"the Parquet file is cut or damaged ({str(error).splitlines()[0]})"
        raise YearbookError(what, where=path.name, remedy=AGAIN) from error
    return _table(database, path.name, "exported Parquet", names)


def _dimensions(header: list[str]) -> list[str]:
    """Return the columns before the period, if those after it are as the yearbook writes them."""
    if "period" not in header:
        return []
    place = header.index("period")
    return header[:place] if header[place : place + len(MEASURES)] == MEASURES else []


def _table(database: Database, name: str, flavour: str, header: list[str]) -> Table:
    dimensions = _dimensions(header)
    keys = ", ".join(f"trim(c{place}) AS d{place}" for place in range(len(dimensions)))
    measures = {column: f"c{header.index(column)}" for column in MEASURES}
    database.run(ROWS, keys=keys, **measures)
    return replace(table_of_rows(database, name, flavour, tuple(dimensions)), todays=True)
