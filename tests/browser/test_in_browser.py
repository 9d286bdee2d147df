"""The tiny edition in a real browser, from file://: it fits the screen, asks nobody else, and says what it shows."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESK = 390, 1280


@pytest.fixture(scope="session")
def browser():
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


class Visit:
    """A page as it was opened: what it asked for and what its console said."""

    def __init__(self, browser: Browser, address: str, width: int) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def visit(browser, built):
    visits: list[Visit] = []

    def open_page(code: str, page: str, width: int) -> Visit:
        visits.append(Visit(browser, (built.book(code) / f"{page}.html").as_uri(), width))
        return visits[-1]

    yield open_page
    for one in visits:
        one.page.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", ["index", "asylum", "decisions"])
@pytest.mark.parametrize("code", ["lv", "en"])
def test_a_page_fits_the_screen_and_asks_nobody_else(visit, code, page, width):
    seen = visit(code, page, width)
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{wide - width} px stand out at the side"
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
    assert seen.complaints == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_chart_is_there_and_a_phone_gets_the_narrow_one(visit, width):
    seen = visit("lv", "asylum", width)
    charts = seen.page.locator("figure img")
    assert charts.count() == 3
    for number in range(charts.count()):
        chart = charts.nth(number)
        chart.scroll_into_view_if_needed()
        assert chart.evaluate("picture => picture.complete && picture.naturalWidth > 0")
        narrow = "-phone.svg" in chart.evaluate("picture => picture.currentSrc")
        drawn_by_hand = chart.evaluate("picture => picture.naturalWidth") == 0
        assert narrow == (width == PHONE) or drawn_by_hand


def test_the_switch_leads_to_the_same_page_in_the_other_language(visit):
    seen = visit("lv", "asylum", DESK)
    seen.page.get_by_role("link", name="In English").first.click()
    assert seen.page.url.endswith("/LV/en/2023/asylum.html")
    assert seen.page.locator("html").get_attribute("lang") == "en"


def test_the_search_finds_a_latvian_word_in_another_case_without_diacritics(visit):
    seen = visit("lv", "index", DESK)
    seen.page.goto(seen.page.url.replace("index.html", "search.html?q=patveruma"))
    seen.page.wait_for_selector("#search-results li")
    assert "Patvēr" in seen.page.inner_text("#search-results") or "atvērum" in seen.page.inner_text("#search-results")


def test_the_front_page_leads_to_both_languages(browser, built):
    page = browser.new_page()
    page.goto((built.project.build / "site" / "index.html").as_uri())
    for code in ("lv", "en"):
        assert page.locator(f'a[href="LV/{code}/2023/index.html"]').count() == 1
    page.close()
