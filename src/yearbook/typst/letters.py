"""How large the letters of a drawing stand on the page."""

from __future__ import annotations

import re
from math import inf

from docutils import nodes

from .columns import PORTRAIT

LEAST = 7.0  # points; what is smaller is not read in print
DRAWN = 0.92  # of the column, as in template.typ
_WIDTH = re.compile(rb"<svg\b[^>]*?\swidth=\"([\d.]+)(pt|px|in|mm)?\"")
_BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=\"[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)")
_POINTS = {b"pt": 1.0, b"in": 72.0, b"mm": 72 / 25.4}
_DRAWN = re.compile(rb"scale\((0?\.\d+) -\1\)")  # matplotlib's letters as outlines, drawn at 100 to the size
_TYPED = re.compile(rb"font-size(?:=\"|:\s*)([\d.]+)(?:px)?\b(?!%)")


def smallest_letters(svg: bytes, node: nodes.image) -> float:
    """Return the size in points of the smallest letters of a drawing in a figure, infinite if none are known.

    A drawing is as wide as it says, but never wider than `DRAWN` of the column; one in a table or with a width given by
    the author is not judged.
    """
    box, wide = _BOX.search(svg), _WIDTH.search(svg)
    sizes = [*(100 * float(size) for size in _DRAWN.findall(svg)), *(float(size) for size in _TYPED.findall(svg))]
    if not box or not sizes or node.get("width") or not isinstance(node.parent, nodes.figure):
        return inf
    own = float(wide[1]) * _POINTS.get(wide[2], 0.75) if wide else PORTRAIT
    return min(sizes) * min(own, DRAWN * PORTRAIT) / float(box[1])
