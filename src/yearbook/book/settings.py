"""Settings of one book, laid over `_config.yml`: title, language, numbering, cover and colophon."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date

from ..edition import Edition
from ..language import Language
from ..project import Project
from ..view import View
from ..years import newest_released
from .data_files import FOLDER, Published
from .extras import LINKS

FACTSHEET, FACTSHEET_PDF, EXPLORER = "factsheet", "factsheet.pdf", "explorer"
PICTURE = "share.png"
EMBLEM = Path(__file__).with_name("eu-emblem.svg")


def title_of(view: View) -> str:
    """Return the title of the report: "Ziņojums par patvērumu un migrāciju Latvijā 2023. gadā"."""
    name, code, year = view.country, view.language.code, str(view.year)
    country = view.codes.country(name, code)
    where = view.codes.country(name, code, "locative") if code == "lv" else country
    words = {"where": where, "country": country, "year": year, "when": view.language.period(year, "in")}
    return view.language.word("report_title").format(**words)


def published_of(view: View) -> Published:
    """Return what the files of a book say of themselves."""
    author = f"{view.language.word('contact_point')}, {view.place(view.country)}"
    return Published(author, title_of(view), view.results.figures.edition.published)


def site_address(project: Project) -> str:
    """Return the address under which the site is published: `html: baseurl` in `_config.yml`, "" if it is not set."""
    config = yaml.safe_load((project.root / "_config.yml").read_text("utf-8")) or {}
    return str((config.get("html") or {}).get("baseurl") or "")


def book_address(view: View, base: str) -> str:
    """Return the address of a book's folder, "" if that of the site is not known."""
    return f"{base.rstrip('/')}/{view.country}/{view.language.code}/{view.year}/" if base else ""


def epoch_of(edition: Edition) -> int:
    """Return the time that every file of the edition bears: midnight UTC of its day of publication."""
    return int(datetime.combine(edition.published, time(), UTC).timestamp())


def marks(view: View, edition: Edition, today: date) -> list[str]:
    """Return what is stamped on every page: that the edition is under embargo, that a newer one is released."""
    newest = newest_released(view.results.figures.project)
    draft = edition.embargo is not None and today < edition.embargo
    stamps = {"draft": draft, "not_latest": edition.year < int(newest)}
    return [view.language.word(name) for name, shown in stamps.items() if shown]


def settings_of(
    view: View, edition: Edition, *, pdf: bool, shelf: Sequence[Mapping[str, Any]], pages: Collection[str] = ()
) -> dict[str, Any]:
    """Return the Sphinx settings of a book; `shelf` lists the books of its country in the site, `pages` its own."""
    language, sheet = view.language, FACTSHEET in pages
    title, author = title_of(view), language.word("contact_point")
    return {
        "html_title": title,
        "project": title,
        "author": author,
        "copyright": f"{edition.published.year} {author}",
        "language": language.code,
        "numfig_format": numbering(language),
        "nb_execution_mode": "off",
        "external_toc_path": "_toc.yml",
        "html_last_updated_fmt": "",
        "html_search_language": language.code,
        "yearbook_country": view.country,
        "yearbook_year": str(view.year),
        "yearbook_shelf": list(shelf),
        "yearbook_published": edition.published.isoformat(),
        "yearbook_links": [*([[FACTSHEET, f"{FACTSHEET}.html"]] if sheet else []), *map(list, LINKS)],
        "yearbook_share": f"{FOLDER}/{PICTURE}",
        "yearbook_credits": [line for line in (author, *credits_of(view)) if line],
        "yearbook_pdf": pdf,
        "yearbook_own_pdfs": {FACTSHEET: FACTSHEET_PDF},
        "typst_cover": cover(view, edition, title),
        "typst_colophon": colophon(view, edition, title, sheet=sheet),
        "typst_marks": marks(view, edition, datetime.now(UTC).date()),
        "typst_permalink": f"{view.country}/{language.code}/{view.year}",
        "typst_without": [FACTSHEET, EXPLORER],
        "typst_timestamp": epoch_of(edition),
    }


def numbering(language: Language) -> dict[str, str]:
    """Return how figures, tables and sections are numbered: "1.2. attēls", "Figure 1.2"."""
    if language.code == "lv":
        return {"figure": "%s. attēls", "table": "%s. tabula", "section": "%s. nodaļa", "code-block": "%s. kods"}
    return {"figure": "Figure %s", "table": "Table %s", "section": "Section %s", "code-block": "Listing %s"}


def credits_of(view: View) -> tuple[str, str]:
    """Return the lines that name project and grant, empty for a country whose contact point they are not of."""
    own = view.country == "LV"
    return (view.language.word("project_line"), view.language.word("grant_line")) if own else ("", "")


def cover(view: View, edition: Edition, title: str) -> dict[str, str]:
    """Return what stands on the cover; the project and grant lines belong to Latvia's contact point alone."""
    language = view.language
    project, grant = credits_of(view)
    return {
        "title": title,
        "institution": f"{language.word('contact_point')}, {view.place(view.country)}",
        "project_line": project,
        "grant_line": grant,
        "date": format_date(edition.published, "long", locale=language.babel),
        "logo": str(EMBLEM) if project else "",
        "logo_alt": language.word("eu_emblem"),
    }


def colophon(view: View, edition: Edition, title: str, *, sheet: bool) -> list[str | list[str]]:
    """Return what stands behind the cover: how to cite, reuse, the day of the edition, the vintages of its figures.

    The vintages are a list under a heading, its first entry; `sheet` says whether there is a factsheet.
    """
    language = view.language
    pins = [f"{name} {', '.join(releases)}" for name, releases in sorted(edition.pins.items())]
    author = f"{language.word('contact_point')}, {view.place(view.country)}"
    published = format_date(edition.published, "long", locale=language.babel)
    return [
        language.word("cite").format(author=author, title=title, year=edition.published.year),
        language.word("reuse"),
        language.word("edition_date").format(date=published),
        language.word("annex_note"),
        *([language.word("factsheet_note")] if sheet else []),
        [language.word("vintages_used"), *pins],
    ]
