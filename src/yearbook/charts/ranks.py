"""Rankings: countries or citizenships one under the other, the reader's country in its colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..palette import INK, MUTED, colours, text
from .house import SMALL, in_house, text_height, text_width, wrapped
from .labels import Pen, write
from .page import EDGE, Page
from .records import Bar, Reader, nothing

ROW = 3.2
STRONG = ("country", "eu")


@in_house
def ranking(bars: Sequence[Bar], reader: Reader, *, unit: str = "", width: str = "full", dots: bool = False) -> Figure:
    """Draw horizontal bars from nought in the order given, the figure at the end of each.

    Args:
        bars: sorted by the caller; a bar without a value keeps its row.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.
        dots: a thin stem with a dot (lollipop) instead of a bar, calmer for long lists.

    Raises:
        YearbookError: no bar has a value.
    """
    if not any(math.isfinite(bar.value) for bar in bars):
        raise nothing(", ".join(bar.label for bar in bars))
    page = Page(width, unit)
    rows = Rows.of(bars, 0.36 * page.wide)
    said = [figure_text(bar, reader) for bar in bars]
    right = max(text_width(one, SMALL, "semibold") for one in said) + 8 + EDGE
    figure, axes = page.axes(rows.height, rows.room, right, below=EDGE)
    ends = [end for bar in bars for end in _ends(bar)]
    axes.set_xlim(min(0.0, *ends), max(0.0, *ends) or 1.0)
    for bar, told, shade, centre in zip(bars, said, colours([bar.role for bar in bars]), rows.centres, strict=True):
        _draw_row(axes, bar, shade, centre, dots=dots)
        _write_figure(axes, bar, told, shade, centre)
    rows.show(axes, bars)
    axes.axvline(0, color=INK, linewidth=0.8, zorder=2.5)
    return figure


@dataclass(frozen=True)
class Rows:
    """Labels one under the other in the left margin, each as high as its lines.

    Attributes:
        names: wrapped labels.
        centres: middle of each row in points from the top; also the unit of the vertical axis.
        height: of all rows, in points.
        room: width of the margin in points.
    """

    names: tuple[str, ...]
    centres: tuple[float, ...]
    height: float
    room: float

    @classmethod
    def of(cls, bars: Sequence[Bar], widest: float) -> Rows:
        """Return the rows of `bars`, labels wrapped at `widest` points."""
        names = tuple(wrapped(bar.label, widest, SMALL, weight(bar)) for bar in bars)
        heights = [text_height(name) + ROW for name in names]
        centres = tuple(sum(heights[:i]) + height / 2 for i, height in enumerate(heights))
        room = max(text_width(name, SMALL, weight(bar)) for name, bar in zip(names, bars, strict=True))
        return cls(names, centres, sum(heights), room + EDGE + 6)

    def show(self, axes: Axes, bars: Sequence[Bar]) -> None:
        """Write the labels; the rows count from the top."""
        axes.set_ylim(self.height, 0)
        axes.grid(visible=False)
        axes.spines["bottom"].set_visible(False)
        axes.set_xticks([])
        axes.set_yticks(self.centres, self.names)
        axes.tick_params(axis="y", pad=4)
        for label, bar, shade in zip(axes.get_yticklabels(), bars, colours([b.role for b in bars]), strict=True):
            label.set(fontweight=weight(bar), color=text(shade) if bar.role in STRONG else INK)


def weight(bar: Bar) -> str:
    """Return the weight of type for a bar's label."""
    return "semibold" if bar.role in STRONG else "normal"


def figure_text(bar: Bar, reader: Reader) -> str:
    """Return a bar's figure and note; "no data" in words where it has none."""
    said = reader.number(bar.value) if math.isfinite(bar.value) else reader.word("missing")
    return f"{said} ({bar.note})" if bar.note else said


def _ends(bar: Bar) -> list[float]:
    return [v for v in (bar.value, bar.low, bar.high) if v is not None and math.isfinite(v)] or [0.0]


def _draw_row(axes: Axes, bar: Bar, shade: str, centre: float, *, dots: bool) -> None:
    if not math.isfinite(bar.value):
        return
    if dots:
        axes.plot(
            [0, bar.value], [centre, centre], color=shade, linewidth=1.4, solid_capstyle="butt", zorder=2, clip_on=False
        )
        axes.plot(bar.value, centre, "o", color=shade, markersize=5.5, clip_on=False, zorder=3)
    else:
        axes.barh(centre, bar.value, SMALL * 0.95, color=shade, zorder=2, clip_on=False)
    if bar.low is not None and bar.high is not None:
        axes.plot([bar.low, bar.high], [centre, centre], color=INK, linewidth=0.9, zorder=4, clip_on=False, gid="band")


def _write_figure(axes: Axes, bar: Bar, said: str, shade: str, centre: float) -> None:
    strong = bar.role in STRONG
    pen = Pen(shade if strong else MUTED, strong, "left", "center_baseline")
    write(axes, said, (max(0.0, *_ends(bar)), centre), pen, (6, 0))
