"""What the page frame is filled with: contents, switches, banner, citation, footer."""

from __future__ import annotations

import re
from datetime import date
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..language import LANGUAGES, language
from .chapter_list import first_finding
from .citing import Work, apa, bibtex, ris
from .policy import POLICY, without_inline_styles
from .switches import FIRST, Place, Switch, books_of, language_switches, newest_switch, upwards, year_switches
from .words import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What Sphinx puts on each page for its own themes; the search page names what it needs.
SPHINX_FILES = re.compile(
    r"documentation_options|doctools|sphinx_highlight|translations|pygments|basic\.css|yearbook\.css|mystnb"
)
STRUCTURED = "structured"
"""Folder beside the pages: for each page, as JSON under its name, what it says of its data to search engines."""


def fill_frame(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the templates of the theme all that they show."""
    config = app.config
    words = interface(config.language)
    context["words"] = words
    context.setdefault("policy", POLICY)
    context["body"] = without_inline_styles(context.get("body", ""))
    context["contents"] = context["toctree"](maxdepth=2, collapse=True, includehidden=True, titles_only=False)
    for key in ("script_files", "css_files"):
        context[key] = [one for one in context.get(key, ()) if not SPHINX_FILES.search(file_name(one))]
    pdf = config.yearbook_own_pdfs.get(pagename, "report.pdf")
    context["pdf"] = f"{upwards(pagename)}{pdf}" if config.yearbook_pdf else ""
    context["credits"] = config.yearbook_credits
    context["citation"] = (
        _citation(app, pagename, context) if config.yearbook_published and pagename != "search" else None
    )
    context["edition"] = {"country": config.yearbook_country, "year": str(config.yearbook_year)}
    context["summary"] = (first_finding(app.env, pagename) if pagename in app.env.all_docs else "") or config.project
    context["share"] = _share(app, pagename)
    context["structured"] = structured(app, pagename)
    if pagename == "search":
        context["findings"] = {page: first_finding(app.env, page) for page in sorted(app.env.all_docs)}
    _fill_switches(app, pagename, context)


def _share(app: Sphinx, pagename: str) -> str:
    """Return the address of the picture for sharing: absolute if the site's own is known, as most readers of it ask."""
    picture = app.config.yearbook_share
    if not picture:
        return ""
    own = address_of(app, pagename)
    return f"{own.rpartition('/')[0]}/{picture}" if own else f"{upwards(pagename)}{picture}"


def structured(app: Sphinx, pagename: str) -> str:
    """Return what a page says of its data to search engines, as JSON-LD; no text in it can end the element."""
    file = Path(app.srcdir, STRUCTURED, f"{pagename}.json")
    return file.read_text("utf-8").replace("<", "\\u003c") if file.is_file() else ""


def file_name(file: Any) -> str:
    """Return the address of a script or stylesheet in Sphinx's list."""
    return str(getattr(file, "filename", file) or "")


def plain(title: str) -> str:
    """Return a title without its markup and its number: "<span>1. </span>Īsumā" -> "Īsumā"."""
    return re.sub(r"^[\d.]+\s+", "", unescape(re.sub(r"<[^>]*>", "", title))).strip()


def _fill_switches(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    config, words = app.config, context["words"]
    books = books_of(config.yearbook_shelf)
    known = config.language in LANGUAGES and bool(books)  # a book by itself has no site to lead to
    place = Place(pagename, config.language, int(config.yearbook_year or 0), words["first_page_only"])
    context["switches"] = language_switches(place, books) if known else []
    context["years"] = year_switches(place, books) if known else []
    context["newest"] = newest_switch(place, books) if known else None
    up = f"{upwards(pagename)}../../../"
    context["feed"] = f"{upwards(pagename)}../feed.xml"
    context["shelf_script"] = f"{up}editions.js" if known else ""
    own = [(words[key], href) for key, href in app.config.yearbook_links if key in words]
    links = [(label, f"{upwards(pagename)}{href}") for label, href in own]
    context["footer_links"] = [
        {"label": label, "href": href}
        for label, href in ([*links, (words["editions"], f"{up}index.html")] if known else links)
    ]
    context["metatags"] = "\n".join([context.get("metatags") or "", *_alternates(app, pagename, context["switches"])])


def _alternates(app: Sphinx, pagename: str, switches: list[Switch]) -> list[str]:
    """Return the links that tell search engines of this page in other languages and of its own address."""
    own, base = app.config.language, app.config.html_baseurl
    found = [(one.code, one.href) for one in switches if not one.note]
    lines = [f'<link rel="alternate" hreflang="{code}" href="{escape(href)}">' for code, href in found]
    if found:
        page = f"{pagename.rpartition('/')[2]}.html"
        lines.append(f'<link rel="alternate" hreflang="{own}" href="{escape(page)}">')
    canonical = address_of(app, pagename) if base else f"{pagename.rpartition('/')[2]}.html"
    return [*lines, f'<link rel="canonical" href="{escape(canonical)}">']


def address_of(app: Sphinx, pagename: str) -> str:
    """Return the public address of a page; "" if `html_baseurl`, the address of the site's root, is not set."""
    config = app.config
    if not config.html_baseurl:
        return ""
    folder = f"{config.yearbook_country}/{config.language}/{config.yearbook_year}"
    return f"{config.html_baseurl.rstrip('/')}/{folder}/{pagename}.html"


def _citation(app: Sphinx, pagename: str, context: dict[str, Any]) -> dict[str, Any]:
    config = app.config
    part = "" if pagename in (FIRST, config.root_doc) else plain(context.get("title") or "")
    published = date.fromisoformat(config.yearbook_published)
    code = config.language if config.language in LANGUAGES else "en"
    work = Work(
        config.author, config.project, part, published, str(config.yearbook_year), code, address_of(app, pagename)
    )
    forms = [{"name": "BibTeX", "text": bibtex(work)}, {"name": "RIS", "text": ris(work)}]
    return {"apa": apa(work), "forms": forms, "language": language(code).code}
