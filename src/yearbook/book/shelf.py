"""The shelf: which books stand in a site, and the page that leads to all of them."""

from __future__ import annotations

import json
from pathlib import Path

from ..site.landing import BuiltEdition, write_landing
from ..view import View
from .settings import title_of

CARD = "edition.json"


def write_card(book: Path, view: View) -> None:
    """Write what the shelf needs to know of a book into its folder."""
    card = {
        "country": view.country,
        "language": view.language.code,
        "year": view.year,
        "title": title_of(view),
    }
    (book / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")


def update_landing(site: Path) -> Path:
    """Write the site's first page anew from the books that stand in it, and return it."""
    cards = (json.loads(card.read_text("utf-8")) for card in sorted(site.glob(f"*/*/*/{CARD}")))
    return write_landing(site, [BuiltEdition(**card) for card in cards])
