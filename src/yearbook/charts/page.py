"""A chart's sheet: unit above, axes with margins in points, key below, as wide as the page grid says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path

from ..palette import MUTED, PAPER
from .house import SMALL, area, sheet, sheet_width, text_width, wrapped
from .records import Reader, Series

EDGE = 3.0
AXIS = SMALL * 1.9
SLASHES = Path([(-0.55, -1), (0.05, 1), (-0.05, -1), (0.55, 1)], [Path.MOVETO, Path.LINETO] * 2)
_MARK, _BETWEEN, _LINE, _AIR = 12.0, 14.0, SMALL * 1.15, SMALL * 0.35


@dataclass(frozen=True)
class Key:
    """One entry of the key below a chart: a mark and what it means."""

    marker: str | Path
    shade: str
    label: str
    hollow: bool = False

    @property
    def room(self) -> float:
        """Width in points with the gap to the next entry."""
        return _MARK + text_width(self.label) + _BETWEEN

    def draw(self, figure: Figure, x: float, y: float) -> None:
        """Draw the entry with its left edge at `x`, `y` points from the figure's lower left corner."""
        wide, high = figure.get_size_inches() * 72
        face = PAPER if self.hollow else self.shade
        mark = Line2D([(x + 4) / wide], [y / high], color=self.shade, linestyle="none", transform=figure.transFigure)
        mark.set(marker=self.marker, markerfacecolor=face, markersize=5.5)
        figure.add_artist(mark)
        words = figure.text((x + _MARK) / wide, (y + SMALL * 0.55) / high, self.label, size=SMALL, color=MUTED)
        words.set(va="top", linespacing=1.1)


def row_height(row: Sequence[Key]) -> float:
    """Return the height in points of one row of the key."""
    return max(entry.label.count("\n") + 1 for entry in row) * _LINE + _AIR


def warnings_key(series: Sequence[Series], reader: Reader, *, marker: str = "o") -> tuple[Key, ...]:
    """Return key entries for what is hollow, banded or broken in `series`, none where nothing is."""
    shown = {p for one in series for p, _ in one.points}
    entries = []
    if any(one.provisional & shown for one in series):
        entries.append(Key(marker, MUTED, reader.word("provisional"), hollow=True))
    lines = marker == "o"
    if any(one.breaks & {p for p, _ in one.points[1:]} and not (lines and one.scattered) for one in series):
        entries.append(Key(SLASHES, MUTED, reader.word("break")))
    if lines and any(one.scattered for one in series):
        entries.append(Key(marker, MUTED, reader.word("breaks")))
    if any(one.low for one in series):
        entries.append(Key("s", "#D3D6DA", reader.word("band")))
    return tuple(entries)


@dataclass(frozen=True)
class Page:
    """Where things stand on a sheet of one width of the page grid.

    Attributes:
        width: a name of `house.WIDTHS`.
        unit: what is counted; at the top left, wrapped.
        key: entries below the axes, in rows.
    """

    width: str
    unit: str = ""
    key: tuple[Key, ...] = ()

    @property
    def wide(self) -> float:
        """Width in points."""
        return sheet_width(self.width)

    @property
    def unit_text(self) -> str:
        """The unit, wrapped to the sheet."""
        return wrapped(self.unit, self.wide - 2 * EDGE)

    @property
    def head(self) -> float:
        """Height in points kept free above the axes."""
        return (self.unit_text.count("\n") + 1) * SMALL * 1.2 + SMALL if self.unit else SMALL

    @property
    def foot(self) -> float:
        """Height in points of the key."""
        return sum(row_height(row) for row in self._rows()) + EDGE

    def sheet(self, inner: float) -> Figure:
        """Return a figure with `inner` points between head and foot; unit and key are written."""
        figure = sheet(self.width, self.head + inner + self.foot)
        high = self.head + inner + self.foot
        if self.unit:
            figure.text(
                EDGE / self.wide, 1 - 2 / high, self.unit_text, size=SMALL, color=MUTED, va="top", linespacing=1.1
            )
        top = self.foot
        for row in self._rows():
            x = EDGE
            for entry in row:
                entry.draw(figure, x, top - _AIR - _LINE / 2)
                x += entry.room
            top -= row_height(row)
        return figure

    def axes(self, inner: float, left: float, right: float, *, below: float = AXIS) -> tuple[Figure, Axes]:
        """Return a new figure and its one axes: `inner` points high, margins and the room `below` it in points."""
        figure = self.sheet(inner + below)
        return figure, area(figure, left, right, self.head, self.foot + below)

    def _rows(self) -> list[list[Key]]:
        rows: list[list[Key]] = []
        used = 0.0
        widest = self.wide - 2 * EDGE - _MARK
        for entry in (replace(one, label=wrapped(one.label, widest)) for one in self.key):
            if not rows or used + entry.room - _BETWEEN > self.wide - 2 * EDGE:
                rows.append([])
                used = 0.0
            rows[-1].append(entry)
            used += entry.room
        return rows
