r"""Bulk and custom TSV: `dim,dim,...\TIME_PERIOD` in the first column, a column a period, flags after a space."""

from __future__ import annotations

import re
from typing import NoReturn

from ..errors import YearbookError
from .database import Database, literal
from .notation import LETTERS, frequency_of, split_flags, todays_period
from .received import Unpacked
from .table import PLAIN_FILE, Table

HEADER = re.compile(r"(?P<dimensions>[a-z]\w*(?:,[a-z]\w*)*)\\(?:TIME_PERIOD|time)")
NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
CELL = rf" *(?P<value>:|{NUMBER}) *(?P<flags>[A-Za-z]*) *"
GOOD_ROW = rf"(?:\t *(?::|{NUMBER})(?: +[{LETTERS}]+)? *|\t *: *[{LETTERS}]* *)*"

# one column of whole lines: a ragged line then has a number, and rows left out are never cut into cells
LINES = """
CREATE TABLE raw AS
SELECT row_number() OVER () AS line, text, instr(text, '\t') AS tab
FROM read_csv({path}, columns={{'text': 'VARCHAR'}}, delim='\x1f', quote='', escape='', comment='', header=false,
              auto_detect=false, nullstr='\x1e')"""

BAD_LINE = """
SELECT line FROM raw
WHERE line > 1 AND (
    tab = 0
    OR length(text) - length(replace(text, '\t', '')) <> {periods}
    OR length(text[:tab - 1]) - length(replace(text[:tab - 1], ',', '')) <> {commas}
    OR NOT regexp_full_match(substr(text, tab), {good}))
ORDER BY line LIMIT 1"""

ROWS = """
CREATE TABLE rows AS
SELECT line, {keys}, cells
FROM (SELECT line, string_split(text[:tab - 1], ',') AS key, substr(text, tab + 1) AS cells FROM raw WHERE line > 1)"""

CELLS = """
SELECT * EXCLUDE (cell),
    trim(regexp_extract(cell, '^[^A-Za-z ]+(?:[eE][+-]?[0-9]+)?')) AS value,
    regexp_extract(cell, '[A-Za-z]*$') AS flags
FROM (
    SELECT * EXCLUDE (cells),
        unnest({periods}) AS period,
        unnest(list_transform(string_split(cells, '\t'), lambda cell: trim(cell))) AS cell
    FROM kept)"""


def recognises(head: str) -> bool:
    """Whether a file that begins so is of this flavour."""
    return HEADER.fullmatch(head.partition("\n")[0].split("\t")[0].strip()) is not None


def load(database: Database, file: Unpacked) -> Table:
    """Load the file's rows into the database.

    Raises:
        YearbookError: a period outside the calendar, a ragged line, or a cell that is neither a number nor ":".
    """
    first, *columns = file.header.split("\t")
    dimensions = tuple(first.strip().partition("\\")[0].split(","))
    periods = _periods(columns, file.received.name)
    database.run(LINES, path=literal(str(file.text)))
    counts = {"periods": str(len(periods)), "commas": str(len(dimensions) - 1)}
    bad = database.first(BAD_LINE, good=literal(GOOD_ROW), **counts)
    if bad:
        _diagnose(file, int(bad[0]), len(dimensions), periods)
    database.run(ROWS, keys=", ".join(f"trim(key[{place + 1}]) AS d{place}" for place in range(len(dimensions))))
    database.run("DROP TABLE raw")
    cells = CELLS.format(periods="[" + ", ".join(map(literal, periods)) + "]")
    return Table(file.received.name, "Eurostat TSV", dimensions, cells, width=len(periods))


def _periods(columns: list[str], name: str) -> list[str]:
    periods = [todays_period(column.strip()) for column in columns]
    for number, period in enumerate(periods, start=2):
        try:
            frequency_of(period)
        except YearbookError as error:
            error.where = f"{name}, line 1, column {number}"
            raise
    if len(set(periods)) < len(periods) or not periods:
        raise YearbookError(
            "a period stands twice in the header" if periods else "the header has no periods",
            where=f"{name}, line 1",
            remedy="download the file again",
        )
    return periods


def _diagnose(file: Unpacked, line: int, dimensions: int, periods: list[str]) -> NoReturn:
    """Say what is wrong with a line that is known to be."""
    where = f"{file.received.name}, line {line}"
    key, *cells = file.line(line).split("\t")
    if len(cells) != len(periods) or len(key.split(",")) != dimensions:
        raise YearbookError(
            f"the line has {len(key.split(','))} dimensions and {len(cells)} cells, the header {dimensions} and "
            f"{len(periods)}",
            where=where,
            remedy="the file may be cut or mended by hand; download it again",
        )
    for period, cell in zip(periods, cells, strict=True):
        match = re.fullmatch(CELL, cell)
        if not match:
            raise YearbookError(
                f"'{cell.strip()}' is not a number",
                where=f"{where}, period {period}",
                remedy=PLAIN_FILE,
            )
        try:
            split_flags(match["flags"])
        except YearbookError as error:
            error.where = f"{where}, period {period}"
            raise
    raise YearbookError("the line cannot be read", where=where, remedy="download the file again")
