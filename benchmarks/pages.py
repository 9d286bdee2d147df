"""`python -m benchmarks.pages`: how much a reader loads for each page of the built site, plain and compressed.

Counted as a browser on a desk loads it at first: the page, its styles, scripts, typefaces and all its pictures in the
wide, light variant, be they further down or not. Files that load only on request (data, larger pictures) do not count.
"""

from __future__ import annotations

import argparse
import gzip
import re
from pathlib import Path

LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"[^>]*? href|script[^>]*? src|img[^>]*? src)="([^"#?]+)')
FACE = re.compile(r'url\("([^"]+)"\)')
GOAL = 300_000


def main() -> None:
    """Print a table of all pages of the books in a site."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("_build/site"))
    site = parser.parse_args().site
    print("| page | files | kB | kB compressed |\n|:--|--:|--:|--:|")
    for page in sorted(site.glob("*/*/[0-9]*/*.html")):
        files = loaded(page)
        plain, small = (sum(part) for part in zip(*map(sizes, files), strict=True))
        over = " (over 300 kB)" if page.name == "index.html" and plain > GOAL else ""
        print(f"| {page.relative_to(site)} | {len(files)} | {plain / 1000:.0f}{over} | {small / 1000:.0f} |")


def loaded(page: Path) -> list[Path]:
    """Return a page and the files that it loads, each once."""
    found = [page, *((page.parent / name).resolve() for name in LOADED.findall(page.read_text("utf-8")))]
    for style in [path for path in found if path.suffix == ".css"]:
        found += [(style.parent / name).resolve() for name in FACE.findall(style.read_text("utf-8"))]
    return [path for path in dict.fromkeys(found) if path.is_file()]


def sizes(path: Path) -> tuple[int, int]:
    """Return the bytes of a file as it is and as a server compresses it; WOFF is compressed already."""
    content = path.read_bytes()
    return len(content), len(content if path.suffix == ".woff" else gzip.compress(content))


if __name__ == "__main__":
    main()
