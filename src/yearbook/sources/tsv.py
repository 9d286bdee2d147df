r"""Bulk and custom TSV: `dim,dim,...\TIME_PERIOD` in the first column, a column a period, flags after a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from ..errors import YearbookError
from .coded import NO_ROWS, Coded, coded, numbered
from .notation import LETTERS, frequency_of, split_flags, todays_period
from .received import Unpacked
from .table import PLAIN_FILE, Table

HEADER = re.compile(r"(?P<dimensions>[a-z]\w*(?:,[a-z]\w*)*)\\(?:TIME_PERIOD|time)")
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
CELL = re.compile(rf" *(?P<value>:|{NUMBER}) *(?P<flags>[A-Za-z]*) *")
GOOD_CELL = re.compile(rf" *(?:(?:{NUMBER})(?: +[{LETTERS}]+)?|: *[{LETTERS}]*) *")
BLOCK = 1 << 22
PART = 1 << 28
EMPTY = 4
NEW_LINE, COMMA = b"\n,"
CODED = pa.dictionary(pa.int32(), pa.string())
Numbers = NDArray[np.integer[Any]]


def recognises(head: str) -> bool:
    """Whether a file that begins so is of this flavour."""
    return HEADER.fullmatch(head.partition("\n")[0].split("\t")[0].strip()) is not None


def load(file: Unpacked) -> Iterator[Table]:
    """Read the file's rows, a part of the file at a time, so that memory holds one part and what is kept of it.

    Raises:
        YearbookError: a period outside the calendar, a ragged line, or a cell that is neither a number nor ":".
    """
    first, *columns = file.header.split("\t")
    dimensions = tuple(first.strip().partition("\\")[0].split(","))
    periods = _periods(columns, file.received.name)
    line, parts = 2, _parts(file)
    for part in parts:
        table = _table(file, part, dimensions, periods, line)
        yield table if len(parts) == 1 else replace(table, part=True)
        line += len(table.lines)


def _parts(file: Unpacked) -> list[pa.Buffer]:
    """Return the lines after the header in parts of about PART bytes, mapped from the disk."""
    with pa.memory_map(str(file.text)) as mapped:
        whole = mapped.read_buffer()
    start, parts = len(file.header.encode()) + 1, list[pa.Buffer]()
    view = memoryview(whole)
    while start < len(whole) or not parts:
        end = start + PART
        while end < len(whole) and view[end - 1] != NEW_LINE:
            end += 1
        parts.append(whole.slice(min(start, len(whole)), max(0, min(end, len(whole)) - start)))
        start = end
    return parts


def _table(file: Unpacked, part: pa.Buffer, dimensions: tuple[str, ...], periods: list[str], line: int) -> Table:
    try:
        keys, texts, cells = _columns(part, len(dimensions), len(periods))
    except pa.ArrowInvalid:
        _refuse_first_bad(file, len(dimensions), periods)
    if not all(map(GOOD_CELL.fullmatch, texts)):
        _refuse_first_bad(file, len(dimensions), periods)
    return Table(
        file.received.name,
        "Eurostat TSV",
        dimensions,
        np.arange(len(cells)) + line,
        keys,
        Coded(np.arange(len(periods), dtype=np.int32), tuple(periods)),
        tuple(map(_content, texts)),
        cells,
        wide=True,
    )


def _columns(part: pa.Buffer, dimensions: int, periods: int) -> tuple[tuple[Coded, ...], tuple[str, ...], Numbers]:
    """Return the columns of the keys, the distinct texts of the cells, and of each line the numbers of its texts.

    Raises:
        pyarrow.ArrowInvalid: a line has more or fewer dimensions or cells.
    """
    if not part.size or not bytes(part.slice(0, min(EMPTY, part.size))).strip(b"\n"):
        return (NO_ROWS,) * dimensions, (), np.empty((0, periods), np.int8)
    names = [f"p{place}" for place in range(periods)]
    types = {"key": pa.string(), **dict.fromkeys(names, CODED)}
    lines = csv.read_csv(
        pa.BufferReader(part),
        csv.ReadOptions(column_names=list(types), block_size=BLOCK),
        csv.ParseOptions(delimiter="\t", quote_char=False),
        csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
    )
    with ThreadPoolExecutor(1) as other:
        keys = other.submit(_keys, lines["key"], dimensions)
        texts, cells = numbered([lines[name] for name in names])
        return keys.result(), texts, cells


def _keys(keys: pa.ChunkedArray, dimensions: int) -> tuple[Coded, ...]:
    """Return the columns of the dimensions.

    The last dimension changes from line to line, the others seldom; so all before the last comma is taken as one text,
    and parted once for all lines that begin so.
    """
    if dimensions == 1:
        return (coded(keys),)
    halves = coded(pa.chunked_array([_halved(chunk, dimensions) for chunk in keys.chunks]))
    first, last = (Coded(halves.numbers[place::2], halves.texts).used() for place in (0, 1))
    return (*first.split(","), *last.split(",")[1:])


def _halved(keys: pa.StringArray, dimensions: int) -> pa.StringArray:
    """Return of each key two texts: what stands before the last comma, and the rest with it.

    Raises:
        pyarrow.ArrowInvalid: a key has more or fewer dimensions.
    """
    _, places, text = keys.buffers()
    ends = np.frombuffer(places, np.int32)[keys.offset : keys.offset + len(keys) + 1]
    commas = np.flatnonzero(np.frombuffer(text, np.uint8)[ends[0] : ends[-1]] == COMMA) + ends[0]
    if len(commas) != len(keys) * (dimensions - 1):
        raise pa.ArrowInvalid("a key has more or fewer dimensions than the header")
    commas = commas.reshape(len(keys), -1)
    if np.any(commas[:, 0] < ends[:-1]) or np.any(commas[:, -1] >= ends[1:]):
        raise pa.ArrowInvalid("a key has more or fewer dimensions than the header")
    halves = np.empty(2 * len(keys) + 1, np.int32)
    halves[::2], halves[1::2] = ends, commas[:, -1]
    return pa.StringArray.from_buffers(2 * len(keys), pa.py_buffer(halves), text)


def _content(cell: str) -> tuple[str, str]:
    match = CELL.fullmatch(cell)
    return (match["value"], match["flags"]) if match else (cell, "")


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


def _refuse_first_bad(file: Unpacked, dimensions: int, periods: list[str]) -> NoReturn:
    """Find the first line that cannot be read, and say what is wrong with it."""
    with file.text.open(encoding="utf-8", newline="\n") as lines:
        next(lines)
        for number, text in enumerate(lines, start=2):
            key, *cells = text.rstrip("\n").split("\t")
            ragged = len(cells) != len(periods) or key.count(",") != dimensions - 1
            if ragged or not all(map(GOOD_CELL.fullmatch, cells)):
                _diagnose(file, number, dimensions, periods)
    raise YearbookError("the lines cannot be told apart", where=file.received.name, remedy="download the file again")


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
        match = CELL.fullmatch(cell)
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
