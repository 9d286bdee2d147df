"""The site for feed readers and search engines: `feed.xml` (Atom, RFC 4287) and, if its address is known, a sitemap."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path

from .landing import BuiltEdition
from .words import interface

FEED, SITEMAP = "feed.xml", "sitemap.xml"
ATOM, MAP = "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"
CHANGES = "changes"


def write_feeds(site: Path, books: Sequence[BuiltEdition], base: str) -> None:
    """Write a feed for each country and language, and the sitemap if `base`, the address of the site, is given."""
    for folder in sorted({f"{one.country}/{one.language}" for one in books}):
        mine = [one for one in books if one.folder.startswith(f"{folder}/") and one.published]
        if mine:
            (site / folder / FEED).write_text(atom(mine, base), "utf-8")
    if base:
        (site / SITEMAP).write_text(sitemap(books, base), "utf-8")


def atom(books: Sequence[BuiltEdition], base: str) -> str:
    """Return the feed of one country in one language: editions, and what each changed in the figures before it.

    Without a `base` the links are relative to the feed. The ids are made of names, so that they stay when the site
    moves.
    """
    first, words = books[0], interface(books[0].language)
    name = f"yearbook/{first.country}/{first.language}"
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": first.language})
    _add(feed, "title", words["report"])
    _add(feed, "id", _id(name))
    _add(feed, "updated", f"{max(one.published for one in books)}T00:00:00Z")
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = first.author or words["report"]
    for one in sorted(books, key=lambda one: (one.published, one.year), reverse=True):
        _entry(feed, one, (one.title, "index"), (name, base))
        if CHANGES in one.pages:
            _entry(feed, one, (f"{words['changes_entry']}: {one.title}", CHANGES), (name, base))
    return _written(feed)


def _entry(feed: ET.Element, book: BuiltEdition, said: tuple[str, str], place: tuple[str, str]) -> None:
    (title, page), (name, base) = said, place
    entry = ET.SubElement(feed, "entry")
    _add(entry, "title", title)
    _add(entry, "id", _id(f"{name}/{book.year}/{page}"))
    _add(entry, "updated", f"{book.published}T00:00:00Z")
    href = f"{base.rstrip('/')}/{book.folder}/{page}.html" if base else f"{book.year}/{page}.html"
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
    _add(entry, "summary", title)


def sitemap(books: Iterable[BuiltEdition], base: str) -> str:
    """Return the sitemap: every page of every book, with the day of publication."""
    pages = ET.Element("urlset", {"xmlns": MAP})
    for one in books:
        for page in one.pages:
            url = ET.SubElement(pages, "url")
            _add(url, "loc", f"{base.rstrip('/')}/{one.folder}/{page}.html")
            if one.published:
                _add(url, "lastmod", one.published)
    return _written(pages)


def _id(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
