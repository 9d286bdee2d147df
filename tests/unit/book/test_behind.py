"""The figures behind an exhibit: as a table, a sheet, a cube, a CSV file with its description, a catalogue."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook
from rdflib import Graph
from rdflib.namespace import DCAT, DCTERMS, RDF

from yearbook.book.behind import Data, plain_text
from yearbook.book.calendar import calendar_page, release_calendar
from yearbook.book.catalogue import catalogue, write_catalogue
from yearbook.book.data_files import Published, behind, field, write_data
from yearbook.book.described import described
from yearbook.book.extras import data_page
from yearbook.site.words import interface

PUBLISHED = Published("EMT kontaktpunkts", "Ziņojums 2023", date(2024, 5, 1))
SOURCE = "migr_asyappctza@2025-05"
EVIL = '=HYPERLINK("http://x")'
COLUMNS = ["geo", "period", "value", "status", "conf", "source", "state"]


def row(geo, period, value, status="", state="figure"):
    return dict(zip(COLUMNS, (geo, period, value, status, "", SOURCE, state), strict=True))


def exhibit(*records, **more):
    given = {
        "name": "applicants",
        "kind": "table",
        "anchor": "fig-applicants",
        "page": "asylum",
        "title": "Pieteikumi",
        "notes": ["Avots: [x](https://a.example) 5\\. gads."],
        "alt": "",
        "definitions": {"applicants": "x"},
        "columns": COLUMNS,
        "records": list(records),
    }
    return {**given, **more}


ROWS = [row("LV", "2022", 620.0), row("LV", "2023", -1700.0, "p"), row("EE", "2023", None, "", "not_available")]


@pytest.fixture
def data(view_of):
    return Data(view_of("LV", "lv"), exhibit(*ROWS))


def test_periods_stand_side_by_side_and_what_is_missing_has_its_symbol(data):
    head, rows, stubs = data.table()
    assert head == [data.head("geo"), data.label("period", "2022"), data.label("period", "2023")]
    assert stubs == 1
    assert rows[0][1:] == ["620", "\N{MINUS SIGN}1\N{NO-BREAK SPACE}700 (p)"]
    assert rows[1][1:] == [":", ":"]


def test_one_period_is_a_list(view_of):
    head, rows, stubs = Data(view_of("LV"), exhibit(row("LV", "2023", 5.0), row("EE", "2023", 6.0))).table()
    assert (len(head), stubs) == (3, 2)
    assert rows == [["Latvia", "2023", "5"], ["Estonia", "2023", "6"]]


def test_the_cube_holds_values_flags_notes_and_sources(data):
    cube = data.cube()
    assert cube["size"] == [2, 2] and cube["value"] == [620, -1700, None, None]
    assert cube["status"] == {"1": "p"}
    assert cube["note"] == ["Avots: x 5. gads."] and "migr_asyappctza" in cube["source"]
    assert cube["updated"] == "2025-05"


def test_files_hold_no_formula_and_negative_numbers_stay(tmp_path, view_of):
    shown = Data(view_of("LV"), exhibit(*ROWS, title=EVIL))
    write_data(tmp_path, tmp_path, [shown], PUBLISHED)
    sheet = load_workbook(tmp_path / "data/applicants.xlsx").worksheets[0]
    assert sheet["A1"].value == EVIL and sheet["A1"].data_type == "s"
    values = {cell.value for line in sheet.iter_rows() for cell in line}
    assert {-1700, 620, "p"} <= values and "Avots: x 5. gads." in values
    lines = list(csv.DictReader(io.StringIO((tmp_path / "data/applicants.csv").read_text("utf-8"))))
    assert [line["value"] for line in lines] == ["620.0", "-1700.0", ""]


@pytest.mark.parametrize("text", [EVIL, "+1+1", "@SUM(A1)", "-2+3", "\tx", "|calc"])
def test_a_field_of_a_csv_file_is_defused(text):
    assert field(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-5", "+3.2", "-1e-3", "LV", "a=b", "", -5.0, None])
def test_numbers_and_plain_text_stay(value):
    assert field(value) is value


def test_a_chart_has_pictures_and_a_page_to_embed(tmp_path, view_of):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
    (tmp_path / "applicants.svg").write_text(svg)
    shown = Data(view_of("LV"), exhibit(*ROWS, kind="figure", title="<script>x</script>", alt='a "b"'))
    write_data(tmp_path, tmp_path, [shown], PUBLISHED)
    assert (tmp_path / "data/applicants.png").read_bytes().startswith(b"\x89PNG")
    page = (tmp_path / "data/applicants.html").read_text("utf-8")
    assert "<script" not in page and 'width="40" height="20"' in page and "../asylum.html#fig-applicants" in page
    assert list(behind(shown, PUBLISHED).files) == ["CSV", "XLSX", "JSON", "SVG", "PNG"]


def test_a_list_that_holds_no_observations_has_no_cube(view_of):
    listed = exhibit({"dataset": "a", "released": "2025"}, columns=["dataset", "released"], definitions={})
    shown = Data(view_of("LV"), listed)
    assert shown.cube() is None and shown.table()[0] == ["dataset", "released"]
    assert list(behind(shown, PUBLISHED).files) == ["CSV", "XLSX"]


def test_markdown_becomes_text():
    assert plain_text("[a\\_b](https://x) 1\\. c") == "a_b 1. c"


def test_the_catalogue_can_be_read_back_and_names_every_file(tmp_path, data):
    write_catalogue(tmp_path, catalogue([data], PUBLISHED, "lv", "https://x.example/LV/lv/2023/"))
    graphs = [Graph().parse(tmp_path / f"catalogue.{ending}") for ending in ("ttl", "jsonld")]
    for graph in graphs:
        assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 1
        files = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
        assert files == {f"https://x.example/LV/lv/2023/data/applicants.{e}" for e in ("csv", "xlsx", "json")}
        assert any("migr_asyappctza" in str(one) for one in graph.objects(None, DCTERMS.source))


def test_search_engines_learn_of_the_data_on_each_page(data):
    told = described([data], PUBLISHED, "lv")["asylum"]["@graph"][0]
    assert (told["@type"], told["temporalCoverage"]) == ("Dataset", "2022/2023")
    assert told["distribution"][0]["contentUrl"] == "data/applicants.csv"


def test_the_release_calendar_repeats_each_dataset_in_its_months(view_of):
    text = release_calendar(view_of("LV")).decode()
    assert text.count("BEGIN:VEVENT") == len(view_of("LV").results.figures.edition.pins)
    assert "RRULE:FREQ=YEARLY" in text and "BYMONTH=3" in text
    assert release_calendar(view_of("LV")).decode() == text
    assert "calendar.ics" in calendar_page(view_of("LV"), interface("en"), "data/calendar.ics")


def test_the_list_of_data_escapes_what_it_shows(view_of):
    page = data_page([Data(view_of("LV"), exhibit(*ROWS, title="<script>"))], interface("en"))
    assert "<script>" not in page and 'href="data/applicants.xlsx"' in page


def test_missing_figures_leave_no_file(tmp_path, view_of):
    write_data(tmp_path, tmp_path, [Data(view_of("LV"), exhibit())], PUBLISHED)
    assert list((tmp_path / "data").iterdir()) == []
    assert Data(view_of("LV"), exhibit()).cube()["value"] == []
