"""How far an edition is: which chapters have the figures of its year, which wait for them, and since when."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow.compute as pc
import pyarrow.parquet as pq

from .dataset import Dataset
from .edition import Edition, Figures
from .indicators import Results, all_indicators
from .notebook import read_notebook
from .project import Project
from .vintage import OBSERVATIONS, Vintage, list_vintages

Share = Literal["whole", "part", "none"]
LAST = {"A": "", "Q": "-Q4", "M": "-12"}


@dataclass(frozen=True)
class Coverage:
    """What an edition has of its year in one dataset.

    Attributes:
        dataset: its id.
        share: "whole" if the pinned vintages reach the end of the year, "part" if they hold some of it.
        due: month in which the provider releases the year's figures by its calendar ("2024-03").
        unpinned: releases that are collected, hold more of the year, and are not pinned.
    """

    dataset: str
    share: Share
    due: str
    unpinned: tuple[str, ...] = ()

    def said(self, today: date) -> str:
        """Return in words what the dataset waits for."""
        if self.unpinned:
            return f"{self.dataset} is collected, not pinned: {', '.join(self.unpinned)}"
        waits = f"since {self.due}" if self.due <= today.isoformat()[:7] else f"expected {self.due}"
        return f"{self.dataset} {waits}" + (" (begun)" if self.share == "part" else "")


@dataclass(frozen=True)
class Chapter:
    """A chapter and the datasets on which its exhibits rest."""

    name: str
    coverage: tuple[Coverage, ...]

    @property
    def waiting(self) -> tuple[Coverage, ...]:
        """Datasets that do not reach the end of the year."""
        return tuple(one for one in self.coverage if one.share != "whole")


def status_of(project: Project, edition: Edition, chapters: Mapping[str, Path], country: str) -> list[Chapter]:
    """Return how far each chapter is that shows figures.

    Args:
        project: the project.
        edition: the edition.
        chapters: notebooks by name, in the order of the book.
        country: whose figures count.
    """
    results = Results(Figures(project, edition))
    known: dict[str, Coverage] = {}
    found = []
    for name, path in chapters.items():
        datasets = sorted(datasets_of(path, results))
        for dataset in datasets:
            if dataset not in known:
                known[dataset] = _coverage(results.figures, dataset, country)
        if datasets:
            found.append(Chapter(name, tuple(known[dataset] for dataset in datasets)))
    return found


def datasets_of(notebook: Path, results: Results) -> set[str]:
    """Return the datasets on which the indicators rest that a notebook names."""
    found: set[str] = set()
    for name in _texts(notebook):
        if name in all_indicators():
            found.update(results.datasets_of(name))
        elif name in results.figures.datasets:
            found.add(name)
    return found


def _texts(notebook: Path) -> Iterator[str]:
    """Yield the texts that the code of a notebook holds."""
    for cell in read_notebook(notebook).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def _coverage(figures: Figures, name: str, country: str) -> Coverage:
    dataset, edition = figures.datasets[name], figures.edition
    pinned = edition.pins.get(name, ())
    shares = {one.released: _share(one, dataset, edition.year, country) for one in list_vintages(figures.project, name)}
    share = _best([shares[released] for released in pinned])
    better = tuple(
        released for released, held in shares.items() if released not in pinned and _best([held, share]) != share
    )
    return Coverage(name, share, due_month(dataset, edition.year), better)


def _best(shares: list[Share]) -> Share:
    return next((share for share in ("whole", "part") if share in shares), "none")


def _share(vintage: Vintage, dataset: Dataset, year: int, country: str) -> Share:
    """Return how much of a year a vintage holds of a country, or of anything if it is not about countries."""
    columns = ["period", "value", *(["geo"] if "geo" in dataset.dimensions else [])]
    table = pq.read_table(vintage.folder / OBSERVATIONS, columns=columns, use_threads=False)
    chosen = pc.and_(pc.is_valid(table["value"]), pc.starts_with(table["period"], str(year)))
    if "geo" in columns:
        chosen = pc.and_(chosen, pc.equal(table["geo"], country))
    periods = set(pc.unique(table["period"].filter(chosen)).to_pylist())
    return "whole" if f"{year}{LAST[dataset.frequency]}" in periods else "part" if periods else "none"


def due_month(dataset: Dataset, year: int) -> str:
    """Return the month in which the provider first releases a year's last figures, by its calendar.

    Monthly figures have two months (Regulation (EC) No 862/2007, Article 4(1)).
    """
    first = 2 if dataset.frequency == "M" else 1
    return f"{year + 1}-{min((month for month in dataset.release_months if month >= first), default=first):02d}"
