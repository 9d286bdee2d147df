"""Jupyter Book behind one door: a staged folder of pages in, HTML or PDF out, every warning an error.

It runs as a process of its own (`python -m yearbook.book.render SPEC.json`), because Sphinx keeps state that a second
book in one process would trip over, and so that two languages are rendered at once.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import YearbookError

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# a message may go on over several lines; what Sphinx tells of its progress in between does not belong to it
_SERIOUS = re.compile(r"WARNING|ERROR|Error|error:")
_PROGRESS = re.compile(r"\[ *\d+%\]|\.\.\. |^(build|preparing documents|looking for|The HTML pages)")
SHOWN_WARNINGS = 15


@dataclass(frozen=True)
class Rendering:
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


def render(what: Rendering, *, epoch: int) -> None:
    """Render in a process of its own.

    Args:
        what: pages, settings and builder.
        epoch: the time that the output bears, in seconds since 1970; the same for every build of an edition.

    Raises:
        YearbookError: Jupyter Book warned or failed; its messages are quoted.
    """
    spec = Path(what.output).with_suffix(".json")
    spec.parent.mkdir(parents=True, exist_ok=True)
    spec.write_text(json.dumps(asdict(what), ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "yearbook.book.render", str(spec)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    if done.returncode != 0:
        raise _said(what, done.stdout + done.stderr)


def _said(what: Rendering, printed: str) -> YearbookError:
    lines = [line for line in _COLOUR.sub("", printed).splitlines() if line.strip() and not _PROGRESS.search(line)]
    first = next((number for number, line in enumerate(lines) if _SERIOUS.search(line)), 0)
    serious = lines[first:]
    shown = [line.replace(f"{what.source}{os.sep}", "") for line in serious[-SHOWN_WARNINGS:]]
    return YearbookError(
        f"Jupyter Book could not make the {'PDF' if what.builder == 'typst' else 'HTML'}: a warning is an error here",
        where="\n    ".join(["", *shown]).strip("\n"),
        remedy="mend the page or notebook that the message names",
    )


def main(spec: str) -> int:
    """Render what a JSON file describes; return the exit code."""
    from jupyter_book.sphinx import build_sphinx  # noqa: PLC0415  only this process needs it

    what = Rendering(**json.loads(Path(spec).read_text("utf-8")))
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
