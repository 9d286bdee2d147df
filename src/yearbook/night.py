"""A chart for dark pages: the same drawing, every colour of the house replaced by its twin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from . import palette
from .palette import BLACK, FIELDS, GRID, INK, MUTED, NIGHT, PAPER, RIM, ROLES, SHADES, dark, ink_on, ramp, text, tint

HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
NIGHT_INK, NIGHT_MUTED, NIGHT_GRID = "#E6E9ED", "#B4BCC7", "#3C454F"
BANDS = (0.2, 0.35)
"""Strengths of the tints in which bands are drawn."""
LOW, HIGH = ("#1F2935", "#3A78AB"), ("#4C8EC2", "#D9E9F6")
"""Fields of colour at night, from few to many: white figures can be read on the first pair, dark ones on the second."""


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


@cache
def field_twins() -> Mapping[str, str]:
    """Return the twin of every colour of a heat table or tile map: what is deep by day is light at night.

    Figures change from black to white and from white to dark just where their fields allow it.
    """
    by_day = ramp(FIELDS, SHADES)
    few = sum(ink_on(shade) == BLACK for shade in by_day)
    by_night = [*ramp(LOW, few), *ramp(HIGH, len(by_day) - few)]
    return {**twins(), **dict(zip(by_day, by_night, strict=True)), BLACK: PAPER, RIM: "#48515C"}


def at_night(svg: str) -> str | None:
    """Return an SVG for a dark page; None if it holds a colour that is not of the house, and has to keep its paper."""
    found = {shade.upper() for shade in HEX.findall(svg)}
    for known in (twins(), field_twins()):
        if found <= known.keys():
            return HEX.sub(lambda shade, known=known: known[shade[0].upper()], svg)  # type: ignore[misc]
    return None


def _deep(shade: str, strength: float) -> str:
    """Return a colour mixed with the dark page."""
    parts = [(int(shade[i : i + 2], 16), int(NIGHT[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(own * strength + page * (1 - strength)):02X}" for own, page in parts)
