"""Values as fields of colour: the heat table and the tile map of Europe."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import seaborn as sns
from matplotlib.colors import Colormap, ListedColormap, PowerNorm, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..errors import UnknownName
from ..palette import FIELDS, INK, MUTED, PAPER, RIM, ROLES, SHADES, ink_on, ramp
from .house import SMALL, in_house, text_height, text_width, wrapped
from .page import EDGE, Key, Page
from .periods import calendar
from .records import Reader, Series, drawable, nothing

# Column and row of each country's tile; nearness is kept where it can be.
TILES: dict[str, tuple[int, int]] = {
    **{"IS": (0, 0), "NO": (4, 0), "SE": (5, 0), "FI": (6, 0)},
    **{"DK": (4, 1), "EE": (6, 1)},
    **{"IE": (0, 2), "UK": (1, 2), "LV": (6, 2)},
    **{"NL": (3, 3), "DE": (4, 3), "PL": (5, 3), "LT": (6, 3)},
    **{"BE": (2, 4), "LU": (3, 4), "CZ": (4, 4), "SK": (5, 4)},
    **{"FR": (1, 5), "CH": (2, 5), "LI": (3, 5), "AT": (4, 5), "HU": (5, 5), "RO": (6, 5)},
    **{"PT": (0, 6), "ES": (1, 6), "IT": (3, 6), "SI": (4, 6), "HR": (5, 6), "BG": (6, 6)},
    **{"MT": (4, 7), "EL": (6, 7), "CY": (7, 7)},
}
_COLUMNS, _ROWS, _LARGEST, MOST_CLASSES = 8, 8, 42.0, 5


def shades() -> Colormap:
    """Return the sequence from nearly white to deep blue that stands for "more"."""
    return ListedColormap(ramp(FIELDS, SHADES), "yearbook")


def norm(values: Sequence[float]) -> PowerNorm:
    """Return a scale of colour on which 5 and 1,700 can both be told from nought."""
    top = max((v for v in values if math.isfinite(v)), default=0.0)
    return PowerNorm(0.5, vmin=0, vmax=top or 1.0)


def classes(values: Sequence[float]) -> list[list[float]]:
    """Return the different values in up to five groups of about the same size, the lowest first."""
    distinct = sorted(set(values))
    parts = np.array_split(np.array(distinct), min(MOST_CLASSES, len(distinct)))
    return [part.tolist() for part in parts]


def steps(count: int) -> list[str]:
    """Return shades from light to deep, far enough apart for the eye and for a grey print."""
    places = np.linspace(0.08, 1.0, count) if count > 1 else [0.5]
    return [to_hex(shades()(place)) for place in places]


def range_text(group: Sequence[float], reader: Reader) -> str:
    """Return what a group spans: "96–187", "−7.7 … −1.2"; one figure if both ends read the same."""
    low, high = reader.tick(group[0]), reader.tick(group[-1])
    if low == high:
        return low
    return f"{low}–{high}" if group[0] >= 0 else f"{low} … {high}"


@in_house
def heat(rows: Sequence[Series], reader: Reader, *, unit: str = "", width: str = "full") -> Figure:
    """Draw a table of coloured cells, one row a series, one column a period, the figure in each.

    Args:
        rows: in the order wanted; a missing value leaves an empty cell.
        reader: writes the figures.
        unit: what is counted, at the top left.
        width: a width of the page grid; if not all periods fit, the newest are kept.

    Raises:
        YearbookError: nothing to draw.
    """
    shown = drawable(tuple(rows))
    page = Page(width, unit)
    names = [wrapped(one.label, 0.34 * page.wide) for one in shown]
    left = max(text_width(name) for name in names) + EDGE + 6
    span = calendar(p for one in shown for p in one.periods)
    texts = [reader.number(v) for one in shown for _, v in one.points] + [reader.period(p) for p in span]
    cell = max(text_width(said) for said in texts) + 5
    span = span[-max(1, int((page.wide - left - EDGE) // cell)) :]
    right = max(EDGE, page.wide - left - 2.2 * cell * len(span))
    step = max(text_height(name) for name in names) + 5
    figure, axes = page.axes(step * len(shown), left, right)
    grid = np.array([[one.value(p) for p in span] for one in shown])
    scale = norm([v for one in shown for v in one.values])
    said = np.array([[reader.number(v) if math.isfinite(v) else "" for v in row] for row in grid])
    look = {"cbar": False, "linewidths": 1.2, "linecolor": PAPER, "annot_kws": {"size": SMALL}}
    sns.heatmap(np.ma.masked_invalid(grid), ax=axes, cmap=shades(), norm=scale, annot=said, fmt="", **look)
    for words, value in zip(axes.texts, grid[np.isfinite(grid)], strict=True):
        words.set_color(ink_on(to_hex(shades()(scale(value)))))
    axes.set_xticks(np.arange(len(span)) + 0.5, [reader.period(p) for p in span], rotation=0)
    axes.set_yticks(np.arange(len(shown)) + 0.5, names, rotation=0, color=INK)
    axes.tick_params(length=0, pad=3)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    return figure


@in_house
def tile_map(
    values: Mapping[str, float], reader: Reader, country: str, *, unit: str = "", width: str = "full"
) -> Figure:
    """Draw Europe as one tile a country, coloured by its place among all, the reader's country framed.

    Up to five groups of about the same number of countries have a shade each, so that rates which differ little still
    tell apart; the key says what each group spans.

    Args:
        values: by geo code as in `TILES`; a country without a value keeps an empty tile.
        reader: writes the figures, in short (`tick`), where they fit.
        country: geo code of the reader's country.
        unit: what is counted, at the top left.
        width: a width of the page grid, see `house.WIDTHS`.

    Raises:
        UnknownName: a code has no tile.
        YearbookError: no value is available.
    """
    for code in (*values, country):
        if code not in TILES:
            raise UnknownName("country of the tile map", code, TILES)
    if not any(math.isfinite(v) for v in values.values()):
        raise nothing(", ".join(values))
    groups = classes([v for v in values.values() if math.isfinite(v)])
    key = tuple(
        Key("s", shade, range_text(group, reader)) for group, shade in zip(groups, steps(len(groups)), strict=True)
    )
    page, face_of = (
        Page(width, unit, key),
        {v: key.shade for group, key in zip(groups, key, strict=True) for v in group},
    )
    tile = min(_LARGEST, (page.wide - 2 * EDGE) / _COLUMNS)
    figure, axes = page.axes(tile * _ROWS, EDGE, page.wide - EDGE - tile * _COLUMNS, below=EDGE)
    axes.set(xlim=(0, _COLUMNS), ylim=(_ROWS, 0))
    axes.axis("off")
    # the framed tile last, so that no neighbour covers its frame
    for code in sorted(TILES, key=lambda code: code == country):
        value = values.get(code, math.nan)
        (x, y), known = TILES[code], math.isfinite(value)
        face = face_of[value] if known else PAPER
        frame = (ROLES["country"], 2.2) if code == country else (RIM, 0.6)
        axes.add_patch(
            Rectangle(
                (x + 0.03, y + 0.03), 0.94, 0.94, facecolor=face, edgecolor=frame[0], linewidth=frame[1], clip_on=False
            )
        )
        shade = ink_on(face) if known else MUTED
        said = reader.tick(value) if known else "–"
        lines = [code, said] if text_width(said) <= tile * 0.9 else [code]
        axes.text(
            x + 0.5, y + 0.5, "\n".join(lines), color=shade, size=SMALL, ha="center", va="center", linespacing=1.1
        )
    return figure
