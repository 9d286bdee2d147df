"""The stamp of a finished build: if all inputs and all files of its books are as they were, there is nothing to do.

It covers whole folders, so no input can be forgotten, and loads nothing that would take time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..cache.code import package_fingerprint
from ..cache.fingerprint import fingerprint, installed, tree_fingerprint, tree_state
from ..cache.inputs import project_fingerprint
from ..cache.store import read_kept, write_whole
from ..project import Project
from .request import Request

CARD = "edition.json"


class Stamp:
    """The stamp of one request, with the inputs as they are when it is made: before the build begins.

    Args:
        project: what is built.
        request: how.
    """

    def __init__(self, project: Project, request: Request) -> None:
        self._project, self._target = project, request.target(project)
        asked = {**asdict(request), "jobs": 0, "dask": "", "output": str(self._target)}
        self._place = project.build / "cache" / "stamps" / f"{fingerprint(asked)[:32]}.json"
        self._before = self._inputs()

    def built_already(self) -> list[Path] | None:
        """Return the first page of each language if a build would change nothing, else None."""
        try:
            kept: dict[str, Any] = json.loads(read_kept(self._place) or b"{}")
        except ValueError:
            return None
        if not kept or (kept["inputs"], kept["shelf"]) != (self._before, self._shelf()):
            return None
        pages = [Path(page) for page in kept["pages"]]
        return pages if kept["files"] == _state(pages) else None

    def set(self, pages: Iterable[Path]) -> None:
        """Note that the books stand as the inputs want them, unless an input was changed while they were built."""
        if self._inputs() == self._before:
            first = [str(page) for page in pages]
            files = _state(map(Path, first))
            said = {"inputs": self._before, "shelf": self._shelf(), "pages": first, "files": files}
            write_whole(self._place, json.dumps(said, ensure_ascii=False).encode())

    def _inputs(self) -> str:
        """Return the fingerprint of project, program, libraries, and of the day, which checks and embargoes ask for."""
        today = datetime.now(UTC).date()
        return fingerprint(project_fingerprint(self._project), package_fingerprint(), installed(), today)

    def _shelf(self) -> str:
        """Return the fingerprint of the books that stand in the site, as pages may lead to one another."""
        return tree_fingerprint(*self._target.glob(f"*/*/[!.]*/{CARD}"), root=self._target)


def _state(pages: Iterable[Path]) -> dict[str, list[int]]:
    """Return the state of all files of the books with these first pages; one that somebody touched is built anew."""
    return tree_state(*(page.parent for page in pages))
