"""Executed chapters, kept by content: the outputs of a notebook's code, and what they depend on.

Text is no part of it: Markdown cells do not run, so a chapter whose text alone has changed is not executed again.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from .cache.code import PACKAGE, code_fingerprint, imported_by
from .cache.fingerprint import fingerprint, installed, tree_state
from .cache.inputs import EVERYTHING, Inputs, built_from
from .cache.store import read_kept, write_whole
from .errors import YearbookError
from .execution import Executed, Run
from .notebook import check_parameters, outputs_of, tags_of, with_outputs
from .project import Project

ROOM = 4  # results of one chapter under different data that are kept side by side


@dataclass
class KeptChapters:
    """The executed chapters of one edition.

    Attributes:
        folder: where they are kept.
        inputs: of the edition, as they are now.
        before: state of all files before the chapters run.
    """

    folder: Path
    inputs: Inputs
    before: dict[str, list[int]]

    def find(self, run: Run) -> Executed | None:
        """Return a chapter as if it had just run, if it has run before with all that it depends on as it is now."""
        try:
            notebook = check_parameters(run.path, run.parameters)
        except YearbookError:  # running it says what is wrong
            return None
        for path in sorted(self._place(run, notebook).glob("*.z"), key=lambda one: one.stat().st_mtime, reverse=True):
            kept = _unpacked(read_kept(path))
            if kept and self.inputs.of(kept["looked"]) == kept["looked"]:
                return Executed(run, with_outputs(notebook, kept["outputs"]), None, 0.0, kept=True)
        return None

    def keep(self, done: Executed) -> None:
        """Keep what a chapter has shown, unless somebody changed the project while it ran."""
        if done.notebook is None or _files(self.inputs.project) != self.before:
            return
        cells, looked = outputs_of(done.notebook), self.inputs.of(done.looked or EVERYTHING)
        folder = self._place(done.run, check_parameters(done.run.path, done.run.parameters))
        content = json.dumps({"looked": looked, "outputs": cells}, ensure_ascii=False).encode()
        write_whole(folder / f"{fingerprint(looked)[:16]}.z", zlib.compress(content, 1))
        for old in sorted(folder.glob("*.z"), key=lambda one: one.stat().st_mtime, reverse=True)[ROOM:]:
            old.unlink(missing_ok=True)

    def _place(self, run: Run, notebook: NotebookNode) -> Path:
        code = [(cell.source, sorted(tags_of(cell))) for cell in notebook.cells if cell.cell_type == "code"]
        modules = ["yearbook.chapter", *imported_by("\n".join(source for source, _ in code))]
        key = fingerprint(code, dict(run.parameters), code_fingerprint(*modules), installed(), self.inputs.always)
        return self.folder / run.name / key[:32]


def kept_chapters(project: Project, year: str) -> KeptChapters:
    """Return the executed chapters of an edition that are kept."""
    return KeptChapters(project.build / "cache" / "chapters", Inputs(project, year), _files(project))


def _files(project: Project) -> dict[str, list[int]]:
    return tree_state(*built_from(project), PACKAGE)


def _unpacked(content: bytes | None) -> dict[str, Any] | None:
    try:
        return dict(json.loads(zlib.decompress(content))) if content else None
    except (zlib.error, ValueError):  # not ours, or damaged: the chapter runs again
        return None
