"""Recorded remarks: why a finding stands, in the analysts' words (`data/remarks.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ..dataset import Bilingual
from ..errors import UnknownName, YearbookError
from ..project import Project
from .finding import Finding, Place, merged_editions
from .wording import CHECKS

FILE = "data/remarks.toml"

Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class Remark(BaseModel):
    """What analysts know of a finding.

    Attributes:
        check: name of a check of figures; what the project itself lacks cannot be explained away.
        dataset: whose figures; none for any.
        geo: code of the country; none for any.
        period: period or periods, as the finding states them; none for any.
        code: dimension codes, as the finding states them; none for any.
        text: the explanation, by language, one or two sentences.
        reference: where it can be read.
        declared: the day of the entry (`date` in the file).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    check: str
    dataset: str = ""
    geo: str = ""
    period: Texts = ()
    code: str = ""
    text: Bilingual
    reference: str = Field(min_length=1)
    declared: date = Field(alias="date")

    @model_validator(mode="after")
    def _is_whole(self) -> Remark:
        if set(self.text) != {"lv", "en"}:
            raise ValueError("the `text` is stated in lv and en")
        explainable = sorted(name for name, of_figures in CHECKS.items() if of_figures)
        if self.check not in explainable:
            raise ValueError(f"no check of figures is called '{self.check}'; there are {', '.join(explainable)}")
        return self

    def explains(self, found: Finding) -> bool:
        """Say whether the finding is the one that the remark is about."""
        place = found.place
        return (
            self.check == found.check
            and self.dataset in ("", place.dataset)
            and self.geo in ("", place.geo)
            and self.code in ("", place.code)
            and (not self.period or place.period in self.period)
        )


def load_remarks(project: Project) -> tuple[Remark, ...]:
    """Return the recorded remarks in the order of the file; none if there is no file.

    Raises:
        UnknownName: a table that does not exist.
        YearbookError: the file is not TOML, or a key is wrong or missing.
    """
    path = project.data / "remarks.toml"
    if not path.is_file():
        return ()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise YearbookError(f"not valid TOML: {error}", where=FILE) from None
    if strange := sorted(set(content) - {"remark"}):
        raise UnknownName("table", strange[0], ["remark"], where=FILE, remedy="use [[remark]]")
    return tuple(_parsed(block, place) for place, block in enumerate(content.get("remark", []), start=1))


def explained(findings: Iterable[Finding], remarks: Sequence[Remark]) -> list[Finding]:
    """Return the findings, those with a remark bearing it; an error that is explained becomes a warning."""
    done = []
    for found in findings:
        remark = next((one for one in remarks if one.explains(found)), None)
        if remark:
            severity = "warning" if found.severity == "error" else found.severity
            found = replace(found, severity=severity, remark={str(code): text for code, text in remark.text.items()})  # noqa: PLW2901 - the same, explained
        done.append(found)
    return done


def idle_remarks(findings: Sequence[Finding], remarks: Sequence[Remark]) -> list[Finding]:
    """Return a warning for each remark that explains no finding any more."""
    idle = [one for one in remarks if not any(one.explains(found) for found in findings)]
    return merged_editions(
        Finding(
            "warning",
            "remark",
            Place(one.dataset, one.geo, "/".join(one.period), one.code, FILE),
            {
                "en": f"the remark on '{one.check}' explains no finding",
                "lv": "Piezīme neattiecas ne uz vienu konstatējumu.",
            },
            "delete it, or correct what it names",
        )
        for one in idle
    )


def _parsed(block: dict[str, object], place: int) -> Remark:
    try:
        return Remark.model_validate(block)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        remedy = "the head of the file explains every key"
        raise YearbookError(
            f"{key or 'entry'}: {first['msg']}", where=f"{FILE}, entry {place}", remedy=remedy
        ) from None
