"""Figures that contradict one another, and the findings that tell of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..observations import MEASURES
from .finding import Finding, Place, Severity
from .scope import Scope
from .wording import phrase

NOTHING = pd.DataFrame({name: pd.Series(dtype=object) for name in ("geo", "period", "code", "sum", "total", "sources")})
"""No contradictions."""
EXACT = 1e-6
"""What the arithmetic of floating-point numbers may differ by."""


@dataclass(frozen=True)
class Contradiction:
    """A kind of contradiction: the check that looks for it, whose figures, and what is compared.

    Attributes:
        check: name of the check.
        dataset: id; of two tables that of the total.
        compared: key of `[dimension]` in `sentences.toml`.
        grave: the severity for the report's own country.
    """

    check: str
    dataset: str
    compared: str
    grave: Severity = "error"

    def findings(self, scope: Scope, breaches: pd.DataFrame) -> Iterator[Finding]:
        """Tell of each code of the own country and, in one note, of all other countries.

        Args:
            scope: whose report it is.
            breaches: a row each: geo, period, code, sum, total, tolerance, sources (joined by a blank).
        """
        if breaches.empty:
            return
        rows = breaches.assign(gap=(breaches["sum"] - breaches["total"]).abs())
        own = rows["geo"].astype(str) == scope.country
        for code, group in rows[own].groupby("code", sort=True):
            yield self._own(scope, str(code), group)
        others = rows[~own & (rows["period"].astype(str) >= scope.since)]
        if len(others):
            yield self._others(scope, others)

    def _own(self, scope: Scope, code: str, rows: pd.DataFrame) -> Finding:
        worst = rows.iloc[int(rows["gap"].argmax())]
        nothing = {"lv": "", "en": ""}
        releases = ", ".join(sorted(set(worst["sources"].split())))
        mixed = len(releases.split()) > 1
        return scope.wording.finding(
            self._severity(scope, mixed=mixed),
            self.check,
            Place(self.dataset, worst["geo"], worst["period"], code),
            dimension=phrase("dimension", self.compared),
            sum=worst["sum"],
            total=worst["total"],
            tolerance=worst["tolerance"],
            more=scope.wording.phrase("more", count=rows["period"].nunique()) if len(rows) > 1 else nothing,
            mixed=scope.wording.phrase("mixed", sources=releases) if mixed else nothing,
        )

    def _severity(self, scope: Scope, *, mixed: bool) -> Severity:
        """Figures of two releases, of a derived table or of a guest may differ; those of one table may not."""
        excused = mixed or scope.dataset(self.dataset).derived or not scope.publishes
        return "warning" if excused else self.grave

    def _others(self, scope: Scope, rows: pd.DataFrame) -> Finding:
        worst = rows.iloc[int(rows["gap"].argmax())]
        return scope.wording.finding(
            "note",
            self.check,
            Place(self.dataset, code=f"{self.compared}: {worst['code']}"),
            say="others",
            dimension=phrase("dimension", self.compared),
            places=scope.wording.places(rows["geo"].unique()),
            gap=worst["gap"],
            geo=worst["geo"],
            period=worst["period"],
        )


def with_sums(frame: pd.DataFrame, dimension: str, whole: str, parts: Collection[str]) -> pd.DataFrame:
    """Return the rows of the code `whole` that have parts, with what these come to.

    Args:
        frame: observations with a value.
        dimension: whose codes `whole` and `parts` are.
        whole: the code of the total.
        parts: codes of the parts.

    Returns:
        Those rows with the columns `sum` and `count` of the parts, and `low` and `high`: the first and the last
        release, by number, from which the figures come; `released` gives the names.
    """
    # one number a row instead of a key of many columns: some ten times faster to group and to look up
    keys = [name for name in frame.columns if name not in (*MEASURES, dimension)]
    numbers = _numbers(frame, [*keys, "period"])
    wholes, inside = _among(frame[dimension], [whole]), _among(frame[dimension], parts)
    releases = frame["source"].astype("category").cat.codes.to_numpy()
    cells = pd.DataFrame({"value": frame["value"].to_numpy()[inside], "release": releases[inside]})
    groups = cells.groupby(numbers[inside], sort=False)
    summed = groups.agg(sum=("value", "sum"), count=("value", "count"), low=("release", "min"), high=("release", "max"))
    found = summed.reindex(numbers[wholes]).set_index(frame.index[wholes])
    own = releases[wholes]
    found = found.assign(low=found["low"].clip(upper=own), high=found["high"].clip(lower=own))
    return frame[wholes].join(found).dropna(subset="count")


def released(rows: pd.DataFrame, frame: pd.DataFrame) -> pd.Series[str]:
    """Return the names of the releases behind rows that `with_sums` made of a frame, joined by a blank."""
    names = frame["source"].astype("category").cat.categories.astype(object).to_numpy()
    first, last = (pd.Series(names[rows[end].astype(int)], rows.index, dtype=object) for end in ("low", "high"))
    return first + " " + last


def _numbers(frame: pd.DataFrame, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return a number for each row, the same for rows that have the same keys."""
    numbers = np.zeros(len(frame), dtype=np.int64)
    for name in keys:
        column = frame[name].astype("category").cat
        numbers = numbers * max(len(column.categories), 1) + column.codes.to_numpy()
    return numbers


def _among(column: pd.Series[str], codes: Collection[str]) -> npt.NDArray[np.bool_]:
    """Say which cells hold one of the codes; only the distinct ones are compared."""
    categories = column.astype("category").cat
    found: npt.NDArray[np.bool_] = categories.categories.isin(list(codes))[categories.codes.to_numpy()]
    return found


def code_of(frame: pd.DataFrame, keys: Sequence[str], fixed: Mapping[str, str] | None = None) -> pd.Series[str]:
    """Return "sex=T age=TOTAL" of each row: its dimensions but the place, and those that are `fixed`."""
    said = pd.Series("", index=frame.index, dtype=object)
    for name in keys:
        if name not in ("geo", "period"):
            said = said + f"{name}=" + frame[name].astype(object) + " "
    return (said + " ".join(f"{name}={code}" for name, code in (fixed or {}).items())).str.strip()
