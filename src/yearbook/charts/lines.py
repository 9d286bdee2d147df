"""Line charts: few lines, named at their ends, the country last and strongest."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import YearbookError
from ..palette import MUTED, PAPER, colours, tint
from .house import SMALL, in_house, text_width
from .labels import EndLabel, Pen, margin, show_end_labels, stack_height, write
from .page import EDGE, SLASHES, Page, warnings_key
from .periods import calendar, place
from .records import Reader, Series, drawable
from .scales import first_half, keep_clear, set_calendar, show_periods, show_values, slot, value_scale

MOST = 5
STRONG = ("country",)
DASHES = ((0, ()), (0, (4, 1.6)), (0, (1.2, 1.4)), (0, (6, 1.5, 1.2, 1.5)), (0, (9, 2)))
Dash = tuple[int, tuple[float, ...]]


@in_house
def line(series: Sequence[Series], reader: Reader, *, unit: str = "", width: str = "full", zero: bool = True) -> Figure:
    """Draw up to five series as lines with labels at their ends.

    Args:
        series: in any order; the country is drawn last.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.
        zero: the axis starts at nought; if not, the axis says so.

    Raises:
        YearbookError: nothing to draw, more than five series, or periods of two frequencies.
    """
    shown = few(drawable(tuple(series)))
    span = calendar(p for one in shown for p in one.periods)
    scale = value_scale(extent(shown), reader, zero=zero)
    if scale.low > 0:
        unit = f"{unit} ({reader.word('cut_axis')})".strip()
    page = Page(width, unit, warnings_key(shown, reader))
    shades = colours([one.role for one in shown])
    labels = [end_label(one, shade, span, reader) for one, shade in zip(shown, shades, strict=True)]
    labels = [label.fitted(0.3 * page.wide) for label in labels]
    left, right = max(scale.room, first_half(span, reader)) + EDGE, max(margin(labels), first_half(span, reader) + EDGE)
    figure, axes = page.axes(max(SMALL * 15, stack_height(labels)), left, right)
    set_calendar(axes, span, beside=air(span))
    show_values(axes, scale)
    for one, shade, dash in zip(shown, shades, dashes(shown), strict=True):
        draw_line(axes, one, shade, dash=dash)
    show_periods(axes, span, reader)
    if len(shown) == 1:
        name_peak(axes, shown[0], shades[0], reader)
    show_end_labels(axes, labels)
    return figure


def few(series: Sequence[Series]) -> tuple[Series, ...]:
    """Return the series in the order of drawing.

    Raises:
        YearbookError: they are more than can be told apart.
    """
    if len(series) > MOST:
        raise YearbookError(
            f"{len(series)} lines in one chart cannot be told apart",
            where=", ".join(one.label for one in series),
            remedy=f"draw at most {MOST}, or use small multiples",
        )
    return in_order(series)


def in_order(series: Sequence[Series]) -> tuple[Series, ...]:
    """Return the series in the order of drawing: context, others, EU, the country on top."""
    rank = {"context": 0, "eu": 2, "LV": 3, "country": 4}
    return tuple(sorted(series, key=lambda one: rank.get(one.role, 1)))


def extent(series: Sequence[Series]) -> list[float]:
    """Return every value and band end that the axis must hold."""
    bands = [v for one in series for part in (one.low, one.high) if part for v in part]
    return [v for one in series for v in one.values] + bands


def air(span: Sequence[str], share: float = 0.012) -> float:
    """Return the periods left free at both ends, so that points do not sit on the edge."""
    return max(share * (len(span) - 1), 0.5 if len(span) == 1 else 0.0)


def dashes(series: Sequence[Series]) -> list[Dash]:
    """Return line patterns: solid, but a second line of the same role is told apart by its dashes."""
    return [DASHES[[other.role for other in series[:i]].count(one.role)] for i, one in enumerate(series)]


def runs(one: Series) -> list[list[tuple[int, float]]]:
    """Return the stretches that may be joined: never over a missing period, never over a break."""
    found: list[list[tuple[int, float]]] = []
    for period, value in one.points:
        here = (place(period), value)
        if found and found[-1][-1][0] == here[0] - 1 and period not in one.breaks:
            found[-1].append(here)
        else:
            found.append([here])
    return found


def draw_line(axes: Axes, one: Series, shade: str, *, dash: Dash = DASHES[0]) -> None:
    """Draw one series: band, stretches, ends, hollow provisional points and marks at breaks, if these are few."""
    strong = one.role in STRONG
    order, weight = (5, 2.2) if strong else (3, 1.3)
    _draw_band(axes, one, shade)
    stretches = runs(one)
    for run in stretches:
        xs, ys = zip(*run, strict=True)
        axes.plot(xs, ys, color=shade, linewidth=weight, linestyle=dash, zorder=order, clip_on=False, gid="stretch")
    _draw_points(axes, one, shade, stretches)
    if one.scattered:
        return
    for before, after in itertools.pairwise(stretches):
        if any(place(period) == after[0][0] for period in one.breaks):
            middle = ((before[-1][0] + after[0][0]) / 2, (before[-1][1] + after[0][1]) / 2)
            axes.plot(*middle, marker=SLASHES, color=MUTED, markersize=8, linestyle="none", zorder=4, gid="break")


def _draw_points(axes: Axes, one: Series, shade: str, stretches: list[list[tuple[int, float]]]) -> None:
    """Mark both ends, lonely points and, hollow, what is provisional."""
    strong, hollow = one.role in STRONG, {place(period) for period in one.provisional}
    ends = {stretches[0][0], stretches[-1][-1]} | {run[0] for run in stretches if len(run) == 1}
    ends |= {point for run in stretches for point in run if point[0] in hollow}
    for x, y in sorted(ends):
        face, name = (PAPER, "provisional") if x in hollow else (shade, "point")
        size, order = (5, 5.2) if strong else (3.8, 3.2)
        marks = axes.plot(x, y, "o", color=shade, markersize=size, zorder=order, clip_on=False, gid=name)
        marks[0].set_markerfacecolor(face)


def _draw_band(axes: Axes, one: Series, shade: str) -> None:
    if one.low is None or one.high is None:
        return
    ends = {place(p): (a, b) for p, a, b in zip(one.periods, one.low, one.high, strict=True)}
    for run in runs(one):
        xs = [x for x, _ in run]
        low, high = zip(*(ends[x] for x in xs), strict=True)
        if len(xs) == 1:
            axes.vlines(xs, low, high, color=tint(shade, 0.35), linewidth=4, zorder=1)
        axes.fill_between(xs, low, high, color=tint(shade, 0.2), linewidth=0, zorder=1, clip_on=False, gid="band")


def end_label(one: Series, shade: str, span: Sequence[str], reader: Reader) -> EndLabel:
    """Return "name value" for the right margin; the period too, if it is not the chart's last."""
    period, value = one.points[-1]
    when = "" if period == span[-1] else f" ({reader.period(period)})"
    pen = Pen(shade, one.role in STRONG)
    return EndLabel(place(period), value, f"{one.label} {reader.number(value)}{when}", pen)


def name_peak(axes: Axes, one: Series, shade: str, reader: Reader) -> None:
    """Write the highest and the first value of a lone line, where there is room beside its end."""
    points = one.points
    last = place(points[-1][0])
    keep_clear(axes, max(value for _, value in points), SMALL * 1.6)
    taken: list[tuple[float, float]] = []
    for period, value in (max(points, key=lambda point: point[1]), points[0]):
        label, x = reader.number(value), place(period)
        half = (text_width(label) / 2 + 2) / slot(axes)
        if x != last and all(abs(x - other) > 2 * half + extra for other, extra in taken):
            taken.append((x, half))
            edge = x - half < axes.get_xlim()[0]
            pen = Pen(shade, across="left" if edge else "center", down="bottom")
            write(axes, label, (x, value), pen, (-2 if edge else 0, 5))
