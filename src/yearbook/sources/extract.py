"""What a reader hands on: the observations kept, and the account of every cell that was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pandas as pd
import pyarrow as pa

from ..errors import YearbookError
from .received import Received
from .table import UNPINNED


@dataclass(frozen=True)
class Extract:
    """The part of a received file, or of several that are one release, that the dataset asks for.

    `content` is a frame, or a table of Arrow with text as such or as dictionaries; it has the dataset's dimensions
    (codes), `period` ("2023", "2023-Q1", "2023-03"), `value` (float, none where the provider gives none), `status`
    (sorted OBS_STATUS letters, "" for none) and `conf` ("C", "N", "P" or ""), sorted by dimensions and period.
    `read` = `kept` + the sum of `dropped` (reason -> number of cells), all in cells.
    `stated_update` is the file's own time of update (ISO), "" if it states none.
    """

    content: pa.Table | pd.DataFrame
    received: tuple[Received, ...]
    flavour: str
    read: int
    dropped: dict[str, int]
    stated_update: str = ""

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The observations as a frame, made when it is first asked for."""
        if isinstance(self.content, pd.DataFrame):
            return self.content
        return cast(pd.DataFrame, self.content.cast(as_text(self.content.schema)).to_pandas())

    @cached_property
    def table(self) -> pa.Table:
        """The observations as a table of Arrow."""
        if isinstance(self.content, pd.DataFrame):
            return pa.Table.from_pandas(self.content, preserve_index=False)
        return self.content

    @property
    def kept(self) -> int:
        """Number of observations kept."""
        return len(self.content)


def as_text(schema: pa.Schema) -> pa.Schema:
    """Return the schema with everything that is no number as plain text, and without remarks."""
    return pa.schema([pa.field(f.name, f.type if pa.types.is_floating(f.type) else pa.string()) for f in schema])


def joined(extracts: Sequence[Extract], columns: Sequence[str]) -> Extract:
    """Return the extracts of several files as one, in order of dimensions and period.

    Raises:
        YearbookError: an observation stands in two of the files.
    """
    if len(extracts) == 1:
        return extracts[0]
    key = [column for column in columns if column not in {"value", "status", "conf"}]
    frame = pd.concat([extract.frame.assign(file=number) for number, extract in enumerate(extracts)])
    _refuse_twice(frame, key, extracts)
    dropped: Counter[str] = Counter()
    for extract in extracts:
        dropped.update(extract.dropped)
    return Extract(
        frame.drop(columns="file").sort_values(key, kind="stable", ignore_index=True),
        tuple(received for extract in extracts for received in extract.received),
        ", ".join(dict.fromkeys(extract.flavour for extract in extracts)),
        sum(extract.read for extract in extracts),
        dict(dropped),
        max(extract.stated_update for extract in extracts),
    )


def _refuse_twice(frame: pd.DataFrame, key: Sequence[str], extracts: Sequence[Extract]) -> None:
    twice = frame[frame.duplicated(key, keep=False)].sort_values([*key, "file"])
    if len(twice):
        first, second = (extracts[number].received[0].name for number in twice["file"].iloc[:2])
        raise YearbookError(
            "the same key stands twice: " + ", ".join(f"{name}={twice[name].iloc[0]}" for name in key),
            where=first if first == second else f"{first} and {second}",
            remedy=UNPINNED if first == second else "give each part of the release once",
        )
