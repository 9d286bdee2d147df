"""Sentences that stand only where their figures do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import UnknownName

GLUED = re.compile(r"\{glue:text\}`([^`]+)`")
LIST_ITEM = re.compile(r"\n(?=\s*(?:[-*+]|\d+\.) )")
# a line of running text that ends as a sentence does
SENTENCE = re.compile(r"(?![-*+>|:#] |\d+\. |:::|\s).*[.!?][”’)]?")
CLASSES = re.compile(r"\{[.#][^}]*\}")


def standing_text(source: str, facts: Mapping[str, bool], where: str) -> str:
    """Return Markdown without the paragraphs, sentences and list items that ask for a fact without a figure.

    Sentences that stand on lines of their own fall one by one; in other paragraphs one such sentence takes all along.
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
    """Return the items, or the sentences on lines of their own, that may stand, or else the paragraph.

    A class in braces goes with the last of them.
    """
    lines = block.split("\n")
    items = lines if all(SENTENCE.fullmatch(line) for line in lines) else LIST_ITEM.split(block)
    kept = [item for item in items if all(_available(key, facts, where) for key in GLUED.findall(item))]
    return "" if kept and all(CLASSES.fullmatch(item) for item in kept) else "\n".join(kept)


def _available(key: str, facts: Mapping[str, bool], where: str) -> bool:
    if key not in facts:
        raise UnknownName("fact", key, facts, where=where)
    return facts[key]
