"""The shelf: which books stand in a site, and the page that leads to all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from ..site.feed import write_feeds
from ..site.landing import BuiltEdition, write_landing
from ..site.shelf import SHELF, shelf_script, write_latest
from ..view import View
from .settings import published_of
from .stamp import CARD

Card = Mapping[str, Any]


def card_of(view: View, pages: Iterable[str]) -> Card:
    """Return what the shelf needs to know of a book: whose it is, what it is called, which pages it has."""
    names = {"country": view.country, "language": view.language.code, "year": view.year}
    signed = published_of(view)
    told = {"title": signed.title, "published": signed.day.isoformat(), "author": signed.author}
    return {**names, **told, "pages": list(pages)}


def write_card(book: Path, view: View, shelf: Iterable[Card]) -> None:
    """Write the card of a book, one of those on the shelf, into its folder."""
    own = next(card for card in shelf if (card["language"], card["year"]) == (view.language.code, view.year))
    (book / CARD).write_text(json.dumps(own, ensure_ascii=False, indent=1) + "\n", "utf-8")


def cards_in(site: Path) -> list[Card]:
    """Return the cards of all books that stand in a site; what a killed build has left beside them is none."""
    return [json.loads(card.read_text("utf-8")) for card in sorted(site.glob(f"*/*/[!.]*/{CARD}"))]


def shelf_with(site: Path, new: Sequence[Card]) -> list[Card]:
    """Return the books of one country that will stand in the site: those now built, and those already there."""
    key = itemgetter("country", "language", "year")
    cards = {key(card): card for card in [*cards_in(site), *new]}
    return [cards[one] for one in sorted(cards) if cards[one]["country"] in {card["country"] for card in new}]


def update_landing(site: Path, base: str = "") -> Path:
    """Write what leads to the books anew from those that stand in the site, and return the site's first page.

    Args:
        site: the site's folder.
        base: the address under which it is published, if it is known.
    """
    books = [BuiltEdition(**{**card, "pages": tuple(card.get("pages", ()))}) for card in cards_in(site)]
    (site / SHELF).write_text(shelf_script(books), "utf-8")
    write_latest(site, books)
    write_feeds(site, books, base)
    return write_landing(site, books)
