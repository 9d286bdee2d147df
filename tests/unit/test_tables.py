from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from spec.tables import observations

from yearbook.language import language
from yearbook.tables import (
    Cell,
    Table,
    breakdown_table,
    cell_of,
    country_table,
    indicator_table,
    last_year,
    places_of,
)

EN, LV = language("en"), language("lv")


@pytest.mark.parametrize(
    ("value", "flags", "text", "raised"),
    [
        ("1700", "", "1700", ""),
        ("1700", "p", "1700", "p"),
        ("0", "", "0", ""),
        ("0", "n", "0n", ""),
        (":", "", ":", ""),
        (":", "C", "c", ""),
        (":", "m", "–", ""),
        ("12", "bp", "12", "bp"),
    ],
)
def test_every_state_has_its_own_symbol(value, flags, text, raised):
    found = observations(f"geo | period | value | flags\nLV | 2023 | {value} | {flags}").frame
    cell = cell_of(found, lambda number: f"{number:.0f}", EN)
    assert (cell.text, cell.flags) == (text, raised)


def test_an_observation_that_is_not_there_is_not_available():
    none = observations("geo | period | value\nLV | 2023 | 1").frame.iloc[:0]
    assert cell_of(none, str, EN).text == ":"


def test_a_table_of_indicators_has_a_row_each_and_the_years_asked_for(view_of):
    names = ["applicants", "first_instance_decisions", "recognition_rate"]
    table = indicator_table(view_of(), names, ["2021", "2022", "2023"])
    assert table.head == ("Indicator", "2021", "2022", "2023")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Asylum applicants", "615", "620", "1,700"],
        ["First-instance decisions", ":", "35", "220"],
        ["Recognition rate at first instance (Eurostat)", ":", "42.9%", "40.9%"],
    ]


def test_first_years_without_any_figure_are_left_out_but_not_those_in_between_or_after(view_of):
    names = ["first_instance_decisions", "recognition_rate"]
    table = indicator_table(view_of(), names, ["2020", "2021", "2022", "2023", "2024"])
    assert table.head == ("Indicator", "2022", "2023", "2024")
    assert [len(row) for row in table.rows] == [4, 4]
    assert indicator_table(view_of("EE"), ["recognition_rate"], ["2021", "2022"]).head == ("Indicator", "2021", "2022")
    assert set(table.observations.frame["indicator"]) == set(names)


def test_a_breakdown_begins_with_the_providers_total(view_of):
    table = breakdown_table(view_of(code="lv"), "applicants", "citizen", ["2021", "2022"], ["RU", "IQ"])
    assert table.head[0] == "Pilsonība"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Kopā", "615", "620"],
        ["Krievija", "40", "125"],
        ["Irāka", "355", "100"],
    ]


def test_a_table_ends_with_the_last_year_that_has_a_figure(view_of):
    assert last_year(view_of(), ["applicants", "first_time_applicants"]) == 2023
    assert last_year(view_of(), ["first_time_applicants"]) == 2022
    assert last_year(view_of("LT"), ["temporary_protection_year_end"]) == 2023


def test_the_countries_of_the_union_stand_by_size_and_those_of_a_group_after_the_own(view_of):
    assert places_of(view_of("LT"), "applicants", "BALTIC", 2023) == ["LT", "EE", "LV"]
    ranked = places_of(view_of(), "applicants_per_million", "EU27_2020", 2023)
    assert ranked[:3] == ["EE", "LV", "LT"]
    assert len(ranked) == len(set(ranked)) == 27
    assert places_of(view_of("NO"), "applicants_per_million", "EU27_2020", 2023)[0] == "NO"


def test_names_of_indicators_lead_to_their_cards_and_bear_the_numbers_of_their_notes(view_of):
    names = ["applicants", "first_instance_decisions", "recognition_rate"]
    table = indicator_table(view_of(), names, ["2022", "2023"])
    rate = table.rows[2][0]
    assert rate.markdown.startswith("{ref}`Recognition rate at first instance (Eurostat) <indicator-recognition-rate>`")
    assert rate.said.endswith(rate.marks)
    assert rate.marks
    assert table.grid()["rows"][2][0]["text"] == rate.said


def test_countries_stand_in_the_order_given_with_their_states(view_of):
    table = country_table(view_of(), "applicants", ["LV", "EL", "EE"], ["2022", "2023"])
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Latvia", "620", "1,700"],
        ["Greece", "37,375", "c"],
        ["Estonia", "2,940", "3,980"],
    ]


def test_the_legend_explains_each_sign_that_the_table_uses_and_no_other(view_of):
    table = country_table(view_of(), "applicants", ["LV", "EE"], ["2022", "2023", "2024"])
    assert table.legend(EN) == ["b – break in series", "p – provisional", "… – not yet published in the release used"]
    assert country_table(view_of(), "applicants", ["LT"], ["2022"]).legend(EN) == []


def test_text_in_cells_means_nothing_to_markdown_or_html(view_of):
    table = Table(("a|b",), ((Cell("<i>*x*</i>", "p"),),), observations("geo | period | value\nLV | 2023 | 1"))
    assert table.markdown().splitlines()[0] == "| a\\|b |"
    assert "\\<i\\>\\*x\\*" in table.markdown()
    soup = BeautifulSoup(table.html(), "html.parser")
    assert soup.find("th", string="a|b")
    assert not soup.find("i")
    assert soup.find("sup").text == "p"
