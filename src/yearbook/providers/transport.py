"""The one way to the network: polite, patient, bounded in time and bytes, never with a whole answer in memory."""

from __future__ import annotations

import os
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from ..errors import YearbookError
from .answer import Answer, decoded, retry_after, unpacks
from .partial import Partial

CONTACT = "https://emn.lv"
AT_ONCE = 2
UNPACKED = 8
"""How many times longer than the limit a packed answer may be when it is unpacked."""

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed a little later."""

BUNDLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
LATER = "try again later; what was received so far is kept, and so is the last vintage"

_places: defaultdict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(AT_ONCE))


@dataclass(frozen=True)
class Limits:
    """What a dataset may cost.

    Attributes:
        seconds: for everything that is asked for one dataset, waiting included.
        bytes: of one answer.
        attempts: of one request.
        silence: seconds without a byte, after which an answer is given up.
        pause: seconds of the first pause between attempts, at most; later ones grow.
        longest: seconds of the longest pause of our own choice.
        poll: seconds between two questions whether an answer is ready.
    """

    seconds: float = 1800
    bytes: int = 2 << 30
    attempts: int = 5
    silence: float = 60
    pause: float = 2
    longest: float = 120
    poll: float = 10


class Unreachable(YearbookError):
    """No answer came, or not all of it: nothing can be said of what the service has."""


class _Again(Exception):
    """An attempt failed in a way that may pass; `wait` is what the service asks for, in seconds."""

    def __init__(self, what: str, wait: float = 0) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True)
class Transport:
    """Requests of one dataset.

    Attributes:
        folder: where answers are put; what is only half there when a request fails is taken up by the next.
        limits: see there.
        say: is told of pauses and repetitions, line by line.
        progress: is told the name of an answer, the bytes so far and those in all (0 if it is not known).
        asked: addresses of the requests so far.
    """

    folder: Path
    limits: Limits = Limits()
    say: Callable[[str], None] = lambda _: None
    progress: Callable[[str, int, int], None] = lambda *_: None
    asked: list[str] = field(default_factory=list)
    until: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "until", self.until or time.monotonic() + self.limits.seconds)

    def within(self, folder: Path) -> Transport:
        """Return a transport for another dataset: another folder, all the time again."""
        folder.mkdir(parents=True, exist_ok=True)
        return replace(self, folder=folder, asked=[], until=time.monotonic() + self.limits.seconds)

    def fetch(
        self, url: str, name: str, *, json: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the answer to a request, its body in the file `name`; with `json`, the request is a POST.

        Any status but the ones of a busy service is an answer: 200, 304, 400, 404, 413.

        Raises:
            Unreachable: the service cannot be reached, stays busy, redirects in a circle, or an answer takes more
                time or bytes than the limits allow.
        """
        self.asked.append(url)
        tries = Retrying(
            stop=stop_after_attempt(self.limits.attempts),
            wait=self._pause,
            retry=retry_if_exception_type(_Again),
            before_sleep=lambda state: self.say(f"  {_why(state)}; trying again"),
            sleep=self.wait,
            reraise=True,
        )
        try:
            return tries(self._attempt, url, name, json, {**(headers or {})})
        except _Again as error:
            raise Unreachable(f"the service did not answer: {error}", where=url, remedy=LATER) from error

    def wait(self, seconds: float) -> None:
        """Wait, if the time that is left allows it.

        Raises:
            Unreachable: it does not.
        """
        if time.monotonic() + seconds > self.until:
            raise Unreachable(
                f"the service asks to wait for {seconds:,.0f} s, and the {self.limits.seconds:,.0f} s which a dataset "
                "may take are nearly over",
                where=self.asked[-1] if self.asked else "",
                remedy=LATER,
            )
        time.sleep(seconds)

    def _pause(self, state: RetryCallState) -> float:
        own = wait_random_exponential(multiplier=self.limits.pause, max=self.limits.longest)(state)
        asked = _again(state).wait
        # a little later than asked, so that not everybody comes back in the same second
        return max(own, asked + own / 10 if asked else 0)

    def _attempt(self, url: str, name: str, body: Mapping[str, Any] | None, headers: dict[str, str]) -> Answer:
        with _places[httpx.URL(url).host], _explained(url), _client(self.limits) as client:
            partial = Partial(self.folder / name, url)
            method = "GET" if body is None else "POST"
            with client.stream(method, url, json=body, headers=headers | partial.headers) as response:
                if response.status_code in BUSY:
                    wait = retry_after(response.headers)
                    raise _Again(f"it answers {response.status_code} {response.reason_phrase}".rstrip(), wait)
                received = self._save(response, partial)
            # what was taken up is whole now
            status = 200 if response.status_code == 206 else response.status_code
            answer = Answer(str(response.url), status, dict(response.headers), received)
            if answer.packed and not unpacks(received, UNPACKED * self.limits.bytes):
                raise _Again("the gzip file is cut off, damaged or without end")
            return decoded(answer)

    def _save(self, response: httpx.Response, partial: Partial) -> Path:
        total = int(response.headers.get("Content-Length") or 0)
        with partial.writing(response.status_code, response.headers) as file:
            total += file.tell() if total else 0
            for chunk in response.iter_raw():
                file.write(chunk)
                if file.tell() > self.limits.bytes:
                    partial.discard()
                self._check(str(response.url), file.tell())
                self.progress(partial.path.name, file.tell(), total)
        return partial.finished()

    def _check(self, url: str, received: int) -> None:
        if received > self.limits.bytes:
            what = f"the answer is longer than the {self.limits.bytes:,} bytes that one may have"
            raise Unreachable(what, where=url, remedy="something is wrong with the service; try again later")
        if time.monotonic() > self.until:
            what = f"the answer takes longer than the {self.limits.seconds:,.0f} s that a dataset may take"
            raise Unreachable(what, where=url, remedy=LATER)


