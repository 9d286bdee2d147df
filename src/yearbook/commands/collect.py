"""`yearbook collect`: figures of a provider, or of a received file, become a vintage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.table import Table

from ..collect import collect_file
from ..errors import UnknownName, YearbookError
from ..live import GUARDS, Choices, collect_live, live_datasets, planned
from ..news import News, news_of
from ..project import Project, find_project
from ..providers import Transport

console = Console(stderr=True, highlight=False)
Task = Literal["collect", "check", "dry-run"]


def run_collect(datasets: list[str], sources: Sequence[Path], released: str) -> None:
    """Collect one dataset from its files and say how many observations were read, kept and dropped, and why."""
    if len(datasets) != 1:
        raise YearbookError(
            "one file belongs to one dataset", where=" ".join(datasets), remedy="collect them one by one"
        )
    if not released:
        raise YearbookError(
            "the day of release is missing", remedy="add --released with the date that the provider states: 2025-03-27"
        )
    collect_file(find_project(), datasets[0], sources, released, say=console.print)


def run_live(datasets: list[str], task: Task, released: str, accept: str) -> None:
    """Collect datasets from their providers, or say what is new or what would be asked for.

    One that fails does not keep the others from being collected; the command fails in the end.

    Raises:
        YearbookError: a dataset failed; of several, the message counts them.
    """
    project, accepted = find_project(), frozenset(filter(None, accept.split(",")))
    if unknown := sorted(accepted - set(GUARDS)):
        raise UnknownName("guard", unknown[0], GUARDS)
    if released and len(datasets) != 1:
        raise YearbookError("a day of release belongs to one dataset", remedy="name the dataset, or leave it out")
    names = datasets or live_datasets(project)
    if task == "check":
        print_news(news_of(project, names, Transport(project.build / "collect", say=_say)))
        return
    failed = _run_each(project, names, task, Choices(released, accepted))
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise YearbookError(
            f"{len(failed)} of {len(names)} datasets could not be collected", remedy="see above; the others were"
        )


def _run_each(project: Project, names: Sequence[str], task: Task, choices: Choices) -> list[YearbookError]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    failed = []
    with Progress(*columns, console=console, transient=True) as bars:
        transport = Transport(project.build / "collect", say=_say, progress=_Bars(bars))
        for name in names:
            try:
                if task == "dry-run":
                    console.print(f"{name}: {planned(project, name, transport)}", markup=False, soft_wrap=True)
                else:
                    collect_live(project, name, transport, choices, say=_say)
            except YearbookError as error:
                failed.append(error)
                if len(names) > 1:
                    console.print(f"{name}: {error}", style="red", markup=False, soft_wrap=True)
    return failed


def print_news(news: Sequence[News]) -> None:
    """Print which datasets have a newer release than the last vintage, and when the next one is expected."""
    table = Table("dataset", "last vintage", "released", "", "next expected")
    for one in news:
        table.add_row(one.dataset, one.have or "none", one.released or "not stated", one.said, one.expected)
    Console().print(table)


def _say(line: str) -> None:
    console.print(line, markup=False, soft_wrap=True)


class _Bars:
    """Shows how much of each answer is there."""

    def __init__(self, bars: Progress) -> None:
        self._bars, self._tasks = bars, dict[str, TaskID]()

    def __call__(self, name: str, received: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name)
        self._bars.update(self._tasks[name], completed=received, total=total or None)
