"""Back test: permits, work, education and citizenship in Latvia, typed from the published tables."""

from __future__ import annotations

import pytest

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results


def test_valid_permits_of_2023_hold_the_non_citizens_apart(in_latvia):
    names = ("valid_permits", "valid_permits_of_non_citizens", "valid_permits_without_rnc")
    assert [in_latvia(name, 2023, 1)[0] for name in names] == [258850, 185514, 258850 - 185514]


def test_reasons_of_valid_permits_add_up_without_the_non_citizens(edition_2023):
    frame = edition_2023.select("valid_permits_by_reason", by=("reason",)).only(geo="LV").frame
    year = frame[frame["period"] == "2023"].set_index("reason")["value"]
    assert year["TOTAL"] == year.drop("TOTAL").sum() == 258850 - 185514


def test_valid_permits_per_thousand_leave_the_non_citizens_out(in_latvia):
    rate = 1000 * (258850 - 185514) / 1883008
    assert in_latvia("valid_permits_per_thousand", 2023, 1) == [pytest.approx(rate)]


def test_ukrainians_with_a_permit_are_the_same_in_both_tables(in_latvia):
    assert in_latvia("valid_permits_of_ukrainians", 2023, 1) == in_latvia("valid_permits", 2023, 1, citizen="UA")


def test_work_permits_by_citizenship_stay_below_the_published_number_for_work(edition_2023):
    frame = edition_2023.select("work_permits", by=("citizen",)).only(geo="LV").frame
    year = frame[frame["period"] == "2023"]
    assert len(year) == 9
    assert year["value"].sum() <= 3838


def test_employment_of_foreigners_and_nationals_and_the_gap(real):
    later = load_edition(real, 2023).model_copy(update={"year": 2024})
    results = Results(Figures(real, later))
    names = ("employment_rate_of_foreigners", "employment_rate_of_nationals", "employment_gap")
    frames = [results.select(name).only(geo="LV").frame.set_index("period")["value"] for name in names]
    foreigners, nationals, gap = (frame["2024"] for frame in frames)
    assert (foreigners, nationals) == (69.5, 71.4)
    assert gap == pytest.approx(71.4 - 69.5)


def test_unemployment_gap_is_that_of_its_two_rates(in_latvia):
    foreigners, nationals = (in_latvia("unemployment_rate", 2023, 1, citizen=code)[0] for code in ("FOR", "NAT"))
    assert in_latvia("unemployment_gap", 2023, 1) == [pytest.approx(foreigners - nationals)]


def test_levels_of_education_add_up_to_a_hundred(edition_2023, in_latvia):
    for name, tertiary in (
        ("education_of_non_eu_born", "tertiary_of_non_eu_born"),
        ("education_of_native_born", "tertiary_of_native_born"),
    ):
        frame = edition_2023.select(name, by=("isced11",)).only(geo="LV").frame
        year = frame[frame["period"] == "2023"].set_index("isced11")["value"]
        assert year.sum() == pytest.approx(100, abs=0.2)
        assert in_latvia(tertiary, 2023, 1) == [year["ED5-8"]]


def test_acquisition_rates_are_the_published_ones(in_latvia):
    published = [0.70, 0.64, 0.68, 0.64, 0.62, 0.62, 0.44, 0.34, 0.39, 0.39]
    assert in_latvia("acquisition_rate", 2014, 10) == pytest.approx(published)


def test_stateless_persons_are_few_for_eurostat_and_many_for_unhcr(in_latvia):
    assert in_latvia("stateless_population", 2023, 1)[0] < 1000
    assert in_latvia("stateless_unhcr", 2023, 1)[0] > 100_000
