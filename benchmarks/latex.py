"""A book by Jupyter Book and XeLaTeX: the PDF of the plain way, where TeX is installed.

It starts from the pages as `yearbook build` has staged them, in which each chart is a file: from the notebooks as they
come XeLaTeX does not end, because pictures within their table cells are data: addresses. Charts are turned into PDF
by rsvg-convert, as XeLaTeX does not take SVG. On Debian: texlive-xetex, texlive-latex-extra, texlive-fonts-extra,
texlive-fonts-recommended, latexmk, fonts-freefont-otf and librsvg2-bin.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROGRAMS = ("xelatex", "latexmk", "rsvg-convert")
LEAST_PAGES = 50
CONVERTER = """
import subprocess
from sphinx.transforms.post_transforms.images import ImageConverter

class ToPdf(ImageConverter):
    default_priority = 190
    conversion_rules = [("image/svg+xml", "application/pdf")]

    def is_available(self):
        return True

    def convert(self, source, target):
        subprocess.run(["rsvg-convert", "--format=pdf", f"--output={target}", source], check=True)
        return True

def setup(app):
    app.add_post_transform(ToPdf)
"""


def is_installed() -> bool:
    """Say whether a book can be made so on this machine."""
    return all(map(shutil.which, PROGRAMS))


def prepare(source: Path, config: Path, language: str, book: Path) -> None:
    """Make a Jupyter Book of staged pages whose pages have been read already, as its HTML has been made before."""
    shutil.copytree(source, book)
    (book / "svg_to_pdf.py").write_text(CONVERTER, "utf-8")
    text = re.sub(r"language: lv", f"language: {language}", config.read_text("utf-8"))
    text = text.replace("execute_notebooks: force", 'execute_notebooks: "off"')
    text = text.replace("yearbook.typst]", "yearbook.typst, svg_to_pdf]")
    own = "\n  local_extensions:\n    svg_to_pdf: .\n  config:\n    latex_engine: xelatex\n"
    (book / "_config.yml").write_text(text.replace("\n  config:\n", own), "utf-8")
    _build(book)


def seconds_of(book: Path) -> float:
    """Make the PDF and return the seconds.

    Raises:
        RuntimeError: there is none, or it is not the whole report.
    """
    import pikepdf  # noqa: PLC0415

    begun = time.perf_counter()
    _build(book, "--builder", "latex")
    folder = book / "_build" / "latex"
    # it ends with an error where makeindex is missing; the index is empty
    command = ["latexmk", "-xelatex", "-f", "-interaction=nonstopmode", "-quiet"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603
    seconds = time.perf_counter() - begun
    made = [path for path in folder.glob("*.pdf") if path.with_suffix(".tex").is_file()]
    pages = 0
    for path in made:
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
    if pages < LEAST_PAGES:
        raise RuntimeError(f"XeLaTeX made {pages} pages\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds


def _build(book: Path, *more: str) -> None:
    command = [str(Path(sys.executable).parent / "jupyter-book"), "build", "--quiet", str(book), *more]
    subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
