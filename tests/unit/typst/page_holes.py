"""Empty bands on the pages of a PDF; `python tests/unit/typst/page_holes.py report.pdf` lists the large ones."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import pypdfium2

MARGINS = 27, 25  # mm above and below the text, as in template.typ
LARGEST = 0.25  # of the height of the text
DOTS = 2  # a millimetre


def holes(path: Path, *, front: int = 2, largest: float = LARGEST) -> dict[int, float]:
    """Return page number -> share of its text's height that its largest empty band takes, if that is too much.

    Cover and colophon (`front`) are designed to be empty, and the last page of a chapter ends where its text ends.
    """
    with pypdfium2.PdfDocument(path) as pdf:
        openings = {dest.get_index() for entry in pdf.get_toc() if entry.level == 0 and (dest := entry.get_dest())}
        last = {opening - 1 for opening in openings} | {len(pdf) - 1}
        found = {index + 1: _largest(pdf[index]) for index in range(front, len(pdf)) if index not in last}
    return {page: share for page, share in found.items() if share > largest}


def _largest(page: pypdfium2.PdfPage) -> float:
    """Return the share of the text's height that the largest empty band takes."""
    picture = page.render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    above, below = (margin * DOTS for margin in MARGINS)
    text = picture.crop((0, above, picture.width, picture.height - below))
    empty = [text.crop((0, row, text.width, row + 1)).getextrema()[0] > 250 for row in range(text.height)]
    return max((len(list(group)) for blank, group in groupby(empty) if blank), default=0) / text.height


if __name__ == "__main__":
    for number, part in holes(Path(sys.argv[1])).items():
        print(f"page {number}: {part:.0%}")
