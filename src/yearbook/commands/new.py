"""`yearbook new edition` and `new chapter`: the least of them that passes the checks, and what comes next."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

from ..book.contents import load_contents
from ..consistency.releases import last_month_of
from ..dataset import load_datasets
from ..edition import Edition, load_edition
from ..errors import UnknownName, YearbookError
from ..indicators import all_indicators
from ..project import Project, find_project
from ..vintage import list_vintages
from ..years import edition_years, newest_released
from .templates import chapter_text, edition_text

CONTENTS = "_toc.yml"
LONGEST_NAME = 48
MADE_BY_THE_SITE = ("search", "genindex", "accessibility", "calendar", "data", "report")
LAST_CHAPTERS = ("contact-point", "methodology", "glossary", "factsheet")
console = Console(highlight=False, soft_wrap=True)


def new_edition(year: int) -> None:
    """Begin the edition of a year with country, languages and pins of the newest one, newer vintages first.

    It is under embargo, hence a draft, until the next 30 June, or until all its figures may be published.

    Raises:
        YearbookError: there is one, or a later one, or the year has not begun.
    """
    project, today = find_project(), datetime.now(UTC).date()
    before = load_edition(project, _year_before(project, year, today))
    edition = before.model_copy(update={"year": year, "published": today, "pins": _pins(project, before)})
    edition = edition.model_copy(update={"embargo": _embargo(project, edition)})
    write_file(project, f"editions/{year}/edition.toml", edition_text(edition), lambda: load_edition(project, year))
    newer = [f"{name} {pins[0]}" for name, pins in edition.pins.items() if pins != before.pins.get(name)]
    console.print(
        f"It pins what the edition of {before.year} pins, with newer vintages of: {', '.join(newer) or 'none'}."
    )
    next_steps(
        ("yearbook collect --check", "is there anything newer? Collect it and put it first under [pins]"),
        (f"yearbook status {year}", "which chapters wait for which figures"),
        (f"yearbook check {year}", "all that is wrong, with remedies"),
        (f"yearbook build {year}", f"a draft until the embargo ends on {edition.embargo}"),
        (f"yearbook check {year} --accept", "to release it; set `published` to that day and take `embargo` out"),
    )


def _year_before(project: Project, year: int, today: date) -> str:
    """Return the year of the newest edition, after which the year of the new one has to come."""
    years = edition_years(project)
    if not years:
        refuse("there is no edition to begin from", "editions", "write the first one by hand, see CONTRIBUTING.md")
    if str(year) in years:
        refuse(f"there is an edition of {year} already", f"editions/{year}/edition.toml", "change its pins there")
    if not int(years[-1]) < year <= today.year:
        refuse(
            f"{year} cannot be the reference year of a new edition",
            "editions",
            f"the newest is {years[-1]}, and a year that has not begun has no figures; "
            "an edition of an earlier year is written by hand, with the first releases of its figures",
        )
    return years[-1]


def _pins(project: Project, before: Edition) -> dict[str, tuple[str, ...]]:
    """Return the pins of an edition, newer vintages put first, and datasets that have come into use since."""
    used = {name for one in all_indicators().values() for name in one.inputs}
    pins = dict(before.pins)
    for vintage in sorted(list_vintages(project), key=lambda one: _age(one.released)):
        there = pins.get(vintage.dataset, ())
        newer = all(_age(vintage.released) > _age(released) for released in there)
        if newer and (there or vintage.dataset in used):
            pins[vintage.dataset] = (vintage.released, *there)
    return pins


def _age(released: str) -> tuple[int, str]:
    return last_month_of(released), released


def _embargo(project: Project, edition: Edition) -> date:
    published, datasets = edition.published, load_datasets(project)
    summer = date(published.year, 6, 30)
    usual = summer if published < summer else summer.replace(year=published.year + 1)
    return max([usual, *(datasets[name].embargo or usual for name in edition.pins)])


def new_chapter(name: str, titles: Mapping[str, str], before: str) -> None:
    """Begin a chapter: a notebook with heading and key findings in every language, and its line in `_toc.yml`.

    Args:
        name: of its file and page.
        titles: by language; those that are empty are made of the name.
        before: the page before which it stands, or "" for the end of the chapters on figures.

    Raises:
        UnknownName: the contents have no page `before`.
        YearbookError: the name is taken or cannot be one.
    """
    project, notebook = find_project(), f"notebooks/{name}.ipynb"
    taken = (*load_contents(project).sources, *MADE_BY_THE_SITE)
    check_name(name, r"[a-z][a-z0-9]*(-[a-z0-9]+)*", taken, "small letters and hyphens, such as labour-market")
    if (project.root / notebook).exists():
        refuse("the notebook is there already", notebook, f"add `- file: notebooks/{name}` to {CONTENTS}")
    contents = _with_chapter(project, name, before)
    edition = load_edition(project, newest_released(project))
    write_file(project, notebook, chapter_text(name, titles_of(name, titles), edition))
    write_file(project, CONTENTS, contents, lambda: load_contents(project))
    look = f"yearbook build {edition.year} --chapter {name} --language {edition.languages[0]} --format html --watch"
    next_steps(
        ("make lab", f"open {notebook} and give it facts, charts and tables; CONTRIBUTING.md lists them"),
        (look, "see it change with each save"),
        ("yearbook check", "whether it keeps the rules for notebooks, with the reason of each"),
    )


def _with_chapter(project: Project, name: str, before: str) -> str:
    """Return `_toc.yml` with the line of a chapter above that of another page, at the same depth."""
    text = (project.root / CONTENTS).read_text("utf-8")
    lines = {Path(line[1]).name: line for line in re.finditer(r"^ *- file: *(\S+)", text, re.MULTILINE)}
    notebooks = [page for page, line in lines.items() if line[1].startswith("notebooks/")]
    place = before or next((page for page in (*LAST_CHAPTERS, *notebooks[-1:]) if page in lines), "")
    if place not in lines:
        raise UnknownName("page", place, lines, where=CONTENTS)
    line = lines[place]
    return f"{text[: line.start()]}{line[0].replace(line[1], f'notebooks/{name}')}\n{text[line.start() :]}"


def check_name(name: str, pattern: str, taken: Collection[str], shape: str) -> None:
    """Refuse a name that is of another shape or is taken.

    Raises:
        YearbookError: it is.
    """
    if not re.fullmatch(pattern, name) or len(name) > LONGEST_NAME or keyword.iskeyword(name):
        refuse(f"'{name}' cannot be a name here", "", f"use at most {LONGEST_NAME} {shape}")
    if name in taken:
        refuse(f"the name '{name}' is taken", "", "choose another; what is there is not written over")


def titles_of(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return titles by language, made of the name where none is given.

    Raises:
        YearbookError: a title would end the string early in which it is written.
    """
    for title in given.values():
        if re.search(r'["\\\n]', title):
            refuse(
                f"the title has a straight quote or a backslash: {title}", "", "write „ ” in Latvian, ‘ ’ in English"
            )
    words = re.sub("[-_]", " ", name)
    return {code: title.strip() or words[0].upper() + words[1:] for code, title in given.items()}


def write_file(project: Project, name: str, text: str, read: Callable[[], Any] = lambda: None) -> None:
    """Write a file of the project and read it; if it cannot be read, leave everything as it was.

    Raises:
        YearbookError: what reading says.
    """
    path = project.root / name
    old = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    try:
        read()
    except YearbookError:
        if old is None:
            path.unlink()
        else:
            path.write_bytes(old)
        raise
    console.print(f"[green]{'written' if old is None else 'extended'}[/green]  {name}")


def next_steps(*steps: tuple[str, str]) -> None:
    """Print commands with what each is for."""
    console.print("Next:")
    for command, purpose in steps:
        console.print(f"  {command}\n      {purpose}", markup=False)


def refuse(what: str, where: str, remedy: str) -> NoReturn:
    """Raise a user's mistake.

    Raises:
        YearbookError: always.
    """
    raise YearbookError(what, where=where, remedy=remedy)
