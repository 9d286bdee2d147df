"""What others wrote, names and commentary, stays text on every page; what is missing is said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from yearbook.book.build import build
from yearbook.book.request import Progress, Request
from yearbook.project import Project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURE, SCRIPT = '<img src=x onerror="window.ran=1">', "<script>window.ran = 1</script>"
COMMENTARY = f"Rakstīts `{SCRIPT}` un &lt;script&gt;window.ran = 2&lt;/script&gt;.\n"


@pytest.fixture(scope="module")
def hostile(tiny, tmp_path_factory) -> Path:
    """The Latvian book of a project whose labels hold markup and whose commentary shows a script."""
    place = tmp_path_factory.mktemp("hostile") / "project"
    project = Project(shutil.copytree(tiny.root, place, ignore=shutil.ignore_patterns("_build")))
    labels = project.data / "labels.csv"
    text, quoted = labels.read_text("utf-8"), PICTURE.replace('"', '""')
    for code, own, cases in (("IQ", "Irāka", "Irākas,Irākā"), ("LV", "Latvija", f'<i>Latvijas</i>,"{quoted}Latvijā"')):
        pattern = rf"^country,{code},[^,]*,[^,]*,[^,]*,[^,]*"
        text = re.sub(pattern, f'country,{code},"{quoted}{own}",<b>{own}</b>,{cases}', text, flags=re.MULTILINE)
    labels.write_text(text, "utf-8")
    chapter = project.root / "notebooks" / "asylum.ipynb"
    told = chapter.read_text("utf-8").replace("# Pieteikumi", "# Pieteikumi {glue:text}`country.where`")
    chapter.write_text(told, "utf-8")
    (project.editions / "2023" / "asylum.lv.md").write_text(COMMENTARY, "utf-8")
    silent = Progress(plan=lambda _: None, chapter=lambda _: None, step=lambda _: None)
    (first,) = build(project, Request("2023", languages=("lv",), formats=("html",)), silent)
    return first.parent


def test_labels_and_commentary_are_shown_as_text_on_every_page(open_page, hostile):
    seen = open_page(hostile / "asylum.html")
    shown = seen.page.inner_text("article")
    assert f"{PICTURE}Irāka (100)" in shown and PICTURE in seen.page.inner_text("h1")
    assert SCRIPT in shown and "<script>window.ran = 2</script>" in shown
    site = hostile.parents[2]
    pages = [*hostile.glob("*.html"), *(hostile / "data").glob("*.html"), site / "index.html"]
    assert len(pages) > 10
    for page in pages:
        seen.page.goto(page.as_uri())
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("img[src=x], b:has-text('Latvija'), i:has-text('Latvijas')").count() == 0, page.name
    seen.page.goto(f"{(hostile / 'search.html').as_uri()}?q=pieteikumi")
    seen.page.wait_for_selector("#search-results li a")
    assert any(PICTURE in one for one in seen.page.locator("#search-results li a").all_inner_texts())
    assert seen.page.locator("img[src=x]").count() == 0
    assert seen.complaints == []


@pytest.fixture
def torn(built, tmp_path) -> Path:
    """A copy of the site from which a test may take files."""
    return Path(shutil.copytree(built.project.build / "site", tmp_path / "site"))


def test_a_search_without_its_index_says_so(open_page, torn):
    (torn / "LV/lv/2023/searchindex.js").unlink()
    page = open_page(f"{(torn / 'LV/lv/2023/search.html').as_uri()}?q=pieteikumi").page
    page.wait_for_selector("[role=status]:has-text('neizdevās ielādēt datni searchindex.js')")
    assert page.get_by_role("link", name="Pieteikumi").first.is_visible()


def test_a_page_without_the_shelf_or_its_charts_can_be_read(open_page, torn):
    (torn / "editions.js").unlink()
    for picture in (torn / "LV/en/2023/_images").iterdir():
        picture.unlink()
    page = open_page(torn / "LV/en/2023/asylum.html").page
    assert page.get_by_role("link", name="Latviski").is_visible()
    chart = page.locator("figure img").first
    chart.scroll_into_view_if_needed()
    assert len(chart.get_attribute("alt")) > 80
    page.locator("figure + details.exhibit-data summary").first.click()
    assert page.locator("figure + details.exhibit-data tbody tr").first.is_visible()
