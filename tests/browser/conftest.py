"""Debian's Chromium, a small static server, and pages as they were opened."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from yearbook.book.shelf import update_landing

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
PHONE, DESK = 390, 1280


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        message = "there is no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(built) -> Iterator[str]:
    """Address of a folder above the site, so that it stands below a path."""
    handler = partial(Silent, directory=str(built.project.build))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site"
        server.shutdown()


class Visit:
    """A page as it was opened: what it asked for, how much came, what its console said."""

    def __init__(self, browser: Browser, address: str, width: int = DESK, **context: object) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **context)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.bytes = 0
        self.page.on("request", self._note)
        self.page.on("response", lambda answer: self._weigh(answer.body() if answer.ok else b""))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def _weigh(self, body: bytes) -> None:
        self.bytes += len(body)


@pytest.fixture
def open_page(browser) -> Iterator[object]:
    """Open an address (or a file) in a browser of its own, closed when the test ends."""
    visits: list[Visit] = []

    def opened(address: str | Path, width: int = DESK, **context: object) -> Visit:
        visits.append(Visit(browser, address.as_uri() if isinstance(address, Path) else address, width, **context))
        return visits[-1]

    yield opened
    for one in visits:
        one.context.close()


@pytest.fixture
def visit(open_page, built):
    """Open a page of the tiny edition from disk."""
    return lambda code, page, width=DESK, **context: open_page(built.book(code) / f"{page}.html", width, **context)


@pytest.fixture
def later(built, tmp_path):
    """The site after another edition has come: its old books are not touched, only the shelf is."""
    site = tmp_path / "under" / "site"
    shutil.copytree(built.project.build / "site", site)
    card = json.loads((site / "LV/lv/2023/edition.json").read_text("utf-8"))
    newer = site / "LV/lv/2024"
    shutil.copytree(site / "LV/lv/2023", newer)
    (newer / "decisions.html").unlink()
    card |= {"year": 2024, "pages": [page for page in card["pages"] if page != "decisions"]}
    (newer / "edition.json").write_text(json.dumps(card), "utf-8")
    update_landing(site)
    return site
