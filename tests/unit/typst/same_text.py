"""What a page says on the screen and the PDF does not; `python same_text.py FOLDER-OF-HTML report.pdf` lists it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup
from page_holes import MARGINS

# Notes have other marks on paper, formulas are drawn, and some things only a screen can do.
OTHERWISE = ("sup", ".math", ".footnote-reference", ".label", "script", "button")
LINE_END_HYPHEN = re.compile("[\x02\ufffe]")  # as pdfium gives a hyphen that ends a line
SLACK = 3  # mm that letters of the last line may reach into the margin
BLOCKS = ("h1", "h2", "h3", "p", "td", "th", "dt", "figcaption")


def texts(page: Path) -> Iterator[str]:
    """Yield the text of each innermost block of an HTML page that is the same on paper."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    body = soup.select_one("article") or soup.select_one("div.body")
    for part in body.select("a.headerlink, details") if body else ():
        part.decompose()
    for block in body.find_all(BLOCKS) if body else ():
        if not block.find(BLOCKS) and not block.select(", ".join(OTHERWISE)):
            yield block.get_text()


def missing(pages: list[Path], pdf: Path) -> list[str]:
    """Return the blocks whose text, white space apart, cannot be copied from the PDF as it stands in the HTML."""
    with pypdfium2.PdfDocument(pdf) as document:
        copied = [_copied(page) for page in document]
    found = [(page.stem, " ".join(text.split())) for page in pages for text in texts(page)]
    return [f"{page}: {text}" for page, text in found if not _holds(copied, text.replace(" ", ""))]


def _copied(page: pypdfium2.PdfPage) -> str:
    """Return the text of a page without running head and folio."""
    above, below = ((margin - SLACK) / 25.4 * 72 for margin in MARGINS)
    text = page.get_textpage().get_text_bounded(bottom=below, top=page.get_height() - above)
    return "".join(LINE_END_HYPHEN.sub("-", text).split())


def _holds(pages: list[str], text: str) -> bool:
    """Tell whether a text stands on a page, or begins on one and ends on the next."""
    return any(text in page for page in pages) or any(
        text[: (cut := _prefix(first, text))] and text[cut:] in second for first, second in pairwise(pages)
    )


def _prefix(page: str, text: str) -> int:
    """Return how many letters of the text's beginning stand on a page."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low


if __name__ == "__main__":
    print(*missing(sorted(Path(sys.argv[1]).glob("*.html")), Path(sys.argv[2])), sep="\n")
