"""Checks before a build: editions and their pins, vintages, contents, notebooks."""

from __future__ import annotations

from .book.contents import load_contents
from .edition import edition_years, load_edition
from .errors import YearbookError
from .lint import lint_notebooks
from .project import Project
from .vintage import list_vintages


def check_all(project: Project, edition: str = "") -> list[YearbookError]:
    """Return everything found wrong in one edition, or in all, in the vintages, contents and notebooks."""
    findings: list[YearbookError] = []
    for year in [edition] if edition else edition_years(project):
        try:
            load_edition(project, year)
        except YearbookError as error:
            findings.append(error)
    for vintage in list_vintages(project):
        try:
            vintage.read()
        except YearbookError as error:
            findings.append(error)
    try:
        load_contents(project)
    except YearbookError as error:
        findings.append(error)
    return [*findings, *lint_notebooks(project)]
