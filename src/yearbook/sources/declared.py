"""Tables of none of the known flavours, read as their layout in `data/datasets.toml` declares."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from ..errors import YearbookError
from ..layout import Layout
from .database import Database, listed, literal
from .delimited import load_lines
from .grids import Grid, block_of, json_grid, parquet_grid, workbook_grids
from .received import Unpacked
from .rows import table_of_rows
from .table import Table

HEADER_WITHIN = 30
NUMBER = r"-?\d+(\.0+)?"

LONG = "SELECT line, {keys}{period} AS period, {measure} AS measure, {value} AS value FROM raw"

NOT_WHOLE = """
SELECT value, line, period FROM long
WHERE value <> '' AND NOT regexp_full_match(value, {number}) ORDER BY line LIMIT 1"""

ADDED_UP = """
SELECT min(line) AS line, {keys}period, measure,
    coalesce(sum(try_cast(value AS DECIMAL(38, 0)))::VARCHAR, '') AS value
FROM long GROUP BY {keys}period, measure"""

ONCE = """
SELECT min(line) AS line, {keys}period, measure, value FROM long GROUP BY {keys}period, measure, value"""


def load(database: Database, file: Unpacked | Path, kind: str, layout: Layout) -> Table:
    """Load a file's rows into the database.

    Args:
        database: an empty one.
        file: the text unpacked, or the path of a file of another kind.
        kind: "workbook", "Parquet", "JSON" or "text".
        layout: how it stands there.

    Raises:
        YearbookError: the file is damaged, lacks the sheet or a header, has a hole among its rows, a number that is not
            whole, or does not come to its own totals.
    """
    name = file.name if isinstance(file, Path) else file.received.name
    if isinstance(file, Path):
        header, stated = _load_grid(database, file, kind, layout)
    else:
        header, stated = load_lines(database, file), ""
    places = _Places(name, header)
    keys = [*map(places.of, layout.columns.values()), *(places.of((text,)) for text in layout.added_up)]
    if kind == "workbook":
        _cut_off(database, name, keys, [places.of(texts) for texts in layout.measures.values()], layout)
    _unpivot(database, places, keys, stated, layout)
    _check_whole(database, name)
    dropped = _simplify(database, layout)
    flavour = {"text": "CSV", "workbook": "Workbook"}.get(kind, kind)
    return replace(table_of_rows(database, name, flavour, layout.dimensions), dropped=dropped)


class _Places:
    """Where the columns of a header stand."""

    def __init__(self, name: str, header: list[str]) -> None:
        self.name, self.header = name, header
        self.folded = [_folded(text) for text in header]

    def of(self, texts: tuple[str, ...]) -> str:
        """Return the column that any one of the texts heads."""
        wanted = {_folded(text) for text in texts}
        found = [place for place, text in enumerate(self.folded) if text in wanted]
        if len(found) != 1:
            said = "several columns are" if found else "no column is"
            raise YearbookError(
                f"{said} headed '{' or '.join(texts)}'",
                where=self.name,
                remedy=f"the headers are: {' | '.join(filter(None, self.header))}; correct the layout of the dataset "
                "in data/datasets.toml if the provider changed them",
            )
        return f"c{found[0]}"


def _load_grid(database: Database, path: Path, kind: str, layout: Layout) -> tuple[list[str], str]:
    """Make the table `raw`; return its header and the period that a cell states."""
    if kind == "workbook":
        grid, *others = workbook_grids(path, [layout.sheet, *filter(None, [layout.period_sheet])])
        stated = _stated_period(path.name, (others or [grid])[0], layout) if layout.stated_period else ""
        grid = block_of(path, grid, layout)
        above = _header_row(path.name, grid, layout)
    else:
        grid, stated, above = parquet_grid(path) if kind == "Parquet" else json_grid(path, layout), "", 0
    header, rows = grid.rows[above], grid.rows[above + 1 :]
    columns = {f"c{place}": [row[place] for row in rows] for place in range(len(header))}
    database.register("received", columns)
    database.run(
        "CREATE TABLE raw AS SELECT row_number() OVER () + {above} AS line, * FROM received",
        above=str(above + grid.first),
    )
    return [text or "" for text in header], stated


def _header_row(name: str, grid: Grid, layout: Layout) -> int:
    """Return the first row that has every header; else say what the likeliest one lacks."""
    wanted = [*layout.columns.values(), *layout.measures.values(), *((text,) for text in layout.added_up)]
    wanted += layout.period
    lacking = []
    for number, row in enumerate(grid.rows[: 1 if layout.range else HEADER_WITHIN]):
        there = {_folded(text) for text in row if text}
        missing = [texts for texts in wanted if not there & {_folded(text) for text in texts}]
        if not missing:
            return number
        lacking.append((len(missing), number, missing))
    _, number, missing = min(lacking, default=(0, 0, wanted))
    raise YearbookError(
        f"no column is headed '{' or '.join(missing[0])}'",
        where=f"{name}, line {number + 1}",
        remedy="the header has changed or is shifted; compare it with the dataset's layout in data/datasets.toml",
    )


def _stated_period(name: str, grid: Grid, layout: Layout) -> str:
    matches = (re.search(layout.stated_period, text) for row in grid.rows for text in row if text)
    found = sorted({match[1] for match in matches if match})
    if len(found) == 1:
        return found[0]
    raise YearbookError(
        f"the file states {' and '.join(found) or 'no'} period in '{layout.stated_period}'",
        where=name,
        remedy="correct `stated_period` in the dataset's layout",
    )


def _cut_off(database: Database, name: str, keys: list[str], values: list[str], layout: Layout) -> None:
    """Leave the rows of the table in `raw`, after its totals were compared with them and nothing stands between."""
    end = _total_line(database, name, layout.total_row) if layout.total_row else database.count("raw") + HEADER_WITHIN
    row = " AND ".join(f"coalesce({key}, '') <> ''" for key in keys) + f" AND line < {end}"
    anything = " OR ".join(f"coalesce({column}, '') <> ''" for column in [*keys, *values])
    hole = database.first(
        "SELECT min(line) FROM raw WHERE line < (SELECT max(line) FROM raw WHERE {row}) AND NOT ({row}) AND ({any})",
        row=row,
        any=anything,
    )
    if hole and hole[0]:
        _refuse(f"{name}, line {hole[0]}", "a cell that says what the row is about is empty")
    for value in values if layout.total_row else ():
        sums = database.first(
            "SELECT sum(try_cast({value} AS DOUBLE)) FILTER (WHERE {row}), "
            "sum(try_cast({value} AS DOUBLE)) FILTER (WHERE line = {line}) FROM raw",
            value=value,
            row=row,
            line=str(end),
        )
        if sums and (sums[0] or 0) != (sums[1] or 0):
            _refuse(f"{name}, line {end}", f"the rows come to {sums[0] or 0:,.0f}, the file says {sums[1] or 0:,.0f}")
    database.run("DELETE FROM raw WHERE NOT ({row})", row=row)


def _total_line(database: Database, name: str, beginning: str) -> int:
    """Return the line of the file's own totals."""
    columns = database.run("SELECT * EXCLUDE (line) FROM raw LIMIT 0").description
    found = database.first(
        "SELECT min(line) FROM raw WHERE len(list_filter([{cells}], "
        "lambda cell: starts_with(lower(trim(cell)), {text}))) > 0",
        cells=", ".join(listed([str(column[0])]) for column in columns),
        text=literal(_folded(beginning)),
    )
    if not found or found[0] is None:
        _refuse(name, f"there is no row of totals '{beginning}'")
    return int(found[0])


