"""Running chapters: papermill executes each notebook for one edition, language and country."""

from __future__ import annotations

import logging
import math
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from .errors import YearbookError
from .notebook import check_parameters, notes_of, outputs_of, with_outputs
from .project import Project
from .warm_kernels.client import WarmServer

if TYPE_CHECKING:
    from papermill.exceptions import PapermillExecutionError

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
    """A notebook with what its code has shown, or the error that stopped it.

    Attributes:
        run: what was to be executed.
        notebook: as it stands, with outputs.
        error: why there is none.
        seconds: how long it took.
        looked: what it depends on, see `looked`; empty if that is not known.
        kept: whether it ran in an earlier build, and nothing that it depends on has changed.
    """

    run: Run
    notebook: NotebookNode | None
    error: YearbookError | None
    seconds: float
    looked: tuple[str, ...] = ()
    kept: bool = False


class Clock:
    """How long a chapter may still run, and which of its cells runs.

    Args:
        limit: seconds for all its cells together.
    """

    def __init__(self, limit: float) -> None:
        self.limit, self.cell, self._end = limit, 0, time.monotonic() + limit

    def start(self, *, cell_index: int, **_: Any) -> None:
        """Note the cell that starts, as nbclient tells it."""
        self.cell = cell_index

    def left(self, _cell: NotebookNode | None = None) -> int:
        """Return the seconds that are left, at least one: nbclient takes none for no limit."""
        return max(1, math.ceil(self._end - time.monotonic()))


def execute(run: Run, folder: Path, address: str = "", limit: float = TIME_LIMIT) -> Executed:
    """Execute one notebook; a failing, dying or hanging cell becomes an error that says which, with what, and why.

    Args:
        run: the notebook and its parameters.
        folder: working folder of its kernel.
        address: socket of the warm process that its kernel is forked from; an ordinary kernel if there is none.
        limit: seconds that the chapter may take.
    """
    # only a chapter that runs needs them; where all are kept, loading them would take longer than all else
    import papermill  # noqa: PLC0415
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    from .warm_kernels.provisioner import WarmKernelManager  # noqa: PLC0415

    start, clock = time.perf_counter(), Clock(limit)
    try:
        notebook = check_parameters(run.path, run.parameters)
        with _quiet():
            done = papermill.execute_notebook(
                notebook,
                None,
                parameters=dict(run.parameters),
                progress_bar=False,
                extra_arguments=[QUIET_KERNEL],
                kernel_manager_class=WarmKernelManager,
                config=Config(WarmKernelManager={"address": address}),
                resources={"metadata": {"path": str(folder)}},
                timeout_func=clock.left,
                on_cell_start=clock.start,
                shutdown_kernel="immediate",
            )
    except YearbookError as error:
        return Executed(run, None, error, time.perf_counter() - start)
    except PapermillExecutionError as error:
        return Executed(run, None, _failed_cell(run, error), time.perf_counter() - start)
    except (CellTimeoutError, DeadKernelError) as error:
        died = isinstance(error, DeadKernelError)
        return Executed(run, None, _ended_in(run, clock, died=died), time.perf_counter() - start)
    except Exception as error:
        failure = YearbookError(f"the notebook stopped: {error}", where=run.label, remedy="run it in JupyterLab")
        return Executed(run, None, failure, time.perf_counter() - start)
    shown = with_outputs(notebook, outputs_of(done))
    return Executed(run, shown, None, time.perf_counter() - start, tuple(notes_of(done)))


@contextmanager
def side_by_side(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """Give a pool of threads; if the program is stopped or something fails, what has not begun yet never begins."""
    pool = ThreadPoolExecutor(max_workers=max(1, jobs))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def execute_all(
    project: Project,
    runs: Iterable[Run],
    jobs: int,
    done: Callable[[Executed], None],
    server: WarmServer | None = None,
) -> list[Executed]:
    """Execute notebooks, `jobs` at a time, and report each as it ends; the result keeps the order of `runs`.

    Args:
        project: whose folder the kernels work in.
        runs: what to execute.
        jobs: how many at once.
        done: is told of each.
        server: the warm process that the kernels are forked from; ordinary kernels if there is none.
    """
    wanted, address = list(runs), server.address if server else ""
    finished = {}
    with side_by_side(jobs) as pool:
        try:
            futures = {pool.submit(execute, run, project.root, address): run for run in wanted}
            for future in as_completed(futures):
                finished[id(futures[future])] = future.result()
                done(future.result())
        except BaseException:
            if server:
                server.close()  # nobody waits for chapters that run on
            raise
    return [finished[id(run)] for run in wanted]


def default_jobs() -> int:
    """Return how many notebooks run at once by default: one a core."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
    shown = "\n".join(f"    {line}" for line in _told(_COLOUR.sub("", "\n".join(error.traceback))))
    return YearbookError(
        f"a cell failed with {error.ename}: {error.evalue}",
        where=f"{_place(run, number)}\n{shown}",
        remedy="open the notebook in JupyterLab, set the same parameters in its first cell and run it",
    )


def _ended_in(run: Run, clock: Clock, *, died: bool) -> YearbookError:
    number = clock.cell if clock.cell > 1 else clock.cell + 1
    if died:
        return YearbookError(
            "the kernel died while a cell ran",
            where=_place(run, number),
            remedy="look for what the cell loads: too much memory, or a library that crashes",
        )
    return YearbookError(
        f"the chapter did not end within {clock.limit:g} seconds",
        where=_place(run, number),
        remedy="make the cell that ran faster, or find what it waits for",
    )


def _place(run: Run, number: int) -> str:
    parameters = ", ".join(f"{name}={value!r}" for name, value in run.parameters.items())
    return f"notebooks/{run.path.name}, cell {number} ({parameters})"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep papermill from logging what the build says itself."""
    log = logging.getLogger("papermill")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
