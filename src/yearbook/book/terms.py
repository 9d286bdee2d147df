"""Links from chapters to the glossary: the first mention of each term in a page's text, in whatever form it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..glossary import Glossary
from ..site.search import stem_latvian

# what is not running text: directives, options, headings, tables, targets; roles, code, links, classes
APART = re.compile(
    r"^ *:{3,}.*$|^:[\w-]+:.*$|^#.*$|^\|.*$|^\(.*\)=$"
    r"|\{[\w:-]+\}`[^`]*`|`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<[^>\s]*>|\{[.#][^}]*\}",
    re.MULTILINE,
)
WORD = re.compile(r"\w+")
REFLEXIVE = ("šanās", "šanos")


@dataclass(frozen=True)
class Phrase:
    """A name as its stems and what stands between them; what it leads to, or "" if it is only passed over."""

    stems: tuple[str, ...]
    gaps: tuple[str, ...]
    leads: str


class Finder:
    """Finds the terms of a glossary in one language, the longest name first."""

    def __init__(self, glossary: Glossary, code: str) -> None:
        self.code = code
        self._phrases: dict[str, list[Phrase]] = {}
        for act in glossary.acts.values():
            self._add(act.called[code], "")
        for term in glossary.terms.values():
            for name in term.names(code):
                self._add(name, term.called[code] if term.link else "")
        for found in self._phrases.values():
            found.sort(key=lambda one: -len(one.stems))

    def links(self) -> Links:
        """Return what links the terms of one page."""
        return Links(self)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and goal of each name in running text."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            phrase = self._at(text, words, at)
            if phrase is None:
                at += 1
                continue
            last = words[at + len(phrase.stems) - 1]
            yield words[at].start(), last.end(), phrase.leads
            at += len(phrase.stems)

    def _at(self, text: str, words: list[re.Match[str]], at: int) -> Phrase | None:
        for phrase in self._phrases.get(self._stem(words[at][0]), ()):
            span = words[at : at + len(phrase.stems)]
            if tuple(self._stem(word[0]) for word in span) == phrase.stems and _gaps(text, span) == phrase.gaps:
                return phrase
        return None

    def _add(self, name: str, leads: str) -> None:
        words = list(WORD.finditer(name))
        phrase = Phrase(tuple(self._stem(word[0]) for word in words), _gaps(name, words), leads)
        self._phrases.setdefault(phrase.stems[0], []).append(phrase)

    def _stem(self, word: str) -> str:
        plain = word.lower()
        if self.code == "lv":
            # "pārcelšanās" is not "pārcelšana", though they share most forms
            return f"{plain[:-4]}ties" if plain.endswith(REFLEXIVE) else stem_latvian(plain)
        return f"{plain[:-3]}y" if plain.endswith("ies") else plain.removesuffix("s")


@dataclass
class Links:
    """Links in one page; it remembers which terms have had theirs."""

    finder: Finder
    done: set[str] = field(default_factory=set)

    def __call__(self, text: str) -> str:
        """Return Markdown in which the first mention of each term leads to the glossary."""
        parts, end = [], 0
        for apart in APART.finditer(text):
            parts += [self._linked(text[end : apart.start()]), apart[0]]
            end = apart.end()
        return "".join([*parts, self._linked(text[end:])])

    def _linked(self, text: str) -> str:
        parts, end = [], 0
        for start, stop, leads in self.finder.found(text):
            if leads and leads not in self.done:
                self.done.add(leads)
                shown = " ".join(text[start:stop].split("\n"))
                parts += [text[end:start], f"{{term}}`{shown} <{leads}>`"]
                end = stop
        return "".join([*parts, text[end:]])


def _gaps(text: str, words: list[re.Match[str]]) -> tuple[str, ...]:
    between = (text[one.end() : other.start()] for one, other in itertools.pairwise(words))
    return tuple(re.sub(r"\s+", " ", gap) for gap in between)
