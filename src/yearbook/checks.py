"""Checks before a build: editions and their pins, vintages, contents, notebooks, and the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .book.contents import load_contents
from .consistency import Finding, check_figures, merged_editions, of_error
from .corrections import load_corrections
from .edition import Edition, edition_years, load_edition
from .errors import YearbookError
from .lint import lint_notebooks
from .project import Project
from .vintage import list_vintages


def check_all(project: Project, edition: str = "") -> list[Finding]:
    """Return everything found in one edition, or in all, and in the vintages, contents and notebooks, errors first.

    Figures are looked at only if their files are whole.
    """
    editions: list[Edition] = []
    findings = [*_editions(project, edition, editions), *_vintages(project)]
    spoilt = bool(findings)
    findings += _tried(load_contents, project, "contents")
    findings += _tried(load_corrections, project, "corrections")
    findings += [of_error(error, "notebook") for error in lint_notebooks(project)]
    if not spoilt:
        findings += _tried(lambda at: findings.extend(check_figures(at, editions)), project, "figures")
    return merged_editions(findings)


def _editions(project: Project, edition: str, loaded: list[Edition]) -> Iterator[Finding]:
    for year in [edition] if edition else edition_years(project):
        try:
            loaded.append(load_edition(project, year))
        except YearbookError as error:
            yield of_error(error, "edition", (year,))


def _vintages(project: Project) -> Iterator[Finding]:
    for vintage in list_vintages(project):
        yield from _tried(lambda _, one=vintage: one.read(), project, "vintage")  # type: ignore[misc]


def _tried(read: Callable[[Project], Any], project: Project, check: str) -> Iterator[Finding]:
    try:
        read(project)
    except YearbookError as error:
        yield of_error(error, check)
