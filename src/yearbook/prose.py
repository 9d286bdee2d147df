"""Sentences that stand only where their figures do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import UnknownName

GLUED = re.compile(r"\{glue:text\}`([^`]+)`")
CLASSES = re.compile(r"\{[.#][^}]*\}")


def standing_text(source: str, facts: Mapping[str, bool], where: str) -> str:
    """Return Markdown without the paragraphs and list items that ask for a fact without a figure.

    The exhibit of the same indicator says in words that the figure is not available; a sentence on it would be wrong.
    A heading whose text is gone goes too.

    Raises:
        UnknownName: a fact that no cell of the notebook makes.
    """
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", source):
        standing = _standing(block, facts, where)
        if standing:
            kept.append(standing)
        elif kept and kept[-1].startswith("#"):
            kept.pop()
    return "\n\n".join(kept)


def _standing(block: str, facts: Mapping[str, bool], where: str) -> str:
    """Return the items of a list, or the paragraph, that may stand; a class in braces goes with the last of them."""
    items = re.split(r"\n(?=\s*(?:[-*+]|\d+\.) )", block)
    kept = [item for item in items if all(_available(key, facts, where) for key in GLUED.findall(item))]
    return "" if kept and all(CLASSES.fullmatch(item) for item in kept) else "\n".join(kept)


def _available(key: str, facts: Mapping[str, bool], where: str) -> bool:
    if key not in facts:
        raise UnknownName("fact", key, facts, where=where)
    return facts[key]
