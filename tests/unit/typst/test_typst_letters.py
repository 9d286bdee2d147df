"""No chart is printed with letters that nobody can read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from matplotlib.figure import Figure
from tagged import elements
from typst_projects import Built

from yearbook.typst.letters import LEAST

Project = Callable[..., Built]


def chart(inches: float, size: float) -> str:
    figure, written = Figure(figsize=(inches, 2)), io.StringIO()
    axes = figure.add_subplot()
    axes.plot([1, 2])
    axes.tick_params(labelsize=size)
    figure.savefig(written, format="svg")
    return written.getvalue()


PAGE = "# T\n\n:::{figure} chart.svg\n:name: rise\n:alt: A line that rises\n\nRising\n:::\n"


@pytest.mark.parametrize(("inches", "size", "said"), [(6.3, 8.6, ""), (4, 7.5, ""), (6.3, 6, "5.5"), (12, 9, "4.3")])
def test_letters_too_small_for_print_are_told_with_their_place(
    project: Project, inches: float, size: float, said: str
) -> None:
    built = project(PAGE, {"chart.svg": chart(inches, size)})
    assert (f"index.md:3: WARNING: the smallest letters of a chart have {said} points" in built.warnings) is bool(said)


def test_words_as_words_are_measured_too(project: Project) -> None:
    words = '<text style="font-size: 9px">a</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="8in" viewBox="0 0 576 100">{words}</svg>'
    assert "have 6.5 points" in project(PAGE, {"chart.svg": svg}).warnings


@pytest.mark.parametrize("language", ["lv", "en"])
def test_no_chart_of_a_book_has_smaller_letters_as_it_stands_on_the_page(built, language: str) -> None:
    folder = built.project.build / "work" / "site" / "LV" / language / "2023" / "pdf"
    files = re.findall(r'image\("(images/[^"]+)"', (folder / "report.typ").read_text("utf-8"))
    with pikepdf.open(folder / "report.pdf") as pdf:
        widths = [_width(part) for part in elements(pdf) if part.S == "/Figure"][-len(files) :]
    sizes = [_smallest(folder / file, width) for file, width in zip(files, widths, strict=True)]
    assert len([size for size in sizes if size]) > 3
    assert min(size for size in sizes if size) >= LEAST


def _width(figure: pikepdf.Dictionary) -> float:
    left, _, right, _ = next(held.BBox for held in figure.A if "/BBox" in held)
    return float(right - left)


def _smallest(svg: Path, width: float) -> float:
    """Return the points of a chart's smallest letters, drawn `width` wide; 0 if it has none."""
    text = svg.read_text("utf-8")
    wide = float(re.search(r'viewBox="0 0 ([\d.]+)', text)[1])
    return min((float(size) * 100 * width / wide for size in re.findall(r"scale\(([\d.]+) -\1\)", text)), default=0)
