"""The findings about a country's own figures, found once: before a build publishes, and for both languages' readers."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import TypeAdapter

from ..cache.code import code_fingerprint, topics_fingerprint
from ..cache.fingerprint import fingerprint, installed
from ..cache.inputs import data_fingerprint
from ..cache.store import read_kept, write_whole
from ..edition import Edition
from ..indicators import Results
from ..project import Project
from . import findings_of
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
    program = (code_fingerprint("yearbook.consistency"), topics_fingerprint(), installed())
    key = fingerprint(data_fingerprint(project), program, edition.year, country, datetime.now(UTC).date())
    kept = project.build / "cache" / "checks" / f"findings-{key[:32]}.json"
    if (content := read_kept(kept)) is not None:
        return FINDINGS.validate_json(content)
    found = findings_of(own_scope(project, edition, country), load_remarks(project))
    write_whole(kept, FINDINGS.dump_json(found))
    return found
