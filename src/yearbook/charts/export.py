"""Figures as files: SVG that is the same byte for byte on every run, and PNG."""

from __future__ import annotations

import functools
import io
import re

from matplotlib.figure import Figure

from .house import house
from .letters import BACKEND

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def to_svg(figure: Figure) -> str:
    """Return the figure as SVG: letters as paths, coordinates rounded to 0.01 pt, no date, no maker, no stray ids."""
    buffer = io.StringIO()
    with house():
        figure.savefig(buffer, format="svg", backend=BACKEND, metadata={"Date": None, "Creator": None})
    return _compact(buffer.getvalue())


def to_png(figure: Figure, dpi: float = 200) -> bytes:
    """Return the figure as PNG with `dpi` dots an inch of its print size."""
    buffer = io.BytesIO()
    with house():
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _compact(svg: str) -> str:
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    # letters keep an id of their own content, so that two figures in one page never mix up theirs
    for cut in ("Regular", "Semibold"):
        svg = svg.replace(f"SourceSansPro-{cut}-", f"ssp{cut[0]}")
    svg = re.sub(r'(<path id="ssp[^"]*")?( d=")([^"]*)"', _outline, svg)
    svg = re.sub(r'( (?:x|y|width|height)=")([^"]*)"', lambda m: m[1] + _rounded(m[2], 2) + '"', svg)
    svg = re.sub(r"translate\([^)]*\)", lambda m: _rounded(m[0], 2), svg)
    return re.sub(r"\s*\n\s*", "\n", svg).strip() + "\n"


def _outline(path: re.Match[str]) -> str:
    letter, name, outline = path.groups()
    return f'{letter or ""}{name}{_letter(outline) if letter else _tight(_rounded(outline, 2))}"'


@functools.cache
def _letter(outline: str) -> str:
    return _tight(_rounded(outline, 1))


def _tight(outline: str) -> str:
    return re.sub(r" ?([A-Za-z]) ?| (?=-)", r"\1", outline)


def _rounded(text: str, places: int) -> str:
    return " ".join(_NUMBER.sub(lambda m: f"{float(m[0]):.{places}f}".rstrip("0").rstrip("."), text).split())
