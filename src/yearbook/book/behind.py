"""What stands behind an exhibit: its figures as readers see them, as a sheet, as a cube, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from ..facts import written
from ..indicators import find_indicator
from ..json_stat import About, Axis, json_stat
from ..observations import State
from ..sourcing import released_on
from ..tables import MARK_NOTES, STATUS_NOTES
from ..view import View
from ..workbook import Sheet

# Columns that say something of a value; every other column is a dimension.
ABOUT_VALUES = ("value", "status", "conf", "source", "mark", "low", "high", "state")
PERIOD, INDICATOR = "period", "indicator"
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

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The observations, a column each of `columns`."""
        return pd.DataFrame(self.exhibit["records"], columns=self.exhibit["columns"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The observations one by one."""
        return [{str(key): value for key, value in row.items()} for row in self.frame.to_dict("records")]

    @property
    def statistical(self) -> bool:
        """Whether these are observations, and not a list of other things."""
        return {PERIOD, "value", "status", "source"} <= set(self.frame.columns)

    @property
    def dimensions(self) -> list[str]:
        """Columns of codes, the indicator first and the period last."""
        own = [name for name in self.frame.columns if name not in (*ABOUT_VALUES, PERIOD, INDICATOR)]
        return [*([INDICATOR] if INDICATOR in self.frame else []), *own, PERIOD]

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
            return list(self.frame.columns), [[str(cell) for cell in row] for row in self.frame.to_numpy()], 1
        periods = sorted(self.frame[PERIOD].unique())
        own = self.dimensions[:-1]
        names = [name for name in own if len(set(self.frame[name])) > 1] or own[:1]
        if (
            not names
            or len(periods) == 1
            or len(periods) > MOST_COLUMNS
            or self.frame.duplicated([*names, PERIOD]).any()
        ):
            return self._long(names)
        return self._wide(names, periods)

    def _wide(self, names: Sequence[str], periods: Sequence[str]) -> tuple[list[str], list[list[str]], int]:
        rows: dict[tuple[str, ...], dict[str, str]] = {}
        for row in self.rows:
            key = tuple(self.label(name, str(row[name])) for name in names)
            rows.setdefault(key, {})[str(row[PERIOD])] = self.write(row)
        absent = self.view.language.symbol("not_available")
        head = [*(self.head(name) for name in names), *(self.label(PERIOD, period) for period in periods)]
        return head, [[*key, *(cells.get(one, absent) for one in periods)] for key, cells in rows.items()], len(names)

    def _long(self, names: Sequence[str]) -> tuple[list[str], list[list[str]], int]:
        named = [*names, PERIOD]
        rows = [[*(self.label(name, str(row[name])) for name in named), self.write(row)] for row in self.rows]
        return [*(self.head(name) for name in named), self.view.language.word("value")], rows, len(named)

    def flags(self) -> dict[str, str]:
        """Return the meaning of each flag and of each state that the figures have."""
        language = self.view.language
        used = "".join(self.frame["status"].dropna()) if self.statistical else ""
        return {flag: language.note(note) for flag, note in STATUS_NOTES.items() if flag in used}

    def sources(self) -> list[tuple[str, str]]:
        """Return name with vintage, and address, of each source: "Eurostat, migr_asyappctza, released May 2025"."""
        if not self.statistical:
            return []
        named = sorted({one for joined in self.frame["source"].dropna() for one in joined.split()})
        return [self._source(*one.split("@")) for one in named]

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
        named, more = self.dimensions, [name for name in ("low", "high") if name in self.frame]
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
        names = [self.label(name, str(row[name])) for name in named]
        return [*names, *(_number(row[key]) for key in ("value", *more)), flags, note, str(row["source"])]

    def cube(self) -> dict[str, Any] | None:
        """Return the figures as JSON-stat 2.0; None if they are not observations."""
        if not self.statistical:
            return None
        axes = [self._axis(name) for name in self.dimensions]
        named = [text for text, _ in self.sources()]
        released = sorted({one.partition("@")[2] for joined in self.frame["source"].dropna() for one in joined.split()})
        extension: dict[str, Any] = {"exhibit": self.exhibit["name"], "status": {"label": self.flags()}}
        for name in ("low", "high"):
            if name in self.frame:  # the band of a ratio, in the order of the values
                extension[name] = json_stat(self.frame.assign(value=self.frame[name]), axes, About(""))["value"]
        about = About(
            str(self.exhibit["title"]), "; ".join(named), released[-1] if released else "", self.notes, extension
        )
        return json_stat(self.frame, axes, about)

    def _axis(self, name: str) -> Axis:
        codes = self.frame[name].astype(str)
        listed = sorted(codes.unique()) if name == PERIOD else list(dict.fromkeys(codes))
        role = {"geo": "geo", PERIOD: "time", INDICATOR: "metric"}.get(name)
        return Axis(name, self.head(name), {code: self.label(name, code) for code in listed}, role)  # type: ignore[arg-type]


def _number(value: Any) -> float | int | None:
    """Return a number without a needless decimal; None if there is none."""
    if value is None or pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)
