"""Back test: borders, visas, irregular migration and return in Latvia, typed from the published tables."""

from __future__ import annotations

import pytest

# indicator: first year, a figure a year
SERIES = {
    "illegally_present": (2014, [265, 745, 745, 400, 395, 215, 110, 175, 13575, 14205]),
    "refused_entry": (2014, [2050, 875, 800, 1065, 1685, 1800, 640, 855, 2260, 3625]),
    "ordered_to_leave": (2010, [210, 1060, 2070, 2080, 1555, 1190, 1450]),
    "returned": (2010, [190, 1055, 2065, 2070, 1550, 1030, 1355]),
    "visas_issued": (2019, [163229, 29593, 15972, 18888, 16394]),
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_the_published_one(in_latvia, name):
    first, published = SERIES[name]
    assert in_latvia(name, first, len(published)) == published


def test_visas_of_2014_to_2017_are_the_published_ones_and_2018_is_not_there(in_latvia):
    *earlier, missing = in_latvia("visas_issued", 2014, 5)
    assert earlier == [204777, 162099, 163372, 164175]
    assert missing != missing  # noqa: PLR0124 - only nan differs from itself


def test_the_jump_of_2022_stands_at_the_border_crossing_points(in_latvia):
    assert in_latvia("illegally_present", 2022, 1, apprehen="BCP", reason="OVERSTAY") == [13255]


def test_the_return_ratio_is_that_of_the_published_counts_with_its_band(edition_2023):
    row = edition_2023.select("return_ratio").only(geo="LV").frame.set_index("period").loc["2016"]
    assert row["value"] == pytest.approx(100 * 1355 / 1450)
    assert row["low"] == pytest.approx(100 * 1353 / 1452)


def test_those_returned_to_third_countries_are_among_the_returned(in_latvia):
    third = in_latvia("returned_to_third_country", 2010, 7)
    assert all(part <= whole for part, whole in zip(third, in_latvia("returned", 2010, 7), strict=True))


def test_rates_of_visas_are_those_that_the_commission_prints_for_2023(in_latvia):
    assert in_latvia("visa_refusal_rate", 2023, 1) == [pytest.approx(11.6843939)]
    assert in_latvia("visa_multiple_entry_share", 2023, 1) == [pytest.approx(55.6545077)]
    counts = [in_latvia(name, 2023, 1)[0] for name in ("visas_applied", "visas_refused", "visas_multiple_entry")]
    assert counts == [18897, 2208, 9124]


@pytest.mark.parametrize("name", ["visas_applied", "visas_issued", "visas_refused", "visas_multiple_entry"])
def test_consulates_add_up_to_the_sheet_of_totals(edition_2023, name):
    frame = edition_2023.select(name, by=("partner",)).only(geo="LV").frame
    year = frame[frame["period"] == "2023"].set_index("partner")["value"]
    assert year.drop("TOTAL").sum() == year["TOTAL"]


def test_inflows_of_the_oecd_are_not_eurostats_immigration(in_latvia):
    assert in_latvia("inflows_oecd", 2022, 1) == [7343]
    assert in_latvia("immigration_by_group", 2022, 1)[0] != 7343
