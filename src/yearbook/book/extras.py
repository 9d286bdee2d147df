"""What a book has beside its chapters: list of data, release calendar, accessibility statement, picture for sharing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape

from babel.dates import format_date

from ..site.audit import STATEMENT, statement_page
from ..site.extra_pages import staged_page
from ..site.frame import STRUCTURED
from ..site.offers import PLACE
from ..site.words import interface
from ..view import View
from .behind import Data
from .calendar import FILE, calendar_page
from .data_files import FOLDER, Published, endings_of
from .described import CATALOGUE, described

DATA_PAGE, CALENDAR = "data", "calendar"
LINKS = (
    ("data_page", "data.html"),
    ("calendar", "calendar.html"),
    ("accessibility", f"{STATEMENT}.html"),
    ("feed", "../feed.xml"),
)
"""What stands at the foot of each page: word of the interface, address from the book's folder."""


def staged_extras(view: View, shown: Sequence[Data], published: Published) -> dict[str, str]:
    """Return the pages beside the chapters, and what the pages say of their data to search engines, by path."""
    words = interface(view.language.code)
    day = format_date(published.day, "long", locale=view.language.babel)
    return {
        **staged_page(DATA_PAGE, words["data_page"], data_page(shown, words)),
        **staged_page(STATEMENT, words["accessibility"], statement_page(words, day)),
        **staged_page(CALENDAR, words["calendar"], calendar_page(view, words, f"{FOLDER}/{FILE}")),
        **{
            f"{STRUCTURED}/{page}.json": json.dumps(said, ensure_ascii=False)
            for page, said in described(shown, published, view.language.code).items()
        },
    }


def data_page(shown: Sequence[Data], words: Mapping[str, str]) -> str:
    """Return the body of the page that lists every file with figures."""
    rows = "".join(_row(data) for data in shown if data.exhibit["records"])
    head = f'<th scope="col">{words["exhibit"]}</th><th scope="col">{words["files"]}</th>'
    machines = ", ".join(f'<a href="{FOLDER}/{CATALOGUE}.{ending}">{ending}</a>' for ending in ("ttl", "jsonld"))
    return (
        f"<p>{words['data_intro']}</p>{PLACE}<p>{words['catalogue_note']} {machines}</p>"
        f'<table class="listing"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(data: Data) -> str:
    name, title = data.exhibit["name"], escape(data.exhibit["title"])
    files = " ".join(
        f'<a href="{FOLDER}/{name}.{ending}" download aria-label="{title}, {ending.upper()}">{ending.upper()}</a>'
        for ending in endings_of(data)
    )
    anchor = f"{data.exhibit['page']}.html#{data.exhibit['anchor']}"
    return f'<tr><th scope="row"><a href="{escape(anchor)}">{title}</a></th><td>{files}</td></tr>'
