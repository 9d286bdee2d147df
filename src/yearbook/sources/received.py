"""A received file on its way in: unpacked, fingerprinted and refused if it is cut, empty or no table at all."""

from __future__ import annotations

import codecs
import hashlib
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

import numpy as np
from numpy.typing import NDArray

from ..errors import YearbookError

CHUNK = 1 << 16
HEAD = 1 << 16
LARGEST_JSON = 1 << 30
AGAIN = "download the file again"
AS_GIVEN = "take the file as the provider gives it, not saved again by an editor or a spreadsheet"
EXPLORER = b'"TIME","'
BINARY = ((b"PK\x03\x04", "workbook"), (b"PAR1", "Parquet"), (b"{", "JSON"))
CONTROLS = bytes(set(range(32)) - set(b"\t\n")) + b"\x7f"


@dataclass(frozen=True)
class Received:
    """What identifies a received file: its name, the SHA-256 of its bytes as they came, and their number."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Unpacked:
    """The file's text (UTF-8, line feeds, no byte order mark) in a temporary place, and its first characters."""

    received: Received
    text: Path
    head: str

    @property
    def header(self) -> str:
        """First line."""
        return self.head.partition("\n")[0]

    def line(self, number: int) -> str:
        """Return one line, counted from 1; empty if the file is shorter."""
        with self.text.open(encoding="utf-8", newline="\n") as lines:
            for count, text in enumerate(lines, start=1):
                if count == number:
                    return text.rstrip("\n")
        return ""


def kind_of_file(path: Path) -> str:
    """Return "workbook", "Parquet", "JSON", or "text" for anything else, told by the first bytes.

    Raises:
        YearbookError: there is no such file.
    """
    if not path.is_file():
        raise YearbookError("there is no such file", where=str(path), remedy="give the path of a downloaded file")
    with path.open("rb") as file:
        start = file.read(8).lstrip()
    return next((kind for opening, kind in BINARY if start.startswith(opening)), "text")


def fingerprint(path: Path) -> Received:
    """Return what identifies a file that is read as it is."""
    with path.open("rb") as file:
        source = _Fingerprinting(file)
        for _ in source.chunks():
            pass
    return Received(path.name, source.digest.hexdigest(), source.count)


def unpack(path: Path, folder: Path) -> Unpacked:
    """Unpack a file (plain or gzip, recognised by content) into `folder`, reading it once.

    Raises:
        YearbookError: not a file, empty, cut off, damaged, a web page, a workbook, or not UTF-8 text.
    """
    if not path.is_file():
        raise YearbookError("there is no such file", where=str(path), remedy="give the path of a downloaded file")
    with path.open("rb") as file:
        source = _Fingerprinting(file)
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        text = folder / "received.txt"
        try:
            with text.open("wb") as out:
                for chunk in _clean(_ahead(_gunzipped(source)) if packed else source.chunks(), path.name):
                    out.write(chunk)
        except EOFError:
            _refuse(path.name, "the gzip file is cut off before its end")
        except zlib.error as error:
            _refuse(path.name, f"the gzip file is damaged ({error})")
    with text.open(encoding="utf-8", newline="\n") as lines:
        head = lines.read(HEAD)
    return Unpacked(Received(path.name, source.digest.hexdigest(), source.count), text, head)


class _Fingerprinting:
    """A file that counts and hashes the bytes read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.count = file, hashlib.sha256(), 0

    def read(self, size: int = CHUNK) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.count += len(data)
        return data

    def chunks(self) -> Iterator[bytes]:
        while data := self.read():
            yield data


def _gunzipped(source: _Fingerprinting) -> Iterator[bytes]:
    """Unpack member by member, so that every byte passes the fingerprint and a missing end is noticed."""
    pending = source.read()
    while pending.strip(b"\0"):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            if not pending and not (pending := source.read()):
                raise EOFError
            yield member.decompress(pending)
            pending = b""
        pending = member.unused_data or source.read()


def _ahead(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give chunks one by one, while another core is at the next."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = other.submit(next, chunks, None)
            yield chunk


def _clean(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Check the text on its way and give it in UTF-8 with line feeds."""
    decoder: codecs.IncrementalDecoder | None = None
    started, held, last = False, b"", b"\n"
    try:
        for chunk in chunks:
            started = started or _starts(chunk, name)
            decoder = decoder or _decoder(chunk)
            decoded = decoder.decode(chunk)
            # ASCII, which is nearly all there is, needs no writing anew
            text = held + (chunk if chunk.isascii() else decoded.encode())
            # a carriage return at the edge waits for its line feed
            held = b"\r" if text.endswith(b"\r") else b""
            text = _with_line_feeds(text.removesuffix(held), name)
            joined = last + text
            if _has_empty_line(joined):
                _refuse(name, "there is an empty line inside the table", AS_GIVEN)
            last = joined[-2:]
            yield text
        if decoder:
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        _refuse(name, f"the file is not UTF-8 text ({error.reason})", AS_GIVEN)
    if not started:
        _refuse(name, "the file is empty")
    if not last.endswith(b"\n") and not held:
        _refuse(name, "the file ends in the middle of a line")


def _with_line_feeds(text: bytes, name: str) -> bytes:
    """Return lines that end with carriage return and line feed as lines that end with a line feed."""
    bare, returns = text.translate(None, CONTROLS), _places(text, b"\r")
    if len(text) - len(bare) > len(returns):
        _refuse(name, "the file holds control characters; this is no text table", AS_GIVEN)
    if np.array_equal(returns + 1, _places(text, b"\n")) or not len(returns):
        return bare
    return text.replace(b"\r\n", b"\n")


def _has_empty_line(text: bytes) -> bool:
    """Say whether there is an empty line that is not at the end."""
    ends = _places(text, b"\n")
    first = np.flatnonzero(np.diff(ends) == 1)[:1]
    return len(first) > 0 and bool(text[ends[first[0]] :].strip(b"\n"))


def _places(text: bytes, character: bytes) -> NDArray[np.int64]:
    """Return where a character stands; in a text with many of them much faster than searching from one to the next."""
    return np.flatnonzero(np.frombuffer(text, np.uint8) == character[0])


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    """Return the decoder of a text that starts so: the old Data Explorer wrote Latin-1, everyone else UTF-8."""
    return codecs.getincrementaldecoder("latin-1" if start.startswith(EXPLORER) else "utf-8-sig")()


def _starts(chunk: bytes, name: str) -> bool:
    """Whether the chunk has anything but blanks; it is refused if that is no text table."""
    start = chunk.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
    if start.startswith(b"<"):
        kind = "an HTML page" if b"<html" in start or b"<!doctype html" in start else "an XML document"
        _refuse(name, f"this is {kind}, not a table; the provider may have answered with a notice")
    for opening, kind in ((b"pk\x03\x04", "a workbook or a ZIP archive"), (b"{", "JSON"), (b"par1", "a Parquet file")):
        if start.startswith(opening):
            _refuse(name, f"this is {kind}, not a text table", "download TSV or SDMX-CSV instead")
    return bool(start)


def _refuse(name: str, what: str, remedy: str = AGAIN) -> NoReturn:
    raise YearbookError(what, where=name, remedy=remedy)
