"""The notebook lint: what keeps chapters thin, whole in every language and free of typed figures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from .errors import YearbookError
from .language import LANGUAGES
from .notebook import PARAMETERS, read_notebook, tags_of
from .project import Project

CODE_LINES, CELL_LINES = 80, 12
EXPECTED = ("country", "edition", "language")

# What may be typed in prose: years and dates, and the numbers of laws, articles, grants and projects.
_TYPED = re.compile(
    r"""
    \{glue:text\}`[^`]*` | \{[a-z:]+\}`[^`]*` | \]\([^)]*\) | `[^`]*`
    | \b(19|20)\d\d(/\d+)?(/(ES|EU|EC|EK))?\b\.?
    | \b\d{1,2}\.\s+(janvār|februār|mart|aprīl|maij|jūnij|jūlij|august|septembr|oktobr|novembr|decembr)\w+
    | \b\d{1,2}\s+(January|February|March|April|May|June|July|August|September|October|November|December)\b
    | \b(Article|Regulation|Directive|Decision|No|no\.|Nr\.)\s+[\d()/EUC]+
    | \b\d+\.\s+pant\w+
    | ^\s*\d+\.\s
    """,
    re.VERBOSE | re.MULTILINE,
)


def lint_notebooks(project: Project) -> list[YearbookError]:
    """Return everything found wrong in the notebooks of a project."""
    findings: list[YearbookError] = []
    for path in sorted(project.notebooks.glob("*.ipynb")):
        try:
            notebook = read_notebook(path)
        except YearbookError as error:
            findings.append(error)
            continue
        findings += [
            YearbookError(what, where=f"notebooks/{path.name}, {where}", remedy=remedy)
            for what, where, remedy in (*_code(notebook), *_prose(notebook), *_twins(notebook))
        ]
    return findings


Finding = tuple[str, str, str]


def _code(notebook: NotebookNode) -> Iterator[Finding]:
    total = 0
    for number, cell in _cells(notebook, "code"):
        where, lines = f"cell {number}", cell.source.count("\n") + 1
        total += lines
        if cell.get("outputs") or cell.get("execution_count"):
            yield "the cell has stored outputs", where, "clear all outputs in JupyterLab (menu Edit) and save"
        if lines > CELL_LINES:
            yield f"the cell has {lines} lines, more than {CELL_LINES}", where, "move logic to an indicator or a chart"
        yield from _statements(cell, where)
    if total > CODE_LINES:
        yield f"{total} lines of code, more than {CODE_LINES}", "all cells", "move logic into the package"


def _statements(cell: NotebookNode, where: str) -> Iterator[Finding]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"the code is not Python: {error.msg}", where, "run the cell in JupyterLab"
        return
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree)):
        yield "the cell defines a function", where, "put it into the package, where it can be tested"
    if PARAMETERS in tags_of(cell):
        names = sorted(
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        )
        if tuple(names) != EXPECTED:
            yield f"the parameters are {', '.join(names)}", where, f"a chapter has {', '.join(EXPECTED)}"
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        titles = {word.arg for word in call.keywords} & set(LANGUAGES)
        if titles and titles != set(LANGUAGES):
            missing = ", ".join(sorted(set(LANGUAGES) - titles))
            yield f"a title has no text in: {missing}", where, "give the title in every language"


def _prose(notebook: NotebookNode) -> Iterator[Finding]:
    for number, cell in _cells(notebook, "markdown"):
        found = re.search(r"\d[\d .,]*", _TYPED.sub(" ", cell.source))
        if found:
            yield (
                f"the number '{found[0].strip()}' is typed",
                f"cell {number}",
                "write it as a fact: {glue:text}`indicator`; years, dates and law numbers may be typed",
            )


def _twins(notebook: NotebookNode) -> Iterator[Finding]:
    """Every Markdown cell has a twin in each other language beside it, with the same headings and facts to tell."""
    expected: list[str] = []
    for number, cell in _cells(notebook, "markdown"):
        spoken = [tag.removeprefix("lang-") for tag in tags_of(cell) if tag.startswith("lang-")]
        if len(spoken) != 1 or spoken[0] not in LANGUAGES:
            yield "the text has no language", f"cell {number}", "tag it lang-lv or lang-en"
            return
        if not expected:
            expected, levels, bound = [code for code in LANGUAGES if code != spoken[0]], _levels(cell), _bound(cell)
        elif spoken[0] not in expected:
            yield f"the text has no twin in: {', '.join(expected)}", f"cell {number - 1}", "translate it just below"
            return
        else:
            expected.remove(spoken[0])
            if _levels(cell) != levels:
                yield (
                    "the headings differ from those of the twin above",
                    f"cell {number}",
                    "give both the same headings",
                )
            if _bound(cell) != bound:
                yield (
                    "the tags of country or year differ from those of the twin above",
                    f"cell {number}",
                    "make them agree",
                )
    if expected:
        yield f"the last text has no twin in: {', '.join(expected)}", f"cell {number}", "translate it just below"


def _bound(cell: NotebookNode) -> set[str]:
    return {tag for tag in tags_of(cell) if not tag.startswith("lang-")}


def _levels(cell: NotebookNode) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", cell.source, re.MULTILINE)]


def _cells(notebook: NotebookNode, kind: str) -> list[tuple[int, NotebookNode]]:
    return [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == kind]
