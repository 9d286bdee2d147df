"""Workbooks that the migration office and the border guard send: a declared block of cells, rounded up to 5."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from yearbook.collect import collect_file
from yearbook.edition import load_edition
from yearbook.errors import YearbookError
from yearbook.layout import Layout
from yearbook.project import Project

REAL = Path(__file__).parents[3]
DECLARED = """
[provider.office]
name = "Office of Citizenship and Migration Affairs"
name_lv = "Pilsonības un migrācijas lietu pārvalde"
agency = "PMLP"
licence = "sent for the report"
page = "https://www.pmlp.gov.lv"
acknowledgement.lv = "Avots: Pilsonības un migrācijas lietu pārvalde."
acknowledgement.en = "Source: Office of Citizenship and Migration Affairs."

[dataset.office_applicants]
provider = "office"
code = "applicants by citizenship"
title.lv = "Patvēruma pieteikumu iesniedzēji pēc pilsonības"
title.en = "Asylum applicants by citizenship"
kind = "flow"
unit = "applicants"
frequency = "A"
rounding = 5
rounded = "up"
embargo = 2027-02-01
release_months = [1]
dimensions = ["citizen", "applicant"]
coding = { citizen = "labels" }

[dataset.office_applicants.layout]
sheet = ["Applicants"]
range = "B4:D7"
columns = { citizen = ["Citizenship"] }
stated_period = "Asylum applicants in (\\\\d{4})"
measure = "applicant"
values = { TOTAL = ["Applicants"], FRST = ["of whom for the first time"] }
"""
SHEET = [
    ["Asylum applicants in 2026, rounded up to 5"],
    [],
    [],
    [None, "Citizenship", "Applicants", "of whom for the first time"],
    [None, "Afghanistan", 60, 55],
    [None, "Ukraine", 5, 5],
    [None, "Belarus", 130, 125],
    [],
    [None, "1) Without persons under temporary protection"],
]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data").mkdir()
    for name in ("labels.csv", "country_groups.csv", "datasets.toml"):
        shutil.copy(REAL / "data" / name, tmp_path / "data" / name)
    declared = tmp_path / "data" / "datasets.toml"
    declared.write_text(declared.read_text("utf-8") + DECLARED, "utf-8")
    return Project(tmp_path)


@pytest.fixture
def sent(project, tmp_path):
    """Collect the workbook after a change to its rows."""

    def collect(change=lambda _: None):
        rows = [list(row) for row in SHEET]
        change(rows)
        book = openpyxl.Workbook()
        book.active.title = "Applicants"
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "applicants.xlsx")
        return collect_file(project, "office_applicants", tmp_path / "applicants.xlsx", "2026-11")

    return collect


def test_the_declared_block_becomes_a_vintage(sent):
    frame = sent().vintage.read()
    assert frame[["citizen", "applicant", "period", "value"]].values.tolist() == [
        ["AF", "FRST", "2026", 55.0],
        ["AF", "TOTAL", "2026", 60.0],
        ["BY", "FRST", "2026", 125.0],
        ["BY", "TOTAL", "2026", 130.0],
        ["UA", "FRST", "2026", 5.0],
        ["UA", "TOTAL", "2026", 5.0],
    ]


def add_row(rows):
    rows.insert(7, [None, "Russia", 15, 10])


def add_column(rows):
    rows[3].append("of whom children")


def shift(rows):
    rows.insert(0, [])


def empty(rows):
    rows[5][1] = None


def cut(rows):
    del rows[6:]


def rename(rows):
    rows[3][2] = "Persons"


def count(rows):
    rows[5][2] = 3


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (add_row, "goes on below B4:D7"),
        (add_column, "goes on beside B4:D7"),
        (shift, "row 4 of B4:D7 is empty"),
        (empty, "row 6 of B4:D7 is empty"),
        (cut, "ends before B4:D7"),
        (rename, "no column is headed 'Applicants'"),
        (count, r"not a multiple of 5, to which office_applicants is rounded up\n  where: .*line 6"),
    ],
)
def test_a_sheet_of_another_shape_is_refused(sent, project, change, match):
    with pytest.raises(YearbookError, match=match):
        sent(change)
    assert not list(project.vintages.rglob("*.parquet"))


def test_rounding_up_leaves_a_larger_error(project):
    from yearbook.dataset import load_datasets  # noqa: PLC0415

    datasets = load_datasets(project)
    assert datasets["office_applicants"].error == 4
    assert datasets["migr_asyappctza"].error == 2
    assert datasets["demo_gind"].error == 0


@pytest.mark.parametrize(
    ("published", "embargo", "good"),
    [("2027-02-01", "", True), ("2026-12-01", "", False), ("2026-12-01", "2027-02-01", True)],
)
def test_no_edition_publishes_figures_before_their_embargo(sent, project, published, embargo, good):
    sent()
    folder = project.editions / "2026"
    folder.mkdir(parents=True)
    lines = ["year = 2026", 'country = "LV"', 'languages = ["lv", "en"]', f"published = {published}"]
    lines += [f"embargo = {embargo}"] if embargo else []
    lines += ["[pins]", 'office_applicants = ["2026-11"]']
    (folder / "edition.toml").write_text("\n".join(lines), "utf-8")
    if good:
        assert load_edition(project, 2026).published == date.fromisoformat(published)
    else:
        with pytest.raises(YearbookError, match="may be published from 2027-02-01 on"):
            load_edition(project, 2026)


@pytest.mark.parametrize("wrong", ["B4", "B4:D4", "D4:B7", "4:7"])
def test_a_range_is_a_block_of_cells(wrong):
    with pytest.raises(ValueError, match="block of cells"):
        Layout(sheet="S", range=wrong, columns={"geo": "G"}, period=("Y",), value="V")
