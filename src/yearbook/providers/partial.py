"""An answer on its way to a file: what was received is kept when the connection breaks, and taken up where it broke."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast


class Partial:
    """The file `<name>.part` with a note of what it is part of.

    An answer is taken up only if the service gave it a strong ETag: the rest must be of the same thing.
    """

    def __init__(self, path: Path, url: str) -> None:
        self.path, self.url = path, url
        self._part = path.with_name(path.name + ".part")
        self._note = path.with_name(path.name + ".part.json")

    @property
    def headers(self) -> dict[str, str]:
        """What a request has to say so that it is answered with the rest."""
        note = self._read_note()
        if note.get("url") != self.url or not self._part.is_file() or not self._part.stat().st_size:
            return {}
        return {"Range": f"bytes={self._part.stat().st_size}-", "If-Range": note["etag"]}

    @contextmanager
    def writing(self, status: int, headers: Mapping[str, str]) -> Iterator[BinaryIO]:
        """Open the part to write the body of an answer: its end if the service sends the rest, else anew."""
        start = self._part.stat().st_size if status == 206 and self._part.is_file() else 0
        rest = start > 0 and headers.get("Content-Range", "").startswith(f"bytes {start}-")
        etag = headers.get("ETag", "")
        if etag.startswith('"') and status in (200, 206):
            self._note.write_text(json.dumps({"url": self.url, "etag": etag}), "utf-8")
        elif not rest:
            self._note.unlink(missing_ok=True)
        with self._part.open("ab" if rest else "wb") as file:
            yield cast(BinaryIO, file)

    def finished(self) -> Path:
        """Give the whole file its name."""
        self._note.unlink(missing_ok=True)
        return self._part.replace(self.path)

    def discard(self) -> None:
        """Throw away what was received."""
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _read_note(self) -> dict[str, str]:
        try:
            return cast(dict[str, str], json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError):
            return {}
