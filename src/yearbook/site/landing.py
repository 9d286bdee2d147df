"""The page before all books: every country, language and year, on one static page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from ..language import LANGUAGES, language
from .fonts import write_fonts
from .offers import size_of
from .policy import OWN
from .words import interface

ICON = Path(__file__).parent / "theme" / "static" / "icon.svg"
STYLE = Path(__file__).with_name("landing.css")


@dataclass(frozen=True)
class BuiltEdition:
    """One book that stands in the site, at `<country>/<language>/<year>/`."""

    country: str
    language: str
    year: int
    title: str
    pages: tuple[str, ...] = ()
    published: str = ""
    author: str = ""

    @property
    def folder(self) -> str:
        """Where the book stands below the site's folder."""
        return f"{self.country}/{self.language}/{self.year}"


def write_landing(site: Path, editions: list[BuiltEdition]) -> Path:
    """Write `index.html`, its style and fonts into the site's folder, and return the page.

    Each book leads to its `index.html` and, where a factsheet and a `report.pdf` stand beside it, to those.
    """
    site.mkdir(parents=True, exist_ok=True)
    write_fonts(site / "_landing")
    for file in (STYLE, ICON):
        (site / "_landing" / file.name).write_bytes(file.read_bytes())
    page = site / "index.html"
    page.write_text(landing_page(site, editions), "utf-8")
    return page


def landing_page(site: Path, editions: list[BuiltEdition]) -> str:
    """Return the page: one part a language, in it one list a country, the newest year first."""
    spoken = [code for code in LANGUAGES if any(one.language == code for one in editions)] or list(LANGUAGES)
    parts = "\n".join(language_part(site, code, [one for one in editions if one.language == code]) for code in spoken)
    titles = " / ".join(interface(code)["report"] for code in spoken)
    policy = f"default-src 'none'; style-src {OWN}; font-src {OWN}; img-src {OWN}"
    return f"""<!DOCTYPE html>
<html lang="{spoken[0]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(titles)}</title>
<link rel="icon" type="image/svg+xml" href="_landing/icon.svg">
<link rel="stylesheet" href="_landing/landing.css">
</head>
<body>
<main>
<h1>{" ".join(f'<span lang="{code}">{escape(interface(code)["report"])}</span>' for code in spoken)}</h1>
{parts}
</main>
</body>
</html>
"""


def language_part(site: Path, code: str, editions: list[BuiltEdition]) -> str:
    """Return the books in one language."""
    reader, words = language(code), interface(code)
    names = {one.country: country_name(one.country, code) for one in editions}
    ordered = sorted(editions, key=lambda one: (reader.sort_key(names[one.country]), one.country, -one.year))
    lists = "\n".join(
        f"<h3>{escape(names[country])}</h3>\n<ul>\n{''.join(item(site, one) for one in group)}</ul>"
        for country, group in groupby(ordered, key=lambda one: one.country)
    )
    body = lists or f"<p>{escape(words['no_editions'])}</p>"
    head = f'<h2 id="{code}">{escape(reader.word("other_language"))}</h2>'
    return f'<section lang="{code}" aria-labelledby="{code}">\n{head}\n{body}\n</section>'


def item(site: Path, edition: BuiltEdition) -> str:
    """Return the line of one book."""
    folder, words, reader = escape(edition.folder), interface(edition.language), language(edition.language)
    offers = {}
    if (site / edition.folder / "factsheet.html").is_file():
        offers["factsheet.html"] = words["factsheet"]
    if (pdf := site / edition.folder / "report.pdf").is_file():
        offers["report.pdf"] = f"PDF, {size_of(pdf, reader)}"
    beside = "".join(
        f' <a class="pdf" href="{folder}/{file}" aria-label="{escape(f"{name}. {edition.title}")}">{name}</a>'
        for file, name in offers.items()
    )
    return f'<li><a href="{folder}/index.html">{escape(edition.title)}</a>{beside}</li>\n'


def country_name(code: str, spoken: str) -> str:
    """Return the name of a country by CLDR, for Eurostat's codes too; the code itself if CLDR has no name."""
    territory = {"EL": "GR", "UK": "GB"}.get(code, code)
    return str(language(spoken).babel.territories.get(territory, code))
