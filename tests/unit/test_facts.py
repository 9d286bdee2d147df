from __future__ import annotations

import pytest
from spec.tables import observations

from yearbook.errors import UnknownName
from yearbook.facts import (
    Fact,
    MissingFactError,
    country_fact,
    named,
    place_facts,
    ranked_countries,
    top_categories,
    top_fact,
    written,
)
from yearbook.indicators import find_indicator
from yearbook.language import language


def test_a_fact_says_the_last_figure_and_how_it_came_about(view_of):
    facts = country_fact(view_of(), "applicants").facets
    assert facts[""] == "1,700"
    assert facts["counted"] == "1,700\N{NO-BREAK SPACE}applicants"
    assert (facts["year"], facts["when"]) == ("2023", "in 2023")
    assert (facts["previous"], facts["previous_when"]) == ("620", "in 2022")
    assert facts["change"] == "increased by 174.2% (from 620 to 1,700)"
    assert facts["rank"] == "2nd of 3\N{NO-BREAK SPACE}countries"


def test_the_eu_is_told_only_for_the_same_period(view_of):
    assert country_fact(view_of(), "first_time_applicants").facets["eu"] == "884,630"
    assert country_fact(view_of(), "applicants").facets["eu"] is None


def test_aggregates_and_confidential_figures_do_not_take_part_in_a_ranking(view_of):
    view = view_of()
    ranked = ranked_countries(view.results.select("applicants"), "2023", view.codes)
    assert list(ranked["geo"]) == ["EE", "LV", "LT"]


def test_countries_of_one_value_share_a_place(view_of):
    view = view_of()
    chosen = observations("geo | period | value\nEE | 2023 | 5\nLV | 2023 | 5\nLT | 2023 | 10\nUA | 2023 | 99")
    assert list(ranked_countries(chosen, "2023", view.codes)["geo"]) == ["LT", "EE", "LV"]


def test_a_break_in_the_series_rules_the_change_out(view_of):
    said = country_fact(view_of("EE"), "applicants").facets["change"]
    assert said == "stood at 3,980; a break in the series rules out a comparison with the previous year"


def test_a_change_within_the_band_of_a_rate_is_no_change(view_of):
    facts = country_fact(view_of(), "recognition_rate").facets
    assert facts[""] == "40.9%"
    assert facts["band"] == "36–46%"
    assert facts["change"] == "did not change within rounding (40.9%; previously 42.9%)"
    assert facts["counted"] is None


def test_what_a_country_lacks_has_every_facet_and_no_figure(view_of):
    lacking = country_fact(view_of("LT"), "recognition_rate")
    assert set(lacking.facets) == set(country_fact(view_of(), "recognition_rate").facets)
    with pytest.raises(MissingFactError):
        lacking.text("change")


def test_the_largest_categories_leave_out_totals_zeros_and_the_unknown(view_of):
    top = top_fact(view_of(), "applicants", by="citizen", count=2)
    assert top.facets[""] == "Russia (125) and Afghanistan (115)"
    assert (top.facets["first"], top.facets["when"]) == ("Russia", "in 2022")
    assert top.facets["share"] == "39.7%"  # of the total of the same vintage, 605
    assert "Unknown" not in top_fact(view_of(), "applicants", by="citizen", count=9).text()


def test_a_period_for_which_few_categories_report_is_no_basis_for_a_ranking(view_of):
    shown = observations(
        "citizen | period | value\nRU | 2022 | 5\nAF | 2022 | 15\nIQ | 2022 | 10\nUA | 2023 | 900\nTOTAL | 2022 | 30"
    )
    top = top_categories(shown, "citizen", view_of().codes)
    assert list(top["citizen"]) == ["AF", "IQ", "RU"]
    assert set(top["period"]) == {"2022"}


def test_a_breakdown_that_is_not_there_has_no_figure(view_of):
    assert set(top_fact(view_of("EE"), "applicants", by="citizen", count=5).facets.values()) == {None}


def test_facets_are_attributes_in_titles():
    fact = Fact("applicants", {"": "1,700", "when": "in 2023", "eu": None})
    assert f"{fact}" == "1,700"
    assert "{a} {a.when}".format(a=fact) == "1,700 in 2023"  # noqa: UP032 - titles of notebooks are such texts
    assert fact.keys == {"applicants": "1,700", "applicants.when": "in 2023", "applicants.eu": None}
    with pytest.raises(MissingFactError):
        fact.text("eu")
    with pytest.raises(UnknownName, match=r"unknown facet 'wen'(.|\n)*did you mean 'when'"):
        fact.text("wen")


@pytest.mark.parametrize(
    ("name", "value", "lv", "en"),
    [
        ("applicants", 1700, "1 700", "1,700"),
        ("applicants_per_million", 902.5, "903", "903"),
        ("recognition_rate", 42.857, "42,9 %", "42.9%"),
        ("first_permits_per_thousand", 5.41, "5,4", "5.4"),
    ],
)
def test_figures_are_written_with_the_unit_and_decimals_of_their_indicator(name, value, lv, en):
    found = find_indicator(name)
    assert written(found, value, language("lv")).replace("\N{NO-BREAK SPACE}", " ") == lv
    assert written(found, value, language("en")) == en


def test_english_names_of_some_countries_take_an_article_within_a_sentence(view_of):
    country, _ = place_facts(view_of("NL"))
    assert country.where == "in the Netherlands"
    assert country.whose == "of the Netherlands"
    assert named("Apvienotā Karaliste", "UK", language("lv")) == "Apvienotā Karaliste"
    assert named("Latvia", "LV", language("en")) == "Latvia"
