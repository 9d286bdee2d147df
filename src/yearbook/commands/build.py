"""`yearbook build`: progress by chapter, then what was built, where, and how to open it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ..book.request import FORMATS, Request
from ..book.request import Progress as Told
from ..book.stamp import Stamp
from ..book.warm import begun_early
from ..errors import UnknownName
from ..project import Project, find_project
from ..years import newest_released

if TYPE_CHECKING:
    from ..execution import Executed

console = Console(stderr=True, highlight=False)


def run_build(
    edition: str, choices: tuple[list[str], list[str]], country: str, chapter: str, run: tuple[int, Path | None, str]
) -> Path:
    """Build, report, and return the page to begin reading with.

    Args:
        edition: reference year, or "" for the newest that is released.
        choices: languages and formats, empty for all.
        country: code, or "" for the edition's own.
        chapter: one chapter alone, or "".
        run: notebooks at once, the folder of the site or None, and the address of a Dask scheduler or "".
    """
    start, project = time.perf_counter(), find_project()
    languages, formats = choices
    for name in formats:
        if name not in FORMATS:
            raise UnknownName("format", name, FORMATS)
    request = Request(
        year=edition,
        country=country or None,
        languages=tuple(languages),
        formats=tuple(formats) or FORMATS,
        chapter=chapter or None,
        jobs=run[0],
        output=run[1].resolve() if run[1] else None,
        dask=run[2],
    )
    stamp = Stamp(project, request)
    pages = stamp.built_already()
    if pages is None:
        pages = _built(project, request)
        if not request.year:  # the build has stamped the edition by its name, not yet as the newest one
            stamp.set(pages)
    first = pages[0].with_name(f"{chapter}.html") if chapter else pages[0].parents[3] / "index.html"
    _report(project, request, (pages, first), time.perf_counter() - start)
    return first


def _built(project: Project, request: Request) -> list[Path]:
    from ..book.render import warm_up  # noqa: PLC0415  a build with nothing to do loads none of it

    year = request.year or newest_released(project)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with begun_early(project, year) as early, Progress(*columns, console=console, transient=True) as bar:
        if early is None:  # otherwise the chapters come first
            warm_up()
        from ..book.build import build  # noqa: PLC0415

        warm_up()
        return build(project, replace(request, year=year), _told(bar), early)


def _told(bar: Progress) -> Told:
    chapters = bar.add_task("chapters", total=None)

    def plan(count: int) -> None:
        bar.update(chapters, total=count)

    def chapter(done: Executed) -> None:
        mark = "[red]failed[/red]" if done.error else "  kept" if done.kept else "[green]done[/green]"
        bar.console.print(f"  {mark}  {done.run.label.replace('[', '(').replace(']', ')')}  {done.seconds:.1f} s")
        bar.advance(chapters)

    def step(_name: str) -> None:
        bar.update(chapters, description="rendering HTML and PDF", completed=0, total=None)

    return Told(plan, chapter, step)


def _report(project: Project, request: Request, built: tuple[list[Path], Path], seconds: float) -> None:
    pages, first = built
    year = pages[0].parent.name
    console.print(f"Edition {year} built in {seconds:.1f} s:")
    for page in pages:
        files = [page, page.with_name("report.pdf")] if "pdf" in request.formats else [page]
        for file in files:
            shown = file.relative_to(project.root) if file.is_relative_to(project.root) else file
            console.print(f"  {shown}  ({file.stat().st_size / 1000:,.0f} kB)")
    shown = first.relative_to(project.root) if first.is_relative_to(project.root) else first
    console.print(f"To read it, open {shown} in a browser.")
