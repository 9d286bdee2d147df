"""Terms of the glossary explained where they stand: the definition travels with the link, the script shows it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

LINK = re.compile(r'<a class="reference internal" href="(?P<href>[^"]*#(?P<anchor>term-[^"]+))"(?P<rest>[^>]*)>')
LONGEST = 320


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
    found: dict[str, str] = {}
    pages = {page for (kind, _), (page, _) in app.env.get_domain("std").data["objects"].items() if kind == "term"}
    for page in sorted(pages):
        for item in app.env.get_doctree(page).findall(nodes.definition_list_item):
            text = next((p.astext() for p in item.findall(nodes.paragraph)), "").replace("\n", " ")
            for term in item.findall(nodes.term):
                found |= {anchor: shortened(text) for anchor in term["ids"] if text}
    return found


def shortened(text: str) -> str:
    """Return a text that fits a bubble: whole, or cut at the end of a sentence or word."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    return cut[: cut.rfind(". ") + 1] or f"{cut.rpartition(' ')[0]}…"
