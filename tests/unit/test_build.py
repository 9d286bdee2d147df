"""What the built tiny edition holds: its HTML as a browser reads it, its PDF as a reader's program does."""

from __future__ import annotations

import ast
import copy
import json
import re

import nbformat
import pandas as pd
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from tagged import elements

from yearbook.language import LANGUAGES

pytestmark = pytest.mark.slow

CODES, CHAPTERS = ("lv", "en"), ("asylum", "decisions")
PAGES = ("index", *CHAPTERS, "factsheet")
TITLES = {
    "lv": "Ziņojums par patvērumu un migrāciju Latvijā 2023. gadā",
    "en": "Latvia",
}
FIGURES = {"asylum": 3, "decisions": 3}
TABLES = {"asylum": 2, "decisions": 1}
NUMBERED = {"figure": {"lv": "{}. attēls", "en": "Figure {}"}, "table": {"lv": "{}. tabula", "en": "Table {}"}}
# words of interface and exhibits that a Latvian page must not show
ENGLISH = set(
    """
    Search Source Data Figure Table Contents Next Previous Total Country Indicator Citizenship Released Unknown Note
    Skip Back Light Dark Copyright By Print Download Close Toggle Section Chapter Edition Editions
    """.split()  # noqa: SIM905 - words read more easily so
)
EMPTY = re.compile(r"\b(nan|NaN|None|null|undefined)\b")
DIGITS = re.compile(r"\d[\d\u00a0,.]*\d|\d")


@pytest.fixture(scope="session")
def soup(built):
    pages = {
        (code, page): BeautifulSoup((built.book(code) / f"{page}.html").read_text("utf-8"), "html.parser")
        for code in CODES
        for page in PAGES
    }
    return lambda code, page: pages[code, page]


def article(page):
    return page.find("article")


def every(*pages):
    return pytest.mark.parametrize(("code", "page"), [(code, page) for code in CODES for page in pages])


def test_a_first_page_a_page_for_each_chapter_and_a_pdf(built):
    assert built.pages == [built.book(code) / "index.html" for code in CODES]
    for code in CODES:
        assert {f"{page}.html" for page in PAGES} <= {path.name for path in built.book(code).iterdir()}
        assert (built.book(code) / "report.pdf").stat().st_size > 10_000
    run = (*CHAPTERS, "glossary", "factsheet")
    assert {done.run.label for done in built.told} == {f"{name} [{code}]" for name in run for code in CODES}


def test_the_first_page_of_the_site_leads_to_both_books_and_their_pdf(built):
    landing = built.project.build / "site" / "index.html"
    links = [a["href"] for a in BeautifulSoup(landing.read_text("utf-8"), "html.parser").find_all("a")]
    for code in CODES:
        assert f"LV/{code}/2023/index.html" in links
        assert f"LV/{code}/2023/report.pdf" in links
    assert all((landing.parent / link).is_file() for link in links)


@every(*PAGES)
def test_a_page_has_the_language_and_the_title_of_the_edition(soup, code, page):
    assert soup(code, page).html["lang"] == code
    assert TITLES[code] in soup(code, page).title.text
    assert "2023" in soup(code, page).title.text


@every(*CHAPTERS)
def test_every_number_on_a_page_is_one_of_its_facts_or_figures(built, soup, code, page):
    """Text is table: numbers in paragraphs and lists are facts, whatever stands in exhibits comes from records."""
    notebook = nbformat.reads((built.source(code) / f"{page}.ipynb").read_text("utf-8"), as_version=4)
    facts = [
        ast.literal_eval(next(iter(output.data.values())))
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "scrapbook" in output.metadata
    ]
    known = {number for text in facts for number in numbers(text)}
    sentences = [tag for tag in article(soup(code, page)).find_all(["p", "li"]) if not in_exhibit(tag)]
    said = {number for tag in sentences for number in numbers(tag.text)}
    assert said
    assert said <= known


def numbers(text):
    return DIGITS.findall(text)


def in_exhibit(tag):
    return bool(tag.find_parent(["figure", "table", "figcaption"]) or tag.find_parent(class_=["notes", "missing"]))


@every(*CHAPTERS)
def test_every_picture_has_alt_text_and_a_file(built, soup, code, page):
    pictures = article(soup(code, page)).find_all("img")
    assert len(pictures) == FIGURES[page]
    for picture in pictures:
        assert len(picture["alt"]) > 15
        assert not EMPTY.search(picture["alt"])
        svg = (built.book(code) / picture["src"]).read_text("utf-8")
        assert svg.count("<path") > 10


@every(*CHAPTERS)
@pytest.mark.parametrize("kind", ["figure", "table"])
def test_figures_and_tables_are_numbered_by_chapter(soup, code, page, kind):
    chapter = CHAPTERS.index(page) + 1
    found = [tag.text.strip() for tag in article(soup(code, page)).select(f"{kind} .caption-number")]
    count = {"figure": FIGURES, "table": TABLES}[kind][page]
    assert found == [NUMBERED[kind][code].format(f"{chapter}.{number}") for number in range(1, count + 1)]


@every(*PAGES)
def test_nothing_empty_is_shown(soup, code, page):
    text = article(soup(code, page)).text
    assert not EMPTY.search(text)
    assert "{glue" not in text
    assert "% data files" not in text


@pytest.mark.parametrize("page", PAGES)
def test_a_latvian_page_has_no_english_word(soup, page):
    whole = copy.copy(soup("lv", page))
    for tag in whole.select('script, style, [lang="en"], [hreflang="en"]'):
        tag.extract()
    said = [whole.get_text(" ")]
    for name in ("title", "alt", "aria-label", "placeholder"):
        said += [tag[name] for tag in whole.select(f"[{name}]")]
    words = set(re.findall(r"[^\W\d_]+", " ".join(said)))
    assert words & ENGLISH == set()


