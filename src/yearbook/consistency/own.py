"""The figures of a few countries alone, read in a fraction of the time that a whole edition takes."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import pandas as pd
import pyarrow.parquet as pq

from ..corrections import load_corrections
from ..dataset import Dataset
from ..edition import Edition, Figures
from ..observations import Observations
from ..project import Project
from ..vintage import OBSERVATIONS, find_vintage


class OwnFigures(Figures):
    """An edition's figures of some places only, the same as in `Figures` of all."""

    def __init__(self, project: Project, edition: Edition, geos: Collection[str]) -> None:
        super().__init__(project, edition)
        self.geos = sorted(geos)

    @cached_property
    def _corrected(self) -> set[str]:
        return {correction.dataset for correction in load_corrections(self.project)}

    def _read(self, name: str) -> Observations:
        dataset, pins = self.datasets[name], self.edition.pins.get(name, ())
        if not pins or "geo" not in dataset.dimensions or name in self._corrected:  # a correction looks for its cell
            return super()._read(name)
        error = dataset.error
        frame = self._laid(dataset, pins)
        found = Observations(frame, unit=dataset.unit, kind=dataset.kind, kinds=dataset.kinds, error=error)
        return found.until(self.edition.year)

    def _laid(self, dataset: Dataset, releases: tuple[str, ...]) -> pd.DataFrame:
        """Return the pinned releases laid over one another: a series comes whole from the first that has it."""
        parts: list[pd.DataFrame] = []
        for released in releases:
            vintage = find_vintage(self.project, dataset.id, released)
            table = pq.read_table(vintage.folder / OBSERVATIONS, filters=[("geo", "in", self.geos)], use_threads=False)
            frame = table.to_pandas().assign(source=vintage.name)
            seen = [pd.MultiIndex.from_frame(part[list(dataset.dimensions)]) for part in parts]
            keys = pd.MultiIndex.from_frame(frame[list(dataset.dimensions)])
            for known in seen:
                frame, keys = frame[~keys.isin(known)], keys[~keys.isin(known)]
            parts.append(frame)
        return pd.concat(parts, ignore_index=True)
