"""Indicators: pure functions from observations to observations, wired by the names of their parameters.

A module of this folder holds the indicators of one topic. The name of a function is the name of the indicator; each of
its parameters is the name of a dataset or of another indicator. Nothing else declares what depends on what.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..edition import Figures
from ..errors import UnknownName, YearbookError
from ..looked import look
from ..observations import Observations

Compute = Callable[..., Observations]


@dataclass(frozen=True)
class Indicator:
    """A quantity that the report shows.

    Attributes:
        name: the function's name.
        compute: the function itself; its docstring cites the source of the definition.
        title: what it is called, by language.
        definition: what it counts, by language, one or two sentences for the methodology.
        formula: how it is computed, by language; empty for figures that are taken as published.
        noun: what one of it is, a key of the nouns in `language.py`.
        by: dimensions along which it may be broken down.
        caveats: keys of the notes in `language.py` that go with every exhibit of it.
    """

    name: str
    compute: Compute
    title: Mapping[str, str]
    definition: Mapping[str, str]
    formula: Mapping[str, str]
    noun: str
    by: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def decimals(self) -> int:
        """Decimals printed: one for rates that are small numbers, none for counts."""
        return 1 if self.noun in ("percent", "percentage_point", "per_thousand") else 0

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the datasets and indicators that it is computed from."""
        return tuple(inspect.signature(self.compute).parameters)


_declared: dict[str, Indicator] = {}


def indicator(
    *,
    title: Mapping[str, str],
    definition: Mapping[str, str],
    noun: str,
    formula: Mapping[str, str] | None = None,
    by: tuple[str, ...] = (),
    caveats: tuple[str, ...] = (),
) -> Callable[[Compute], Compute]:
    """Declare the decorated function as an indicator; see `Indicator` for the fields."""

    def declare(compute: Compute) -> Compute:
        name = compute.__name__
        if name in _declared:
            raise YearbookError(
                f"two indicators are called '{name}'", where=compute.__module__, remedy="rename one of them"
            )
        _declared[name] = Indicator(name, compute, title, definition, formula or {}, noun, by, caveats)
        return compute

    return declare


def all_indicators() -> Mapping[str, Indicator]:
    """Return every indicator by name, in alphabetical order of the modules that declare them."""
    look("indicators")
    return _all()


@cache
def _all() -> Mapping[str, Indicator]:
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(_declared)


def find_indicator(name: str) -> Indicator:
    """Return an indicator by name.

    Raises:
        UnknownName: there is none, with the nearest names.
    """
    if name not in _all():
        raise UnknownName("indicator", name, all_indicators())
    look("module", _all()[name].compute.__module__)
    return _all()[name]


def by_name(name: str, by: str) -> str:
    """Return the name of a breakdown: "applicants_by_citizen"; not said twice if the indicator's name says it."""
    return name if name.endswith(f"_by_{by}") else f"{name}_by_{by}"


class Results:
    """Indicators computed from one edition's figures, each once."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._computed: dict[str, Observations] = {}
        self._selected: dict[tuple[Any, ...], Observations] = {}

    def compute(self, name: str, asked_by: tuple[str, ...] = ()) -> Observations:
        """Return the observations of an indicator for all countries, with all its breakdowns.

        Raises:
            UnknownName: the name, or an input of it, is neither an indicator nor a dataset.
            YearbookError: indicators that need one another in a circle.
        """
        if name in asked_by:
            raise YearbookError("indicators need one another in a circle: " + " -> ".join((*asked_by, name)))
        if name not in self._computed:
            found = find_indicator(name)
            inputs = {part: self._input(part, (*asked_by, name)) for part in found.inputs}
            self._computed[name] = found.compute(**inputs)
        if not asked_by:
            self._look(name)
        return self._computed[name]

    def select(self, name: str, by: tuple[str, ...] = (), **codes: str) -> Observations:
        """Return an indicator broken down by `by`, held to `codes`, at the totals of every other dimension.

        Raises:
            UnknownName: the indicator, or a dimension that it may be broken down by, does not exist.
        """
        allowed = find_indicator(name).by
        for dimension in (*by, *codes):
            if dimension not in allowed:
                raise UnknownName("breakdown", dimension, allowed, where=f"indicator {name}")
        whole, key = self.compute(name), (name, by, *sorted(codes.items()))
        if key not in self._selected:
            self._selected[key] = whole.only(**codes).totals(keep=by)
        return self._selected[key]

    def _look(self, name: str) -> None:
        """Note what an indicator rests on, which may have been computed long before anybody keeps notes."""
        for part in find_indicator(name).inputs:
            if part in _all():
                self._look(part)
            else:
                look("dataset", part)

    def _input(self, name: str, asked_by: tuple[str, ...]) -> Observations:
        if name in _all():
            return self.compute(name, asked_by)
        if name in self.figures.datasets:
            return self.figures.observations(name)
        known = (*all_indicators(), *self.figures.datasets)
        raise UnknownName("input", name, known, where=f"indicator {asked_by[-1]}")

    def datasets_of(self, name: str) -> tuple[str, ...]:
        """Return the datasets that an indicator rests on, directly or through others, sorted."""
        if name not in _all():
            return (name,)
        return tuple(sorted({d for part in find_indicator(name).inputs for d in self.datasets_of(part)}))
