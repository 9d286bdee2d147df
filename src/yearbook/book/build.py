"""Building an edition: chapters run, pages staged, books rendered, the site swapped in only when all is whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat

from ..cards import carded
from ..charts.night import at_night
from ..commentary import commentary_text
from ..consistency import blocking, blocking_exhibits, refuse
from ..edition import Edition, Figures, check_country, load_edition
from ..errors import UnknownName, YearbookError
from ..execution import Executed, Run, default_jobs, execute_all
from ..explorer.write import write_explorers
from ..glossary import load_glossary
from ..indicators import Results
from ..language import language as find_language
from ..pages import Page, Readers, page_of
from ..project import Project
from ..view import View
from .behind import Data
from .contents import Contents, load_contents
from .data_files import PICTURES, stage_data, write_data
from .render import Rendering, render
from .settings import epoch_of, published_of, settings_of
from .shelf import Card, card_of, shelf_with, update_landing, write_card
from .terms import Finder

FORMATS = ("html", "pdf")
CARDS_PAGE, GLOSSARY_PAGE = "methodology", "glossary"
# what notebooks import; a library that is not here is imported by the chapter itself
LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "seaborn", "altair", "yearbook.chapter")


@dataclass(frozen=True)
class Request:
    """What is to be built.

    Attributes:
        year: the edition.
        country: code, or None for the edition's own.
        languages: codes, or none for all of the edition.
        formats: "html", "pdf".
        chapter: one chapter alone, as a preview, or None.
        jobs: notebooks at once, 0 for one a core.
        output: folder of the site, None for `_build/site`.
    """

    year: str
    country: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    chapter: str | None = None
    jobs: int = 0
    output: Path | None = None


@dataclass(frozen=True)
class Progress:
    """Whom the build tells how it goes; every part is called from the main thread."""

    plan: Callable[[int], None]
    chapter: Callable[[Executed], None]
    step: Callable[[str], None]


@dataclass(frozen=True)
class Book:
    """An edition in one language while it is built: its view, its pages, its folders; `partial` is a preview."""

    view: View
    folder: Path
    site: Path
    pages: dict[str, Page]
    partial: bool

    @property
    def source(self) -> Path:
        """Staged pages."""
        return self.folder / "source"

    @property
    def data(self) -> list[Data]:
        """The figures behind its exhibits."""
        return [Data(self.view, exhibit) for page in self.pages.values() for exhibit in page.exhibits]

    @property
    def html(self) -> Path:
        """Rendered pages."""
        return self.folder / "html"


def build(project: Project, request: Request, progress: Progress) -> list[Path]:
    """Build an edition and return the first page of each language.

    Nothing is published unless the checks find no error, every chapter ran and every book was rendered without a
    warning.

    Raises:
        YearbookError: the request, a notebook, a fact or a page is wrong; all failed chapters are named.
    """
    edition = load_edition(project, request.year)
    figures = Figures(project, edition)
    country = check_country(figures.codes, request.country or edition.country)
    contents = load_contents(project).only(request.chapter)
    views = [View(Results(figures), find_language(code), country) for code in _languages(edition, request)]
    if not request.chapter:  # a preview is not published
        refuse(blocking(project, edition))
    executed = _run(project, contents, views, request, progress)
    target = request.output or project.build / (f"preview/{request.chapter}" if request.chapter else "site")
    books = [_book(project, contents, view, executed, target) for view in views]
    _check_names(books)
    refuse(blocking_exhibits(views[0], (exhibit for page in books[0].pages.values() for exhibit in page.exhibits)))
    progress.step("render")
    shelf = shelf_with(target, [card_of(book.view, list(contents.sources)) for book in books])
    with ThreadPoolExecutor(max_workers=len(books)) as pool:
        list(pool.map(lambda book: _render(project, book, edition, request.formats, shelf), books))
    write_explorers(project, [(book.html, book.view) for book in books])
    for book in books:
        swap(book.html, book.site)
    update_landing(target)
    return [book.site / "index.html" for book in books]


def _languages(edition: Edition, request: Request) -> tuple[str, ...]:
    for code in request.languages:
        find_language(code)
        if code not in edition.languages:
            raise UnknownName("language", code, edition.languages, where=f"editions/{edition.year}/edition.toml")
    return tuple(dict.fromkeys(request.languages)) or edition.languages


def _run(
    project: Project, contents: Contents, views: Sequence[View], request: Request, progress: Progress
) -> list[Executed]:
    runs = [
        Run(path, {"edition": view.year, "language": view.language.code, "country": view.country})
        for path in contents.chapters.values()
        for view in views
    ]
    progress.plan(len(runs))
    preload = [*LIBRARIES, ["yearbook.chapter:prepare", str(project.root), request.year]]
    executed = execute_all(project, runs, request.jobs or default_jobs(), progress.chapter, preload)
    failed = [done.error for done in executed if done.error]
    if failed:
        raise FailedChapters(failed, len(runs))
    return executed


class FailedChapters(YearbookError):
    """Chapters that could not be executed, each with its own message."""

    def __init__(self, errors: Sequence[YearbookError], count: int) -> None:
        said = "\n\n".join(str(error) for error in errors)
        super().__init__(
            f"{len(errors)} of {count} chapter runs failed; nothing was published\n\n{said}",
            remedy="mend what the messages name; the last good book is still in its place",
        )


def _book(project: Project, contents: Contents, view: View, executed: Iterable[Executed], target: Path) -> Book:
    code, year = view.language.code, str(view.year)
    folder = project.build / "work" / target.name / view.country / code / year
    shutil.rmtree(folder, ignore_errors=True)
    mine = (done for done in executed if done.run.parameters["language"] == code)
    own = {done.run.name: done.notebook for done in mine if done.notebook is not None}
    cards = {one.name for one in carded(view)} if CARDS_PAGE in contents.chapters else set()
    terms = Finder(load_glossary(project), code) if GLOSSARY_PAGE in contents.chapters else None

    def page(name: str) -> Page:
        link = terms.links() if terms and name != GLOSSARY_PAGE else str
        said = commentary_text(view, name)
        return page_of(own[name], name, Readers.of(view), cards=cards, commentary=said, link=link)

    pages = {name: page(name) for name in contents.chapters}
    book = Book(view, folder, target / view.country / code / year, pages, contents.partial)
    _stage(project, contents, book)
    stage_data(book.source, book.data, published_of(view))
    return book


def _stage(project: Project, contents: Contents, book: Book) -> None:
    book.source.mkdir(parents=True)
    (book.source / "_toc.yml").write_text(contents.flattened(), "utf-8")
    for name, path in contents.sources.items():
        if name not in book.pages:
            (book.source / path.name).write_text(contents.links(path.read_text("utf-8")), "utf-8")
    for name, page in book.pages.items():
        (book.source / f"{name}.ipynb").write_text(contents.links(nbformat.writes(page.notebook)), "utf-8")
        for file, text in page.files.items():
            place = book.source / file
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, "utf-8")
            if drawn := at_night(text):
                place.with_stem(f"{place.stem}-dark").write_text(drawn, "utf-8")
    for extra in ("references.bib", "_static"):
        found = project.book / extra
        if found.is_dir():
            shutil.copytree(found, book.source / extra)
        elif found.is_file():
            shutil.copyfile(found, book.source / extra)


def _check_names(books: Iterable[Book]) -> None:
    for book in books:
        seen: dict[str, str] = {}
        for chapter, page in book.pages.items():
            for exhibit in page.exhibits:
                name = exhibit["name"]
                if name in seen:
                    raise YearbookError(
                        f"two exhibits are called '{name}'",
                        where=f"notebooks/{seen[name]}.ipynb and notebooks/{chapter}.ipynb",
                        remedy="show the indicator in one chapter, or give the exhibit a name of its own: name=...",
                    )
                seen[name] = chapter


def _render(project: Project, book: Book, edition: Edition, formats: Sequence[str], shelf: Sequence[Card]) -> None:
    overrides = settings_of(book.view, edition, pdf="pdf" in formats, shelf=shelf)
    places = (str(book.source), str(book.folder / "doctrees"), str(project.root / "_config.yml"))
    source, doctrees, config = places
    html = Rendering(source, str(book.html), doctrees, config, overrides, "html")
    render(html, epoch=epoch_of(edition))
    if "pdf" in formats:
        pdf = Rendering(source, str(book.folder / "pdf"), doctrees, config, overrides, "typst")
        render(pdf, epoch=epoch_of(edition))
        shutil.copyfile(book.folder / "pdf" / "report.pdf", book.html / "report.pdf")
    write_card(book.html, book.view, shelf)
    write_data(book.html, book.source / PICTURES, book.data, published_of(book.view))


def swap(new: Path, place: Path) -> None:
    """Put a finished folder in its place; what stood there before goes only when the new one stands."""
    place.parent.mkdir(parents=True, exist_ok=True)
    old = place.with_name(f".{place.name}.{time.time_ns()}")
    if place.exists():
        place.rename(old)
    shutil.move(new, place)
    shutil.rmtree(old, ignore_errors=True)
