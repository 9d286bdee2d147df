"""What is exported can be collected again: the same observations and flags, in every form."""

from __future__ import annotations

import csv
import json
from io import BytesIO
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest
import sdmx
from sdmx.model import v30

from yearbook.collect import collect_file
from yearbook.edition import Figures, load_edition
from yearbook.errors import UnknownName, YearbookError
from yearbook.exchange import FORMATS, export, sheet_of
from yearbook.exchange.text import number
from yearbook.sources import read_extract
from yearbook.vintage import find_vintage, list_vintages

# each with something of its own: flags, confidential and signed values, labels, alpha-3 codes, a layout, decimals
DIFFERENT = [
    ("migr_resvalid", "2025-12-05"),
    ("demo_gind", "2025-03-27"),
    ("schengen_visas", "2025-05-14"),
    ("oecd_inflows", "2025-02"),
    ("derived_work_permits", "2026-08"),
    ("migr_acqs", "2026-03-27"),
    ("edat_lfs_9912", "2025-09"),
]


@pytest.fixture(scope="module")
def figures(real):
    return Figures(real, load_edition(real, 2023))


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(("dataset", "released"), DIFFERENT, ids=[name for name, _ in DIFFERENT])
def test_an_exported_dataset_reads_back_as_it_was(figures, tmp_path, dataset, released, style):
    path = export(sheet_of(figures, dataset, released), style, tmp_path)
    extract = read_extract(path, figures.datasets[dataset], figures.codes)
    pd.testing.assert_frame_equal(extract.frame, find_vintage(figures.project, dataset, released).read())


@pytest.mark.parametrize("style", FORMATS)
def test_an_exported_vintage_can_be_collected_by_somebody_else(tiny, spoilt, tmp_path, style):
    figures = Figures(tiny, load_edition(tiny, 2023))
    path = export(sheet_of(figures, "migr_asyappctza", "2025-05"), style, tmp_path)
    again = collect_file(spoilt, "migr_asyappctza", path, "2025-06").vintage
    first = find_vintage(tiny, "migr_asyappctza", "2025-05")
    pd.testing.assert_frame_equal(again.read(), first.read())
    assert set(first.read()["conf"]) == {"", "C"}
    assert set(first.read()["status"]) == {"", "b", "p"}


def test_a_file_of_another_dataset_is_refused(figures, tmp_path):
    for style in ("sdmx-csv", "json-stat"):
        path = export(sheet_of(figures, "migr_acqs"), style, tmp_path)
        with pytest.raises(YearbookError, match="the file is of the table"):
            read_extract(path, figures.datasets["demo_gind"], figures.codes)


def test_a_damaged_parquet_file_is_refused(figures, tmp_path):
    path = export(sheet_of(figures, "migr_acqs"), "parquet", tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(YearbookError):
        read_extract(path, figures.datasets["migr_acqs"], figures.codes)


@pytest.mark.parametrize("name", ["migr_acqs", "recognition_rate"])
def test_a_data_package_is_valid_and_says_where_the_figures_come_from(figures, tmp_path, name):
    path = export(sheet_of(figures, name), "csv", tmp_path)
    report = frictionless.validate(str(path.with_name("datapackage.json")))
    assert report.valid, report.flatten(["type", "note"])
    said = json.loads(path.with_name("datapackage.json").read_text("utf-8"))
    assert "Eurostat" in said["description"]
    assert all("2011/833/EU" in one["name"] for one in said["licenses"])
    assert said["titles"]["lv"] != said["titles"]["en"]
    assert said["resources"][0]["schema"]["foreignKeys"]


def test_a_data_package_with_a_code_that_has_no_entry_is_not_valid(figures, tmp_path):
    path = export(sheet_of(figures, "migr_acqs"), "csv", tmp_path)
    path.write_text(path.read_text("utf-8").replace(",LV,", ",QQ,"), "utf-8")
    assert not frictionless.validate(str(path.with_name("datapackage.json"))).valid


def test_sdmx_csv_has_the_columns_of_version_2(figures, tmp_path):
    path = export(sheet_of(figures, "migr_acqs"), "sdmx-csv", tmp_path)
    header, first, *_ = csv.reader(path.read_text("utf-8").splitlines())
    assert header[:4] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "freq"]
    assert header[-4:] == ["TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"]
    assert first[:3] == ["dataflow", "YEARBOOK:MIGR_ACQS(1.0)", "I"]


