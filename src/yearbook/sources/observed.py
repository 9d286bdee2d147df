"""From a received table to observations: rows in order, periods and cells checked, everything else accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import isfinite, nan
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..codes import Codes
from ..dataset import Dataset
from ..errors import YearbookError
from .coded import Coded, combined
from .notation import frequency_of, split_flags, todays_period
from .table import PLAIN_FILE, Table, choose, keys_of, located

NOT_AVAILABLE = "not available (:)"
NOTHING = ("", ":")
CORES = 2
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def observations(table: Table, dataset: Dataset, codes: Codes) -> tuple[pa.Table, dict[str, int]]:
    """Return the observations that the dataset keeps and the number of cells dropped by reason.

    Raises:
        YearbookError: other dimensions, an unknown code, label, period or flag, a key that stands twice, a number that
            cannot be, or nothing to keep; the message names the line.
    """
    keys = keys_of(table, dataset, codes)
    rows, left_out = choose(table, keys, dataset)
    if not len(rows):
        types = {name: pa.float64() if name == "value" else pa.string() for name in dataset.columns}
        return pa.schema(types.items()).empty_table(), {**table.dropped, **left_out}
    found = _ordered(table, rows, {name: keys[name] for name in dataset.dimensions}, dataset)
    _check_values(found, dataset)
    kept = found.observations()
    dropped = {**table.dropped, **left_out}
    if missing := table.read - len(kept) - sum(dropped.values()):
        dropped[NOT_AVAILABLE] = missing
    return kept, dropped


@dataclass(frozen=True)
class _Chosen:
    """The rows that are kept, in the order of the vintage; `cells` are numbers into the table's contents."""

    table: Table
    lines: NDArray[np.int64]
    keys: dict[str, Coded]
    periods: Coded
    cells: NDArray[np.integer[Any]]

    def first(self, wanted: NDArray[np.bool_]) -> tuple[tuple[str, str], int, str] | None:
        """Return the first cell, by line and period, whose content is wanted: the content, line and period."""
        wanted = wanted & (np.bincount(self.cells.ravel(), minlength=len(wanted)) > 0) if wanted.any() else wanted
        if not wanted.any():
            return None
        rows, columns = np.nonzero(wanted[self.cells])
        earliest = np.flatnonzero(self.lines[rows] == self.lines[rows].min())
        numbers = self.periods.numbers
        periods = [int(numbers[columns[at] if self.table.wide else rows[at]]) for at in earliest]
        at = earliest[int(np.argmin(periods))]
        content = self.table.contents[self.cells[rows[at], columns[at]]]
        return content, int(self.lines[rows[at]]), self.periods.texts[min(periods)]

    def observations(self) -> pa.Table:
        """Return every cell that says something, as a table with codes, periods and flags as dictionaries."""
        status, conf = self._flags()
        says = np.array([value not in NOTHING or flags != "" for value, flags in self.table.contents], bool)
        held = says[self.cells]
        contents, counts = self.cells[held], np.count_nonzero(held, axis=1)
        numbers = np.array([_number(value) for value, _ in self.table.contents])
        values = pa.array(numbers, mask=np.isnan(numbers))
        periods = partial(self.periods.spread, held) if self.table.wide else partial(self.periods.repeated, counts)
        columns = {name: partial(column.repeated, counts) for name, column in self.keys.items()}
        columns |= {"period": periods, "status": partial(status.at, contents), "conf": partial(conf.at, contents)}
        with ThreadPoolExecutor(CORES) as cores:
            value = cores.submit(values.take, pa.array(contents))
            made = cores.map(lambda column: column().arrow(), columns.values())
            found = dict(zip(columns, made, strict=True)) | {"value": value.result()}
        return pa.table({name: found[name] for name in (*self.keys, "period", "value", "status", "conf")})

    def _flags(self) -> tuple[Coded, Coded]:
        """Return status and confidentiality of each content."""
        split = [_split(flags) for _, flags in self.table.contents]
        strange = self.first(np.array([letters is None for letters in split]))
        if strange:
            (_, flags), line, _ = strange
            located(split_flags, flags, self.table.at(line))
        status, conf = zip(*(letters or ("", "") for letters in split), strict=True)
        order = np.arange(len(split), dtype=np.int32)
        return Coded(order, status).rewritten({}), Coded(order, conf).rewritten({})


def _ordered(table: Table, rows: NDArray[np.int64], keys: Mapping[str, Coded], dataset: Dataset) -> _Chosen:
    """Return the chosen rows by dimensions and period, periods written as today."""
    periods = table.periods if table.wide else table.periods.at(rows)
    today = periods.rewritten({period: todays_period(period, dataset.frequency) for period in periods.texts})
    _check_periods(table, today, table.lines[rows], dataset)
    columns = [column.at(rows) for column in keys.values()]
    order = np.argsort(combined(columns if table.wide else [*columns, today]), kind="stable")
    places = np.argsort(today.numbers) if table.wide else np.zeros(1, np.int64)
    ordered = rows[order]
    cells = table.cells.take(ordered, axis=0)
    return _Chosen(
        table,
        table.lines[ordered],
        {name: column.at(ordered) for name, column in keys.items()},
        today.at(places if table.wide else order),
        cells if np.all(places[1:] > places[:-1]) else cells[:, places],
    )


def _check_periods(table: Table, periods: Coded, lines: NDArray[np.int64], dataset: Dataset) -> None:
    for row, period in sorted((0 if table.wide else row, period) for row, period in periods.first_rows()):
        where = table.at(lines[row])
        if located(frequency_of, period, where) != dataset.frequency:
            raise YearbookError(
                f"the period '{period}' does not suit the frequency {dataset.frequency} of {dataset.id}",
                where=where,
                remedy="is it a file of another dataset?",
            )


def _check_values(found: _Chosen, dataset: Dataset) -> None:
    values = [value for value, _ in found.table.contents]
    strange = found.first(np.array([value not in NOTHING and not isfinite(_number(value)) for value in values]))
    if strange:
        (value, _), line, period = strange
        raise YearbookError(f"'{value}' is not a number", where=found.table.at(line, period), remedy=PLAIN_FILE)
    if dataset.rounded == "up":
        _refuse_unrounded(found, dataset)
    negative = None if dataset.signed else found.first(np.array([value.startswith("-") for value in values]))
    if negative:
        (value, _), line, period = negative
        remedy = f"if {dataset.id} has negative values, declare `signed = true` in data/datasets.toml"
        raise YearbookError(f"a count cannot be negative: {value}", where=found.table.at(line, period), remedy=remedy)


def _refuse_unrounded(found: _Chosen, dataset: Dataset) -> None:
    """Refuse figures as they were counted: small ones may tell who somebody is."""
    step = dataset.rounding
    values = [value for value, _ in found.table.contents]
    counted = found.first(np.array([value not in NOTHING and _number(value) % step != 0 for value in values]))
    if counted:
        (_, _), line, period = counted
        raise YearbookError(
            f"a figure is not a multiple of {step}, to which {dataset.id} is rounded up",
            where=found.table.at(line, period),
            remedy="the file holds figures as they were counted; ask the sender for rounded ones, and delete this file",
        )


def _number(value: str) -> float:
    return float(value) if NUMBER.fullmatch(value) else nan


def _split(flags: str) -> tuple[str, str] | None:
    try:
        return split_flags(flags)
    except YearbookError:
        return None
