"""Texts on charts: at the end of lines and layers, moved apart until none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.axes import Axes

from ..palette import INK, MUTED, text
from .house import SMALL, size_of, text_height, text_width, wrapped

GAP = 9.0


@dataclass(frozen=True)
class Pen:
    """How a text is written: colour of the thing it names, weight, which corner stands at the point."""

    shade: str = INK
    strong: bool = False
    across: Literal["left", "center", "right"] = "center"
    down: Literal["top", "center", "bottom", "center_baseline"] = "center"

    @property
    def weight(self) -> str:
        """Weight of the type."""
        return "semibold" if self.strong else "normal"


def write(
    axes: Axes,
    said: str,
    at: tuple[float, float],
    pen: Pen,
    shift: tuple[float, float] = (0, 0),
    *,
    fraction: bool = False,
) -> None:
    """Write `said` at a point in data units (or `fraction` of the axes), moved by `shift` points."""
    axes.annotate(
        said,
        at,
        xytext=shift,
        xycoords="axes fraction" if fraction else "data",
        textcoords="offset points",
        ha=pen.across,
        va=pen.down,
        size=SMALL,
        color=text(pen.shade),
        weight=pen.weight,
        linespacing=1.1,
        annotation_clip=False,
    )


@dataclass(frozen=True)
class EndLabel:
    """A text that belongs to the point (`x`, `y`) in data units and stands in a side margin."""

    x: float
    y: float
    text: str
    pen: Pen

    def fitted(self, widest: float) -> EndLabel:
        """Return the label wrapped into lines of at most `widest` points."""
        return replace(self, text=wrapped(self.text, widest, SMALL, self.pen.weight))


def margin(labels: Sequence[EndLabel]) -> float:
    """Return the width in points that the labels need beside the axes."""
    return max((text_width(one.text, SMALL, one.pen.weight) for one in labels), default=0.0) + GAP + 3


def stack_height(labels: Sequence[EndLabel]) -> float:
    """Return the height in points of all labels one above the other."""
    return sum(text_height(one.text) for one in labels)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return centres near to `wanted` (ascending) so that boxes of `heights` within low-high never overlap.

    Boxes that push one another move as a block to the mean of what they want (isotonic regression).
    """
    offsets, used = [], 0.0
    for height in heights:
        offsets.append(used + height / 2)
        used += height
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, members = blocks.pop()
            mean, count = (before * members + mean * count) / (members + count), members + count
        blocks.append((mean, count))
    starts = [min(max(mean, low), max(high - used, low)) for mean, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def show_end_labels(axes: Axes, labels: Sequence[EndLabel], *, left: bool = False) -> None:
    """Write the labels in the right (or `left`) margin, with a thin lead where one had to move from its point."""
    wide, high = size_of(axes)
    (start, end), (low, top) = axes.get_xlim(), axes.get_ylim()
    ordered = sorted(labels, key=lambda one: one.y)
    wanted = [(one.y - low) / (top - low) * high for one in ordered]
    centres = spread(wanted, [text_height(one.text) for one in ordered], 0, high)
    side, away = (0.0, -1) if left else (1.0, 1)
    for one, want, centre in zip(ordered, wanted, centres, strict=True):
        x = (one.x - start) / (end - start)
        if abs(want - centre) > 3 or abs(side - x) * wide > GAP:
            lead = ([x + away * 4 / wide, side + away * (GAP - 2) / wide], [want / high, centre / high])
            axes.plot(*lead, transform=axes.transAxes, color=MUTED, linewidth=0.5, clip_on=False, zorder=1.5)
        pen = replace(one.pen, across="right" if left else "left")
        write(axes, one.text, (side, centre / high), pen, (away * GAP, 0), fraction=True)
