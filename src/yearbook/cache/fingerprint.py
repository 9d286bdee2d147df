"""Fingerprints of files, folders and settings: the same content gives the same one, on every machine and every day."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

ABSENT = "absent"
# left by editors, Python and operating systems; nobody builds from them
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}


def fingerprint(*parts: Any) -> str:
    """Return the fingerprint of values that JSON can write."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def file_fingerprint(path: Path) -> str:
    """Return the fingerprint of a file's content, or `ABSENT`."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except IsADirectoryError:
        return fingerprint(sorted(one.name for one in path.iterdir() if not _ignored(one.name)))


def tree_fingerprint(*places: Path, root: Path) -> str:
    """Return the fingerprint of files and of all files in folders, with their paths below `root`."""
    return fingerprint([(path.relative_to(root).as_posix(), file_fingerprint(path)) for path in files_in(places)])


def files_in(places: Iterable[Path]) -> list[Path]:
    """Return files and all files in folders, sorted, without what nobody builds from."""
    found = set()
    for place in places:
        if place.is_file():
            found.add(place)
        for folder, inner, names in os.walk(place):
            inner[:] = [name for name in inner if not _ignored(name)]
            found |= {Path(folder, name) for name in names if not _ignored(name)}
    return sorted(found)


def tree_state(*places: Path) -> dict[str, list[int]]:
    """Return size and time of change of files and of all files in folders: what tells at once that somebody writes."""
    found = {}
    for path in files_in(places):
        with contextlib.suppress(FileNotFoundError):  # an editor's own, gone by now
            state = path.stat()
            found[str(path)] = [state.st_size, state.st_mtime_ns]
    return found


@cache
def installed() -> str:
    """Return the fingerprint of Python and of every installed package with its version."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    names = sorted(path.name for folder in folders for path in Path(folder).glob("*.dist-info"))
    return fingerprint(sys.version, names)


def _ignored(name: str) -> bool:
    return name in IGNORED or name.endswith(".pyc")
