"""Terms of the glossary explained where they stand: the definition travels with the link, the script shows it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINK = re.compile(r'<a class="reference internal" href="(?P<href>[^"]*#(?P<anchor>term-[^"]+))"(?P<rest>[^>]*)>')
LONGEST = 320
DEFINITIONS = "definitions"


def explain_terms(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give each link to a term its definition as `data-definition`; without scripts the link leads to the glossary."""
    if "#term-" in (context.get("body") or ""):
        known = definitions(app)
        context["body"] = LINK.sub(lambda link: explained(link, known), context["body"])


def explained(link: re.Match[str], known: dict[str, str]) -> str:
    """Return the opening tag of a link to a term, with the definition if the glossary has one."""
    if link["anchor"] not in known:
        return link[0]
    said = escape(known[link["anchor"]])
    return f'<a class="reference internal term" href="{link["href"]}"{link["rest"]} data-definition="{said}">'


def definitions(app: Sphinx) -> dict[str, str]:
    """Return the first paragraph of each definition in the book's glossaries by the anchor of its term."""
    pages = (app.env.metadata[page].get(DEFINITIONS, {}) for page in sorted(app.env.all_docs))
    return {anchor: text for page in pages for anchor, text in page.items()}


def keep_definitions(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the definitions of a page that has been read, for the pages that link to their terms."""
    found = app.env.metadata[app.env.docname][DEFINITIONS] = {}
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            text = next((p.astext() for p in item.findall(nodes.paragraph)), "").replace("\n", " ")
            for term in item.findall(nodes.term):
                found |= {anchor: shortened(text) for anchor in term["ids"] if text}


def shortened(text: str) -> str:
    """Return a text that fits a bubble: whole, or cut at the end of a sentence or word."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    return cut[: cut.rfind(". ") + 1] or f"{cut.rpartition(' ')[0]}…"
