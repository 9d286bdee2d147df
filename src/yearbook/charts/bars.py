"""Columns over the years: from nought, with the figure on each where there is room."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import YearbookError
from ..palette import MUTED, PAPER, colours
from .house import SMALL, in_house, size_of, text_width
from .labels import Pen, write
from .page import EDGE, SLASHES, Key, Page, warnings_key
from .periods import calendar, place
from .records import Reader, Series, drawable
from .scales import ValueScale, firm_zero, first_half, set_calendar, show_periods, show_values, slot, value_scale

WIDEST = 34.0
BESIDE = 0.55
HEADROOM = SMALL * 1.5


@in_house
def columns(
    series: Sequence[Series], reader: Reader, *, unit: str = "", width: str = "full", overlay: bool = False
) -> Figure:
    """Draw one or two series as columns from nought.

    Args:
        series: one, or two beside each other.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.
        overlay: the second series is a part of the first and stands narrower in front of it.

    Raises:
        YearbookError: nothing to draw, more than two series, or periods of two frequencies.
    """
    shown = _two(drawable(tuple(series)))
    span = calendar(p for one in shown for p in one.periods)
    scale = value_scale([v for one in shown for v in one.values], reader)
    shades = colours([one.role for one in shown])
    names = tuple(Key("s", shade, one.label) for one, shade in zip(shown, shades, strict=True) if len(shown) > 1)
    page = Page(width, unit, names + warnings_key(shown, reader, marker="s"))
    lanes = 1 if overlay else len(shown)
    written = shown[:1] if overlay else shown
    labelled = room_for_figures(written, (page.wide - 4 * EDGE) / (len(span) + 0.1) / lanes, reader)
    left = max(EDGE if labelled else scale.room + EDGE, first_half(span, reader) - 6)
    figure, axes = page.axes(SMALL * 14, left, max(3 * EDGE, first_half(span, reader)))
    set_calendar(axes, span, beside=BESIDE)
    _show_scale(axes, scale, shown, labelled=labelled)
    for number, (one, shade) in enumerate(zip(shown, shades, strict=True)):
        offset, thick = lane(axes, number, len(shown), overlay=overlay)
        draw_columns(axes, one, shade, offset, thick)
        if labelled and one in written:
            write_figures(axes, one, reader, shade, offset)
    show_periods(axes, span, reader)
    return figure


def _two(series: tuple[Series, ...]) -> tuple[Series, ...]:
    if len(series) > 2:
        raise YearbookError(f"{len(series)} sets of columns in one chart", remedy="draw two, stacked columns, or lines")
    return series


def room_for_figures(series: Sequence[Series], room: float, reader: Reader) -> bool:
    """Return whether every figure fits into `room` points above its column: then no axis is needed."""
    return all(text_width(reader.number(v)) + 3 <= room for one in series for _, v in one.points)


def draw_columns(axes: Axes, one: Series, shade: str, offset: float, thick: float) -> None:
    """Draw one set of columns from nought, hollow where provisional; a missing period stays empty."""
    places, values = zip(*((place(period) + offset, value) for period, value in one.points), strict=True)
    drawn = axes.bar(places, values, thick, color=shade, edgecolor=shade, zorder=2, clip_on=False)
    for patch, (period, _) in zip(drawn, one.points, strict=True):
        hollow = period in one.provisional
        patch.set(facecolor=PAPER if hollow else shade, linewidth=1.1 if hollow else 0)
        patch.set_gid("provisional" if hollow else "column")
    for (before, _), (period, _) in itertools.pairwise(one.points):
        if period in one.breaks:
            middle = ((place(before) + place(period)) / 2, 0)
            axes.plot(*middle, marker=SLASHES, color=MUTED, markersize=8, clip_on=False, zorder=4, gid="break")


def write_figures(axes: Axes, one: Series, reader: Reader, shade: str, offset: float) -> None:
    """Write each column's figure above it, or below a negative one."""
    for period, value in one.points:
        pen = Pen(shade, down="bottom" if value >= 0 else "top")
        write(axes, reader.number(value), (place(period) + offset, value), pen, (0, 2 if value >= 0 else -2))


def headroom(axes: Axes, low: float, high: float) -> None:
    """Set the value axis from `low` to `high` with room for figures above, and below negative columns."""
    high = high if high > low else 1.0
    per_point = (high - low) / (size_of(axes)[1] - HEADROOM * (1 + (low < 0)))
    axes.set_ylim(low - (HEADROOM * per_point if low < 0 else 0), high + HEADROOM * per_point)
    axes.set_yticks([])
    firm_zero(axes)


def _show_scale(axes: Axes, scale: ValueScale, shown: Sequence[Series], *, labelled: bool) -> None:
    if not labelled:
        show_values(axes, scale)
        return
    values = [v for one in shown for _, v in one.points]
    headroom(axes, min(0.0, *values), max(0.0, *values))


def lane(axes: Axes, number: int, count: int, *, overlay: bool) -> tuple[float, float]:
    """Return offset and thickness, in periods, of the columns of series `number` of `count`."""
    side_by_side = count > 1 and not overlay
    whole = min(0.84 if side_by_side else 0.74, WIDEST * (count if side_by_side else 1) / slot(axes))
    if side_by_side:
        return (number - 0.5) * whole / 2, whole / 2
    return 0.0, whole * (0.5 if number else 1)
