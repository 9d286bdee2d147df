"""The plain records that charts take: figures with texts already in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..errors import UnknownName, YearbookError

WORDS: dict[str, dict[str, str]] = {
    "lv": {
        "provisional": "provizoriski dati",
        "break": "laikrindas pārrāvums",
        "breaks": "punkti bez līnijas – laikrindas pārrāvumi",
        "missing": "nav datu",
        "cut_axis": "ass nesākas no nulles",
        "total": "Kopā",
        "band": "iespējamās vērtības (noapaļotu skaitļu attiecība)",
    },
    "en": {
        "provisional": "provisional",
        "break": "break in series",
        "breaks": "dots without a line – breaks in series",
        "missing": "no data",
        "cut_axis": "axis does not start at zero",
        "total": "Total",
        "band": "possible values (ratio of rounded counts)",
    },
}


@dataclass(frozen=True)
class Reader:
    """How figures are written for one reader.

    Attributes:
        number: a value in full, as in a sentence ("1,700").
        tick: a value on an axis, where short forms are welcome ("1.7 k").
        period: a period as an axis label ("2023", "Mar 2023").
        language: "lv" or "en"; of the words that the charts add themselves and of alternative texts.
        words: own wording of `WORDS`, by the same keys.
    """

    number: Callable[[float], str]
    tick: Callable[[float], str]
    period: Callable[[str], str]
    language: str
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.language not in WORDS:
            raise UnknownName("language of charts", self.language, WORDS)
        for key in self.words:
            if key not in WORDS[self.language]:
                raise UnknownName("word of charts", key, WORDS[self.language])

    def word(self, key: str) -> str:
        """Return the reader's word for `key`, one of `WORDS`."""
        return self.words.get(key) or WORDS[self.language][key]


@dataclass(frozen=True)
class Series:
    """One line, one set of columns or one layer.

    Attributes:
        label: in the reader's language.
        periods: "2015", "2023-Q1" or "2023-03" in calendar order; may have holes.
        values: one a period; nan = not available.
        low: lower end of the band of a ratio of rounded counts.
        high: upper end of it.
        provisional: periods drawn hollow.
        breaks: periods before which the series is broken.
        role: what it is, a name of `palette.ROLES`; decides its colour.
    """

    label: str
    periods: tuple[str, ...]
    values: tuple[float, ...]
    low: tuple[float, ...] | None = None
    high: tuple[float, ...] | None = None
    provisional: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    role: str = "context"

    def __post_init__(self) -> None:
        lengths = {len(part) for part in (self.periods, self.values, self.low, self.high) if part is not None}
        if len(lengths) > 1 or (self.low is None) != (self.high is None):
            raise YearbookError(
                f"series '{self.label}' has parts of different length",
                remedy="give one value (and both ends of the band, or none) for each period",
            )

    @property
    def points(self) -> tuple[tuple[str, float], ...]:
        """Periods with a value, and the value."""
        return tuple((p, v) for p, v in zip(self.periods, self.values, strict=True) if math.isfinite(v))

    @property
    def scattered(self) -> bool:
        """Whether it breaks so often that its figures are points rather than a line: at most steps between them."""
        steps = [period for period, _ in self.points[1:]]
        return len(self.breaks & set(steps)) > max(1, len(steps) / 2)

    def value(self, period: str) -> float:
        """Return the value of `period`, nan where there is none."""
        return dict(zip(self.periods, self.values, strict=True)).get(period, math.nan)


@dataclass(frozen=True)
class Bar:
    """One row of a ranking.

    Attributes:
        label: in the reader's language.
        value: nan = not available (the row stays and says so).
        role: a name of `palette.ROLES`.
        low: lower end of the band of a ratio of rounded counts.
        high: upper end of it.
        note: a few words after the value ("2022", "provisional").
    """

    label: str
    value: float
    role: str = "context"
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Pair:
    """One row of a dumbbell: two values of the same thing, nan = not available.

    Attributes:
        label: in the reader's language.
        first: the earlier or the compared-with value, drawn in grey.
        second: the value that matters.
        role: a name of `palette.ROLES`, of the second value.
    """

    label: str
    first: float
    second: float
    role: str = "context"


@dataclass(frozen=True)
class Panel:
    """One small chart among small multiples: its heading and its lines."""

    title: str
    series: tuple[Series, ...]


def drawable(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Return the series that have at least one value.

    Raises:
        YearbookError: none has.
    """
    kept = tuple(one for one in series if one.points)
    if not kept:
        labels = ", ".join(one.label for one in series)
        raise nothing(labels)
    return kept


def nothing(where: str) -> YearbookError:
    """Return the error that there is nothing to draw."""
    return YearbookError(
        "there is nothing to draw: no value is available",
        where=where,
        remedy="say in words that the figures are not available for this country and year",
    )
