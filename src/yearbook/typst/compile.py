"""Typst source to PDF, with fonts that ship as wheels and nothing of the machine."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from .cuts import INPUTS, note_cut_tables
from .problems import PdfError

FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_FAMILIES = {"font_source_serif_pro": "SourceSerifPro", "font_source_sans_pro": "SourceSansPro"}
FROM = "// from "  # begins the line of the source that names the document below it
_ASSERTED = "assertion failed: "
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_SHOWN = 5  # places named in one message


@dataclass(frozen=True)
class Export:
    """How the PDF is written.

    Attributes:
        standards: PDF standards to hold, such as "ua-1" and "a-2a".
        timestamp: seconds since 1970 written as the time of creation; None = the present.
        origins: image file -> where the book shows it, to explain a picture that cannot be read.
        whole_tables: whether to lay the pages out beforehand, so that tables are not cut where they need not be.
    """

    standards: Sequence[str]
    timestamp: int | None
    origins: Mapping[str, str]
    whole_tables: bool = False


def compile_pdf(source: Path, target: Path, export: Export) -> list[str]:
    """Compile a Typst file to PDF and return the compiler's warnings.

    Raises:
        PdfError: the compiler refuses the source, an image or the standard.
    """
    import typst  # noqa: PLC0415  the compiler is 60 MB; only a build needs it

    from .row_heads import tag_row_heads  # noqa: PLC0415  nor does a build without a PDF need pikepdf

    with tempfile.TemporaryDirectory() as fonts:
        link_fonts(Path(fonts))
        how: dict[str, Any] = {
            "root": str(source.parent),
            "font_paths": [fonts],
            "ignore_system_fonts": True,
            "sys_inputs": INPUTS if export.whole_tables else {},
        }
        if export.whole_tables:
            note_cut_tables(source, how)
        try:
            _, warnings = typst.compile_with_warnings(
                str(source),
                output=str(target),
                pdf_standards=cast(Any, list(export.standards)),
                timestamp=export.timestamp,
                **how,
            )
        except typst.TypstError as error:
            raise _explained(error, source, export.origins) from error
    tag_row_heads(target, export.standards)
    return [warning.message for warning in warnings]


def link_fonts(folder: Path) -> None:
    """Put one file for each face that the template uses into `folder`; the wheels hold each face twice.

    Raises:
        PdfError: a font's wheel is not installed.
    """
    for package, family in _FAMILIES.items():
        try:
            held = Path(str(files(package))) / "files"
        except ModuleNotFoundError as error:
            raise PdfError(f"the font package '{package}' is not installed", remedy=f"install {package}") from error
        for face in FACES:
            (folder / f"{family}-{face}.otf").symlink_to(held / f"{family}-{face}.otf")


def _explained(error: Exception, source: Path, origins: Mapping[str, str]) -> PdfError:
    """Return the compiler's complaint in the terms of the book: which page says what it refuses."""
    message = str(getattr(error, "message", error))
    if message.startswith(_ASSERTED):  # the template itself says what is wrong
        return PdfError(message.removeprefix(_ASSERTED), where=source.stem)
    said = str(getattr(error, "diagnostic", "")).strip()
    places = _places(said, source)
    if signs := list(dict.fromkeys(_NO_GLYPH.findall(said))):
        remedy = "use letters that the fonts have, or show the words as a picture with alternative text"
        return PdfError(f"no font of the book has the characters {' '.join(signs)}", where=places, remedy=remedy)
    hints = "; ".join(getattr(error, "hints", []) or [])
    shown = next((name for name in origins if name in said), None)
    where = f"{origins[shown]} (image {shown})" if shown else f"{places or source.name}\n{said}"
    return PdfError(f"the Typst compiler refuses the book: {message}", where=where, remedy=hints)


def _places(said: str, source: Path) -> str:
    """Return the documents and texts that the compiler points at, each once: "asylum: 'Text of the line'"."""
    lines = source.read_text("utf-8").splitlines()
    found = []
    for number in sorted({int(line) for line in re.findall(rf"{re.escape(source.name)}:(\d+):", said)}):
        above = (line.removeprefix(FROM) for line in reversed(lines[:number]) if line.startswith(FROM))
        found.append(f"{next(above, source.name)}: '{lines[number - 1].strip()[:100]}'")
    return "\n    ".join(found[:_SHOWN])
