"""The shelf: which books stand in a site, and the page that leads to all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..edition import Edition
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


def languages_of(site: Path, country: str, edition: Edition, built: Sequence[str]) -> list[str]:
    """Return the languages in which an edition will stand in the site: those now built and those already there."""
    there = [code for code in edition.languages if (site / country / code / str(edition.year) / CARD).is_file()]
    return [code for code in edition.languages if code in (*built, *there)]


def update_landing(site: Path) -> Path:
    """Write the site's first page anew from the books that stand in it, and return it."""
    cards = (json.loads(card.read_text("utf-8")) for card in sorted(site.glob(f"*/*/*/{CARD}")))
    return write_landing(site, [BuiltEdition(**card) for card in cards])