def _refuse(where: str, what: str) -> NoReturn:
    raise YearbookError(what, where=where, remedy="the file may be cut or its header shifted; download it again")


def _unpivot(database: Database, places: _Places, keys: list[str], stated: str, layout: Layout) -> None:
    """Make the table `long`: line, k0, k1, ..., period, measure, value (text, "" for none)."""
    period = literal(stated) if stated else " || '-' || ".join(f"trim({places.of(texts)})" for texts in layout.period)
    missing = ", ".join(map(literal, layout.missing))
    parts = []
    for code, texts in layout.measures.items():
        value = f"coalesce(trim({places.of(texts)}), '')"
        parts.append(
            LONG.format(
                keys="".join(f"coalesce(trim({key}), '') AS k{number}, " for number, key in enumerate(keys)),
                period=period,
                measure=literal(code),
                value=f"CASE WHEN {value} IN ({missing}) THEN '' ELSE {value} END",
            )
        )
    database.run("CREATE TABLE long AS {parts}", parts=" UNION ALL ".join(parts))


def _check_whole(database: Database, name: str) -> None:
    strange = database.first(NOT_WHOLE, number=literal(NUMBER))
    if strange:
        value, line, period = strange
        raise YearbookError(
            f"'{value}' is not a whole number",
            where=f"{name}, line {line}, period {period}",
            remedy="is the column the one that the dataset's layout means? a header may be shifted",
        )


def _simplify(database: Database, layout: Layout) -> dict[str, int]:
    """Make the table `rows`: dimensions and the measure as d0, d1, ...; return the cells that this took, by reason."""
    count = len(layout.columns)
    keys = "".join(f"k{number}, " for number in range(count))
    template = ADDED_UP if layout.added_up else ONCE if layout.repeats else "SELECT * FROM long"
    columns = [
        *(f"k{number} AS d{number}" for number in range(count)),
        *([f"measure AS d{count}"] if layout.measure else []),
    ]
    database.run(
        "CREATE TABLE rows AS SELECT line, {columns}, period, value, '' AS flags FROM ({simple})",
        columns=", ".join(columns),
        simple=template.format(keys=keys),
    )
    taken = database.count("long") - database.count("rows")
    reason = f"added up over {', '.join(layout.added_up)}" if layout.added_up else "stands twice with the same value"
    return {reason: taken} if taken else {}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
