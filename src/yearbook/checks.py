"""Checks before a build: editions and their pins, vintages, contents, notebooks, and the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from .book.contents import Contents, load_contents
from .commentary import KEY, commentaries, lapsed, read_commentary, spoken
from .consistency import Finding, Place, check_figures, merged_editions, of_error
from .corrections import load_corrections
from .edition import Edition, Figures, load_edition
from .errors import UnknownName, YearbookError
from .glossary import glossary_faults
from .indicators import Results
from .language import language
from .lint import lint_notebooks
from .project import Project
from .released import changes_since_release, released_file
from .view import View
from .vintage import list_vintages
from .years import edition_years


def check_all(project: Project, edition: str = "") -> list[Finding]:
    """Return everything found in one edition, or in all, and in the vintages, contents and notebooks, errors first.

    Figures are looked at only if their files are whole; whether they are still the released ones, which takes
    seconds an edition, only of the one edition that is named.
    """
    editions: list[Edition] = []
    findings = [*_editions(project, edition, editions), *_vintages(project)]
    spoilt = bool(findings)
    findings += _tried(load_contents, project, "contents")
    findings += _tried(load_corrections, project, "corrections")
    findings += [of_error(error, "glossary") for error in glossary_faults(project)]
    findings += [of_error(error, "notebook") for error in lint_notebooks(project)]
    if not spoilt:
        findings += _tried(lambda at: findings.extend(check_figures(at, editions)), project, "figures")
        findings += [found for one in editions for found in _commentaries(project, one)]
        findings += [found for one in editions if edition for found in _released(project, one)]
    return merged_editions(findings)


def _editions(project: Project, edition: str, loaded: list[Edition]) -> Iterator[Finding]:
    for year in [edition] if edition else edition_years(project):
        try:
            loaded.append(load_edition(project, year))
        except YearbookError as error:
            yield of_error(error, "edition", (year,))


def _released(project: Project, edition: Edition) -> Iterator[Finding]:
    file = released_file(project, edition).relative_to(project.root).as_posix()
    remedy = (
        "if this is meant, say so to the readers and accept the new figures: "
        f"yearbook check {edition.year} --accept; if not, look at the pins, the corrections and the indicator"
    )
    for name, what in changes_since_release(project, Results(Figures(project, edition))):
        said = {"en": f"released figures of {name} have changed: {what}"}
        yield Finding("error", "released", Place(name, file=file), said, remedy, editions=(str(edition.year),))


def _vintages(project: Project) -> Iterator[Finding]:
    for vintage in list_vintages(project):
        yield from _tried(lambda _, one=vintage: one.content(), project, "vintage")  # type: ignore[misc]


def _commentaries(project: Project, edition: Edition) -> Iterator[Finding]:
    """Find commentaries that cannot be shown, lack a translation, or were written against other figures."""
    year, paths = (str(edition.year),), list(commentaries(project, edition))
    names = {path.name for path in paths}
    try:
        contents = load_contents(project)
    except YearbookError:
        return  # found already
    results = Results(Figures(project, edition))
    for path in paths:
        try:
            yield from _commentary(project, path, View(results, language("en"), edition.country), contents)
        except YearbookError as error:
            yield of_error(error, "commentary", year)
        chapter = path.stem.rpartition(".")[0]
        lacking = [code for code in edition.languages if f"{chapter}.{code}.md" not in names]
        if lacking:
            what = f"the commentary has no twin in: {', '.join(lacking)}"
            place, remedy = path.relative_to(project.root).as_posix(), f"write {chapter}.{lacking[0]}.md beside it"
            yield of_error(YearbookError(what, where=place, remedy=remedy), "commentary", year)


def _commentary(project: Project, path: Path, view: View, contents: Contents) -> Iterator[Finding]:
    found = read_commentary(project, path)
    if found.chapter not in contents.chapters:
        raise UnknownName("chapter", found.chapter, contents.chapters, where=found.file)
    view = replace(view, language=language(found.language))
    spoken(view, found)
    for key, (then, now) in lapsed(view, found).items():
        what = f"the commentary was written when {key} was {then}; now it is {now}"
        remedy = f'read it again; if it holds, write {key}: "{now}" under {KEY} in its front matter'
        place = Place(file=found.file, code=key)
        yield Finding("warning", "commentary", place, {"en": what}, remedy, editions=(str(view.year),))


def _tried(read: Callable[[Project], Any], project: Project, check: str) -> Iterator[Finding]:
    try:
        read(project)
    except YearbookError as error:
        yield of_error(error, check)
