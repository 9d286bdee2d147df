from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from yearbook.dataset import find_dataset
from yearbook.errors import YearbookError
from yearbook.project import Project
from yearbook.sources import Extract
from yearbook.sources.received import Received
from yearbook.vintage import (
    check_released,
    find_vintage,
    list_vintages,
    parquet_bytes,
    pinned_observations,
    write_vintage,
)

REAL = Project(Path(__file__).parents[2])
COLUMNS = ["indic_de", "geo", "period", "value", "status", "conf"]
ROWS = [("JAN", "LV", "2022", 1875757.0, "", ""), ("JAN", "LV", "2023", float("nan"), "", "C")]


def extract(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return Extract(frame, (Received("demo.tsv", "0" * 64, 10),), "Eurostat TSV", len(rows) + 3, {"some reason": 3})


@pytest.fixture
def write(tmp_path):
    def vintage(released, rows):
        return write_vintage(Project(tmp_path), find_dataset(REAL, "demo_gind"), released, extract(rows))

    return vintage


def test_observations_survive_the_round_trip(write):
    frame = write("2023-03-29", ROWS).read()
    pd.testing.assert_frame_equal(frame, extract(ROWS).frame)
    assert frame["value"].dtype == "float64"


def test_the_record_says_what_stands_behind_the_figures(write):
    vintage = write("2023-03-29", ROWS)
    record = vintage.provenance
    content = (vintage.folder / "observations.parquet").read_bytes()
    assert record["sha256"] == hashlib.sha256(content).hexdigest()
    assert record["received"]["name"] == "demo.tsv"
    assert record["periods"] == {"first": "2022", "last": "2023"}
    assert record["rows"] == {"read": 5, "kept": 2, "dropped": {"some reason": 3}}
    assert (record["dataset"], record["released"], record["derived"]) == ("demo_gind", "2023-03-29", False)
    assert record["filter"]["pinned"] == {"freq": "A"}
    assert set(record["acknowledgement"]) == set(record["title"]) == {"lv", "en"}


def test_the_same_observations_give_the_same_bytes(tmp_path):
    assert parquet_bytes(extract(ROWS).frame) == parquet_bytes(extract(ROWS).frame.copy())


def test_a_record_has_no_trace_of_machine_or_hour(write, tmp_path):
    text = (write("2023-03-29", ROWS).folder / "vintage.toml").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert date.today().isoformat() not in text


def test_a_vintage_is_never_rewritten(write):
    vintage = write("2023-03-29", ROWS)
    before = (vintage.folder / "observations.parquet").read_bytes()
    with pytest.raises(YearbookError, match="demo_gind@2023-03-29 was collected already"):
        write("2023-03-29", ROWS[:1])
    assert (vintage.folder / "observations.parquet").read_bytes() == before


def test_an_interrupted_write_leaves_nothing(write, tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("yearbook.vintage.tomli_w.dumps", stop)
    with pytest.raises(KeyboardInterrupt):
        write("2023-03-29", ROWS)
    assert list((tmp_path / "data" / "vintages" / "demo_gind").iterdir()) == []
    assert list_vintages(Project(tmp_path)) == []


def test_changed_observations_are_noticed(write):
    vintage = write("2023-03-29", ROWS)
    (vintage.folder / "observations.parquet").write_bytes(parquet_bytes(extract(ROWS[:1]).frame))
    with pytest.raises(YearbookError, match="changed after they were collected"):
        vintage.read()


def test_vintages_are_listed_and_found(write, tmp_path):
    write("2025-05", ROWS)
    write("2023-03-29", ROWS)
    project = Project(tmp_path)
    assert [vintage.name for vintage in list_vintages(project)] == ["demo_gind@2023-03-29", "demo_gind@2025-05"]
    assert list_vintages(project, "migr_resfirst") == []
    assert find_vintage(project, "demo_gind", "2025-05").released == "2025-05"


def test_a_missing_vintage_names_those_that_are_there(write, tmp_path):
    write("2025-05", ROWS)
    with pytest.raises(YearbookError, match=r"no vintage demo_gind@2024(.|\n)*pin one of: 2025-05"):
        find_vintage(Project(tmp_path), "demo_gind", "2024")
    with pytest.raises(YearbookError, match="has no vintage yet"):
        find_vintage(Project(tmp_path), "tps00170", "2024")


@pytest.mark.parametrize("released", ["2023-03-29", "2025-05", "2025", "2026-11-23", "2026-11", "2026"])
def test_release_dates_of_full_and_reduced_precision(released):
    assert check_released(released, date(2026, 11, 23)) == released


@pytest.mark.parametrize(
    ("released", "message"),
    [
        ("2023-02-30", "not a release date"),
        ("2023-13", "not a release date"),
        ("23", "not a release date"),
        ("2023-3-29", "not a release date"),
        ("29.03.2023", "not a release date"),
        ("../2023", "not a release date"),
        ("2026-11-24", "in the future"),
        ("2026-12", "in the future"),
        ("2027", "in the future"),
    ],
)
def test_other_release_dates_are_refused(released, message):
    with pytest.raises(YearbookError, match=message):
        check_released(released, date(2026, 11, 23))


def test_a_series_comes_wholly_from_the_first_pinned_vintage_that_has_it(write, tmp_path):
    write("2023", [("JAN", geo, year, 1.0, "", "") for geo in ("LT", "LV") for year in ("2021", "2022")])
    write("2025", [("JAN", "LV", "2022", 2.0, "", ""), ("JAN", "EE", "2022", 2.0, "", "")])
    laid = pinned_observations(Project(tmp_path), "demo_gind", ["2025", "2023"])
    assert list(laid[["geo", "period", "value", "source"]].itertuples(index=False, name=None)) == [
        ("EE", "2022", 2.0, "demo_gind@2025"),
        ("LT", "2021", 1.0, "demo_gind@2023"),
        ("LT", "2022", 1.0, "demo_gind@2023"),
        ("LV", "2022", 2.0, "demo_gind@2025"),
    ]
    assert list(laid) == [*COLUMNS, "source"]


def test_pinning_nothing_is_an_error(tmp_path):
    with pytest.raises(YearbookError, match="no vintage of demo_gind is pinned"):
        pinned_observations(Project(tmp_path), "demo_gind", [])
