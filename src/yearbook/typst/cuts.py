"""Which tables the ends of pages would cut, found by laying the book out once before it is set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

LOWEST = (297 - 25) * 72 / 25.4  # points from the head of the page to the foot of its text, as in template.typ


def cut_tables(source: Path, fonts: str) -> dict[str, float]:
    """Return label -> points left on the page where a table begins, for those that would not end on it.

    Typst remembers the layout: where none is cut, the PDF is made of it. A template that marks no tables, and a source
    that the compiler refuses, give none: setting the book tells what is wrong with it.
    """
    import typst  # noqa: PLC0415  the compiler is 60 MB; only a build needs it

    try:
        seen = typst.query(
            str(source),
            "<seen>",
            field="value",
            root=str(source.parent),
            font_paths=[fonts],
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return {}
    return _cut(json.loads(seen))


def as_inputs(cut: Mapping[str, float]) -> dict[str, str]:
    """Return what the template is told of them."""
    return {"cut": json.dumps(cut)} if cut else {}


def _cut(seen: Sequence[tuple[str, str, int, float]]) -> dict[str, float]:
    """Return the tables whose foot stands on another page than their top: (label, "top" or "foot", page, points)."""
    tops = {name: (page, down) for name, end, page, down in seen if end == "top"}
    feet = {name: page for name, end, page, _ in seen if end == "foot"}
    return {name: LOWEST - down for name, (page, down) in tops.items() if feet.get(name, page) > page}
