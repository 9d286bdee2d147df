"""`yearbook build --watch`: build, then again whenever something that the book is made of is saved."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from watchfiles import Change, DefaultFilter, watch

from ..project import Project, find_project

PACKAGE = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "yearbook.cli")
WATCHED = "notebooks, book, editions, data and the program"
WAKE = 300  # milliseconds between two looks at what was saved
SHOWN = 3
console = Console(stderr=True, highlight=False)


class Saved(DefaultFilter):
    """What counts: no caches, no checkpoints of JupyterLab, no vintage that is only half written."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, ".ipynb_checkpoints")
    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.~")

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether a change is one that the book may show."""
        return super().__call__(change, path) and "/.unfinished-" not in Path(path).as_posix()


def watch_and_build(words: Sequence[str]) -> None:
    """Build with the words of a command line, and again after each save, until Ctrl-C.

    Each build is a process of its own, so that it sees changed code of the package too. What is saved while one runs
    is seen after it. An error is shown, and the next save is waited for.
    """
    project = find_project()
    folders = [project.notebooks, project.book, project.editions, project.data, PACKAGE]
    first = True
    try:
        # the first, empty look starts the first build, when changes are noted already
        seen = watch(
            *(folder for folder in folders if folder.exists()),
            watch_filter=Saved(),
            rust_timeout=WAKE,
            yield_on_timeout=True,
        )
        for changes in seen:
            if first or changes:
                if changes:
                    console.print(f"\nsaved: {_named(project, (path for _, path in changes))}")
                _build([word for word in words if first or word != "--open"])
            first = False
    except KeyboardInterrupt:
        console.print("stopped watching")


def _build(words: Iterable[str]) -> None:
    """Build in a process that the terminal's Ctrl-C does not reach, so that it is told once and can tidy up."""
    command = [*PROGRAM, *(word for word in words if word != "--watch")]
    with subprocess.Popen(command, start_new_session=True) as child:  # noqa: S603  the program itself
        try:
            failed = child.wait()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            child.wait()
            raise
    said = "not built; mend what the message names and save it" if failed else "built; the next save builds it again"
    console.print(f"{said} (watching {WATCHED}; Ctrl-C ends)")


def _named(project: Project, paths: Iterable[str]) -> str:
    names = sorted({_shown(project, Path(path)) for path in paths})
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _shown(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else path.name
