"""Image files on their way beside the Typst source."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_STYLE = re.compile(rb'\bstyle="[^"]*"')
_EMPTY = re.compile(rb'(?<=[";])\s*[a-z-]+\s*:\s*(?:;|(?="))')


def copy_image(held: Path, target: Path) -> None:
    """Copy an image; an SVG without style declarations that have no value.

    Browsers pass over a declaration such as `stroke-dasharray: ;`, which matplotlib may write;
    Typst would lose the declarations after it, and with them the line of a chart.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if held.suffix.lower() == ".svg":
        target.write_bytes(without_empty_styles(held.read_bytes()))
    else:
        shutil.copyfile(held, target)


def without_empty_styles(svg: bytes) -> bytes:
    """Return an SVG whose style attributes hold only declarations with a value."""
    return _STYLE.sub(lambda found: _EMPTY.sub(b"", found[0]), svg)
