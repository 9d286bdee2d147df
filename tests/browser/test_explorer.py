"""The explorer in a real browser, from disk and from a server: choose, sort, filter, share, take home."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import threading
import urllib.parse
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from browser.conftest import DESK, PHONE, Silent
from browser.test_accessibility import looks

from yearbook.observations import HAVE_A_FIGURE, states
from yearbook.palette import ROLES, dark

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"
FIRST_VIEW_BYTES = 1_000_000
"""All that the page asks for until its chart stands, frame and typefaces too, not compressed."""
CATALOGUE_BYTES = 140_000
"""What the catalogue of a whole edition has more than that of the tiny one."""
DRAWN = ".explorer-chart[data-drawn] svg"


@pytest.fixture
def explore(open_page, built):
    """Open the explorer of the tiny edition from disk at an address, and wait for its chart."""

    def opened(code: str = "en", fragment: str = "", width: int = DESK, **context: object):
        seen = open_page(built.book(code).joinpath("explorer.html").as_uri() + fragment, width, **context)
        seen.page.wait_for_selector(DRAWN)
        return seen

    return opened


@pytest.fixture
def spoilt_book(built, tmp_path):
    """A copy of the English book that a test may spoil."""
    return Path(shutil.copytree(built.book("en"), tmp_path / "LV" / "en" / "2023"))


def rows(page, group: str = "single") -> dict[str, list[str]]:
    """Return the cells of a part of the table by the names of its rows, flags after the figure."""
    found = page.locator(f".explorer-table tbody.group-{group} tr:has(th[scope=row])").all()
    return {
        row.locator("th").inner_text(): [cell.inner_text().split("\n")[0] for cell in row.locator("td").all()]
        for row in found
    }


def choose(page, name: str, value: str) -> None:
    page.select_option(f".explorer-controls [name={name}]", value)
    page.wait_for_selector(".explorer-chart[data-drawn]")


def shared_by(page):
    """Return the view in the address as the page itself has it: the driver hears of it a moment later."""
    return page.evaluate("() => location.hash.slice(1)")


def fragment_of(page) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(shared_by(page)))


def trouble(page) -> str:
    return page.inner_text(".explorer-trouble").strip()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("code", ["lv", "en"])
def test_the_first_view_shows_the_country_among_its_peers_per_inhabitants(explore, code, width):
    seen = explore(code, width=width)
    first = {"lv": ["Latvija", "Igaunija", "Lietuva"], "en": ["Latvia", "Estonia", "Lithuania"]}[code]
    assert list(rows(seen.page)) == first
    assert rows(seen.page)[first[0]] == ["94", "325", "331", "903p"]
    assert list(rows(seen.page, "apart")) == [{"lv": "Eiropas Savienība", "en": "European Union"}[code]]
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
    assert seen.complaints == []
    assert trouble(seen.page) == ""


def test_it_works_from_a_server_under_a_policy_that_forbids_inline_scripts_and_eval(open_page, built):
    class Strict(Silent):
        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(built.project.build))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen = open_page(f"http://127.0.0.1:{server.server_port}/site/LV/en/2023/index.html")
        seen.page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.sourceFile || ''))"
        )
        seen.page.goto(seen.page.url.replace("index.html", "explorer.html"))
        seen.page.wait_for_selector(DRAWN)
        for chart in ("columns", "bars"):
            choose(seen.page, "chart", chart)
            seen.page.wait_for_selector(f".explorer-chart[data-drawn={chart}] svg")
        assert [source for source in seen.page.evaluate("broken") if "/explorer/" in source] == []
        assert {urllib.parse.urlsplit(url).hostname for url in seen.requests} == {"127.0.0.1"}
        server.shutdown()


def test_every_cell_is_the_observation_that_stands_behind_it(explore, built, view_of):
    seen, results = explore(), view_of().results
    for name in ("applicants", "first_instance_decisions", "recognition_rate", "population"):
        indicator = seen.page.evaluate("(name) => yearbookExplorer.index.indicators[name]", name)
        held = results.compute(name).totals(keep=[one for one in indicator["dimensions"] if one != "geo"])
        frame = held.frame.assign(state=states(held.frame))
        read = """async ([name, codes]) => {
          const E = yearbookExplorer, indicator = E.index.indicators[name];
          const file = E.fileOf(name, codes);
          const content = indicator.files.includes(file) ? await E.load(file) : undefined;
          const key = [...E.freeDimensions(indicator, codes), "geo"].map((one) => codes[one]).join(";");
          return E.cells(content, key, indicator.periods.length);
        }"""
        for codes, series in frame.groupby([*indicator["dimensions"]]):
            chosen = dict(zip(indicator["dimensions"], codes, strict=True))
            cells = dict(zip(indicator["periods"], seen.page.evaluate(read, [name, chosen]), strict=True))
            for period in indicator["periods"]:
                cell, found = cells[period], series[series["period"] == period]
                assert cell["state"] == held.state_at(period, **chosen), (name, chosen, period)
                if len(found) and found.iloc[0]["state"] in HAVE_A_FIGURE:
                    row = found.iloc[0]
                    assert cell["value"] == pytest.approx(row["value"], abs=0.005)
                    assert (cell["source"], set(row["status"])) == (
                        row["source"],
                        set(cell["flags"]) & set(row["status"]),
                    )
                else:
                    assert cell["value"] is None


def test_rates_are_those_of_the_report_with_band_and_flags(explore, view_of):
    seen = explore(fragment="#i=applicants&m=rate&rows=LV,LT,EE,EL,EU27_2020")
    shown = seen.page.evaluate(
        """async () => {
          const E = yearbookExplorer;
          const shown = await E.figuresOf(E.readView(location.hash).view);
          return shown.rows.map((row) => [row.code, shown.periods.map((period, n) => [period, row.cells[n]])]);
        }"""
    )
    frame = view_of().results.compute("applicants_per_million").frame
    rated = {(row.geo, row.period): row for row in frame.itertuples() if row.value == row.value}
    cells = {(geo, period): cell for geo, series in shown for period, cell in series if cell["value"] is not None}
    assert set(cells) == set(rated)
    for key, cell in cells.items():
        row = rated[key]
        assert (cell["value"], cell["low"], cell["high"]) == pytest.approx((row.value, row.low, row.high))
        assert set(cell["flags"]) >= set(row.status)
        assert set(cell["source"].split()) == set(row.source.split())


def test_states_are_never_merged_and_the_legend_explains_those_that_are_there(explore):
    seen = explore(fragment="#i=applicants&rows=LV,EE,EL,LT&from=2022")
    assert rows(seen.page)["Greece"] == ["37,375", "c"]
    assert rows(seen.page)["Estonia"] == ["2,940", "3,980b"]
    legend = dict(zip(*(seen.page.locator(f".symbols {tag}").all_inner_texts() for tag in ("dt", "dd")), strict=True))
    assert legend == {"b": "break in series", "p": "provisional", "c": "confidential"}


def test_a_line_is_not_joined_over_a_break_and_what_is_provisional_is_hollow(explore):
    seen = explore(fragment="#i=applicants&rows=EE,LV")
    lines = seen.page.locator(".explorer-chart .mark-line path").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('d'))"
    )
    assert sorted(line.count("L") for line in lines) == [0, 2, 3]
    hollow = seen.page.locator(".explorer-chart .mark-symbol path[fill='#FFFFFF']")
    assert hollow.count() == 1
    assert hollow.get_attribute("stroke") == ROLES["country"]
    assert "two strokes" in seen.page.inner_text(".explorer-notes")
    assert "Hollow" in seen.page.inner_text(".explorer-notes")


def test_a_ratio_shows_the_range_that_rounding_leaves(explore):
    seen = explore(fragment="#i=recognition_rate&rows=LV")
    assert seen.page.locator("td:has-text('42.9%') .band").inner_text() == "16.3–85.2%"
    assert seen.page.locator(".explorer-chart .mark-area path, .explorer-chart .mark-rule line").count() > 0
    assert "Per million inhabitants" not in seen.page.inner_text(".explorer-controls")


def test_choosing_an_indicator_changes_table_chart_card_and_address(explore):
    seen = explore()
    choose(seen.page, "i", "recognition_rate")
    seen.page.wait_for_selector(".explorer-title:has-text('Recognition')")
    assert fragment_of(seen.page)["i"] == "recognition_rate"
    assert rows(seen.page)["Estonia"][0] == "50.0%*"
    seen.page.click(".explorer-about summary")
    assert "positive decisions ÷ all first-instance decisions" in seen.page.inner_text(".explorer-about")
    assert "Figures are rounded to the nearest 5" in seen.page.inner_text(".explorer-under")
    assert "migr_asydcfstq" in seen.page.inner_text(".explorer-under .sources")


def test_a_breakdown_shows_the_largest_and_keeps_the_total_apart(explore):
    seen = explore()
    choose(seen.page, "by", "citizen")
    seen.page.wait_for_selector(".explorer-table th[scope=row]:has-text('Iraq')")
    assert list(rows(seen.page)) == ["Unknown", "Russia", "Afghanistan", "Iraq"]
    assert list(rows(seen.page, "apart")) == ["Total"]
    choose(seen.page, "m", "count")
    seen.page.wait_for_selector("td:has-text('1,700')")
    assert "Totals are in the table only" in seen.page.inner_text(".explorer-notes")


def test_no_order_puts_a_total_among_the_countries_or_a_missing_figure_among_the_others(explore):
    seen = explore(fragment="#i=applicants&rows=EU27_2020,LV,EE,EL,LT&from=2022")
    for direction, order in (
        ("descending", ["Estonia", "Latvia", "Lithuania", "Greece"]),
        ("ascending", ["Lithuania", "Latvia", "Estonia", "Greece"]),
    ):
        seen.page.click("[data-sort='2023']")
        assert seen.page.get_attribute("th:has([data-sort='2023'])", "aria-sort") == direction
        assert list(rows(seen.page)) == order
        assert list(rows(seen.page, "apart")) == ["European Union"]
    seen.page.click("[data-sort=name]")
    assert list(rows(seen.page)) == ["Estonia", "Greece", "Latvia", "Lithuania"]
    assert fragment_of(seen.page)["sort"] == "name.up"


def test_the_filter_finds_names_without_diacritics_and_the_chart_follows(explore):
    seen = explore("lv", "#i=applicants&by=citizen&m=count")
    seen.page.fill("#explorer-find", "afganistana")
    assert list(rows(seen.page)) == ["Afganistāna"]
    seen.page.wait_for_selector(".explorer-chart[aria-label*='Afganistāna: ']")
    assert "Krievija" not in seen.page.get_attribute(".explorer-chart", "aria-label")
    seen.page.fill("#explorer-find", "nekas")
    assert "rindu nav" in seen.page.inner_text(".explorer-chart")


@pytest.mark.parametrize(("chart", "mark"), [("line", "mark-line"), ("columns", "mark-rect"), ("bars", "mark-rect")])
def test_an_address_leads_to_exactly_the_view_that_was_shared(explore, chart, mark):
    first = explore("lv")
    for name, value in (("by", "citizen"), ("geo", "LV"), ("m", "rate"), ("to", "2022"), ("chart", chart)):
        choose(first.page, name, value)
        first.page.wait_for_timeout(50)
    first.page.click("[data-sort='2021']")
    asked = shared_by(first.page)
    second = explore("en", f"#{asked}")
    assert trouble(second.page) == ""
    assert list(rows(second.page).values()) == [
        [cell.replace(",", ".") for cell in row] for row in rows(first.page).values()
    ]
    assert len(rows(second.page)) == 4
    assert second.page.locator(f".explorer-chart .{mark} path").count() > 0
    second.page.fill("#explorer-find", "af")
    third = explore("en", f"#{shared_by(second.page)}")
    assert list(rows(third.page)) == ["Afghanistan"]
    switch = first.page.locator("a[hreflang=en][href*='explorer.html']").first
    assert urllib.parse.urlsplit(switch.get_attribute("href")).fragment == asked


def test_the_link_is_copied_or_shown_to_be_copied(explore):
    seen = explore()
    seen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    seen.page.click("[data-action=copy]")
    shared = seen.page.input_value(".explorer-trouble input")
    assert shared.split("#")[1].startswith("i=applicants&rows=LV,EE,LT,EU27_2020")


GARBAGE = [
    ("#i=nothing", "i"),
    ("#i=applicants&by=shoe_size&geo=XX&to=1900&chart=pie&m=half&sort=2023.sideways", "by, geo, to, chart, m, sort"),
    ("#i=applicants&rows=LV,XX,<script>alert(1)</script>", "rows"),
    ("#<img src=x onerror=alert(1)>=1", "<img src"),
    ("#i=%E0%A4%A", "i=%E0%A4%A"),
    ("#i=__proto__&constructor=1", "i, constructor"),
    ("#i=recognition_rate&m=rate", "m"),
    ("#nowhere", "nowhere"),
    ("#find=" + "x" * 7000, "find=xxxxxxxxxxxxxxx"),
]


@pytest.mark.parametrize(("fragment", "names"), GARBAGE, ids=lambda text: text[:20])
def test_what_an_address_asks_for_in_vain_is_said_and_left_out(explore, fragment, names):
    seen = explore(fragment=fragment)
    assert f"The address asks for something that is not here: {names}" in trouble(seen.page)
    assert len(rows(seen.page)) >= 1
    assert seen.page.locator("#explorer img, #explorer script").count() == 0
    assert seen.complaints == []


def test_the_address_may_change_while_the_page_is_open(explore):
    seen = explore()
    seen.page.evaluate("location.hash = '#i=population&rows=LV&chart=columns'")
    seen.page.wait_for_selector(".explorer-chart[data-drawn=columns]")
    assert list(rows(seen.page)) == ["Latvia"]
    seen.page.evaluate("location.hash = '#content'")
    seen.page.wait_for_timeout(200)
    assert (list(rows(seen.page)), trouble(seen.page)) == (["Latvia"], "")


def test_the_keyboard_reaches_and_works_everything(explore):
    seen = explore()
    page = seen.page
    page.focus(".explorer-controls [name=i]")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".explorer-title:not(:text-is('Asylum applicants'))")
    assert page.evaluate("document.activeElement.name") == "i"
    visited = []
    for _ in range(40):
        page.keyboard.press("Tab")
        visited.append(
            page.evaluate(
                "(a => a.name || a.tagName + (a.dataset.action || a.dataset.sort || a.id))(document.activeElement)"
            )
        )
        if visited[-1].startswith("SUMMARY") and "to" in visited and visited.count("SUMMARY") == 2:
            break
    assert [name for name in ("by", "from", "to", "chart", "SUMMARY") if name not in visited] == []
    assert [
        name
        for name in ("BUTTONcsv", "BUTTONcopy", "BUTTONname", "explorer-find")
        if not any(name in one for one in visited)
    ] == []


def test_the_list_of_rows_opens_chooses_and_closes_by_keyboard(explore):
    page = explore(fragment="#i=applicants&rows=LV").page
    page.focus(".pick summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("lith")
    assert page.locator(".pick li:visible").all_inner_texts() == ["Lithuania"]
    page.focus(".pick [value=LT]")
    page.keyboard.press("Space")
    page.wait_for_selector(".explorer-table th[scope=row]:has-text('Lithuania')")
    assert page.evaluate("document.activeElement.value") == "LT"
    assert page.locator(".pick li:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert not page.locator(".pick .panel").is_visible()


def test_quick_choices_take_groups_of_countries(explore):
    page = explore().page
    page.click(".pick summary")
    page.click("[data-quick=union]")
    page.wait_for_selector(".explorer-table th[scope=row]:has-text('Greece')")
    assert set(rows(page)) == {"Latvia", "Lithuania", "Estonia", "Greece"}
    page.click("[data-quick=nothing]")
    page.wait_for_selector(".explorer-chart p:has-text('There are no rows')")
    assert page.locator(".explorer-table tbody").count() == 0
    page.click("[data-quick=largest]")
    page.wait_for_selector(".explorer-table th[scope=row]")
    assert "European Union" not in rows(page)


def test_what_changed_is_said_to_those_who_cannot_see_it(explore):
    page = explore().page
    assert page.inner_text(".explorer-said") == "Asylum applicants. Rows: 4. Periods: 2020–2023."
    alt = page.get_attribute(".explorer-chart", "aria-label")
    assert alt.startswith(
        "Line chart: Asylum applicants. Per million inhabitants, 2020–2023. Latvia: 94 in 2020, 903 in 2023."
    )
    assert alt.endswith("All figures are in the table below the chart.")


def test_a_label_with_markup_is_shown_as_text_everywhere(explore, open_page, spoilt_book):
    index, evil = spoilt_book / "explorer" / "index.js", "<img src=x onerror=alert(1)>"
    text = index.read_text("utf-8")
    index.write_text(text.replace('{"name":"Estonia"}', json.dumps({"name": evil})), "utf-8")
    for chart in ("line", "columns", "bars"):
        seen = open_page(f"{spoilt_book.joinpath('explorer.html').as_uri()}#i=applicants&rows=EE,LV&chart={chart}")
        seen.page.on("dialog", lambda _: pytest.fail("the label was taken for markup"))
        seen.page.wait_for_selector(DRAWN)
        seen.page.click(".pick summary")
        assert evil in rows(seen.page)
        assert evil in seen.page.get_attribute(".explorer-chart", "aria-label")
        assert seen.page.locator("#explorer img").count() == 0


def test_a_missing_data_file_is_named_and_can_be_asked_for_again(open_page, spoilt_book):
    file = spoilt_book / "explorer" / "applicants.citizen.js"
    kept = file.read_bytes()
    file.unlink()
    page = open_page(f"{spoilt_book.joinpath('explorer.html').as_uri()}#i=applicants&by=citizen").page
    page.wait_for_selector(".explorer-trouble button")
    assert "The data file ‘applicants.citizen.js’ could not be loaded." in trouble(page)
    assert not page.locator(".explorer-result").is_visible()
    choose_there = page.locator(".explorer-controls [name=i] option")
    assert choose_there.count() > 3
    file.write_bytes(kept)
    page.click(".explorer-trouble button")
    page.wait_for_selector(".explorer-table th[scope=row]:has-text('Iraq')")
    assert trouble(page) == ""


def test_a_data_file_that_is_broken_is_named_too(open_page, spoilt_book):
    (spoilt_book / "explorer" / "applicants.js").write_text("yearbookExplorer.receive(", "utf-8")
    page = open_page(spoilt_book / "explorer.html").page
    page.wait_for_selector(".explorer-trouble button")
    assert "‘applicants.js’" in trouble(page)


def test_without_the_program_that_draws_the_table_stands(open_page, spoilt_book):
    (spoilt_book / "explorer" / "vega.js").unlink()
    page = open_page(spoilt_book / "explorer.html").page
    page.wait_for_selector(".explorer-chart p")
    assert "there is only the table" in page.inner_text(".explorer-chart")
    assert rows(page)["Latvia"] == ["94", "325", "331", "903p"]


def test_without_the_catalogue_or_without_scripts_the_page_says_what_is_wrong(open_page, spoilt_book):
    (spoilt_book / "explorer" / "index.js").unlink()
    page = open_page(spoilt_book / "explorer.html").page
    page.wait_for_selector("#explorer:has-text('explorer/index.js is missing')")
    plain = open_page(spoilt_book / "explorer.html", java_script_enabled=False).page
    assert "Exploring the data needs JavaScript" in plain.inner_text("#explorer")
    assert plain.locator("#explorer a[href='index.html']").is_visible()


def downloaded(page, action: str) -> bytes:
    with page.expect_download() as coming:
        page.click(f"[data-action={action}]")
    return Path(coming.value.path()).read_bytes()


def test_the_table_goes_home_with_states_flags_and_sources(explore, open_page, spoilt_book):
    seen = explore(fragment="#i=applicants&rows=EL,EE&from=2022")
    text = downloaded(seen.page, "csv").decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert [(r["geo"], r["geo_name"], r["period"], r["value"], r["state"], r["flags"]) for r in found] == [
        ("EL", "Greece", "2022", "37375", "figure", ""),
        ("EL", "Greece", "2023", "", "confidential", ""),
        ("EE", "Estonia", "2022", "2940", "figure", ""),
        ("EE", "Estonia", "2023", "3980", "figure", "b"),
    ]
    assert {row["source"] for row in found} == {"migr_asyappctza@2025-05"}


def test_no_cell_of_the_file_is_a_formula_and_negative_numbers_stay_numbers(explore):
    seen = explore()
    text = seen.page.evaluate(
        """() => {
          const E = yearbookExplorer;
          E.index.labels.geo.LV.name = "=HYPERLINK(\\"http://x\\"),\\n@1";
          const view = E.firstView("applicants");
          const cells = [{ value: -5, state: "figure", flags: "", source: "a@1" }];
          const shown = { view, indicator: E.index.indicators.applicants, periods: ["2023"], scale: { unit: "-x" } };
          return E.csvOf(shown, [{ code: "LV", cells }]);
        }"""
    )
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    assert row["geo_name"] == '\'=HYPERLINK("http://x"),\n@1'
    assert (row["value"], row["unit"]) == ("-5", "'-x")


def test_the_chart_goes_home_with_title_and_source(explore):
    page = explore("lv").page
    svg = downloaded(page, "svg").decode("utf-8")
    assert svg.startswith("<svg") and "aria-" not in svg
    assert "Patvēruma pieteikumu iesniedzēji" in svg
    assert "Avots: Eurostat, demo_gind" in svg
    assert downloaded(page, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(("code", "said"), [("lv", "40\u00a0000"), ("en", "40,000")])
def test_numbers_at_the_axis_are_written_as_the_page_writes_them(explore, code, said):
    seen = explore(code, "#i=applicants&rows=EL")
    assert said in seen.page.locator(".explorer-chart .mark-text text").all_text_contents()


def test_a_dark_page_gets_a_chart_for_dark_pages(explore):
    page = explore(color_scheme="dark").page
    page.wait_for_selector(f".explorer-chart .mark-line path[stroke='{dark(ROLES['country'])}']")


@pytest.mark.parametrize("code", ["lv", "en"])
def test_no_breach_of_wcag_also_while_something_is_wrong(explore, code):
    seen = explore(code, "#i=recognition_rate&rows=LV,EE,LT&sort=2022.down")
    assert looks(seen) == {}
    seen.page.evaluate("location.hash = '#i=nothing&chart=columns'")
    seen.page.wait_for_selector(".explorer-trouble p")
    assert looks(seen) == {}


def test_the_first_view_is_light_and_waits_for_the_chart_alone(explore):
    seen = explore()
    paths = [
        Path(urllib.parse.unquote(urllib.parse.urlsplit(url).path)) for url in seen.requests if url.startswith("file:")
    ]
    own = [path.name for path in paths if path.parent.name == "explorer"]
    assert own == ["explorer.css", "explorer.js", "index.js", "applicants.js", "inhabitants.js", "vega.js"]
    assert sum(path.stat().st_size for path in paths) < FIRST_VIEW_BYTES - CATALOGUE_BYTES


def test_nothing_in_its_files_leads_elsewhere(built):
    text = (built.book("en") / "explorer" / "explorer.js").read_text("utf-8")
    page = (built.book("en") / "explorer.html").read_text("utf-8")
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*explorer', page) == []
    assert "cookie" not in text
    assert "localStorage" not in text
