"""`yearbook status`: which chapters of an edition have the figures of its year, which wait and since when."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from rich.console import Console
from rich.table import Table

from ..book.contents import load_contents
from ..codes import load_codes
from ..edition import check_country, load_edition
from ..errors import UnknownName
from ..project import find_project
from ..status import Chapter, status_of
from ..years import edition_years

STYLES = ("table", "json")
WIDTH = 110


def run_status(edition: str, country: str, style: str) -> None:
    """Print how far the chapters of one edition are, or of all.

    Args:
        edition: reference year, "" for all.
        country: whose figures count, "" for the edition's own country.
        style: "table" or "json".
    """
    if style not in STYLES:
        raise UnknownName("format", style, STYLES)
    project, today = find_project(), datetime.now(UTC).date()
    chapters = load_contents(project).chapters
    found = {}
    for year in [edition] if edition else edition_years(project):
        loaded = load_edition(project, year)
        whose = check_country(load_codes(project), country or loaded.country)
        found[year] = status_of(project, loaded, chapters, whose)
    if style == "json":
        print(json.dumps({year: [_record(one, today) for one in parts] for year, parts in found.items()}, indent=1))
        return
    for year, parts in found.items():
        _print(year, parts, today)


def _print(year: str, chapters: list[Chapter], today: date) -> None:
    table = Table("chapter", "datasets of the year", title=f"edition {year}")
    table.add_column("waits for", no_wrap=True)
    for one in chapters:
        ready = len(one.coverage) - len(one.waiting)
        table.add_row(one.name, f"{ready} of {len(one.coverage)}", "\n".join(gap.said(today) for gap in one.waiting))
    Console(width=max(Console().width, WIDTH)).print(table)


def _record(chapter: Chapter, today: date) -> dict[str, object]:
    gaps = [
        {"dataset": one.dataset, "share": one.share, "due": one.due, "unpinned": one.unpinned, "said": one.said(today)}
        for one in chapter.waiting
    ]
    ready = [one.dataset for one in chapter.coverage if one.share == "whole"]
    return {"chapter": chapter.name, "ready": ready, "waiting": gaps}
