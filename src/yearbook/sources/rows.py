"""Tables with an observation a row: out of the database, where their flavours put them in order."""

from __future__ import annotations

import numpy as np

from .coded import coded
from .database import Database
from .table import Table

SEPARATOR = "\x1f"
"""Between value and flags; control characters never stand in a received file."""

ROWS = """
SELECT line, {keys}, coalesce(period, '') AS period, value || '{separator}' || flags AS cell
FROM rows ORDER BY line"""


def table_of_rows(database: Database, name: str, flavour: str, dimensions: tuple[str, ...]) -> Table:
    """Return the table `rows` of the database.

    It has `line` (number in the file), `d0`, `d1`, ... (the dimensions in the file's order), `period`, `value` ("" or
    ":" for none) and `flags`, all but the line as text.
    """
    columns = [f"d{place}" for place in range(len(dimensions))]
    found = database.arrow(ROWS, keys=", ".join(columns), separator=SEPARATOR)
    cells = coded(found["cell"])
    pairs = (text.partition(SEPARATOR) for text in cells.texts)
    return Table(
        name,
        flavour,
        dimensions,
        found["line"].to_numpy().astype(np.int64),
        tuple(coded(found[column]) for column in columns),
        coded(found["period"]),
        tuple((value, flags) for value, _, flags in pairs),
        cells.numbers[:, np.newaxis],
    )
