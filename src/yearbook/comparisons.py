"""Charts that set things beside one another: two rates by country, two years, years by category, parts of a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from . import breakdowns, charts, drawing
from .charts import Bar, Pair
from .exhibit import Exhibit
from .exhibits import by_country, given, picture
from .facts import series_of
from .indicators import by_name, find_indicator
from .view import EU, View

MINUS = "-"
"""Before the name of an indicator: it is taken away."""


def dumbbell(view: View, names: tuple[str, str], name: str, title: str | None) -> Exhibit:
    """Return two indicators of one unit side by side for each EU country and the EU, the largest second one first.

    The period is the last for which this country has both; countries that lack one of them are left out and named.
    """
    first, second = (find_indicator(one) for one in names)
    found = [series_of(view.results.select(one).only(geo=view.country)) for one in names]
    both = sorted(set(found[0].index) & set(found[1].index))
    if not both:
        return view.missing(name, second)
    places = [*view.codes.group(EU), EU]
    places += [] if view.country in places else [view.country]
    frames = [view.results.select(one).only(geo=places).frame.assign(indicator=one) for one in names]
    rows = pd.concat([frame[frame["period"] == both[-1]] for frame in frames], ignore_index=True)
    wide = rows.pivot_table(index="geo", columns="indicator", values="value").reindex(columns=list(names)).dropna()
    pairs = [
        Pair(view.place(geo), pair[names[0]], pair[names[1]], drawing.role_of(geo, view.country))
        for geo, pair in wide.sort_values(names[1], ascending=False).iterrows()
    ]
    ends = (view.title_of(first), view.title_of(second))
    lacking = [view.place(geo) for geo in places if geo not in wide.index]
    remarks = [view.language.word("lacking").format(names=", ".join(lacking))] if lacking else []
    about = f"{view.titles_of([first, second])}, {view.language.period(both[-1])}"
    notes = view.notes([first, second], about, rows, remarks)
    draw = given(charts.dumbbell, ends=ends)
    return picture(view, name, second, (draw, pairs), (title, about, notes, rows))


def slope(view: View, name: str, years: int, title: str | None) -> Exhibit:
    """Return an indicator in this country, its peers and the EU in the first and the last of some years."""
    indicator, exhibit = find_indicator(name), f"{name}_slope"
    lines = by_country(view, name, [view.country, *view.peers()])
    own = [period for period in lines[0].observations.periods if len(period) == 4]
    own = [period for period in own if int(period) > int(own[-1]) - years]
    if len(own) < 2:
        return view.missing(exhibit, indicator)
    ends = (own[0], own[-1])
    shown = [line for line in lines if set(ends) <= set(series_of(line.observations).index)]
    series = [drawing.series(line.observations, line.label, line.role, ends) for line in shown]
    rows = pd.concat([line.observations.frame for line in shown], ignore_index=True)
    rows = rows[rows["period"].isin(ends)]
    lacking = [line.label for line in lines if line not in shown]
    remarks = [view.language.word("lacking").format(names=", ".join(lacking))] if lacking else []
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    notes = view.notes([indicator], f"{about}, {view.language.join(map(view.language.period, ends))}", rows, remarks)
    return picture(view, exhibit, indicator, (charts.slope, series), (title, about, notes, rows))


def heat(view: View, name: str, by: str, codes: Sequence[str], years: int, title: str | None) -> Exhibit:
    """Return a table of shaded figures, a category a row, a year a column."""
    indicator, exhibit = find_indicator(name), f"{by_name(name, by)}_heat"
    found = {code: breakdowns.category(view, name, by, code) for code in codes}
    periods = sorted({period for one in found.values() for period in one.periods})
    if not periods:
        return view.missing(exhibit, indicator)
    first = str(int(periods[-1][:4]) - years + 1)
    span = drawing.periods_between(max(periods[0], first), periods[-1])
    labels = {code: view.codes.label(by, code, view.language.code) for code in found}
    series = [drawing.series(one, labels[code], "country", span) for code, one in found.items()]
    rows = pd.concat([one.frame.assign(**{by: code}) for code, one in found.items()], ignore_index=True)
    rows = rows[rows["period"].isin(span)]
    about = f"{view.title_of(indicator)}, {view.place(view.country)}"
    notes = view.notes([indicator], f"{about}, {view.span(span)}", rows)
    return picture(view, exhibit, indicator, (charts.heat, series), (title, about, notes, rows))


def waterfall(view: View, names: Sequence[str], total: str, name: str, title: str | None) -> Exhibit:
    """Return what adds up to an indicator (`total`) in the last period that has all its parts.

    A name that begins with a minus is taken away.
    """
    parts = {one.removeprefix(MINUS): -1 if one.startswith(MINUS) else 1 for one in names}
    whole, found = find_indicator(total), {}
    for one in (*parts, total):
        found[one] = series_of(view.results.select(one).only(geo=view.country))
    common = set.intersection(*(set(series.index) for series in found.values()))
    if not common:
        return view.missing(name, whole)
    period = max(common)
    bars = [
        Bar(
            view.title_of(find_indicator(one)),
            sign * float(found[one]["value"][period]),
            "second" if sign > 0 else "context",
        )
        for one, sign in parts.items()
    ]
    rows = pd.concat([series.loc[[period]].assign(indicator=one) for one, series in found.items()], ignore_index=True)
    about = f"{view.title_of(whole)}, {view.place(view.country)}, {view.language.period(period)}"
    notes = view.notes([whole, *map(find_indicator, parts)], about, rows)
    words = {"total": view.title_of(whole)}
    reader = replace(drawing.reader_of(whole, view.language), number=view.language.signed, words=words)
    return picture(view, name, whole, (charts.waterfall, bars), (title, about, notes, rows), reader)
