"""The typefaces of the site, cut from the packaged Source fonts to the letters that the report needs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

FAMILIES = {"sans": "font_source_sans_pro", "serif": "font_source_serif_pro"}
FACES: Mapping[str, str] = {
    "sans-regular": "SourceSansPro-Regular.ttf",
    "sans-semibold": "SourceSansPro-Semibold.ttf",
    "serif-regular": "SourceSerifPro-Regular.ttf",
    "serif-semibold": "SourceSerifPro-Semibold.ttf",
    "serif-italic": "SourceSerifPro-It.ttf",
}
# Latin with every European diacritic, punctuation, arrows, triangles of change, euro, minus.
LETTERS = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2212, *range(0x2190, 0x2194), 0x25B2, 0x25BC)
FEATURES = ["kern", "liga", "lnum", "tnum", "sups", "mark", "ccmp", "locl"]
# Copyright and licence stay in the file; the reserved name of the typeface may not stay in a changed one.
NAMES = [0, 13, 14]


def face(name: str) -> bytes:
    """Return one face of `FACES` as a WOFF file of about 30 kB.

    Cutting all of them takes longer than writing the pages, so a build may name a folder in `YEARBOOK_KEPT` where they
    are kept.
    """
    folder = os.environ.get("YEARBOOK_KEPT")
    if not folder:
        return cut(name)
    made_of = (name, LETTERS, FEATURES, NAMES, version("fonttools"), version("font-source-sans-pro"))
    kept = Path(folder, "fonts", f"{name}-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]}.woff")
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(cut(name))
        unfinished.replace(kept)
    return kept.read_bytes()


@cache
def cut(name: str) -> bytes:
    """Return one face of `FACES` cut to `LETTERS`."""
    from fontTools import subset  # noqa: PLC0415  the letters are cut once, not in every build

    package = FAMILIES[name.partition("-")[0]]
    options = subset.Options(flavor="woff", layout_features=FEATURES, name_IDs=NAMES)
    source = resources.files(package).joinpath("files", FACES[name])
    with resources.as_file(source) as path:
        font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    target = BytesIO()
    subset.save_font(font, target, options)
    return target.getvalue()


def write_fonts(folder: Path) -> None:
    """Write all faces and their licences into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FACES:
        (folder / f"{name}.woff").write_bytes(face(name))
    for family, package in FAMILIES.items():
        licence = resources.files(package).joinpath("files", "LICENSE.txt").read_bytes()
        (folder / f"{family}-licence.txt").write_bytes(licence)
