"""A small book built in both languages, one after the other in one process, as a reader would find it."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from yearbook.site.audit import statement_page
from yearbook.site.behind import Behind
from yearbook.site.extra_pages import staged_page
from yearbook.site.words import interface, table

SHELF = [
    {"language": "lv", "year": 2022, "pages": ["index"]},
    {"language": "lv", "year": 2023, "pages": ["index", "pages/chapter", "accessibility"]},
    {"language": "en", "year": 2023, "pages": ["index", "pages/chapter", "accessibility"]},
    {"language": "lv", "year": 2024, "pages": ["index", "pages/chapter"]},
]
CONF = {
    "extensions": ["myst_nb", "yearbook.site"],
    "html_theme": "yearbook",
    "project": "Ziņojums 2023",
    "author": "EMT",
    "html_title": "Ziņojums 2023",
    "numfig": True,
    "numfig_format": {"table": "%s. tabula", "figure": "%s. attēls"},
    "nb_execution_mode": "off",
    "myst_enable_extensions": ["colon_fence", "attrs_block"],
    "yearbook_country": "LV",
    "yearbook_year": "2023",
    "yearbook_shelf": SHELF,
    "yearbook_pdf": True,
    "yearbook_published": "2024-05-01",
    "yearbook_credits": ["Līdzfinansē <ES>"],
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
:::{chapter-list}
:::
```{toctree}
pages/chapter
```
"""
LINKED = "application/ld+json"
EVIL = "<script>alert(1)</script>"


FINDINGS = """{.key-findings}
- **Galvenais.** Skaits pieauga.

:::{exhibit-data} applicants
:::

:::{table} Tabula
:class: figures
| a | 2023 |
|:--|--:|
| Latvija | 5 |
:::
"""


def markdown(source, tag):
    return {"cell_type": "markdown", "id": tag, "source": source, "metadata": {"tags": [tag]}}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    source = tmp_path_factory.mktemp("book")
    (source / "pages").mkdir()
    (source / "index.md").write_text(INDEX, "utf-8")
    cells = [
        markdown(f"# Nodaļa\n\n{FINDINGS}\n\n## Dati\n\nPatvērums.", "lang-lv"),
        markdown(f"# Chapter\n\n{FINDINGS}\n\n## Data\n\nAsylum.", "lang-en"),
    ]
    shown = Behind(
        "applicants", "fig-applicants", EVIL, {"CSV": "data/applicants.csv"}, ["Valsts", EVIL], [[EVIL, "5"]]
    )
    (source / "exhibits").mkdir()
    for path, text in staged_page("accessibility", "Paziņojums", statement_page(interface("lv"), "1. maijā")).items():
        (source / path).parent.mkdir()
        (source / path).write_text(text, "utf-8")
    (source / "structured").mkdir()
    (source / "structured" / "index.json").write_text(json.dumps({"name": f"</script>{EVIL}"}), "utf-8")
    (source / "exhibits" / "applicants.data.json").write_text(shown.dump(), "utf-8")
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
    return spoken(soup(page))


def spoken(read: BeautifulSoup) -> set[str]:
    """What a reader sees or hears of a page: text, and the words in attributes."""
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


ENGLISH = re.compile(
    r"\b(the|of|and|page|search|click|toggle|skip|next|previous|contents|figure|table|link|note|copy|close|data)\b",
    re.I,
)


def test_no_latvian_page_holds_an_english_word(site):
    for page in pages(site, "lv"):
        read = soup(page)
        for foreign in read.select('[lang="en"], pre, code'):
            foreign.decompose()
        assert not {text for text in spoken(read) if ENGLISH.search(text)}, page


def test_the_english_book_after_the_latvian_one_is_english(site):
    seen = words(site / "en/2023/index.html")
    assert {"Note", "Skip to content", "Search"} <= seen
    assert not {"Piezīme", "Ieteikums", "Meklēt"} & seen


def test_our_words_win_over_those_that_come_with_sphinx(site):
    assert {"Ieteikums", "Piezīme", "Pāriet uz saturu"} <= words(site / "lv/2023/index.html")


def test_both_tables_of_words_have_the_same_keys():
    assert set(table("interface.toml")["lv"]) == set(table("interface.toml")["en"])


def test_the_switch_leads_to_the_same_page_in_the_other_language(site):
    for code, other in (("lv", "en"), ("en", "lv")):
        for page in pages(site, code):
            link = soup(page).select_one(f'.switch a[hreflang="{other}"]')
            target = (page.parent / link["href"]).resolve()
            assert target == (site / other / page.relative_to(site / code)).resolve()
            assert target.is_file()


def test_other_years_lead_to_the_same_page_or_say_that_they_do_not(site):
    chapter, first = soup(site / "lv/2023/pages/chapter.html"), soup(site / "lv/2023/index.html")
    assert [a["href"] for a in first.select(".years a")] == [
        "../../lv/2024/index.html",
        "../../lv/2023/index.html",
        "../../lv/2022/index.html",
    ]
    newest, own, older = chapter.select(".years a")
    assert newest["href"] == "../../../lv/2024/pages/chapter.html"
    assert own["aria-current"] == "true"
    assert older["href"] == "../../../lv/2022/index.html" and "sākumlapa" in older.text


