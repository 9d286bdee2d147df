"""Letters of charts: measured and outlined once in a process, in however many pictures they stand.

A figure is drawn in two widths, with the same words in both, and its layout has measured them before; matplotlib shapes
a text anew each time. `figure.savefig(..., backend=BACKEND)` draws with these letters and is SVG as ever otherwise.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from typing import IO, Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

BACKEND = f"module://{__name__}"
Placed = list[tuple[str, float, float, float]]
"""Name, place and scale of each letter of a text."""


class Letters(TextToPath):
    """Remembers what each text measures, which letters it has, and the outline of each."""

    def __init__(self) -> None:
        super().__init__()
        self._measures: dict[tuple[str, int, Any], tuple[float, float, float]] = {}
        self._texts: dict[tuple[Any, ...], Placed] = {}
        self._outlines: dict[str, Any] = {}

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Return width, height and descent of a text in points."""
        key = (s, hash(prop), ismath)
        if key not in self._measures:
            self._measures[key] = super().get_text_width_height_descent(s, prop, ismath)
        return self._measures[key]

    def get_glyphs_with_font(  # type: ignore[override]  # the options go on as they are
        self, font: Any, s: str, glyph_map: Mapping[str, Any] | None = None, **options: Any
    ) -> tuple[Placed, dict[str, Any], list[Any]]:
        """Return the letters of a text, and the outlines of them all or of those that `glyph_map` lacks."""
        only_new = options.pop("return_new_glyphs_only", False)
        key = (font.fname, s, *options.values())
        if key not in self._texts:
            self._texts[key], outlines, _ = super().get_glyphs_with_font(font, s, {}, **options)
            self._outlines |= outlines
        known = dict(glyph_map or {})
        new = {name: self._outlines[name] for name, *_ in self._texts[key] if name not in known}
        return self._texts[key], new if only_new else known | new, []


LETTERS = Letters()


class Renderer(RendererSVG):
    """Draws SVG with the letters that are remembered."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)  # type: ignore[no-untyped-call]
        self._text2path = LETTERS


class FigureCanvas(FigureCanvasSVG):
    """What matplotlib looks for in the module of a backend."""

    def print_svg(self, filename: IO[Any], **options: Any) -> None:
        """Write the figure as SVG, as matplotlib's own canvas does."""
        text = filename if isinstance(filename, io.StringIO) else codecs.getwriter("utf-8")(filename)
        resolution, self.figure.dpi = self.figure.dpi, 72
        wide, high = self.figure.get_size_inches()
        svg = Renderer(wide * 72, high * 72, text, image_dpi=resolution, metadata=options.get("metadata"))
        mixed: Any = MixedModeRenderer
        renderer = mixed(self.figure, wide, high, resolution, svg)
        self.figure.draw(renderer)
        renderer.finalize()
