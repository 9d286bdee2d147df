"""The glossary of asylum and migration for readers: terms of `data/glossary.toml`, checked and written as a page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import UnknownName, YearbookError
from .exhibit import escaped
from .language import LANGUAGES, Language
from .project import Project

FILE = "data/glossary.toml"
KEYS = {"also", "define", "source", "related", "link"}
ARTICLE = re.compile(r"(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<point>[a-z]+)\))?")
ELI = "http://data.europa.eu/eli/{}/oj"


@dataclass(frozen=True)
class Act:
    """A legal act: what it is called in each language, and its address in the Official Journal, if it has one."""

    called: Mapping[str, str]
    address: str = ""


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes:
        name: its key in the file.
        called: its name by language.
        also: other names of the same thing, by language.
        define: definition by language.
        source: acts that define it, each with the article: (key of the act, "2(1)(b)" or "").
        related: keys of other terms.
        link: whether chapters link to it; a word that is common in other senses is not linked.
    """

    name: str
    called: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    define: Mapping[str, str]
    source: tuple[tuple[str, str], ...]
    related: tuple[str, ...]
    link: bool = True

    def names(self, code: str) -> tuple[str, ...]:
        """Return every name in a language, the first one first."""
        return (self.called[code], *self.also.get(code, ()))


@dataclass(frozen=True)
class Glossary:
    """All terms and the acts that they rest on."""

    terms: Mapping[str, Term]
    acts: Mapping[str, Act]

    def page(self, language: Language) -> str:
        """Return the terms in alphabetical order of a language as a MyST glossary."""
        ordered = sorted(self.terms.values(), key=lambda one: language.sort_key(one.called[language.code]))
        return ":::::{glossary}\n" + "\n".join(self._entry(term, language) for term in ordered) + ":::::\n"

    def _entry(self, term: Term, language: Language) -> str:
        word, code = language.word, language.code
        # the class becomes the attribute `lang`, so that a screen reader says the name in its own language
        others = [
            f"{word(f'in_{other}')}: [{escaped(term.called[other])}]{{.language-{other}}}."
            for other in LANGUAGES
            if other != code
        ]
        sources = [self._cited(act, article, language) for act, article in term.source]
        related = [f"{{term}}`{self.terms[name].called[code]}`" for name in term.related]
        said = [
            *others,
            *([f"{word('legal_source')}: {'; '.join(sources)}."] if sources else []),
            *([f"{word('see_also')}: {', '.join(related)}."] if related else []),
        ]
        lines = [*term.names(code), f"  {escaped(term.define[code])}", "", "  {.small}", f"  {' '.join(said)}", ""]
        return "\n".join(lines) + "\n"

    def _cited(self, act: str, article: str, language: Language) -> str:
        found = self.acts[act]
        text = f"{found.called[language.code]}{', ' if article else ''}{article_in(article, language)}"
        return f"[{escaped(text)}]({found.address})" if found.address else escaped(text)


def article_in(article: str, language: Language) -> str:
    """Write "2(1)(b)" as a language cites it: "2. panta 1. punkta b) apakšpunkts", "Article 2(1)(b)".

    Raises:
        YearbookError: it is not the number of an article.
    """
    if not article:
        return ""
    found = ARTICLE.fullmatch(article)
    if not found:
        raise YearbookError(f"'{article}' is not an article", remedy="write 2, 2(1), 2(c) or 2(1)(b)")
    if language.code != "lv":
        return f"Article\N{NO-BREAK SPACE}{article}"
    number, paragraph, point = found["article"], found["paragraph"], found["point"]
    inner = f"{paragraph}. punkt" if paragraph else ""
    if point:
        lowest = f"{point}) apakšpunkts" if paragraph else f"{point}) punkts"
        text = f"{number}. panta {inner + 'a ' if inner else ''}{lowest}"
    else:
        text = f"{number}. panta {inner}s" if inner else f"{number}. pants"
    return re.sub(r"(?<=[.)]) ", "\N{NO-BREAK SPACE}", text)


