"""Commentary: what the contact point's analysts write of one edition's chapter, apart from the computed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .edition import Edition
from .errors import UnknownName, YearbookError
from .exhibit import escaped
from .facts import fact_text, written
from .indicators import all_indicators
from .language import LANGUAGES
from .project import Project
from .prose import GLUED, standing_text
from .view import View

FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
KEY = "written_against"
ROLE = re.compile(r"(?<!`)\{([A-Za-z][\w:-]*)\}`")
ROLES = ("glue:text", "term", "ref", "sup", "sub")
DIRECTIVE = re.compile(r"^ *(:{3,}|[`~]{3,}) *\{", re.MULTILINE)
HEADING = re.compile(r"^(?=#{2,} )", re.MULTILINE)
BOX = "::::::"


@dataclass(frozen=True)
class Commentary:
    """A commentary as its file holds it.

    Attributes:
        chapter: name of the chapter in which it stands.
        language: code.
        file: its path in the project.
        text: Markdown; facts are {glue:text}`applicants.change`.
        against: the facts that its author had before them, and what they said then.
    """

    chapter: str
    language: str
    file: str
    text: str
    against: Mapping[str, float | str]


def commentaries(project: Project, edition: Edition) -> Iterator[Path]:
    """Yield the commentary files of an edition, by name."""
    yield from sorted((project.editions / str(edition.year)).glob("*.md"))


def read_commentary(project: Project, path: Path) -> Commentary:
    """Return one commentary.

    Raises:
        YearbookError: its name, its front matter or its Markdown is not what a commentary may have.
    """
    where = path.relative_to(project.root).as_posix()
    chapter, _, code = path.stem.rpartition(".")
    if not chapter or code not in LANGUAGES:
        remedy = f"call it <chapter>.<language>.md; the languages are {', '.join(LANGUAGES)}"
        raise YearbookError(f"'{path.name}' does not say its chapter and language", where=where, remedy=remedy)
    content = path.read_text("utf-8").replace("\r\n", "\n")
    front = FRONT.match(content)
    text = content[front.end() :] if front else content
    _refuse_markup(text, where, content[: front.end()].count("\n") if front else 0)
    return Commentary(chapter, code, where, text.strip(), _against(front[1] if front else "", where))


def commentary_of(view: View, chapter: str) -> Commentary | None:
    """Return the commentary for a chapter's readers: that of the edition's own country, in their language."""
    figures = view.results.figures
    path = figures.project.editions / str(view.year) / f"{chapter}.{view.language.code}.md"
    if view.country != figures.edition.country or not path.is_file():
        return None
    return read_commentary(figures.project, path)


def spoken(view: View, commentary: Commentary) -> str:
    """Return the text with its facts written out, without the paragraphs whose facts have no figure.

    Raises:
        UnknownName: it asks for a fact that does not exist.
    """
    said = {key: _fact(view, key, commentary.file) for key in GLUED.findall(commentary.text)}
    stands = standing_text(commentary.text, {key: text is not None for key, text in said.items()}, commentary.file)
    return GLUED.sub(lambda key: escaped(said[key[1]] or ""), stands)


def commentary_text(view: View, chapter: str) -> str:
    """Return a chapter's commentary in MyST, in a box that says whose words these are; "" if there is none.

    A long one, with headings, has a box a section, so that its headings stay headings of the chapter.
    """
    found = commentary_of(view, chapter)
    text = spoken(view, found) if found else ""
    if not text:
        return ""
    by = view.language.word("commentary")
    first, *sections = HEADING.split(text)
    if not sections:
        return f"{BOX}{{admonition}} {by}\n:class: commentary\n\n{text}\n{BOX}\n"
    parts = [_boxed(f"{{.commentary-by .small}}\n{by}\n\n{first.strip()}")]
    for section in sections:
        heading, _, body = section.partition("\n")
        parts += [heading, _boxed(body.strip())] if body.strip() else [heading]
    return "\n\n".join(parts) + "\n"


def no_commentary(view: View) -> str:
    """Return what stands where a chapter keeps a place for the commentary and the edition has none."""
    return escaped(view.language.word("no_commentary").format(where=fact_text(view, "country.where"))) + "\n"


def lapsed(view: View, commentary: Commentary) -> dict[str, tuple[str, str]]:
    """Return the facts that say something else now than when the commentary was written: then, now.

    Raises:
        UnknownName: the front matter names a fact that does not exist.
    """
    changed = {}
    for key, then in commentary.against.items():
        now = " ".join((_fact(view, key, commentary.file) or view.language.symbol("not_available")).split())
        before = " ".join(_written(view, key, then).split())
        if before != now:
            changed[key] = before, now
    return changed


def _written(view: View, key: str, then: float | str) -> str:
    indicator = all_indicators().get(key.partition(".")[0])
    if isinstance(then, str):
        return then
    return written(indicator, then, view.language) if indicator else str(then)


def _fact(view: View, key: str, where: str) -> str | None:
    try:
        return fact_text(view, key)
    except UnknownName as error:
        raise YearbookError(error.what, where=where, remedy=error.remedy) from None


def _boxed(text: str) -> str:
    return f"{BOX}{{container}} commentary\n\n{text}\n{BOX}"


def _against(front: str, where: str) -> dict[str, float | str]:
    try:
        stated = yaml.safe_load(front) or {}
    except yaml.YAMLError as error:
        raise YearbookError(f"the front matter is not YAML: {error}", where=where) from None
    if not isinstance(stated, dict) or set(stated) - {KEY}:
        what = "the front matter holds something else than the facts it was written against"
        raise YearbookError(what, where=where, remedy=f"write: {KEY}: {{applicants: 1700}}")
    against: Any = stated.get(KEY) or {}
    if not isinstance(against, dict) or not all(type(value) in (int, float, str) for value in against.values()):
        what = f"{KEY} does not name facts with a value each"
        raise YearbookError(what, where=where, remedy=f"write: {KEY}: {{applicants: 1700}}")
    return {str(key): value for key, value in against.items()}


def _refuse_markup(text: str, where: str, offset: int) -> None:
    """Refuse what would reach the page as something else than text: HTML, directives, pictures, unknown roles.

    Raises:
        YearbookError: it names the line and what to write instead.
    """
    for token in _tokens(MarkdownIt("commonmark").enable("table").parse(text)):
        line = f"{where}, line {(token.map or [0])[0] + 1 + offset}"
        if token.type in ("html_block", "html_inline"):
            what = f"raw HTML is not taken: {token.content.strip()[:60]}"
            raise YearbookError(what, where=line, remedy="write Markdown; to show the characters, put them in `code`")
        if token.type == "heading_open" and token.tag == "h1":
            raise YearbookError("the title of the chapter is in its notebook", where=line, remedy="begin with ##")
        if token.type == "image":
            remedy = "show it by the notebook: here.figure(...)"
            raise YearbookError("a commentary has no pictures of its own", where=line, remedy=remedy)
    if found := DIRECTIVE.search(text):
        line = f"{where}, line {text[: found.start()].count(chr(10)) + 1 + offset}"
        raise YearbookError("a commentary holds no directives", where=line, remedy="write paragraphs, lists and tables")
    for role in ROLE.finditer(text):
        if role[1] not in ROLES:
            raise UnknownName("role", role[1], ROLES, where=where)


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens and those inside them, which bear the lines of the block they stand in."""
    for token in tokens:
        yield token
        for child in token.children or ():
            child.map = token.map
            yield child
