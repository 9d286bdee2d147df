"""DuckDB as the readers use it: statements with names filled in, in memory, away from the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa


class Database:
    """A DuckDB database in memory that spills into a folder and never looks for extensions."""

    def __init__(self, folder: str) -> None:
        self._connection = duckdb.connect(
            config={
                "temp_directory": folder,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def run(self, template: str, **parts: str) -> duckdb.DuckDBPyConnection:
        """Execute a statement; `{name}` stands for SQL made by `literal` or `listed`, never for text as received."""
        return self._connection.execute(template.format(**parts))

    def first(self, template: str, **parts: str) -> tuple[Any, ...] | None:
        """Return the first row, None if there is none."""
        return self.run(template, **parts).fetchone()

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        row = self.first("SELECT count(*) FROM {table}", table=table)
        return int(row[0]) if row else 0

    def register(self, name: str, columns: Mapping[str, Sequence[str | None]]) -> None:
        """Make columns of text readable as a table."""
        self._connection.register(name, pa.table({key: pa.array(texts, pa.string()) for key, texts in columns.items()}))

    def insert(self, table: str, rows: list[tuple[str, ...]]) -> None:
        """Add rows of text to a table."""
        for row in rows:
            self.run("INSERT INTO {table} VALUES ({values})", table=table, values=", ".join(map(literal, row)))


def literal(text: str) -> str:
    """Return text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def listed(names: Iterable[str]) -> str:
    """Return names as quoted identifiers with commas between."""
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)
