"""What a chapter looked at while it ran, so that it runs again only when some of that has changed.

What is made ready before a kernel is forked is reached through few doors (labels, datasets, indicators, pins); each
notes what was asked for. Any other file of the project that a kernel opens is noticed by Python itself; a chapter that
looks what a folder holds counts as having seen all data. `cache.inputs` turns a note into the fingerprint of what it
names.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

ALL_DATA = "data"
NOTES = "looked"  # in the metadata of an output: the notes of a chapter
_noted: set[str] | None = None


def look(kind: str, name: object = "") -> None:
    """Note that something was looked at, if anybody keeps notes."""
    if _noted is not None:
        _noted.add(f"{kind}:{name}")


def keep_notes(root: Path, known: Collection[Path]) -> None:
    """Begin to note what this process looks at; this cannot be ended.

    Args:
        root: the project, whose files are noticed when they are opened.
        known: folders in it that are accounted for otherwise, such as the program itself.
    """
    global _noted  # noqa: PLW0603  one process runs one chapter
    if _noted is None:
        _noted = set()
        inside, others = f"{root}{os.sep}", tuple(f"{place}{os.sep}" for place in (*known, sys.prefix))
        sys.addaudithook(lambda event, arguments: _opened(event, arguments, inside, others))


def keeps_notes() -> bool:
    """Say whether this process notes what it looks at."""
    return _noted is not None


def notes() -> list[str]:
    """Return what was looked at so far, sorted."""
    return sorted(_noted or ())


def _opened(event: str, arguments: tuple[object, ...], inside: str, others: tuple[str, ...]) -> None:
    if event not in ("open", "os.listdir", "os.scandir") or not isinstance(arguments[0], str | os.PathLike):
        return
    place = os.path.abspath(os.fspath(arguments[0]))  # noqa: PTH100  pathlib is too slow for every file of the process
    if isinstance(place, str) and place.startswith(inside) and not place.startswith(others):
        look("file", place.removeprefix(inside))
        if event != "open":
            look(ALL_DATA)
