"""Rendering a staged book as HTML and PDF, unless it was rendered already from the same pages by the same program."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ..cache.code import code_fingerprint
from ..cache.fingerprint import file_fingerprint, fingerprint, installed, tree_fingerprint
from ..cache.store import read_kept, write_whole
from ..edition import Edition
from ..project import Project
from ..site.disclosure import ENDING
from .render import Rendering, render
from .settings import epoch_of, settings_of
from .shelf import Card
from .staging import Book

RENDERERS = ("yearbook.book.render", "yearbook.site", "yearbook.typst")


def render_book(project: Project, book: Book, edition: Edition, formats: Sequence[str], shelf: Sequence[Card]) -> None:
    """Render a book into its work folder; the PDF takes the pages as they were read for the HTML.

    Args:
        project: whose `_config.yml` holds.
        book: what is rendered.
        edition: its edition.
        formats: "html" is always made, "pdf" if it is among them.
        shelf: the books that will stand in the site.
    """
    overrides = settings_of(book.view, edition, pdf="pdf" in formats, shelf=shelf, pages=book.pages)
    config, epoch = project.root / "_config.yml", epoch_of(edition)
    pages, theirs = tree_fingerprint(book.source, root=book.source), file_fingerprint(config)
    settings = fingerprint(overrides, theirs, epoch, code_fingerprint(*RENDERERS), installed())
    _clear_doctrees(book, settings)
    key = fingerprint(pages, settings)
    wanted = {"html": book.html, "typst": book.pdf} if "pdf" in formats else {"html": book.html}
    for builder, folder in wanted.items():
        if not is_fresh(folder, key):
            shutil.rmtree(folder, ignore_errors=True)
            key_file(folder).unlink(missing_ok=True)
            places = (str(book.source), str(folder), str(book.doctrees), str(config))
            render(Rendering(*places, overrides, builder), epoch=epoch, kept=project.build / "cache")
            write_whole(key_file(folder), key.encode())


def _clear_doctrees(book: Book, settings: str) -> None:
    """Forget the pages as they were read before, unless only the content of some of them has changed since.

    Sphinx then reads those alone and writes all.
    """
    read_along = tree_fingerprint(book.source / "_toc.yml", *book.source.rglob(f"*{ENDING}"), root=book.source)
    key = fingerprint(settings, read_along, sorted(path.name for path in book.source.iterdir() if path.is_file()))
    if not is_fresh(book.doctrees, key):
        key_file(book.doctrees).unlink(missing_ok=True)
        shutil.rmtree(book.doctrees, ignore_errors=True)
        book.doctrees.mkdir(parents=True)
        write_whole(key_file(book.doctrees), key.encode())


def is_fresh(folder: Path, key: str) -> bool:
    """Say whether a folder was made whole from inputs with this fingerprint."""
    return read_kept(key_file(folder)) == key.encode() and folder.is_dir()


def key_file(folder: Path) -> Path:
    """Return the file beside a folder that holds the fingerprint of what it was made from."""
    return folder.with_suffix(".key")
