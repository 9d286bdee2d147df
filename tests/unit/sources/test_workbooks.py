"""Workbooks as a layout declares them; whatever moved or went missing in one is noticed."""

from __future__ import annotations

import openpyxl
import pytest

from yearbook.errors import YearbookError

VISAS = {
    "sheet": ["Data for consulates"],
    "columns": {"partner": "Country where consulate is located", "geo": "Schengen State"},
    "added_up": ["Consulate"],
    "stated_period": r"Selection Sub total in (\d{4})",
    "measure": "visas",
    "values": {"ISSUED": ["Total uniform visas issued", "Uniform visas issued 1)"], "REFUSED": "Not issued"},
    "total_row": "Selection Sub total",
}
SHEET = [
    [
        "Schengen State",
        "Country where consulate is located",
        "Consulate",
        "Total  uniform \nvisas issued",
        "Not issued",
    ],
    ["Latvia", "RUSSIAN FEDERATION", "MOSCOW", 100, 1],
    ["Latvia", "RUSSIAN FEDERATION", "PSKOV", 23.000000000000004, None],
    ["Latvia", "BELARUS", "MINSK", 5, None],
    [None, None, None, None, None],
    [None, None, "Selection Sub total in 2014", 128, 1],
    ["1) a note", None, None, None, None],
]
CODING = {"coding": {"partner": "labels", "geo": "labels"}}


def rows(extract):
    return [tuple(row)[:-2] for row in extract.frame.fillna({"value": -1}).itertuples(index=False)]


@pytest.fixture
def read_sheet(tmp_path, read_as):
    """Read rows as the workbook of visas; the rows are changed first."""

    def extract(change=tuple, title="Data for consulates", layout=VISAS):
        book = openpyxl.Workbook()
        book.active.title = title
        cells = [list(row) for row in SHEET]
        change(cells)
        for row in cells:
            book.active.append(row)
        book.save(tmp_path / "made.xlsx")
        return read_as((tmp_path / "made.xlsx").read_bytes(), layout, "visas.xlsx", **CODING)

    return extract


def test_a_workbook_is_added_up_over_its_consulates(read_sheet):
    extract = read_sheet()
    assert rows(extract) == [
        ("BY", "LV", "ISSUED", "2014", 5),
        ("RU", "LV", "ISSUED", "2014", 123),
        ("RU", "LV", "REFUSED", "2014", 1),
    ]
    assert (extract.flavour, extract.read) == ("Workbook", 6)
    assert extract.dropped == {"added up over Consulate": 2, "not available (:)": 1}


def test_the_header_may_stand_lower_and_be_worded_otherwise(read_sheet):
    def lower(cells):
        cells[0][3] = "Uniform visas issued 1)"
        cells.insert(0, ["Visa statistics", None, None, None, None])

    assert len(read_sheet(lower).frame) == 3


def shift(cells):
    cells[0].insert(0, None)


def rename(cells):
    cells[0][4] = "Refused"


def cut(cells):
    del cells[2]


def hole(cells):
    cells[2][1] = None


def word(cells):
    cells[1][3] = "n/a"


def no_total(cells):
    del cells[5:]


def fraction(cells):
    cells[1][3], cells[5][3] = 0.98, 28.98


def stranger(cells):
    cells[3][1] = "RURITANIA"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (shift, "a cell that says what the row is about is empty|unknown label|is not a whole number|rows come to"),
        (rename, r"no column is headed 'Not issued'\n  where: visas.xlsx, line 1"),
        (cut, r"the rows come to 105, the file says 128\n  where: visas.xlsx, line 5"),
        (hole, r"what the row is about is empty\n  where: visas.xlsx, line 3"),
        (word, r"rows come to|'n/a' is not a whole number"),
        (no_total, "states no period"),
        (fraction, r"'0.98' is not a whole number\n  where: visas.xlsx, line 2"),
        (stranger, r"unknown label of partner 'RURITANIA'\n  where: visas.xlsx, line 4"),
    ],
)
def test_a_workbook_of_another_shape_is_refused(read_sheet, change, message):
    with pytest.raises(YearbookError, match=message):
        read_sheet(change)


def test_a_missing_sheet_names_those_that_are_there(read_sheet):
    with pytest.raises(YearbookError, match=r"no sheet named Data for consulates(.|\n)*its sheets are: Sheet1"):
        read_sheet(title="Sheet1")


def test_a_damaged_workbook_is_refused(read_as):
    with pytest.raises(YearbookError, match="damaged or is none"):
        read_as(b"PK\x03\x04 and nothing more", VISAS, "visas.xlsx", **CODING)
