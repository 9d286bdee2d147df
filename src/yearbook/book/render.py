"""Jupyter Book behind one door: a staged folder of pages in, HTML or PDF out, every warning an error.

It runs as a process of its own, because Sphinx keeps state that a second book in one process would trip over, and so
that two languages are rendered at once. The processes are forked from a warm one that has imported Sphinx and its
extensions; where that is not to be had, each is `python -m yearbook.book.render SPEC.json`.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import YearbookError
from ..warm_kernels.client import Forked, WarmServer, WarmServerError, can_fork

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# a message may go on over several lines; what Sphinx tells of its progress in between does not belong to it
_SERIOUS = re.compile(r"WARNING|ERROR|Error|error:")
_PROGRESS = re.compile(r"\[ *\d+%\]|\.\.\. |^(build|preparing documents|looking for|The HTML pages)")
SHOWN_WARNINGS = 15
# imported once for all books; what a project's own configuration adds is imported by each
LIBRARIES = (
    "jupyter_book.sphinx",
    "myst_nb.sphinx_ext",
    ["nbformat.validator:get_validator", 4, 5],
    "sphinx_book_theme",
    "sphinxcontrib.bibtex",
    "sphinx_design",
    "sphinx.builders.html",
    "sphinx.search",
    "sphinx.builders.epub3",
    "sphinx.domains.c",
    "sphinx.domains.cpp",
    "sphinx.domains.python",
    "sphinx_external_toc",
    "sphinx_jupyterbook_latex",
    "docutils.parsers.rst.directives.tables",
    "yearbook.site.extension",
    "yearbook.typst.builder",
    "yearbook.typst.compile",
)
SETTINGS = {"PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
_warm: WarmServer | None = None


@dataclass(frozen=True)
class Spec:
    """What to render.

    Attributes:
        source: folder with the pages and `_toc.yml`.
        output: folder for the builder's output.
        doctrees: folder of the parsed pages, shared by the HTML and the PDF of one book.
        config: the project's `_config.yml`.
        overrides: Sphinx settings of the edition, laid over it.
        builder: "html" or "typst".
    """

    source: str
    output: str
    doctrees: str
    config: str
    overrides: dict[str, Any]
    builder: str


def warm_up() -> None:
    """Begin to import what rendering needs in a process of its own, which ends with this one."""
    global _warm  # noqa: PLW0603  one for all books
    if _warm is None and can_fork():
        _warm = WarmServer(LIBRARIES, environment=SETTINGS)
        atexit.register(_warm.close)


def render(what: Spec, *, epoch: int, kept: Path) -> None:
    """Render in a process of its own.

    Args:
        what: pages, settings and builder.
        epoch: the time that the output bears, in seconds since 1970; the same for every build of an edition.
        kept: folder in which extensions may keep what they make once for all books.

    Raises:
        YearbookError: Jupyter Book warned or failed; its messages are quoted.
    """
    spec = Path(what.output).with_suffix(".json")
    spec.parent.mkdir(parents=True, exist_ok=True)
    spec.write_text(json.dumps(asdict(what), ensure_ascii=False), "utf-8")
    environment = {**os.environ, **SETTINGS, "SOURCE_DATE_EPOCH": str(epoch), "YEARBOOK_KEPT": str(kept)}
    code, printed = _run(str(spec), environment)
    if code != 0:
        if os.strerror(errno.ENOSPC) in printed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), what.output)
        raise _said(what, printed)


def _run(spec: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """Return exit code and output of the process that renders a specification."""
    warm_up()
    if _warm is not None:
        log = Path(spec).with_suffix(".log")
        with contextlib.suppress(WarmServerError):
            run = f"{__package__}.render:main"
            forked = Forked(_warm.address, [spec, str(log)], env=environment, cwd=str(Path.cwd()), run=run)
            return forked.wait(), log.read_text("utf-8", "replace")
    command = [sys.executable, "-m", "yearbook.book.render", spec]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    return done.returncode, done.stdout + done.stderr


def _said(what: Spec, printed: str) -> YearbookError:
    lines = [line for line in _COLOUR.sub("", printed).splitlines() if line.strip() and not _PROGRESS.search(line)]
    first = next((number for number, line in enumerate(lines) if _SERIOUS.search(line)), 0)
    serious = lines[first:]
    shown = [line.replace(f"{what.source}{os.sep}", "") for line in serious[-SHOWN_WARNINGS:]]
    return YearbookError(
        f"Jupyter Book could not make the {'PDF' if what.builder == 'typst' else 'HTML'}: a warning is an error here",
        where="\n    ".join(["", *shown]).strip("\n"),
        remedy="mend the page or notebook that the message names",
    )


def main(spec: str, log: str = "") -> int:
    """Render what a JSON file describes, write messages to a file if one is named, and return the exit code."""
    if log:
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
    from jupyter_book.sphinx import build_sphinx  # noqa: PLC0415  only this process needs it

    gc.disable()  # pages are trees full of circles: to look for rubbish takes as long as all else, and the end is near
    what = Spec(**json.loads(Path(spec).read_text("utf-8")))
    result = build_sphinx(
        what.source,
        what.output,
        path_config=what.config,
        confoverrides={**what.overrides, "latex_individualpages": False},
        doctreedir=what.doctrees,
        noconfig=True,
        builder=what.builder,
        warningiserror=True,
        keep_going=True,
    )
    return result if isinstance(result, int) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
