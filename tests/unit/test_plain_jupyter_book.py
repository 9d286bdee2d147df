"""The book by plain Jupyter Book means, without our commands: a promise of CONTRIBUTING.md."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from yearbook.project import Project

pytestmark = pytest.mark.slow
JUPYTER_BOOK = Path(sys.executable).with_name("jupyter-book")


def jupyter_book(project: Project, *words: str) -> None:
    command = [str(JUPYTER_BOOK), "build", "--quiet", str(project.root), *words]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_jupyter_book_makes_pages_and_a_pdf_by_itself(spoilt: Project):
    shutil.rmtree(spoilt.build, ignore_errors=True)
    jupyter_book(spoilt)
    pages = spoilt.build / "html"
    chapter = BeautifulSoup((pages / "notebooks" / "asylum.html").read_text("utf-8"), "html.parser")
    assert chapter.html["lang"] == "lv"
    assert len(chapter.find_all("h1")) == 1
    assert chapter.find("figure")
    assert not chapter.find_all("a", href=lambda href: href and "../../.." in href), "it stands in no site of editions"
    jupyter_book(spoilt, "--builder", "custom", "--custom-builder", "typst")
    assert (spoilt.build / "typst" / "report.pdf").read_bytes().startswith(b"%PDF")
