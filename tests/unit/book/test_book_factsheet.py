"""The factsheet: two pages from the page `factsheet`, with the facts of the chapters."""

from __future__ import annotations

import re

import pdfua
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from reading import read_chapter
from tagged import elements

from yearbook import charts
from yearbook.book import factsheet
from yearbook.book.factsheet import facts_of, factsheet_of, write_factsheet
from yearbook.book.staging import Book
from yearbook.edition import Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.pages import Page
from yearbook.typst.factsheet import compile_factsheet
from yearbook.typst.problems import PdfError
from yearbook.view import View

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100"><path d="M0 0L9 9"/></svg>'
)
CARD = {"value": "5", "label": "Cilvēki", "change": "", "rank": "Vieta ES: 1/2", "sparkline": SVG, "alt": "Līkne"}
TEXT = """# Lapa par {term}`patvērumu <patvērums>`

Ievads.

## Skaitļi

{.key-findings}
- Skaits {glue:text}`applicants.when` *bija* {glue:text}`applicants`.

:::{only} html
Tikai tīmeklī.
:::
"""


def shown(name, kind):
    return {
        "name": name,
        "kind": kind,
        "title": f"Par {name}",
        "notes": ["Avots: [A](x)."],
        "alt": "Alt",
        "cards": [CARD],
    }


@pytest.fixture
def page():
    """Return a page as the build makes it, with the exhibits named."""

    def made(text=TEXT, **exhibits):
        facts = {"applicants": "1\u00a0700", "applicants.when": "2023. gadā"}
        outputs = [new_output("display_data", {"text/plain": repr(t)}, metadata={"scrapbook": {"name": n}}) for n, t in facts.items()]  # fmt: skip  # noqa: E501
        glue = new_code_cell("here.facts()", outputs=outputs)
        ends = "".join(f"\n:::{{exhibit-data}} {name}\n:::\n" for name in exhibits)
        notebook = new_notebook(cells=[glue, new_markdown_cell(text + ends)])
        pictures = {f"exhibits/{name}-phone.svg": SVG for name in exhibits}
        return Page(notebook, pictures, tuple(shown(name, kind) for name, kind in exhibits.items()))

    return made


def test_it_takes_text_cards_and_charts_of_the_page_and_nothing_of_the_web_alone(view_of, page):
    sheet = factsheet_of(
        view_of(code="lv"), page(some="numbers", one="figure", two="figure"), "https://x.lv/LV/lv/2023/"
    )
    assert (sheet.title, sheet.subtitle) == ("Lapa par patvērumu", "Ievads.")
    assert [(one.heading, one.paragraphs) for one in sheet.sections] == [
        ("Skaitļi", ("Skaits 2023. gadā bija 1\u00a0700.",)),
        ("", ()),
    ]
    assert [(one.value, one.rank, one.alt) for one in sheet.key_numbers] == [("5", "Vieta ES: 1/2", "Līkne")]
    assert [one.chart.caption for one in sheet.sections] == ["Par one", "Par two"]
    assert sheet.sections[0].chart.notes == ("Avots: A.",)
    assert sheet.notes[0] == "Avots: A."
    assert "AMIF" in sheet.footer[0]
    assert sheet.footer[-1] == "https://x.lv/LV/lv/2023/"


def test_a_section_without_text_and_chart_is_left_out(view_of, page):
    sheet = factsheet_of(view_of(code="lv"), page("# T\n\n## Nekā\n\n## Viss\n\nTeksts.\n"))
    assert [one.heading for one in sheet.sections] == ["Viss"]


def test_a_table_has_no_place_there(view_of, page):
    with pytest.raises(YearbookError, match="no place for the table 'figures'"):
        factsheet_of(view_of(), page(figures="table"))


def test_it_is_made_again_only_if_what_it_says_differs(view_of, page, tiny, tmp_path, monkeypatch):
    view, made = view_of(code="lv"), []
    edition = view.results.figures.edition

    def noted(data, output, **_):
        made.append(data)
        output.write_bytes(b"%PDF")

    monkeypatch.setattr(factsheet, "compile_factsheet", noted)
    changed = {"some": "numbers"}
    for pages in (page(), page(), page(TEXT + "\nVēl."), page(**changed), page(**changed), page()):
        write_factsheet(tiny, Book(view, tmp_path, tmp_path, {"factsheet": pages}, partial=False), edition)
    assert len(made) == 4
    assert (tmp_path / "sheet" / "factsheet.pdf").is_file()


