"""The collected vintages hold the figures that are known from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from yearbook.dataset import load_datasets
from yearbook.project import Project
from yearbook.vintage import find_vintage, list_vintages

PROJECT = Project(Path(__file__).parents[3])
ALL = {"citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
PERMITS = {"citizen": "TOTAL", "duration": "TOTAL"}


def series(name, **codes):
    frame = find_vintage(PROJECT, *name.split("@")).read()
    for dimension, code in ({"geo": "LV"} | codes).items():
        frame = frame[frame[dimension] == code]
    assert not frame["period"].duplicated().any(), "a dimension is not pinned"
    return frame.set_index("period")["value"]


def values(name, periods, **codes):
    return series(name, **codes).reindex(list(periods)).tolist()


def years(first, last):
    return [str(year) for year in range(first, last + 1)]


APPLICANTS = [55, 60, 65, 340, 205, 195, 375, 330, 350, 355, 185, 195, 180, 615, 620, 1700, 1040]


def test_applicants():
    assert values("migr_asyappctza@2025-05", years(2008, 2024), **ALL, applicant="TOTAL") == APPLICANTS
    assert values("migr_asyappctza@2023-03-29", years(2008, 2022), **ALL, applicant="TOTAL") == APPLICANTS[:15]


def test_first_time_applicants():
    known = [50, 50, 60, 335, 190, 185, 365, 330, 345, 355, 175, 180, 145, 580, 545]
    assert values("migr_asyappctza@2023-03-29", years(2008, 2022), **ALL, applicant="FRST") == known


@pytest.mark.parametrize(
    ("year", "known"),
    [
        ("2021", {"IQ": 355, "AF": 70, "BY": 60, "RU": 40}),
        ("2022", {"RU": 125, "AF": 115, "IQ": 100, "BY": 65, "IR": 60}),
    ],
)
def test_applicants_by_citizenship(year, known):
    found = {
        citizen: values("migr_asyappctza@2023-03-29", [year], **(ALL | {"citizen": citizen}), applicant="TOTAL")[0]
        for citizen in known
    }
    assert found == known


@pytest.mark.parametrize(
    ("geo", "year", "before", "after"),
    [("SE", "2022", 18640, 23845), ("HR", "2022", 12870, 2730), ("LV", "2022", 620, 620)],
)
def test_revisions_between_two_vintages(geo, year, before, after):
    codes = {**ALL, "applicant": "TOTAL", "geo": geo}
    assert values("migr_asyappctza@2023-03-29", [year], **codes) == [before]
    assert values("migr_asyappctza@2025-05", [year], **codes) == [after]


@pytest.mark.parametrize(
    ("decision", "known"),
    [("TOTAL", [95, 170, 260, 365, 125, 150]), ("TOTAL_POS", [25, 15, 135, 265, 35, 35])],
)
def test_first_instance_decisions_by_year_as_sums_of_quarters(decision, known):
    quarters = series("migr_asydcfstq@2020-10-07", **ALL, decision=decision)
    assert [quarters[quarters.index.str.startswith(year)].sum() for year in years(2014, 2019)] == known


def test_temporary_protection_of_ukrainian_citizens():
    december = ["2022-12", "2023-12", "2024-12"]
    assert values("migr_asytpsm@2025-05", december, **(ALL | {"citizen": "UA"})) == [35520, 43430, 47675]


def test_first_permits():
    known = [5620, 7615, 9857, 6357, 6037, 6647, 8852, 10143, 5532, 8138, 8790, 10193]
    assert values("tps00170@2025-03-03", years(2012, 2023), **PERMITS, reason="TOTAL") == known


def test_first_permits_by_reason():
    known = {"EMP": 3838, "EDUC": 3243, "FAM": 2249, "OTH": 863, "TOTAL": 10193}
    found = {reason: values("migr_resfirst@2025-09", ["2023"], **PERMITS, reason=reason)[0] for reason in known}
    assert found == known


def test_first_permits_of_the_union_were_revised():
    codes = {**PERMITS, "reason": "TOTAL", "geo": "EU27_2020"}
    assert values("tps00170@2025-03-03", ["2023"], **codes) == [3741015]
    assert values("migr_resfirst@2025-09", ["2023"], **codes) == [3821562]


def test_population_on_1_january():
    known = [1986096, 1968957, 1950116, 1934379, 1919968, 1907675, 1893223, 1875757, 1883008, 1871882]
    assert values("demo_gind@2025-03-27", years(2015, 2024), indic_de="JAN") == known
    assert values("demo_gind@2023-03-29", years(2015, 2022), indic_de="JAN") == known[:8]


def test_the_balance_adds_up():
    """Population + natural change + net migration = population a year later."""
    parts = {code: series("demo_gind@2023-03-29", indic_de=code) for code in ("JAN", "NATGROW", "CNMIGRAT", "GROW")}
    for year, following in zip(years(2000, 2020), years(2001, 2021), strict=True):
        assert parts["GROW"][year] == parts["NATGROW"][year] + parts["CNMIGRAT"][year]
        assert parts["JAN"][following] == parts["JAN"][year] + parts["GROW"][year]


@pytest.mark.parametrize("vintage", list_vintages(PROJECT), ids=lambda vintage: vintage.name)
def test_every_vintage_is_as_it_was_written(vintage):
    record, frame = vintage.provenance, vintage.read()
    dataset = load_datasets(PROJECT)[vintage.dataset]
    assert (record["dataset"], record["released"]) == (vintage.dataset, vintage.released)
    assert list(frame) == list(dataset.columns)
    assert len(frame) == record["rows"]["kept"] == record["rows"]["read"] - sum(record["rows"]["dropped"].values())
    assert not frame.duplicated([*dataset.dimensions, "period"]).any()
    assert frame.equals(frame.sort_values([*dataset.dimensions, "period"], ignore_index=True))
    assert (vintage.folder / "observations.parquet").stat().st_size < 1_000_000


def test_namibia_and_norway_survive():
    frame = find_vintage(PROJECT, "migr_asyappctza", "2023-03-29").read()
    assert {"NA", "RNC", "STLS"} <= set(frame["citizen"])
    assert "NO" in set(frame["geo"])
