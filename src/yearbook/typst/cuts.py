"""Which tables the ends of pages would cut, found by laying the book out once before it is set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LOWEST = (297 - 25) * 72 / 25.4  # points from the head of the page to the foot of its text, as in template.typ
INPUTS = {"cut": "cut.json"}
"""What the template is told: the file beside it that names the tables. What it says may change between two layouts, and
the compiler does again only what that changes; a change of the inputs themselves would make it do all again."""


def note_cut_tables(source: Path, how: dict[str, Any]) -> None:
    """Write beside a source label -> points left on the page where a table begins, for those that would not end on it.

    Typst remembers the layout, and the PDF is made of it. A template that marks no tables, and a source that the
    compiler refuses, give none: setting the book tells what is wrong with it.

    Args:
        source: the Typst file.
        how: what the compiler is told, the same as when the book is set.
    """
    import typst  # noqa: PLC0415  the compiler is 60 MB; only a build needs it

    noted = source.parent / INPUTS["cut"]
    noted.write_text("{}", "utf-8")
    try:
        seen = typst.query(str(source), "<seen>", field="value", **how)
    except typst.TypstError:
        return
    noted.write_text(json.dumps(_cut(json.loads(seen))), "utf-8")


def _cut(seen: Sequence[tuple[str, str, int, float]]) -> dict[str, float]:
    """Return the tables whose foot stands on another page than their top: (label, "top" or "foot", page, points)."""
    tops = {name: (page, down) for name, end, page, down in seen if end == "top"}
    feet = {name: page for name, end, page, _ in seen if end == "foot"}
    return {name: LOWEST - down for name, (page, down) in tops.items() if feet.get(name, page) > page}
