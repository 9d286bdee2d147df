"""Colours by what a thing is: Latvia is always the same, everything without a role steps back into grey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from .errors import UnknownName

INK, MUTED, GRID, PAPER, NIGHT = "#22262B", "#565C66", "#E3E6EA", "#FFFFFF", "#14181E"

ROLES: dict[str, str] = {
    "country": "#9E1B32",
    "LV": "#9E1B32",
    "eu": "#003399",
    "EE": "#2F7FB5",
    # the first green proposed (#4E7D3A) is one with the red of Latvia for deuteranopes
    "LT": "#5C8A3A",
    "second": "#C9707F",
    "context": "#7A808A",
    # outcomes of decisions: one family from dark to light, the negative in sand
    "refugee": "#0F3554",
    "subsidiary": "#2C6A99",
    "humanitarian": "#5B97C2",
    "positive": "#1D527D",
    "negative": "#B48A4C",
    # parts of a whole without an order of their own (reasons, citizenships), "other" and "unknown" last
    "one": "#1B4965",
    "two": "#A34A12",
    "three": "#4C8C7B",
    "four": "#6A3D9A",
    "five": "#B09010",
    "other": "#8A9099",
    "unknown": "#8F8F8F",
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.95047, 1.0, 1.08883])
# softer inks fall below 4.5:1 on the middle shades; of pure black SVG says nothing, so that no night could replace it
BLACK = "#010101"
RIM = "#C5CAD1"
"""Edge of a field."""
FIELDS = ("#F1F4F8", "#9DBAD3", "#2C6A99", "#0F3554")
"""Fields of colour, from nearly white to the deep blue that stands for "more"."""
SHADES = 256
# twins that are chosen, so that country and EU are the colours one knows, and no two come too near for any sight
_DARK = {"#9E1B32": "#E8707F", "#003399": "#7FA3F0", "#2F7FB5": "#3E8FCB", "#4C8C7B": "#74C2AC"}

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
_SIGHT = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
SIGHTS = tuple(_SIGHT)


def colour(role: str) -> str:
    """Return the colour of `role` on a white page.

    Raises:
        UnknownName: no such role.
    """
    if role not in ROLES:
        raise UnknownName("role of a chart", role, ROLES)
    return ROLES[role]


def colours(roles: Sequence[str]) -> list[str]:
    """Return one colour a role; beside another `country`, Latvia is a neighbour and takes the second tone."""
    return [colour("second" if role == "LV" and "country" in roles else role) for role in roles]


def luminance(shade: str) -> float:
    """Return the relative luminance of "#RRGGBB" (WCAG 2), 0 to 1."""
    return float(_linear(shade) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2), 1 to 21."""
    light, deep = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (deep + 0.05)


def text(shade: str, page: str = PAPER) -> str:
    """Return `shade`, moved away from `page` until it can be read as text (4.5:1)."""
    return _moved(shade, page, 4.5)


def dark(shade: str) -> str:
    """Return the twin of `shade` for marks on a dark page (at least 3:1 on `NIGHT`): its lightness mirrored.

    What stands out on white stands out at night, and colours that tell apart go on doing so.
    """
    return _moved(_DARK.get(shade.upper()) or _mirrored(shade), NIGHT, 3.0)


def tint(shade: str, strength: float) -> str:
    """Return `shade` mixed with white; 1 is the colour itself, 0 is white."""
    return _hex(_bytes(shade) * strength + 255 * (1 - strength))


def ramp(ends: Sequence[str], count: int) -> list[str]:
    """Return `count` colours from the first of `ends` over those between, at equal distances, to the last."""
    places, given = np.linspace(0, 1, count), np.array([_bytes(one) for one in ends])
    mixed = [np.interp(places, np.linspace(0, 1, len(ends)), part) for part in given.T]
    return [_hex(one) for one in np.array(mixed).T]


def ink_on(shade: str) -> str:
    """Return the colour of text that reads best on `shade`."""
    return max((BLACK, PAPER), key=lambda ink: contrast(ink, shade))


def seen(shade: str, sight: str) -> str:
    """Return `shade` as somebody with `sight` (a name of `SIGHTS`) sees it."""
    linear = np.clip(np.array(_SIGHT[sight]) @ _linear(shade), 0, 1)
    return _hex(255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055))


def grey(shade: str) -> float:
    """Return the lightness L* (0 black to 100 white) that remains of `shade` in a grey print."""
    return float(_lab(shade)[0])


def distance(one: str, other: str) -> float:
    """Return the CIE 1976 colour difference; above about 10 two colours tell apart at a glance."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def nearest(shades: Iterable[str]) -> float:
    """Return the smallest difference of any two of `shades`."""
    listed = list(shades)
    return min(distance(a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])


def _moved(shade: str, page: str, ratio: float) -> str:
    target = np.zeros(3) if luminance(page) > 0.2 else np.full(3, 255.0)
    mixed = shade
    for part in np.arange(0, 1.01, 0.02):
        mixed = _hex(_bytes(shade) * (1 - part) + target * part)
        if contrast(mixed, page) >= ratio:
            break
    return mixed


def _bytes(shade: str) -> np.ndarray:
    return np.array([int(shade[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def _hex(values: np.ndarray) -> str:
    return "#" + "".join(f"{round(float(v)):02X}" for v in np.clip(values, 0, 255))


def _linear(shade: str) -> np.ndarray:
    share = _bytes(shade) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _mirrored(shade: str) -> str:
    light, a, b = _lab(shade)
    level = (108 - light * 0.9 + 16) / 116
    xyz = np.array([level + a / 500, level, level - b / 200])
    linear = np.linalg.solve(_TO_XYZ, np.where(xyz > 6 / 29, xyz**3, (xyz - 16 / 116) / 7.787) * _WHITE).clip(0, 1)
    return _hex(255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055))


def _lab(shade: str) -> np.ndarray:
    ratio = _TO_XYZ @ _linear(shade) / _WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
