"""Which editions a project has: their reference years, and the newest that is released."""

from __future__ import annotations

from .errors import YearbookError
from .project import Project

FIGURES = "figures.csv"
"""File of an edition's released figures, beside its `edition.toml`."""


def edition_years(project: Project) -> list[str]:
    """Return the reference years that have an edition, earliest first."""
    return sorted(file.parent.name for file in project.editions.glob("*/edition.toml"))


def newest_released(project: Project) -> str:
    """Return the latest reference year whose figures are released; if none is, the latest that has an edition.

    Raises:
        YearbookError: there is no edition.
    """
    years = edition_years(project)
    if not years:
        raise YearbookError("there is no edition", where="editions/", remedy="write editions/<year>/edition.toml")
    return next((year for year in reversed(years) if (project.editions / year / FIGURES).is_file()), years[-1])
