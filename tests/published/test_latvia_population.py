"""Back test: population, migration, foreigners and non-citizens in Latvia, typed from the published tables."""

from __future__ import annotations

import pytest

from yearbook.vintage import find_vintage

# indicator: first year, a figure a year
SERIES = {
    "foreign_population": (2015, [298433, 288946, 279446, 272531, 266625, 260405, 252441, 245009, 261799]),
    "immigration": (2015, [9479, 8345, 9916, 10909, 11223, 8840, 12689, 38708]),
    "immigration_by_citizenship": (2015, [9479, 8345, 9916, 10909, 11223, 8840, 12689, 38708, 18710]),
    "emigration": (2015, [20119, 20574, 17724, 15814, 14583, 11990, 12975, 16680]),
    "net_migration": (2021, [12689 - 12975, 38708 - 16680]),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_the_published_one(in_latvia, name):
    first, published = SERIES[name]
    assert in_latvia(name, first, len(published)) == published


# the office's table IRS010, updated on 2 June 2026, typed anew from its transcription
OFFICE = {
    "JAN": (2020, [1907675, 1893223, 1875757, 1895239, 1878575, 1860565, 1845096]),
    "LBIRTH": (2024, [12887, 11931]),
}


@pytest.mark.parametrize("code", OFFICE)
def test_the_national_office_s_figures_are_its_own(real, code):
    frame = find_vintage(real, "derived_csb_population", "2026-06-02").read()
    found = frame[frame["indic_de"] == code].set_index("period")["value"]
    first, published = OFFICE[code]
    assert [found[str(year)] for year in range(first, first + len(published))] == published


def test_the_balance_of_2021_is_births_deaths_and_migration(in_latvia):
    parts = [in_latvia(name, 2021, 1)[0] for name in ("natural_change", "net_migration_with_adjustment")]
    assert sum(parts) == in_latvia("population_change", 2021, 1)[0] == 1875757 - 1893223
    births, deaths = (in_latvia(name, 2021, 1)[0] for name in ("live_births", "deaths"))
    assert births - deaths == parts[0]


def test_ages_of_foreigners_add_up_to_the_published_number(edition_2023):
    frame = edition_2023.select("foreigners_by_age", by=("sex", "age")).only(geo="LV").frame
    year = frame[(frame["period"] == "2023") & (frame["sex"] == "T")].set_index("age")["value"]
    assert year["TOTAL"] == year.drop("TOTAL").sum() == 261799


def test_all_ages_together_are_the_population(in_latvia):
    assert in_latvia("population_by_age", 2023, 1) == [1883008]


def test_non_citizens_stand_apart_and_the_groups_add_up(edition_2023, in_latvia):
    frame = edition_2023.select("foreign_population_by_group", by=("citizen",)).only(geo="LV").frame
    groups = frame[frame["period"] == "2023"].set_index("citizen")["value"]
    assert set(groups.index) == {"TOTAL", "EU_FOR", "TCN", "RNC", "STLS"}
    assert groups["TOTAL"] == groups.drop("TOTAL").sum() == 261799
    assert groups["RNC"] == in_latvia("recognised_non_citizens", 2023, 1)[0]
    assert groups["TCN"] == in_latvia("third_country_population", 2023, 1)[0]
    with_rnc, without = (in_latvia(n, 2023, 1)[0] for n in ("foreign_population", "foreign_population_without_rnc"))
    assert with_rnc - without == groups["RNC"]


def test_shares_with_and_without_non_citizens_differ_by_their_own(in_latvia):
    names = ("foreign_share", "foreign_share_without_rnc", "non_citizen_share")
    included, excluded, own = (in_latvia(name, 2023, 1)[0] for name in names)
    assert included == pytest.approx(excluded + own)
    assert round(included, 1) == 13.9


def test_immigrants_by_group_leave_nobody_out(edition_2023, in_latvia):
    groups = ("immigration_of_eu_citizens", "immigration_of_third_country_nationals", "immigration_of_non_citizens")
    foreign = sum(in_latvia(name, 2023, 1)[0] for name in groups)
    total = in_latvia("immigration_by_group", 2023, 1)[0]
    stateless = edition_2023.select("immigration_by_group", citizen="STLS").only(geo="LV").frame
    assert foreign + stateless.set_index("period")["value"]["2023"] == total == 11467
    assert in_latvia("immigration_of_nationals", 2023, 1) == [7190]
