"""The house style: typeface, page grid, and a figure that leaves nothing behind in pyplot."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
from matplotlib import font_manager, style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..errors import UnknownName
from .letters import LETTERS

P = ParamSpec("P")
R = TypeVar("R")

STYLE = Path(__file__).with_name("yearbook.mplstyle")
FAMILY = "Source Sans Pro"
# Widths of the page grid in mm. The phone variant is 340 CSS px wide and shown at about 360:
# SMALL is then 12 px.
WIDTHS = {"full": 160.0, "two-thirds": 105.0, "half": 78.0, "phone": 90.0, "spark": 42.0}
BASE, SMALL = 9.0, 8.6
LEADING = 1.18
_POINTS = 72 / 25.4


@functools.cache
def register_fonts() -> None:
    """Tell matplotlib the shipped typeface, whatever the machine has."""
    folder = resources.files("font_source_sans_pro") / "files"
    for cut in ("Regular", "It", "Semibold", "Bold"):
        with resources.as_file(folder / f"SourceSansPro-{cut}.ttf") as path:
            font_manager.fontManager.addfont(str(path))


@contextmanager
def house() -> Iterator[None]:
    """Draw in the house style, whatever a notebook has set before."""
    register_fonts()
    with mpl.rc_context():
        # of settings that have been checked once; to check 300 of them for each chart would take a thirtieth of drawing
        dict.update(mpl.rcParams, _settings())  # type: ignore[misc]
        yield


@functools.cache
def _settings() -> dict[str, Any]:
    with style.context(["default", str(STYLE)]):
        return {name: mpl.rcParams[name] for name in mpl.rcParams if not name.startswith("backend")}


def in_house(draw: Callable[P, R]) -> Callable[P, R]:
    """Make a drawing function work in the house style."""

    @functools.wraps(draw)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with house():
            return draw(*args, **kwargs)

    return wrapped


def house_style() -> dict[str, Any]:
    """Set the house style for an analyst's own seaborn figures in a notebook, and return its settings."""
    import seaborn as sns  # noqa: PLC0415  seaborn loads pyplot, which a chart of ours never needs

    register_fonts()
    settings: dict[str, Any] = dict(mpl.rc_params_from_file(STYLE, use_default_template=False).items())
    sns.set_theme(context="paper", style="white", rc=settings)
    return settings


def sheet(width: str, height: float) -> Figure:
    """Return an empty figure of one width of the page grid and `height` points.

    Raises:
        UnknownName: no such width.
    """
    return Figure(figsize=(sheet_width(width) / 72, height / 72), dpi=144)


def sheet_width(width: str) -> float:
    """Return a width of the page grid in points."""
    if width not in WIDTHS:
        raise UnknownName("width of a chart", width, WIDTHS)
    return WIDTHS[width] * _POINTS


def area(figure: Figure, left: float, right: float, top: float, bottom: float) -> Axes:
    """Return axes with margins in points."""
    wide, high = figure.get_size_inches() * 72
    return figure.add_axes((left / wide, bottom / high, (wide - left - right) / wide, (high - top - bottom) / high))


def size_of(axes: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points."""
    box, (wide, high) = axes.get_position(), axes.figure.get_size_inches() * 72  # type: ignore[union-attr]
    return box.width * wide, box.height * high


@functools.lru_cache(maxsize=4096)
def text_width(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """Return the width of a text in points, of its widest line."""
    register_fonts()
    font = font_manager.FontProperties(family=FAMILY, size=size, weight=weight)
    measured = [LETTERS.get_text_width_height_descent(line, font, ismath=False) for line in text.split("\n") if line]
    return max((float(wide) for wide, _, _ in measured), default=0.0)


def text_height(text: str, size: float = SMALL) -> float:
    """Return the height of a text in points, its lines counted."""
    return (text.count("\n") + 1) * size * LEADING


def wrapped(text: str, widest: float, size: float = SMALL, weight: str = "normal") -> str:
    """Return `text` broken at blanks into lines of at most `widest` points (a longer word stays whole)."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)
