"""What stands behind an exhibit: its figures as readers see them, as a sheet, as a cube, and where they come from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..facts import written
from ..indicators import find_indicator
from ..json_stat import About, Axis, Role, json_stat
from ..observations import State
from ..sourcing import released_on
from ..tables import MARK_NOTES, STATUS_NOTES
from ..view import View
from ..workbook import Sheet

# Columns that say something of a value; every other column is a dimension.
ABOUT_VALUES = ("value", "status", "conf", "source", "mark", "low", "high", "state")
PERIOD, INDICATOR = "period", "indicator"
ROLES: dict[str, Role] = {"geo": "geo", PERIOD: "time", INDICATOR: "metric"}
MOST_COLUMNS = 12
MARKDOWN = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ESCAPED = re.compile(r"\\([^\w\s]|_)")


def plain_text(line: str) -> str:
    """Return a line of Markdown as text: links without their addresses, escaped characters as they are."""
    return ESCAPED.sub(r"\1", MARKDOWN.sub(r"\1", line))


@dataclass(frozen=True)
class Data:
    """The figures of one exhibit for one reader.

    Attributes:
        view: whose country, year and language.
        exhibit: what the notebook says of the exhibit: name, title, notes, columns, records.
    """

    view: View
    exhibit: Mapping[str, Any]

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self.exhibit["columns"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The observations one by one, a value for each column."""
        return list(self.exhibit["records"])

    def column(self, name: str) -> list[Any]:
        """Return the values of a column, from the first observation to the last."""
        return [row[name] for row in self.rows]

    @property
    def statistical(self) -> bool:
        """Whether these are observations, and not a list of other things."""
        return {PERIOD, "value", "status", "source"} <= set(self.columns)

    @property
    def dimensions(self) -> list[str]:
        """Columns of codes, the indicator first and the period last."""
        own = [name for name in self.columns if name not in (*ABOUT_VALUES, PERIOD, INDICATOR)]
        return [*([INDICATOR] if INDICATOR in self.columns else []), *own, PERIOD]

    @property
    def notes(self) -> list[str]:
        """The lines under the exhibit as plain text."""
        return [plain_text(line) for line in self.exhibit.get("notes", ())]

    def head(self, dimension: str) -> str:
        """Return what a dimension is called, as the head of a column."""
        text = self.view.language.word(dimension if dimension in (PERIOD, INDICATOR) else f"by_{dimension}")
        return text[0].upper() + text[1:]

    def label(self, dimension: str, code: str) -> str:
        """Return what a code is called; the code itself where the code lists do not have it."""
        if dimension == INDICATOR:
            return f"{self.view.title_of(find_indicator(code))} {self.exhibit.get('marks', {}).get(code, '')}".rstrip()
        if dimension == PERIOD:
            return self.view.language.period(code)
        codes = self.view.codes
        return codes.label(dimension, code, self.view.language.code) if code in codes.known(dimension) else code

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """What the codes of each dimension are called, in the order in which they come; periods in theirs."""
        codes = {name: dict.fromkeys(map(str, self.column(name))) for name in self.dimensions}
        codes[PERIOD] = dict.fromkeys(sorted(codes[PERIOD]))
        return {name: {code: self.label(name, code) for code in found} for name, found in codes.items()}

    def write(self, row: Mapping[str, Any]) -> str:
        """Return one figure as the reader reads it, with its flags in brackets."""
        name = row.get(INDICATOR) or next(iter(self.exhibit["definitions"]), "")
        language, state, marks = self.view.language, str(row["state"]), str(row.get("mark") or "").split()
        flags = (row["status"] or "") + "".join(language.symbol(mark) for mark in MARK_NOTES if mark in marks)
        if state not in (State.FIGURE, State.ZERO):
            return language.symbol(state)
        figure = written(find_indicator(name), row["value"], language) if name else language.number(row["value"])
        return f"{figure} ({flags})" if flags else figure

    def table(self) -> tuple[list[str], list[list[str]], int]:
        """Return head, rows and the number of columns that name a row; periods stand side by side if there is room."""
        if not self.statistical:
            return self.columns, [[str(row[name]) for name in self.columns] for row in self.rows], 1
        periods, own = self.labels[PERIOD], self.dimensions[:-1]
        names = [name for name in own if len(self.labels[name]) > 1] or own[:1]
        keys = {tuple(str(row[name]) for name in (*names, PERIOD)) for row in self.rows}
        if not names or not 1 < len(periods) <= MOST_COLUMNS or len(keys) < len(self.rows):
            return self._long(names)
        return self._wide(names)

    def _wide(self, names: Sequence[str]) -> tuple[list[str], list[list[str]], int]:
        rows: dict[tuple[str, ...], dict[str, str]] = {}
        for row in self.rows:
            rows.setdefault(self._named(row, names), {})[str(row[PERIOD])] = self.write(row)
        absent, periods = self.view.language.symbol("not_available"), self.labels[PERIOD]
        head = [*(self.head(name) for name in names), *periods.values()]
        return head, [[*key, *(cells.get(one, absent) for one in periods)] for key, cells in rows.items()], len(names)

    def _long(self, names: Sequence[str]) -> tuple[list[str], list[list[str]], int]:
        named = [*names, PERIOD]
        rows = [[*self._named(row, named), self.write(row)] for row in self.rows]
        return [*(self.head(name) for name in named), self.view.language.word("value")], rows, len(named)

    def _named(self, row: Mapping[str, Any], dimensions: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.labels[name][str(row[name])] for name in dimensions)

    def flags(self) -> dict[str, str]:
        """Return the meaning of each flag and of each state that the figures have."""
        language = self.view.language
        used = "".join(flag or "" for flag in self.column("status")) if self.statistical else ""
        return {flag: language.note(note) for flag, note in STATUS_NOTES.items() if flag in used}

    def sources(self) -> list[tuple[str, str]]:
        """Return name with vintage, and address, of each source: "Eurostat, migr_asyappctza, released May 2025"."""
        return [self._source(*one.split("@")) for one in self._read_from()]

    def _read_from(self) -> list[str]:
        """Return dataset and release of each source: "migr_asyappctza@2025-05"."""
        joined = self.column("source") if self.statistical else []
        return sorted({one for several in joined for one in (several or "").split()})

    def _source(self, name: str, released: str) -> tuple[str, str]:
        dataset, language = self.view.datasets[name], self.view.language
        said = f"{language.word('released')} {released_on(released, language)}"
        return f"{dataset.publisher.called(language.code)}, {dataset.code}, {said}", dataset.page

    def sheet(self, lines: Sequence[str]) -> Sheet:
        """Return the figures as a sheet of a workbook: names instead of codes, values as numbers, flags beside them.

        Args:
            lines: what stands between the title and the table.
        """
        word = self.view.language.word
        title = str(self.exhibit["title"])
        if not self.statistical:
            head, rows, _ = self.table()
            return Sheet(self.tab, title, lines, head, rows)
        named, more = self.dimensions, [name for name in ("low", "high") if name in self.columns]
        head = [
            *(self.head(name) for name in named),
            *(word(name) for name in ("value", *more, "flags", "state", "source")),
        ]
        return Sheet(self.tab, title, lines, head, [self._line(row, named, more) for row in self.rows])

    @property
    def tab(self) -> str:
        """Name of the exhibit's sheet: its own, cut to what Excel allows."""
        return str(self.exhibit["name"])[:31]

    def _line(
        self, row: Mapping[str, Any], named: Sequence[str], more: Sequence[str]
    ) -> list[str | int | float | None]:
        state = str(row["state"])
        note = "" if state == "figure" else self.view.language.note(state)
        flags = " ".join(part for part in (row["status"] or "", row["conf"] or "") if part)
        numbers = [_number(row[key]) for key in ("value", *more)]
        return [*self._named(row, named), *numbers, flags, note, str(row["source"])]

    def cube(self) -> dict[str, Any] | None:
        """Return the figures as JSON-stat 2.0; None if they are not observations."""
        if not self.statistical:
            return None
        axes = [Axis(name, self.head(name), labels, ROLES.get(name)) for name, labels in self.labels.items()]
        named = [text for text, _ in self.sources()]
        released = sorted({one.partition("@")[2] for one in self._read_from()})
        columns = {name: self.column(name) for name in self.columns}
        extension: dict[str, Any] = {"exhibit": self.exhibit["name"], "status": {"label": self.flags()}}
        for name in ("low", "high"):
            if name in columns:  # the band of a ratio, in the order of the values
                extension[name] = json_stat({**columns, "value": columns[name]}, axes, About(""))["value"]
        about = About(
            str(self.exhibit["title"]), "; ".join(named), released[-1] if released else "", self.notes, extension
        )
        return json_stat(columns, axes, about)


def is_missing(value: Any) -> bool:
    """Say whether there is no value."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _number(value: Any) -> float | int | None:
    """Return a number without a needless decimal; None if there is none."""
    if is_missing(value):
        return None
    return int(value) if float(value).is_integer() else float(value)