def test_what_does_not_fit_is_refused_by_name_and_nothing_counts_as_made(view_of, page, tiny, tmp_path):
    view = view_of(code="lv")
    book = Book(view, tmp_path, tmp_path, {"factsheet": page("# T\n\n" + "## H\n\nTeksts.\n\n" * 99)}, partial=False)
    for _ in range(2):
        with pytest.raises(PdfError, match=r"fills \d pages, not two") as error:
            write_factsheet(tiny, book, view.results.figures.edition)
    assert "notebooks/factsheet.ipynb (LV, lv, 2023)" in str(error.value)
    assert "shorten its text" in str(error.value)


NOTES = re.compile(r"[\u00a0⁰¹²³⁴-⁹]+$")


@pytest.fixture(scope="module")
def results(real):
    return Results(Figures(real, load_edition(real, 2023)))


@pytest.mark.parametrize(("code", "country"), [("lv", "LV"), ("en", "LV"), ("en", "EE")])
def test_the_one_of_the_report_has_the_facts_of_its_chapters_on_two_tagged_pages(
    results, monkeypatch, tmp_path, code, country
):
    view = View(results, language(code), country)
    page, facts = read_chapter("factsheet", view, monkeypatch)
    sheet = factsheet_of(view, page)
    monkeypatch.setattr(charts, "to_svg", lambda _: "<svg/>")  # the other chapter is only read
    chapter, theirs = read_chapter("at-a-glance", view, monkeypatch)
    assert facts_of(page.notebook) == facts
    both = {key for key in facts.keys() & theirs.keys() if not key.startswith("first_permits_by_reason")}
    assert {"applicants.change", "first_permits.change", "temporary_protection", "country.where"} <= both
    assert {key: facts[key] for key in both} == {key: theirs[key] for key in both}
    latest = {NOTES.sub("", row[0]["text"]): row[1]["text"] for one in chapter.exhibits for row in one["grid"].get("rows", ()) if one["name"] == "latest_figures"}  # fmt: skip  # noqa: E501
    cards = {one.label.split(", ")[0]: one.value for one in sheet.key_numbers}
    assert len(cards.keys() & latest.keys()) >= 4
    assert [label for label in cards.keys() & latest.keys() if cards[label] != latest[label]] == []
    text = " ".join(line for section in sheet.sections for line in section.paragraphs)
    assert facts["applicants.changed"] in text
    assert not re.search(r"[{}`*]|\b(nan|None)\b", f"{sheet.title} {text} {' '.join(sheet.notes)}")
    compile_factsheet(sheet, tmp_path / "f.pdf", timestamp=0)
    with pikepdf.open(tmp_path / "f.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert str(pdf.Root.Lang) == code
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        alts = [str(one.Alt) for one in elements(pdf, "/Figure")]
    assert pdfua.validate(str(tmp_path / "f.pdf")).findings == ()
    charted = [section.chart.alt for section in sheet.sections if section.chart]
    assert len(charted) == 3
    assert sorted(alts) == sorted([*(one.alt for one in sheet.key_numbers), *charted])


@pytest.mark.slow
@pytest.mark.parametrize("code", ["lv", "en"])
def test_each_book_has_one_that_says_what_its_page_says(built, code):
    book = built.book(code)
    article = BeautifulSoup((book / "factsheet.html").read_text("utf-8"), "html.parser").find("article")
    with pypdfium2.PdfDocument(book / "factsheet.pdf") as pdf:
        assert len(pdf) <= 2
        printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    said = [tag.text.removesuffix("#") for tag in article.select("h1, section > p, section > ul p, .key-number p")]
    web = {"lv": "Tikai tīmeklī.", "en": "On the web alone."}[code]
    assert web in said
    assert len(said) > 8
    assert [text for text in said if text != web and "".join(text.split()) not in printed] == []
    assert "".join(web.split()) not in printed


@pytest.mark.slow
@pytest.mark.parametrize("code", ["lv", "en"])
def test_the_report_leads_to_it_and_does_not_repeat_it(built, code):
    book = built.book(code)
    pages = {name: BeautifulSoup((book / f"{name}.html").read_text("utf-8"), "html.parser") for name in ("index", "factsheet", "data")}  # fmt: skip  # noqa: E501
    for name, page in pages.items():
        pdf = page.select_one('.switch a[type="application/pdf"]')["href"]
        assert pdf == ("factsheet.pdf" if name == "factsheet" else "report.pdf")
        assert "factsheet.html" in [a["href"] for a in page.select("footer a")]
    numbered = [a.text for a in pages["index"].select(".contents li a")]
    assert any(re.match(r"1\.", text) for text in numbered)
    assert any(re.match(r"Faktu lapa|Factsheet", text) for text in numbered)
    with pypdfium2.PdfDocument(book / "report.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "factsheet.pdf" in text
    assert pages["factsheet"].find("h1").text.removesuffix("#") not in text
