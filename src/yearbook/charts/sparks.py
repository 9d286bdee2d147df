"""Sparklines: the course of one series beside a key number, without axes or words."""

from __future__ import annotations

from matplotlib.figure import Figure

from ..palette import GRID, colour
from .house import area, in_house, sheet
from .lines import air, draw_line
from .periods import calendar
from .records import Series, drawable
from .scales import set_calendar

HEIGHT = 30.0


@in_house
def sparkline(one: Series, *, width: str = "spark") -> Figure:
    """Draw one series from nought as a thin strip; the key number beside it says the rest.

    Raises:
        YearbookError: no value is available.
    """
    drawable((one,))
    figure = sheet(width, HEIGHT)
    axes = area(figure, 4, 5, 5, 4)
    span = calendar(one.periods)
    set_calendar(axes, span, beside=air(span, 0))
    values = [v for _, v in one.points]
    low, high = min(0.0, *values), max(0.0, *values)
    axes.set_ylim(low, high if high > low else 1.0)
    axes.axis("off")
    axes.axhline(0, color=GRID, linewidth=0.8)
    draw_line(axes, one, colour(one.role))
    return figure
