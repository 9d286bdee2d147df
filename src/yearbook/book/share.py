"""The picture that appears where somebody shares the address of an edition (Open Graph)."""

from __future__ import annotations

import textwrap
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..charts import to_png
from ..charts.house import house
from ..palette import INK, MUTED, ROLES
from ..view import View

WIDE, HIGH, DPI = 1200, 630, 100


def write_share(path: Path, view: View, title: str, author: str) -> None:
    """Write a picture of 1200 by 630 pixels: title, year and publisher."""
    with house():
        figure = Figure(figsize=(WIDE / DPI, HIGH / DPI))
        figure.add_artist(Rectangle((0, 0.965), 1, 0.035, color=ROLES["country"]))
        figure.text(0.07, 0.80, str(view.year), size=60, weight="semibold", color=ROLES["country"], va="top")
        figure.text(
            0.07, 0.58, textwrap.fill(title, 34), size=40, weight="semibold", color=INK, va="top", linespacing=1.2
        )
        figure.text(0.07, 0.10, textwrap.fill(author, 80), size=18, color=MUTED, va="bottom")
        path.write_bytes(to_png(figure, dpi=DPI))
