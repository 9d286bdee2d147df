"""The factsheet: two printed pages made from the page `factsheet`, so that paper, web and chapters say the same."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from nbformat import NotebookNode

from ..cache.code import code_fingerprint
from ..cache.fingerprint import fingerprint, installed
from ..cache.store import write_whole
from ..edition import Edition
from ..errors import YearbookError
from ..pages import FOLDER, Page
from ..project import Project
from ..prose import GLUED
from ..site.typography import bound
from ..sourcing import released_on
from ..typst.factsheet import Chart, Factsheet, KeyNumber, Section, compile_factsheet
from ..typst.problems import PdfError
from ..view import View
from .behind import plain_text
from .rendering import is_fresh, key_file
from .settings import FACTSHEET, FACTSHEET_PDF, book_address, credits_of, epoch_of, marks, published_of, site_address
from .staging import Book

EXHIBIT = re.compile(r"\{exhibit-data\} (\w+)")
ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)(?: <[^>]*>)?`")


def write_factsheet(project: Project, book: Book, edition: Edition) -> None:
    """Write a book's factsheet as PDF into its work folder, unless it was made from the same text and pictures.

    Raises:
        YearbookError: it fills more than two pages, or holds what has no place there.
    """
    stamps = tuple(marks(book.view, edition, datetime.now(UTC).date()))
    address = book_address(book.view, site_address(project))
    sheet = replace(factsheet_of(book.view, book.pages[FACTSHEET], address), marks=stamps)
    program = (code_fingerprint("yearbook.typst.factsheet"), installed())
    key = fingerprint(asdict(sheet), epoch_of(edition), program)
    if is_fresh(book.sheet, key):
        return
    key_file(book.sheet).unlink(missing_ok=True)
    shutil.rmtree(book.sheet, ignore_errors=True)
    book.sheet.mkdir(parents=True)
    try:
        compile_factsheet(sheet, book.sheet / FACTSHEET_PDF, timestamp=epoch_of(edition))
    except PdfError as error:
        reader = f"{book.view.country}, {book.view.language.code}, {book.view.year}"
        where = f"notebooks/{FACTSHEET}.ipynb ({reader}); {error.where}"
        raise PdfError(error.what, where=where, remedy=error.remedy or "shorten its text") from error
    write_whole(key_file(book.sheet), key.encode())


def factsheet_of(view: View, page: Page, address: str = "") -> Factsheet:
    """Return what the factsheet says: the text, key numbers and charts of its page, for paper.

    Args:
        view: whose figures, for which reader.
        page: the executed chapter `factsheet`.
        address: of the book's folder on the web, or "".

    Raises:
        YearbookError: the page shows a table.
    """
    found = _Found(page)
    for cell in page.notebook.cells:
        if cell.cell_type == "markdown":
            found.read(cell.source, view.language.code, facts_of(page.notebook))
    published = published_of(view)
    word = view.language.word
    issued = word("annex_issued").format(when=released_on(published.day.isoformat(), view.language))
    return Factsheet(
        language=view.language.code,
        title=found.title,
        subtitle=" ".join(found.lead),
        institution=published.author,
        key_numbers=tuple(found.numbers),
        sections=tuple(one for one in found.sections if one.paragraphs or one.chart),
        notes=(*found.notes, word("reuse")),
        footer=tuple(line for line in (*credits_of(view), f"{published.title}. {issued}", address) if line),
    )


def facts_of(notebook: NotebookNode) -> dict[str, str]:
    """Return the text of each fact that the cells of an executed notebook made."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    glued = [output for output in outputs if "scrapbook" in output.get("metadata", {})]
    return {one.metadata["scrapbook"]["name"]: ast.literal_eval(next(iter(one.data.values()))) for one in glued}


def spoken(text: str, facts: Mapping[str, str], code: str) -> str:
    """Return Markdown with its facts and roles in words, in which what belongs together stays on one line."""
    told = GLUED.sub(lambda key: re.sub(r"([\\`*_\[\]<])", r"\\\1", facts[key[1]]), bound(text, code))
    return ROLE.sub(r"\1", told)


@dataclass
class _Found:
    """What reading the page has found so far."""

    page: Page
    title: str = ""
    lead: list[str] = field(default_factory=list)
    numbers: list[KeyNumber] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, source: str, code: str, facts: Mapping[str, str]) -> None:
        """Take in one cell: headings, paragraphs, items of lists, exhibits; not what stands for the web alone."""
        above = ""
        for token in _tokens(spoken(source, facts, code)):
            if token.type == "inline":
                self._say(_words(token), above)
            elif named := EXHIBIT.match(token.info):
                self._show(next(one for one in self.page.exhibits if one["name"] == named[1]))
            above = token.tag if token.type == "heading_open" else ""

    def _say(self, text: str, heading: str) -> None:
        if heading == "h1":
            self.title = text
        elif heading:
            self.sections.append(Section(text))
        elif not self.sections:
            self.lead.append(text)
        else:
            last = self.sections[-1]
            self.sections[-1] = replace(last, paragraphs=(*last.paragraphs, text))

    def _show(self, exhibit: Mapping[str, Any]) -> None:
        notes = tuple(plain_text(note) for note in exhibit["notes"])
        if exhibit["kind"] == "numbers":
            self.numbers += [KeyNumber(**card) for card in exhibit["cards"]]
            self.notes += notes
        elif exhibit["kind"] == "figure":
            svg = self.page.files[f"{FOLDER}/{exhibit['name']}-phone.svg"]
            chart = Chart(svg, exhibit["alt"], exhibit["title"], notes)
            if not self.sections or self.sections[-1].chart:
                self.sections.append(Section(""))
            self.sections[-1] = replace(self.sections[-1], chart=chart)
        else:
            raise YearbookError(
                f"a factsheet has no place for the table '{exhibit['name']}'",
                where=f"notebooks/{FACTSHEET}.ipynb",
                remedy="show key numbers or a chart",
            )


def _tokens(text: str) -> Iterator[Token]:
    yield from MarkdownIt().use(colon_fence_plugin).use(attrs_block_plugin).parse(text)


def _words(token: Token) -> str:
    """Return the text of a line of Markdown without its markup."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in token.children or ())
