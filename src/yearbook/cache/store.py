"""The folder in which a build keeps results: written whole or not at all, cleared of what nobody asked for lately."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

DAYS = 60
MEGABYTES = 1000


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that no reader ever sees half of it, even if this process is killed or the disk is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_kept(path: Path) -> bytes | None:
    """Return what is kept in a file and mark it as used, or None."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return content


def clear_old(folder: Path, *, days: float = DAYS, megabytes: float = MEGABYTES) -> None:
    """Remove files that were not used for so long, and the least lately used ones above so much."""
    found = sorted(((path.stat().st_mtime, path) for path in folder.rglob("*") if path.is_file()), reverse=True)
    oldest, room = time.time() - days * 86400, megabytes * 1e6
    for used, path in found:
        room -= path.stat().st_size
        if used < oldest or room < 0:
            path.unlink(missing_ok=True)
