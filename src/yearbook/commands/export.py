"""`yearbook export`: a dataset, an indicator or a table of the book, in a form that others read."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from ..edition import Figures, check_country, load_edition
from ..errors import YearbookError
from ..exchange import export, sheet_of
from ..project import find_project
from ..years import newest_released

console = Console(stderr=True, highlight=False)


def run_export(name: str, style: str, scope: tuple[str, str, str, list[str]], output: Path | None) -> None:
    """Write the figures and say where.

    Args:
        name: what to export.
        style: a form, see `exchange.FORMATS`.
        scope: edition ("" is the newest that is released), country ("" is all), release of a dataset's vintage ("" is
            the newest), dimensions to break an indicator down by.
        output: folder, None for `_build/export`.
    """
    project = find_project()
    edition, country, released, by = scope
    figures = Figures(project, load_edition(project, edition or newest_released(project)))
    sheet = sheet_of(figures, name, released, by)
    if country:
        sheet = sheet.of(check_country(figures.codes, country))
    if sheet.frame.empty:
        raise YearbookError(f"there are no figures of {name}", remedy="try another edition or country")
    path = export(sheet, style, output or project.build / "export")
    console.print(f"{len(sheet.frame):,} observations: {path}", markup=False, soft_wrap=True)
