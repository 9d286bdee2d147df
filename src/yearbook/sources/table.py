"""The steps every flavour shares: codes checked, rows chosen, cells turned into observations, all inside DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd

from ..codes import Codes
from ..dataset import Dataset
from ..errors import UnknownName, YearbookError
from .database import Database, listed, literal
from .notation import frequency_of, split_flags, todays_period

T = TypeVar("T")
NOT_AVAILABLE = "not available (:)"
OUTSIDE = "outside the part that the dataset keeps"
PLAIN_FILE = "numbers are written 1234.5; take the file as the provider gives it"

DUPLICATE = """
SELECT {key}, list(line ORDER BY line)[1:2] FROM keyed
GROUP BY {key} HAVING count(*) > 1 ORDER BY min(line) LIMIT 1"""

CHOSEN = """
CREATE TABLE chosen AS
SELECT *, CASE {pins} WHEN NOT ({slices}) THEN {outside} END AS left_out FROM keyed"""

NOT_A_NUMBER = r"""
SELECT value, line, period FROM cells
WHERE value NOT IN ('', ':') AND NOT regexp_full_match(value, '-?\d+(\.\d+)?([eE][+-]?\d+)?')
ORDER BY line, period LIMIT 1"""

NEGATIVE = "SELECT value, line, period FROM cells WHERE value LIKE '-%' ORDER BY line, period LIMIT 1"

OBSERVED = """
SELECT {dimensions}, period, CASE WHEN value NOT IN ('', ':') THEN value::DOUBLE END AS value, status, conf
FROM cells JOIN letters USING (flags)
WHERE value NOT IN ('', ':') OR status <> '' OR conf <> ''
ORDER BY {dimensions}, period"""


@dataclass(frozen=True)
class Table:
    """A received table as its flavour left it in the database.

    The table `rows` has `line` (number in the file), `d0`, `d1`, ... (the dimensions in the file's order, as text) and
    what `cells` needs. `cells` is SQL that turns the table `kept` (rows with today's codes, columns named by dimension)
    into line, dimensions, period, value (text, "" or ":" for none) and flags. `key` are columns which tell rows apart
    beside the dimensions; `width` is the number of cells in a row. `dropped` counts the cells which the flavour itself
    left out of `rows`, by reason.
    """

    name: str
    flavour: str
    dimensions: tuple[str, ...]
    cells: str
    key: tuple[str, ...] = ()
    width: int = 1
    labelled: bool = False
    stated_update: str = ""
    dropped: dict[str, int] = field(default_factory=dict)

    def at(self, line: object, period: str = "") -> str:
        """Name a place in the file."""
        return f"{self.name}, line {line}" + (f", period {period}" if period else "")


def observations(
    database: Database, table: Table, dataset: Dataset, codes: Codes
) -> tuple[pd.DataFrame, int, dict[str, int]]:
    """Return the observations that the dataset keeps, the number of cells read, and of cells dropped by reason.

    Raises:
        YearbookError: other dimensions, an unknown code, label, period or flag, a key that stands twice, a number that
            cannot be, or nothing to keep; the message names the line.
    """
    names = _todays_names(table, dataset)
    _translate(database, table, names, dataset, codes)
    _refuse_duplicates(database, table, names)
    dropped = {**table.dropped, **_choose(database, table, names, dataset)}
    database.run("CREATE TABLE cells AS {cells}", cells=table.cells)
    _rewrite_periods(database, dataset)
    _check_periods(database, table, dataset)
    _check_values(database, table, dataset)
    frame = _finish(database, table, dataset)
    read = database.count("rows") * table.width + sum(table.dropped.values())
    if missing := read - len(frame) - sum(dropped.values()):
        dropped[NOT_AVAILABLE] = missing
    return frame, read, dropped


def _todays_names(table: Table, dataset: Dataset) -> tuple[str, ...]:
    names = tuple(dataset.renamed.get(dim, dim) for dim in table.dimensions)
    # files of before 2022 have no frequency; their periods tell it
    unstated = {"freq"} & set(dataset.pinned) - set(names)
    expected = {*dataset.dimensions, *dataset.pinned} - unstated
    differences = {"without": sorted(expected - set(names)), "with": sorted(set(names) - expected)}
    if any(differences.values()) or len(set(names)) < len(names):
        said = "; ".join(f"{word} {', '.join(dims)}" for word, dims in differences.items() if dims)
        raise YearbookError(
            f"the file's dimensions are not those of {dataset.id}: {said or 'one stands twice'}",
            where=table.at(1),
            remedy="is it a file of another dataset? else declare the dimension in data/datasets.toml",
        )
    return names


def _translate(database: Database, table: Table, names: tuple[str, ...], dataset: Dataset, codes: Codes) -> None:
    """Make the table `keyed`: the rows with today's codes, columns named by dimension."""
    columns = []
    for place, name in enumerate(names):
        read = _reader(name, table, dataset, codes)
        found = database.run("SELECT {raw}, min(line) FROM rows GROUP BY 1 ORDER BY 2", raw=f"d{place}").fetchall()
        code_of = {text: _located(read, text, table.at(line)) for text, line in found}
        columns.append(f"{_recoding(f'd{place}', code_of)} AS {listed([name])}")
    database.run(
        "CREATE TABLE keyed AS SELECT * EXCLUDE ({raw}), {columns} FROM rows",
        raw=", ".join(f"d{place}" for place in range(len(names))),
        columns=", ".join(columns),
    )


def _recoding(column: str, code_of: dict[str, str]) -> str:
    changes = [f"WHEN {literal(text)} THEN {literal(code)}" for text, code in code_of.items() if code != text]
    return f"CASE {column} {' '.join(changes)} ELSE {column} END" if changes else column


def _reader(dimension: str, table: Table, dataset: Dataset, codes: Codes) -> Callable[[str], str]:
    """Return what turns a text of the file into today's code."""
    coding = dataset.coding.get(dimension, "labels" if table.labelled else "codes")
    recoded = dataset.recoded.get(dimension, {})
    # a dimension that is pinned and has no code list may hold the pinned code only
    unlisted = dimension in dataset.pinned and dimension not in codes
    known = frozenset({dataset.pinned[dimension]}) if unlisted else codes.known(dimension)

    def read(text: str) -> str:
        code = recoded.get(text, text)
        if coding == "labels" and code == text:
            return codes.code_of(dimension, text)
        if coding == "iso3" and code == text:
            return codes.code_of_iso3(dimension, text)
        if code not in known:
            raise UnknownName(f"code of {dimension}", text, known)
        return code

    return read


def _located(read: Callable[[str], T], text: str, where: str) -> T:
    """Read a text; an error says where it stands."""
    try:
        return read(text)
    except YearbookError as error:
        error.where = where
        raise


def _refuse_duplicates(database: Database, table: Table, names: tuple[str, ...]) -> None:
    key = (*names, *table.key)
    twice = database.first(DUPLICATE, key=listed(key))
    if twice:
        *values, (first, second) = twice
        raise YearbookError(
            "the same key stands twice: " + ", ".join(map("=".join, zip(key, values, strict=True))),
            where=f"{table.name}, lines {first} and {second}",
            remedy="a dimension may have been left out of the extract; download the file again with all of them",
        )


def _choose(database: Database, table: Table, names: tuple[str, ...], dataset: Dataset) -> dict[str, int]:
    """Make the table `kept`; return the cells dropped by reason."""
    pins = [
        f"WHEN {listed([dim])} <> {literal(code)} THEN {literal(f'{dim} is not {code}')}"
        for dim, code in dataset.pinned.items()
        if dim in names
    ]
    slices = " OR ".join(map(_fits, dataset.keep))
    database.run(CHOSEN, pins=" ".join(pins) or "WHEN false THEN ''", slices=slices, outside=literal(OUTSIDE))
    database.run("CREATE TABLE kept AS SELECT * EXCLUDE (left_out) FROM chosen WHERE left_out IS NULL")
    counted = database.run("SELECT left_out, count(*) FROM chosen WHERE left_out IS NOT NULL GROUP BY 1 ORDER BY 1")
    dropped = {str(reason): int(count) * table.width for reason, count in counted.fetchall()}
    if not database.count("kept"):
        raise YearbookError(
            f"the file holds nothing that {dataset.id} keeps: {'; '.join(dropped) or 'it has no rows'}",
            where=table.name,
            remedy="is it a file of another dataset? else widen `keep` in data/datasets.toml",
        )
    return dropped


def _fits(part: Mapping[str, tuple[str, ...] | str]) -> str:
    """Return the test whether a row belongs to a slice."""
    tests = [f"{listed([dim])} IN ({', '.join(map(literal, wanted))})" for dim, wanted in part.items() if wanted != "*"]
    return f"({' AND '.join(tests)})" if tests else "true"


def _rewrite_periods(database: Database, dataset: Dataset) -> None:
    """Write periods of older and other notations as today."""
    found = [str(period) for (period,) in database.run("SELECT DISTINCT period FROM cells").fetchall()]
    changed = {period: todays_period(period, dataset.frequency) for period in found}
    if any(old != new for old, new in changed.items()):
        database.run("UPDATE cells SET period = {changed}", changed=_recoding("period", changed))


def _check_periods(database: Database, table: Table, dataset: Dataset) -> None:
    found = database.run("SELECT period, min(line) FROM cells GROUP BY 1 ORDER BY 2, 1").fetchall()
    for period, line in found:
        if _located(frequency_of, period, table.at(line)) != dataset.frequency:
            raise YearbookError(
                f"the period '{period}' does not suit the frequency {dataset.frequency} of {dataset.id}",
                where=table.at(line),
                remedy="is it a file of another dataset?",
            )


def _check_values(database: Database, table: Table, dataset: Dataset) -> None:
    strange = database.first(NOT_A_NUMBER)
    if strange:
        value, line, period = strange
        raise YearbookError(f"'{value}' is not a number", where=table.at(line, period), remedy=PLAIN_FILE)
    negative = None if dataset.signed else database.first(NEGATIVE)
    if negative:
        value, line, period = negative
        remedy = f"if {dataset.id} has negative values, declare `signed = true` in data/datasets.toml"
        raise YearbookError(f"a count cannot be negative: {value}", where=table.at(line, period), remedy=remedy)


def _finish(database: Database, table: Table, dataset: Dataset) -> pd.DataFrame:
    found = database.run("SELECT flags, min(line) FROM cells GROUP BY 1").fetchall()
    database.run("CREATE TABLE letters (flags VARCHAR, status VARCHAR, conf VARCHAR)")
    database.insert("letters", [(flags, *_located(split_flags, flags, table.at(line))) for flags, line in found])
    return database.run(OBSERVED, dimensions=listed(dataset.dimensions)).df()
