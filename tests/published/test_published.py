"""Back test: what edition 2023 computes equals what the providers published, typed from their tables.

All figures are of Latvia. A figure that the edition's vintages do not hold is not listed here.
"""

from __future__ import annotations

import pytest

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results

# first year, then a figure a year
SERIES = {
    "applicants": (2008, "55 60 65 340 205 195 375 330 350 355 185 195 180 615 620 1700"),
    "first_time_applicants": (2008, "50 50 60 335 190 185 365 330 345 355 175 180 145 580 545"),
    "first_instance_decisions": (2014, "95 170 260 365 125 150"),
    "positive_decisions": (2014, "25 15 135 265 35 35"),
    "first_permits": (2012, "5620 7615 9857 6357 6037 6647 8852 10143 5532 8138 8790 10193"),
    "population": (2015, "1986096 1968957 1950116 1934379 1919968 1907675 1893223 1875757 1883008"),
    "temporary_protection_year_end": (2022, "35520 43430"),
}
TOP = {
    "2021": {"IQ": 355, "AF": 70, "BY": 60, "RU": 40},
    "2022": {"RU": 125, "AF": 115, "IQ": 100, "BY": 65, "IR": 60},
}
REASONS_2023 = {"EMP": 3838, "EDUC": 3243, "FAM": 2249, "OTH": 863}


@pytest.fixture(scope="module")
def results(real):
    return Results(Figures(real, load_edition(real, 2023)))


@pytest.fixture(scope="module")
def latvia(results):
    def figures(name, **codes):
        return results.select(name, **codes).only(geo="LV").frame.set_index("period")["value"]

    return figures


@pytest.mark.parametrize("name", SERIES)
def test_a_series_is_the_published_one(latvia, name):
    first, text = SERIES[name]
    published = {str(first + number): float(figure) for number, figure in enumerate(text.split())}
    found = latvia(name)
    assert found.reindex(list(published)).to_dict() == published


@pytest.mark.parametrize("year", TOP)
def test_the_largest_citizenships_are_the_published_ones(results, year):
    frame = results.select("applicants", by=("citizen",)).only(geo="LV").frame
    single = frame[(frame["period"] == year) & (frame["citizen"].str.len() == 2)]
    largest = single.nlargest(len(TOP[year]), "value").set_index("citizen")["value"].to_dict()
    assert largest == TOP[year]


def test_first_permits_by_reason_are_the_published_ones_and_add_up(results):
    frame = results.select("first_permits_by_reason", by=("reason",)).only(geo="LV").frame
    found = frame[frame["period"] == "2023"].set_index("reason")["value"]
    assert found.reindex(list(REASONS_2023)).to_dict() == REASONS_2023
    assert sum(REASONS_2023.values()) == found["TOTAL"] == int(SERIES["first_permits"][1].split()[-1])


def test_rates_are_what_the_published_counts_give(latvia):
    assert latvia("applicants_per_million")["2023"] == pytest.approx(1700 / 1883008 * 1e6)
    assert latvia("first_permits_per_thousand")["2023"] == pytest.approx(10193 / 1883008 * 1e3)
    assert latvia("temporary_protection_per_thousand")["2023"] == pytest.approx(43430 / 1883008 * 1e3)
    assert latvia("recognition_rate")["2017"] == pytest.approx(265 / 365 * 100)


def test_nothing_lies_after_the_reference_year(latvia):
    assert max(max(latvia(name).dropna().index) for name in SERIES) == "2023"


def test_a_series_of_a_later_vintage_was_revised_and_of_latvia_was_not(results, real):
    later = results.select("applicants").frame.set_index(["geo", "period"])["value"]
    earlier = Results(Figures(real, load_edition(real, 2022))).select("applicants").frame.set_index(["geo", "period"])["value"]  # fmt: skip  # noqa: E501
    assert (earlier["SE", "2022"], later["SE", "2022"]) == (18640, 23845)
    assert (earlier["HR", "2022"], later["HR", "2022"]) == (12870, 2730)
    assert earlier["LV"].loc["2008":"2022"].to_dict() == later["LV"].loc["2008":"2022"].to_dict()
