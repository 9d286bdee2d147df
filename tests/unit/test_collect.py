from __future__ import annotations

import gzip
import hashlib
import shutil
from pathlib import Path

import pytest

from yearbook.collect import collect_file
from yearbook.errors import UnknownName, YearbookError
from yearbook.project import Project

REAL = Project(Path(__file__).parents[2])
TEXT = "freq,indic_de,geo\\TIME_PERIOD\t2021 \t2022 \nA,JAN,LV\t1893223 \t1875757 p\nA,FJAN,LV\t1018127 \t: \n"
CSV = (
    "DATAFLOW,LAST UPDATE,freq,indic_de,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:DEMO_GIND(1.0),27/03/25 23:00:00,A,JAN,LV,2024,1871882,,\n"
)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data").mkdir()
    for name in ("datasets.toml", "labels.csv", "country_groups.csv"):
        shutil.copy(REAL.data / name, tmp_path / "data" / name)
    return Project(tmp_path)


@pytest.fixture
def received(tmp_path):
    def write(content, name="received.tsv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def tree(project):
    return {path.relative_to(project.root): path.read_bytes() for path in project.vintages.rglob("*") if path.is_file()}


def test_a_file_becomes_a_vintage_and_the_account_is_said(project, received):
    said = []
    collected = collect_file(project, "demo_gind", received(TEXT), "2023-03-29", said.append)
    assert collected.vintage.read()["value"].tolist() == [1893223, 1875757]
    assert (collected.read, collected.kept) == (4, 2)
    assert said == [
        "reading received.tsv",
        "demo_gind@2023-03-29: 2 observations kept of 4 cells read",
        "  dropped 2: outside the part that the dataset keeps",
    ]


def test_the_same_content_at_another_date_is_said(project, received):
    collect_file(project, "demo_gind", received(TEXT), "2023-03-29")
    again = collect_file(project, "demo_gind", received(TEXT), "2023-04")
    assert again.same_content_as == ("demo_gind@2023-03-29",)
    assert "  the same content was collected already as demo_gind@2023-03-29" in again.lines
    other = collect_file(project, "demo_gind", received(TEXT.replace("1893223", "1893224")), "2023-05")
    assert other.same_content_as == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (gzip.compress(TEXT.encode())[:-4], "received.tsv.gz"),
        ("<!doctype html>\n<html></html>\n", "received.tsv"),
        (TEXT.replace("LV", "QQ"), "received.tsv"),
        (TEXT, "migr_imm8.tsv"),
        (CSV.replace("DEMO_GIND", "MIGR_IMM8"), "received.csv"),
        (TEXT + "A,JAN,LV\t1 \t2 \n", "received.tsv"),
        (TEXT.replace("2022 ", "2023-M13 "), "received.tsv"),
    ],
)
def test_bad_input_leaves_the_vintages_as_they_were(project, received, content, name):
    collect_file(project, "demo_gind", received(TEXT), "2023-03-29")
    before = tree(project)
    with pytest.raises(YearbookError):
        collect_file(project, "demo_gind", received(content, name), "2024-03-29")
    assert tree(project) == before


def test_an_existing_vintage_is_refused_before_reading(project, received):
    collect_file(project, "demo_gind", received(TEXT), "2023-03-29")
    with pytest.raises(YearbookError, match="never rewritten"):
        collect_file(project, "demo_gind", Path("no such file"), "2023-03-29")


def test_a_release_before_the_update_which_the_file_states_is_refused(project, received):
    path = received(CSV, "received.csv")
    with pytest.raises(YearbookError, match=r"update on 2025-03-27(.|\n)*--released 2025-03-27"):
        collect_file(project, "demo_gind", path, "2025-03-26")
    for released in ("2025-03-27", "2025-03", "2025"):
        collected = collect_file(project, "demo_gind", path, released)
        assert collected.vintage.provenance["received"]["stated_update"] == "2025-03-27T23:00:00"


def test_a_release_in_the_future_and_an_unknown_dataset_are_refused(project, received):
    with pytest.raises(YearbookError, match="in the future"):
        collect_file(project, "demo_gind", received(TEXT), "2999")
    with pytest.raises(UnknownName, match="demo_gind"):
        collect_file(project, "demo_gin", received(TEXT), "2023")


PARTS = [TEXT, TEXT.replace("LV", "LT")]


def test_the_parts_of_a_release_become_one_vintage(project, received):
    paths = [received(text, f"part{number}.tsv") for number, text in enumerate(PARTS)]
    said = []
    collected = collect_file(project, "demo_gind", paths, "2023-03-29", said.append)
    assert said[0] == "reading part0.tsv, part1.tsv"
    assert (collected.read, collected.kept) == (8, 4)
    assert collected.dropped == {"outside the part that the dataset keeps": 4}
    frame = collected.vintage.read()
    assert frame["geo"].tolist() == ["LT", "LT", "LV", "LV"]
    record = collected.vintage.provenance["received"]
    assert [file["name"] for file in record["files"]] == ["part0.tsv", "part1.tsv"]
    assert record["name"] == "part0.tsv; part1.tsv"
    assert record["bytes"] == sum(path.stat().st_size for path in paths)
    assert [file["sha256"] for file in collected.vintage.received] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    ]


def test_one_file_is_received_alone(project, received):
    collected = collect_file(project, "demo_gind", received(TEXT), "2023-03-29")
    assert [file["name"] for file in collected.vintage.received] == ["received.tsv"]


def test_an_observation_in_two_parts_is_refused(project, received):
    paths = [received(text, f"part{number}.tsv") for number, text in enumerate([TEXT, TEXT])]
    with pytest.raises(YearbookError, match=r"indic_de=JAN, geo=LV, period=2021\n  where: part0.tsv and part1.tsv"):
        collect_file(project, "demo_gind", paths, "2023-03-29")
    assert not tree(project)


def test_a_derived_vintage_says_what_it_was_made_from(project, received):
    text = "citizen,geo,year,number of citizens in country\nRecognised non-citizens,Latvia,2024,169297\n"
    record = collect_file(project, "derived_population", received(text, "x.csv"), "2025").vintage.provenance
    assert record["derived"] is True
    assert "migr_pop1ctz" in record["origin"]["en"]
    assert set(record["origin"]) == {"lv", "en"}
