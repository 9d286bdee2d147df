"""What a reader may take home is listed with its size, and only if it is there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from yearbook.language import language
from yearbook.site.offers import OFFERED, PLACE, fill_downloads, lines, size_of

LATVIAN, ENGLISH = language("lv"), language("en")


@pytest.fixture
def book(tmp_path):
    (tmp_path / "data" / "annex").mkdir(parents=True)
    for name, size in {"report.pdf": 2_158_000, "factsheet.pdf": 184_400, "data/annex/tables.xlsx": 300}.items():
        (tmp_path / name).write_bytes(b"x" * size)
    for page in ("index", "data", "factsheet", "explorer"):
        (tmp_path / f"{page}.html").write_text(f"<main>{PLACE}</main>")
    return tmp_path


@pytest.mark.parametrize(
    ("size", "latvian", "english"),
    [(1, "1\u00a0kB", "1\u00a0kB"), (184_400, "184\u00a0kB", "184\u00a0kB"), (2_158_000, "2,2\u00a0MB", "2.2\u00a0MB")],
)
def test_a_size_is_written_as_readers_know_it(tmp_path, size, latvian, english):
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    assert (size_of(file, LATVIAN), size_of(file, ENGLISH)) == (latvian, english)


def test_all_that_stands_there_is_offered_with_its_size(book):
    fill_downloads(book, ["index"], LATVIAN)
    page = BeautifulSoup((book / "index.html").read_text("utf-8"), "html.parser")
    assert page.nav["aria-label"] == "Lejupielādēt"
    offered = {a["href"]: a.text for a in page.find_all("a")}
    assert offered == {
        "report.pdf": "Viss ziņojums PDF, 2,2\u00a0MB",
        "factsheet.html": "Faktu lapa",
        "factsheet.pdf": "PDF, 184\u00a0kB",
        "data/annex/tables.xlsx": "Visas tabulas XLSX, 1\u00a0kB",
        "data.html": "Katra attēla un tabulas dati",
        "explorer.html": "Datu pārlūks",
    }
    assert all((book / href).is_file() for href in offered)
    assert page.find("a", href="factsheet.pdf")["aria-label"] == "Faktu lapa, PDF, 184\u00a0kB"


def test_a_page_does_not_offer_itself_and_others_stay_as_they_are(book):
    fill_downloads(book, ["index", "data", "missing"], ENGLISH)
    assert "data.html" not in (book / "data.html").read_text("utf-8")
    assert (book / "explorer.html").read_text("utf-8") == f"<main>{PLACE}</main>"


def test_what_is_not_there_is_not_offered(book):
    for name in ("report.pdf", "factsheet.pdf", "explorer.html"):
        (book / name).unlink()
    found = " ".join(lines(book, ENGLISH))
    assert "PDF" not in found and "explorer" not in found and "factsheet.html" in found


def test_without_anything_to_take_home_there_is_no_list(tmp_path):
    (tmp_path / "index.html").write_text(PLACE)
    fill_downloads(tmp_path, ["index"], ENGLISH)
    assert (tmp_path / "index.html").read_text() == ""
    assert len(OFFERED) == 5


@pytest.mark.parametrize("code", ["lv", "en"])
def test_the_tiny_book_offers_report_factsheet_and_tables_on_its_page_of_data(built, code):
    page = BeautifulSoup((built.book(code) / "data.html").read_text("utf-8"), "html.parser")
    offered = [a["href"] for a in page.find("nav", class_="downloads").find_all("a")]
    assert {"report.pdf", "factsheet.html", "factsheet.pdf", "data/annex/tables.xlsx"} <= set(offered)
    assert all((built.book(code) / href).is_file() for href in offered)
