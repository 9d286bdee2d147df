"""Staged books: the pages of an edition in one language, as files that Jupyter Book can render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from nbformat.v4 import writes  # nbformat's own looks for mistakes, as Jupyter Book does on reading

from ..cache.fingerprint import files_in
from ..cards import carded
from ..commentary import commentary_text
from ..errors import YearbookError
from ..execution import Executed
from ..glossary import load_glossary
from ..night import at_night
from ..pages import Page, Readers, page_of
from ..project import Project
from ..view import View
from .annex import filled
from .behind import Data
from .contents import Contents
from .data_files import staged_data
from .extras import staged_extras
from .settings import FACTSHEET, published_of
from .terms import Finder

CARDS_PAGE, GLOSSARY_PAGE = "methodology", "glossary"


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
    def html(self) -> Path:
        """Rendered pages."""
        return self.folder / "html"

    @property
    def pdf(self) -> Path:
        """What the PDF is made of, and itself."""
        return self.folder / "pdf"

    @property
    def figures(self) -> Path:
        """The figures behind its exhibits, as files."""
        return self.folder / "figures"

    @property
    def sheet(self) -> Path:
        """The factsheet on paper."""
        return self.folder / "sheet"

    @cached_property
    def data(self) -> list[Data]:
        """The figures behind its exhibits."""
        return [Data(self.view, exhibit) for page in self.pages.values() for exhibit in page.exhibits]

    @property
    def explored(self) -> Path:
        """Files of the explorer."""
        return self.folder / "explored"

    @property
    def doctrees(self) -> Path:
        """Parsed pages, read once for both."""
        return self.folder / "doctrees"


def staged_book(
    project: Project, contents: Contents, view: View, executed: Iterable[Executed], folders: tuple[Path, Path]
) -> Book:
    """Return a book whose pages are staged.

    Args:
        project: whose pages.
        contents: which.
        view: for whom.
        executed: its chapters, in the language of the view.
        folders: its work folder and its place in the site.
    """
    own = {done.run.name: done.notebook for done in executed if done.notebook is not None}
    cards = {one.name for one in carded(view)} if CARDS_PAGE in contents.chapters else set()
    terms = Finder(load_glossary(project), view.language.code) if GLOSSARY_PAGE in contents.chapters else None

    def page(name: str) -> Page:
        link = terms.links() if terms and name != GLOSSARY_PAGE else str
        said = commentary_text(view, name)
        return page_of(own[name], name, Readers.of(view), cards=cards, commentary=said, link=link)

    pages = {name: page(name) for name in contents.chapters}
    book = Book(view, *folders, pages, contents.partial)
    _stage(project, contents, book)
    # of their pictures, which are on disk now, only the factsheet's are asked for again
    kept = {name: page if name == FACTSHEET else replace(page, files={}) for name, page in pages.items()}
    return replace(book, pages=kept)


class Ready:
    """Has the book of each language staged as soon as its chapters have run, while those of the next one run.

    Args:
        views: of the languages.
        count: of chapters in each.
        staged: begins to stage a book.
        told: is told of each chapter.
    """

    def __init__(
        self,
        views: Sequence[View],
        count: int,
        staged: Callable[[View, Sequence[Executed]], Future[Book]],
        told: Callable[[Executed], None],
    ) -> None:
        self._views, self._count, self._staged, self._told = views, count, staged, told
        self._executed: dict[str, list[Executed]] = {view.language.code: [] for view in views}
        none_to_wait_for = views if count == 0 else ()
        self._books = {view.language.code: staged(view, []) for view in none_to_wait_for}

    def chapter(self, done: Executed) -> None:
        """Take a chapter that has run."""
        self._told(done)
        code = done.run.parameters["language"]
        so_far = self._executed[code]
        so_far.append(done)
        if len(so_far) == self._count and not any(one.error for one in so_far):
            view = next(view for view in self._views if view.language.code == code)
            self._books[code] = self._staged(view, self._executed.pop(code))

    def books(self) -> list[Book]:
        """Return the staged books, in the order of their views."""
        return [self._books[view.language.code].result() for view in self._views]


def check_names(books: Iterable[Book]) -> None:
    """Make sure that every exhibit of a book has a name of its own.

    Raises:
        YearbookError: two have the same.
    """
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


def _stage(project: Project, contents: Contents, book: Book) -> None:
    files = {"_toc.yml": contents.flattened().encode()}
    for name, path in contents.sources.items():
        if name not in book.pages:
            text = filled(path.read_text("utf-8"), book.view, book.pages)
            files[path.name] = contents.links(text).encode()
    for name, page in book.pages.items():
        files[f"{name}.ipynb"] = contents.links(writes(page.notebook)).encode()
        for file, text in page.files.items():
            files[file] = text.encode()
            if drawn := at_night(text):
                files[str(Path(file).with_stem(f"{Path(file).stem}-dark"))] = drawn.encode()
    published = published_of(book.view)
    beside = staged_data(book.data, published) | staged_extras(book.view, book.data, published)
    files |= {file: text.encode() for file, text in beside.items()}
    for path in files_in([project.book / "references.bib", project.book / "_static"]):
        files[path.relative_to(project.book).as_posix()] = path.read_bytes()
    mirror(book.source, files)


def mirror(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold these files and no others; those that are the same already are not touched."""
    for path in files_in([folder]):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        place = folder / name
        if not place.is_file() or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
