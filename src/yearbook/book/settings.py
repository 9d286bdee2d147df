"""Settings of one book, laid over `_config.yml`: title, language, numbering, cover and colophon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from babel.dates import format_date

from ..edition import Edition
from ..language import Language
from ..view import View

LATEST_FIRST = "latest"


def title_of(view: View) -> str:
    """Return the title of the report: "Ziņojums par patvērumu un migrāciju Latvijā 2023. gadā"."""
    name, code, year = view.country, view.language.code, str(view.year)
    country = view.codes.country(name, code)
    where = view.codes.country(name, code, "locative") if code == "lv" else country
    words = {"where": where, "country": country, "year": year, "when": view.language.period(year, "in")}
    return view.language.word("report_title").format(**words)


def epoch_of(edition: Edition) -> int:
    """Return the time that every file of the edition bears: midnight UTC of its day of publication."""
    return int(datetime.combine(edition.published, time(), UTC).timestamp())


def is_draft(edition: Edition, today: date) -> bool:
    """Say whether the edition is still under embargo."""
    return edition.embargo is not None and today < edition.embargo


def settings_of(view: View, edition: Edition, *, pdf: bool, languages: Sequence[str]) -> dict[str, Any]:
    """Return the Sphinx settings of a book."""
    language = view.language
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
        "yearbook_languages": list(languages),
        "yearbook_pdf": pdf,
        "typst_cover": cover(view, edition, title),
        "typst_colophon": colophon(view, edition, title),
        "typst_marks": [language.word("draft")] if is_draft(edition, datetime.now(UTC).date()) else [],
        "typst_timestamp": epoch_of(edition),
    }


def numbering(language: Language) -> dict[str, str]:
    """Return how figures, tables and sections are numbered: "1.2. attēls", "Figure 1.2"."""
    if language.code == "lv":
        return {"figure": "%s. attēls", "table": "%s. tabula", "section": "%s. nodaļa", "code-block": "%s. kods"}
    return {"figure": "Figure %s", "table": "Table %s", "section": "Section %s", "code-block": "Listing %s"}


def cover(view: View, edition: Edition, title: str) -> dict[str, str]:
    """Return what stands on the cover; the project and grant lines belong to Latvia's contact point alone."""
    language = view.language
    own = view.country == "LV"
    return {
        "title": title,
        "institution": f"{language.word('contact_point')}, {view.place(view.country)}",
        "project_line": language.word("project_line") if own else "",
        "grant_line": language.word("grant_line") if own else "",
        "date": format_date(edition.published, "long", locale=language.babel),
    }


def colophon(view: View, edition: Edition, title: str) -> list[str]:
    """Return the paragraphs behind the cover: how to cite, reuse, the vintages that the figures come from."""
    language = view.language
    pins = [f"{name} ({', '.join(releases)})" for name, releases in edition.pins.items()]
    author = f"{language.word('contact_point')}, {view.place(view.country)}"
    return [
        language.word("cite").format(author=author, title=title, year=edition.published.year),
        language.word("reuse"),
        language.word("vintages_used").format(names="; ".join(pins)),
    ]
