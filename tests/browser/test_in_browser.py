"""The tiny edition in a real browser: it fits the screen, asks nobody else, and works from disk and from a server."""

from __future__ import annotations

import re
import shutil

import pytest
from browser.conftest import DESK, PHONE
from unit.site.test_search import FORMS

from yearbook.site.search import stem_latvian

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST_PAGE_BYTES = 300_000


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", ["index", "asylum", "decisions", "search"])
@pytest.mark.parametrize("code", ["lv", "en"])
def test_a_page_fits_the_screen_and_asks_nobody_else(visit, code, page, width):
    seen = visit(code, page, width)
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{wide - width} px stand out at the side"
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
    assert seen.complaints == []  # a breach of the page's own policy would be one


@pytest.mark.parametrize("page", ["index", "asylum", "search"])
def test_from_a_server_below_a_path_it_stays_on_the_site_and_sets_no_cookie(open_page, served, page):
    seen = open_page(f"{served}/LV/lv/2023/{page}.html?q=patveruma")
    assert [url for url in seen.requests if not url.startswith((f"{served}/", "data:"))] == []
    assert seen.complaints == []
    assert seen.context.cookies() == [] and seen.page.evaluate("document.cookie") == ""


def test_the_policy_holds_against_a_foreign_and_an_inline_script(open_page, served):
    seen = open_page(f"{served}/LV/lv/2023/asylum.html")
    ran = seen.page.evaluate(
        """async () => {
            const add = (set) => new Promise((done) => {
                const tag = document.createElement("script");
                set(tag);
                tag.onload = () => done(true); tag.onerror = () => done(false);
                document.head.append(tag);
                setTimeout(() => done(Boolean(window.ran)), 300);
            });
            return [await add((tag) => { tag.textContent = "window.ran = true"; }),
                    await add((tag) => { tag.src = "https://example.org/x.js"; })];
        }"""
    )
    assert ran == [False, False]
    assert len(seen.complaints) >= 2 and "Content Security Policy" in seen.complaints[0]


def test_the_first_page_is_light(open_page, served):
    assert open_page(f"{served}/LV/lv/2023/index.html").bytes < FIRST_PAGE_BYTES


@pytest.mark.parametrize("page", ["index", "asylum"])
def test_without_scripts_everything_can_be_read_and_reached(visit, page):
    seen = visit("lv", page, java_script_enabled=False)
    assert seen.page.locator("article h1").is_visible()
    assert seen.page.locator(".contents a").first.is_visible()
    assert seen.page.get_by_role("link", name="In English").is_visible()
    assert not seen.page.locator("button:not([type=submit])").filter(visible=True).count()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_chart_is_there_and_a_phone_gets_the_narrow_one(visit, width):
    seen = visit("lv", "asylum", width)
    charts = seen.page.locator("figure img")
    assert charts.count() == 3
    for number in range(charts.count()):
        chart = charts.nth(number)
        chart.scroll_into_view_if_needed()
        assert chart.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
        assert ("-phone" in chart.evaluate("picture => picture.currentSrc")) == (width == PHONE)
        assert chart.get_attribute("width") and chart.get_attribute("height")


def test_charts_follow_the_page_into_the_dark_by_system_and_by_choice(visit):
    seen = visit("lv", "asylum", color_scheme="dark")
    chart, button = seen.page.locator("figure img").first, seen.page.locator("button.colours")
    chart.scroll_into_view_if_needed()
    source = "picture => picture.decode().then(() => picture.currentSrc)"
    paper = "getComputedStyle(document.body).backgroundColor"
    assert "-dark" in chart.evaluate(source) and seen.page.evaluate(paper) == "rgb(20, 24, 30)"
    button.click()
    assert button.inner_text() == "Krāsas: gaišas"
    assert "-dark" not in chart.evaluate(source) and seen.page.evaluate(paper) == "rgb(255, 255, 255)"
    button.click()
    assert "-dark" in chart.evaluate(source)


def test_the_switch_leads_to_the_same_page_in_the_other_language(visit):
    seen = visit("lv", "asylum")
    seen.page.get_by_role("link", name="In English").first.click()
    assert seen.page.url.endswith("/LV/en/2023/asylum.html")
    assert seen.page.locator("html").get_attribute("lang") == "en"


def test_an_old_book_learns_of_a_newer_one_without_being_built_again(open_page, later):
    page = open_page(later / "LV/lv/2023/asylum.html").page
    assert page.locator(".older").is_visible()
    page.locator(".older a").click()
    assert page.url.endswith("/LV/lv/2024/asylum.html")


