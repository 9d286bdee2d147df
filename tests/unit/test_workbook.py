from __future__ import annotations

import zipfile
from datetime import date

import openpyxl
import pytest

from yearbook.errors import YearbookError
from yearbook.workbook import About, Figure, Link, Sheet, write_workbook

ABOUT = About("Pielikums", "lv", "Kontaktpunkts", date(2024, 6, 1))
TABLE = Sheet(
    "permits",
    "Atļaujas",
    ("Avots: Eurostat.", Link("Saturs", sheet="Saturs")),
    ("Rādītājs", "2022", "2023", "2023 zīmes"),
    (("Atļaujas", 1624, ":", "p"), ("Īpatsvars", 17.0, 0.25, None)),
)
CONTENTS = Sheet("Saturs", "Saturs", (), ("Tabula", "Lapa"), ((Link("permits", sheet="permits"), "Atļaujas"),))


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "annex.xlsx"
    write_workbook(path, [CONTENTS, TABLE], ABOUT)
    return path


@pytest.fixture
def sheet(written):
    return openpyxl.load_workbook(written)["permits"]


def test_numbers_are_numbers_and_show_their_decimals(sheet):
    assert [cell.value for cell in sheet[5]] == ["Atļaujas", 1624, ":", "p"]
    assert sheet["B5"].number_format == "#,##0"
    assert (sheet["B6"].value, sheet["B6"].number_format) == (17, "#,##0.0")
    assert (sheet["C6"].value, sheet["C6"].number_format) == (0.25, "#,##0.00")


def test_a_unit_stands_behind_a_number_that_stays_one(tmp_path):
    table = Sheet("a", "T", (), ("x",), ((Figure(17, 1, "\u00a0%"),),))
    write_workbook(tmp_path / "a.xlsx", [table], ABOUT)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]["A3"]
    assert (cell.value, cell.number_format) == (17, '#,##0.0"\u00a0%"')


def test_a_sheet_is_a_title_its_notes_and_one_marked_table(sheet):
    assert sheet["A1"].value == "Atļaujas"
    assert sheet["A2"].value == "Avots: Eurostat."
    assert [table.ref for table in sheet.tables.values()] == ["A4:D6"]
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes == "B5"


def test_links_lead_to_sheets(written):
    book = openpyxl.load_workbook(written)
    assert book["Saturs"]["A3"].hyperlink.location == "'permits'!A1"
    assert book["permits"]["A3"].hyperlink.location == "'Saturs'!A1"


def test_the_file_says_what_it_is(written):
    told = openpyxl.load_workbook(written).properties
    assert (told.title, told.language, told.creator) == ("Pielikums", "lv", "Kontaktpunkts")
    assert told.created.date() == told.modified.date() == date(2024, 6, 1)


def test_the_same_content_makes_the_same_bytes_whatever_the_day(written, tmp_path, monkeypatch):
    monkeypatch.setattr("time.localtime", lambda *_: (1999, 1, 1, 1, 1, 1, 0, 1, 0))
    write_workbook(tmp_path / "again.xlsx", [CONTENTS, TABLE], ABOUT)
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()
    with zipfile.ZipFile(written) as parts:
        assert {info.date_time[:3] for info in parts.infolist()} == {(2024, 6, 1)}


def test_text_is_never_a_formula(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [Sheet("a", "=1+1", ("=HYPERLINK(0)",))], ABOUT)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [("=1+1", "s"), ("=HYPERLINK(0)", "s")]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([Sheet("a/b", "T")], "name of a sheet"),
        ([Sheet("x" * 32, "T")], "name of a sheet"),
        ([Sheet("a", "T"), Sheet("A", "T")], "name of a sheet"),
        ([Sheet("a", "T", (), ("x", "x"))], "different column names"),
        ([Sheet("a", "T", (), ("x", "y"), ((1,),))], "rows of their length"),
        ([Sheet("a", "T", (Link("b", sheet="b"),))], "not there"),
    ],
)
def test_what_a_spreadsheet_cannot_hold_is_refused(sheets, said, tmp_path):
    with pytest.raises(YearbookError, match=said):
        write_workbook(tmp_path / "a.xlsx", sheets, ABOUT)
    assert not (tmp_path / "a.xlsx").exists()
