"""Building an edition: chapters run, pages staged, books rendered, the site swapped in only when all is whole.

Every stage has inputs that decide whether it runs at all: a chapter what it looked at (`kept_chapters`), the checks
all data and the program, a book its staged pages and the code that renders them (`rendering`), the whole build
everything (`stamp`). A new product of the book belongs to `_products`: it is made in every build that is not a mere
repetition, from pages that are right by then.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..cache.fingerprint import fingerprint
from ..cache.store import clear_old
from ..cluster import execute_on_cluster
from ..consistency import refuse
from ..consistency.kept import own_findings, refuse_exhibits
from ..edition import Edition, Figures, check_country, load_edition
from ..errors import UnknownName, YearbookError
from ..execution import Executed, Run, default_jobs, execute_all, side_by_side
from ..indicators import Results
from ..kept_chapters import kept_chapters
from ..language import language as find_language
from ..project import Project
from ..site.extra_pages import extra_pages
from ..site.offers import fill_downloads
from ..view import View
from ..warm_kernels.client import WarmServer, warm_process
from .aside import Aside
from .beside import EXPLORER, explore, write_figures
from .contents import Contents, load_contents
from .data_files import FOLDER
from .extras import DATA_PAGE
from .factsheet import write_factsheet
from .publish import alone, assemble, room_on_disk, swap, taking_from
from .rendering import rendering_of
from .request import FORMATS, Progress, Request
from .settings import FACTSHEET, FACTSHEET_PDF, site_address
from .shelf import Card, card_of, shelf_with, update_landing, write_card
from .staging import Book, Ready, check_names, staged_book
from .stamp import Stamp
from .warm import preload

__all__ = ["FORMATS", "FailedChapters", "Progress", "Request", "build"]
FEW = 2
"""Cores of a small machine."""
Work = Callable[[], None]


def build(project: Project, request: Request, progress: Progress, early: WarmServer | None = None) -> list[Path]:
    """Build an edition and return the first page of each language.

    Nothing is published unless the checks find no error, every chapter ran and every book was rendered without a
    warning.

    Args:
        project: whose edition.
        request: what is to be built.
        progress: is told how far it is.
        early: the warm process, if it was begun before.

    Raises:
        YearbookError: the request, a notebook, a fact or a page is wrong; all failed chapters are named.
    """
    stamp = Stamp(project, request)
    os.environ["YEARBOOK_KEPT"] = str(project.build / "cache")  # where the site keeps its typefaces
    edition = load_edition(project, request.year)
    figures = Figures(project, edition)
    country = check_country(figures.codes, request.country or edition.country)
    contents = load_contents(project).only(request.chapter)
    views = [View(Results(figures), find_language(code), country) for code in _languages(edition, request)]
    target = request.target(project)
    work = _work_folder(project, target) / country
    with alone(work / f".{edition.year}"), room_on_disk(project.build), ExitStack() as processes:
        with ThreadPoolExecutor(max_workers=1) as aside:
            checked = aside.submit(_check, project, edition, request)  # while the libraries of the kernels are loaded

            def staged(view: View, executed: Sequence[Executed]) -> Future[Book]:
                place = Path(view.language.code, str(edition.year))
                folders = (work / place, target / country / place)
                return aside.submit(staged_book, project, contents, view, executed, folders)

            ready = Ready(views, len(contents.chapters), staged, progress.chapter)
            server = _run(
                project, contents, views, (request, replace(progress, chapter=ready.chapter), early), processes
            )
        checked.result()
        books = ready.books()
        if server:  # else no chapter ran, and there is little to give
            _give_back()
        check_names(books)
        progress.step("render")
        shelf = shelf_with(
            target, [card_of(book.view, [*contents.sources, *extra_pages(book.source)]) for book in books]
        )
        beside = Aside(server.address if server else "", work / f".{edition.year}")
        _render(project, books, edition, (request, shelf), (beside, server))
        with side_by_side(len(books)) as pool:  # this is copying, which waits for the disk
            assembled = list(pool.map(lambda book: _products(book, request.formats, shelf), books))
        for new, book in zip(assembled, books, strict=True):
            swap(new, book.site)
        update_landing(target, site_address(project))
        pages = [book.site / "index.html" for book in books]
        stamp.set(pages)
        clear_old(project.build / "cache")
    return pages


def _give_back() -> None:
    """Let the system have the memory that checks, chapters and staging are done with; rendering needs the most."""
    gc.collect()
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # glibc's
            ctypes.CDLL(None).malloc_trim(0)


def _languages(edition: Edition, request: Request) -> tuple[str, ...]:
    for code in request.languages:
        find_language(code)
        if code not in edition.languages:
            raise UnknownName("language", code, edition.languages, where=f"editions/{edition.year}/edition.toml")
    return tuple(dict.fromkeys(request.languages)) or edition.languages


def _work_folder(project: Project, target: Path) -> Path:
    own = target.is_relative_to(project.build)
    return project.build / "work" / (target.name if own else f"{target.name}-{fingerprint(str(target))[:8]}")


def _check(project: Project, edition: Edition, request: Request) -> None:
    if not request.chapter:  # a preview is not published
        refuse(own_findings(project, edition, edition.country))


def _render(
    project: Project,
    books: Sequence[Book],
    edition: Edition,
    how: tuple[Request, Sequence[Card]],
    beside: tuple[Aside, WarmServer | None],
) -> None:
    """Render books and write what stands beside their pages, each in a process of its own, as many at once as asked.

    Where there are few cores, and so little memory, the process that holds all figures ends as soon as it can: the
    files behind the exhibits need none of it and are written here.
    """
    (request, shelf), (aside, server) = how, beside
    jobs = request.jobs or default_jobs()
    files = aside if jobs > FEW else replace(aside, address="")

    def with_figures() -> None:
        exhibits = [exhibit for page in books[0].pages.values() for exhibit in page.exhibits]
        aside.do("exhibits", refuse_exhibits, books[0].view, exhibits)
        unread = [replace(book, pages={}) for book in books]  # the explorer shows figures, whatever the pages say
        aside.do("explorer", explore, project, unread)
        if server and files is not aside:
            server.close()

    # all at once, while nothing else is at work here: threads that read files would wait for those that reckon
    renderings = [rendering_of(project, book, edition, request.formats, shelf) for book in books]
    rendered: list[Work] = [rendering.run for rendering in renderings]
    figures: list[Work] = [
        partial(files.do, f"figures-{book.view.language.code}", write_figures, project, book) for book in books
    ]
    works = [*rendered, with_figures, *figures]
    if "pdf" in request.formats:
        # laying out a PDF needs the most memory, so what stands beside the pages comes in between
        first, *others = [work for pair in zip(rendered, figures, strict=True) for work in pair]
        sheets = [partial(write_factsheet, project, book, edition) for book in books if FACTSHEET in book.pages]
        works = [first, with_figures, *others, *sheets]
    with side_by_side(jobs) as pool:
        for ended in [pool.submit(work) for work in works]:
            ended.result()


def _run(
    project: Project,
    contents: Contents,
    views: Sequence[View],
    asked: tuple[Request, Progress, WarmServer | None],
    processes: ExitStack,
) -> WarmServer | None:
    """Run the chapters, and return the warm process if they needed one; it ends with `processes`.

    Raises:
        FailedChapters: some could not be executed.
    """
    request, progress, server = asked
    runs = [
        Run(path, {"edition": view.year, "language": view.language.code, "country": view.country})
        for view in views  # the chapter that needs the most memory then never runs in two languages at once
        for path in contents.chapters.values()
    ]
    progress.plan(len(runs))
    kept = kept_chapters(project, request.year)
    missing, failed = [], dict[str, YearbookError]()
    for run in runs:
        if done := kept.find(run):
            progress.chapter(done)
        else:
            missing.append(run)

    def ended(done: Executed) -> None:
        kept.keep(done)
        progress.chapter(done)
        if done.error:
            failed[done.run.label] = done.error

    if missing:
        ready = preload(project, request.year)
        if request.dask:
            execute_on_cluster(request.dask, project, missing, ended, ready)
        else:
            server = server or processes.enter_context(warm_process(ready))
            execute_all(project, missing, request.jobs or default_jobs(), ended, server)
    if failed:
        raise FailedChapters([failed[run.label] for run in runs if run.label in failed], len(runs))
    return server


class FailedChapters(YearbookError):
    """Chapters that could not be executed, each with its own message."""

    def __init__(self, errors: Sequence[YearbookError], count: int) -> None:
        said = "\n\n".join(str(error) for error in errors)
        super().__init__(
            f"{len(errors)} of {count} chapter runs failed; nothing was published\n\n{said}",
            remedy="mend what the messages name; the last good book is still in its place",
        )


def _products(book: Book, formats: Iterable[str], shelf: Sequence[Card]) -> Path:
    """Assemble all that readers get of a book beside its place in the site, and return the folder."""
    new = assemble(book.html, book.site)
    copy = taking_from(book.site, new)
    if "pdf" in formats:
        copy(str(book.pdf / "report.pdf"), str(new / "report.pdf"))
        if FACTSHEET in book.pages:
            copy(str(book.sheet / FACTSHEET_PDF), str(new / FACTSHEET_PDF))
    for made, name in ((book.explored, EXPLORER), (book.figures, FOLDER)):
        if (made / name).is_dir():
            shutil.copytree(made / name, new / name, copy_function=copy)
    fill_downloads(new, ("index", DATA_PAGE), book.view.language)
    write_card(new, book.view, shelf)
    return new
