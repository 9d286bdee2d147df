"""What goes between collecting and a provider: the order, and what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..codes import Codes
from ..dataset import Dataset
from ..retrieval import Retrieval


@dataclass(frozen=True)
class Order:
    """What to collect.

    Attributes:
        dataset: its declaration.
        codes: the project's code lists.
        newest: release of the last vintage, "" if there is none.
        last: how that vintage was collected, None if it was not or came from a file.
        shelf: a folder that outlives the run, for what all datasets of a provider share.
    """

    dataset: Dataset
    codes: Codes
    newest: str
    last: Retrieval | None
    shelf: Path

    @property
    def conditions(self) -> dict[str, str]:
        """Headers with which the figures are asked for if they are others than those of the last vintage only."""
        return {"If-None-Match": self.last.etag} if self.last and self.last.etag else {}


@dataclass(frozen=True)
class Plan:
    """How a dataset would be asked for: the address, in which way, and how many values are expected (0: not known)."""

    url: str
    way: str
    values: int = 0

    def __str__(self) -> str:
        """One line of text."""
        size = f", about {self.values:,} values" if self.values else ""
        return f"{self.way}{size}: {self.url}"


@dataclass(frozen=True)
class Delivery:
    """What a provider sent, before anybody has looked into it.

    Attributes:
        files: as received, the parts of one release.
        updated: time of the release as the provider states it (ISO), "" if it does not.
        promised: day of the release as the provider's catalogue states it, "" if there is none.
        exact: whether nothing but what the dataset keeps was asked for, so that nothing else may be in it.
        code_lists: names of codes by dimension, as the service gives them.
        etag: the service's name of this state.
    """

    files: tuple[Path, ...]
    updated: str = ""
    promised: str = ""
    exact: bool = False
    code_lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    etag: str = ""


class Unchanged(Exception):
    """The provider has nothing newer than the last vintage; the text says how that is known."""
