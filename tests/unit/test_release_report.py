from __future__ import annotations

import pytest
from fixture.figures import APPLICANTS, APPLICANTS_2025_05, tsv

from yearbook.collect import collect_file
from yearbook.edition import load_edition
from yearbook.release_report import new_findings, release_report


@pytest.fixture
def collect(spoilt, tmp_path):
    def table(dataset, fixed, text, released="2026-03-27"):
        received = tmp_path / "received.tsv"
        received.write_text(tsv(fixed, text), "utf-8")
        return collect_file(spoilt, dataset, received, released).vintage

    return table


def test_it_names_the_largest_changes_and_the_editions_that_they_touch(spoilt, collect):
    new = collect(
        "migr_asyappctza", APPLICANTS, APPLICANTS_2025_05.replace("4260 ", "4270 ").replace("1700 p", "1705 p")
    )
    report = release_report(spoilt, [new])
    assert report.startswith("# New vintages: migr_asyappctza@2026-03-27\n")
    assert "Beside `migr_asyappctza@2025-05`: 16 observations in both, 2 values changed" in report
    rows = [line for line in report.splitlines() if line.startswith("| TOTAL")]
    assert rows[0].endswith("| 2021 | 4,260 | 4,270 | 10 |")
    assert "Changes of LV:" in report
    assert "Editions that pin this dataset, which keep their figures until their pins are changed: 2023" in report


def test_a_first_vintage_is_said_to_be_one(spoilt, collect):
    report = release_report(spoilt, [collect("migr_imm8", {"freq": "A", "unit": "NR", "agedef": "REACH"}, """
age   | sex | geo | 2022 | 2023
TOTAL | T   | LV  | 38708 | 18710
""")])  # fmt: skip
    assert "It is the first vintage of this dataset." in report
    assert "No edition pins this dataset." in report


def test_findings_that_a_new_vintage_would_bring_are_listed(spoilt, collect):
    more_than_all = APPLICANTS_2025_05 + "TOTAL | FRST | LV | 145 | 580 | 700 | 1635\n"
    new = collect("migr_asyappctza", APPLICANTS, more_than_all)
    found = new_findings(spoilt, load_edition(spoilt, 2023), new)
    assert [(one.severity, one.place.geo, one.place.period) for one in found] == [("error", "LV", "2022")]
    assert "1 new findings.\n\n- error: " in release_report(spoilt, [new])


def test_figures_that_stay_as_they_were_bring_no_findings(spoilt, collect):
    new = collect("migr_asyappctza", APPLICANTS, APPLICANTS_2025_05)
    assert [one for one in new_findings(spoilt, load_edition(spoilt, 2023), new) if one.severity == "error"] == []
    assert "No published figure of LV has changed." in release_report(spoilt, [new])
