from __future__ import annotations

import csv

import openpyxl
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from yearbook.book.annex import COLUMNS_PLACE, TABLES_PLACE, annexed, dictionary, filled, sheets, write_annex
from yearbook.exhibit import METADATA
from yearbook.exhibits import tabulated
from yearbook.indicators import find_indicator
from yearbook.pages import Page
from yearbook.tables import country_table, indicator_table
from yearbook.workbook import About, Figure

YEARS = ["2020", "2021", "2022", "2023"]


@pytest.fixture
def view(view_of):
    return view_of(code="lv")


@pytest.fixture
def pages(view):
    names = ("applicants", "recognition_rate", "temporary_protection")
    table = indicator_table(view, names, YEARS)
    first = tabulated(view, "figures", [find_indicator(name) for name in names], table, "Skaitļi")
    table = country_table(view, "applicants", ["LV", "EE"], YEARS)
    second = tabulated(view, "countries", [find_indicator("applicants")], table, "Valstis")
    shown = tuple(exhibit.metadata()[METADATA]["exhibit"] for exhibit in (first, second))
    title = new_markdown_cell("# Pieteikumi {term}`šeit <patvērums>`\n\nTeksts.")
    return {"asylum": Page(new_notebook(cells=[title]), {}, shown)}


@pytest.fixture
def workbook(view, pages, tmp_path):
    write_annex(tmp_path, view, pages)
    return openpyxl.load_workbook(tmp_path / "data" / "annex" / "tables.xlsx")


def rows(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_it_has_a_cover_contents_notes_and_a_sheet_for_each_table(workbook):
    assert workbook.sheetnames == ["Titullapa", "Saturs", "Piezīmes", "T01", "T02"]
    assert rows(workbook["Saturs"])[1:] == [
        ["Numurs", "Nosaukums", "Nodaļa", "Datne"],
        ["T01", "Skaitļi", "Pieteikumi šeit", "figures.csv"],
        ["T02", "Valstis", "Pieteikumi šeit", "countries.csv"],
    ]
    assert workbook["Saturs"]["A3"].hyperlink.location == "'T01'!A1"
    assert workbook.properties.title.startswith("Statistikas pielikums. Ziņojums par patvērumu")
    assert workbook.properties.language == "lv"
    assert workbook["Titullapa"]["A4"].value.startswith("Publicēts 20")


def test_figures_are_the_printed_ones_as_numbers(workbook):
    sheet = workbook["T01"]
    head = next(number for number, row in enumerate(rows(sheet)) if row[0] == "Rādītājs")
    table = {row[0]: row[1:] for row in rows(sheet)[head:]}
    assert table["Patvēruma pieteikumu iesniedzēji"][-2:] == [1700, "p"]
    rate = [cell for cell in sheet[head + 3] if cell.value == 40.9]
    assert [cell.number_format for cell in rate] == ['#,##0.0"\u00a0%"']


def test_no_figure_is_a_symbol_and_a_flag_stands_in_a_column_of_its_own(workbook):
    table = rows(workbook["T02"])
    head = next(number for number, row in enumerate(table) if row[0] == "Valsts")
    assert table[head][-2:] == ["2023", "2023: zīmes"]
    estonia = next(row for row in table[head:] if row[0] == "Igaunija")
    assert estonia[-2:] == [3980, "b"]
    assert all(sheet.merged_cells.ranges == set() for sheet in workbook)


def test_notes_are_plain_text(workbook):
    said = " ".join(str(cell.value) for sheet in ("T01", "T02") for cell in workbook[sheet]["A"])
    assert "migr_asyappctza" in said
    assert "\\" not in said
    assert "](" not in said


def test_every_sign_of_a_table_is_explained(view, pages):
    about = About("T", "lv", "A", view.results.figures.edition.published)
    made = list(sheets(view, annexed(pages), about))
    explained = {row[0] for row in made[2].rows}
    cells = [cell for sheet in made[3:] for row in sheet.rows for cell in row[1:]]
    assert any(isinstance(cell, Figure) for cell in cells)
    assert {cell for cell in cells if isinstance(cell, str)} <= explained


def test_the_dictionary_explains_columns_and_the_codes_in_use(view, pages, tmp_path):
    write_annex(tmp_path, view, pages)
    with (tmp_path / "data" / "annex" / "dictionary.csv").open(encoding="utf-8") as file:
        told = {(row["column"], row["code"]): row["meaning"] for row in csv.DictReader(file)}
    assert told["geo", ""].startswith("valsts")
    assert told["geo", "EE"] == "Igaunija"
    assert told["status", "b"] == "laikrindas pārrāvums"
    assert told["indicator", "applicants"] == "Patvēruma pieteikumu iesniedzēji"
    columns = {column for exhibit in pages["asylum"].exhibits for column in exhibit["columns"]}
    assert {column for column, code in told if not code} == columns
    assert all(told.values())


def test_a_page_lists_the_tables_on_the_web_and_the_columns(view, pages):
    text = filled(f"# Pielikums\n\n{TABLES_PLACE}\n\n{COLUMNS_PLACE}\n", view, pages)
    assert '<a href="asylum.html#tab-figures">Skaitļi</a> (<a href="data/figures.csv">CSV</a>)' in text
    assert '<a href="data/annex/tables.xlsx">' in text
    # HTML outside of it would be lost in the PDF, which is a warning and stops the build
    assert text.index("::::{only} html") < text.index("{raw} html") < text.index("::::{only} typst")
    assert "| `value` | skaitlis; tukšs, ja tā nav" in text
    assert filled("Cits teksts.", view, pages) == "Cits teksts."


def test_columns_come_from_exhibits_with_figures_alone(view):
    assert list(dictionary(view, [{"columns": ["geo"], "records": []}])) == []


@pytest.mark.slow
@pytest.mark.parametrize(("code", "name"), [("lv", "Titullapa"), ("en", "Cover")])
def test_each_book_has_its_annex_in_its_language(built, code, name):
    book = openpyxl.load_workbook(built.book(code) / "data" / "annex" / "tables.xlsx")
    assert book.sheetnames[0] == name
    assert len(book.sheetnames) == 3 + 3
