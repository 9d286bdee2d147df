"""Places among countries (or citizenships): ties shown, reporters counted, aggregates refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..errors import UnknownName, YearbookError
from .parts import refuse_aggregates
from .states import HAVE_A_FIGURE, states

if TYPE_CHECKING:
    from .table import Observations


@dataclass(frozen=True)
class Ranking:
    """The observations of one period by size, the largest first.

    Attributes:
        dimension: what is ranked.
        period: the period.
        frame: the observations of those that report it; equal figures stand in the order of their codes.
    """

    dimension: str
    period: str
    frame: pd.DataFrame

    def __contains__(self, code: object) -> bool:
        return code in set(self.frame[self.dimension])

    @property
    def reporters(self) -> int:
        """How many have a figure; those without are not ranked."""
        return len(self.frame)

    def place(self, code: str) -> int:
        """Return the place of a code, 1 being the largest; equal figures share the best of their places.

        Raises:
            UnknownName: it has no figure for the period.
        """
        return int((self.frame["value"] > self._value(code)).sum()) + 1

    def tied(self, code: str) -> int:
        """Return how many others have the same figure.

        Raises:
            UnknownName: it has no figure for the period.
        """
        return int((self.frame["value"] == self._value(code)).sum()) - 1

    def _value(self, code: str) -> float:
        own = self.frame.loc[self.frame[self.dimension] == code, "value"]
        if own.empty:
            raise UnknownName(f"{self.dimension} with a figure for {self.period}", code, self.frame[self.dimension])
        return float(own.iloc[0])


def ranked(observations: Observations, period: str, among: Iterable[str], dimension: str) -> Ranking:
    """Return the ranking; see `Observations.rank`."""
    codes = set(among)
    refuse_aggregates(dimension, codes, "to be ranked among their parts")
    if loose := sorted(set(observations.dimensions) - {dimension}):
        raise YearbookError(
            f"'{loose[0]}' is not pinned to one code, so a {dimension} would have several places",
            remedy=f"pin it: .only({loose[0]}=...)",
        )
    if dimension not in observations.dimensions:
        raise UnknownName("dimension", dimension, observations.dimensions)
    observations.refuse_doubles()
    frame = observations.frame
    frame = frame[(frame["period"] == period) & frame[dimension].isin(codes)]
    frame = frame[states(frame).isin(HAVE_A_FIGURE)]
    ordered = frame.sort_values(["value", dimension], ascending=[False, True]).reset_index(drop=True)
    return Ranking(dimension, period, ordered)
