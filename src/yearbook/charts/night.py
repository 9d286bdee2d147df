"""A chart for dark pages: the same drawing, every colour of the house replaced by its twin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from . import palette
from .palette import GRID, INK, MUTED, NIGHT, PAPER, ROLES, dark, text, tint

HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
NIGHT_INK, NIGHT_MUTED, NIGHT_GRID = "#E6E9ED", "#B4BCC7", "#3C454F"
BANDS = (0.2, 0.35)
"""Strengths of the tints in which bands are drawn."""


@cache
def twins() -> Mapping[str, str]:
    """Return the twin of every colour that a house chart may hold; keys and values are "#RRGGBB" in capitals."""
    found = {INK: NIGHT_INK, MUTED: NIGHT_MUTED, GRID: NIGHT_GRID, PAPER: NIGHT, "#D3D6DA": NIGHT_GRID}
    for shade in ROLES.values():
        found |= {tint(shade, strength): _deep(dark(shade), strength) for strength in BANDS}
        found[text(shade)] = palette.text(dark(shade), NIGHT)
    # a colour that is its own text twin must be readable as text at night too, so it comes last
    for shade in ROLES.values():
        found[shade.upper()] = palette.text(dark(shade), NIGHT) if text(shade) == shade.upper() else dark(shade)
    return found


def at_night(svg: str) -> str | None:
    """Return an SVG for a dark page; None if it holds a colour that is not of the house, and has to keep its paper.

    Text inside coloured fields (heat tables, tile maps) and drawings of analysts stay as they are that way.
    """
    known = twins()
    if any(shade.upper() not in known for shade in HEX.findall(svg)):
        return None
    return HEX.sub(lambda shade: known[shade[0].upper()], svg)


def _deep(shade: str, strength: float) -> str:
    """Return a colour mixed with the dark page."""
    parts = [(int(shade[i : i + 2], 16), int(NIGHT[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(own * strength + page * (1 - strength)):02X}" for own, page in parts)
