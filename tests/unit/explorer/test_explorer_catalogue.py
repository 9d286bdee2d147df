"""What the explorer knows of indicators, codes and words; and that a new indicator or language cannot be forgotten."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from yearbook.explorer import catalogue as module
from yearbook.explorer.catalogue import catalogue, shades, words
from yearbook.explorer.write import Explorer, script
from yearbook.indicators import all_indicators
from yearbook.language import LANGUAGES
from yearbook.observations import State
from yearbook.palette import NIGHT, PAPER, contrast


@pytest.fixture(scope="module")
def of(view_of):
    found = Explorer(view_of()).found
    return lambda code="en": catalogue(view_of(code=code), found, ["2020", "2021", "2022", "2023"])


def test_only_indicators_with_figures_are_there_each_under_one_topic(of):
    found = of()
    listed = [name for topic in found["topics"] for name in topic["indicators"]]
    assert sorted(listed) == sorted(found["indicators"])
    assert "applicants" in listed
    assert "temporary_protection" not in listed


def test_every_module_of_indicators_has_a_topic():
    modules = {one.compute.__module__.rpartition(".")[2] for one in all_indicators().values()}
    topics = [module for modules in words()["topics"].values() for module in modules]
    assert modules - set(topics) == set()
    assert len(topics) == len(set(topics))


def test_every_language_has_the_same_words_and_no_other():
    first, *others = (words()[code] for code in LANGUAGES)
    for other in others:
        assert set(first) == set(other)
        for key, text in first.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", other[key])), key


def test_every_word_that_the_script_says_is_there_and_no_other():
    quoted = set(re.findall(r'"(\w+)"', script()))
    said = set(re.findall(r'E\.say\("(\w+)"', script()))
    made = {f"topic_{topic}" for topic in words()["topics"]} | {f"alt_{chart}" for chart in ("line", "columns", "bars")}
    made |= {f"by_{one}" for indicator in all_indicators().values() for one in (*indicator.by, "geo")}
    own = set(words()["en"])
    assert said | made <= own
    # the note on stocks is a caveat, which the catalogue adds
    assert own - quoted - made == {"stock_note"}


def test_an_indicator_brings_its_card_and_what_may_be_done_with_it(of):
    found = of("lv")["indicators"]["applicants"]
    assert found["title"] == "Patvēruma pieteikumu iesniedzēji"
    assert found["definition"].endswith(".")
    assert found["periods"] == "2020/2023"
    assert found["dimensions"] == {
        "citizen": "TOTAL AF IQ RU UNK",
        "sex": "T",
        "age": "TOTAL",
        "geo": "EU27_2020 EL EE LV LT",
    }
    assert (found["kind"], found["error"], found["per"]) == ("flow", 2.0, 1_000_000)
    assert found["caveats"] == ["Skaitļi noapaļoti līdz tuvākajam 5 daudzkārtnim; summas var atšķirties."]
    assert found["files"] == ["applicants", "applicants.citizen"]


@pytest.mark.parametrize(
    ("name", "per"),
    [("applicants", 1_000_000), ("recognition_rate", 0), ("applicants_per_million", 0), ("population", 0)],
)
def test_only_counts_are_divided_by_inhabitants_and_never_the_inhabitants_themselves(of, name, per):
    assert of()["indicators"][name]["per"] == per


def test_a_stock_says_that_it_is_not_added_up(of):
    caveats = of()["indicators"]["population"]["caveats"]
    assert sum("must not be added up" in caveat for caveat in caveats) == 1


def test_countries_stand_in_the_order_of_the_readers_alphabet_after_their_groups(of):
    assert list(of("lv")["labels"]["geo"]) == ["EU27_2020", "EL", "EE", "LV", "LT"]
    assert list(of("en")["labels"]["geo"]) == ["EU27_2020", "EE", "EL", "LV", "LT"]


def test_what_is_never_ranked_says_so(of):
    labels = of()["labels"]
    assert {code for code, label in labels["geo"].items() if "aggregate" in label} == {"EU27_2020"}
    assert {code for code, label in labels["citizen"].items() if "aggregate" in label} == {"TOTAL"}


def test_ages_stand_in_the_order_of_life(view_of):
    codes = ["UNK", "Y18-34", "Y65", "Y_LT14", "TOTAL", "Y_GE65", "Y14-17", "Y_LT18", "Y5"]
    ordered = ["TOTAL", "Y_LT14", "Y_LT18", "Y5", "Y14-17", "Y18-34", "Y65", "Y_GE65", "UNK"]
    assert module._codes(view_of(), "age", codes) == ordered


def test_every_state_without_a_figure_has_symbol_and_meaning(of):
    states = of("lv")["states"].values()
    assert {one["state"] for one in states} == {str(one) for one in State} - {"figure", "zero"}
    assert len({one["symbol"] for one in states}) == len(states)
    assert all(one["note"] for one in states)


def test_a_source_says_provider_table_and_release(of):
    found = of("lv")["sources"]["migr_asyappctza@2025-05"]
    assert (found["provider"], found["table"]) == ("Eurostat", "migr_asyappctza")
    assert found["released"] == "2025. gada maijā"
    assert found["page"].startswith("https://")


def test_quarters_and_months_have_their_names_in_words(of):
    assert all(len(period) == len("2023-01") for period in of()["periods"])


def test_without_applicants_another_indicator_is_shown_first(view_of):
    view = view_of()
    found = {"population": Explorer(view).found["population"]}
    assert catalogue(view, found, [])["first"] == "population"
    assert catalogue(view, {}, [])["first"] == ""


def test_a_label_with_markup_stays_text(view_of):
    view = view_of()
    explorer = Explorer(view)
    entries = {**view.codes.entries, "country": dict(view.codes.entries["country"])}
    evil = "<img src=x onerror=alert(1)>"
    entries["country"]["EE"] = replace(entries["country"]["EE"], en=evil)
    figures = view.results.figures
    figures.__dict__["codes"] = replace(view.codes, entries=entries)
    try:
        assert catalogue(view, explorer.found, [])["labels"]["geo"]["EE"]["name"] == evil
    finally:
        del figures.__dict__["codes"]


@pytest.mark.parametrize(("night", "page"), [(False, PAPER), (True, NIGHT)])
def test_marks_can_be_told_from_the_page_and_words_read(night, page):
    found = shades(night=night)
    marks = [found[role] for role in ("country", "eu", "EE", "LT", "second", "other", "unknown")] + found["parts"]
    assert min(contrast(shade, page) for shade in marks) >= 3
    assert min(contrast(found[role], page) for role in ("ink", "muted")) >= 4.5
