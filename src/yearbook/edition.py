"""An edition: reference year, languages, embargo and the vintages that its figures come from."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .codes import Codes, load_codes
from .corrections import corrected, load_corrections
from .dataset import Dataset, load_datasets
from .errors import UnknownName, YearbookError
from .looked import look
from .observations import Observations
from .project import Project
from .vintage import find_vintage, laid_over
from .years import edition_years

# A pin may be written as one release date or as a list, first choice first.
Releases = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class Edition(BaseModel):
    """What `editions/<year>/edition.toml` says.

    Attributes:
        year: reference year of the report.
        country: Eurostat code of the country whose contact point publishes it.
        languages: languages in which it appears, the first is the main one.
        pins: dataset -> release dates, first choice first.
        published: day that the edition bears; the same for every rebuild of it.
        embargo: day before which the edition is a draft.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int = Field(ge=2008, le=2100)
    country: str
    languages: tuple[str, ...] = Field(min_length=1)
    pins: dict[str, Releases]
    published: date
    embargo: date | None = None

    def __getattribute__(self, name: str) -> Any:
        """Note who looks at the pins as a whole; who asks for one dataset's observations depends on those alone."""
        if name == "pins":
            look("pins")
        return super().__getattribute__(name)


def load_edition(project: Project, year: int | str) -> Edition:
    """Read an edition and make sure that every pinned vintage is there.

    Raises:
        UnknownName: there is no edition of that year, or a key or a dataset that does not exist.
        YearbookError: the file cannot be read, or a pinned vintage is missing.
    """
    file = project.editions / str(year) / "edition.toml"
    if not file.is_file():
        raise UnknownName("edition", str(year), edition_years(project), where=_shown(project, file))
    try:
        edition = Edition.model_validate(tomllib.loads(file.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise YearbookError(f"not valid TOML: {error}", where=_shown(project, file)) from None
    except ValidationError as error:
        raise _first_mistake(error, _shown(project, file)) from None
    if str(edition.year) != str(year):
        raise YearbookError(
            f"the folder says {year}, the file says year = {edition.year}",
            where=_shown(project, file),
            remedy="make them agree",
        )
    _check_pins(project, edition, _shown(project, file))
    return edition


def _check_pins(project: Project, edition: Edition, where: str) -> None:
    datasets = load_datasets(project)
    for name, releases in edition.pins.items():
        if name not in datasets:
            raise UnknownName("dataset", name, datasets, where=f"{where}, [pins]")
        _check_embargo(edition, datasets[name], where)
        for released in releases:
            try:
                find_vintage(project, name, released)
            except YearbookError as error:
                raise YearbookError(error.what, where=f"{where}, [pins]", remedy=error.remedy) from None


def _check_embargo(edition: Edition, dataset: Dataset, where: str) -> None:
    """Refuse an edition that would publish figures before the day on which their sender allows it."""
    public = max(edition.published, edition.embargo or edition.published)
    if dataset.embargo and public < dataset.embargo:
        raise YearbookError(
            f"the figures of {dataset.id} may be published from {dataset.embargo} on, the edition bears {public}",
            where=f"{where}, [pins]",
            remedy=f"set `embargo = {dataset.embargo}` in the edition, or leave the pin out until then",
        )


def _shown(project: Project, file: Path) -> str:
    return file.relative_to(project.root).as_posix()


def _first_mistake(error: ValidationError, where: str) -> YearbookError:
    mistake = error.errors()[0]
    key = ".".join(str(part) for part in mistake["loc"])
    if mistake["type"] == "extra_forbidden":
        return UnknownName("key", key, Edition.model_fields, where=where)
    remedy = "add it" if mistake["type"] == "missing" else "the editions of other years show how it is written"
    return YearbookError(f"{key}: {mistake['msg']}", where=where, remedy=remedy)


class Figures:
    """The observations of one edition: its pinned vintages, cut off at the end of the reference year."""

    def __init__(self, project: Project, edition: Edition) -> None:
        self.project, self.edition = project, edition
        self._datasets: dict[str, Observations] = {}

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        """Declared datasets by name."""
        return load_datasets(self.project)

    @cached_property
    def codes(self) -> Codes:
        """Code lists and labels."""
        return load_codes(self.project)

    def observations(self, name: str) -> Observations:
        """Return the observations of a dataset up to the reference year; none if the edition pins no vintage of it.

        Raises:
            UnknownName: no such dataset is declared.
        """
        if name not in self.datasets:
            raise UnknownName("dataset", name, self.datasets)
        look("dataset", name)
        if name not in self._datasets:
            self._datasets[name] = self._read(name)
        return self._datasets[name]

    def _read(self, name: str) -> Observations:
        dataset = self.datasets[name]
        pins = self.edition.pins.get(name, ())
        if pins:
            frame, covered = laid_over(self.project, name, pins)
        else:
            columns = [*dataset.dimensions, "period", "value", "status", "conf", "source"]
            frame = pd.DataFrame({c: pd.Series(dtype=float if c == "value" else str) for c in columns})
            covered = frame
        error = dataset.error
        frame = corrected(frame, dataset, load_corrections(self.project))
        observations = Observations(frame, unit=dataset.unit, kind=dataset.kind, kinds=dataset.kinds, error=error)
        observations = replace(observations, covered=covered if len(covered) else None)
        return observations.until(self.edition.year)


def check_country(codes: Codes, country: str) -> str:
    """Return the code of a country that may publish a report.

    Raises:
        UnknownName: no such country among the members and observers of the EMN.
    """
    countries = (*codes.group("EMN"), *codes.group("EMN_OBSERVER"))
    if country not in countries:
        hint = "Greece is EL in official statistics" if country == "GR" else ""
        raise UnknownName("country", country, countries, remedy=hint)
    return country
