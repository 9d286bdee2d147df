"""From finished books to the site: one build at a time, each book assembled beside its place and swapped in whole."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import YearbookError

NEW, OLD = ".new-", ".old-"
FULL = {errno.ENOSPC, errno.EDQUOT}
_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE, AT_FDCWD of Linux


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a work folder; the system lets go of it when the process ends, however it ends.

    Raises:
        YearbookError: another build holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        if not _locked(lock.fileno()):
            lock.seek(0)
            raise YearbookError(
                "another build of the same edition is running",
                where=f"process {lock.read().strip() or 'unknown'}, {folder}",
                remedy="wait until it has ended, or build into another folder with --output",
            )
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def room_on_disk(place: Path) -> Iterator[None]:
    """Say clearly that the disk is full.

    Raises:
        YearbookError: it is.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise disk_is_full(str(error.filename or place)) from error


def disk_is_full(where: str) -> YearbookError:
    """Return the error that says so."""
    return YearbookError(
        "the disk is full; nothing was published, and the last good site is untouched",
        where=where,
        remedy="free some space (`make clean` removes all that can be made again), then build again",
    )


def assemble(finished: Path, place: Path) -> Path:
    """Copy a finished folder beside the place that it is meant for, and return the copy.

    What earlier builds that were killed left beside it is removed.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    new, old = place.with_name(f"{NEW}{place.name}"), place.with_name(f"{OLD}{place.name}")
    if old.exists() and not place.exists():
        old.rename(place)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        shutil.copytree(finished, new, copy_function=taking_from(place, new))
    except shutil.Error as error:  # copytree gathers what went wrong, file by file
        shutil.rmtree(new, ignore_errors=True)
        if any(os.strerror(number) in str(error) for number in FULL):
            raise disk_is_full(str(place.parent)) from error
        raise
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return new


def taking_from(place: Path, new: Path) -> Callable[[str, str], None]:
    """Return how a file is copied into a new folder: what stands the same in its old place is not copied once more.

    It is the same file then, in two folders, until the old one goes; nothing writes into files of either.
    """

    def copy(source: str, target: str) -> None:
        stands, made = place / Path(target).relative_to(new), Path(source).stat()
        with contextlib.suppress(OSError):  # it is not there, or this disk cannot do so
            before = stands.stat()
            if (before.st_size, before.st_mtime_ns) == (made.st_size, made.st_mtime_ns):
                os.link(stands, target)
                return
        shutil.copy2(source, target)

    return copy


def swap(new: Path, place: Path) -> None:
    """Put a finished folder in its place in one step; what stood there goes only when the new one stands."""
    if not place.exists():
        new.rename(place)
        return
    if _exchanged(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = place.with_name(f"{OLD}{place.name}")
    shutil.rmtree(old, ignore_errors=True)
    place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, as Linux can; return whether it did."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    return exchange is not None and exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
