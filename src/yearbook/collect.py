"""Collecting: a received file becomes a vintage, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .codes import load_codes
from .dataset import find_dataset
from .errors import YearbookError
from .project import Project
from .sources import Extract, read_extracts
from .vintage import Vintage, check_released, list_vintages, refuse_existing, write_vintage


@dataclass(frozen=True)
class Collected:
    """What collecting came to: the vintage, cells read, kept and dropped by reason, and releases of equal content."""

    vintage: Vintage
    read: int
    kept: int
    dropped: dict[str, int]
    same_content_as: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The account as lines of text."""
        account = [f"{self.vintage.name}: {self.kept:,} observations kept of {self.read:,} cells read"]
        account += [f"  dropped {count:,}: {reason}" for reason, count in self.dropped.items()]
        account += [f"  the same content was collected already as {name}" for name in self.same_content_as]
        return account


def collect_file(
    project: Project,
    dataset: str,
    path: Path | Sequence[Path],
    released: str,
    say: Callable[[str], None] = lambda _: None,
) -> Collected:
    """Make a vintage of a file that an analyst downloaded, or of several that are parts of one release.

    `say` is told what happens, line by line.

    Raises:
        YearbookError: unknown dataset, impossible release date, a vintage that is there already, or a file that cannot
            be read; nothing is written then.
    """
    declared = find_dataset(project, dataset)
    check_released(released, datetime.now(UTC).date())
    refuse_existing(Vintage(dataset, released, project.vintages / dataset / released))
    paths = [path] if isinstance(path, Path) else list(path)
    say(f"reading {', '.join(part.name for part in paths)}")
    extract = read_extracts(paths, declared, load_codes(project))
    _check_update(extract, released)
    earlier = list_vintages(project, dataset)
    vintage = write_vintage(project, declared, released, extract)
    collected = Collected(vintage, extract.read, extract.kept, extract.dropped, _same(vintage, earlier))
    for line in collected.lines:
        say(line)
    return collected


def _check_update(extract: Extract, released: str) -> None:
    """Refuse a release date before the update that the file states itself."""
    stated = extract.stated_update[: len(released)]
    if stated > released:
        raise YearbookError(
            f"the file states its update on {extract.stated_update[:10]}, after the release date {released}",
            where=extract.received[0].name,
            remedy=f"use --released {extract.stated_update[:10]}",
        )


def same_figures(extract: Extract, vintage: Vintage) -> bool:
    """Whether a vintage holds the observations of an extract, however its file is written."""
    return bool(vintage.provenance["rows"]["kept"] == extract.kept and vintage.read().equals(extract.frame))


def _same(vintage: Vintage, earlier: list[Vintage]) -> tuple[str, ...]:
    """Return the earlier vintages that hold the same observations, however their files are written."""
    kept, frame = vintage.provenance["rows"]["kept"], vintage.read()
    return tuple(
        other.name for other in earlier if other.provenance["rows"]["kept"] == kept and other.read().equals(frame)
    )
