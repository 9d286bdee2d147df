from __future__ import annotations

import json
from datetime import date

import pytest

from yearbook.book.contents import load_contents
from yearbook.dataset import find_dataset
from yearbook.edition import load_edition
from yearbook.status import Coverage, due_month, status_of


@pytest.fixture
def chapters(tiny):
    def of(year=2023, country="LV"):
        edition = load_edition(tiny, year)
        return {one.name: one for one in status_of(tiny, edition, load_contents(tiny).chapters, country)}

    return of


def shares(chapter):
    return {one.dataset: one.share for one in chapter.coverage}


def test_a_chapter_rests_on_the_datasets_of_the_indicators_that_it_names(chapters):
    found = chapters()
    assert all(chapter.coverage for chapter in found.values())
    everything = {name for chapter in found.values() for name in shares(chapter)}
    assert {"migr_asyappctza", "demo_gind"} <= everything


def test_what_reaches_the_end_of_the_year_does_not_wait(chapters):
    everything = {name: share for chapter in chapters().values() for name, share in shares(chapter).items()}
    assert everything["migr_asyappctza"] == "whole"
    assert everything["migr_asydcfstq"] == "whole"


def test_a_country_without_figures_waits(chapters):
    everything = {name: share for chapter in chapters(country="EL").values() for name, share in shares(chapter).items()}
    assert everything["migr_asyappctza"] == "none"


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (Coverage("x", "none", "2024-03"), "x since 2024-03"),
        (Coverage("x", "part", "2024-03"), "x since 2024-03 (begun)"),
        (Coverage("x", "none", "2027-03"), "x expected 2027-03"),
        (Coverage("x", "none", "2024-03", ("2025-05",)), "x is collected, not pinned: 2025-05"),
    ],
)
def test_what_a_chapter_waits_for_is_said(coverage, said):
    assert coverage.said(date(2026, 11, 25)) == said


def test_what_is_collected_but_not_pinned_is_named(spoilt):
    file = spoilt.editions / "2023" / "edition.toml"
    file.write_text(file.read_text("utf-8").replace('"2025-05", ', ""), "utf-8")
    edition = load_edition(spoilt, 2023)
    assert "2025-05" not in edition.pins["migr_asyappctza"]
    found = status_of(spoilt, edition, load_contents(spoilt).chapters, "LV")
    gaps = {one.dataset: one for chapter in found for one in chapter.waiting}
    assert gaps["migr_asyappctza"].unpinned == ("2025-05",)


@pytest.mark.parametrize(
    ("dataset", "month"), [("migr_asyappctza", "2024-03"), ("migr_asydcfstq", "2024-03"), ("migr_asytpsm", "2024-02")]
)
def test_the_month_in_which_a_year_is_complete(real, dataset, month):
    assert due_month(find_dataset(real, dataset), 2023) == month


def test_the_command_says_it_as_a_table_and_as_json(tiny, run):
    said = run(tiny, "status", "2023")
    assert said.code == 0
    assert "edition 2023" in said.out
    found = json.loads(run(tiny, "status", "2023", "--format", "json").out)
    assert {"chapter", "ready", "waiting"} == set(found["2023"][0])
    assert run(tiny, "status", "2023", "--format", "xml").code == 1
