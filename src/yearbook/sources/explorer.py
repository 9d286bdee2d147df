"""The old Data Explorer's CSV: labels only, "1,234", ":" as text, no frequency, written in Latin-1."""

from __future__ import annotations

from dataclasses import replace

from ..errors import YearbookError
from .database import Database
from .delimited import header_of, load_lines
from .received import Unpacked
from .rows import table_of_rows
from .table import Table

VALUE, FLAGS = "Value", "Flag and Footnotes"

# blanks and commas part thousands; what is no such number is left for the check of values to refuse
PLAIN = r"""CASE WHEN regexp_full_match({value}, '-?\d{{1,3}}(([, ]|\x{{a0}})\d{{3}})+(\.\d+)?')
    THEN regexp_replace({value}, '[^\d.-]', '', 'g') ELSE {value} END"""


def recognises(head: str) -> bool:
    """Whether a file that begins so is of this flavour."""
    header = header_of(head.partition("\n")[0])
    return header[:1] == ["TIME"] and header[-1] in (VALUE, FLAGS) and VALUE in header


def load(database: Database, file: Unpacked) -> Table:
    """Load the file's rows into the database.

    Raises:
        YearbookError: a line has more or fewer cells than the header, or a column stands twice.
    """
    header = load_lines(database, file)
    name = file.received.name
    if len(set(header)) < len(header):
        raise YearbookError("a column stands twice in the header", where=f"{name}, line 1", remedy="download it again")
    places = {column: place for place, column in enumerate(header)}
    dimensions = header[1 : header.index(VALUE)]
    columns = [f"trim(c{places[column]}) AS d{number}" for number, column in enumerate(dimensions)]
    columns += ["trim(c0) AS period", f"{PLAIN.format(value=f'trim(c{places[VALUE]})')} AS value"]
    columns.append(f"replace(c{places[FLAGS]}, ' ', '') AS flags" if FLAGS in places else "'' AS flags")
    database.run("CREATE TABLE rows AS SELECT line, {columns} FROM raw", columns=", ".join(columns))
    lower = tuple(column.lower() for column in dimensions)
    return replace(table_of_rows(database, name, "Data Explorer CSV", lower), labelled=True)
