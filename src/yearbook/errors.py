"""Errors that a person can act on: what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# as many as there are countries in the network
MOST_LISTED, FIRST = 40, 12


class YearbookError(Exception):
    """A user's mistake or bad input; the command line prints it without a traceback.

    Args:
        what: what is wrong, one sentence.
        where: file, line, cell or code that it concerns.
        remedy: what to do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.remedy = what, where, remedy

    def __str__(self) -> str:
        """All three parts, one a line."""
        parts = [self.what, self.where and f"  where: {self.where}", self.remedy and f"  to do: {self.remedy}"]
        return "\n".join(part for part in parts if part)


class UnknownName(YearbookError):
    """A name (dataset, indicator, code, parameter, ...) that does not exist, with the nearest that do."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "", remedy: str = "") -> None:
        names = sorted(known)
        super().__init__(f"unknown {kind} '{name}'", where=where, remedy=remedy or suggestion(name, names))


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return "did you mean ..." for the nearest known names, else the list of them, of very many only the first."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"'{n}'" for n in near) + "?"
    shown = names if len(names) <= MOST_LISTED else names[:FIRST]
    return f"known: {', '.join(shown)}" + (", ..." if len(shown) < len(names) else "")
