"""What is new at the providers: releases later than the last vintage, and when the next ones are expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from .dataset import Dataset
from .errors import YearbookError
from .live import order_of
from .project import Project
from .providers import Transport, service_of

UNKNOWN = "not known"


@dataclass(frozen=True)
class News:
    """One dataset: release of the last vintage, the provider's last release, what that means, month of the next."""

    dataset: str
    have: str
    released: str
    said: str
    expected: str

    @property
    def known(self) -> bool:
        """Whether the provider could be asked."""
        return not self.said.startswith(UNKNOWN)


def news_of(project: Project, names: Sequence[str], transport: Transport, today: date | None = None) -> list[News]:
    """Ask the providers what they have; one that does not answer is said, not raised."""
    day = today or datetime.now(UTC).date()
    return [_news(project, name, transport, day) for name in names]


def _news(project: Project, name: str, transport: Transport, today: date) -> News:
    order = order_of(project, name)
    try:
        folder = project.build / "collect" / name
        released = service_of(order.dataset).newest(order, transport.within(folder))
    except YearbookError as error:
        released, said = "", f"{UNKNOWN}: {error.what}"
    else:
        said = _said(order.newest, released)
    return News(name, order.newest, released, said, next_release(order.dataset, max(order.newest, released), today))


def _said(have: str, released: str) -> str:
    if not released:
        return "collect to see"
    if not have:
        return "new"
    # a vintage of which only month or year is known may be that release
    return "new" if released[: len(have)] > have else "up to date"


def next_release(dataset: Dataset, released: str, today: date) -> str:
    """Return the month in which the next release is expected ("2027-03"), with a word if it has passed already.

    Args:
        dataset: states its months of release.
        released: day, month or year of the last one, "" if there is none.
        today: the day from which it is seen.
    """
    if not released:
        return "any day"
    year, month = int(released[:4]), int(released[5:7] or 12)
    number = next(n for n in range(year * 12 + month, year * 12 + month + 12) if n % 12 + 1 in dataset.release_months)
    expected = f"{number // 12}-{number % 12 + 1:02d}"
    return f"{expected} (due)" if expected < today.isoformat()[:7] else expected
