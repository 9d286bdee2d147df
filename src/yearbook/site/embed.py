"""A chart alone, for the pages of others: picture, source, the way back; no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from .behind import Behind
from .exhibits import size
from .policy import OWN

POLICY = f"default-src 'none'; img-src {OWN}; style-src {OWN}"


@dataclass(frozen=True)
class Embedded:
    """What a chart needs where it stands alone: the page that it is of, its text, its language, its notes as text."""

    page: str
    alt: str
    language: str
    notes: Sequence[str]


def embed_page(behind: Behind, told: Embedded, picture: Path) -> str:
    """Return the page that `data/<exhibit>.html` holds; `picture` is its chart, which lies beside the page."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in told.notes)
    back = f"../{escape(told.page)}.html#{escape(behind.anchor)}"
    return f"""<!DOCTYPE html>
<html lang="{told.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(behind.title)}</title>
<link rel="stylesheet" href="../_static/embed.css">
</head>
<body><main>
<h1>{escape(behind.title)}</h1>
<img src="{escape(picture.name)}" alt="{escape(told.alt)}" {size(picture)}>
{lines}
<p><a href="{back}" target="_top">{escape(behind.cite)}</a></p>
</main></body>
</html>
"""
