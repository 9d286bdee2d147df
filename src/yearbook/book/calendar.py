"""When new figures come: the months in which each dataset is released, as a page and as a calendar (iCalendar)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from typing import cast

from icalendar import Calendar, Event

from ..dataset import Dataset
from ..language import Language
from ..view import View

FILE = "calendar.ics"


def expected(view: View) -> list[Dataset]:
    """Return the datasets that the edition uses and whose months of release are declared, in the order of its pins."""
    return [view.datasets[name] for name in view.results.figures.edition.pins if view.datasets[name].release_months]


def release_calendar(view: View) -> bytes:
    """Return the calendar: one entry for each dataset, repeated each year in its months of release."""
    published = view.results.figures.edition.published
    calendar = Calendar()
    calendar.add("prodid", "-//EMN contact point//yearbook//")
    calendar.add("version", "2.0")
    calendar.add("name", view.language.word("release_calendar"))
    for dataset in expected(view):
        calendar.add_component(_event(dataset, view.language, published))
    return bytes(calendar.to_ical())


def _event(dataset: Dataset, language: Language, published: date) -> Event:
    first = min(date(published.year, month, 1) for month in dataset.release_months)
    event = Event()
    event.add("uid", f"{dataset.id}@yearbook.{language.code}")
    event.add("dtstamp", datetime.combine(published, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("rrule", {"freq": "yearly", "bymonth": sorted(dataset.release_months), "bymonthday": 1})
    event.add("summary", f"{dataset.publisher.called(language.code)}: {_title(dataset, language)} ({dataset.code})")
    event.add("description", language.word("release_month"))
    event.add("url", dataset.page)
    event.add("transp", "TRANSPARENT")
    return event


def calendar_page(view: View, words: Mapping[str, str], file: str) -> str:
    """Return the body of the page with the release calendar; `file` is the address of the calendar as a file."""
    language = view.language
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(one.page)}">{escape(_title(one, language))}</a> '
        f"<code>{escape(one.code)}</code></th><td>{escape(one.publisher.called(language.code))}</td>"
        f"<td>{escape(_months(one, language))}</td></tr>"
        for one in sorted(expected(view), key=lambda one: language.sort_key(_title(one, language)))
    )
    head = "".join(f'<th scope="col">{words[key]}</th>' for key in ("dataset", "provider", "months"))
    return (
        f'<p>{words["calendar_intro"]}</p><p><a href="{file}">{words["calendar_file"]}</a></p>'
        f'<table class="listing"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _title(dataset: Dataset, language: Language) -> str:
    return cast("Mapping[str, str]", dataset.title)[language.code]


def _months(dataset: Dataset, language: Language) -> str:
    if len(dataset.release_months) == 12:
        return language.word("every_month")
    return language.join([language.month(f"2000-{month:02}") for month in sorted(dataset.release_months)])
