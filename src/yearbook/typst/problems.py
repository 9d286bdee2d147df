"""What can be wrong with a document on its way to the PDF, said with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.errors import SphinxError

from ..errors import YearbookError

_CELL = 10_000  # myst-nb counts a line of a notebook as 10,000 times its cell plus the line within the cell


class PdfError(YearbookError, SphinxError):
    """The book cannot become a PDF; Sphinx prints it without a traceback."""

    category = "PDF error"


@dataclass(frozen=True)
class Problem:
    """One fault of a document: what, and where (document and line as far as known)."""

    what: str
    where: str


def line_of(node: nodes.Node) -> int | None:
    """Return the line of the nearest node upwards that knows it; in a notebook 10,000 times the cell more."""
    at: nodes.Node | None = node
    while at is not None and not isinstance(at, nodes.document):
        line: int | None = getattr(at, "line", None)
        if line is not None:
            return line
        at = at.parent
    return None


def place(node: nodes.Node, docname: str) -> str:
    """Return "document:line" or "document: cell 2, line 3" as far as known, else the document alone."""
    line = line_of(node)
    if line is None:
        return docname
    cell, within = divmod(line, _CELL)
    return f"{docname}: cell {cell}, line {within}" if cell else f"{docname}:{line}"


def refuse(problems: Sequence[Problem]) -> None:
    """Raise one error that lists all problems; return if there are none.

    Raises:
        PdfError: there is at least one.
    """
    if not problems:
        return
    lines = [f"{problem.where}: {problem.what}" for problem in problems]
    if len(lines) == 1:
        raise PdfError(problems[0].what, where=problems[0].where)
    raise PdfError(f"{len(lines)} faults keep the book from becoming a PDF:\n  " + "\n  ".join(lines))
