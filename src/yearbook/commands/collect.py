"""`yearbook collect`: a received file becomes a vintage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ..collect import collect_file
from ..errors import YearbookError
from ..project import find_project

console = Console(stderr=True, highlight=False)


def run_collect(datasets: list[str], sources: Sequence[Path], released: str) -> None:
    """Collect one dataset from its files and say how many observations were read, kept and dropped, and why."""
    if not sources:
        raise YearbookError(
            "collecting live from the provider is not part of this version",
            remedy="download the table and give it: yearbook collect DATASET --from FILE --released DATE",
        )
    if len(datasets) != 1:
        raise YearbookError(
            "one file belongs to one dataset", where=" ".join(datasets), remedy="collect them one by one"
        )
    if not released:
        raise YearbookError(
            "the day of release is missing", remedy="add --released with the date that the provider states: 2025-03-27"
        )
    collect_file(find_project(), datasets[0], sources, released, say=console.print)
