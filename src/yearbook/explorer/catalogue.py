"""What the explorer knows before any figures are loaded: indicators with their cards, codes with their names, words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

from .. import palette
from ..codes import COUNTRY_DIMENSIONS
from ..exhibit import card_anchor
from ..indicators import Indicator, find_indicator
from ..observations import TOTALS, State, is_aggregate
from ..sourcing import DERIVED, released_on, unit_label
from ..tables import MARK_NOTES, STATUS_NOTES
from ..view import View
from .series import LETTERS, Held

RATIOS = ("percent", "percentage_point", "per_thousand", "per_million")
NOT_DIVIDED = ("population", "population_by_age")
"""Indicators that are the inhabitants themselves."""
FIRST = "applicants"
Found = Mapping[str, Held]
PARTS = ("one", "two", "three", "four", "five")
AGE = re.compile(r"Y_?(?P<word>LT|LE|GE|GT)?(?P<first>\d+)(?:-(?P<last>\d+))?")


@cache
def words() -> Mapping[str, Any]:
    """Return the tables of `words.toml`."""
    return tomllib.loads(files("yearbook.explorer").joinpath("words.toml").read_text("utf-8"))


def catalogue(view: View, found: Found, inhabitants: Sequence[str]) -> dict[str, Any]:
    """Return the catalogue of one book.

    Args:
        view: whose reader it is for.
        found: what the explorer shows of each indicator.
        inhabitants: the years for which there is a population to divide counts by.
    """
    language, own = view.language, {**words()[view.language.code]}
    entries = {name: _entry(view, find_indicator(name), held) for name, held in found.items()}
    parts = [part for held in found.values() for part in held.slices]
    sources = {one for part in parts for joined in part.sources for one in joined.split()}
    return {
        "language": language.code,
        "country": view.country,
        "year": str(view.year),
        "number": {"decimal": language.decimal, "thousands": language.thousands, "percent": language.percent_sign},
        "words": own,
        "notes": _notes(view),
        "states": _states(view),
        "dimensions": {one: _dimension(view, one) for one in _dimensions(found)},
        "labels": {one: _labels(view, one, found) for one in _dimensions(found)},
        "groups": {name: list(view.codes.group(name)) for name in ("BALTIC", "EU27_2020")},
        "peers": view.peers(),
        "periods": _period_labels(view, (one for held in found.values() for one in held.periods)),
        "topics": _topics(view, entries),
        "indicators": entries,
        "sources": {one: _source(view, one) for one in sorted(sources)},
        "palette": {"light": shades(night=False), "dark": shades(night=True)},
        "inhabitants": _span(inhabitants),
        "first": FIRST if FIRST in entries else next(iter(entries), ""),
    }


def shades(*, night: bool) -> dict[str, Any]:
    """Return the colours of charts on a light or a dark page."""
    change = palette.dark if night else str
    named = {role: change(palette.colour(role)) for role in ("country", "eu", "EE", "LT", "second", "other", "unknown")}
    furniture = (
        ("#E6E9ED", "#B4BCC7", "#48515C", palette.NIGHT)
        if night
        else (palette.INK, palette.MUTED, palette.GRID, palette.PAPER)
    )
    parts = [change(palette.colour(role)) for role in PARTS]
    return {**named, "parts": parts, **dict(zip(("ink", "muted", "grid", "paper"), furniture, strict=True))}


def _entry(view: View, indicator: Indicator, held: Held) -> dict[str, Any]:
    language, code = view.language, view.language.code
    places = [one for one in held.codes if one != "geo"]
    caveats = [language.caveat(caveat) for caveat in indicator.caveats if caveat != DERIVED]
    if held.kind == "stock" and not any(caveat.startswith("stock") for caveat in indicator.caveats):
        caveats.append(words()[code]["stock_note"])
    return {
        "title": indicator.title[code],
        "definition": indicator.definition[code],
        "formula": indicator.formula.get(code, ""),
        "unit": unit_label(indicator, language),
        "percent": indicator.noun == "percent",
        "decimals": indicator.decimals,
        "kind": held.kind,
        "error": held.error,
        "per": _per(indicator),
        "caveats": caveats,
        "anchor": card_anchor(indicator.name),
        "periods": _span(held.periods),
        "dimensions": {one: " ".join(_codes(view, one, held.codes[one])) for one in (*places, "geo")},
        "files": [part.name for part in held.slices],
    }


def _span(periods: Sequence[str]) -> str:
    """Return the first and the last of a row of periods; the page counts through them."""
    return f"{periods[0]}/{periods[-1]}" if periods else ""


def _per(indicator: Indicator) -> int:
    """Return per how many inhabitants an indicator may be shown; 0 for a ratio, and for the inhabitants themselves."""
    if indicator.noun in RATIOS or indicator.name in NOT_DIVIDED:
        return 0
    return 1_000_000 if topic_of(indicator) in words()["per_million"]["topics"] else 1000


def topic_of(indicator: Indicator) -> str:
    """Return the topic under which an indicator stands; the last one for a module that no topic names."""
    module = indicator.compute.__module__.rpartition(".")[2]
    topics: Mapping[str, Sequence[str]] = words()["topics"]
    return next((topic for topic, modules in topics.items() if module in modules), list(topics)[-1])


def _topics(view: View, entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    own = words()[view.language.code]
    found = [
        {"title": own[f"topic_{topic}"], "indicators": [n for n in entries if topic_of(find_indicator(n)) == topic]}
        for topic in words()["topics"]
    ]
    return [topic for topic in found if topic["indicators"]]


def _dimensions(found: Found) -> list[str]:
    return list(dict.fromkeys(one for held in found.values() for one in held.codes))


def _dimension(view: View, name: str) -> dict[str, str]:
    word = view.language.word("country" if name == "geo" else f"by_{name}")
    return {"title": word[0].upper() + word[1:], "total": TOTALS.get(name, "")}


def _codes(view: View, dimension: str, codes: Iterable[str]) -> list[str]:
    """Return codes in the order in which a reader looks for them: totals and groups first."""
    if dimension in COUNTRY_DIMENSIONS:
        names = {one: view.codes.label(dimension, one, view.language.code) for one in codes}
        return sorted(names, key=lambda one: (not is_aggregate(dimension, one), view.language.sort_key(names[one])))
    if dimension == "age":
        return sorted(codes, key=_years)
    declared = list(view.codes.entries[dimension])
    return sorted(codes, key=declared.index)


def _years(code: str) -> tuple[int, int, str]:
    """Return the place of an age class: totals, then by first and last year of age, then what is unknown."""
    match = AGE.fullmatch(code)
    if not match:
        return (-1 if code in TOTALS.values() else 999), 0, code
    first, last = int(match["first"]), int(match["last"] or match["first"])
    below = (match["word"] or "").startswith("L")
    return (0 if below else first), (999 if (match["word"] or "").startswith("G") else last), code


def _labels(view: View, dimension: str, found: Found) -> dict[str, dict[str, Any]]:
    codes = {code for held in found.values() for code in held.codes.get(dimension, ())}
    return {
        code: {
            "name": view.codes.label(dimension, code, view.language.code),
            **({"aggregate": 1} if is_aggregate(dimension, code) else {}),
        }
        for code in _codes(view, dimension, codes)
    }


def _notes(view: View) -> dict[str, str]:
    """Return what each flag beside a figure means, by its letter or symbol."""
    language = view.language
    marks = {language.symbol(mark): language.note(mark) for mark in MARK_NOTES}
    return {**{letter: language.note(note) for letter, note in STATUS_NOTES.items()}, **marks}


def _states(view: View) -> dict[str, dict[str, str]]:
    """Return symbol and meaning of each state without a figure, by its letter in the series; "late" for the last."""
    language = view.language
    letters = {**LETTERS, State.NOT_PUBLISHED: "late"}
    return {
        letter: {"state": str(one), "symbol": language.symbol(one), "note": language.note(one)}
        for one, letter in letters.items()
    }


def _period_labels(view: View, periods: Iterable[str]) -> dict[str, str]:
    return {one: view.language.period(one, "short") for one in sorted(set(periods)) if len(one) > len("2023")}


def _source(view: View, source: str) -> dict[str, str]:
    name, _, released = source.partition("@")
    dataset, code = view.datasets[name], view.language.code
    return {
        "provider": dataset.publisher.called(code),
        "table": dataset.code,
        "page": dataset.page,
        "released": released_on(released, view.language),
        "origin": cast("Mapping[str, str]", dataset.origin).get(code, ""),
    }
