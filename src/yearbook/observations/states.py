"""What a cell of a table of statistics can be; no state is ever turned into another by an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import numpy as np
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
    return State(states(pd.DataFrame([dict(row)])).iloc[0])


def states(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the state of every observation of a frame, in the codes of `State`."""
    facts = traits(frame)
    tests = {
        State.CONFIDENTIAL: facts["withheld"],
        State.BROKEN: facts["none"] & _has_mark(frame, BROKEN),
        State.CANNOT_EXIST: facts["impossible"],
        State.NOT_AVAILABLE: facts["none"],
        State.BELOW_HALF: facts["below"],
        State.ZERO: frame["value"] == 0,
    }
    found = np.select([test.to_numpy(bool) for test in tests.values()], [str(one) for one in tests], str(State.FIGURE))
    return pd.Series(found, index=frame.index, dtype=object)


def traits(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what decides the state of a result that an observation goes into, as columns of yes and no.

    `withheld`: confidential; `none`: without a value; `impossible`: cannot exist; `below`: below half a unit;
    `doubtful`: a figure other than zero which the provider calls not significant.
    """
    value, status = frame["value"], frame["status"]
    not_significant, none = _contains(status, "n"), value.isna()
    return pd.DataFrame(
        {
            "withheld": _contains(frame["conf"], *WITHHELD),
            "none": none,
            "impossible": none & _contains(status, "m"),
            "below": (value == 0) & not_significant,
            "doubtful": (value != 0) & not_significant,
        }
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


def _contains(flags: pd.Series[str], *letters: str) -> pd.Series[bool]:
    return _each(flags, lambda text: any(letter in text for letter in letters))


def _has_mark(frame: pd.DataFrame, mark: str) -> pd.Series[bool]:
    if "mark" not in frame:
        return pd.Series(data=False, index=frame.index)
    return _each(frame["mark"], lambda text: mark in text.split())


def _each(cells: pd.Series[str], holds: Callable[[str], bool]) -> pd.Series[bool]:
    """Say of which cells something holds; few texts are distinct, however many rows there are."""
    codes, texts = pd.factorize(cells)
    return pd.Series(np.array([holds(text) for text in texts], dtype=bool)[codes], index=cells.index)
