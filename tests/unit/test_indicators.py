from __future__ import annotations

import pytest

import yearbook.indicators as module
from yearbook.edition import Figures, load_edition
from yearbook.errors import UnknownName, YearbookError
from yearbook.indicators import Results, all_indicators, by_name, find_indicator, indicator

WORDS = {"title": {"lv": "-", "en": "-"}, "definition": {"lv": "-", "en": "-"}, "noun": "person"}


@pytest.fixture
def declare(monkeypatch):
    """Declare indicators for one test alone."""
    monkeypatch.setattr(module, "_declared", dict(all_indicators()))
    module._all.cache_clear()
    yield lambda compute, **words: indicator(**{**WORDS, **words})(compute)
    module._all.cache_clear()


@pytest.fixture
def results(tiny):
    return Results(Figures(tiny, load_edition(tiny, 2023)))


def test_parameters_are_the_wiring():
    rate = find_indicator("recognition_rate")
    assert rate.inputs == ("positive_decisions", "first_instance_decisions", "decisions_by_citizenship")
    assert rate.compute.__doc__


def test_an_unknown_indicator_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'recognition_rate'"):
        find_indicator("recogniton_rate")


def test_each_is_computed_once(results, declare):
    calls = []

    def counted_applicants(applicants):
        calls.append(1)
        return applicants

    declare(counted_applicants)
    assert results.compute("counted_applicants") is results.compute("counted_applicants")
    assert calls == [1]


def test_a_circle_is_an_error_that_shows_it(results, declare):
    def hen(egg):
        return egg

    def egg(hen):
        return hen

    declare(hen)
    declare(egg)
    with pytest.raises(YearbookError, match="hen -> egg -> hen"):
        results.compute("hen")


def test_an_input_that_is_neither_dataset_nor_indicator_is_named(results, declare):
    def lost(aplicants):
        return aplicants

    declare(lost)
    with pytest.raises(UnknownName, match=r"unknown input 'aplicants'(.|\n)*indicator lost(.|\n)*'applicants'"):
        results.compute("lost")


def test_two_indicators_of_one_name_are_refused(declare):
    def applicants(migr_asyappctza):
        return migr_asyappctza

    with pytest.raises(YearbookError, match="two indicators are called 'applicants'"):
        declare(applicants)


def test_a_selection_stands_at_the_totals_of_all_else(results):
    chosen = results.select("applicants")
    assert chosen.dimensions == ("geo",)
    assert results.select("applicants", by=("citizen",)).dimensions == ("citizen", "geo")
    assert set(results.select("applicants", citizen="RU").frame["geo"]) == {"LV", "LT"}


def test_a_breakdown_that_the_indicator_does_not_have_is_an_error(results):
    with pytest.raises(UnknownName, match=r"unknown breakdown 'reason'(.|\n)*indicator applicants"):
        results.select("applicants", by=("reason",))


def test_the_datasets_behind_an_indicator_are_found_through_others(results):
    assert results.datasets_of("applicants_per_million") == ("demo_gind", "migr_asyappctza")
    assert results.datasets_of("population") == ("demo_gind",)


def test_a_breakdown_is_not_said_twice():
    assert by_name("applicants", "citizen") == "applicants_by_citizen"
    assert by_name("first_permits_by_reason", "reason") == "first_permits_by_reason"
