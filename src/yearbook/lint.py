"""The notebook lint: what keeps chapters thin, whole in every language and free of typed figures.

Each finding says what is wrong, where, what to do and why.
"""

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
TESTED = "only what stands in the package is tested, and serves other chapters too"
WHOLE = "the report says the same in every language"

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
            findings.append(YearbookError(error.what, where=f"notebooks/{path.name}", remedy=error.remedy))
            continue
        findings += [
            YearbookError(what, where=f"notebooks/{path.name}, {where}", remedy=f"{remedy}: {reason}")
            for what, where, remedy, reason in (*_code(notebook), *_prose(notebook), *_twins(notebook))
        ]
    return findings


Finding = tuple[str, str, str, str]
"""What is wrong, where, what to do, and why the rule is there."""


def _code(notebook: NotebookNode) -> Iterator[Finding]:
    total = 0
    for number, cell in _cells(notebook, "code"):
        where, lines = f"cell {number}", cell.source.count("\n") + 1
        total += lines
        if cell.get("outputs") or cell.get("execution_count"):
            remedy = "choose Clear Outputs of All Cells in JupyterLab (menu Edit) and save"
            yield "the cell has stored outputs", where, remedy, "they are old figures, and make each change unreadable"
        if lines > CELL_LINES:
            what = f"the cell has {lines} lines, more than {CELL_LINES}"
            yield what, where, "move logic to an indicator or a chart", TESTED
        yield from _statements(cell, where)
    if total > CODE_LINES:
        what = f"{total} lines of code, more than {CODE_LINES}"
        yield what, "all cells", "move logic into the package, or split the chapter", TESTED


def _statements(cell: NotebookNode, where: str) -> Iterator[Finding]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        what, remedy = f"the code is not Python: {error.msg}", "mend it, and leave out commands of Jupyter (% and !)"
        yield what, f"{where}, line {error.lineno}", remedy, "the rules can only be checked in plain Python"
        return
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree)):
        yield "the cell defines a function", where, "put it into the package", TESTED
    if PARAMETERS in tags_of(cell):
        names = sorted(
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        )
        if tuple(names) != EXPECTED:
            what, remedy = f"the parameters are {', '.join(names)}", f"set {', '.join(EXPECTED)} and nothing else"
            yield what, where, remedy, "the build gives each chapter these, so that one notebook serves every edition"
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        titles = {word.arg for word in call.keywords} & set(LANGUAGES)
        if titles and titles != set(LANGUAGES):
            missing = ", ".join(sorted(set(LANGUAGES) - titles))
            remedy = "give the title in every language"
            yield f"a title has no text in: {missing}", where, remedy, "its readers would find another language there"


def _prose(notebook: NotebookNode) -> Iterator[Finding]:
    for number, cell in _cells(notebook, "markdown"):
        found = re.search(r"\d[\d .,]*", _TYPED.sub(" ", cell.source))
        if found:
            yield (
                f"the number '{found[0].strip()}' is typed",
                f"cell {number}",
                "write it as a fact, {glue:text}`indicator`; years, dates and law numbers may be typed",
                "it would be false in the next edition and for every other country",
            )


def _twins(notebook: NotebookNode) -> Iterator[Finding]:
    """Every Markdown cell has a twin in each other language beside it, with the same headings and facts to tell."""
    expected: list[str] = []
    for number, cell in _cells(notebook, "markdown"):
        spoken = [tag.removeprefix("lang-") for tag in tags_of(cell) if tag.startswith("lang-")]
        if len(spoken) != 1 or spoken[0] not in LANGUAGES:
            remedy = "tag it lang-lv or lang-en"
            yield "the text has no language", f"cell {number}", remedy, "each book takes the texts with its own tag"
            return
        if not expected:
            expected, levels, bound = [code for code in LANGUAGES if code != spoken[0]], _levels(cell), _bound(cell)
        elif spoken[0] not in expected:
            what = f"the text has no twin in: {', '.join(expected)}"
            yield what, f"cell {number - 1}", "translate it just below", WHOLE
            return
        else:
            expected.remove(spoken[0])
            if _levels(cell) != levels:
                yield (
                    "the headings differ from those of the twin above",
                    f"cell {number}",
                    "give both the same headings",
                    "the book has the same sections in every language",
                )
            if _bound(cell) != bound:
                yield (
                    "the tags of country or year differ from those of the twin above",
                    f"cell {number}",
                    "give both the same tags",
                    "readers of one language would be told what the others are not",
                )
    if expected:
        what = f"the last text has no twin in: {', '.join(expected)}"
        yield what, f"cell {number}", "translate it just below", WHOLE


def _bound(cell: NotebookNode) -> set[str]:
    return {tag for tag in tags_of(cell) if not tag.startswith("lang-")}


def _levels(cell: NotebookNode) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", cell.source, re.MULTILINE)]


def _cells(notebook: NotebookNode, kind: str) -> list[tuple[int, NotebookNode]]:
    return [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == kind]
