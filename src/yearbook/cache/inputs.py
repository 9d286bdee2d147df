"""From what a chapter looked at to fingerprints: what each note of `looked` stands for, as it is now."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from ..project import Project
from .code import code_fingerprint, topics_fingerprint
from .fingerprint import ABSENT, file_fingerprint, files_in, fingerprint, tree_fingerprint

# with no notes, a chapter may have seen anything
EVERYTHING = ("project:", "indicators:")


class Inputs:
    """The inputs of the chapters of one edition as they are now; each is read once.

    Args:
        project: whose files are read.
        year: the edition.
    """

    def __init__(self, project: Project, year: str) -> None:
        self.project, self.year = project, year
        self._known: dict[str, str] = {}
        self._kinds: dict[str, Callable[[str], str]] = {
            "dataset": self._dataset,
            "pins": lambda _: fingerprint(self._edition.get("pins")),
            "label": lambda name: fingerprint(self._labels[name], self._labels["country/" + name.partition("/")[2]]),
            "code": lambda code: fingerprint(self._rows_of("code", code)),
            "dimension": lambda name: fingerprint([self._rows_of("dimension", one) for one in (name, "country")]),
            "has-dimension": lambda name: fingerprint(bool(self._rows_of("dimension", name))),
            "module": code_fingerprint,
            "indicators": lambda _: topics_fingerprint(),
            "data": lambda _: data_fingerprint(project),
            "project": lambda _: project_fingerprint(project),
            "file": lambda name: file_fingerprint(project.root / name),
        }

    @property
    def always(self) -> str:
        """Fingerprint of what every chapter of the edition depends on beside what it looked at."""
        rest = {key: value for key, value in self._edition.items() if key != "pins"}
        data = [self.project.data / name for name in ("datasets.toml", "country_groups.csv", "corrections.toml")]
        beside = [*self.project.root.glob("*.py"), *self.project.notebooks.glob("*.py")]
        return fingerprint(rest, tree_fingerprint(*data, *beside, root=self.project.root))

    def of(self, notes: Iterable[str]) -> dict[str, str]:
        """Return the fingerprint of what each note stands for."""
        return {note: self._of(note) for note in notes}

    def _of(self, note: str) -> str:
        if note not in self._known:
            kind, _, name = note.partition(":")
            self._known[note] = self._kinds[kind](name)
        return self._known[note]

    def _dataset(self, name: str) -> str:
        releases = self._edition.get("pins", {}).get(name, ())
        releases = [releases] if isinstance(releases, str) else releases
        folders = [self.project.vintages / name / str(released) for released in releases]
        return fingerprint(releases, tree_fingerprint(*folders, root=self.project.vintages))

    @cached_property
    def _edition(self) -> dict[str, Any]:
        path = self.project.editions / self.year / "edition.toml"
        return tomllib.loads(path.read_text("utf-8"))

    @cached_property
    def _labels(self) -> defaultdict[str, str]:
        rows = ((f"{row.get('dimension')}/{row.get('code')}", fingerprint(row)) for row in self._rows)
        return defaultdict(lambda: ABSENT, rows)

    @cached_property
    def _rows(self) -> list[dict[str, str]]:
        with Path(self.project.data, "labels.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def _rows_of(self, column: str, value: str) -> list[dict[str, str]]:
        return [row for row in self._rows if row.get(column) == value]


def data_fingerprint(project: Project) -> str:
    """Return the fingerprint of all data and editions; commentaries are text, which nothing is computed from."""
    editions = (path for path in files_in([project.editions]) if path.suffix != ".md")
    return tree_fingerprint(project.data, *editions, root=project.root)


def project_fingerprint(project: Project) -> str:
    """Return the fingerprint of all that the books of a project are built from, the program apart."""
    return tree_fingerprint(*built_from(project), root=project.root)


def built_from(project: Project) -> list[Path]:
    """Return the files and folders that the books of a project are built from, the program apart."""
    files = [path for ending in ("*.yml", "*.toml", "*.py") for path in project.root.glob(ending)]
    return [project.data, project.editions, project.book, project.notebooks, *files]
