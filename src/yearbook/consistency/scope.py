"""Whose figures are checked: one edition for one country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..dataset import Dataset
from ..indicators import Results
from ..observations import Observations
from .wording import Wording

HORIZON = 10
"""Years before the reference year in which jumps and gaps are looked for: those that the report shows."""


@dataclass(frozen=True)
class Scope:
    """The figures of an edition as one country's report shows them.

    Attributes:
        results: indicators and, through them, the pinned figures.
        country: whose report it is; only its own figures can keep it from being published.
        own_only: leave the figures of other countries aside.
        later: the same of a later edition; what both pin is read and compared once.
        floor: first year of other countries' figures that is looked at; 0 for the horizon.
    """

    results: Results
    country: str
    own_only: bool = False
    later: Scope | None = None
    floor: int = 0

    @cached_property
    def wording(self) -> Wording:
        """Writes the findings."""
        return Wording(self.results.figures.codes)

    @property
    def publishes(self) -> bool:
        """Whether the country is the one whose contact point publishes the edition, not one shown in its place."""
        return self.country == self.results.figures.edition.country

    @property
    def year(self) -> int:
        """Reference year."""
        return self.results.figures.edition.year

    @property
    def since(self) -> str:
        """First year of the horizon."""
        return str(self.year - HORIZON)

    @property
    def pinned(self) -> tuple[str, ...]:
        """Datasets that the edition pins."""
        return tuple(self.results.figures.edition.pins)

    def dataset(self, name: str) -> Dataset:
        """Return the declaration of a dataset."""
        return self.results.figures.datasets[name]

    def observations(self, name: str) -> Observations:
        """Return the pinned figures of a dataset up to the reference year, without those that are not there.

        Of other countries only those of the horizon, or none if `own_only`. Texts are categories, which are compared
        and grouped many times faster.
        """
        if name not in self._kept:
            found = self._categorical(name)
            frame = found.frame
            keep = frame["value"].notna().to_numpy()
            if "geo" in frame:
                own = (frame["geo"] == self.country).to_numpy()
                late = (frame["period"].cat.categories >= str(self.floor or self.since))[
                    frame["period"].cat.codes.to_numpy()
                ]
                keep = keep & (own if self.own_only else own | late)
            self._kept[name] = found.with_frame(frame[keep])
        return self._kept[name]

    def frame(self, name: str) -> pd.DataFrame:
        """Return the observations of a dataset as a frame."""
        return self.observations(name).frame

    def rows(self, name: str, datasets: tuple[str, ...], compare: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return what a comparison of datasets finds, a row a period; taken from a later edition with the same pins.

        Args:
            name: of the comparison, unique.
            datasets: whose figures it compares.
            compare: makes the rows, which have a column `period`.
        """
        if name not in self._found:
            if self.later and all(self._shared(dataset) for dataset in datasets):
                found = self.later.rows(name, datasets, compare)
            else:
                found = compare()
            self._found[name] = found
        found = self._found[name]
        return found[found["period"].astype(str).str[:4] <= str(self.year)]

    def _shared(self, name: str) -> bool:
        pins = self.results.figures.edition.pins
        return self.later is not None and self.later.results.figures.edition.pins.get(name) == pins.get(name)

    @cached_property
    def known(self) -> dict[str, set[str]]:
        """What has been found out of the indicators once, by name of the question."""
        return {}

    @cached_property
    def _found(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def _read(self) -> dict[str, Observations]:
        return {}

    @cached_property
    def _kept(self) -> dict[str, Observations]:
        return {}

    def _categorical(self, name: str) -> Observations:
        if name in self._read:
            return self._read[name]
        if self.later and self._shared(name):
            found = self.later._categorical(name).until(self.year)
        else:
            found = self.results.figures.observations(name)
            columns = found.frame.columns
            texts = [column for column in columns if not pd.api.types.is_numeric_dtype(found.frame[column])]
            found = found.with_frame(found.frame.astype(dict.fromkeys(texts, "category")))
        self._read[name] = found
        return found
