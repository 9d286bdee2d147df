"""Work in processes of its own, forked from the warm one that the chapters of an edition were forked from.

That process has read the edition's figures and computed its indicators, so nobody does so again, and the memory that
the work needs is given back with it. Where there is no such process, the work is done here.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..edition import Figures, load_edition
from ..errors import YearbookError
from ..indicators import Results
from ..project import Project
from ..warm_kernels.client import Forked, WarmServerError

Work = Callable[..., None]
# one after another here: they would compute the same twice
_here = threading.Lock()


class _Handing(pickle.Pickler):
    """Writes work for another process; what that one has computed already is only named."""

    def persistent_id(self, thing: Any) -> tuple[str, int] | None:
        return (str(thing.figures.project.root), thing.figures.edition.year) if isinstance(thing, Results) else None


class _Taking(pickle.Unpickler):
    def persistent_load(self, named: tuple[str, int]) -> Results:
        from ..prepared import prepared  # noqa: PLC0415  it is loaded there, and what it draws with is not needed here

        project, year = Project(Path(named[0])), str(named[1])
        return prepared(project, year) or Results(Figures(project, load_edition(project, year)))


@dataclass(frozen=True)
class Aside:
    """Where work is done.

    Attributes:
        address: socket of the warm process, "" if there is none.
        folder: for what is handed over; one build at a time may use it.
    """

    address: str
    folder: Path

    def do(self, name: str, work: Work, *arguments: Any) -> None:
        """Do work and wait for its end.

        Args:
            name: of the work, another for each that is done at the same time.
            work: a function of a module.
            arguments: what it takes, all of which can be pickled.

        Raises:
            YearbookError: as the work has raised it.
            OSError: a file could not be written.
            RuntimeError: the work ended in any other way.
        """
        if self.address:
            with contextlib.suppress(WarmServerError):
                self._hand_over(self.folder / name, work, arguments)
                return
        with _here:
            work(*arguments)

    def _hand_over(self, place: Path, work: Work, arguments: tuple[Any, ...]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        task, answer = place.with_suffix(".task"), place.with_suffix(".json")
        answer.unlink(missing_ok=True)
        try:
            with task.open("wb") as file:
                _Handing(file).dump((work, arguments))
            words, run = [str(task), str(answer)], f"{__name__}:main"
            code = Forked(self.address, words, env=os.environ, cwd=str(Path.cwd()), run=run).wait()
            _raise(json.loads(answer.read_bytes()) if answer.is_file() else {"stopped": f"exit code {code}"})
        finally:
            task.unlink(missing_ok=True)
            answer.unlink(missing_ok=True)


def main(task: str, answer: str) -> int:
    """Do the work of a file and tell in another how it ended; return the exit code."""
    said: dict[str, Any] = {}
    try:
        with Path(task).open("rb") as file:
            work, arguments = _Taking(file).load()
        work(*arguments)
    except YearbookError as error:
        said = {"refused": (error.what, error.where, error.remedy)}
    except OSError as error:
        said = {"system": (error.errno, error.strerror, error.filename and str(error.filename))}
    except Exception:
        said = {"stopped": traceback.format_exc()}
    Path(answer).write_text(json.dumps(said), "utf-8")
    return 1 if said else 0


def _raise(said: dict[str, Any]) -> None:
    if "refused" in said:
        what, where, remedy = said["refused"]
        raise YearbookError(what, where=where, remedy=remedy)
    if "system" in said:
        raise OSError(*said["system"])
    if "stopped" in said:
        raise RuntimeError(said["stopped"])
