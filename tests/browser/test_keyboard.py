"""Years, languages, search and contents by keyboard alone, as a reader without a mouse walks them."""

from __future__ import annotations

import pytest
from browser.conftest import PHONE
from browser.test_accessibility import looks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def walk_to(page, text: str) -> None:
    """Press Tab until something with this text has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    pytest.fail(f"the keyboard does not reach '{text}'")


def test_the_menu_of_years_opens_closes_and_leads_on(open_page, later):
    page = open_page(later / "LV/lv/2023/asylum.html").page
    walk_to(page, "Citi gadi")
    years = page.locator("details.years li a")
    assert not years.first.is_visible()
    press(page, "Enter")
    assert years.all_inner_texts() == ["2024", "2023"]
    assert page.locator("details.years [aria-current]").inner_text() == "2023"
    press(page, "Tab", "Tab")
    assert focused(page) == "2023"
    press(page, "Escape")
    assert not years.first.is_visible()
    assert focused(page) == "Citi gadi"
    press(page, "Space", "Tab", "Enter")
    page.wait_for_url("**/LV/lv/2024/asylum.html")


def test_the_open_menu_breaks_no_rule(open_page, later):
    seen = open_page(later / "LV/lv/2023/asylum.html")
    seen.page.locator("details.years summary").click()
    assert looks(seen) == {}


@pytest.mark.parametrize(("code", "label", "other"), [("lv", "In English", "en"), ("en", "Latviski", "lv")])
def test_the_switch_of_language_is_walked_to_and_keeps_the_page(visit, code, label, other):
    page = visit(code, "decisions").page
    walk_to(page, label)
    assert page.evaluate("document.activeElement.lang") == other
    press(page, "Enter")
    page.wait_for_url(f"**/LV/{other}/2023/decisions.html")


def test_the_search_is_asked_and_its_answers_are_walked_by_keyboard(visit):
    page = visit("lv", "index").page
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("pieteikumiem")
    press(page, "Enter")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('lap')")
    first = page.locator("#search-results li a").first.inner_text()
    walk_to(page, first)
    press(page, "Enter")
    page.wait_for_selector("article h1")
    assert "search.html" not in page.url


def test_contents_on_a_phone_open_by_keyboard(visit):
    page = visit("en", "asylum", PHONE).page
    walk_to(page, "Contents")
    link = page.locator(".contents a").first
    assert not link.is_visible()
    press(page, "Enter")
    assert link.is_visible()
    press(page, "Tab", "Enter")
    page.wait_for_url("**/index.html")


def test_the_data_of_a_figure_unfold_and_are_walked_by_keyboard(visit):
    page = visit("en", "asylum").page
    summary = page.locator("figure + details.exhibit-data summary").first
    summary.focus()
    press(page, "Enter", "Tab")
    assert focused(page) == "CSV"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
