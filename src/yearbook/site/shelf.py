"""What old books learn of newer ones: one script at the root of the site, and `latest/` beside the years.

Books are not built again when another edition arrives. Each page carries the links that were true when it was built,
and loads `editions.js`, which lists every book now in the site; a script works from disk too, where a page may not
fetch.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from .landing import BuiltEdition
from .words import interface

SHELF = "editions.js"
LATEST = "latest"


def shelf_script(books: Iterable[BuiltEdition]) -> str:
    """Return the script that lists the books; no text in it can end the script or the line."""
    listed = [
        {"country": one.country, "language": one.language, "year": one.year, "pages": list(one.pages)} for one in books
    ]
    return f"window.yearbookEditions = {json.dumps(listed, indent=0)};\n"


def write_latest(site: Path, books: Sequence[BuiltEdition]) -> None:
    """Write `<country>/<language>/latest/`: each page that any edition has leads on to the newest edition."""
    for folder in {f"{one.country}/{one.language}" for one in books}:
        mine = sorted((one for one in books if one.folder.startswith(f"{folder}/")), key=lambda one: one.year)
        newest = mine[-1]
        place = site / folder / LATEST
        place.mkdir(parents=True, exist_ok=True)
        for page in sorted({"index", *(page for one in mine for page in one.pages)}):
            target = page if page in newest.pages else "index"
            (place / f"{page}.html").write_text(leading_on(newest, f"../{newest.year}/{target}.html"), "utf-8")


def leading_on(book: BuiltEdition, href: str) -> str:
    """Return a page that leads on at once, and by a link where the browser does not."""
    words = interface(book.language)
    return f"""<!DOCTYPE html>
<html lang="{book.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={escape(href)}">
<title>{escape(book.title)}</title>
<link rel="canonical" href="{escape(href)}">
</head>
<body>
<main><h1>{escape(book.title)}</h1><p><a href="{escape(href)}">{escape(words["newest"])} ({book.year})</a></p></main>
</body>
</html>
"""
