"""WCAG 2.2 A and AA by axe-core, on every kind of page, in both languages, light and dark, on desk and phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import DESK, PHONE

from yearbook.site.audit import AXE_RULES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = {"runOnly": list(AXE_RULES)}
KINDS = ["index", "asylum", "decisions", "search", "data", "calendar", "accessibility", "explorer"]
KINDS += ["glossary", "factsheet"]


def breaches(page) -> list[str]:
    """Return what axe found on a page, unfolded as far as it goes."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def looks(seen) -> dict[str, list[str]]:
    """Return the breaches of a page on both screens in both colours."""
    found = {}
    for width in (DESK, PHONE):
        seen.page.set_viewport_size({"width": width, "height": 900})
        for colours in ("light", "dark"):
            seen.page.emulate_media(color_scheme=colours)
            found[f"{width} {colours}"] = breaches(seen.page)
    return {look: rules for look, rules in found.items() if rules}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", ["lv", "en"])
def test_no_breach(visit, code, kind):
    assert looks(visit(code, kind)) == {}


@pytest.mark.parametrize(("code", "asked"), [("lv", "patveruma"), ("en", "asylum")])
def test_no_breach_in_a_list_of_findings(visit, code, asked):
    seen = visit(code, "index")
    seen.page.goto(seen.page.url.replace("index.html", f"search.html?q={asked}"))
    seen.page.wait_for_selector("#search-results li")
    assert looks(seen) == {}


def test_no_breach_on_the_front_page_and_in_an_embedded_chart(open_page, built):
    assert looks(open_page(built.project.build / "site" / "index.html")) == {}
    embedded = next((built.book("lv") / "data").glob("*.html"))
    assert looks(open_page(embedded)) == {}


@pytest.mark.parametrize("code", ["lv", "en"])
def test_no_breach_while_a_figure_is_enlarged(visit, code):
    seen = visit(code, "asylum")
    seen.page.locator("button.enlarge").first.click()
    assert breaches(seen.page) == []
