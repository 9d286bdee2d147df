"""Datasets: what a provider publishes and which part of it the yearbook keeps (`data/datasets.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .errors import UnknownName, YearbookError
from .layout import Layout
from .project import Project

Kind = Literal["flow", "stock", "ratio"]
Writing = Literal["codes", "labels", "iso3"]
Bilingual = dict[Literal["lv", "en"], str]
Slice = dict[str, tuple[str, ...] | Literal["*"]]


class Provider(BaseModel):
    """Who publishes: name, terms of reuse and the address of a dataset's page (`{code}` is filled in).

    `protocol` says how figures are collected from the service at the address `api`: "eurostat", "unhcr", "oecd" or
    "pxweb", the last that of many statistical offices; without it they come from files only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    name_lv: str = ""
    agency: str
    licence: str
    acknowledgement: Bilingual
    page: str
    protocol: Literal["", "eurostat", "unhcr", "oecd", "pxweb"] = ""
    api: str = ""

    def called(self, language: str) -> str:
        """Return the provider's name in a language; English where it has none of its own."""
        return self.name_lv if language == "lv" and self.name_lv else self.name


class Dataset(BaseModel):
    """One table of a provider, with the filter that turns a received file into observations.

    `pinned` dimensions must hold the one code given (other rows are left out, and the column is not stored);
    `renamed` maps a dimension's name in older files to today's, `recoded` the codes of a (new) dimension likewise.
    A row is kept if any of the `keep` slices fits it; a dimension which a slice does not name may hold any code.
    `throughout` gives the code of a dimension that the table itself does not have, as all of it is about one: the
    country, in the tables of a national office.
    `kinds` names the codes (by dimension) whose values are of another kind than the rest; `coding` says how the file
    writes a dimension if not by the provider's codes; `layout` declares a table of none of the known flavours.
    What is `rounded` up must be so in every file: figures as they were counted are refused. Before the day of its
    `embargo` no edition may publish the figures.
    A `derived` dataset is a table that somebody else processed: `origin` says from what, and what was lost.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    provider: str
    code: str
    title: Bilingual
    kind: Kind
    kinds: dict[str, dict[str, Kind]] = {}
    unit: str
    frequency: Literal["A", "Q", "M"]
    rounding: Literal[0, 5]
    rounded: Literal["nearest", "up"] = "nearest"
    embargo: date | None = None
    release_months: tuple[int, ...]
    dimensions: tuple[str, ...] = Field(min_length=1)
    pinned: dict[str, str] = {}
    throughout: dict[str, str] = {}
    renamed: dict[str, str] = {}
    recoded: dict[str, dict[str, str]] = {}
    keep: tuple[Slice, ...] = ({},)
    signed: bool = False
    coding: dict[str, Writing] = {}
    layout: Layout | None = None
    derived: bool = False
    origin: Bilingual = {}
    publisher: Provider

    @property
    def page(self) -> str:
        """Address of the table on the provider's site."""
        return self.publisher.page.format(code=self.code)

    @property
    def error(self) -> float:
        """The largest rounding error of a value, in units: 2 for the nearest 5, 4 for the next 5 above."""
        step = self.rounding - 1 if self.rounding else 0
        return float(step) if self.rounded == "up" else step / 2

    @property
    def licence(self) -> str:
        """Terms under which the figures may be reused."""
        return self.publisher.licence

    @property
    def acknowledgement(self) -> Bilingual:
        """The source as it has to be named, by language."""
        return self.publisher.acknowledgement

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the observations: dimensions, period, value, status, conf."""
        return (*self.dimensions, "period", "value", "status", "conf")

    def kind_of(self, codes: Mapping[str, str]) -> Kind:
        """Return the kind of the values that have these codes (by dimension): flow, stock or ratio."""
        for dimension, kinds in self.kinds.items():
            if (kind := kinds.get(codes.get(dimension, ""))) is not None:
                return kind
        return self.kind

    @model_validator(mode="after")
    def _origin_is_stated(self) -> Dataset:
        if self.derived != bool(self.origin):
            raise ValueError("a derived dataset, and no other, states its `origin`")
        if self.derived and set(self.origin) != {"lv", "en"}:
            raise ValueError("the `origin` is stated in lv and en")
        return self

    @model_validator(mode="after")
    def _dimensions_are_declared(self) -> Dataset:
        known = {*self.dimensions, *self.pinned}
        named = {*self.renamed.values(), *self.recoded, *self.kinds, *self.coding}
        named |= {dim for part in self.keep for dim in part} | set(self.layout.dimensions if self.layout else ())
        if unknown := sorted(named - known):
            raise ValueError(f"dimensions are named that are not declared: {', '.join(unknown)}")
        if strange := sorted(set(self.throughout) - set(self.dimensions)):
            raise ValueError(f"`throughout` names what is no dimension: {', '.join(strange)}")
        if both := sorted(set(self.dimensions) & set(self.pinned)):
            raise ValueError(f"a dimension is either kept or pinned, not both: {', '.join(both)}")
        return self


def load_datasets(project: Project) -> dict[str, Dataset]:
    """Return every dataset declared in `data/datasets.toml`, by its id, in the order of the file.

    Raises:
        YearbookError: the file is missing, is not TOML, or a declaration has an unknown or missing key.
    """
    path = project.data / "datasets.toml"
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise YearbookError(f"the list of datasets cannot be read: {error}", where=str(path)) from error
    if strange := sorted(set(declared) - {"provider", "dataset"}):
        raise YearbookError(
            f"unknown table '{strange[0]}'", where=str(path), remedy="use [provider.NAME] and [dataset.NAME]"
        )
    providers = {name: _provider(name, block) for name, block in declared.get("provider", {}).items()}
    return {name: _dataset(name, block, providers) for name, block in declared.get("dataset", {}).items()}


def find_dataset(project: Project, name: str) -> Dataset:
    """Return one dataset.

    Raises:
        UnknownName: no dataset of this name is declared.
    """
    datasets = load_datasets(project)
    if name not in datasets:
        raise UnknownName("dataset", name, datasets, where="data/datasets.toml")
    return datasets[name]


def _provider(name: str, block: dict[str, Any]) -> Provider:
    try:
        return Provider.model_validate(block)
    except ValidationError as error:
        raise _invalid(f"provider.{name}", error) from error


def _dataset(name: str, block: dict[str, Any], providers: dict[str, Provider]) -> Dataset:
    provider = str(block.get("provider", ""))
    if provider not in providers:
        raise UnknownName("provider", provider, providers, where=f"data/datasets.toml [dataset.{name}]")
    try:
        return Dataset.model_validate({**block, "id": name, "publisher": providers[provider]})
    except ValidationError as error:
        raise _invalid(f"dataset.{name}", error) from error


def _invalid(table: str, error: ValidationError) -> YearbookError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return YearbookError(
        f"{place or 'declaration'}: {first['msg']}",
        where=f"data/datasets.toml [{table}]",
        remedy="correct the entry; the other blocks of the file show every key",
    )
