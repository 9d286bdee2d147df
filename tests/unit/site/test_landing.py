from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from yearbook.site.fonts import FACES, face
from yearbook.site.landing import BuiltEdition, write_landing

EDITIONS = [
    BuiltEdition("LV", "lv", 2022, "Latvijā 2022. gadā"),
    BuiltEdition("LV", "lv", 2023, "Latvijā 2023. gadā"),
    BuiltEdition("EL", "lv", 2023, "Grieķijā <2023>"),
    BuiltEdition("LV", "en", 2023, "In Latvia in 2023"),
]


@pytest.fixture
def page(tmp_path):
    for one in EDITIONS:
        (tmp_path / one.folder).mkdir(parents=True)
        (tmp_path / one.folder / "index.html").write_text("x")
    (tmp_path / "LV/lv/2023/report.pdf").write_bytes(b"x")
    return BeautifulSoup(write_landing(tmp_path, EDITIONS).read_text("utf-8"), "html.parser")


def test_every_edition_is_reached_the_newest_first(page):
    latvian = page.find("section", lang="lv")
    assert [one.text for one in latvian.find_all("h3")] == ["Grieķija", "Latvija"]
    links = [a["href"] for a in latvian.find_all("a", class_=None)]
    assert links == ["EL/lv/2023/index.html", "LV/lv/2023/index.html", "LV/lv/2022/index.html"]
    assert page.find("section", lang="en").find("a")["href"] == "LV/en/2023/index.html"


def test_links_lead_to_files_and_only_a_pdf_that_is_there_is_offered(page, tmp_path):
    for link in page.find_all("a"):
        assert (tmp_path / link["href"]).is_file()
    assert [a["href"] for a in page.find_all("a", class_="pdf")] == ["LV/lv/2023/report.pdf"]


def test_a_factsheet_is_offered_beside_the_report_and_the_pdf_says_how_large_it_is(tmp_path):
    folder = tmp_path / "LV/lv/2023"
    folder.mkdir(parents=True)
    (folder / "factsheet.html").write_text("x")
    (folder / "report.pdf").write_bytes(b"x" * 2_158_000)
    text = write_landing(tmp_path, [BuiltEdition("LV", "lv", 2023, "Latvijā")]).read_text("utf-8")
    sheet, pdf = BeautifulSoup(text, "html.parser").find_all("a", class_="pdf")
    assert (sheet["href"], sheet["aria-label"]) == ("LV/lv/2023/factsheet.html", "Faktu lapa. Latvijā")
    assert (pdf.text, pdf["aria-label"]) == ("PDF, 2,2\u00a0MB", "PDF, 2,2\u00a0MB. Latvijā")


def test_the_page_needs_no_script_and_nobody_else(page, tmp_path):
    assert not page.find_all("script")
    addresses = [tag.get("src") or tag.get("href") for tag in page.find_all(["link", "img", "a"])]
    assert addresses and all("//" not in address for address in addresses)
    style = (tmp_path / "_landing/landing.css").read_text("utf-8")
    assert "http" not in style
    for name in FACES:
        assert (tmp_path / "_landing" / f"{name}.woff").is_file()


def test_markup_in_a_title_is_shown_as_text(page):
    assert "Grieķijā <2023>" in page.text


def test_a_site_without_editions_says_so(tmp_path):
    text = write_landing(tmp_path, []).read_text("utf-8")
    assert "vēl nav neviena izdevuma" in text and "no edition" in text


def test_a_font_is_small_has_latvian_letters_and_does_not_use_the_reserved_name():
    for name in FACES:
        data = face(name)
        font = TTFont(BytesIO(data))
        assert len(data) < 40_000
        assert all(ord(letter) in font.getBestCmap() for letter in "āčēģīķļņšūžĀČŽ„”−\u00a0–…€")
        assert not [record for record in font["name"].names if record.nameID in (1, 4, 6)]
