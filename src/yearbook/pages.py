"""From an executed notebook to a page of the book: one reader's text, exhibits as files, nothing of the run itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from .errors import UnknownName, YearbookError
from .execution import INJECTED, PARAMETERS, tags_of
from .exhibit import DATA_PLACE, METADATA
from .site.languages import keep_cells

GLUED = re.compile(r"\{glue:text\}`([^`]+)`")
PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
CLASSES = re.compile(r"\{[.#][^}]*\}")
FOLDER = "exhibits"
ENDINGS = ("csv", "json")


@dataclass(frozen=True)
class Page:
    """A chapter ready for Jupyter Book.

    Attributes:
        notebook: its cells with the outputs that readers see.
        files: pictures by path beside the page.
        exhibits: name, kind, title and records of every chart and table.
    """

    notebook: NotebookNode
    files: Mapping[str, str]
    exhibits: tuple[Mapping[str, Any], ...]


def page_of(notebook: NotebookNode, name: str, language: str, country: str) -> Page:
    """Return the page of an executed chapter in one language for one country.

    Raises:
        UnknownName: a sentence asks for a fact that no cell makes.
        YearbookError: two exhibits of the chapter have one name.
    """
    facts = _facts(notebook)
    files: dict[str, str] = {}
    exhibits: dict[str, Mapping[str, Any]] = {}
    cells = []
    for number, cell in enumerate(keep_cells(notebook.cells, language, country), start=1):
        if {PARAMETERS, INJECTED} & set(tags_of(cell)):
            continue
        if cell.cell_type == "markdown":
            text = standing_text(cell.source, facts, where=f"notebooks/{name}.ipynb, cell {number}")
            cells.append(new_markdown_cell(text, id=cell.id))
        elif cell.cell_type == "code":
            cells += _published(cell, files, exhibits, where=f"notebooks/{name}.ipynb, cell {number}")
    page = new_notebook(cells=cells, metadata={"kernelspec": notebook.metadata.kernelspec})
    return Page(page, files, tuple(exhibits.values()))


def standing_text(source: str, facts: Mapping[str, bool], where: str) -> str:
    """Return Markdown without the paragraphs and list items that ask for a fact without a figure.

    The exhibit of the same indicator says in words that the figure is not available; a sentence on it would be wrong.
    A heading whose text is gone goes too.

    Raises:
        UnknownName: a fact that no cell of the notebook makes.
    """
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", source):
        standing = _standing(block, facts, where)
        if standing:
            kept.append(standing)
        elif kept and kept[-1].startswith("#"):
            kept.pop()
    return "\n\n".join(kept)


def _standing(block: str, facts: Mapping[str, bool], where: str) -> str:
    """Return the items of a list, or the paragraph, that may stand; a class in braces goes with the last of them."""
    items = re.split(r"\n(?=\s*(?:[-*+]|\d+\.) )", block)
    kept = [item for item in items if all(_available(key, facts, where) for key in GLUED.findall(item))]
    return "" if kept and all(CLASSES.fullmatch(item) for item in kept) else "\n".join(kept)


def _available(key: str, facts: Mapping[str, bool], where: str) -> bool:
    if key not in facts:
        raise UnknownName("fact", key, facts, where=where)
    return facts[key]


def _facts(notebook: NotebookNode) -> dict[str, bool]:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    marks = (output.get("metadata", {}).get(METADATA, {}) for output in outputs)
    return {mark["fact"]: mark["available"] for mark in marks if "fact" in mark}


def _published(
    cell: NotebookNode, files: dict[str, str], exhibits: dict[str, Mapping[str, Any]], where: str
) -> list[NotebookNode]:
    """Return what readers see of a code cell: its exhibits as text of the page, and what else it displays.

    Previews, messages of the run and the code itself stay behind.
    """
    shown: list[NotebookNode] = []
    others: list[NotebookNode] = []
    for output in cell.outputs:
        mark = output.get("metadata", {}).get(METADATA, {})
        if mark.get("preview") or output.output_type == "stream":
            continue
        if "exhibit" in mark:
            exhibit = mark["exhibit"]
            if exhibit["name"] in exhibits:
                raise YearbookError(f"two exhibits are called '{exhibit['name']}'", where=where)
            exhibits[exhibit["name"]] = exhibit
            shown.append(new_markdown_cell(_detached(output, exhibit, files), id=f"{cell.id}-{len(shown)}"))
            continue
        output.get("metadata", {}).pop(METADATA, None)
        others.append(output)
    if others:
        cell.outputs, cell.execution_count, cell.metadata = others, None, {"tags": tags_of(cell)}
        shown.insert(0, cell)
    return shown


def _data_links(exhibit: Mapping[str, Any]) -> str:
    """Return the links to the figures behind an exhibit; they lead to files that stand beside the web page only."""
    if not exhibit["records"]:
        return ""
    files = ", ".join(f"{{data-file}}`{exhibit['name']}.{ending}`" for ending in ENDINGS)
    return f":::{{only}} html\n{exhibit['data_word']}: {files}\n:::"


def _detached(output: NotebookNode, exhibit: Mapping[str, Any], files: dict[str, str]) -> str:
    """Return the text of an exhibit with its picture in a file of its own."""
    text: str = output.data["text/markdown"].replace(DATA_PLACE, _data_links(exhibit))
    picture = PICTURE.search(text)
    if not picture:
        return text
    path = f"{FOLDER}/{exhibit['name']}.svg"
    files[path] = base64.b64decode(picture[1]).decode()
    files[path.replace(".svg", "-phone.svg")] = exhibit["phone"]
    return PICTURE.sub(path, text)
