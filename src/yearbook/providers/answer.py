"""Answers of services: what they are, and what they say when they are none of what was asked for."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from ..errors import YearbookError

GZIP = b"\x1f\x8b"
HEAD = 1 << 12
FAULT = re.compile(r"<(?:\w+:)?faultcode>\s*(\w+)\s*</.*?<(?:\w+:)?faultstring>(.*?)</", re.DOTALL)
FOOTER = re.compile(r"<(?:\w+:)?Footer\b.*?(https?://\S+?)\s*<", re.DOTALL)
QUEUED = re.compile(r"<(?:\w+:)?(?:id|key)>\s*([\w-]+)\s*<")
ASYNCHRONOUS = "ASYNCHRONOUS"
TOO_BIG = "EXTRACTION_TOO_BIG"


@dataclass(frozen=True)
class Answer:
    """What a service sent: address (after redirections), status, headers, and the file that holds the body."""

    url: str
    status: int
    headers: Mapping[str, str]
    path: Path

    @property
    def head(self) -> bytes:
        """The first bytes of the body, unpacked."""
        with self.path.open("rb") as file:
            packed = file.read(2) == GZIP
        try:
            with gzip.open(self.path) if packed else self.path.open("rb") as file:
                return file.read(HEAD)
        except (OSError, EOFError, zlib.error):
            return b""

    @property
    def packed(self) -> bool:
        """Whether the body is gzip, whatever the headers say."""
        with self.path.open("rb") as file:
            return file.read(2) == GZIP

    @property
    def kind(self) -> str:
        """Media type as the service states it, "" if it does not."""
        return str(_header(self.headers, "content-type")).partition(";")[0].strip().lower()

    @property
    def etag(self) -> str:
        """The service's name of this state of the answer, "" if it gives none."""
        return _header(self.headers, "etag")

    @property
    def modified(self) -> str:
        """Day of Last-Modified (ISO), "" if the service states none."""
        moment = _moment(_header(self.headers, "last-modified"))
        return moment.date().isoformat() if moment else ""

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            YearbookError: it is none.
        """
        try:
            text = gzip.decompress(self.path.read_bytes()) if self.packed else self.path.read_bytes()
            return json.loads(text)
        except (ValueError, OSError, EOFError, zlib.error) as error:
            raise YearbookError(
                f"the service answers with something that is not JSON ({error})",
                where=self.url,
                remedy="it may be in maintenance; try again later",
            ) from error

    @property
    def complaint(self) -> str:
        """What the service says is wrong, "" if the body is none of the ways in which it says so."""
        head = self.head.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
        if re.match(r"<(!doctype html|html)", head, re.IGNORECASE) or self.kind in (
            "text/html",
            "application/xhtml+xml",
        ):
            return "a web page instead of data; the service may be in maintenance"
        if match := FAULT.search(head):
            return f"{match[1]}: {' '.join(match[2].split())}"
        if not head.startswith("{"):
            return ""
        try:
            said = json.loads(self.head)
        except ValueError:
            return ""
        errors = [*_listed(said.get("error")), *_listed(said.get("warning"))] if isinstance(said, dict) else []
        return "; ".join(f"{one.get('status', '')}: {one.get('label', '')}" for one in errors)

    @property
    def queued(self) -> str:
        """The number of the queue that the service gives instead of an answer, "" if it gives none."""
        head = self.head.decode("utf-8", "replace")
        match = QUEUED.search(head) if "queued" in head or "asyncResponse" in head else None
        return match[1] if match else ""

    @property
    def elsewhere(self) -> str:
        """The address at which the answer will be, which SDMX-ML gives in a footer, "" if there is none."""
        match = FOOTER.search(self.head.decode("utf-8", "replace"))
        return match[1] if match else ""

    def named(self, name: str) -> Answer:
        """Give the file another name."""
        return replace(self, path=self.path.replace(self.path.with_name(name)))


def expect(answer: Answer, kinds: Collection[str]) -> Answer:
    """Return an answer that is what was asked for.

    Args:
        answer: of any status.
        kinds: media types that it may have; none stated is taken as well, as the readers look at the content.

    Raises:
        YearbookError: another status than 200, another kind, an empty body, or a complaint under 200.
    """
    said = answer.complaint
    if answer.status != 200 or said:
        raise YearbookError(
            f"the service answers {answer.status}{': ' if said else ''}{said}",
            where=answer.url,
            remedy=REMEDIES.get(answer.status, "try again later; the last vintage stays as it is"),
        )
    if answer.kind and answer.kind not in kinds:
        what = f"the service answers with {answer.kind}, not with {' or '.join(sorted(kinds))}"
        raise YearbookError(what, where=answer.url, remedy="look at the answer; the service may have changed")
    if not answer.path.stat().st_size:
        raise YearbookError("the service answers with nothing", where=answer.url, remedy="try again later")
    return answer


REMEDIES = {
    400: "the table has other dimensions than data/datasets.toml declares; correct the declaration",
    404: "the provider no longer has this table; look for its new code in the catalogue and correct `code`",
    413: "ask for less: narrow `keep` of the dataset in data/datasets.toml",
}


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that the service asks to wait, which it states as a number or as a date; 0 if it does not.

    A date is taken by the service's own clock, as ours may go wrong.
    """
    stated = _header(headers, "retry-after").strip()
    if stated.isdigit():
        return float(stated)
    moment = _moment(stated)
    if not moment:
        return 0.0
    return max(0.0, (moment - (_moment(_header(headers, "date")) or datetime.now(UTC))).total_seconds())


def decoded(answer: Answer) -> Answer:
    """Return the answer as it was before it was packed for the way (Content-Encoding).

    A body that is gzip by itself stays so: the readers unpack it.

    Raises:
        YearbookError: it was packed in a way that nobody asked for.
    """
    coding = _header(answer.headers, "content-encoding").lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        what = f"the answer is packed as {coding}, which was not asked for"
        raise YearbookError(what, where=answer.url, remedy="a proxy may have done it; try again later")
    if "gzip" in coding and answer.head.startswith(GZIP):
        # packed by itself and once more for the way
        outer = answer.path.replace(answer.path.with_name(answer.path.name + ".packed"))
        with gzip.open(outer) as packed, answer.path.open("wb") as file:
            shutil.copyfileobj(packed, file)
        outer.unlink()
    return answer


def unpacks(path: Path, limit: int) -> bool:
    """Whether a file that begins as gzip goes on so to its end, and comes to no more than `limit` bytes."""
    count = 0
    try:
        with gzip.open(path) as file:
            while piece := file.read(1 << 20):
                count += len(piece)
                if count > limit:
                    return False
    except (OSError, EOFError, zlib.error):
        return False
    return True


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _listed(said: Any) -> list[dict[str, Any]]:
    found = said if isinstance(said, list) else [said]
    return [one for one in found if isinstance(one, dict)]
