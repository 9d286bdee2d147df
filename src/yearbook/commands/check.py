"""`yearbook check`: everything that can be wrong before a build, all at once, with remedies."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..checks import check_all
from ..consistency import SEVERITIES, Finding
from ..edition import load_edition
from ..errors import UnknownName, YearbookError
from ..project import find_project
from ..released import write_released

STYLES = ("table", "json")
COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
LEAST_WIDTH = 140
console = Console(stderr=True, highlight=False)


def run_check(edition: str, style: str = "table", *, accept: bool = False) -> None:
    """Print every finding, errors in full; an error makes the exit code 1.

    Args:
        edition: reference year, or "" for every edition.
        style: "table" or "json".
        accept: first write the figures of the edition as those that it has released.

    Raises:
        UnknownName: no such style.
        YearbookError: there are errors, or no edition is named whose figures would be accepted.
    """
    if style not in STYLES:
        raise UnknownName("format", style, STYLES)
    project = find_project()
    if accept:
        if not edition:
            raise YearbookError(
                "--accept needs an edition", remedy="name the one that you mean: yearbook check 2023 --accept"
            )
        file = write_released(project, load_edition(project, edition))
        console.print(f"accepted as released: {file.relative_to(project.root)}")
    findings = check_all(project, edition)
    if style == "json":
        print(json.dumps([found.record() for found in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    errors = sum(found.severity == "error" for found in findings)
    if errors:
        raise YearbookError(f"{errors} found", remedy="mend them, then run yearbook check again")
    if style == "table":
        counts = Counter(found.severity for found in findings)
        told = [f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in SEVERITIES[1:] if counts[one]]
        console.print(f"no errors; {', '.join(told)}" if told else "nothing wrong found")


def _print(findings: Sequence[Finding]) -> None:
    """Print what is found, errors last: they are what has to be mended, and the end is what a terminal shows."""
    rest = [found for found in findings if found.severity != "error"]
    table = Table("", "check", "where", "what", "editions", box=None, pad_edge=False)
    for found in rest:
        remark = f"\n[green]{escape(found.remark['en'])}[/green]" if found.remark else ""
        severity = f"[{COLOURS[found.severity]}]{found.severity}[/]"
        place, what = escape(str(found.place)), escape(found.what["en"]) + remark
        table.add_row(severity, found.check, place, what, " ".join(found.editions))
    if rest:
        Console(highlight=False, width=max(Console().width, LEAST_WIDTH)).print(table)
    for found in findings:
        if found.severity == "error":
            console.print(f"[red]error[/red]: {escape(str(found))}\n", soft_wrap=True)
