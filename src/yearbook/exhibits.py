"""Charts and tables made from indicators: over time, by size, written out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from . import charts, drawing
from .charts import Bar, Reader
from .exhibit import Exhibit
from .facts import ranked_countries, series_of, top_categories
from .indicators import Indicator, by_name, find_indicator
from .observations import Observations
from .sourcing import unit_label
from .tables import Table
from .view import View

WIDTHS = ("full", "phone")
Draw = Callable[..., Any]


@dataclass(frozen=True)
class Shown:
    """One series of a chart before it is drawn.

    Attributes:
        label: what it is called.
        role: decides its colour.
        observations: its figures.
        told_by: column and code that tell its figures from those of the other series, where the codes of the
            observations do not: ("indicator", "applicants"), ("reason", "EDU").
    """

    label: str
    role: str
    observations: Observations
    told_by: tuple[str, str] | None = None


@dataclass(frozen=True)
class Asked:
    """What the notebook asks of a chart over time: how many years, its title, a name of its own."""

    years: int
    title: str | None
    name: str = ""


def by_country(view: View, name: str, places: Sequence[str]) -> list[Shown]:
    """Return one line a country of an indicator."""
    chosen = view.results.select(name)
    return [Shown(view.place(geo), drawing.role_of(geo, view.country), chosen.only(geo=[geo])) for geo in places]


def by_indicator(view: View, names: Sequence[str], roles: Sequence[str]) -> list[Shown]:
    """Return one line an indicator of the view's country."""
    return [
        Shown(
            view.title_of(find_indicator(name)),
            role,
            view.results.select(name).only(geo=[view.country]),
            ("indicator", name),
        )
        for name, role in zip(names, roles, strict=False)
    ]


def over_time(view: View, draw: Draw, name: str, lines: Sequence[Shown], asked: Asked) -> Exhibit:
    """Return a chart over the last years that have figures; the first line is the one it is about."""
    indicator = find_indicator(name)
    if not lines[0].observations.periods:
        return view.missing(asked.name or name, indicator)
    last = int(max(period for line in lines for period in line.observations.periods)[:4])
    first = str(last - asked.years + 1)
    seen = sorted({p for line in lines for p in line.observations.periods if p >= first})
    span = drawing.periods_between(seen[0], seen[-1])
    present = [line for line in lines if set(line.observations.periods) & set(span)]
    lacking = [line.label for line in lines if line not in present]
    series = [drawing.series(line.observations, line.label, line.role, span) for line in present]
    named = len({line.told_by for line in lines}) > 1
    frames = [
        line.observations.frame.assign(**dict([line.told_by] if named and line.told_by else ())) for line in present
    ]
    rows = pd.concat([frame[frame["period"].isin(span)] for frame in frames], ignore_index=True)
    remarks = [view.language.word("lacking").format(names=", ".join(lacking))] if lacking else []
    shown = _indicators(lines, name)
    about = f"{view.titles_of(shown)}, {view.place(view.country)}"
    notes = view.notes(shown, f"{about}, {view.span(span)}", rows, remarks)
    if draw is charts.line and len(span) == 1:  # one point a line is no course: bars show it better
        draw = charts.ranking
        series = [Bar(one.label, one.value(span[0]), one.role) for one in series]  # type: ignore[misc]
    made = picture(view, asked.name or name, indicator, (draw, series), (asked.title, about, notes, rows))
    return replace(made, **view.links(shown))


def _indicators(lines: Sequence[Shown], name: str) -> list[Indicator]:
    """Return the indicators that the lines show; they may also be countries or categories of one."""
    told = [line.told_by[1] for line in lines if line.told_by and line.told_by[0] == "indicator"]
    return [find_indicator(one) for one in told or [name]]


