"""From an executed notebook to a page of the book: one reader's text, exhibits as files, nothing of the run itself."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from .errors import YearbookError
from .exhibit import CARD_LINK, DATA_PLACE, METADATA, card_anchor, escaped
from .notebook import INJECTED, PARAMETERS, tags_of
from .prose import standing_text
from .site.languages import keep_cells
from .view import View

PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
FOLDER = "exhibits"
FINDINGS = "{.key-findings}"


@dataclass(frozen=True)
class Readers:
    """For whom a page is: language, country and reference year of the report that they read; "" and 0 are all."""

    language: str
    country: str = ""
    year: int = 0

    @classmethod
    def of(cls, view: View) -> Readers:
        """Return the readers of a view."""
        return cls(view.language.code, view.country, view.year)


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


def page_of(
    notebook: NotebookNode,
    name: str,
    readers: Readers,
    *,
    cards: Collection[str] = (),
    commentary: str = "",
    link: Callable[[str], str] = str,
) -> Page:
    """Return the page of an executed chapter for its readers.

    Args:
        notebook: as papermill executed it.
        name: of the chapter.
        readers: whose text is kept.
        cards: names of the indicators that have a card in the book, so that exhibits may lead to it.
        commentary: what the contact point's analysts wrote; it stands where the notebook says so, else after the key
            findings.
        link: puts links to the glossary into text.

    Raises:
        UnknownName: a sentence asks for a fact that no cell makes.
        YearbookError: two exhibits of the chapter have one name.
    """
    facts, shown = _facts(notebook), _Shown(name, cards, commentary)
    cells = []
    own = [cell for cell in notebook.cells if INJECTED not in tags_of(cell)]
    numbers = {cell.id: number for number, cell in enumerate(own, start=1)}
    for cell in keep_cells(own, readers.language, readers.country, readers.year):
        where = f"notebooks/{name}.ipynb, cell {numbers[cell.id]}"
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(standing_text(cell.source, facts, where=where), id=cell.id))
        elif cell.cell_type == "code" and PARAMETERS not in tags_of(cell):
            cells += shown.cells(cell, where)
    if commentary and not shown.placed:
        cells = with_commentary(cells, commentary)
    for cell in cells:
        if cell.cell_type == "markdown" and cell.id not in shown.made:
            cell.source = link(cell.source)
    page = new_notebook(cells=cells, metadata={"kernelspec": notebook.metadata.kernelspec})
    return Page(page, shown.files, tuple(shown.exhibits.values()))


def with_commentary(cells: list[NotebookNode], commentary: str) -> list[NotebookNode]:
    """Return the cells of a page with the commentary before the first heading that follows the key findings.

    A page without key findings has it before its second heading.
    """
    told = [number for number, cell in enumerate(cells) if cell.cell_type == "markdown"]
    number = next((one for one in told if FINDINGS in cells[one].source), told[0] if told else 0)
    cell = cells[number]
    _, _, after = cell.source.rpartition(FINDINGS)
    before, heading, rest = after.partition("\n## ")
    texts = [cell.source[: len(cell.source) - len(after)] + before, commentary, heading[1:] + rest]
    ids = (cell.id, f"{cell.id}-commentary", f"{cell.id}-rest")
    own = [new_markdown_cell(text, id=one) for text, one in zip(texts, ids, strict=True) if text]
    return [*cells[:number], *own, *cells[number + 1 :]]


def _facts(notebook: NotebookNode) -> dict[str, bool]:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    marks = (output.get("metadata", {}).get(METADATA, {}) for output in outputs)
    return {mark["fact"]: mark["available"] for mark in marks if "fact" in mark}


@dataclass
class _Shown:
    """What the code cells of one chapter show; it gathers their pictures and exhibits."""

    page: str
    cards: Collection[str]
    commentary: str = ""
    placed: bool = False
    made: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    exhibits: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def cells(self, cell: NotebookNode, where: str) -> list[NotebookNode]:
        """Return what readers see of a code cell: its exhibits as text of the page, and what else it displays.

        Previews, messages of the run and the code itself stay behind.
        """
        texts: list[str] = []
        others: list[NotebookNode] = []
        for output in cell.outputs:
            mark = output.get("metadata", {}).get(METADATA, {})
            if "exhibit" in mark:
                self.made.add(f"{cell.id}-{len(texts)}")
                texts.append(self._exhibit(output.data["text/markdown"], mark["exhibit"], where))
            elif "commentary" in mark:
                texts.append(self.commentary or mark["commentary"])
                self.placed = True
            elif mark.get("text"):
                self.made.add(f"{cell.id}-{len(texts)}")
                texts.append(output.data["text/markdown"])
            elif not mark.get("preview") and output.output_type != "stream":
                output.get("metadata", {}).pop(METADATA, None)
                others.append(output)
        shown = [new_markdown_cell(text, id=f"{cell.id}-{number}") for number, text in enumerate(texts)]
        if others:
            cell.outputs, cell.execution_count, cell.metadata = others, None, {"tags": tags_of(cell)}
            shown.insert(0, cell)
        return shown

    def _exhibit(self, text: str, exhibit: Mapping[str, Any], where: str) -> str:
        """Return the text of an exhibit with its links, its picture in a file of its own."""
        name = exhibit["name"]
        if name in self.exhibits:
            raise YearbookError(f"two exhibits are called '{name}'", where=where, remedy="give one another name")
        self.exhibits[name] = {**exhibit, "page": self.page}
        text, linked = CARD_LINK.subn(self._card, text)
        text = text.replace(DATA_PLACE, "" if linked else self._definitions(exhibit))
        if exhibit["records"]:
            text += f"\n:::{{exhibit-data}} {name}\n:::\n"
        if exhibit["phone"]:
            self.files[f"{FOLDER}/{name}-phone.svg"] = exhibit["phone"]
        numbers = itertools.count()
        return PICTURE.sub(lambda picture: self._picture(picture, name, next(numbers)), text)

    def _picture(self, picture: re.Match[str], name: str, number: int) -> str:
        """Keep a picture of an exhibit and return its path: the exhibit's name, numbered if it has several."""
        path = f"{FOLDER}/{name}-{number}.svg" if number else f"{FOLDER}/{name}.svg"
        self.files[path] = base64.b64decode(picture[1]).decode()
        return path

    def _card(self, link: re.Match[str]) -> str:
        """Keep a link to a card that the book has; of another only the text stays."""
        return link[0] if any(card_anchor(name) == f"indicator-{link[2]}" for name in self.cards) else link[1]

    def _definitions(self, exhibit: Mapping[str, Any]) -> str:
        """Return links to the cards of the indicators shown."""
        shown = {name: title for name, title in exhibit["definitions"].items() if name in self.cards}
        links = [f"{{ref}}`{escaped(title)} <{card_anchor(name)}>`" for name, title in shown.items()]
        return f"{exhibit['definition_word']}: {', '.join(links)}." if links else ""
