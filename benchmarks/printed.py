"""`python -m benchmarks.printed`: a book of about 150 pages from its doctrees to PDF, with Typst and with XeLaTeX.

XeLaTeX takes part if it is installed (Debian: texlive-xetex, texlive-latex-extra, latexmk, fonts-freefont-otf).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
CHAPTERS, SECTIONS = 15, 6
GOAL = 3.0  # seconds
CONF = """
project = "A book of a hundred and fifty pages"
author = "Benchmark"
language = "en"
extensions = ["myst_parser", "yearbook.typst"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
numfig = True
latex_engine = "xelatex"
latex_use_xindy = False
latex_elements = {"papersize": "a4paper", "pointsize": "11pt"}
typst_timestamp = 0
"""
PROSE = (
    "In the reference year the number of applicants rose in most countries, while the share of positive decisions at "
    "first instance fell; the figures are rounded to the nearest five, so that sums may differ from their parts. "
) * 4
# builds from doctrees that stand, so that only writing and typesetting are measured
CHILD = """
import io, json, subprocess, sys, time
from sphinx.application import Sphinx
folder, builder = sys.argv[1:]
out = f"{folder}/_build/{builder}"
app = Sphinx(folder, folder, out, f"{folder}/_build/doctrees", builder, status=io.StringIO(), warning=io.StringIO())
begun = time.perf_counter()
app.build(force_all=False)
if builder == "latex":
    subprocess.run(["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "book.tex"], cwd=out, check=True,
                   capture_output=True)
print(json.dumps(time.perf_counter() - begun))
"""


@dataclass(frozen=True)
class Way:
    """One way to the PDF: its name, Sphinx's builder, the file it writes."""

    name: str
    builder: str
    file: str


TYPST = Way("Typst", "typst", "report.pdf")
XELATEX = Way("XeLaTeX", "latex", "book.pdf")


@dataclass(frozen=True)
class Printed:
    """A way that was run: seconds of each run, and what its PDF is like."""

    way: Way
    seconds: Sequence[float]
    pages: int
    megabytes: float
    tagged: bool


def make_book(folder: Path) -> None:
    """Write a Sphinx project with prose, charts (SVG for Typst, the same as PDF for TeX) and tables."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams["svg.fonttype"] = "path"
    folder.mkdir(parents=True)
    end = 'latex_documents = [("index", "book.tex", project, author, "manual")]\n'
    (folder / "conf.py").write_text(CONF + end, "utf-8")
    names = [f"chapter-{number}" for number in range(CHAPTERS)]
    (folder / "index.md").write_text("# The book\n\n```{toctree}\n:numbered:\n" + "\n".join(names) + "\n```\n", "utf-8")
    for number, name in enumerate(names):
        parts = [f"# Chapter {number}\n\n{PROSE}\n"]
        for section in range(SECTIONS):
            key = f"{number}-{section}"
            figure = Figure(figsize=(6.3, 2.4))
            figure.add_subplot().plot(range(2014, 2024), [(section * 7 + year * number) % 23 for year in range(10)])
            for ending in ("svg", "pdf"):
                figure.savefig(folder / f"chart-{key}.{ending}")
            parts.append(_section(key))
        (folder / f"{name}.md").write_text("\n".join(parts), "utf-8")


def _section(key: str) -> str:
    rows = "\n".join(f"| Country {row} | {row * 131:,} | {row * 7.5:.1f} | {row % 9}.{row}% |" for row in range(1, 16))
    figure = f":::{{figure}} chart-{key}.*\n:name: chart-{key}\n:alt: A line by year\n\nApplicants by year\n:::"
    head = "| Country | 2022 | 2023 | Share |\n|:--|--:|--:|--:|"
    parts = (
        f"## Section {key}",
        PROSE,
        f"See {{numref}}`chart-{key}` and {{numref}}`table-{key}`.[^{key}]",
        f"[^{key}]: A note on the rounding.",
        figure,
        PROSE,
        f":::{{table}} Countries\n:name: table-{key}\n\n{head}\n{rows}\n:::",
        f"- {PROSE[:120]}\n- {PROSE[:90]}",
        PROSE,
    )
    return "\n\n".join(parts) + "\n"


def printed(way: Way, folder: Path, runs: int) -> Printed:
    """Build the book `runs` times and look at the PDF."""
    import pikepdf  # noqa: PLC0415

    seconds = []
    for number in range(runs):
        shutil.rmtree(folder / "_build" / way.builder, ignore_errors=True)
        command = [sys.executable, "-W", "ignore", "-c", CHILD, str(folder), way.builder]
        seconds.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))  # noqa: S603
        print(f"{way.name}, run {number + 1}: {seconds[-1]:.2f} s", file=sys.stderr)
    file = folder / "_build" / way.builder / way.file
    with pikepdf.open(file) as pdf:
        return Printed(way, seconds, len(pdf.pages), file.stat().st_size / 1e6, "/StructTreeRoot" in pdf.Root)


def report(found: Sequence[Printed], *, load: float, day: str) -> str:
    """Return the report in Markdown; without XeLaTeX it says so."""
    lines = [
        "# The book as PDF",
        "",
        "Written by `python -m benchmarks.printed`; do not edit. The same made-up book (prose, notes, references, "
        f"{CHAPTERS * SECTIONS} charts, {CHAPTERS * SECTIONS} tables), both ways in one run, each in a process of its "
        "own that starts from stored doctrees; wall time of writing and typesetting, without imports; medians. XeLaTeX "
        "is run by latexmk as often as its references need.",
        "",
        f"{day}; {os.cpu_count()} cores ({platform.machine()}), load {load:.1f} at the start; Python "
        f"{platform.python_version()}, typst {version('typst')}, Sphinx {version('sphinx')}.",
        "",
        "| way | time, s | shortest to longest, s | pages | size, MB | tagged (accessible) |",
        "|:--|--:|--:|--:|--:|:--|",
    ]
    for one in found:
        span = f"{min(one.seconds):.2f} to {max(one.seconds):.2f}"
        tags = "yes, PDF/UA-1" if one.tagged else "no"
        time = f"{median(one.seconds):.2f}"
        lines.append(f"| {one.way.name} | {time} | {span} | {one.pages} | {one.megabytes:.1f} | {tags} |")
    ours = found[0]
    met = "met" if median(ours.seconds) <= GOAL and ours.pages >= 150 else "missed"
    lines += ["", f"{len(ours.seconds)} runs each. **Goal: 150 pages in {GOAL:g} s or less: {met}.**"]
    if len(found) > 1:
        ratio = median(found[1].seconds) / median(ours.seconds)
        lines[-1] += f" **{ratio:.1f} times less time than XeLaTeX.**"
    else:
        lines += ["", "XeLaTeX is not installed on this machine and was not measured."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Make the book, build it both ways and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.printed", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each way (3)")
    parser.add_argument("--output", type=Path, default=HERE / "PDF.md", help="the report")
    options = parser.parse_args()
    load, day = os.getloadavg()[0], datetime.now(UTC).date().isoformat()
    ways = [TYPST, XELATEX] if shutil.which("xelatex") and shutil.which("latexmk") else [TYPST]
    with tempfile.TemporaryDirectory(prefix="yearbook-benchmark-") as place:
        folder = Path(place) / "book"
        make_book(folder)
        for way in ways:  # the doctrees
            printed(way, folder, 1)
        found = [printed(way, folder, options.runs) for way in ways]
    options.output.write_text(report(found, load=load, day=day), "utf-8")
    print(options.output.read_text("utf-8"))


if __name__ == "__main__":
    main()
