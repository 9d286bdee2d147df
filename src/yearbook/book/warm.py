"""The warm process of a build: what the kernels of an edition's chapters find ready."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from ..project import Project
from ..warm_kernels.client import WarmServer, warm_process
from ..warm_kernels.server import Entry

# what notebooks import; a library that is not here is imported by the chapter itself
LIBRARIES = (
    "numpy",
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "seaborn",
    "yearbook.chapter",
)


def preload(project: Project, year: str) -> list[Entry]:
    """Return what the warm process makes ready: libraries, and the edition's figures and indicators."""
    return [*LIBRARIES, ["yearbook.prepared:prepare", str(project.root), year]]


def begun_early(project: Project, year: str) -> AbstractContextManager[WarmServer | None]:
    """Give the warm process before the program itself is loaded, if all chapters will have to run, else None."""
    nothing_kept = not (project.build / "cache").is_dir()
    there = (project.editions / year / "edition.toml").is_file()
    return warm_process(preload(project, year)) if nothing_kept and there else nullcontext()