def load_glossary(project: Project) -> Glossary:
    """Return the glossary of a project.

    Raises:
        YearbookError: the file is not there or not TOML, or the first of its faults.
    """
    content = _content(project)
    for fault in _faults(content):
        raise fault
    acts = {
        key: Act({code: one[code] for code in LANGUAGES}, ELI.format(one["eli"]) if "eli" in one else "")
        for key, one in content.pop("act").items()
    }
    return Glossary({key: _term(key, one) for key, one in content.items()}, acts)


def glossary_faults(project: Project) -> list[YearbookError]:
    """Return everything wrong in the glossary: a language left out, a related term or an act that is not there."""
    if not (project.root / FILE).is_file():
        return []
    try:
        return list(_faults(_content(project)))
    except YearbookError as error:
        return [error]


def _content(project: Project) -> dict[str, Any]:
    try:
        return tomllib.loads((project.root / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise YearbookError("there is no glossary", where=FILE, remedy="write it, or take it out of _toc.yml") from None
    except tomllib.TOMLDecodeError as error:
        raise YearbookError(f"not valid TOML: {error}", where=FILE) from None


def _term(key: str, entry: Mapping[str, Any]) -> Term:
    cited = (one.partition(" ") for one in entry["source"])
    return Term(
        key,
        {code: entry[code] for code in LANGUAGES},
        {code: tuple(names) for code, names in entry.get("also", {}).items()},
        entry["define"],
        tuple((act, article) for act, _, article in cited),
        tuple(entry["related"]),
        entry.get("link", True),
    )


def _faults(content: Mapping[str, Any]) -> Iterator[YearbookError]:
    acts, terms = content.get("act", {}), {key: entry for key, entry in content.items() if key != "act"}
    taken: dict[tuple[str, str], str] = {}
    for key, act in acts.items():
        yield from _lacking(act, f"act.{key}")
    for key, entry in terms.items():
        where = f"{FILE}, [{key}]"
        yield from _lacking(entry, key)
        yield from _lacking(entry.get("define", {}), f"{key}.define")
        for name in set(entry) - KEYS - set(LANGUAGES):
            yield UnknownName("key", name, {*KEYS, *LANGUAGES}, where=where)
        for name in set(entry.get("related", ())) - set(terms):
            yield UnknownName("term", name, terms, where=f"{where}, related")
        if key in entry.get("related", ()):
            yield YearbookError("a term is related to itself", where=where, remedy="name other terms")
        for cited in entry.get("source", ()):
            yield from _citation(cited, acts, where)
        yield from _twice(key, entry, taken)
        for missing in {"source", "related"} - set(entry):
            yield YearbookError(
                f"'{missing}' is missing", where=where, remedy=f"write {missing} = [], if there is none"
            )


def _lacking(entry: Mapping[str, Any], name: str) -> Iterator[YearbookError]:
    for code in LANGUAGES:
        if not str(entry.get(code, "")).strip():
            yield YearbookError(f"no text in: {code}", where=f"{FILE}, [{name}]", remedy=f'write {code} = "..."')


def _citation(cited: str, acts: Mapping[str, Any], where: str) -> Iterator[YearbookError]:
    act, _, article = cited.partition(" ")
    if act not in acts:
        yield UnknownName("act", act, acts, where=f"{where}, source")
    if article and not ARTICLE.fullmatch(article):
        remedy = "write 2, 2(1), 2(c) or 2(1)(b)"
        yield YearbookError(f"'{article}' is not an article", where=f"{where}, source", remedy=remedy)


def _twice(key: str, entry: Mapping[str, Any], taken: dict[tuple[str, str], str]) -> Iterator[YearbookError]:
    """Find names that two terms share; a link could lead to one only."""
    for code in LANGUAGES:
        for name in (entry.get(code, ""), *entry.get("also", {}).get(code, ())):
            first = taken.setdefault((code, name.casefold()), key)
            if name and first != key:
                what = f"'{name}' is a name of '{first}' and of '{key}'"
                yield YearbookError(what, where=f"{FILE}, [{key}]", remedy="join the two terms, or name one otherwise")
