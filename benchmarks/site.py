"""`python -m benchmarks.site [FOLDER]`: what the readers of a built site load, and how soon a search answers.

Sizes of files are counted as a browser on a desk would load them: the page, its styles, scripts, typefaces and all its
pictures in the wide, light variant, be they further down or not. Files that load only on request do not count.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .reading import Loaded, chromium, load, search_time, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"[^>]*? href|script[^>]*? src|img[^>]*? src)="([^"#?]+)')
FACE = re.compile(r'url\("([^"]+)"\)')
FIRST_PAGE, EXPLORER = 300_000, 1_000_000
"""Goals: the first page as it is sent, the explorer's first view as files, in bytes."""
HEAD = """# The site

Written by `python -m benchmarks.site`; do not edit. What a reader with an empty cache loads in Chromium on a desk, from
a server on the same machine that compresses texts (gzip): "files" is their size as they are, "sent" what goes over the
line, both in kB (1,000 bytes). Pictures further down come when the reader gets there; "largest page" has them all.
Search: from asking for the search page to the first page in the list, index and scripts included; the median of {runs}.
"""


@dataclass(frozen=True)
class Read:
    """A book as it was read.

    Attributes:
        book: country, language and year, with slashes.
        pages: number of its pages.
        bytes: size of all its files.
        first: what its first page loads.
        explorer: what the explorer loads until its chart stands; None if it has none.
        largest: name of the page that loads most with all its pictures, its bytes, and those compressed.
        index: bytes of the search index, and those compressed.
        search: milliseconds until a search answers.
        hits: pages found.
    """

    book: str
    pages: int
    bytes: int
    first: Loaded
    explorer: Loaded | None
    largest: tuple[str, int, int]
    index: tuple[int, int]
    search: float
    hits: int


def main() -> None:
    """Read every book of a site and write the report, or list its pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("_build/site"), help="the site's folder")
    parser.add_argument("--runs", type=int, default=5, help="searches in each book (5)")
    parser.add_argument("--output", type=Path, default=HERE / "SITE.md", help="the report")
    parser.add_argument("--pages", action="store_true", help="list what each page loads; nothing is written then")
    options = parser.parse_args()
    books = sorted(page.parent for page in options.site.glob("*/*/[0-9]*/index.html"))
    if not books:
        sys.exit(f"There is no book in {options.site}. Build one: yearbook build")
    if options.pages:
        print(listing(options.site, books))
        return
    load_before, found = os.getloadavg()[0], []
    with served(options.site) as address, chromium() as browser:
        for book in books:
            found.append(read(browser, options.site, book, address, options.runs))
            print(f"{found[-1].book}: search {found[-1].search:.0f} ms", file=sys.stderr)
        landing = load(browser, f"{address}/index.html")
    shared = sum(file.stat().st_size for file in options.site.rglob("*") if file.is_file())
    text = HEAD.format(runs=options.runs) + report(found, landing, shared, load_before)
    options.output.write_text(text, "utf-8")
    print(text)


def read(browser: Browser, site: Path, book: Path, address: str, runs: int) -> Read:
    """Read one book.

    Raises:
        SystemExit: a search for a word of every report finds nothing.
    """
    name = book.relative_to(site).as_posix()
    where, pages = f"{address}/{name}", sorted(book.glob("*.html"))
    explorer = book / "explorer.html"
    time, hits = search_time(browser, where, name.split("/")[1], runs)
    if not hits:
        sys.exit(f"The search of {name} finds nothing.")
    return Read(
        name,
        len(pages),
        sum(file.stat().st_size for file in book.rglob("*") if file.is_file()),
        load(browser, f"{where}/index.html"),
        load(browser, f"{where}/explorer.html", ".explorer-chart[data-drawn]") if explorer.is_file() else None,
        max(((page.name, *whole(page)) for page in pages), key=lambda one: one[1]),
        sizes(book / "searchindex.js"),
        time,
        hits,
    )


def report(found: Sequence[Read], landing: Loaded, total: int, load_before: float) -> str:
    """Return what was found in Markdown, with goals met or missed."""
    explorers = [one.explorer.plain for one in found if one.explorer]
    first, worst = max(one.first.sent for one in found), max(explorers, default=0)
    day, pages = datetime.now(UTC).date().isoformat(), sum(one.pages for one in found)
    lines = [
        "",
        f"{day}; {os.cpu_count()} cores ({platform.machine()}), load {load_before:.1f} at the start. "
        f"{len(found)} books, {pages:,} pages, {total / 1e6:,.0f} MB in all; the page before them all loads "
        f"{landing.plain / 1000:.0f} kB ({landing.sent / 1000:.0f} sent).",
        "",
        "| book | pages | MB | first page, files | sent | explorer, files | sent | largest page | files | sent "
        "| search index, files | sent | search, ms | pages found |",
        "|:--|--:|--:|--:|--:|--:|--:|:--|--:|--:|--:|--:|--:|--:|",
        *map(line, found),
        "",
        f"**First page under {FIRST_PAGE // 1000} kB sent: {_met(first, FIRST_PAGE)} (at most {first / 1000:.0f}).**",
    ]
    if explorers:
        lines += [
            "",
            f"**Explorer's first view under {EXPLORER // 1000:,} kB of files: {_met(worst, EXPLORER)} "
            f"(at most {worst / 1000:.0f}).**",
        ]
    return "\n".join(lines) + "\n"


def line(one: Read) -> str:
    """Return the row of one book."""
    explorer = _pair(one.explorer.plain, one.explorer.sent) if one.explorer else ("", "")
    cells = [one.book, str(one.pages), f"{one.bytes / 1e6:.0f}", *_pair(one.first.plain, one.first.sent), *explorer]
    cells += [one.largest[0], *_pair(*one.largest[1:]), *_pair(*one.index), f"{one.search:.0f}", str(one.hits)]
    return f"| {' | '.join(cells)} |"


def _pair(plain: int, small: int) -> tuple[str, str]:
    return f"{plain / 1000:,.0f}", f"{small / 1000:,.0f}"


def _met(found: int, goal: int) -> str:
    return "met" if found < goal else "missed"


def listing(site: Path, books: Sequence[Path]) -> str:
    """Return a table of all pages with what they load, all pictures included."""
    lines = ["| page | files | kB | kB compressed |\n|:--|--:|--:|--:|"]
    for page in (page for book in books for page in sorted(book.glob("*.html"))):
        plain, small = whole(page)
        lines.append(f"| {page.relative_to(site)} | {len(loaded(page))} | {plain / 1000:.0f} | {small / 1000:.0f} |")
    return "\n".join(lines)


def loaded(page: Path) -> list[Path]:
    """Return a page and the files that it loads, each once."""
    found = [page, *((page.parent / name).resolve() for name in LOADED.findall(page.read_text("utf-8")))]
    for style in [path for path in found if path.suffix == ".css"]:
        found += [(style.parent / name).resolve() for name in FACE.findall(style.read_text("utf-8"))]
    return [path for path in dict.fromkeys(found) if path.is_file()]


def whole(page: Path) -> tuple[int, int]:
    """Return the bytes of a page and all that it loads, as files and compressed."""
    plain, small = (sum(part) for part in zip(*map(sizes, loaded(page)), strict=True))
    return plain, small


def sizes(path: Path) -> tuple[int, int]:
    """Return the bytes of a file as it is and as a server compresses it; WOFF is compressed already."""
    content = path.read_bytes()
    return len(content), len(content if path.suffix == ".woff" else gzip.compress(content))


if __name__ == "__main__":
    main()