def ranking(view: View, name: str, title: str | None, *, dots: bool = False) -> Exhibit:
    """Return the EU countries by size in the last period that the view's country reports, as bars or lollipops."""
    indicator, chosen = find_indicator(name), view.results.select(name)
    own = series_of(chosen.only(geo=[view.country]))
    if own.empty:
        return view.missing(f"{name}_ranking", indicator)
    period = str(own.index[-1])
    ranked = ranked_countries(chosen, period, view.codes)
    members = len(ranked)
    if view.country not in set(ranked["geo"]):
        ranked = pd.concat([ranked, own.tail(1)]).sort_values("value", ascending=False)
    roles = ["country" if geo == view.country else "context" for geo in ranked["geo"]]
    about = f"{view.title_of(indicator)}, {view.language.period(period)}"
    remark = view.language.word("of_eu").format(count=view.language.number(members))
    notes = view.notes([indicator], about, ranked, [remark])
    bars = drawing.bars(ranked, "geo", roles, view.codes, view.language)
    draw = given(charts.ranking, dots=True) if dots else charts.ranking
    return picture(view, f"{name}_ranking", indicator, (draw, bars), (title, about, notes, ranked))


def largest(view: View, name: str, by: str, count: int, title: str | None) -> Exhibit:
    """Return the largest categories of a breakdown in the view's country in its last available period."""
    indicator = find_indicator(name)
    chosen = view.results.select(name, by=(by,)).only(geo=view.country)
    top = top_categories(chosen, by, view.codes).head(count)
    if top.empty:
        return view.missing(by_name(name, by), indicator)
    about = (
        f"{view.title_of(indicator)}, {view.place(view.country)}, {view.language.period(str(top['period'].iloc[0]))}"
    )
    notes = view.notes([indicator], about, top)
    bars = drawing.bars(top, by, ["country"] * len(top), view.codes, view.language)
    return picture(view, by_name(name, by), indicator, (charts.ranking, bars), (title, about, notes, top))


def tabulated(view: View, name: str, indicators: Sequence[Indicator], table: Table, title: str | None) -> Exhibit:
    """Return a table as an exhibit; one without a single figure is said to be missing."""
    rows = table.observations.frame
    if rows["value"].notna().sum() == 0:
        return view.missing(name, indicators[0])
    notes = view.notes(indicators, "", rows, ["; ".join(table.legend(view.language))], marked=True)
    shown = title or view.title_of(indicators[0])
    return Exhibit(
        name,
        "table",
        shown,
        notes,
        body=table.markdown(),
        body_html=table.html(),
        grid=table.grid(),
        rows=rows,
        marks=view.marks(indicators, rows),
        **view.links(indicators),
    )


def drawn(view: View, figure: Any, *, name: str, alt: str, sources: Sequence[str], title: str) -> Exhibit:
    """Return a figure that an analyst drew as an exhibit, with the sources of the indicators it rests on."""
    indicators = [find_indicator(source) for source in sources]
    frames = [view.results.select(source).only(geo=[view.country]).frame.assign(indicator=source) for source in sources]
    rows = pd.concat(frames, ignore_index=True)
    svg = charts.to_svg(figure)
    plt.close(figure)  # Jupyter would show an open figure once more, without alt text
    notes = view.notes(indicators, "", rows)
    return Exhibit(
        name,
        "figure",
        title,
        notes,
        pictures={"full": svg, "phone": svg},
        alt=alt,
        rows=rows,
        **view.links(indicators),
    )


def picture(
    view: View,
    name: str,
    indicator: Indicator,
    drawing_of: tuple[Draw, Sequence[Any]],
    text: tuple[str | None, str, tuple[str, ...], pd.DataFrame],
    reader: Reader | None = None,
) -> Exhibit:
    """Return a figure in every width, with its alternative text.

    Args:
        view: whose it is.
        name: of the exhibit.
        indicator: whose unit the figures bear.
        drawing_of: the drawing function and its records.
        text: title, subject, notes and rows.
        reader: writes the figures, if not as the indicator's.
    """
    (draw, records), (title, about, notes, rows) = drawing_of, text
    reader, unit = reader or drawing.reader_of(indicator, view.language), unit_label(indicator, view.language)
    pictures = {width: charts.to_svg(draw(records, reader, unit=unit, width=width)) for width in WIDTHS}
    ends = getattr(draw, "keywords", {}).get("ends")
    alt = charts.describe(draw.__name__, [ends, *records] if ends else records, reader, about)
    return Exhibit(
        name,
        "figure",
        title or view.title_of(indicator),
        notes,
        pictures=pictures,
        alt=alt,
        rows=rows,
        **view.links([indicator]),
    )


def given(draw: Draw, **more: Any) -> Draw:
    """Return a drawing function with some arguments given, under its own name, by which its picture is described."""
    return functools.update_wrapper(functools.partial(draw, **more), draw)
