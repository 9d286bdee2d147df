"""Eurostat's queue: a large extraction is not answered at once but made ready, asked after, and fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import YearbookError
from .answer import Answer, expect
from .transport import Transport

STATUS = re.compile(r"<(?:\w+:)?status>\s*([A-Z_]+)\s*<")
KINDS = frozenset({"application/xml", "text/xml", "application/json", "text/plain"})
WAITING = frozenset({"SUBMITTED", "PROCESSING", "QUEUED"})
READY = "AVAILABLE"
JOB = "job.txt"


def fetch_extraction(
    transport: Transport, api: str, url: str, name: str, conditions: Mapping[str, str] | None = None
) -> Answer:
    """Ask for an extraction, under conditions if there are any, and return it, at once or from the queue.

    The number in the queue is kept in the transport's folder, so that a later run asks after the same job.

    Raises:
        YearbookError: the job fails, is not ready in the time that a dataset may take, or the service gives no number.
    """
    note = transport.folder / JOB
    kept = note.read_text("utf-8").split("\n") if note.is_file() else []
    if kept[:1] == [url]:
        return _collected(transport, api, kept[1], name, note)
    answer = transport.fetch(url, name, headers=conditions)
    if answer.elsewhere:
        return _located(transport, api, answer.elsewhere, name)
    if not answer.queued:
        return answer
    note.write_text(f"{url}\n{answer.queued}", "utf-8")
    return _collected(transport, api, answer.queued, name, note)


def _collected(transport: Transport, api: str, job: str, name: str, note: Path) -> Answer:
    base = f"{api}/sdmx/2.1/async"
    transport.say(
        f"  the extraction is queued as {job}; asking every {transport.limits.poll:,.0f} s whether it is ready"
    )
    while (status := _status(transport, f"{base}/status/{job}", note)) != READY:
        if status not in WAITING:
            note.unlink(missing_ok=True)
            raise YearbookError(
                f"the extraction failed at the service: {status}",
                where=f"{base}/status/{job}",
                remedy="collect again; if it fails again, narrow `keep` of the dataset or download the bulk file",
            )
        transport.wait(transport.limits.poll)
    answer = transport.fetch(f"{base}/data/{job}", name)
    note.unlink(missing_ok=True)
    return answer


def _status(transport: Transport, url: str, note: Path) -> str:
    answer = transport.fetch(url, "status.xml")
    if answer.status == 404:
        # the service forgets jobs after a while
        note.unlink(missing_ok=True)
    found = STATUS.search(expect(answer, KINDS).head.decode("utf-8", "replace"))
    return found[1] if found else "no status is given"


def _located(transport: Transport, api: str, url: str, name: str) -> Answer:
    """Fetch an answer from the address at which it will be, asking until it is there."""
    if urlsplit(url).hostname != urlsplit(api).hostname:
        raise YearbookError(f"the service sends us elsewhere: {url}", where=api, remedy="download the file by hand")
    transport.say(f"  the extraction will be at {url}")
    while (answer := transport.fetch(url, name)).status == 404:
        transport.wait(transport.limits.poll)
    return answer
