"""What is exported: observations with all that has to be said beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from ..codes import Codes
from ..dataset import Dataset
from ..edition import Figures
from ..errors import UnknownName, YearbookError, suggestion
from ..indicators import Results, all_indicators
from ..observations import MEASURES
from ..vintage import find_vintage, list_vintages

Titles = Mapping[Any, str]


@dataclass(frozen=True)
class Origin:
    """A vintage behind the figures: its name, provider, address of the table, terms and acknowledgement."""

    source: str
    provider: str
    page: str
    licence: str
    acknowledgement: Titles


@dataclass(frozen=True)
class Sheet:
    """Figures to be exported.

    Attributes:
        name: of the dataset, indicator or exhibit.
        titles: what it is called, by language.
        unit: what one is.
        frame: dimensions, period, value (NaN is "no figure"), status, conf and, of indicators, source, low, high, mark.
        codes: code lists, for labels.
        origins: vintages that the figures come from.
        released: day of the latest of them.
    """

    name: str
    titles: Titles
    unit: str
    frame: pd.DataFrame
    codes: Codes
    origins: tuple[Origin, ...]
    released: str

    @property
    def dimensions(self) -> list[str]:
        """Columns of codes."""
        return [str(column) for column in self.frame if column not in MEASURES]

    @property
    def extras(self) -> list[str]:
        """Columns beside value, status and conf: source, band and marks."""
        return [column for column in MEASURES[4:] if column in self.frame]

    def of(self, country: str) -> Sheet:
        """Return the figures of one country; all of them if they are not about countries."""
        return self if "geo" not in self.frame else replace(self, frame=self.frame[self.frame["geo"] == country])

    def labels(self, dimension: str, language: str = "en") -> dict[str, str]:
        """Return the names of the codes that stand in a dimension, in order; a code without a name is its own."""
        return {code: self._label(dimension, code, language) for code in sorted(self.frame[dimension].unique())}

    def _label(self, dimension: str, code: str, language: str) -> str:
        try:
            return self.codes.label(dimension, code, language) or code
        except YearbookError:
            return code


def sheet_of(figures: Figures, name: str, released: str = "", by: Sequence[str] = ()) -> Sheet:
    """Return the figures of a dataset, an indicator, or an exhibit of the book that is built.

    Args:
        figures: of the edition.
        name: what to export.
        released: of a dataset, the vintage; the newest if it is "".
        by: of an indicator, the dimensions to break it down by.

    Raises:
        UnknownName: there is nothing of this name.
        YearbookError: the vintage is not there, or its figures are still under embargo.
    """
    if name in figures.datasets:
        return _dataset(figures, name, released)
    if name in all_indicators():
        return _indicator(figures, name, by)
    return _exhibit(figures, name)


def _dataset(figures: Figures, name: str, released: str) -> Sheet:
    dataset, there = figures.datasets[name], list_vintages(figures.project, name)
    newest = there[-1].released if there else ""
    vintage = find_vintage(figures.project, name, released or newest)
    _refuse_embargo(dataset)
    frame = vintage.read()
    for number, (dimension, code) in enumerate(dataset.pinned.items()):
        frame.insert(number, dimension, code)
    origins = (_origin(dataset, vintage.released),)
    return Sheet(name, dataset.title, dataset.unit, frame, figures.codes, origins, vintage.released)


def _indicator(figures: Figures, name: str, by: Sequence[str]) -> Sheet:
    observations = Results(figures).select(name, by=tuple(by))
    origins = _origins(figures, observations.sources)
    frame, titles = observations.frame.reset_index(drop=True), all_indicators()[name].title
    return Sheet(name, titles, observations.unit, frame, figures.codes, origins, _latest(origins))


def _exhibit(figures: Figures, name: str) -> Sheet:
    """Return the figures behind a chart or table, as they were built last."""
    edition = figures.edition
    folder = figures.project.build / "site" / edition.country
    built = {path.parts[-4]: path for path in sorted(folder.glob(f"*/{edition.year}/data/{name}.json"))}
    if not built:
        known = {path.stem for path in folder.glob(f"*/{edition.year}/data/*.json")}
        names = {*figures.datasets, *all_indicators(), *known}
        later = "" if known else " (tables of the book can be exported once it is built)"
        raise UnknownName("dataset, indicator or table", name, names, remedy=suggestion(name, names) + later)
    contents = {language: json.loads(path.read_text("utf-8")) for language, path in built.items()}
    # the cube is for readers; the plain file beside it has every column, sources and bands among them
    frame = pd.read_csv(next(iter(built.values())).with_suffix(".csv"), dtype=str, keep_default_na=False)
    numbers = [column for column in ("value", "low", "high") if column in frame]
    frame[numbers] = frame[numbers].apply(pd.to_numeric)
    order = [column for column in frame if column not in MEASURES] + [column for column in MEASURES if column in frame]
    frame = frame[order]
    origins = _origins(figures, {one for joined in frame["source"] for one in str(joined).split()})
    titles = {language: str(content["label"]) for language, content in contents.items()}
    return Sheet(name, titles, "", frame, figures.codes, origins, _latest(origins))


def _origins(figures: Figures, sources: Sequence[str] | set[str]) -> tuple[Origin, ...]:
    found = []
    for source in sorted(sources):
        name, _, released = source.partition("@")
        _refuse_embargo(figures.datasets[name])
        found.append(_origin(figures.datasets[name], released))
    return tuple(found)


def _origin(dataset: Dataset, released: str) -> Origin:
    source, publisher = f"{dataset.id}@{released}", dataset.publisher
    return Origin(source, publisher.name, dataset.page, dataset.licence, dataset.acknowledgement)


def _latest(origins: Sequence[Origin]) -> str:
    return max((origin.source.partition("@")[2] for origin in origins), default="")


def _refuse_embargo(dataset: Dataset) -> None:
    if dataset.embargo and date.today() < dataset.embargo:
        raise YearbookError(
            f"the figures of {dataset.id} may not be given to anybody before {dataset.embargo}",
            remedy="export them from that day on",
        )