def test_a_page_that_the_other_year_lacks_leads_to_its_first_page_and_says_so(open_page, later):
    page = open_page(later / "LV/lv/2023/decisions.html").page
    page.locator("details.years summary").click()
    link = page.locator("details.years a", has_text="2024")
    assert "sākumlapa" in link.inner_text()
    link.click()
    assert page.url.endswith("/LV/lv/2024/index.html")
    english = open_page(later / "LV/en/2023/decisions.html").page
    assert not english.locator(".older").is_visible()


def test_latest_leads_on_to_the_newest_edition(open_page, later):
    page = open_page(later / "LV/lv/latest/asylum.html").page
    page.wait_for_url("**/LV/lv/2024/asylum.html")
    page.goto((later / "LV/lv/latest/decisions.html").as_uri())
    page.wait_for_url("**/LV/lv/2024/index.html")


@pytest.mark.parametrize("asked", ["patveruma", "PATVĒRUMAM", "iesniedzejiem", "lemumus"])
def test_the_search_finds_latvian_words_in_any_form_and_without_diacritics(visit, asked):
    page = visit("lv", "index").page
    page.get_by_role("searchbox").fill(asked)
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results li a").first.get_attribute("href")


def test_below_a_page_that_was_found_stands_its_first_finding(open_page, built, tmp_path):
    book = tmp_path / "LV" / "lv" / "2023"
    shutil.copytree(built.book("lv"), book)
    search = book / "search.html"
    told = '<template id="findings"><p data-page="asylum">Skaits &lt;b&gt; pieauga.</p>'
    search.write_text(search.read_text("utf-8").replace('<template id="findings">', told), "utf-8")
    page = open_page(f"{search.as_uri()}?q=pieteikumi").page
    page.wait_for_selector("#search-results li p")
    assert page.locator("#search-results p[data-page=asylum]").all_inner_texts() == ["Skaits <b> pieauga."]
    assert page.locator("#search-results li:has(a[href*='decisions.html']) p").count() == 0


def test_a_search_without_a_hit_says_so_in_latvian_and_runs_nothing(visit):
    seen = visit("lv", "index")
    seen.page.goto(seen.page.url.replace("index.html", "search.html?q=<img src=x onerror=alert(1)>zzz"))
    seen.page.wait_for_function("document.querySelector('.search-summary')?.textContent.includes('Nekas')")
    assert seen.page.locator("article img").count() == 0
    assert seen.complaints == []


def test_the_script_and_the_index_agree_on_every_form(visit):
    page = visit("lv", "search").page
    words = sorted(set(FORMS.split()))
    told = page.evaluate("words => words.map((word) => new Stemmer().stemWord(word))", words)
    assert told == [stem_latvian(word) for word in words]


def test_the_data_unfold_and_every_file_is_there(visit, built):
    page = visit("en", "asylum").page
    data = page.locator("figure + details.exhibit-data").first
    data.locator("summary").click()
    assert data.locator("tbody tr").first.is_visible()
    for link in data.locator(".files a").all():
        assert (built.book("en") / link.get_attribute("href")).is_file()
    assert "<iframe" in data.locator("code.embed").inner_text()


def test_on_a_server_citation_and_embedding_have_the_full_address(open_page, served):
    page = open_page(f"{served}/LV/lv/2023/asylum.html").page
    assert page.locator(".cite .here").text_content() == f"{served}/LV/lv/2023/asylum.html"
    embedded = page.locator("code.embed").first.text_content()
    address = re.search(r'src="([^"]+)"', embedded)[1]
    assert address.startswith(f"{served}/LV/lv/2023/data/")
    assert open_page(address).page.locator("img").evaluate("picture => picture.decode().then(() => true)")


def test_a_figure_can_be_enlarged_and_closed_by_keyboard(visit):
    page = visit("lv", "asylum").page
    button = page.get_by_role("button", name="Palielināt attēlu").first
    button.press("Enter")
    assert page.locator("dialog.zoom").is_visible()
    assert page.locator("dialog.zoom img").get_attribute("alt")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.zoom").is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_the_keyboard_walks_from_the_skip_link_through_search_and_switch_to_the_text(visit):
    page = visit("lv", "asylum").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert names[1:4] == ["Meklēt ziņojumā", "Meklēt", "In English"]
    page.keyboard.press("Home")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_front_page_leads_to_both_languages(open_page, built):
    seen = open_page(built.project.build / "site" / "index.html")
    for code in ("lv", "en"):
        assert seen.page.locator(f'a[href="LV/{code}/2023/index.html"]').count() == 1
    assert seen.complaints == []
