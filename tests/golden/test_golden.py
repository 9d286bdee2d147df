"""What the tiny edition says, word for word and figure for figure.

A page is compared as its reader gets it: exhibits in Markdown, facts in place of their names. After a change that is
meant, `pytest tests/golden --update-golden` writes the files anew; read their difference before committing them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).parent
LANGUAGES, CHAPTERS = ("lv", "en"), ("asylum", "decisions", "factsheet")
GLUED = re.compile(r"\{glue:text\}`([^`]+)`")


def compare(file: Path, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.is_file(), f"{file.name} is not there; pytest tests/golden --update-golden writes it"
    assert text == file.read_text("utf-8")


def facts_of(notebook: nbformat.NotebookNode) -> dict[str, str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    glued = [output for output in outputs if "scrapbook" in output.metadata]
    return {o.metadata["scrapbook"]["name"]: ast.literal_eval(next(iter(o.data.values()))) for o in glued}


def said(path: Path) -> str:
    """Return the page's text with its facts in place; a no-break space is written as an underscore between digits."""
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    facts = facts_of(notebook)
    parts = [GLUED.sub(lambda m: facts[m[1]], c.source) for c in notebook.cells if c.cell_type == "markdown"]
    return "\n\n".join(part.strip() for part in parts).replace("\N{NO-BREAK SPACE}", "_") + "\n"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_page_says_what_it_said(built, request, code, chapter):
    compare(HERE / code / f"{chapter}.md", said(built.source(code) / f"{chapter}.ipynb"), request)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_facts_are_what_they_were(built, request, code):
    lines = []
    for chapter in CHAPTERS:
        notebook = nbformat.reads((built.source(code) / f"{chapter}.ipynb").read_text("utf-8"), as_version=4)
        lines += [f"{name} = {text}" for name, text in facts_of(notebook).items()]
    text = "\n".join(dict.fromkeys(lines)).replace("\N{NO-BREAK SPACE}", "_") + "\n"
    compare(HERE / code / "facts.txt", text, request)


def test_the_figures_behind_the_exhibits_are_what_they_were(built, request):
    written = sorted((built.book("lv") / "data").glob("*.csv"))
    for file in written:
        compare(HERE / "data" / file.name, file.read_text("utf-8"), request)
    assert [file.name for file in written] == [file.name for file in sorted((HERE / "data").glob("*.csv"))]


def test_both_languages_stand_on_the_same_figures(built):
    lv, en = ({f.name: f.read_bytes() for f in (built.book(code) / "data").glob("*.csv")} for code in LANGUAGES)
    assert lv == en
