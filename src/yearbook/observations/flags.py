"""Flags, confidentiality, marks and sources: letters and names that travel with a value."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

Merge = Callable[[str, str], str]
Cells = npt.NDArray[np.object_]

INDICATIVE = "indicative"
"""Our own mark of a ratio whose denominator is below INDICATIVE_BELOW; the letter u is the provider's alone."""

BROKEN = "broken"
"""Our own mark of a comparison that a break in the series forbids."""

UNCHANGED = "unchanged"
"""Our own mark of a difference that rounding alone may have made."""

COMPOSITION = "composition"
"""Our own mark of a figure for another composition of the European Union than that of today."""


@cache
def merged(*flags: str) -> str:
    """Return the letters of several flag columns once each, in alphabetical order ("p", "bp" -> "bp")."""
    return "".join(sorted(set("".join(flags))))


@cache
def merged_names(*names: str) -> str:
    """Return the blank-separated union of cells of names (`source`, `mark`), sorted."""
    return " ".join(sorted({name for joined in names for name in joined.split()}))


merged_sources = merged_names


def by_pairs(left: pd.Series[str], right: pd.Series[str], merge: Merge) -> Cells:
    """Return two columns merged cell by cell; each pair of texts is merged once, however long the columns are."""
    left_codes, left_names = pd.factorize(left)
    right_codes, right_names = pd.factorize(right)
    pairs, place = np.unique(left_codes * max(len(right_names), 1) + right_codes, return_inverse=True)
    made = [merge(left_names[pair // len(right_names)], right_names[pair % len(right_names)]) for pair in pairs]
    return np.array(made, dtype=object)[place]


def by_group(groups: pd.Series[int], cells: pd.Series[str], merge: Merge) -> Cells:
    """Return the union of the cells of each group.

    Args:
        groups: the number of each cell's group, 0 to n - 1.
        cells: as many texts.
        merge: how two texts are joined.
    """
    count, texts = int(groups.max()) + 1 if len(groups) else 0, cells.unique()
    if len(texts) == 1:  # most columns of most tables
        return np.full(count, merge("", texts[0]), dtype=object)
    distinct = pd.DataFrame({"group": groups.to_numpy(), "cell": cells.to_numpy()}).drop_duplicates()
    turn = distinct.groupby("group").cumcount()
    united = pd.Series("", index=range(count), dtype=object)
    for number in range(int(turn.max()) + 1 if len(turn) else 0):
        more = distinct[turn == number].set_index("group")["cell"]
        united.loc[more.index] = by_pairs(united.loc[more.index], more, merge)
    return united.to_numpy()


def without(flags: pd.Series[str], letter: str, where: pd.Series[bool]) -> pd.Series[str]:
    """Return the flags less one letter in the rows chosen by `where`."""
    return flags.where(~where, flags.str.replace(letter, "", regex=False))


def marked(marks: pd.Series[str], mark: str, where: pd.Series[bool]) -> Cells:
    """Return the marks with one more in the rows chosen by `where`."""
    return by_pairs(marks, where.map({True: mark, False: ""}), merged_names)
