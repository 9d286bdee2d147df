"""The sentences of the checks in every language (`sentences.toml`), with numbers, periods and places written out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..codes import Codes
from ..language import LANGUAGES, Language
from .finding import Finding, Place, Severity

APART = frozenset({"phrase", "dimension", "measure", "because", "page"})
Texts = dict[str, str]


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "sentences.toml").read_text("utf-8"))


CHECKS = {name: bool(entry.get("figures")) for name, entry in _sentences().items() if name not in APART}
"""Every check by name, and whether it is about figures, so that a recorded remark may explain what it finds."""


def title_of(check: str, language: str) -> str:
    """Return what a check is called."""
    return str(_sentences()[check]["title"][language])


def phrase(kind: str, name: str) -> Texts:
    """Return an entry of the vocabulary such as ("dimension", "sex"), by language."""
    return dict(_sentences()[kind][name])


@dataclass(frozen=True)
class Wording:
    """Writes findings; the words of a sentence are given as they are and written as each language does.

    A word is a number, a mapping by language, a text, or by its name `geo` a place and `period`, `first`, `last` a
    period. Without code lists places stay codes.
    """

    codes: Codes

    def finding(self, severity: Severity, check: str, place: Place, *, say: str = "own", **words: Any) -> Finding:
        """Return a finding of a check in all languages; `say` chooses the sentence."""
        entry = _sentences()[check]
        what = {code: entry[say][code].format(**self._written(words, one)) for code, one in LANGUAGES.items()}
        return Finding(severity, check, place, what, entry["remedy"])

    def phrase(self, name: str, **words: Any) -> Texts:
        """Return a piece of a sentence in all languages."""
        entry = phrase("phrase", name)
        return {code: entry[code].format(**self._written(words, one)) for code, one in LANGUAGES.items()}

    def places(self, geos: Iterable[str], most: int = 8) -> Texts:
        """Return names of places in alphabetical order, of many the first ones and how many there are more."""
        found: Texts = {}
        for code, one in LANGUAGES.items():
            names = one.sort(self.place(geo, code) for geo in geos)
            more = f" +{len(names) - most}" if len(names) > most else ""
            found[code] = ", ".join(names[:most]) + more
        return found

    def place(self, geo: str, language: str) -> str:
        """Return the name of a place, or its code if it has none."""
        known = geo in self.codes.known("geo")
        return self.codes.label("geo", geo, language) if known else geo

    def _written(self, words: Mapping[str, Any], language: Language) -> Texts:
        return {name: self._word(name, word, language) for name, word in words.items()}

    def _word(self, name: str, word: Any, language: Language) -> str:
        if isinstance(word, Mapping):
            return str(word[language.code])
        if isinstance(word, int | float):
            return language.number(word, 0 if float(word).is_integer() else 1)
        if name == "geo":
            return self.place(word, language.code)
        if name in ("period", "first", "last"):
            return language.period(word)
        return str(word)
