"""Builds small projects with the builder, in this process."""

from __future__ import annotations

import base64
import io
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pypdfium2
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace

KITCHEN = Path(__file__).with_name("kitchen")
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mMQMEjAihiGlgQAjakoAbFrsfwAAAAASUVORK5CYII="


@dataclass(frozen=True)
class Built:
    """One built project."""

    out: Path
    warnings: str

    @property
    def source(self) -> str:
        return (self.out / "report.typ").read_text(encoding="utf-8")

    @property
    def pdf(self) -> Path:
        return self.out / "report.pdf"

    @property
    def pages(self) -> list[str]:
        with pypdfium2.PdfDocument(self.pdf) as document:
            return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]

    @property
    def text(self) -> str:
        return " ".join("\n".join(self.pages).split())


def build(folder: Path, builder: str = "typst", **settings: object) -> Built:
    """Build the project in `folder` with settings laid over its own."""
    said = io.StringIO()
    out = folder / "_build" / builder
    doctrees = folder / "_build" / ".doctrees"
    nocolor()
    translators.clear()  # Sphinx keeps the words of the language before, if the next one has no catalogue
    with docutils_namespace():
        Sphinx(folder, folder, out, doctrees, builder, settings, status=io.StringIO(), warning=said).build()
    return Built(out, said.getvalue())


def kitchen(language: str, place: Path) -> Path:
    """Copy the kitchen sink of a language below `place` and return its folder."""
    folder = place / language
    shutil.copytree(KITCHEN / language, folder)
    if language == "en":
        (folder / "dot.png").write_bytes(base64.b64decode(DOT))
        notebook(folder / "notebook.ipynb")
    return folder


def notebook(path: Path) -> None:
    """Write an executed notebook like those of the book: exhibits as MyST in Markdown output."""
    svg = base64.b64encode((KITCHEN / "en" / "chart.svg").read_bytes()).decode()
    figure = (
        f":::{{figure}} data:image/svg+xml;base64,{svg}\n:name: figure-cell\n:alt: A line that rises\n\n"
        "From a cell\n\nSource: *here*.\n:::"
    )
    table = ":::{table} A table from a cell\n:name: table-cell\n\n| a | b |\n|--|--:|\n| x | 12.5 |\n:::"

    def cell(source: str, data: dict[str, str], *tags: str) -> nbformat.NotebookNode:
        output = nbformat.v4.new_output("display_data", data=data)
        metadata = {"tags": list(tags), "mystnb": {"markdown_format": "myst"}}
        return nbformat.v4.new_code_cell(source, metadata=metadata, outputs=[output])

    glued = {"scrapbook": {"mime_prefix": "application/papermill.record/", "name": "count"}}
    fact = nbformat.v4.new_output(
        "display_data", data={"application/papermill.record/text/plain": "'1,700'"}, metadata=glued
    )
    text = "# A notebook\n\nSee {numref}`figure-cell` and {numref}`table-cell`; there were {glue:text}`count` of them."
    cells = [
        nbformat.v4.new_markdown_cell(text),
        nbformat.v4.new_code_cell("here.facts()", metadata={"tags": ["remove-cell"]}, outputs=[fact]),
        cell("here.figure()", {"text/markdown": figure, "text/plain": "<Figure>"}, "remove-input"),
        cell("here.table()", {"text/markdown": table, "text/plain": "<Table>"}, "hide-input"),
        cell("print('shown')", {"text/html": "<b>dropped</b>", "text/plain": "plain twin"}),
    ]
    book = nbformat.v4.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    for index, item in enumerate(book.cells):
        item["id"] = f"cell-{index}"
    nbformat.write(book, path)


if __name__ == "__main__":  # write the golden sources anew
    for code in ("en", "lv"):
        with tempfile.TemporaryDirectory() as scratch:
            text = build(kitchen(code, Path(scratch))).source
            (KITCHEN.with_name("golden") / f"{code}.typ").write_text(text, encoding="utf-8")
