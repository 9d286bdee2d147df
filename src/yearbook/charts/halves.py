"""Bars that share a middle or hang on one another: population pyramid and waterfall of changes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import YearbookError
from ..palette import INK, MUTED, colours
from .house import SMALL, area, in_house, size_of, text_width
from .labels import Pen, write
from .page import EDGE, Page
from .ranks import ROW, Rows, figure_text
from .records import Bar, Reader, nothing

_STEP = SMALL * 1.18 + ROW


@in_house
def pyramid(
    left: Sequence[Bar],
    right: Sequence[Bar],
    reader: Reader,
    names: tuple[str, str],
    *,
    unit: str = "",
    width: str = "full",
) -> Figure:
    """Draw two sets of bars back to back on one scale, the labels between them, the first row at the foot.

    Args:
        left: bars to the left, youngest first; their labels name the rows.
        right: bars to the right, same labels.
        reader: writes the figures.
        names: what left and right are, above them.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.

    Raises:
        YearbookError: nothing to draw, or the two sides have different rows.
    """
    if [bar.label for bar in left] != [bar.label for bar in right]:
        raise YearbookError("the two sides of a pyramid have different rows", remedy="give both the same age groups")
    known = [bar.value for bar in (*left, *right) if math.isfinite(bar.value)]
    if not known:
        raise nothing(" / ".join(names))
    page, heading = Page(width, unit), SMALL * 1.8
    inner = _STEP * len(left) + heading + EDGE
    figure = page.sheet(inner)
    middle = max(text_width(bar.label) for bar in left) + 10
    half = (page.wide - middle) / 2 - EDGE
    room = max(text_width(figure_text(bar, reader)) for bar in (*left, *right)) + 8
    for bars, name, start, side in ((left, names[0], EDGE, -1), (right, names[1], EDGE + half + middle, 1)):
        axes = area(figure, start, page.wide - start - half, page.head + heading, page.foot + EDGE)
        reach = (max(known) or 1.0) * half / (half - room)
        axes.set(xlim=(0, reach) if side > 0 else (reach, 0), ylim=(-0.5, len(bars) - 0.5), xticks=[], yticks=[])
        _draw_half(axes, bars, reader, side)
        pen = Pen(INK, strong=True, across="left" if side > 0 else "right", down="bottom")
        write(axes, name, (0 if side > 0 else 1, 1), pen, (0, 3), fraction=True)
        if side > 0:
            for row, bar in enumerate(bars):
                write(axes, bar.label, (0, row), Pen(INK, down="center_baseline"), (-middle / 2, 0))
    return figure


def _draw_half(axes: Axes, bars: Sequence[Bar], reader: Reader, side: int) -> None:
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    for row, (bar, shade) in enumerate(zip(bars, colours([bar.role for bar in bars]), strict=True)):
        value = bar.value if math.isfinite(bar.value) else 0.0
        axes.barh(row, value, 0.72, color=shade)
        pen = Pen(MUTED, across="left" if side > 0 else "right", down="center_baseline")
        write(axes, figure_text(bar, reader), (value, row), pen, (side * 5, 0))


@in_house
def waterfall(
    changes: Sequence[Bar], reader: Reader, *, unit: str = "", width: str = "full", total: str = ""
) -> Figure:
    """Draw changes from nought, each starting where the one above ends, and their sum as the last row.

    Args:
        changes: in the order they add up.
        reader: writes the figures; signs are wanted here ("+1,200").
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.
        total: label of the sum; the reader's word for "total" by default.

    Raises:
        YearbookError: a change is not available: then there is no sum.
    """
    lost = [bar.label for bar in changes if not math.isfinite(bar.value)]
    if lost or not changes:
        raise nothing(", ".join(lost))
    whole = Bar(total or reader.word("total"), sum(bar.value for bar in changes), "country")
    bars, page = [*changes, whole], Page(width, unit)
    rows = Rows.of(bars, 0.36 * page.wide)
    starts = [sum(bar.value for bar in changes[:i]) for i in range(len(changes))] + [0.0]
    reached = [0.0, *starts, *(start + bar.value for start, bar in zip(starts, bars, strict=True))]
    figure, axes = page.axes(rows.height, rows.room, EDGE, below=EDGE)
    room = max(text_width(reader.number(bar.value), SMALL, "semibold") for bar in bars) + 8
    per_point = ((max(reached) - min(reached)) or 1.0) / (size_of(axes)[0] - 2 * room)
    axes.set_xlim(min(reached) - room * per_point, max(reached) + room * per_point)
    rows.show(axes, bars)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=2.5)
    for bar, start, shade, centre in zip(bars, starts, colours([b.role for b in bars]), rows.centres, strict=True):
        axes.barh(centre, bar.value, SMALL * 0.95, left=start, color=shade)
        side = 1 if bar.value >= 0 else -1
        pen = Pen(shade if bar is whole else MUTED, bar is whole, "left" if side > 0 else "right")
        write(
            axes,
            reader.number(bar.value),
            (start + bar.value, centre),
            replace(pen, down="center_baseline"),
            (side * 5, 0),
        )
    return figure
