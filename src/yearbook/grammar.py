"""Closed vocabulary of the report and the inflection of its Latvian nouns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from .errors import UnknownName

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "prepositional"]
Number = Literal["singular", "plural"]

CASES = ("nominative", "genitive", "dative", "accusative", "locative")

# "~" marks the forms before which the consonant softens: mēnesis, mēneša.
ENDINGS: Mapping[int, Mapping[Number, tuple[str, ...]]] = {
    1: {"singular": ("s", "a", "am", "u", "ā"), "plural": ("i", "u", "iem", "us", "os")},
    2: {"singular": ("is", "~a", "im", "i", "ī"), "plural": ("~i", "~u", "~iem", "~us", "~os")},
    4: {"singular": ("a", "as", "ai", "u", "ā"), "plural": ("as", "u", "ām", "as", "ās")},
    5: {"singular": ("e", "es", "ei", "i", "ē"), "plural": ("es", "~u", "ēm", "es", "ēs")},
    6: {"singular": ("s", "s", "ij", "i", "ī"), "plural": ("is", "u", "īm", "is", "īs")},
}


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the tables of `words.toml`: note, caveat, word, noun, months."""
    tables: Mapping[str, Any] = tomllib.loads(files("yearbook").joinpath("words.toml").read_text("utf-8"))
    return tables


def entry(table: str, name: str) -> Any:
    """Return one entry of the vocabulary, for example `entry("note", "provisional")`.

    Raises:
        UnknownName: the vocabulary has no such entry.
    """
    known = vocabulary()[table]
    if name not in known:
        raise UnknownName(table, name, known)
    return known[name]


def inflect(noun: Mapping[str, Any], case: Case, number: Number) -> str:
    """Return the form of a Latvian noun described by its stem and declension.

    The case "prepositional" is what par, ar, starp, līdz and their kin take: accusative in the singular, dative in
    the plural.
    """
    if case == "prepositional":
        case = "accusative" if number == "singular" else "dative"
    ending = ENDINGS[noun["declension"]][number][CASES.index(case)]
    stem = noun.get("soft", noun["stem"]) if ending.startswith("~") else noun["stem"]
    before = noun["before"] + " " if "before" in noun else ""
    return f"{before}{stem}{ending.removeprefix('~')}"
