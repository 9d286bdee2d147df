"""Rendering a staged book as HTML and PDF, unless it was rendered already from the same pages by the same program."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..cache.code import code_fingerprint
from ..cache.fingerprint import file_fingerprint, files_in, fingerprint, installed, tree_fingerprint
from ..cache.store import read_kept, write_whole
from ..edition import Edition
from ..project import Project
from .render import Spec, render
from .settings import epoch_of, settings_of
from .shelf import Card
from .staging import Book

PAGES = {".ipynb", ".md"}
WRITTEN = ("yearbook_pdf", "yearbook_shelf")
"""Settings that pages take when they are written: where only these have changed, none is read again."""
RENDERERS = ("yearbook.book.render", "yearbook.site", "yearbook.typst")


@dataclass(frozen=True)
class Rendering:
    """What is to be rendered of a book, and the fingerprints of what it is made from.

    Attributes:
        book: what is rendered.
        builders: "html" and "typst", or the first alone.
        how: for the process that renders.
        around: fingerprint of all but the text of pages.
        key: fingerprint of everything.
    """

    book: Book
    builders: Sequence[str]
    how: Callable[[str], None]
    around: str
    key: str

    def run(self) -> None:
        """Render the book into its work folder; the PDF takes the pages as they were read for the HTML."""
        folders = {"html": self.book.html, "typst": self.book.pdf}
        for builder in self.builders:
            folder = folders[builder]
            if is_fresh(folder, self.key):
                continue
            made = {folder: self.key}
            if builder == "html":
                made[self.book.doctrees] = self.around
            # where only text has changed, Sphinx reads those pages alone, and writes what that changes (see `renewal`)
            goes_on = builder == "html" and key_file(folder).is_file() and is_fresh(self.book.doctrees, self.around)
            for one in made:
                key_file(one).unlink(missing_ok=True)
            for old in () if goes_on else made:
                shutil.rmtree(old, ignore_errors=True)
            self.how(builder)
            for one, inputs in made.items():
                write_whole(key_file(one), inputs.encode())


def rendering_of(
    project: Project, book: Book, edition: Edition, formats: Sequence[str], shelf: Sequence[Card]
) -> Rendering:
    """Return how a book is rendered.

    Args:
        project: whose `_config.yml` holds.
        book: what is rendered.
        edition: its edition.
        formats: "html" is always made, "pdf" if it is among them.
        shelf: the books that will stand in the site.
    """
    overrides = settings_of(book.view, edition, pdf="pdf" in formats, shelf=shelf, pages=book.pages)
    config, epoch = project.root / "_config.yml", epoch_of(edition)
    program = fingerprint(file_fingerprint(config), epoch, code_fingerprint(*RENDERERS), installed())
    read = {name: value for name, value in overrides.items() if name not in WRITTEN}
    files = files_in([book.source])
    pages = [path for path in files if path.parent == book.source and path.suffix in PAGES]
    others = [path for path in files if path not in pages]
    around = fingerprint(read, program, [page.name for page in pages], tree_fingerprint(*others, root=book.source))
    key = fingerprint(overrides, around, tree_fingerprint(*pages, root=book.source))

    def how(builder: str) -> None:
        folder = book.html if builder == "html" else book.pdf
        places = (str(book.source), str(folder), str(book.doctrees), str(config))
        render(Spec(*places, overrides, builder), epoch=epoch, kept=project.build / "cache")

    return Rendering(book, ("html", "typst") if "pdf" in formats else ("html",), how, around, key)


def is_fresh(folder: Path, key: str) -> bool:
    """Say whether a folder was made whole from inputs with this fingerprint."""
    return read_kept(key_file(folder)) == key.encode() and folder.is_dir()


def key_file(folder: Path) -> Path:
    """Return the file beside a folder that holds the fingerprint of what it was made from."""
    return folder.with_suffix(".key")
