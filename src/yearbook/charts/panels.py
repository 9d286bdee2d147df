"""Small multiples: one shared scale, the reader's country highlighted in each panel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..palette import INK, MUTED, colours
from .house import SMALL, area, in_house, size_of, text_width, wrapped
from .labels import Pen, write
from .lines import STRONG, air, dashes, draw_line, extent, in_order
from .page import AXIS, EDGE, Key, Page, warnings_key
from .periods import calendar, place
from .records import Panel, Reader, Series, nothing
from .scales import first_half, set_calendar, show_periods, show_values, value_scale

PLOT, GUTTER = SMALL * 7.5, 12.0


@in_house
def small_multiples(
    panels: Sequence[Panel], reader: Reader, *, unit: str = "", width: str = "full", columns: int = 3
) -> Figure:
    """Draw panels of lines in rows, all on one scale and one calendar.

    Args:
        panels: in reading order; a panel without values stays and says so.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid; the phone takes two columns at most.
        columns: panels beside each other.

    Raises:
        YearbookError: no panel has a value.
    """
    everything = [one for panel in panels for one in panel.series if one.points]
    if not everything:
        raise nothing(", ".join(panel.title for panel in panels))
    across = min(columns, len(panels), 2 if width == "phone" else columns)
    scale = value_scale(extent(everything), reader, most=3)
    span = calendar(p for one in everything for p in one.periods)
    page = Page(width, unit, panel_key(everything) + warnings_key(everything, reader))
    grid = Grid.of(panels, across, page, max(scale.room, first_half(span, reader)) + EDGE, end_room(panels, reader))
    figure = page.sheet(grid.row * math.ceil(len(panels) / across))
    high = figure.get_size_inches()[1] * 72
    for number, panel in enumerate(panels):
        down, right = divmod(number, across)
        left, above = grid.left + right * (grid.cell + GUTTER), page.head + down * grid.row + grid.head
        axes = area(figure, left, page.wide - left - grid.cell + grid.end, above, high - above - PLOT)
        pen = Pen(INK, strong=True, across="left", down="bottom")
        write(axes, grid.titles[number], (0, 1), pen, (0, SMALL * 0.8), fraction=True)
        show_values(axes, scale, named=right == 0)
        draw_panel(axes, panel, reader, span)
    return figure


@dataclass(frozen=True)
class Grid:
    """Where panels stand: sizes in points, headings wrapped to a panel's width.

    Attributes:
        titles: wrapped headings.
        cell: width of a panel with the room at its end.
        end: room for the last figure at the right of a panel.
        head: height of the headings.
        row: height of a row.
        left: margin of the value axis.
    """

    titles: tuple[str, ...]
    cell: float
    end: float
    head: float
    row: float
    left: float

    @classmethod
    def of(cls, panels: Sequence[Panel], across: int, page: Page, left: float, end: float) -> Grid:
        """Return the grid of `panels`, `across` beside each other."""
        cell = (page.wide - left - EDGE - GUTTER * (across - 1)) / across
        titles = tuple(wrapped(panel.title, cell, SMALL, "semibold") for panel in panels)
        head = (max(title.count("\n") for title in titles) + 1) * SMALL * 1.2 + SMALL * 0.8
        return cls(titles, cell, end, head, head + PLOT + AXIS + SMALL * 0.8, left)


def strongest(panel: Panel) -> Series | None:
    """Return the line that a panel is about: the one drawn on top; None without values."""
    lines = [one for one in in_order(panel.series) if one.points]
    return lines[-1] if lines else None


def end_room(panels: Sequence[Panel], reader: Reader) -> float:
    """Return the width in points of the widest last figure."""
    lines = [one for one in map(strongest, panels) if one]
    return max(text_width(reader.number(one.points[-1][1]), SMALL, "semibold") for one in lines) + 7


def panel_key(series: Sequence[Series]) -> tuple[Key, ...]:
    """Return one key entry a label, if the panels hold more than one."""
    labels = {one.label: one.role for one in in_order(series)}
    shades = colours(list(labels.values()))
    entries = [Key("s", shade, label) for label, shade in zip(labels, shades, strict=True)]
    return tuple(entries[::-1]) if len(labels) > 1 else ()


def draw_panel(axes: Axes, panel: Panel, reader: Reader, span: Sequence[str]) -> None:
    """Draw one panel on its scale, with the last figure of its strongest line."""
    set_calendar(axes, span, beside=air(span, 0.03))
    sns.despine(ax=axes, left=True, bottom=True)
    lines = [one for one in in_order(panel.series) if one.points]
    shades = colours([one.role for one in lines])
    for one, shade, dash in zip(lines, shades, dashes(lines), strict=True):
        draw_line(axes, one, shade, dash=dash)
    show_periods(axes, span, reader)
    if not lines:
        write(axes, reader.word("missing"), (0.5, 0.5), Pen(MUTED), fraction=True)
        return
    period, value = lines[-1].points[-1]
    pen = Pen(shades[-1], lines[-1].role in STRONG, "left", "center_baseline")
    (low, high), tall = axes.get_ylim(), size_of(axes)[1]
    # near the foot of a panel the figure would touch the period below
    lift = max(0.0, SMALL * 0.6 - (value - low) / (high - low) * tall)
    write(axes, reader.number(value), (place(period), value), pen, (5, lift))