def test_an_older_edition_says_so_and_the_only_one_does_not(site):
    banner = soup(site / "lv/2023/pages/chapter.html").select_one(".older")
    assert "Šis nav jaunākais izdevums" in banner.text and not banner.has_attr("hidden")
    assert banner.a["href"] == "../../../lv/2024/pages/chapter.html"
    assert soup(site / "en/2023/index.html").select_one(".older").has_attr("hidden")


def test_search_engines_learn_of_the_other_language_and_of_the_page_itself(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
        "en": "../../../en/2023/pages/chapter.html",
        "lv": "chapter.html",
    }
    assert page.select_one('link[rel="canonical"]')["href"] == "chapter.html"


def test_links_upwards_know_how_deep_the_page_lies(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    assert page.select(".colophon a")[-1]["href"] == "../../../../index.html"
    assert page.select_one('.switch a[type="application/pdf"]')["href"] == "../report.pdf"
    assert page.select_one("script[defer]")["src"] == "../../../../editions.js"


def test_nothing_is_asked_of_anybody_else_and_no_script_or_style_stands_in_the_page(site):
    for page in [*pages(site, "lv"), *pages(site, "en")]:
        read = soup(page)
        for tag in read.find_all(["script", "link", "img", "iframe", "source"]):
            assert not re.match(r"(https?:)?//", tag.get("src") or tag.get("href") or ""), tag
        assert [tag for tag in read.find_all("script") if not tag.get("src") and tag.get("type") != LINKED] == []
        assert read.find_all("style") == [] and not re.search(r"<[^>]+ (style|on\w+)=", str(read.body))
        policy = read.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        assert "unsafe" not in policy and "default-src 'none'" in policy


def test_a_page_loads_little(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    assert [tag["src"].rpartition("/")[2] for tag in page.find_all("script", src=True)] == [
        "colours.js",
        "editions.js",
        "yearbook.js",
        "contents.js",
    ]
    assert [tag["href"].rpartition("/")[2] for tag in page.select('link[rel="stylesheet"]')] == ["yearbook.css"]
    assert not (site / "lv/2023/_sources").exists()


def test_a_table_of_figures_scrolls_inside_itself_and_names_its_rows(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    region = page.select_one("section > .table-scroll")
    assert (region["role"], region["tabindex"]) == ("group", "0")
    assert "Tabula" in region["aria-label"] and region.select_one("tbody th").text.strip() == "Latvija"


def test_text_from_data_is_shown_and_never_run(site):
    page = soup(site / "lv/2023/pages/chapter.html")
    data = page.select_one(".exhibit-data")
    assert data.select_one("tbody th").text == EVIL and EVIL in data.summary.text
    assert not data.find_all("script")
    assert EVIL not in (site / "lv/2023/searchindex.js").read_text("utf-8")
    assert soup(site / "lv/2023/index.html").select_one(".colophon p").text == "Līdzfinansē <ES>"


def test_the_first_page_lists_the_chapters_with_their_first_finding(site):
    listed = soup(site / "lv/2023/index.html").select("ul.chapters li")
    assert [[p.text for p in item.find_all("p")] for item in listed] == [["Nodaļa", "Skaits pieauga."]]
    assert listed[0].a["href"] == "pages/chapter.html"


def test_a_page_says_how_to_cite_it(site):
    cite = soup(site / "lv/2023/pages/chapter.html").select_one(".cite")
    assert cite.select_one(".apa").text.startswith("EMT. (2024). Nodaļa. Ziņojums 2023.")
    assert [one.text for one in cite.find_all("h2")] == ["BibTeX", "RIS"]


def test_the_search_page_speaks_latvian_and_folds_endings(site):
    static = site / "lv/2023/_static"
    assert "Atrasto lapu skaits" in (static / "translations.js").read_text("utf-8")
    assert "LV_ENDINGS" in (static / "language_data.js").read_text("utf-8")
    assert re.search(r'"?patver"?:', (site / "lv/2023/searchindex.js").read_text("utf-8"))


def test_a_page_of_the_build_stands_in_the_frame_and_the_statement_tells_what_was_counted(site):
    page = soup(site / "lv/2023/accessibility.html")
    assert page.h1.text.startswith("Paziņojums") and page.select_one(".masthead")
    counts = {row.th.text: int(row.td.text) for row in page.select("article tr")}
    assert counts["Neatbilstības"] == 0
    assert counts["Tabulas ar nosauktām rindām un ailēm"] >= 2
    assert "<!-- audit -->" not in str(page) and "wcag22aa" in page.text


def test_the_search_page_knows_the_first_finding_of_each_chapter(site):
    page, first = (soup(site / f"lv/2023/{name}.html") for name in ("search", "index"))
    told = {one["data-page"]: one.string for one in page.find("template", id="findings").find_all("p")}
    chapters = {a["href"]: a.find_parent("li").find_all("p") for a in first.select("ul.chapters a")}
    assert told
    assert told == {href.removesuffix(".html"): lines[1].text for href, lines in chapters.items() if len(lines) > 1}


def test_what_a_page_says_to_search_engines_cannot_end_its_element(site):
    tag = soup(site / "lv/2023/index.html").find("script", type=LINKED)
    assert json.loads(tag.string) == {"name": f"</script>{EVIL}"}
    assert soup(site / "lv/2023/pages/chapter.html").find("script", type=LINKED) is None
