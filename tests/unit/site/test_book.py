"""A small book built in both languages, one after the other in one process, as a reader would find it."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from yearbook.site.interface import table, translate_page

CONF = {
    "extensions": [
        "sphinx_togglebutton",
        "sphinx_copybutton",
        "myst_nb",
        "jupyter_book",
        "sphinx_thebe",
        "sphinx_design",
        "sphinx_book_theme",
        "yearbook.site",
    ],
    "html_theme": "sphinx_book_theme",
    "html_title": "2023",
    "numfig": True,
    "nb_execution_mode": "off",
    "myst_enable_extensions": ["colon_fence"],
    "yearbook_country": "LV",
    "yearbook_year": 2023,
    "yearbook_languages": ["lv", "en"],
    "yearbook_pdf": True,
}
INDEX = """\
+++ {"tags": ["lang-lv"]}
# Sākumlapa
:::{note}
Teksts latviešu valodā par bēgļiem.
:::
:::{hint}
Vēl teksts.
:::
+++ {"tags": ["lang-en"]}
# Start page
:::{note}
English text about refugees.
:::
+++
```{toctree}
pages/chapter
```
"""


def markdown(source, tag):
    return {"cell_type": "markdown", "id": tag, "source": source, "metadata": {"tags": [tag]}}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    source = tmp_path_factory.mktemp("book")
    (source / "pages").mkdir()
    (source / "index.md").write_text(INDEX, "utf-8")
    cells = [
        markdown("# Nodaļa\n\n## Dati\n\nPatvērums.", "lang-lv"),
        markdown("# Chapter\n\n## Data\n\nAsylum.", "lang-en"),
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (source / "pages" / "chapter.ipynb").write_text(json.dumps(notebook), "utf-8")
    for code in ("lv", "en"):
        out = source / "site" / "LV" / code / "2023"
        settings = CONF | {"language": code, "exclude_patterns": ["site", "doctrees"]}
        doctrees = source / "doctrees" / code
        with patch_docutils(), docutils_namespace():
            app = Sphinx(source, None, out, doctrees, "html", settings, status=None, warningiserror=True)
            app.build()
        assert app.statuscode == 0
    return source / "site" / "LV"


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def words(page: Path) -> set[str]:
    """What a reader sees or hears of a page: text, and the words in attributes."""
    read = soup(page)
    for tag in read(["script", "style", "kbd"]):
        tag.decompose()
    named = [tag.get(name) for name in ("title", "aria-label", "placeholder", "alt") for tag in read.find_all()]
    return {text.strip() for text in [*read.strings, *(one for one in named if one)] if text.strip()}


def pages(site: Path, code: str) -> list[Path]:
    return sorted(page for page in (site / code / "2023").rglob("*.html") if "_static" not in page.parts)


def test_both_languages_hold_the_same_pages(site):
    names = [[page.relative_to(site / code).as_posix() for page in pages(site, code)] for code in ("lv", "en")]
    assert names[0] == names[1]
    assert {"2023/index.html", "2023/pages/chapter.html", "2023/search.html"} <= set(names[0])


def test_each_page_holds_one_language(site):
    latvian, english = (site / code / "2023/index.html" for code in ("lv", "en"))
    assert "Sākumlapa" in words(latvian) and "Start page" not in words(latvian)
    assert "Start page" in words(english) and "Sākumlapa" not in words(english)
    assert (soup(latvian).html["lang"], soup(english).html["lang"]) == ("lv", "en")


def test_no_latvian_page_holds_an_english_word_of_the_themes(site):
    known = {*table("latvian.toml")["text"], *table("latvian.toml")["page"], "Search the report", "On this page"}
    for page in pages(site, "lv"):
        assert not words(page) & known, page
        assert not {text for text in words(page) if re.search(r"\b(?:the|of|page|to|and|click)\b", text)}, page


def test_the_english_book_after_the_latvian_one_is_english(site):
    seen = words(site / "en/2023/index.html")
    assert {"Note", "Skip to main content", "Search the report"} <= seen
    assert not {"Piezīme", "Ieteikums", "Meklēt"} & seen


def test_our_words_win_over_those_that_come_with_sphinx(site):
    assert {"Ieteikums", "Piezīme", "Pāriet uz galveno saturu"} <= words(site / "lv/2023/index.html")


def test_the_switch_leads_to_the_same_page(site):
    for code, other in (("lv", "en"), ("en", "lv")):
        for page in pages(site, code):
            link = soup(page).select_one(f'.yearbook-switch a[hreflang="{other}"]')
            target = (page.parent / link["href"]).resolve()
            assert target == (site / other / page.relative_to(site / code)).resolve()
            assert target.is_file()


def test_links_upwards_know_how_deep_the_page_lies(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    assert page.select_one(".yearbook-editions a")["href"] == "../../../../index.html"
    assert page.select_one('.yearbook-switch a[type="application/pdf"]')["href"] == "../report.pdf"


def test_nothing_is_asked_of_anybody_else(site):
    for page in [*pages(site, "lv"), *pages(site, "en")]:
        read = soup(page)
        assert "thebe" not in str(read).casefold()
        for tag in read.find_all(["script", "link", "img", "iframe", "source"]):
            assert not re.match(r"(https?:)?//", tag.get("src") or tag.get("href") or ""), tag


def test_no_sources_no_launch_buttons_one_search_button(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    assert not (site / "lv/2023/_sources").exists()
    assert not page.select(".dropdown-launch-buttons, .dropdown-download-buttons, .btn-fullscreen-button")
    assert len(page.select("input[type=search]")) == 1


def test_the_scripts_of_search_and_copying_speak_latvian(site):
    static = site / "lv/2023/_static"
    assert "Atrasto lapu skaits" in (static / "translations.js").read_text("utf-8")
    assert '{"lv": {"copy": "Kopēt"' in (static / "copybutton.js").read_text("utf-8")
    assert "LV_ENDINGS" in (static / "language_data.js").read_text("utf-8")


def test_the_index_holds_latvian_stems(site):
    assert '"patver"' in (site / "lv/2023/searchindex.js").read_text("utf-8").replace("patver:", '"patver":')


def test_words_that_scripts_put_into_the_page_are_latvian(site):
    text = (site / "lv/2023/index.html").read_text("utf-8")
    assert "toggleHintShow = 'Rādīt'" in text and "Click to" not in text


def test_only_whole_words_of_the_themes_are_replaced():
    html = '<a title="Main">Main</a><p>Main street</p><p> Page </p><i data-title="Main">x</i>'
    assert translate_page(html, {"Main": "G", "Page": "L"}) == (
        '<a title="G">G</a><p>Main street</p><p> L </p><i data-title="G">x</i>'
    )
