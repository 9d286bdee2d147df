"""Back test: decisions, pending cases, temporary protection and UNHCR's counts in Latvia, typed from the tables."""

from __future__ import annotations

import pytest

# indicator: first year, a figure a year
SERIES = {
    "first_instance_decisions_derived": (2014, [95, 170, 260, 365, 125, 150, 120, 200, 400]),
    "positive_decisions_derived": (2014, [25, 15, 135, 265, 35, 35, 25, 90, 235]),
    "positive_decisions_annual": (2014, [25, 20, 135, 265, 30, 35, 25, 90, 230]),
    "pending_year_end": (2014, [255, 225, 225, 90, 125, 100, 95, 255, 295]),
    "temporary_protection_all_year_end": (2022, [35865, 43815]),
    "temporary_protection_year_end": (2022, [35520, 43430]),
}
# UNHCR, first instance: recognised and other positive decisions, rejections
UNHCR = {2015: (28, 134), 2016: (144, 106), 2017: (271, 78), 2018: (45, 86), 2019: (24, 104), 2020: (26, 55)}
UNHCR |= {2021: (88, 93), 2022: (225, 109), 2023: (108, 103)}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_the_published_one(in_latvia, name):
    first, published = SERIES[name]
    assert in_latvia(name, first, len(published)) == published


@pytest.mark.parametrize("year", UNHCR)
def test_unhcr_counts_what_it_published(in_latvia, year):
    recognised, other, rejected = (
        in_latvia("decisions_unhcr", year, 1, outcome=code)[0] for code in ("RECOGNISED", "OTHER_POS", "REJECTED")
    )
    assert (recognised + other, rejected) == UNHCR[year]
    rate = 100 * sum(UNHCR[year][:1]) / sum(UNHCR[year])
    assert in_latvia("recognition_rate_unhcr", year, 1) == [pytest.approx(rate)]


def test_the_processed_decisions_agree_with_the_providers_extract_where_both_are_there(edition_2023, in_latvia):
    for processed, extract in (
        ("first_instance_decisions_derived", "first_instance_decisions"),
        ("positive_decisions_derived", "positive_decisions"),
        ("recognition_rate_derived", "recognition_rate"),
    ):
        assert in_latvia(processed, 2014, 6) == pytest.approx(in_latvia(extract, 2014, 6))


def test_outcomes_of_2022_are_parts_of_the_positive_decisions(in_latvia):
    names = ("refugee_status_decisions", "other_protection_decisions", "positive_decisions_annual")
    refugee, other, positive = (in_latvia(name, 2022, 1)[0] for name in names)
    assert (refugee, other, positive) == (210, 20, 230)


def test_the_annual_table_of_decisions_is_there_until_2016(in_latvia):
    assert in_latvia("annual_decisions", 2016, 1, decision="TOTAL_POS") == [135]
    assert in_latvia("annual_decisions", 2016, 1) == [260]


def test_the_euaa_rate_has_a_band_that_holds_the_published_eurostat_rate(edition_2023, in_latvia):
    rate = edition_2023.select("recognition_rate_euaa").only(geo="LV").frame.set_index("period")
    for year, eurostat in zip(range(2015, 2020), in_latvia("recognition_rate", 2015, 5), strict=True):
        row = rate.loc[str(year)]
        assert row["low"] <= row["value"] <= row["high"]
        assert row["low"] <= eurostat <= row["high"]


def test_the_months_of_2019_make_the_published_year_within_rounding(edition_2023, in_latvia):
    for monthly, yearly in (
        ("monthly_applicants", "applicants"),
        ("monthly_first_time_applicants", "first_time_applicants"),
    ):
        months = edition_2023.select(monthly).only(geo="LV").annual()
        value = months.frame.set_index("period")["value"]["2019"]
        assert abs(value - in_latvia(yearly, 2019, 1)[0]) <= months.error


def test_minors_and_women_are_parts_of_the_applicants_of_2022(edition_2023, in_latvia):
    assert in_latvia("repeat_applicants", 2022, 1) == [620 - 545]
    minors = in_latvia("minor_applicants", 2022, 1)[0]
    assert in_latvia("minor_share", 2022, 1) == [pytest.approx(100 * minors / 620)]
    women = edition_2023.select("applicants", sex="F").only(geo="LV").frame.set_index("period")["value"]["2022"]
    assert in_latvia("female_share", 2022, 1) == [pytest.approx(100 * women / 620)]


def test_grants_are_counted_for_complete_years_only(in_latvia, edition_2023):
    months = edition_2023.select("temporary_protection_grants").only(geo="LV").frame
    year = months[months["period"].str.startswith("2023")]["value"].sum()
    assert in_latvia("temporary_protection_grants_annual", 2023, 1) == [year]
    assert str(in_latvia("temporary_protection_grants_annual", 2022, 1)[0]) == "nan"
