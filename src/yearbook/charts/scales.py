"""Axes: values with few round ticks, periods on a calendar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation, Transform

from ..palette import GRID, INK, MUTED
from .house import SMALL, size_of, text_width
from .periods import PER_YEAR, frequency, place
from .records import Reader

TICK_GAP = 7.0
TICK, RULE = 3.0, 0.6


@dataclass(frozen=True)
class ValueScale:
    """Ticks of a value axis with their texts; the outer ticks are the ends of the axis."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def low(self) -> float:
        """Lower end."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Upper end."""
        return self.ticks[-1]

    @property
    def room(self) -> float:
        """Width in points that the tick labels need."""
        return max(text_width(label) for label in self.labels) + 6


def value_scale(values: Sequence[float], reader: Reader, *, zero: bool = True, most: int = 5) -> ValueScale:
    """Return a scale with round ticks that all read differently; with `zero` it contains nought."""
    finite = [v for v in values if math.isfinite(v)]
    low, high = min(finite), max(finite)
    low, high = (min(low, 0.0), max(high, 0.0)) if zero else (low, high)
    if low == high:
        low, high = (0.0, 1.0) if low == 0 else (low - abs(low) / 10, high + abs(high) / 10)
    # half a person is no tick
    rule = {"steps": [1, 2, 2.5, 5, 10], "min_n_ticks": 1, "integer": all(float(v).is_integer() for v in finite)}
    ticks, labels = [low, high], [reader.tick(low), reader.tick(high)]
    for bins in range(most, 0, -1):
        ticks = [float(tick) for tick in MaxNLocator(bins, **rule).tick_values(low, high)]
        labels = [reader.tick(tick) for tick in ticks]
        if len(set(labels)) == len(labels):
            return ValueScale(tuple(ticks), tuple(labels))
    # the reader's shortest form cannot tell the ends apart: say it once
    return ValueScale((ticks[0], ticks[-1]), (labels[0], labels[-1] if labels[-1] != labels[0] else ""))


def show_values(axes: Axes, scale: ValueScale, *, named: bool = True) -> None:
    """Draw the value axis: pale rules, figures in the left margin if `named`, a firm line at nought."""
    axes.set_ylim(scale.low, scale.high)
    axes.yaxis.set_visible(False)
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        axes.axhline(tick, color=GRID, linewidth=RULE, zorder=0.5)
        if named:
            _mark(axes, label, (0, tick), axes.get_yaxis_transform(), (-4.0, 0))
    firm_zero(axes)


def firm_zero(axes: Axes) -> None:
    """Draw the line at nought; without nought on the axis its lower end is only a rule."""
    low, high = axes.get_ylim()
    axes.spines["bottom"].set_visible(False)
    at = 0.0 if low <= 0 <= high else low
    axes.axhline(at, color=INK if at == 0 else GRID, linewidth=0.8, zorder=2.5)


def keep_clear(axes: Axes, value: float, points: float) -> None:
    """Raise the axis' upper end until `points` are free above `value`."""
    (low, high), tall = axes.get_ylim(), size_of(axes)[1]
    if (high - value) / (high - low) * tall < points:
        axes.set_ylim(low, low + (value - low) * tall / (tall - points))


def set_calendar(axes: Axes, span: Sequence[str], *, beside: float) -> None:
    """Make the horizontal axis hold `span`, with `beside` periods of air at both ends."""
    axes.set_xlim(place(span[0]) - beside, place(span[-1]) + beside)


def slot(axes: Axes) -> float:
    """Return how many points one period is wide."""
    left, right = axes.get_xlim()
    return size_of(axes)[0] / (right - left)


def show_periods(axes: Axes, span: Sequence[str], reader: Reader) -> None:
    """Label the calendar below, as many periods as fit, always with the newest."""
    ticks = [(place(p), label) for p, label in period_ticks(span, slot(axes), reader)]
    axes.xaxis.set_visible(False)
    below = axes.get_xaxis_transform()
    feet = Line2D([x for x, _ in ticks], [0] * len(ticks), transform=below, color=MUTED, linestyle="none")
    feet.set(marker=TICKDOWN, markersize=TICK, markeredgewidth=0.7, clip_on=False, zorder=2.01)
    axes.add_artist(feet)
    for x, label in ticks:
        _mark(axes, label, (x, 0), below, (0, -TICK - 2))


def _mark(axes: Axes, label: str, at: tuple[float, float], where: Transform, shift: tuple[float, float]) -> None:
    """Write what a place on an axis is called, moved by `shift` points; five times as fast as matplotlib's ticks."""
    figure = axes.figure
    moved = where + ScaledTranslation(shift[0] / 72, shift[1] / 72, figure.dpi_scale_trans)
    across, down = ("right", "center_baseline") if shift[0] else ("center", "top")
    figure.add_artist(Text(*at, label, transform=moved, size=SMALL, color=MUTED, ha=across, va=down))


def period_ticks(span: Sequence[str], points: float, reader: Reader) -> list[tuple[str, str]]:
    """Return the periods to label and their labels; one period is `points` wide.

    Where the span has few beginnings of a year, months or quarters are named, so that both ends can be read.
    """
    year = PER_YEAR[frequency(span[0])]
    starts = [p for p in span if place(p) % year == 0]
    if year > 1 and len(starts) > 2:
        named = [(p, reader.period(p[:4])) for p in starts]
        points *= year
    else:
        named = [(p, reader.period(p)) for p in span]
    widest = max(text_width(label) for _, label in named) + TICK_GAP
    step = max(1, math.ceil(widest / points))
    return named[::-1][::step][::-1]


def first_half(span: Sequence[str], reader: Reader) -> float:
    """Return half the width in points of the widest period label: room for the one at the axis' end."""
    return max(text_width(reader.period(p)) for p in (span[0], span[-1])) / 2
