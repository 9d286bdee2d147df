"""What a reader hands on: the observations kept, and the account of every cell that was read."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .received import Received


@dataclass(frozen=True)
class Extract:
    """The part of a received file that the dataset asks for.

    `frame` has the dataset's dimensions (codes), `period` ("2023", "2023-Q1", "2023-03"), `value` (float, NaN where the
    provider gives none), `status` (sorted OBS_STATUS letters, "" for none) and `conf` ("C", "N", "P" or ""), sorted by
    dimensions and period. `read` = `kept` + the sum of `dropped` (reason -> number of cells), all in cells.
    `stated_update` is the file's own time of update (ISO), "" if it states none.
    """

    frame: pd.DataFrame
    received: Received
    flavour: str
    read: int
    dropped: dict[str, int]
    stated_update: str = ""

    @property
    def kept(self) -> int:
        """Number of observations kept."""
        return len(self.frame)
