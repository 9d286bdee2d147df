"""Files beside the pages that take long to make: those of the explorer, and the figures behind the exhibits.

They are kept in the book's work folder and made again only if data, exhibits or program have changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from ..cache.code import code_fingerprint, topics_fingerprint
from ..cache.fingerprint import fingerprint, installed, tree_fingerprint
from ..cache.inputs import data_fingerprint
from ..cache.store import write_whole
from ..project import Project
from .annex import annexed, write_annex
from .data_files import PICTURES, write_data
from .extras import write_extras
from .rendering import is_fresh, key_file
from .settings import book_address, published_of, site_address
from .staging import Book

EXPLORER = "explorer"
CARDS = "methodology"


def explore(project: Project, books: Sequence[Book]) -> None:
    """Write the explorer of each book whose pages have one into the book's work folder, unless it is there."""
    program = (code_fingerprint("yearbook.explorer.write"), topics_fingerprint(), installed())
    data, wanted = data_fingerprint(project), dict[str, Book]()
    for book in books:
        pages = [f"{name}.html" for name in (EXPLORER, CARDS) if any(book.source.glob(f"{name}.*"))]
        reader = (book.view.country, book.view.year, book.view.language.code)
        key = fingerprint(data, program, reader, pages)
        if not is_fresh(book.explored, key):
            key_file(book.explored).unlink(missing_ok=True)
            shutil.rmtree(book.explored, ignore_errors=True)
            book.explored.mkdir(parents=True)
            for page in pages:  # the explorer looks which pages stand beside it
                (book.explored / page).touch()
            wanted[key] = book
    if not wanted:
        return
    from ..explorer.write import write_explorers  # noqa: PLC0415  it loads what draws, which most builds do without

    write_explorers(project, [(book.explored, book.view) for book in wanted.values()])
    for key, book in wanted.items():
        write_whole(key_file(book.explored), key.encode())


def write_figures(project: Project, book: Book) -> None:
    """Write the figures behind the exhibits of a book into its work folder, unless they are there."""
    exhibits, published = [data.exhibit for data in book.data], published_of(book.view)
    charts = tree_fingerprint(*(book.source / PICTURES).glob("*.svg"), root=book.source)
    modules = ("yearbook.book.data_files", "yearbook.book.extras", "yearbook.book.annex")
    program = (code_fingerprint(*modules), topics_fingerprint(), installed())
    address, titles = book_address(book.view, site_address(project)), [one.chapter for one in annexed(book.pages)]
    key = fingerprint(data_fingerprint(project), exhibits, charts, str(published), address, titles, program)
    if not is_fresh(book.figures, key):
        key_file(book.figures).unlink(missing_ok=True)
        shutil.rmtree(book.figures, ignore_errors=True)
        write_annex(book.figures, book.view, book.pages)
        write_data(book.figures, book.source / PICTURES, book.data, published)
        write_extras(book.figures, book.view, book.data, published, address)
        write_whole(key_file(book.figures), key.encode())
