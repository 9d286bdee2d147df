"""What is asked of a build, and whom it tells how it goes; light, so that a build with nothing to do ends at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..project import Project

if TYPE_CHECKING:
    from ..execution import Executed

FORMATS = ("html", "pdf")


@dataclass(frozen=True)
class Request:
    """What is to be built.

    Attributes:
        year: the edition.
        country: code, or None for the edition's own.
        languages: codes, or none for all of the edition.
        formats: "html", "pdf".
        chapter: one chapter alone, as a preview, or None.
        jobs: notebooks at once, 0 for one a core.
        output: folder of the site, None for `_build/site`.
        dask: address of a Dask scheduler whose workers run the chapters, or nothing for this machine.
    """

    year: str
    country: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    chapter: str | None = None
    jobs: int = 0
    output: Path | None = None
    dask: str = ""

    def target(self, project: Project) -> Path:
        """Return the folder of the site that the books will stand in."""
        return self.output or project.build / (f"preview/{self.chapter}" if self.chapter else "site")


@dataclass(frozen=True)
class Progress:
    """Whom the build tells how it goes; every part is called from the main thread."""

    plan: Callable[[int], None]
    chapter: Callable[[Executed], None]
    step: Callable[[str], None]
