"""Terms of the glossary explained where they stand: by pointer, keyboard and finger, and always put away again."""

from __future__ import annotations

import pytest
from browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TERM, BUBBLE = "a.term[data-definition]", ".bubble"
SAID = {"lv": "Kas lūdz aizsardzību pirmo reizi.", "en": "Who asks for protection for the first time."}


@pytest.fixture
def term(visit):
    """A page with terms, the first of them, and the bubble."""

    def opened(code: str = "lv", **context: object):
        page = visit(code, "asylum", **context).page
        first = page.locator(TERM, has_text="irst" if code == "en" else "irmreiz").first
        first.scroll_into_view_if_needed()
        return page, first, page.locator(BUBBLE)

    return opened


@pytest.mark.parametrize("code", ["lv", "en"])
def test_a_pointer_over_the_word_shows_what_it_means_and_may_move_into_the_bubble(term, code):
    page, first, bubble = term(code)
    assert not bubble.is_visible()
    first.hover()
    assert bubble.inner_text() == SAID[code]
    box = bubble.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    assert bubble.is_visible()
    page.mouse.move(5, 5)
    bubble.wait_for(state="hidden")


def test_a_pointer_that_leaves_the_word_takes_the_bubble_away(term):
    page, first, bubble = term()
    first.hover()
    page.mouse.move(5, 5)
    bubble.wait_for(state="hidden")


def test_the_keyboard_shows_it_and_escape_puts_it_away_without_moving_the_focus(term):
    page, first, bubble = term()
    first.evaluate("term => term.focus({ focusVisible: true })")
    assert bubble.inner_text() == SAID["lv"]
    assert first.get_attribute("aria-describedby") == bubble.get_attribute("id")
    assert bubble.get_attribute("role") == "tooltip"
    page.keyboard.press("Escape")
    assert not bubble.is_visible()
    assert first.evaluate("term => term === document.activeElement")
    assert first.get_attribute("aria-describedby") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert bubble.is_visible()
    page.evaluate("document.activeElement.blur()")
    assert not bubble.is_visible()


def test_the_keyboard_follows_the_word_to_the_glossary(term):
    page, first, _ = term()
    first.evaluate("term => term.focus({ focusVisible: true })")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-*")


def test_a_tap_shows_it_a_second_one_leads_on_and_one_beside_puts_it_away(term):
    page, first, bubble = term(width=PHONE, has_touch=True, is_mobile=True)
    here = page.url
    first.tap()
    assert bubble.inner_text() == SAID["lv"]
    assert page.url == here
    box = bubble.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE
    page.locator("article h1").tap()
    assert not bubble.is_visible()
    first.tap()
    first.tap()
    page.wait_for_url("**/glossary.html#term-*")


def test_the_bubble_stands_above_the_word_where_the_window_ends(term):
    page, first, bubble = term()
    box = first.bounding_box()
    page.set_viewport_size({"width": 1280, "height": int(box["y"] + box["height"]) + 4})
    first.hover()
    word, shown = first.bounding_box(), bubble.bounding_box()
    assert shown["y"] + shown["height"] <= word["y"]
