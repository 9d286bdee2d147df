"""Parts that may not exceed their whole: first-time among all applicants, positive among all decisions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from ..observations import Observations
from .breaches import EXACT, Contradiction, code_of, released, with_sums
from .finding import Finding
from .scope import Scope

WITHIN = (
    ("applicant", "FRST", "TOTAL"),
    ("decision", "TOTAL_POS", "TOTAL"),
    ("decision", "GENCONV", "TOTAL_POS"),
    ("visas", "MULTIPLE", "ISSUED"),
    ("citizen", "RNC", "FOR_STLS"),
    ("citizen", "UA", "TOTAL"),
)
"""Dimension, code of the part, code of the whole."""


def check_bounds(scope: Scope) -> Iterator[Finding]:
    """Find parts that exceed their whole by more than rounding explains, in every pinned dataset of counts."""
    for name in scope.pinned:
        found = scope.observations(name)
        for dimension, part, whole in WITHIN:
            held = set(found.frame[dimension].unique()) if dimension in found.dimensions else set()
            if not {part, whole} <= held or scope.dataset(name).kind == "ratio":
                continue
            compare = partial(excesses, found, dimension, part, whole)
            rows = scope.rows(f"{name} {part} within {whole}", (name,), compare)
            yield from Contradiction("bounds", name, dimension).findings(scope, rows)


def excesses(observations: Observations, dimension: str, part: str, whole: str) -> pd.DataFrame:
    """Return where the figure of one code exceeds that of another in which it lies, by more than two errors."""
    frame = observations.frame[observations.frame["value"].notna()]
    keys = [name for name in (*observations.dimensions, "period") if name != dimension]
    both = with_sums(frame, dimension, whole, [part])
    both = both.assign(total=both["value"], tolerance=2 * observations.error)
    wrong = both[both["sum"] > both["total"] + both["tolerance"] + EXACT]
    return wrong.assign(sources=released(wrong, frame), code=code_of(wrong, keys, {dimension: part}))
