"""What a reader may take home, with the size of each file: the list that stands where a page has a place for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from ..language import Language
from .words import interface

PLACE = "<!-- downloads -->"
OFFERED = (
    ("whole_report", "", "report.pdf"),
    ("factsheet", "factsheet.html", "factsheet.pdf"),
    ("all_tables", "", "data/annex/tables.xlsx"),
    ("each_figure", "data.html", ""),
    ("explorer", "explorer.html", ""),
)
"""Word of the interface, page, file to take home; one of the two may be missing."""
NO_BREAK = "\u00a0"


def fill_downloads(folder: Path, pages: Iterable[str], reader: Language) -> None:
    """Put the list into those pages of a book's folder that have a place for it.

    Args:
        folder: holds the pages and all that they may offer.
        pages: their names, without ending.
        reader: whose language.
    """
    label = escape(interface(reader.code)["download"])
    for file in (folder / f"{page}.html" for page in pages):
        text = file.read_text("utf-8") if file.is_file() else ""
        if PLACE in text:
            listed = "".join(f"<li>{line}</li>\n" for line in lines(folder, reader, without=file.name))
            whole = f'<nav class="downloads" aria-label="{label}"><ul>\n{listed}</ul></nav>' if listed else ""
            file.write_text(text.replace(PLACE, whole), "utf-8")


def lines(folder: Path, reader: Language, *, without: str = "") -> Iterator[str]:
    """Yield a line of HTML for each offer that stands in the folder, but for the page on which the list stands."""
    words = interface(reader.code)
    for key, page, file in (one for one in OFFERED if one[1] != without or not without):
        name, has_file = escape(words[key]), bool(file) and (folder / file).is_file()
        about = f"{Path(file).suffix[1:].upper()}, {size_of(folder / file, reader)}" if has_file else ""
        if page and (folder / page).is_file():
            also = f' <a href="{file}" aria-label="{name}, {about}">{about}</a>' if has_file else ""
            yield f'<a href="{page}">{name}</a>{also}'
        elif has_file:
            yield f'<a href="{file}">{name} <span>{about}</span></a>'


def size_of(file: Path, reader: Language) -> str:
    """Return the size of a file as readers know it: "3,6 MB", "184 kB" (10^6 and 10^3 bytes)."""
    size = file.stat().st_size
    if size >= 1_000_000:
        return f"{reader.number(size / 1_000_000, 1)}{NO_BREAK}MB"
    return f"{reader.number(max(1, size / 1000))}{NO_BREAK}kB"
