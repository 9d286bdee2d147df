"""What the checks find, kept: looked for once for a build and the readers of both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ..cache.code import code_fingerprint, topics_fingerprint
from ..cache.fingerprint import fingerprint, installed
from ..cache.inputs import data_fingerprint
from ..cache.store import read_kept, write_whole
from ..edition import Edition
from ..indicators import Results
from ..project import Project
from ..view import View
from . import blocking_exhibits, findings_of, refuse
from .declared import COUNTRIES
from .finding import Finding
from .own import OwnFigures
from .remarks import load_remarks
from .scope import Scope

FINDINGS = TypeAdapter(list[Finding])


def own_scope(project: Project, edition: Edition, country: str) -> Scope:
    """Return the scope of a country's own figures."""
    return Scope(Results(OwnFigures(project, edition, {country, *COUNTRIES})), country, own_only=True)


def own_findings(project: Project, edition: Edition, country: str) -> list[Finding]:
    """Return everything found in a country's own figures, the gravest first, remarks beside what they explain.

    They are kept until data, program or libraries change, or the day is over.

    Raises:
        YearbookError: a vintage or the remarks cannot be read.
    """
    kept = _place(project, edition, "findings", country, datetime.now(UTC).date())
    if (content := read_kept(kept)) is not None:
        return FINDINGS.validate_json(content)
    found = findings_of(own_scope(project, edition, country), load_remarks(project))
    write_whole(kept, FINDINGS.dump_json(found))
    return found


def refuse_exhibits(view: View, exhibits: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to go on if chapters show what they must not; looked at once for the same exhibits, data and program.

    Args:
        view: whose report it is.
        exhibits: see `blocking_exhibits`.

    Raises:
        YearbookError: it names all errors.
    """
    figures = view.results.figures
    kept = _place(figures.project, figures.edition, "exhibits", view.country, exhibits)
    if read_kept(kept) is None:
        refuse(blocking_exhibits(view, exhibits))
        write_whole(kept, b"")


def _place(project: Project, edition: Edition, name: str, *inputs: Any) -> Path:
    """Return where a result of the checks is kept: under data, program, libraries, and what else it depends on."""
    program = (code_fingerprint("yearbook.consistency"), topics_fingerprint(), installed())
    key = fingerprint(data_fingerprint(project), program, edition.year, inputs)
    return project.build / "cache" / "checks" / f"{name}-{key[:32]}"
