"""A factsheet of two pages: a title, key numbers with small curves, a few sections with charts, notes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .compile import Export, compile_pdf
from .pictures import without_empty_styles
from .problems import PdfError

FOLDER = Path(__file__).parent
TEMPLATES = ("template.typ", "factsheet.typ")


@dataclass(frozen=True)
class KeyNumber:
    """One large figure; every text is shown as it is given.

    Attributes:
        value: the figure, already written for the reader ("1 700", "38.1%").
        label: what it counts, where and when.
        change: its change in words, or "".
        rank: its place among countries in words, or "".
        sparkline: an SVG of its course, or "".
        alt: alternative text of the curve; "" = it says nothing that the words do not, and is not read aloud.
    """

    value: str
    label: str
    change: str = ""
    rank: str = ""
    sparkline: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart at its own size: an SVG as `charts.to_svg` gives it; below it what it shows, and notes in small type."""

    svg: str
    alt: str
    caption: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, short paragraphs, and a chart: beside the text if it is narrow, else below it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True)
class Factsheet:
    """What a factsheet says, as plain text without markup.

    Attributes:
        language: code of the language that all of it is in.
        title: the largest line.
        subtitle: the line under it, or "".
        institution: who publishes it.
        key_numbers: three or six look best.
        sections: in reading order.
        notes: sources, rounding, caveats.
        footer: lines at the foot of both pages: project, grant, address.
        marks: stamps such as "DRAFT".
    """

    language: str
    title: str
    subtitle: str = ""
    institution: str = ""
    key_numbers: tuple[KeyNumber, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def compile_factsheet(
    data: Factsheet, output: Path, *, timestamp: int | None, standards: tuple[str, ...] = ("ua-1",)
) -> None:
    """Write a factsheet as a tagged PDF.

    Args:
        data: what it says.
        output: the PDF to write.
        timestamp: seconds since 1970 that the file bears; the same input and time give the same bytes.
        standards: PDF standards to hold.

    Raises:
        PdfError: a chart has no alternative text, the text fills more than two pages, or the compiler refuses an image.
    """
    for section in data.sections:
        if section.chart and not section.chart.alt.strip():
            raise PdfError("a chart has no alternative text", where=f"factsheet, section '{section.heading}'")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in TEMPLATES:
            shutil.copyfile(FOLDER / name, folder / name)
        held = asdict(data)
        origins = dict(_pictures(held, folder))
        (folder / "sheet.json").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
        compile_pdf(folder / "factsheet.typ", output, Export(standards, timestamp, origins))


def _pictures(held: dict[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    """Write the pictures beside the template, put their names in their place, and yield name -> where it is shown."""
    for number, one in enumerate(held["key_numbers"], start=1):
        if one["sparkline"]:
            one["sparkline"] = _picture(folder / f"number-{number}.svg", one["sparkline"])
            yield one["sparkline"], f"factsheet, key number '{one['label']}'"
    for number, section in enumerate(held["sections"], start=1):
        if chart := section["chart"]:
            chart["picture"] = _picture(folder / f"chart-{number}.svg", chart.pop("svg"))
            yield chart["picture"], f"factsheet, section '{section['heading']}'"


def _picture(file: Path, svg: str) -> str:
    file.write_bytes(without_empty_styles(svg.encode()))
    return file.name
