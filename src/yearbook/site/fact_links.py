"""From a number in a sentence to the card of its indicator, in one click."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from docutils.nodes import Element, Node, system_message
from myst_nb.ext.glue.roles import PasteTextRole

from .words import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CARD, FACT = "indicator-", "fact-"
SPAN = re.compile(rf'<span class="pasted-text {FACT}(?P<name>[a-z0-9-]+)">(?P<text>[^<]*)</span>')
DIGIT = re.compile(r"\d")
# Facets that say when, not how many.
TIMES = ("when", "year", "previous_when")


class NamedFact(PasteTextRole):  # type: ignore[misc]  # myst-nb's role has no types
    """The role `glue:text` of MyST-NB; the text that it pastes keeps the name of its fact, as a class."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the pasted text."""
        pasted, messages = super().run()
        stem, _, facet = self.text.partition(".")
        for node in pasted:
            if isinstance(node, Element) and facet not in TIMES:
                node["classes"].append(f"{FACT}{stem.replace('_', '-')}")
        return pasted, messages


def cards_of(app: Sphinx) -> dict[str, str]:
    """Return the page and anchor of each indicator's card in this book: "applicants" -> "methodology.html#..."."""
    labels = app.env.get_domain("std").data["anonlabels"]
    return {
        name.removeprefix(CARD): f"{app.builder.get_target_uri(page)}#{anchor}"
        for name, (page, anchor) in labels.items()
        if name.startswith(CARD)
    }


def link_facts(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Make each number that is a fact a link to the card of its indicator, where the book has cards."""
    if FACT not in (context.get("body") or ""):
        return
    cards, up = cards_of(app), "../" * pagename.count("/")
    title = interface(app.config.language)["indicator_card"]
    context["body"] = SPAN.sub(lambda span: linked(span, cards, up, title), context["body"])


def linked(span: re.Match[str], cards: Mapping[str, str], up: str, title: str) -> str:
    """Return a pasted text as a link, if it holds a figure and its indicator has a card."""
    card = cards.get(span["name"]) or cards.get(span["name"].rpartition("-by-")[0])
    if not card or not DIGIT.search(span["text"]):
        return f'<span class="fact">{span["text"]}</span>'
    return f'<a class="fact" href="{escape(up + card)}" title="{escape(title)}">{span["text"]}</a>'
