"""No English on Latvian pages: not in the theme, not in what scripts add, not in what only a screen reader says."""

from __future__ import annotations

import re

import pytest
from browser.test_accessibility import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# what a program says to readers, without words that Latvian has too (no, to, par, as)
WORDS = """
the of and for is with this that are not be by from page pages search searching results found finished your you previous
next table figure note source contents home copy copied close open show hide link permalink download data menu skip
footnote warning error missing loading please preparing matching query match chart container axis values mark group
visualization legend scale light dark theme language english year years share cite references title published updated
version last back click select choose filter sort reset enlarge
"""
ENGLISH = frozenset(WORDS.split())
READ = """() => {
  const found = [];
  const named = ["title", "aria-label", "aria-roledescription", "alt", "placeholder", "label", "data-definition",
    "data-missing", "data-auto", "data-light", "data-dark", "data-text", "data-link"];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
    if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE", "CODE", "PRE"].includes(node.tagName)) return;
    if ((node.getAttribute("lang") ?? "lv") !== "lv") return;
    if (node.tagName === "META" && ["description", "og:title"].includes(node.name)) found.push(node.content);
    for (const name of named) if (node.tagName !== "SOURCE") found.push(node.getAttribute(name) ?? "");
    for (const child of (node.localName === "template" ? node.content : node).childNodes) walk(child);
  };
  walk(document.documentElement);
  return found.map((text) => text.trim()).filter(Boolean);
}"""


def english(page) -> list[str]:
    """Return the texts of a page that hold an English word; names of files and anchors are no words."""
    texts = [
        re.sub(r"[\w./-]*[_/][\w./-]*|#\S+|\S+\.(?:js|csv|xlsx|html)\b", " ", text) for text in page.evaluate(READ)
    ]
    return [text for text in texts if ENGLISH & {word.lower() for word in re.findall(r"[^\W\d_]+", text)}]


@pytest.mark.parametrize("kind", KINDS)
def test_a_latvian_page_is_latvian(visit, kind):
    page = visit("lv", kind).page
    if kind == "explorer":
        page.wait_for_selector(".explorer-chart[data-drawn]")
    assert english(page) == []


@pytest.mark.parametrize("address", ["search.html?q=patveruma", "search.html?q=zzzz", "explorer.html#i=xyz"])
def test_what_scripts_answer_is_latvian(visit, address):
    page = visit("lv", "index").page
    page.goto(page.url.replace("index.html", address))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    assert english(page) == []


def test_other_pages_of_the_site_are_latvian(open_page, built):
    site = built.project.build / "site"
    embedded = open_page(next((built.book("lv") / "data").glob("*.html"))).page
    front = open_page(site / "index.html").page
    assert front.title().startswith("Ziņojums par patvērumu")
    front.evaluate("document.title = ''")  # it is in both languages
    assert (english(embedded), english(front)) == ([], [])


def test_the_scan_finds_english(visit):
    page = visit("en", "search").page
    page.evaluate("document.documentElement.lang = 'lv'")
    assert len(english(page)) > 5
    page = visit("lv", "index").page
    page.evaluate("document.querySelector('h1').setAttribute('aria-label', 'Skip to content')")
    assert english(page) == ["Skip to content"]
