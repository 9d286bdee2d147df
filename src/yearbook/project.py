"""The project folder: where an analyst's notebooks, data and editions stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .errors import YearbookError


@dataclass(frozen=True)
class Project:
    """Paths of one project; everything the program reads or writes stands below `root`."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """Chapters."""
        return self.root / "notebooks"

    @property
    def book(self) -> Path:
        """Hand-written pages, references and static files."""
        return self.root / "book"

    @property
    def data(self) -> Path:
        """Dataset declarations, labels, country groups."""
        return self.root / "data"

    @property
    def vintages(self) -> Path:
        """Received figures, one folder a dataset and release date."""
        return self.data / "vintages"

    @property
    def editions(self) -> Path:
        """One folder a reference year."""
        return self.root / "editions"

    @property
    def build(self) -> Path:
        """Everything that can be made again."""
        return self.root / "_build"


def find_project(start: Path | None = None) -> Project:
    """Return the project that contains `start` (default: `YEARBOOK_PROJECT`, else the working folder).

    Raises:
        YearbookError: no folder upwards holds both `_toc.yml` and `data/datasets.toml`.
    """
    here = (start or Path(os.environ.get("YEARBOOK_PROJECT") or Path.cwd())).resolve()
    for folder in (here, *here.parents):
        if (folder / "_toc.yml").is_file() and (folder / "data" / "datasets.toml").is_file():
            return Project(folder)
    raise YearbookError(
        "this is not a yearbook project: no _toc.yml beside data/datasets.toml",
        where=str(here),
        remedy="change to the project's folder, or set YEARBOOK_PROJECT to it",
    )