def _again(state: RetryCallState) -> _Again:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, _Again) else _Again("")


def _why(state: RetryCallState) -> str:
    pause = state.next_action.sleep if state.next_action else 0
    return f"{_again(state)}, waiting {pause:,.1f} s"


def _client(limits: Limits) -> httpx.Client:
    # proxies come from the environment (HTTPS_PROXY, NO_PROXY) by themselves
    return httpx.Client(
        headers={"User-Agent": user_agent(), "Accept-Encoding": "gzip"},
        timeout=httpx.Timeout(limits.silence, connect=min(limits.silence, 20)),
        follow_redirects=True,
        max_redirects=5,
        verify=_trusted(next((path for name in BUNDLES if (path := os.environ.get(name))), "")),
    )


def user_agent() -> str:
    """Return who asks, with an address at which somebody can be reached (`YEARBOOK_CONTACT`)."""
    return f"yearbook/{version('yearbook')} (+{os.environ.get('YEARBOOK_CONTACT') or CONTACT})"


@cache
def _trusted(bundle: str) -> ssl.SSLContext:
    """Return whom to believe: the authorities of a file, or those that httpx comes with."""
    try:
        return ssl.create_default_context(cafile=bundle) if bundle else httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        raise YearbookError(
            f"the certificates cannot be read: {error}", where=bundle, remedy=f"correct {' or '.join(BUNDLES)}"
        ) from error


class _explained:  # noqa: N801  reads as a phrase where it is used
    """Turn what the network does into words: what may pass is tried again, what cannot is said at once."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, httpx.TooManyRedirects | httpx.UnsupportedProtocol | httpx.InvalidURL):
            what = "the service redirects in a circle or to no web address"
            raise Unreachable(what, where=self.url, remedy="correct `api` of the provider in data/datasets.toml")
        if isinstance(error, httpx.ConnectError) and "CERTIFICATE" in str(error).upper():
            what = f"the service does not prove who it is ({error})"
            remedy = (
                "behind a proxy that opens connections, give its certificates in SSL_CERT_FILE; else tell the provider"
            )
            raise Unreachable(what, where=self.url, remedy=remedy) from error
        if isinstance(error, httpx.TransportError):
            raise _Again(_said(error)) from error
        if isinstance(error, OSError):
            remedy = "make room on the disk, then collect again; vintages are as they were"
            raise Unreachable(f"the answer cannot be written: {error}", where=self.url, remedy=remedy) from error


def _said(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it is silent"
    return f"the connection fails ({str(error) or type(error).__name__})"
