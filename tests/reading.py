"""Read a chapter of the project itself as its readers would, without a kernel and without drawing to files."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

import nbformat
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from nbformat.v4 import new_output

import yearbook.chapter as module
from yearbook.chapter import Chapter
from yearbook.notebook import tags_of
from yearbook.pages import Page, Readers, page_of
from yearbook.view import View

GLUED = re.compile(r"\{glue:text\}`([^`]+)`")
PICTURE = re.compile(r"data:image/svg[^\s)]*")


def read_chapter(name: str, view: View, monkeypatch) -> tuple[Page, dict[str, str]]:
    """Run the code cells of a notebook here and return its page and its facts."""
    project = view.results.figures.project
    notebook = nbformat.read(project.notebooks / f"{name}.ipynb", as_version=4)
    outputs: list = []

    def display(data: Mapping, *, raw: bool, metadata: Mapping) -> None:
        assert raw
        outputs.append(new_output("display_data", data=dict(data), metadata=dict(metadata)))

    monkeypatch.setattr(module, "display", display)
    known = {"here": Chapter(view)}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" not in tags_of(cell):
            if "chapter(edition" not in cell.source:
                exec(compile(cell.source, name, "exec"), known)  # noqa: S102  our own notebook
            cell.outputs = list(outputs)
            outputs.clear()
    page = page_of(notebook, name, Readers.of(view))
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    facts = {o.metadata["scrapbook"]["name"]: o.data for o in shown if "scrapbook" in o.metadata}
    return page, {key: ast.literal_eval(next(iter(data.values()))) for key, data in facts.items()}


def prose(page: Page, facts: Mapping[str, str]) -> str:
    """Return all that the page says, facts in place of their names, pictures as their alternative texts."""
    said = "\n\n".join(cell.source for cell in page.notebook.cells if cell.cell_type == "markdown")
    return PICTURE.sub("", GLUED.sub(lambda glue: facts[glue[1]], said))


def collisions(figure: Figure) -> list[str]:
    """Return the pairs of texts of a figure that cover one another, and those that leave the sheet."""
    figure.set_dpi(72 * 4)  # letters are not hinted into other widths at this resolution
    FigureCanvasAgg(figure).draw()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    wide, high = figure.get_size_inches() * 72 * 4
    found = [
        f"{t!r} leaves the sheet" for t, b in boxes if b.x0 < -2 or b.y0 < -2 or b.x1 > wide + 2 or b.y1 > high + 2
    ]
    for number, (one, a) in enumerate(boxes):
        for other, b in boxes[number + 1 :]:
            if min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2:
                found.append(f"{one!r} covers {other!r}")
    return found