@every(*PAGES)
def test_a_page_leads_to_itself_in_the_other_language(built, soup, code, page):
    other = "en" if code == "lv" else "lv"
    links = [a["href"] for a in soup(code, page).find_all("a", hreflang=other)]
    assert links
    for link in links:
        assert (built.book(code) / link).resolve() == built.book(other) / f"{page}.html"


@every(*PAGES)
def test_links_within_the_site_lead_somewhere(built, soup, code, page):
    links = {a["href"].split("#")[0] for a in soup(code, page).find_all("a", href=True)}
    inside = [link for link in links if link and not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in inside if not (built.book(code) / link).exists()] == []


@every(*PAGES)
def test_a_page_loads_nothing_from_elsewhere(built, soup, code, page):
    page_html = soup(code, page)
    loaded = [tag.get("src") or tag.get("href") for tag in page_html.select("script[src], img, link[rel=stylesheet], source, iframe, link[rel=preload]")]  # fmt: skip  # noqa: E501
    assert [address for address in loaded if address and re.match(r"(https?:)?//", address)] == []
    styles = [path.read_text("utf-8") for path in (built.book(code) / "_static").rglob("*.css")]
    assert [found for style in styles for found in re.findall(r"url\([\"']?((?:https?:)?//[^)]*)", style)] == []


@pytest.mark.parametrize("code", CODES)
def test_the_figures_behind_each_exhibit_read_back(built, code):
    data = built.book(code) / "data"
    for chapter in CHAPTERS:
        page = BeautifulSoup((built.book(code) / f"{chapter}.html").read_text("utf-8"), "html.parser")
        names = [a["href"] for a in page.select(".exhibit-data .files a") if a["href"].endswith(".csv")]
        assert len(names) == FIGURES[chapter] + TABLES[chapter]
        for name in names:
            frame = pd.read_csv(built.book(code) / name, keep_default_na=False, na_values={"value": [""]})
            assert {"period", "value", "status", "conf", "source"} <= set(frame.columns)
            assert frame["value"].notna().any()
            content = json.loads((built.book(code) / name.replace(".csv", ".json")).read_text("utf-8"))
            cells = content["value"].values() if isinstance(content["value"], dict) else content["value"]
            assert sorted(one for one in cells if one is not None) == sorted(frame["value"].dropna())
            assert {"geo", "citizen"} & set(content["id"]) and content["role"]["time"] == ["period"]
    assert not list(data.glob("temporary_protection*"))


@pytest.mark.parametrize("code", CODES)
def test_what_nobody_has_is_said_in_words_and_its_sentence_falls_away(soup, code):
    text = " ".join(article(soup(code, "decisions")).text.split())
    assert {"lv": "Pagaidu aizsardzības saņēmēji – Ukrainas pilsoņi: nav datu", "en": "citizens of Ukraine: no data"}[
        code
    ] in text
    assert {"lv": "Pagaidu aizsardzība bija", "en": "Temporary protection was held"}[code] not in text


@pytest.mark.parametrize("code", CODES)
def test_the_pdf_is_tagged_titled_and_in_its_language(built, code):
    with pikepdf.open(built.book(code) / "report.pdf") as pdf:
        assert str(pdf.Root.Lang).startswith(code)
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert TITLES[code] in metadata["dc:title"]
        figures = elements(pdf, "/Figure")
        assert len(figures) >= sum(FIGURES.values())
        assert all(len(str(figure.get("/Alt", ""))) > 10 for figure in figures)
        assert elements(pdf, "/TH")
        assert pdf.Root.Outlines.get("/First")


@pytest.mark.parametrize("code", CODES)
def test_the_pdf_says_what_the_pages_say(built, soup, code):
    document = pypdfium2.PdfDocument(built.book(code) / "report.pdf")
    text = spaced(" ".join(page.get_textpage().get_text_range() for page in document))
    for page in CHAPTERS:
        heads = [spaced(tag.text.removesuffix("#")) for tag in article(soup(code, page)).find_all(["h1", "h2"])]
        captions = [spaced(tag.text.removesuffix("#")) for tag in article(soup(code, page)).select(".caption-text strong, .caption-text")]  # fmt: skip  # noqa: E501
        assert captions
        for said in heads:
            assert re.sub(r"^[\d.]+ ", "", said) in text
        for said in captions:
            assert said[:40] in text
    assert not EMPTY.search(text)
    assert TITLES[code] in text


def spaced(text):
    """Return text in which a line break is a blank like any other; hyphens at line ends do not occur."""
    return " ".join(text.replace("￾", "").split())


def test_a_country_that_lacks_a_dataset_has_a_chapter_that_says_so(run, spoilt):
    words = ("build", "2023", "--country", "LT", "--language", "en", "--language", "en", "--format", "html")
    said = run(spoilt, *words, "--chapter", "decisions")
    assert said.code == 0
    book = spoilt.build / "preview" / "decisions" / "LT" / "en" / "2023"
    text = article(BeautifulSoup((book / "decisions.html").read_text("utf-8"), "html.parser")).text
    assert text.count("no data") == 4
    assert "The recognition rate" not in text
    assert not EMPTY.search(text)
    assert list((book / "data").glob("*.csv")) == []
    assert "Edition 2023 built in" in said.err
    assert "_build/preview/decisions/LT/en/2023/index.html" in said.err
    assert "To read it, open _build/preview/decisions/LT/en/2023/decisions.html in a browser." in " ".join(
        said.err.split()
    )
    assert said.err.count("decisions (en)") == 1
    assert not (spoilt.build / "site").exists()


def test_the_languages_of_the_report_are_those_that_are_built_here():
    assert set(LANGUAGES) == set(CODES)
