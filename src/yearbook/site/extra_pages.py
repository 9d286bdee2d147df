"""Pages that the build writes as HTML, set in the frame of all pages: `extra/<name>.json` holds title and body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "extra"


def staged_page(name: str, title: str, body: str) -> dict[str, str]:
    """Return a page by the path where the extension looks for it; the title becomes its main heading."""
    return {f"{FOLDER}/{name}.json": json.dumps({"title": title, "body": body}, ensure_ascii=False)}


def extra_pages(source: Path) -> list[str]:
    """Return the names of the pages that were put there."""
    return [file.stem for file in sorted(Path(source, FOLDER).glob("*.json"))]


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages found, for Sphinx's event `html-collect-pages`."""
    for file in sorted(Path(app.srcdir, FOLDER).glob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        body = f"<section><h1>{page['title']}</h1>\n{page['body']}</section>"
        yield file.stem, {"title": page["title"], "body": body}, "page.html"
