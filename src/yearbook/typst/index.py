"""The index at the end of the book: Sphinx's own entries, with the pages on which they are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries

from .markup import escape, strings
from .writer import Writer

Links = Sequence[tuple[str | None, str | Literal[False]]]  # whether it is the main one, and where it leads
# A term's own entry in the index would lead to the glossary, which is in alphabetical order itself.
_TERM = "#term-"


def index_source(builder: Builder, writer: Writer, title: str) -> str:
    """Return the Typst source of the index, "" if no page has an entry (`{index}`) of its own."""
    groups = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        lines = [line for name, (links, parts, _) in entries for line in _entry(writer, name, links, parts)]
        if lines:
            groups.append(f"#index-letter[{escape(letter)}]\n" + "".join(lines))
    return f"\n#book-index([{escape(title)}])[\n{''.join(groups)}]\n" if groups else ""


def _entry(writer: Writer, name: str, links: Links, parts: Sequence[tuple[str, Links]]) -> Iterator[str]:
    """Yield the line of an entry and those of its parts; an entry that leads nowhere is left out."""
    below = [line for part, found in parts for line in _line(writer, part, found, part=True)]
    if below or not parts:
        yield from _line(writer, name, links, part=False)
    yield from below


def _line(writer: Writer, name: str, links: Links, *, part: bool) -> Iterator[str]:
    """Yield the line of one entry, if it leads to a place in the book or to another entry ("see ...")."""
    found = [writer.target(str(uri)) for _, uri in links if uri and _TERM not in str(uri)]
    places = [target for target in dict.fromkeys(found) if target in writer.labels]
    if places or not links:
        yield f"#index-entry([{escape(name)}], {strings(places)}{', part: true' if part else ''})\n"
