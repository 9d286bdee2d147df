"""Eurostat's catalogue: one small request tells of every table when it was last updated and how far it reaches."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..errors import YearbookError
from .answer import Answer, expect
from .transport import Transport

NAME = "catalogue.txt"
KINDS = frozenset(
    {"text/plain", "text/tab-separated-values", "text/csv", "application/octet-stream", "application/gzip"}
)
COLUMNS = ["title", "code", "type", "last update of data", "last table structure change", "data start", "data end", "values"]  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Entry:
    """A table in the catalogue: days of the last update and of the last change of structure (ISO), reach, values."""

    code: str
    updated: str
    restructured: str
    start: str
    end: str
    values: int

    @property
    def years(self) -> int:
        """Number of years from start to end, at least one."""
        first, last = self.start[:4], self.end[:4]
        return int(last) - int(first) + 1 if first.isdigit() and last.isdigit() else 1


def read_catalogue(transport: Transport, api: str, shelf: Path) -> dict[str, Entry]:
    """Return the tables of the catalogue by code, asking for it only if it has changed since it was last read.

    Raises:
        YearbookError: the service cannot be reached, or answers with something else.
    """
    kept, note = shelf / NAME, shelf / f"{NAME}.json"
    known = json.loads(note.read_text("utf-8")) if note.is_file() and kept.is_file() else {}
    answer = transport.within(shelf).fetch(f"{api}/catalogue/toc/txt?lang=en", f"{NAME}.new", headers=known)
    if answer.status != 304:
        tables = parse_catalogue(expect(answer, KINDS))
        answer.path.replace(kept)
        note.write_text(json.dumps(_conditions(answer)), "utf-8")
        return tables
    return parse_catalogue(Answer(answer.url, 200, {}, kept))


def parse_catalogue(answer: Answer) -> dict[str, Entry]:
    """Read the catalogue's text.

    Raises:
        YearbookError: it has other columns, or a day that is none.
    """
    content = answer.path.read_bytes()
    text = (gzip.decompress(content) if answer.packed else content).decode("utf-8-sig")
    rows = csv.reader(text.splitlines(), delimiter="\t")
    header = [cell.strip() for cell in next(rows, [])]
    if header[: len(COLUMNS)] != COLUMNS:
        raise YearbookError(
            f"the catalogue has other columns: {', '.join(header[:8]) or 'none'}",
            where=answer.url,
            remedy="the service may have changed; collect from a file meanwhile: --from FILE",
        )
    return {entry.code: entry for row in rows if len(row) >= 8 and (entry := _entry(row, answer.url))}


def _entry(row: list[str], url: str) -> Entry | None:
    _, code, kind, updated, restructured, start, end, values = (cell.strip() for cell in row[:8])
    if kind not in ("dataset", "table"):
        return None
    count = int(values) if values.isdigit() else 0
    return Entry(code.lower(), _day(updated, url), _day(restructured, url), start, end, count)


def _day(text: str, url: str) -> str:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date().isoformat() if text else ""
    except ValueError as error:
        raise YearbookError(f"the catalogue states a day that is none: '{text}'", where=url) from error


def _conditions(answer: Answer) -> dict[str, str]:
    """Return the headers with which the catalogue is asked for if it is newer only."""
    headers = {"If-None-Match": answer.etag} if answer.etag else {}
    if modified := next((value for key, value in answer.headers.items() if key.lower() == "last-modified"), ""):
        headers["If-Modified-Since"] = modified
    return headers
