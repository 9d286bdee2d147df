"""What a check finds: how grave it is, where it stands, what it says, what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from ..errors import YearbookError

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest on; only errors keep an edition from being published."""


@dataclass(frozen=True)
class Place:
    """Where a finding stands; what does not apply is empty.

    Attributes:
        dataset: id of data/datasets.toml, or the name of an indicator or exhibit.
        geo: code of a country or aggregate.
        period: "2023", "2023-Q1", or the first and last of several ("2014/2023").
        code: dimension codes, "sex=T age=TOTAL".
        file: path in the project, for what is not about a figure.
    """

    dataset: str = ""
    geo: str = ""
    period: str = ""
    code: str = ""
    file: str = ""

    def __str__(self) -> str:
        """The parts that apply, from the largest to the smallest."""
        return ", ".join(part for part in (self.file, self.dataset, self.geo, self.period, self.code) if part)


@dataclass(frozen=True)
class Finding:
    """One thing found by one check.

    Attributes:
        severity: "error" blocks publication, "warning" asks for a look, "note" is for information.
        check: name of the check, a key of `sentences.toml`.
        place: where.
        what: what was found, by language; of files of the project in English only.
        remedy: what to do about it, in English.
        remark: what an analyst has recorded as its reason, by language; empty if nothing.
        editions: reference years of the editions that it concerns; empty if it concerns all.
    """

    severity: Severity
    check: str
    place: Place
    what: Mapping[str, str]
    remedy: str = ""
    remark: Mapping[str, str] = field(default_factory=dict)
    editions: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Check, finding, place, remedy and remark, one a line."""
        told = {"where": str(self.place), "to do": self.remedy, "remark": self.remark.get("en", "")}
        return "\n".join([self.what["en"], *(f"  {key}: {text}" for key, text in told.items() if text)])

    def record(self) -> dict[str, Any]:
        """Return the finding as JSON holds it: texts in English, the place by its parts."""
        told = {"what": self.what["en"], "remedy": self.remedy, "remark": self.remark.get("en", "")}
        head = {"severity": self.severity, "check": self.check, "place": asdict(self.place)}
        return {**head, **told, "editions": list(self.editions)}


def of_error(error: YearbookError, check: str, editions: tuple[str, ...] = ()) -> Finding:
    """Return an error of the project's files as a finding."""
    return Finding("error", check, Place(file=error.where), {"en": error.what}, error.remedy, editions=editions)


def merged_editions(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once, the gravest first, in the words of the first edition that has it, with all of these."""
    together: dict[tuple[Any, ...], Finding] = {}
    for found in findings:
        # of files several things may be wrong in one place
        key = (found.severity, found.check, found.place, found.what["en"] if found.place.file else "")
        first = together.setdefault(key, found)
        together[key] = replace(first, editions=tuple(sorted({*first.editions, *found.editions})))
    return sorted(together.values(), key=gravity)


def gravity(found: Finding) -> tuple[int, str, str]:
    """Return the key by which findings are put in order: severity, check, place."""
    return SEVERITIES.index(found.severity), found.check, str(found.place)
