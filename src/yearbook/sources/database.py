"""DuckDB as the readers use it: statements with names filled in, in memory, away from the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import duckdb
import pyarrow as pa


class Database:
    """A DuckDB database in memory that spills into a folder and never looks for extensions."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        # made when it is first needed, which for TSV is never
        return duckdb.connect(
            config={
                "temp_directory": self._folder,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        if "_connection" in self.__dict__:
            self._connection.close()

    def run(self, template: str, **parts: str) -> duckdb.DuckDBPyConnection:
        """Execute a statement; `{name}` stands for SQL made by `literal` or `listed`, never for text as received."""
        return self._connection.execute(template.format(**parts))

    def first(self, template: str, **parts: str) -> tuple[Any, ...] | None:
        """Return the first row, None if there is none."""
        return self.run(template, **parts).fetchone()

    def arrow(self, template: str, **parts: str) -> pa.Table:
        """Return all rows of a query."""
        # a cursor of its own, as a row that was not fetched may be waiting in the other
        with self._connection.cursor() as cursor:
            return cursor.sql(template.format(**parts)).to_arrow_table()

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        row = self.first("SELECT count(*) FROM {table}", table=table)
        return int(row[0]) if row else 0

    def register(self, name: str, columns: Mapping[str, Sequence[str | None]]) -> None:
        """Make columns of text readable as a table."""
        self._connection.register(name, pa.table({key: pa.array(texts, pa.string()) for key, texts in columns.items()}))


def literal(text: str) -> str:
    """Return text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def listed(names: Iterable[str]) -> str:
    """Return names as quoted identifiers with commas between."""
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)
