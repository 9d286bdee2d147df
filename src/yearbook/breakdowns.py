"""Charts of a breakdown: its parts over time, small multiples, the age pyramid, Europe at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from . import charts, drawing
from .charts import Bar, Panel
from .exhibit import Exhibit
from .exhibits import WIDTHS, Asked, Shown, given, over_time, picture
from .facts import series_of, top_categories
from .indicators import by_name, find_indicator
from .observations import Observations
from .sourcing import unit_label
from .view import View

# parts of a whole in their order of size; `other` and `unknown` have colours of their own
PART_ROLES = ("one", "two", "three", "four", "five")
ROLE_OF_CODE = {"OTH": "other", "UNK": "unknown"}


def categories(view: View, name: str, by: str, count: int, codes: Sequence[str] | None) -> list[str]:
    """Return the codes to show: those asked for, or the largest of the last period that most categories report."""
    if codes is not None:
        return list(codes)
    chosen = view.results.select(name, by=(by,)).only(geo=view.country)
    return list(top_categories(chosen, by, view.codes).head(count)[by])


def category(view: View, name: str, by: str, code: str) -> Observations:
    """Return one category of a breakdown in the view's country."""
    return view.results.select(name, by=(by,)).only(**{by: code}).only(geo=[view.country])


def parts(view: View, name: str, by: str, codes: Sequence[str], years: int, title: str | None) -> Exhibit:
    """Return stacked columns of the categories of a breakdown, in the order given, the first at the bottom."""
    shown = [
        Shown(
            view.codes.label(by, code, view.language.code),
            ROLE_OF_CODE.get(code, PART_ROLES[number % len(PART_ROLES)]),
            category(view, name, by, code),
            (by, code),
        )
        for number, code in enumerate(codes)
    ]
    exhibit, filled = f"{by_name(name, by)}_parts", [one for one in shown if one.observations.periods]
    # a part that is nought throughout is no layer, unless all are
    filled = [one for one in filled if one.observations.frame["value"].fillna(0).any()] or filled
    if not filled:
        return view.missing(exhibit, find_indicator(name))
    whole = series_of(view.results.select(name).only(geo=view.country))
    # the total as published: parts that are rounded one by one do not add up to it
    draw = given(charts.stacked, totals=dict(zip(whole["period"], whole["value"], strict=True)))
    return over_time(view, draw, name, filled, Asked(years, title, exhibit))


def multiples(view: View, name: str, by: str, codes: Sequence[str], years: int, title: str | None) -> Exhibit:
    """Return one small line chart a category, all on one scale."""
    indicator, exhibit = find_indicator(name), f"{by_name(name, by)}_multiples"
    found = {code: category(view, name, by, code) for code in codes}
    # a category that is nought throughout needs no chart, unless all are
    found = {code: one for code, one in found.items() if one.frame["value"].fillna(0).any()} or found
    periods = sorted({period for one in found.values() for period in one.periods})
    if not periods:
        return view.missing(exhibit, indicator)
    first = str(int(periods[-1][:4]) - years + 1)
    span = drawing.periods_between(max(periods[0], first), periods[-1])
    panels = []
    for code, one in found.items():
        label = view.codes.label(by, code, view.language.code)
        panels.append(Panel(label, (drawing.series(one, view.place(view.country), "country", span),)))
    rows = pd.concat([one.frame.assign(**{by: code}) for code, one in found.items()], ignore_index=True)
    rows = rows[rows["period"].isin(span)]
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    notes = view.notes([indicator], f"{about}, {view.span(span)}", rows)
    if len(span) == 1:
        bars = [Bar(panel.title, panel.series[0].value(span[0]), "country") for panel in panels]
        return picture(view, exhibit, indicator, (charts.ranking, bars), (title, about, notes, rows))
    return picture(view, exhibit, indicator, (charts.small_multiples, panels), (title, about, notes, rows))


def pyramid(view: View, name: str, ages: Sequence[str], title: str | None) -> Exhibit:
    """Return men and women by age in the last available period, the youngest at the foot."""
    indicator, exhibit = find_indicator(name), f"{name}_pyramid"
    chosen = view.results.select(name, by=("sex", "age")).only(geo=[view.country], sex=["M", "F"], age=list(ages))
    if not chosen.periods:
        return view.missing(exhibit, indicator)
    period = chosen.periods[-1]
    rows = chosen.frame[chosen.frame["period"] == period]
    sides = [(view.codes.label("sex", sex, view.language.code), _ages(view, rows, sex, ages)) for sex in ("M", "F")]
    reader, unit = drawing.reader_of(indicator, view.language), unit_label(indicator, view.language)
    names = (sides[0][0], sides[1][0])
    drawn = {
        width: charts.to_svg(charts.pyramid(sides[0][1], sides[1][1], reader, names, unit=unit, width=width))
        for width in WIDTHS
    }
    about = f"{view.title_of(indicator)}, {view.place(view.country)}, {view.language.period(period)}"
    notes = view.notes([indicator], about, rows)
    alt = charts.describe("pyramid", sides, reader, about)
    shown = title or view.title_of(indicator)
    links = view.links([indicator])
    return Exhibit(exhibit, "figure", shown, notes, pictures=drawn, alt=alt, rows=rows, **links)


def _ages(view: View, rows: pd.DataFrame, sex: str, ages: Sequence[str]) -> list[Bar]:
    values = rows[rows["sex"] == sex].set_index("age")["value"]
    labels = [view.codes.label("age", age, view.language.code) for age in ages]
    role = "country" if sex == "F" else "context"
    return [Bar(label, float(values.get(age, float("nan"))), role) for label, age in zip(labels, ages, strict=True)]


def europe(view: View, name: str, title: str | None) -> Exhibit:
    """Return the EU countries as a map of tiles in the last period that the view's country reports."""
    indicator, exhibit = find_indicator(name), f"{name}_map"
    chosen = view.results.select(name)
    own = series_of(chosen.only(geo=[view.country]))
    if own.empty:
        return view.missing(exhibit, indicator)
    period = str(own.index[-1])
    members = [*view.codes.group("EU27_2020"), view.country]
    rows = chosen.frame[(chosen.frame["period"] == period) & chosen.frame["geo"].isin(members)]
    values = dict(zip(rows["geo"], rows["value"].astype(float), strict=True))
    reader, unit = drawing.reader_of(indicator, view.language), unit_label(indicator, view.language)
    drawn = {
        width: charts.to_svg(charts.tile_map(values, reader, view.country, unit=unit, width=width)) for width in WIDTHS
    }
    about = f"{view.title_of(indicator)}, {view.language.period(period)}"
    bars = [Bar(view.place(geo), value, drawing.role_of(geo, view.country)) for geo, value in values.items()]
    bars.sort(key=lambda bar: -bar.value)
    notes = view.notes([indicator], about, rows)
    alt = charts.describe("tile_map", bars, reader, about)
    shown = title or view.title_of(indicator)
    return Exhibit(exhibit, "figure", shown, notes, pictures=drawn, alt=alt, rows=rows, **view.links([indicator]))
