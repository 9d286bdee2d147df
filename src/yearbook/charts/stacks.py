"""Stacked columns by year: parts of a whole, named at the last column."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import YearbookError
from ..palette import PAPER, colours
from .bars import BESIDE, HEADROOM, WIDEST
from .house import SMALL, in_house, text_width
from .labels import EndLabel, Pen, margin, show_end_labels, stack_height, write
from .page import EDGE, Page, warnings_key
from .periods import calendar, place
from .records import Reader, Series, drawable
from .scales import first_half, keep_clear, set_calendar, show_periods, show_values, slot, value_scale

MOST = 7


@in_house
def stacked(
    series: Sequence[Series],
    reader: Reader,
    *,
    unit: str = "",
    width: str = "full",
    share: bool = False,
    totals: Mapping[str, float] = MappingProxyType({}),
) -> Figure:
    """Draw the series as layers of columns, the first at the bottom.

    Args:
        series: parts of a whole; negative values go below nought.
        reader: writes the figures; with `share` it gets percentages, 0 to 100.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.
        share: draw shares of each period's total, in per cent.
        totals: by period what the parts make up, as published; it stands above the columns. Parts that are rounded
            one by one may add up to something else, so no sum is written.

    Raises:
        YearbookError: nothing to draw, more than seven layers, negative shares, or periods of two frequencies.
    """
    layers = drawable(tuple(series))
    if len(layers) > MOST:
        raise YearbookError(f"{len(layers)} layers in one chart", remedy=f"keep {MOST} and add the others up")
    layers = shares(layers) if share else layers
    span = calendar(p for one in layers for p in one.periods)
    tops, floors = heights(layers, span)
    scale = value_scale([*tops, *floors], reader)
    page, shades = Page(width, unit, warnings_key(layers, reader, marker="s")), colours([one.role for one in layers])
    labels = [one.fitted(0.32 * page.wide) for one in layer_labels(layers, span, shades, reader)]
    left = max(scale.room, first_half(span, reader)) + EDGE
    figure, axes = page.axes(max(SMALL * 15, stack_height(labels)), left, max(margin(labels), first_half(span, reader)))
    set_calendar(axes, span, beside=BESIDE)
    show_values(axes, scale)
    _draw_layers(axes, layers, shades, span)
    if not share and len(layers) > 1 and min(floors) == 0:
        _write_totals(axes, dict(zip(span, tops, strict=True)), totals, reader)
    show_periods(axes, span, reader)
    show_end_labels(axes, labels)
    return figure


def shares(layers: Sequence[Series]) -> tuple[Series, ...]:
    """Return the layers in per cent of each period's total; nan where the total is nought.

    Raises:
        YearbookError: a value is negative.
    """
    if any(v < 0 for one in layers for _, v in one.points):
        raise YearbookError("a negative part has no share of the whole", remedy="draw the values themselves")
    whole: dict[str, float] = {}
    for one in layers:
        for period, value in one.points:
            whole[period] = whole.get(period, 0.0) + value
    made = []
    for one in layers:
        values = (
            v / whole[p] * 100 if whole.get(p) else math.nan for p, v in zip(one.periods, one.values, strict=True)
        )
        made.append(replace(one, values=tuple(values)))
    return drawable(tuple(made))


def heights(layers: Sequence[Series], span: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the upper and the lower end of each period's column."""
    columns = [[one.value(p) for one in layers] for p in span]
    tops = [sum(v for v in column if v > 0) for column in columns]
    # percentages rounded one by one may add up to 100.1; the axis ends at a hundred all the same
    tops = [100.0 if 100 < top < 100.6 else top for top in tops]
    floors = [sum(v for v in column if v < 0) for column in columns]
    return tops, floors


def bottoms(layers: Sequence[Series], period: str) -> list[tuple[float, float]]:
    """Return where each layer starts and how high it is in one period; (nan, nan) where it has no value."""
    up = down = 0.0
    found = []
    for one in layers:
        value = one.value(period)
        if not math.isfinite(value):
            found.append((math.nan, math.nan))
        elif value < 0:
            found.append((down, value))
            down += value
        else:
            found.append((up, value))
            up += value
    return found


def layer_labels(
    layers: Sequence[Series], span: Sequence[str], shades: Sequence[str], reader: Reader
) -> list[EndLabel]:
    """Return "name value" for each layer at the last column; a layer without a value there says so."""
    last = span[-1]
    made = []
    for one, shade, (start, height) in zip(layers, shades, bottoms(layers, last), strict=True):
        known = math.isfinite(height)
        said = reader.number(height) if known else reader.word("missing")
        at = start + height / 2 if known else sum(v for v in (x.value(last) for x in layers) if v > 0)
        made.append(EndLabel(place(last) + 0.4, at, f"{one.label} {said}", Pen(shade)))
    return made


def _draw_layers(axes: Axes, layers: Sequence[Series], shades: Sequence[str], span: Sequence[str]) -> None:
    thick = min(0.74, WIDEST / slot(axes))
    shown = [
        (period, one, shade, start, height)
        for period in span
        for one, shade, (start, height) in zip(layers, shades, bottoms(layers, period), strict=True)
        if math.isfinite(height) and height
    ]
    places, heights = [place(period) for period, *_ in shown], [height for *_, height in shown]
    drawn = axes.bar(places, heights, thick, bottom=[start for *_, start, _ in shown])
    for patch, (period, one, shade, *_) in zip(drawn, shown, strict=True):
        hollow = period in one.provisional
        face, edge = (PAPER, shade) if hollow else (shade, PAPER)
        patch.set(facecolor=face, edgecolor=edge, linewidth=1.0 if hollow else 0.6)
        patch.set_gid("provisional" if hollow else "layer")


def _write_totals(axes: Axes, tops: Mapping[str, float], totals: Mapping[str, float], reader: Reader) -> None:
    said = {period: reader.number(totals[period]) for period in tops if math.isfinite(totals.get(period, math.nan))}
    if not said or any(text_width(one) + 3 > slot(axes) for one in said.values()):
        return
    keep_clear(axes, max(tops.values()), HEADROOM)
    for period, total in said.items():
        if tops[period]:
            write(axes, total, (place(period), tops[period]), Pen(down="bottom"), (0, 2))
