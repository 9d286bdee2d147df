"""`yearbook check`: everything that can be wrong before a build, all at once, with remedies."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from ..checks import check_all
from ..errors import YearbookError
from ..project import find_project

console = Console(stderr=True, highlight=False)


def run_check(edition: str) -> None:
    """Print every finding; any finding is an error."""
    findings = check_all(find_project(), edition)
    for finding in findings:
        console.print(f"[red]error[/red]: {escape(str(finding))}\n", soft_wrap=True)
    if findings:
        raise YearbookError(f"{len(findings)} found", remedy="mend them, then run yearbook check again")
    console.print("nothing wrong found")
