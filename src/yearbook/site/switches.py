"""Static links from each page: the same page in other languages and years, as the shelf stood when it was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..language import language

FIRST = "index"


@dataclass(frozen=True)
class Book:
    """Another book of the same country: language, reference year, and the pages that it has."""

    language: str
    year: int
    pages: frozenset[str]

    def has(self, page: str) -> bool:
        """Tell whether a page stands in the book; every book has a first page and a search page."""
        return page in self.pages or page in (FIRST, "search")


@dataclass(frozen=True)
class Switch:
    """A link to the same page of another book.

    Attributes:
        code: language of that book.
        label: what the link is called.
        href: its address, from the page.
        note: why it does not lead to the same page, if it does not.
        own: whether it is the page itself.
    """

    code: str
    label: str
    href: str
    note: str = ""
    own: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page stands: its name, the language and the year of its book; `note` is said of a first page instead."""

    page: str
    language: str
    year: int
    note: str

    def to(self, book: Book, label: str) -> Switch:
        """Return the way from this page to the same page of another book, or to that book's first page."""
        found = book.has(self.page)
        folder = f"{upwards(self.page)}../../{book.language}/{book.year}"
        href = f"{folder}/{self.page if found else FIRST}.html"
        own = (book.language, book.year) == (self.language, self.year)
        return Switch(book.language, label, href, "" if found else self.note, own)


def upwards(page: str) -> str:
    """Return the way from a page of the book, such as "a/b", up to the book's folder: "../"."""
    return "../" * page.count("/")


def books_of(shelf: Sequence[Mapping[str, Any]]) -> list[Book]:
    """Return the books that the configuration value `yearbook_shelf` lists."""
    return [Book(one["language"], int(one["year"]), frozenset(one.get("pages", ()))) for one in shelf]


def language_switches(place: Place, books: Sequence[Book]) -> list[Switch]:
    """Return a link for each other language of the same year."""
    others = [one for one in books if one.year == place.year and one.language != place.language]
    return [place.to(one, language(one.language).word("other_language")) for one in others]


def year_switches(place: Place, books: Sequence[Book]) -> list[Switch]:
    """Return a link for each year in the same language, newest first; none if there is no other."""
    mine = sorted((one for one in books if one.language == place.language), key=lambda one: -one.year)
    return [place.to(one, str(one.year)) for one in mine] if len(mine) > 1 else []


def newest_switch(place: Place, books: Sequence[Book]) -> Switch | None:
    """Return the link to the newest edition in the same language, if this is not it."""
    years = year_switches(place, books)
    return years[0] if years and not years[0].own else None
