"""Files beside the pages that take long to make: those of the explorer, and the figures behind the exhibits.

They are kept in the book's work folder and made again only if data, exhibits or program have changed.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..cache.code import code_fingerprint, topics_fingerprint
from ..cache.fingerprint import file_fingerprint, files_in, fingerprint, installed
from ..cache.inputs import data_fingerprint
from ..cache.store import read_kept, write_whole
from ..project import Project
from .annex import annexed, write_annex
from .calendar import FILE
from .data_files import FOLDER, PICTURES, write_data
from .described import CATALOGUE
from .rendering import is_fresh, key_file
from .settings import PICTURE, book_address, published_of, site_address
from .staging import Book

EXPLORER = "explorer"
CARDS = "methodology"
EXTRAS = {Path(name).stem for name in (FILE, CATALOGUE, PICTURE)}
"""What tells of all data of a book, see `extra_files`."""


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
    """Write the figures behind the exhibits of a book into its work folder, each only if it is not there already.

    What tells of all together, such as the annex, is written again if one of them or the title of a chapter differs.
    """
    published, address = published_of(book.view), book_address(book.view, site_address(project))
    modules = ("yearbook.book.data_files", "yearbook.book.extra_files", "yearbook.book.annex")
    program = (code_fingerprint(*modules), topics_fingerprint(), installed())
    same = (data_fingerprint(project), str(published), address, program)
    shown = {data.exhibit["name"]: data for data in book.data}
    keys = {name: fingerprint(same, data.exhibit, _chart_of(book, name)) for name, data in shown.items()}
    whole = {"": fingerprint(keys, [one.chapter for one in annexed(book.pages)])} | keys
    before = _keys_of(book.figures)
    if before != whole:
        key_file(book.figures).unlink(missing_ok=True)
        changed = [name for name in shown if before.get(name) != keys[name]]
        others = EXTRAS if changed or before.keys() != whole.keys() else set()
        _keep_only(book.figures, (set(shown) | EXTRAS) - {*changed, *others})
        write_annex(book.figures, book.view, book.pages)
        write_data(book.figures, book.source / PICTURES, [shown[name] for name in changed], published)
        if others:  # the title of a chapter stands in the annex alone
            from .extra_files import write_extras  # noqa: PLC0415  as for the explorer

            write_extras(book.figures, book.view, book.data, published, address)
        write_whole(key_file(book.figures), json.dumps(whole).encode())


def _chart_of(book: Book, name: str) -> str:
    return file_fingerprint(book.source / PICTURES / f"{name}.svg")


def _keys_of(folder: Path) -> dict[str, str]:
    """Return the keys of the exhibits whose files are in a folder; none if it was not written to the end."""
    with contextlib.suppress(ValueError):
        return dict(json.loads(read_kept(key_file(folder)) or b"{}")) if folder.is_dir() else {}
    return {}


def _keep_only(folder: Path, names: set[str]) -> None:
    """Remove all files that do not belong to one of these exhibits."""
    for path in files_in([folder]):
        if path.parent != folder / FOLDER or path.name.split(".")[0] not in names:
            path.unlink()
