"""Figures that an edition has released are kept, and a change of one is named."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from yearbook.checks import check_all
from yearbook.edition import Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Results
from yearbook.released import ALL, changes_since_release, figures_of, fingerprint, write_released
from yearbook.years import newest_released


def results_of(project):
    return Results(Figures(project, load_edition(project, 2023)))


@pytest.fixture
def released(spoilt):
    return spoilt, write_released(spoilt, load_edition(spoilt, 2023))


def edited(file, old, new):
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_the_file_holds_the_figures_of_the_own_country_and_a_fingerprint_of_all(released):
    project, file = released
    frame = pd.read_csv(file, dtype=str, keep_default_na=False).set_index(["indicator", "period"])
    applicants = results_of(project).select("applicants").only(geo=["LV"]).frame.set_index("period")["value"]
    assert frame.loc[("applicants", "2023"), "value"] == str(int(applicants["2023"]))
    assert len(frame.loc[("applicants", ALL), "value"]) == 12
    assert file.stat().st_size < 100_000


def test_the_same_figures_are_no_change(released):
    project, _ = released
    assert list(changes_since_release(project, results_of(project))) == []
    assert [found for found in check_all(project, "2023") if found.check == "released"] == []


def test_an_edition_that_is_not_released_may_change(tiny):
    assert list(changes_since_release(tiny, results_of(tiny))) == []


def test_a_figure_that_differs_is_named_with_both_values(released):
    project, file = released
    now = str(int(results_of(project).select("applicants").only(geo=["LV"]).frame["value"].iloc[-1]))
    edited(file, f"applicants,2023,{now},", "applicants,2023,7,")
    assert list(changes_since_release(project, results_of(project))) == [("applicants", f"2023: 7 p -> {now} p")]
    [found] = [one for one in check_all(project, "2023") if one.check == "released"]
    assert found.severity == "error"
    assert "yearbook check 2023 --accept" in found.remedy
    assert found.place.file == "editions/2023/figures.csv"


def test_a_figure_that_vanished_is_named(released):
    project, file = released
    edited(file, "population,2023,", "population,2015,5,\npopulation,2023,")
    assert ("population", "2015: 5 -> no figure") in changes_since_release(project, results_of(project))


def test_a_change_elsewhere_shows_in_the_fingerprint(released):
    project, file = released
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    mark = (frame["indicator"] == "applicants") & (frame["period"] == ALL)
    frame.loc[mark, "value"] = "0" * 12
    frame.to_csv(file, index=False)
    assert list(changes_since_release(project, results_of(project))) == [
        ("applicants", "figures of other countries or of a breakdown")
    ]


def test_an_indicator_that_is_new_changes_nothing_released(released):
    project, file = released
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame[frame["indicator"] != "applicants"].to_csv(file, index=False)
    assert list(changes_since_release(project, results_of(project))) == []


def test_the_fingerprint_knows_values_and_flags_but_no_order_and_no_source():
    frame = pd.DataFrame({"geo": ["LV", "EE"], "value": [1.0, 2.0], "status": ["", "p"], "source": ["a", "a"]})
    same = frame.iloc[::-1][["status", "geo", "source", "value"]].assign(source="b")
    assert fingerprint(frame) == fingerprint(same)
    assert fingerprint(frame) == fingerprint(frame.assign(value=[1.0, 2.0 + 1e-12]))
    assert fingerprint(frame) != fingerprint(frame.assign(value=[1.0, 2.001]))
    assert fingerprint(frame) != fingerprint(frame.assign(status=["", "b"]))


def test_the_newest_released_edition_is_built_by_default(spoilt):
    assert newest_released(spoilt) == "2023"
    later = spoilt.editions / "2024"
    shutil.copytree(spoilt.editions / "2023", later)
    assert newest_released(spoilt) == "2024"
    (spoilt.editions / "2023" / "figures.csv").touch()
    assert newest_released(spoilt) == "2023"
    shutil.rmtree(spoilt.editions)
    with pytest.raises(YearbookError, match="there is no edition"):
        newest_released(spoilt)


def test_figures_reach_ten_years_back(released):
    project, _ = released
    periods = [p for p in figures_of(results_of(project))["period"] if p != ALL]
    assert min(periods) >= "2014"


def test_accepting_is_said_and_needs_an_edition(spoilt, run):
    assert "--accept needs an edition" in run(spoilt, "check", "--accept").text
    done = run(spoilt, "check", "2023", "--accept")
    assert done.code == 0
    assert "accepted as released: editions/2023/figures.csv" in done.text
