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
from ..release_report import release_report
from ..vintage import Vintage

console = Console(stderr=True, highlight=False)
Task = Literal["collect", "check", "dry-run"]
_Outcome = tuple[list[Vintage], list[YearbookError]]


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


def run_live(datasets: list[str], task: Task, decided: tuple[str, str], report: Path | None) -> None:
    """Collect datasets from their providers, or say what is new or what would be asked for.

    One that fails does not keep the others from being collected; the command fails in the end.

    Args:
        datasets: their ids, none for all that services offer.
        task: what to do.
        decided: day of release, "" for the one that the provider states; names of guards to let pass, by commas.
        report: file for the account of what has changed, None for none.

    Raises:
        YearbookError: a dataset failed; of several, the message counts them.
    """
    project, released, accepted = find_project(), decided[0], frozenset(filter(None, decided[1].split(",")))
    if unknown := sorted(accepted - set(GUARDS)):
        raise UnknownName("guard", unknown[0], GUARDS)
    if released and len(datasets) != 1:
        raise YearbookError("a day of release belongs to one dataset", remedy="name the dataset, or leave it out")
    names = datasets or live_datasets(project)
    if task == "check":
        news = news_of(project, names, Transport(project.build / "collect", say=_say))
        print_news(news)
        if silent := [one.dataset for one in news if not one.known]:
            raise YearbookError(
                f"not known: {', '.join(silent)}", remedy="try again later, or correct their declarations"
            )
        return
    made, failed = _run_each(project, names, task, Choices(released, accepted))
    if report and made:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(release_report(project, made), "utf-8")
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise YearbookError(
            f"{len(failed)} of {len(names)} datasets could not be collected", remedy="see above; the others were"
        )


def _run_each(project: Project, names: Sequence[str], task: Task, choices: Choices) -> _Outcome:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    made, failed = list[Vintage](), list[YearbookError]()
    with Progress(*columns, console=console, transient=True) as bars:
        transport = Transport(project.build / "collect", say=_say, progress=_Bars(bars))
        for name in names:
            try:
                if task == "dry-run":
                    console.print(f"{name}: {planned(project, name, transport)}", markup=False, soft_wrap=True)
                else:
                    collected = collect_live(project, name, transport, choices, say=_say)
                    made += [collected.vintage] if collected else []
            except YearbookError as error:
                failed.append(error)
                if len(names) > 1:
                    console.print(f"{name}: {error}", style="red", markup=False, soft_wrap=True)
    return made, failed


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
