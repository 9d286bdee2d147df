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
    A heading under which nothing is left goes too, but never the title of the chapter.

    Raises:
        UnknownName: a fact that no cell of the notebook makes.
    """
    sections: list[list[str]] = [[]]
    for block in re.split(r"\n\s*\n", source):
        if block.startswith("#"):
            sections.append([])
        sections[-1].append(block)
    return "\n\n".join(text for section in sections for text in _section(section, facts, where))


def _section(blocks: list[str], facts: Mapping[str, bool], where: str) -> list[str]:
    kept = [text for text in (_standing(block, facts, where) for block in blocks) if text]
    bare = len(kept) == 1 < len(blocks) and kept[0].startswith("##")
    return [] if bare else kept


def _standing(block: str, facts: Mapping[str, bool], where: str) -> str:
    """Return the items of a list, or the paragraph, that may stand; a class in braces goes with the last of them."""
    items = re.split(r"\n(?=\s*(?:[-*+]|\d+\.) )", block)
    kept = [item for item in items if all(_available(key, facts, where) for key in GLUED.findall(item))]
    return "" if kept and all(CLASSES.fullmatch(item) for item in kept) else "\n".join(kept)


def _available(key: str, facts: Mapping[str, bool], where: str) -> bool:
    if key not in facts:
        raise UnknownName("fact", key, facts, where=where)
    return facts[key]
