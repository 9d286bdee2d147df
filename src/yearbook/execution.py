"""Running chapters: papermill executes each notebook for one edition, language and country."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from .errors import UnknownName, YearbookError
from .project import Project

PARAMETERS, INJECTED = "parameters", "injected-parameters"
TRACEBACK_LINES = 6
TIME_LIMIT = 300
# the kernel listens on this machine only; its remarks on that would drown the progress
QUIET_KERNEL = "--log-level=CRITICAL"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Run:
    """One notebook to execute with its parameters."""

    path: Path
    parameters: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the chapter: the notebook's file name without its ending."""
        return self.path.stem

    @property
    def label(self) -> str:
        """What a person reads while it runs: "asylum, lv"."""
        return f"{self.name} [{self.parameters.get('language', '')}]"


@dataclass(frozen=True)
class Executed:
    """A notebook that has run, or the error that stopped it."""

    run: Run
    notebook: NotebookNode | None
    error: YearbookError | None
    seconds: float


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook as it stands in the repository.

    Raises:
        YearbookError: it is missing, is not a notebook, or has no cell tagged `parameters`.
    """
    try:
        notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    except FileNotFoundError:
        raise YearbookError(
            "the notebook is not there", where=str(path), remedy="correct its name in _toc.yml"
        ) from None
    except (nbformat.ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise YearbookError(
            f"this is not a notebook: {str(error)[:200]}", where=str(path), remedy="open it in JupyterLab and save it"
        ) from None
    if not any(PARAMETERS in tags_of(cell) for cell in notebook.cells):
        raise YearbookError(
            "the notebook has no cell tagged 'parameters'",
            where=path.name,
            remedy="tag its first code cell, which sets edition, language and country, with 'parameters'",
        )
    return cast(NotebookNode, notebook)


def tags_of(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", ()))


def check_parameters(run: Run) -> NotebookNode:
    """Return the notebook of a run once its parameters are exactly those that the notebook declares.

    Raises:
        UnknownName: a parameter that the notebook does not have.
        YearbookError: one that it has and that is not given.
    """
    notebook = read_notebook(run.path)
    with quiet():
        declared = set(papermill.inspect_notebook(str(run.path)))
    for name in run.parameters:
        if name not in declared:
            raise UnknownName("parameter", name, declared, where=f"{run.path.name}, cell tagged 'parameters'")
    for name in sorted(declared - set(run.parameters)):
        raise YearbookError(
            f"the notebook asks for a parameter '{name}' that a build does not give",
            where=f"{run.path.name}, cell tagged 'parameters'",
            remedy="a chapter has the parameters edition, language and country; set others in a cell below",
        )
    return notebook


def execute(run: Run) -> Executed:
    """Execute one notebook; a failing cell becomes an error that says which, with what, and why."""
    start = time.perf_counter()
    try:
        notebook = check_parameters(run)
        with quiet():
            done = papermill.execute_notebook(
                notebook,
                None,
                parameters=dict(run.parameters),
                progress_bar=False,
                execution_timeout=TIME_LIMIT,
                extra_arguments=[QUIET_KERNEL],
            )
    except YearbookError as error:
        return Executed(run, None, error, time.perf_counter() - start)
    except PapermillExecutionError as error:
        return Executed(run, None, _failed_cell(run, error), time.perf_counter() - start)
    except Exception as error:
        failure = YearbookError(f"the notebook stopped: {error}", where=run.label, remedy="run it in JupyterLab")
        return Executed(run, None, failure, time.perf_counter() - start)
    return Executed(run, done, None, time.perf_counter() - start)


def execute_all(project: Project, runs: Iterable[Run], jobs: int, done: Callable[[Executed], None]) -> list[Executed]:
    """Execute notebooks, `jobs` at a time, and report each as it ends; the result keeps the order of `runs`.

    A kernel starts in the working folder of this process, so it is the project's folder while they run.
    """
    wanted = list(runs)
    with contextlib.chdir(project.root), ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        futures = {pool.submit(execute, run): run for run in wanted}
        finished = {}
        for future in as_completed(futures):
            finished[id(futures[future])] = future.result()
            done(future.result())
    return [finished[id(run)] for run in wanted]


def default_jobs() -> int:
    """Return how many notebooks run at once by default: one a core."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def quiet() -> Any:
    """Keep papermill from logging what the build says itself."""
    log = logging.getLogger("papermill")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _told(traceback: str) -> list[str]:
    """Return of a traceback what an analyst needs: the lines of the cell itself and the end."""
    lines = traceback.strip().splitlines()
    first = next((number for number, line in enumerate(lines) if line.startswith("Cell In")), 0)
    last = next((number for number in range(first, len(lines)) if not lines[number].strip()), len(lines))
    if len(lines) - last <= TRACEBACK_LINES:
        return lines[first:]
    return [*lines[first:last], "...", *lines[-TRACEBACK_LINES:]]


def _failed_cell(run: Run, error: PapermillExecutionError) -> YearbookError:
    # papermill counts its own cell with the injected parameters, which the analyst does not have
    number = error.cell_index if error.cell_index > 1 else error.cell_index + 1
    parameters = ", ".join(f"{name}={value!r}" for name, value in run.parameters.items())
    shown = "\n".join(f"    {line}" for line in _told(_COLOUR.sub("", "\n".join(error.traceback))))
    return YearbookError(
        f"a cell failed with {error.ename}: {error.evalue}",
        where=f"notebooks/{run.path.name}, cell {number} ({parameters})\n{shown}",
        remedy="open the notebook in JupyterLab, set the same parameters in its first cell and run it",
    )
