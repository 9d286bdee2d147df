"""How a book is read: its pages in Chromium, served compressed from this machine, each time with an empty cache."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt")
ASKED = {"lv": "patveruma", "en": "asylum"}
# when the first page that was found stood in the list, in milliseconds since the reader asked for the page
WATCH = """
new MutationObserver((_, watch) => {
  if (document.querySelector("#search-results li a")) { window.answered = performance.now(); watch.disconnect(); }
}).observe(document, { childList: true, subtree: true });
"""


@dataclass(frozen=True)
class Loaded:
    """What came for one page: requests, bytes as files, bytes as sent."""

    requests: int
    plain: int
    sent: int


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed as web servers do it, and says nothing of it."""

    def do_GET(self) -> None:
        """Send a file."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        if file.suffix in COMPRESSED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site while it is read, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser.

    Raises:
        SystemExit: there is none on this machine.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  sizes of files need no browser

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        raise SystemExit("There is no Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def load(browser: Browser, address: str, ready: str = "main") -> Loaded:
    """Open a page as a reader does who comes for the first time, and wait for `ready` (a selector) and a quiet line."""
    with _visit(browser) as page:
        answers: list[Request] = []
        page.on("requestfinished", lambda one: answers.append(one))  # noqa: PLW0108  a list's own method takes no mark
        page.goto(address)
        page.wait_for_selector(ready, state="attached")
        page.wait_for_load_state("networkidle")
        sizes = [(len(came.body()), one.sizes()["responseBodySize"]) for one in answers if (came := one.response())]
        return Loaded(len(sizes), sum(plain for plain, _ in sizes), sum(sent for _, sent in sizes))


def search_time(browser: Browser, book: str, language: str, runs: int) -> tuple[float, int]:
    """Return how long a reader with an empty cache waits for the answer, and how many pages it names.

    Args:
        browser: Chromium.
        book: address of the book's folder.
        language: of the book, for a word to ask for.
        runs: how often it is asked.

    Returns:
        Median from the request for the search page to the first page in the list, in milliseconds; pages found.
    """
    times, hits = [], 0
    for _ in range(runs):
        with _visit(browser) as page:
            page.add_init_script(WATCH)
            page.goto(f"{book}/search.html?q={ASKED[language]}")
            page.wait_for_function("window.answered")
            times.append(float(page.evaluate("window.answered")))
            page.wait_for_load_state("networkidle")
            hits = page.locator("#search-results li").count()
    return median(times), hits


@contextmanager
def _visit(browser: Browser) -> Iterator[Page]:
    visit = browser.new_context(viewport={"width": 1280, "height": 900})
    yield visit.new_page()
    visit.close()
