"""Columns of texts as numbers into the short list of their distinct texts: what is done, is done once a text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LARGEST = 1 << 62
"""Combined numbers stay below it."""


@dataclass(frozen=True)
class Coded:
    """A column of texts: `numbers` says of each row which of the distinct `texts` it holds."""

    numbers: NDArray[np.integer[Any]]
    texts: tuple[str, ...]

    def first_rows(self) -> list[tuple[int, str]]:
        """Return where each text stands first, in order of rows; texts that stand nowhere are left out."""
        first = np.full(len(self.texts), -1)
        # of equal places the last written stays, so the rows are written from the end
        first[self.numbers[::-1]] = np.arange(len(self.numbers))[::-1]
        return sorted((int(row), text) for row, text in zip(first, self.texts, strict=True) if row >= 0)

    def rewritten(self, new: Mapping[str, str]) -> Coded:
        """Return the column with other texts, sorted, so that numbers order rows as their texts do."""
        changed = [new.get(text, text) for text in self.texts]
        texts = sorted(set(changed))
        place = {text: number for number, text in enumerate(texts)}
        moved = np.array([place[text] for text in changed], _shortest(len(texts)))
        return Coded(moved[self.numbers], tuple(texts))

    def used(self) -> Coded:
        """Return the column with the texts alone that stand in it, sorted; the same rows always give the same."""
        there = np.flatnonzero(np.bincount(self.numbers, minlength=len(self.texts)))
        order = sorted(there, key=lambda number: self.texts[number])
        place = np.zeros(len(self.texts), _shortest(len(order)))
        place[order] = np.arange(len(order))
        return Coded(place[self.numbers], tuple(self.texts[number] for number in order))

    def split(self, separator: str) -> tuple[Coded, ...]:
        """Return the columns whose texts stand in each text, as many in each, without blanks around them."""
        parts = zip(*(text.split(separator) for text in self.texts), strict=True)
        return tuple(Coded(self.numbers, part).rewritten({text: text.strip(" ") for text in part}) for part in parts)

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Return for each row whether its text is one of those wanted."""
        found: NDArray[np.bool_] = np.array([text in wanted for text in self.texts], bool)[self.numbers]
        return found

    def at(self, rows: NDArray[np.integer[Any]]) -> Coded:
        """Return the column of some rows."""
        return Coded(self.numbers[rows], self.texts)

    def repeated(self, counts: NDArray[np.integer[Any]]) -> Coded:
        """Return the column with each row as many times as is said of it."""
        numbers: NDArray[np.integer[Any]] = np.repeat(self.numbers, counts)
        return Coded(numbers, self.texts)

    def spread(self, held: NDArray[np.bool_]) -> Coded:
        """Return, row by row, the columns that are held, if this says what each column is."""
        numbers: NDArray[np.integer[Any]] = np.broadcast_to(self.numbers, held.shape)[held]
        return Coded(numbers, self.texts)

    def arrow(self) -> pa.DictionaryArray:
        """Return the column for Arrow."""
        # numbers are places in `texts`; looking at each once more would take as long as making them
        return pa.DictionaryArray.from_arrays(self.numbers, pa.array(self.texts, pa.string()), safe=False)


NO_ROWS = Coded(np.empty(0, np.int8), ())


def coded(column: pa.ChunkedArray) -> Coded:
    """Return a column of Arrow (text, as such or as a dictionary), without blanks around the texts."""
    if not column.num_chunks:
        return NO_ROWS
    if not pa.types.is_dictionary(column.type):
        column = pa.chunked_array([column.dictionary_encode().combine_chunks()])
    texts, numbers = numbered([column])
    return Coded(numbers[:, 0], texts).rewritten({text: text.strip(" ") for text in texts})


def numbered(columns: Sequence[pa.ChunkedArray]) -> tuple[tuple[str, ...], NDArray[np.integer[Any]]]:
    """Return the distinct texts of columns of dictionaries, and of each row and column the number of its text."""
    chunks = [chunk for column in columns for chunk in column.chunks]
    known = pa.concat_arrays([chunk.dictionary for chunk in chunks]).dictionary_encode()
    texts = tuple(known.dictionary.to_pylist())
    places = known.indices.to_numpy().astype(_shortest(len(texts)))
    numbers = np.empty(sum(map(len, chunks)), places.dtype)
    row = place = 0
    for chunk in chunks:
        own = places[place : place + len(chunk.dictionary)]
        # a number of a dictionary is always in it, and looking would take a copy
        own.take(chunk.indices.to_numpy(), out=numbers[row : row + len(chunk)], mode="clip")
        row, place = row + len(chunk), place + len(own)
    return texts, np.ascontiguousarray(numbers.reshape(len(columns), -1).T)


def _shortest(texts: int) -> type[np.int8 | np.int16 | np.int32]:
    """Return the shortest number that counts so many texts; short ones are moved in less time."""
    return np.int8 if texts < 1 << 7 else np.int16 if texts < 1 << 15 else np.int32


def combined(columns: Sequence[Coded]) -> NDArray[np.int64]:
    """Return a number of each row: equal where all columns are equal, ordered as the columns are one after another."""
    key, size = columns[0].numbers.astype(np.int64), max(1, len(columns[0].texts))
    for column in columns[1:]:
        count = max(1, len(column.texts))
        if size * count > LARGEST:
            found, key = np.unique(key, return_inverse=True)
            size = len(found)
        key, size = key * count + column.numbers, size * count
    return key


def first_repeated(key: NDArray[np.int64]) -> tuple[int, int] | None:
    """Return the first two rows of the earliest key that stands twice, None if none does."""
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order[1:]] == key[order[:-1]])
    if not len(again):
        return None
    earliest = again[np.argmin(order[again])]
    return int(order[earliest]), int(order[earliest + 1])
