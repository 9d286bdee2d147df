"""Tables: the same figures as the charts, written out with their flags."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from .exhibit import card_anchor, escaped
from .facts import ranked_countries, written
from .indicators import Indicator, find_indicator
from .language import SPACE, Language
from .observations import TOTALS, Observations, State, state
from .view import EU, View

STATUS_NOTES = {
    "b": "break",
    "d": "definition",
    "e": "estimated",
    "f": "forecast",
    "i": "imputed",
    "n": "not_significant",
    "p": "provisional",
    "u": "low_reliability",
    "‡": "corrected",
}
MARK_NOTES = ("indicative", "composition", "unchanged")


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        text: what it says.
        flags: letters that stand raised after it.
        value: the figure that the text writes, if it does.
        indicator: whose card the text leads to, if it names an indicator.
        marks: numbers of the notes that concern it.
    """

    text: str
    flags: str = ""
    value: float | None = None
    indicator: str = ""
    marks: str = ""

    @property
    def said(self) -> str:
        """The text with the numbers of its notes."""
        return f"{self.text}{SPACE}{self.marks}" if self.marks else self.text

    @property
    def markdown(self) -> str:
        """The cell in MyST."""
        text = escaped(self.text)
        if self.indicator:
            text = f"{{ref}}`{text} <{card_anchor(self.indicator)}>`"
        return text + escaped(self.said[len(self.text) :]) + (f"{{sup}}`{self.flags}`" if self.flags else "")

    @property
    def html(self) -> str:
        """The cell in HTML."""
        return html.escape(self.said) + (f"<sup>{self.flags}</sup>" if self.flags else "")


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first column names the row.

    Attributes:
        head: texts of the head.
        rows: cells, as many a row as the head has.
        observations: what the cells show.
        numeric: whether the cells hold figures, which stand on the right.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    observations: Observations
    numeric: bool = True

    def markdown(self) -> str:
        """Return a pipe table."""
        rule = "| :--- |" + (" ---: |" if self.numeric else " :--- |") * (len(self.head) - 1)
        lines = ["| " + " | ".join(escaped(text) for text in self.head) + " |", rule]
        lines += ["| " + " | ".join(cell.markdown for cell in row) + " |" for row in self.rows]
        return "\n".join(lines)

    def html(self) -> str:
        """Return an HTML table."""
        head = "".join(f"<th>{html.escape(text)}</th>" for text in self.head)
        rows = "".join(
            f"<tr><th>{row[0].html}</th>" + "".join(f"<td>{cell.html}</td>" for cell in row[1:]) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def grid(self) -> dict[str, Any]:
        """Return head and rows as plain values, for the statistical annex."""
        rows = [[{"text": one.said, "flags": one.flags, "value": one.value} for one in row] for row in self.rows]
        return {"head": list(self.head), "rows": rows}

    def legend(self, language: Language) -> list[str]:
        """Return the meaning of every flag and symbol that the cells use: "p provisional"."""
        used = sorted({flag for row in self.rows for cell in row for flag in cell.flags})
        notes = STATUS_NOTES | {language.symbol(mark): mark for mark in MARK_NOTES}
        found = [f"{flag} – {language.note(notes[flag])}" for flag in used if flag in notes]
        texts = {cell.text for row in self.rows for cell in row[1:]}
        absent = (one for one in State if one not in (State.FIGURE, State.ZERO))
        return found + [
            f"{language.symbol(one)} – {language.note(one)}" for one in absent if language.symbol(one) in texts
        ]


def listing(head: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Return a table of words."""
    return Table(head, tuple(rows), Observations(pd.DataFrame(), unit=""), numeric=False)


def cell_of(
    found: pd.DataFrame,
    write: Callable[[float], str],
    language: Language,
    absent: State = State.NOT_AVAILABLE,
) -> Cell:
    """Return the cell of the one observation in `found`, or the symbol of what is missing (`absent` if it is empty)."""
    if found.empty:
        return Cell(language.symbol(absent))
    row = found.iloc[0]
    what, marks = state(row), str(row.get("mark", "")).split()
    flags = row["status"] + "".join(language.symbol(mark) for mark in MARK_NOTES if mark in marks)
    if what in (State.FIGURE, State.ZERO):
        return Cell(write(row["value"]), flags, float(row["value"]))
    if what == State.BELOW_HALF:
        return Cell(language.symbol(what), flags.replace("n", ""))
    return Cell(language.symbol(what), flags if what == State.NOT_AVAILABLE else "")


def indicator_table(view: View, names: Sequence[str], years: Sequence[str]) -> Table:
    """Return a table of indicators by year in the view's country; a figure that is not there has its symbol."""
    own = {name: view.results.select(name).only(geo=[view.country]).annual() for name in names}
    shown = [one.frame[one.frame["period"].isin(years)].assign(indicator=name) for name, one in own.items()]
    together, found = pd.concat(shown, ignore_index=True), [find_indicator(name) for name in names]
    labels = indicator_labels(view, found, together)
    rows = [_row(view, name, labels[name], own[name], years) for name in names]
    head = (view.language.word("indicator"), *years)
    table = Table(head, tuple(rows), Observations(together, unit=""))
    return _from_first_figure(table, years)


def last_year(view: View, names: Sequence[str]) -> int:
    """Return the last year with a figure of any of the indicators in the view's country; else the reference year."""
    own = (view.results.select(name).only(geo=[view.country]).annual().periods for name in names)
    return max((int(periods[-1]) for periods in own if periods), default=view.year)


def places_of(view: View, name: str, group: str, year: int) -> list[str]:
    """Return the country and those of a group that a table sets beside it.

    The countries of the EU stand in the order of their figures in the year, those without one last.
    """
    members = [*view.codes.group(group)]
    if group != EU:
        return [view.country, *(geo for geo in members if geo != view.country)]
    ranked = list(ranked_countries(view.results.select(name), str(year), view.codes)["geo"])
    outside = [view.country] if view.country not in members else []
    return [*outside, *ranked, *(geo for geo in members if geo not in ranked)]


def indicator_labels(view: View, indicators: Sequence[Indicator], rows: pd.DataFrame) -> dict[str, Cell]:
    """Return the cells that name indicators, with links to their cards and the numbers of their notes."""
    marks = view.marks(indicators, rows)
    return {one.name: Cell(view.title_of(one), indicator=one.name, marks=marks.get(one.name, "")) for one in indicators}


def breakdown_table(view: View, name: str, by: str, years: Sequence[str], codes: Sequence[str]) -> Table:
    """Return a table of some categories of a breakdown in the view's country by year, the provider's total first."""
    place = view.results.select(name, by=(by,)).only(geo=view.country)
    whole = place.only(**{by: TOTALS[by]}).frame
    # a table of some categories may have no total
    known = bool(whole.loc[whole["period"].isin(list(years)), "value"].notna().any())
    labels = {TOTALS[by]: view.language.word("total")} if known else {}
    labels |= {code: view.codes.label(by, code, view.language.code) for code in codes}
    return _category_table(view, name, place, by, labels, years)


def country_table(view: View, name: str, countries: Sequence[str], periods: Sequence[str]) -> Table:
    """Return a table of countries by period in the order given."""
    labels = {code: view.place(code) for code in countries}
    return _category_table(view, name, view.results.select(name), "geo", labels, periods)


def _category_table(
    view: View, name: str, observations: Observations, by: str, labels: Mapping[str, str], periods: Sequence[str]
) -> Table:
    frame = observations.frame
    rows = tuple(
        _row(view, name, Cell(label), observations.only(**{by: code}), periods) for code, label in labels.items()
    )
    head = (_head(view, name, by), *(view.language.period(period, "short") for period in periods))
    shown = frame[frame[by].isin(list(labels)) & frame["period"].isin(list(periods))]
    return _from_first_figure(Table(head, rows, observations.with_frame(shown)), periods)


def _from_first_figure(table: Table, periods: Sequence[str]) -> Table:
    """Return the table without the first columns if no row has a figure there; a table without any stays as it is."""
    frame = table.observations.frame
    known = set(frame.loc[frame["value"].notna(), "period"])
    empty = next((number for number, period in enumerate(periods) if period in known), 0)
    rows = tuple((row[0], *row[1 + empty :]) for row in table.rows)
    return replace(table, head=(table.head[0], *table.head[1 + empty :]), rows=rows)


def _head(view: View, name: str, by: str) -> str:
    word = view.language.word("country" if by == "geo" else f"by_{by}")
    if by == "citizen" and "unhcr_apart" in find_indicator(name).caveats:
        word = view.language.word("by_origin")
    return word[0].upper() + word[1:]


def _row(view: View, name: str, label: Cell, series: Observations, periods: Sequence[str]) -> tuple[Cell, ...]:
    indicator = find_indicator(name)

    def write(value: float) -> str:
        return written(indicator, value, view.language)

    def cell(period: str) -> Cell:
        found = series.frame[series.frame["period"] == period]
        return cell_of(found, write, view.language, series.state_at(period) if found.empty else State.NOT_AVAILABLE)

    return (label, *(cell(period) for period in periods))
