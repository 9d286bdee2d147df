"""What a cell of a table of statistics can be; no state is ever turned into another by an operation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .flags import BROKEN, without

WITHHELD = "CNP"
"""Letters of CONF_STATUS under which a figure is not for publication."""


class State(StrEnum):
    """What stands in a cell; the values are the codes of data files and the keys of the notes in `words.toml`."""

    FIGURE = "figure"
    ZERO = "zero"
    BELOW_HALF = "below_half"
    NOT_AVAILABLE = "not_available"
    CANNOT_EXIST = "cannot_exist"
    CONFIDENTIAL = "confidential"
    NOT_PUBLISHED = "not_published"
    BROKEN = "broken"


HAVE_A_FIGURE = (State.FIGURE, State.ZERO, State.BELOW_HALF)
"""States of a cell that can be drawn, ranked and reckoned with."""


def state(row: Mapping[Any, Any] | pd.Series[Any]) -> State:
    """Return the state of one observation (a mapping with `value`, `status`, `conf` and, if it has one, `mark`).

    A confidential figure is confidential even where the provider lets its number slip. An observation that is not there
    at all is not for this function: ask `Observations.state_at`.
    """
    value = float(row["value"])
    return _state(np.isnan(value), value == 0, row["status"], row["conf"], row.get("mark", ""))


def states(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the state of every observation of a frame, in the codes of `State`."""
    value = frame["value"].to_numpy(float)
    place = np.where(np.isnan(value), 0, np.where(value == 0, 1, 2))
    kinds: list[tuple[Any, ...]] = [(True, False), (False, True), (False, False)]
    for column in ("status", "conf", *(["mark"] if "mark" in frame else [])):  # few combinations, however many rows
        codes, texts = pd.factorize(frame[column].fillna(""))
        place, kinds = place * len(texts) + codes, [(*kind, text) for kind in kinds for text in texts]
    found = np.array([_state(*kind).value for kind in kinds], dtype=object)
    return pd.Series(found[place], index=frame.index, dtype=object)


@cache
def _state(none: bool, zero: bool, status: str, conf: str, mark: str = "") -> State:  # noqa: FBT001  as they combine
    tests = {
        State.CONFIDENTIAL: any(letter in conf for letter in WITHHELD),
        State.BROKEN: none and BROKEN in mark.split(),
        State.CANNOT_EXIST: none and "m" in status,
        State.NOT_AVAILABLE: none,
        State.BELOW_HALF: zero and "n" in status,
        State.ZERO: zero,
    }
    return next((one for one, holds in tests.items() if holds), State.FIGURE)


def traits(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what decides the state of a result that an observation goes into, as columns of yes and no.

    `withheld`: confidential; `none`: without a value; `impossible`: cannot exist; `below`: below half a unit;
    `doubtful`: a figure other than zero which the provider calls not significant.
    """
    value, status = frame["value"].to_numpy(float), frame["status"]
    none, zero, not_significant = np.isnan(value), value == 0, _contains(status, "n")
    return pd.DataFrame(
        {
            "withheld": _contains(frame["conf"], WITHHELD),
            "none": none,
            "impossible": none & _contains(status, "m"),
            "below": zero & not_significant,
            "doubtful": ~zero & not_significant,
        },
        index=frame.index,
    )


def settled(frame: pd.DataFrame, parts: pd.DataFrame, impossible: pd.Series[bool]) -> pd.DataFrame:
    """Return the result of an operation with a value and letters that tell its state truly.

    Args:
        frame: the result, its `status` and `conf` being the unions of those of its parts.
        parts: by row of `frame`, the `traits` that any of its parts has.
        impossible: the rows whose result cannot exist.

    A result with a confidential part has no value. The letter m stays only where the result cannot exist; the letter n
    stays beside a zero only if a part is below half a unit (5n - 5n is 0), beside a figure only if a part other than
    zero has it (0n + 10 is 10).
    """
    value = frame["value"].mask(parts["withheld"] | impossible)
    status = without(frame["status"], "m", ~impossible)
    true_n = parts["below"].where(value == 0, parts["doubtful"])
    return frame.assign(value=value, status=without(status, "n", ~true_n & value.notna()))


def no_figure(value: float) -> bool:
    """Say whether a value is "no figure" (NaN), which is never zero."""
    return bool(np.isnan(value))


def _contains(flags: pd.Series[str], letters: str) -> npt.NDArray[np.bool_]:
    """Say which cells hold any of the letters; few texts are distinct, however many rows there are."""
    codes, texts = pd.factorize(flags)
    return np.array([any(letter in text for letter in letters) for text in texts], dtype=bool)[codes]