def test_another_package_reads_our_sdmx_csv(figures, tmp_path):
    sheet = sheet_of(figures, "migr_acqs")
    path = export(sheet, "sdmx-csv", tmp_path)
    structure = v30.DataStructureDefinition(id="MIGR_ACQS")
    for name in [*sheet.dimensions, "TIME_PERIOD"]:
        structure.dimensions.append(v30.Dimension(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in ("OBS_FLAG", "CONF_STATUS"):
        structure.attributes.append(v30.DataAttribute(id=name))
    (data,) = sdmx.read_sdmx(BytesIO(path.read_bytes()), format="csv", structure=structure).data
    assert len(data.obs) == len(sheet.frame)
    assert float(data.obs[0].value) == sheet.frame["value"].iloc[0]
    assert str(data.obs[0].dimension["geo"].value) == sheet.frame["geo"].iloc[0]


def test_an_indicator_takes_its_band_and_sources_along(figures, tmp_path):
    sheet = sheet_of(figures, "recognition_rate").of("LV")
    table = pq.read_table(export(sheet, "parquet", tmp_path))
    assert {"low", "high", "source"} <= set(table.column_names)
    assert set(table["geo"].to_pylist()) == {"LV"}
    assert json.loads(table.schema.metadata[b"yearbook"])["unit"] == "percent"
    header = export(sheet, "sdmx-csv", tmp_path).read_text("utf-8").partition("\n")[0]
    assert header.endswith("OBS_FLAG,CONF_STATUS,SOURCE,LOW,HIGH,MARK")


def test_an_indicator_can_be_broken_down(figures, tmp_path):
    cube = json.loads(export(sheet_of(figures, "applicants", by=["citizen"]), "json-stat", tmp_path).read_text("utf-8"))
    assert cube["id"] == ["citizen", "geo", "period"]
    assert cube["role"] == {"geo": ["geo"], "time": ["period"]}
    assert cube["dimension"]["geo"]["category"]["label"]["LV"] == "Latvia"


@pytest.mark.slow
def test_a_table_of_the_built_book_can_be_exported(built, tmp_path):
    figures = Figures(built.project, load_edition(built.project, 2023))
    sheet = sheet_of(figures, "applicants_table")
    shown = json.loads((built.book("en") / "data" / "applicants_table.json").read_text("utf-8"))
    assert len(sheet.frame) == len(shown["value"])
    assert sheet.titles["en"] == shown["label"]
    path = export(sheet, "csv", tmp_path)
    assert frictionless.validate(str(path.with_name("datapackage.json"))).valid


def test_what_is_not_there_is_named(figures):
    with pytest.raises(UnknownName, match="did you mean 'applicants'"):
        sheet_of(figures, "aplicants")
    with pytest.raises(UnknownName, match="unknown format 'xml'"):
        export(sheet_of(figures, "migr_acqs"), "xml", Path())


def test_figures_under_embargo_are_given_to_nobody(spoilt):
    file = spoilt.data / "datasets.toml"
    content = file.read_text("utf-8")
    place = content.index("release_months", content.index("[dataset.migr_asyappctza]"))
    file.write_text(content[:place] + "embargo = 2999-01-01\n" + content[place:], "utf-8")
    edition = spoilt.editions / "2023" / "edition.toml"
    lines = edition.read_text("utf-8").replace("\nyear", "\nembargo = 2999-01-01\nyear", 1)
    edition.write_text(lines, "utf-8")
    figures = Figures(spoilt, load_edition(spoilt, 2023))
    for name in ("migr_asyappctza", "applicants"):
        with pytest.raises(YearbookError, match="may not be given to anybody before 2999-01-01"):
            sheet_of(figures, name)


@pytest.mark.parametrize(
    ("value", "text"), [(1893223.0, "1893223"), (0.1, "0.1"), (float("nan"), ""), ("p", "p"), (None, "")]
)
def test_numbers_are_written_as_they_read_back(value, text):
    assert number(value) == text


def test_the_command_says_what_it_wrote_and_where(tiny, run, tmp_path):
    said = run(tiny, "export", "migr_asyappctza", "--format", "parquet", "--output", str(tmp_path), "--country", "LV")
    assert said.code == 0
    assert "4 observations" in said.text
    assert (tmp_path / "migr_asyappctza.parquet").is_file()
    assert run(tiny, "export", "nothing").code == 1
    assert len(list_vintages(tiny)) == 4
