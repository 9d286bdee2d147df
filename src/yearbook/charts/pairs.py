"""Two values of each thing: dumbbells (one row each) and slopes (one line each)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..palette import GRID, MUTED, ROLES, colours
from .house import SMALL, in_house, size_of, text_width
from .labels import EndLabel, Pen, margin, show_end_labels, stack_height, write
from .lines import STRONG, few
from .page import EDGE, Key, Page
from .ranks import Rows
from .records import Bar, Pair, Reader, Series, drawable, nothing

_AWAY = 7.0


@in_house
def dumbbell(
    pairs: Sequence[Pair], reader: Reader, ends: tuple[str, str], *, unit: str = "", width: str = "full"
) -> Figure:
    """Draw two dots a row, joined; the first is grey, the second has the row's colour.

    Args:
        pairs: sorted by the caller.
        reader: writes the figures.
        ends: what the first and the second dot are ("2022", "2023"), for the key.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.

    Raises:
        YearbookError: no pair has a value.
    """
    values = [v for pair in pairs for v in (pair.first, pair.second) if math.isfinite(v)]
    if not values:
        raise nothing(", ".join(pair.label for pair in pairs))
    shades = colours([pair.role for pair in pairs])
    lead = next((s for s, pair in zip(shades, pairs, strict=True) if pair.role == "country"), shades[0])
    page = Page(width, unit, (Key("o", ROLES["context"], ends[0], hollow=True), Key("o", lead, ends[1])))
    bars = [Bar(pair.label, pair.second, pair.role) for pair in pairs]
    rows = Rows.of(bars, 0.36 * page.wide)
    figure, axes = page.axes(rows.height, rows.room, EDGE, below=EDGE)
    room = max(text_width(reader.number(v), SMALL, "semibold") for v in values) + _AWAY + 4
    low, high = min(values), max(values)
    per_point = ((high - low) or 1.0) / (size_of(axes)[0] - 2 * room)
    axes.set_xlim(low - room * per_point, high + room * per_point)
    rows.show(axes, bars)
    for pair, shade, centre in zip(pairs, shades, rows.centres, strict=True):
        _draw_pair(axes, pair, shade, centre, reader)
    return figure


def _draw_pair(axes: Axes, pair: Pair, shade: str, centre: float, reader: Reader) -> None:
    axes.axhline(centre, color=GRID, linewidth=0.6, zorder=1)
    known = [v for v in (pair.first, pair.second) if math.isfinite(v)]
    if not known:
        write(
            axes, reader.word("missing"), (axes.get_xlim()[0], centre), Pen(MUTED, across="left", down="bottom"), (6, 0)
        )
        return
    axes.plot([min(known), max(known)], [centre, centre], color=shade, linewidth=1.4, zorder=2)
    first = axes.plot(pair.first, centre, "o", color=ROLES["context"], markersize=5.5, zorder=3)
    first[0].set_markerfacecolor("white")
    axes.plot(pair.second, centre, "o", color=shade, markersize=5.5, zorder=4)
    for value, side in ((min(known), -1), (max(known), 1))[len(set(map(reader.number, known))) == 1 :]:
        mine = value == pair.second
        pen = Pen(shade if mine else MUTED, mine and pair.role in STRONG, "left" if side > 0 else "right")
        write(axes, reader.number(value), (value, centre), replace(pen, down="center_baseline"), (side * _AWAY, 0))


@in_house
def slope(series: Sequence[Series], reader: Reader, *, unit: str = "", width: str = "half") -> Figure:
    """Draw each series as one straight line from its first to its last period, labelled at both ends.

    Args:
        series: at most five; only what all of them have at the first and the last period is drawn.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.

    Raises:
        YearbookError: no series has both ends, or there are more than five.
    """
    shown = drawable(tuple(series))
    first, last = min(one.points[0][0] for one in shown), max(one.points[-1][0] for one in shown)
    shown = tuple(one for one in shown if math.isfinite(one.value(first) + one.value(last)))
    if not shown or first == last:
        raise nothing(", ".join(one.label for one in series))
    shown = few(shown)
    shades, page = colours([one.role for one in shown]), Page(width, unit)
    pens = [Pen(shade, one.role in STRONG) for one, shade in zip(shown, shades, strict=True)]
    drawn = list(zip(shown, pens, strict=True))
    left = [EndLabel(0, one.value(first), reader.number(one.value(first)), pen) for one, pen in drawn]
    right = [EndLabel(1, one.value(last), f"{reader.number(one.value(last))} {one.label}", pen) for one, pen in drawn]
    right = [label.fitted(0.45 * page.wide) for label in right]
    ends = max(text_width(reader.period(p)) for p in (first, last)) / 2 + EDGE
    sides = max(margin(left), ends), max(margin(right), ends)
    figure, axes = page.axes(max(SMALL * 16, stack_height(right)), *sides)
    highest = max(max(one.value(first), one.value(last)) for one in shown)
    axes.set(xlim=(0, 1), ylim=(min(0.0, *(one.value(p) for one in shown for p in (first, last))), highest or 1.0))
    for one, pen in drawn:
        weight = 2.2 if pen.strong else 1.3
        axes.plot([0, 1], [one.value(first), one.value(last)], "-o", color=pen.shade, linewidth=weight, clip_on=False)
    axes.grid(visible=False)
    axes.set_yticks([])
    axes.set_xticks([0, 1], [reader.period(first), reader.period(last)])
    show_end_labels(axes, left, left=True)
    show_end_labels(axes, right)
    return figure
