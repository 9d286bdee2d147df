"""A service on the loopback address that replays answers and faults; it hears 127.0.0.1 only and ends with its test."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote_plus

LONGEST = 20.0
"""Seconds after which a fault that would go on for ever ends by itself."""


@dataclass(frozen=True)
class Reply:
    """An answer, or a way to fail.

    Attributes:
        body: what is sent.
        status: of the answer.
        headers: besides Content-Length.
        fault: "reset", "stall" (silence after the head), "drip" (a byte now and then), "cut" (less than announced),
            "endless".
        etag: answers 304 to who names it, and the rest to who asks for it.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    etag: str = ""


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


Answers = Mapping[str, Any]


@dataclass
class Replay:
    """The service: `answers` by beginning of the path; a list is answered in order, its last one again and again."""

    answers: dict[str, Any]
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self, beginning: str = "") -> list[str]:
        """Return the paths that were asked for."""
        return [one.path for one in self.asked if one.path.startswith(beginning)]

    def reply(self, asked: Asked) -> Reply:
        """Return the answer whose key the path begins with, the longest one."""
        with self.lock:
            self.asked.append(asked)
            fitting = [key for key in self.answers if asked.path.startswith(key)]
            if not fitting:
                return Reply(b"no such page", 404, {"Content-Type": "text/plain"})
            found = self.answers[max(fitting, key=len)]
            if isinstance(found, list):
                found = found.pop(0) if len(found) > 1 else found[0]
        return found(asked) if callable(found) else found


@contextmanager
def replaying(answers: Answers) -> Iterator[Replay]:
    """Serve answers until the end of the block."""
    replay = Replay(dict(answers))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(replay))
    server.daemon_threads = True
    replay.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join(LONGEST)


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, body: bytes) -> None:
            with replay.lock:
                replay.at_once += 1
                replay.most_at_once = max(replay.most_at_once, replay.at_once)
            try:
                asked = Asked(self.command, unquote_plus(self.path), dict(self.headers), body)
                self._send(replay.reply(asked), asked)
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                with replay.lock:
                    replay.at_once -= 1
                self.close_connection = True

        def _send(self, reply: Reply, asked: Asked) -> None:
            if reply.fault == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            status, body, headers = reply.status, reply.body, {"Content-Length": str(len(reply.body)), **reply.headers}
            if reply.etag:
                headers["ETag"] = reply.etag
                status, body = self._conditional(reply, asked, headers)
            if reply.fault == "endless":
                del headers["Content-Length"]
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            FAULTS.get(reply.fault, _whole)(self.wfile.write, body)

        def _conditional(self, reply: Reply, asked: Asked, headers: dict[str, str]) -> tuple[int, bytes]:
            if asked.headers.get("If-None-Match") == reply.etag:
                headers["Content-Length"] = "0"
                return 304, b""
            if asked.headers.get("If-Range") == reply.etag and "Range" in asked.headers:
                start = int(asked.headers["Range"].removeprefix("bytes=").removesuffix("-"))
                rest = reply.body[start:]
                headers["Content-Range"] = f"bytes {start}-{len(reply.body) - 1}/{len(reply.body)}"
                headers["Content-Length"] = str(len(rest))
                return 206, rest
            return reply.status, reply.body

    return Handler


Write = Callable[[bytes], object]


def _whole(write: Write, body: bytes) -> None:
    write(body)


def _stall(write: Write, body: bytes) -> None:
    write(body[: len(body) // 2])
    time.sleep(1.5)


def _drip(write: Write, body: bytes) -> None:
    until = time.monotonic() + LONGEST
    for place in range(len(body)):
        if time.monotonic() > until:
            return
        write(body[place : place + 1])
        time.sleep(0.05)


def _cut(write: Write, body: bytes) -> None:
    write(body[: len(body) // 2])


def _endless(write: Write, body: bytes) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        write(body or b"0" * 65536)


FAULTS: dict[str, Callable[[Write, bytes], None]] = {"stall": _stall, "drip": _drip, "cut": _cut, "endless": _endless}
