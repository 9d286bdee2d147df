"""`yearbook collect` as it is typed, with the services on the loopback address."""

from __future__ import annotations

from datetime import date

import pytest
from replay import Reply

from yearbook.dataset import find_dataset
from yearbook.news import next_release

from .conftest import refused, vintages


def test_one_command_collects_and_says_how_much(project, run):
    said = run(project, "collect", "migr_asyappctza")
    assert said.code == 0
    assert "migr_asyappctza@2026-03-27: 23 observations kept of 28 cells read" in said.text
    assert vintages(project) == ["migr_asyappctza@2026-03-27"]
    assert "nothing new" in run(project, "collect", "migr_asyappctza").text


def test_one_dataset_that_fails_does_not_keep_the_others_from_coming(project, run, service):
    service.answers["/eurostat/sdmx/2.1/data/migr_asyappctza"] = Reply(b"<html>", headers={"Content-Type": "text/html"})
    said = run(project, "collect", "migr_asyappctza", "demo_gind")
    assert said.code == 1
    assert "a web page instead of data" in said.text
    assert vintages(project) == ["demo_gind@2026-07-10"]
    assert "web page" in refused(project)


def test_a_run_writes_what_has_changed_for_the_change_request(project, run):
    assert run(project, "collect", "demo_gind", "--report", "_build/report.md").code == 0
    report = (project.build / "report.md").read_text("utf-8")
    assert report.startswith("# New vintages: demo_gind@2026-07-10\n")
    (project.build / "report.md").unlink()
    assert run(project, "collect", "demo_gind", "--report", "_build/report.md").code == 0
    assert not (project.build / "report.md").exists(), "nothing new, nothing to propose"


def test_a_dry_run_says_what_would_be_asked_for_and_writes_no_vintage(project, run, service):
    said = run(project, "collect", "migr_asyappctza", "demo_gind", "--dry-run")
    assert said.code == 0
    assert f"{service.url}/eurostat/sdmx/2.1/data/migr_asyappctza?format=TSV&compressed=true" in said.text
    assert "demo_gind: a small request (JSON-stat), about 1," in said.text
    assert not service.paths("/eurostat/sdmx/2.1/data")
    assert vintages(project) == []


def test_the_check_lists_what_is_new_and_when_more_is_expected(project, run):
    run(project, "collect", "demo_gind")
    said = run(project, "collect", "--check", "demo_gind", "migr_asyappctza", "migr_asytpsm")
    assert said.code == 1, "one of them is not in the catalogue"
    rows = {line.split()[1]: line for line in said.out.splitlines() if "_" in line}
    assert "up to date" in rows["demo_gind"]
    assert "2027-03" in rows["demo_gind"]
    assert "new" in rows["migr_asyappctza"]
    assert "not known" in rows["migr_asytpsm"]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["demo_gind", "--accept", "everything"], "unknown guard 'everything'"),
        (["--released", "2026"], "a day of release belongs to one dataset"),
        (["schengen_visas"], "can be collected from a file only"),
        (["derived_population"], "can be collected from a file only"),
    ],
)
def test_what_cannot_be_asked_for(project, run, words, what):
    said = run(project, "collect", *words)
    assert said.code == 1
    assert what in said.text


@pytest.mark.parametrize(
    ("released", "today", "expected"),
    [
        ("2026-03-27", date(2026, 11, 25), "2027-03"),
        ("2025-03-27", date(2026, 11, 25), "2026-03 (due)"),
        ("2025", date(2026, 2, 1), "2026-03"),
        ("", date(2026, 11, 25), "any day"),
    ],
)
def test_the_next_release_follows_from_the_months_of_release(project, released, today, expected):
    assert next_release(find_dataset(project, "migr_asyappctza"), released, today) == expected
