"""The pins of an edition: releases that newer ones have followed, datasets that nothing uses, codes without a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pyarrow.parquet as pq

from ..dataset import Dataset
from ..errors import YearbookError
from ..indicators import all_indicators
from ..language import LANGUAGES
from ..sourcing import released_on
from ..vintage import OBSERVATIONS, find_vintage
from . import balance, frequencies, national, providers
from .finding import Finding, Place
from .scope import Scope

YEAR_END = {"A": "", "Q": "-Q4", "M": "-12"}


def check_releases(scope: Scope) -> Iterator[Finding]:
    """Find pinned datasets of which newer releases were due by the day that the edition bears.

    It is a warning where the reference year is not in the pinned release, and a note where it is.
    """
    edition = scope.results.figures.edition
    for name, releases in edition.pins.items():
        released = max(releases, key=last_month_of)
        due = releases_due(scope.dataset(name), released, edition.published)
        if due:
            covered = covers(scope, name)
            yield scope.wording.finding(
                "note" if covered else "warning",
                "stale",
                Place(name, code=released),
                say="covered" if covered else "lacking",
                released={code: released_on(released, language) for code, language in LANGUAGES.items()},
                due=due,
            )


def releases_due(dataset: Dataset, released: str, by: date) -> int:
    """Return how many release months of a dataset have passed after a release, up to and without the month of `by`.

    A release whose month is not known counts as one of December.
    """
    first, last = last_month_of(released) + 1, by.year * 12 + by.month - 1
    return sum(1 for month in range(first, last) if month % 12 + 1 in dataset.release_months)


def last_month_of(released: str) -> int:
    """Return the month of a release, "2023-03-29", "2023-03" or "2023", as a number, the last that it may be."""
    year, _, rest = released.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else 12) - 1


def covers(scope: Scope, name: str) -> bool:
    """Say whether a pinned release reaches the end of the reference year."""
    figures = scope.results.figures
    end = f"{scope.year}{YEAR_END[scope.dataset(name).frequency]}"
    pinned = (find_vintage(figures.project, name, released) for released in figures.edition.pins[name])
    return any(vintage.provenance["periods"]["last"] >= end for vintage in pinned)


def check_pins(scope: Scope) -> Iterator[Finding]:
    """Find pinned datasets on which no indicator and no check rests."""
    used = {dataset for name in all_indicators() for dataset in scope.results.datasets_of(name)} | compared()
    for name in scope.pinned:
        if name not in used:
            yield scope.wording.finding("warning", "pin", Place(name))


def compared() -> set[str]:
    """Return the datasets that the checks compare with one another."""
    pairs = {name for pair in frequencies.PAIRS for name in (pair.parts, pair.year)}
    return (
        {balance.DATASET, *national.OFFICES}
        | pairs
        | {n for one in providers.MEASURES for n in (one.eurostat, one.unhcr)}
    )


def check_labels(scope: Scope) -> Iterator[Finding]:
    """Find codes of pinned vintages that have no label in a language of the report."""
    for name in scope.pinned:
        for dimension, codes in _codes(scope, name).items():
            if nameless := unlabelled(scope, dimension, codes):
                place = Place(name, code=dimension)
                words = {"dimension": dimension, "names": ", ".join(nameless)}
                yield scope.wording.finding("error", "label", place, **words)


def unlabelled(scope: Scope, dimension: str, codes: Iterable[str]) -> list[str]:
    """Return the codes of a dimension that have no label in some language."""
    lists = scope.results.figures.codes
    nameless = set()
    for code in codes:
        try:
            if not all(lists.label(dimension, code, language) for language in LANGUAGES):
                nameless.add(code)
        except YearbookError:
            nameless.add(code)
    return sorted(nameless)


def _codes(scope: Scope, name: str) -> dict[str, set[str]]:
    """Return the codes of each dimension in the pinned vintages of a dataset, read from their dictionaries."""
    figures, dimensions = scope.results.figures, list(scope.dataset(name).dimensions)
    found: dict[str, set[str]] = {dimension: set() for dimension in dimensions}
    for released in figures.edition.pins[name]:
        file = find_vintage(figures.project, name, released).folder / OBSERVATIONS
        table = pq.read_table(file, columns=dimensions, read_dictionary=dimensions, use_threads=False)
        for dimension in dimensions:
            found[dimension].update(*(chunk.dictionary.to_pylist() for chunk in table[dimension].chunks))
    return found
