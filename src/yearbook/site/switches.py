"""Static links from each page: the same page in other languages, the PDF, all editions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from sphinx.application import Sphinx

from ..language import LANGUAGES, language
from .interface import interface

REMOTE_KERNEL = re.compile(r'<script type="text/x-thebe-config">.*?</script>', re.DOTALL)


@dataclass(frozen=True)
class Switch:
    """A link to the same page in another language."""

    code: str
    label: str
    href: str


def upwards(page: str) -> str:
    """Return the way from a page of the book, such as "a/b", up to the book's folder: "../"."""
    return "../" * page.count("/")


def language_switches(page: str, year: str, own: str, languages: list[str]) -> list[Switch]:
    """Return a link for each other language, from `<country>/<own>/<year>/<page>.html`."""
    return [
        Switch(code, language(code).word("other_language"), f"{upwards(page)}../../{code}/{year}/{page}.html")
        for code in languages
        if code != own
    ]


def add_switches(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the page templates their links, and search engines the addresses in other languages."""
    config, own = app.config, app.config.language
    if own not in LANGUAGES:
        return
    switches = language_switches(pagename, str(config.yearbook_year), own, config.yearbook_languages)
    context["yearbook_words"] = interface(own)
    context["yearbook_switches"] = switches
    context["yearbook_pdf_link"] = f"{upwards(pagename)}report.pdf" if config.yearbook_pdf else ""
    context["yearbook_editions_link"] = f"{upwards(pagename)}../../../index.html" if config.yearbook_country else ""
    links = [f'<link rel="alternate" hreflang="{one.code}" href="{escape(one.href)}">' for one in switches]
    context["metatags"] = "\n".join([context.get("metatags", ""), *links])


def drop_remote_kernels(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Take out the scripts and styles of thebe, which Jupyter Book puts on each page to run code on a remote server."""
    for key in ("script_files", "css_files"):
        context[key] = [file for file in context.get(key, ()) if "thebe" not in file_text(file).casefold()]
    context["body"] = REMOTE_KERNEL.sub("", context.get("body", ""))


def file_text(file: Any) -> str:
    """Return the address and the inline body of a script or stylesheet in Sphinx's list."""
    return f"{getattr(file, 'filename', file)} {getattr(file, 'attributes', {}).get('body', '')}"
