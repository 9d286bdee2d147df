"""Earlier editions state the same figures for Latvia as edition 2023: no vintage has revised one of them."""

from __future__ import annotations

import math

import pytest

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results

KNOWN = (
    "applicants",
    "first_time_applicants",
    "first_instance_decisions_derived",
    "first_permits",
    "valid_permits",
    "immigration",
    "emigration",
    "population",
    "foreign_population",
    "illegally_present",
    "refused_entry",
    "ordered_to_leave",
    "returned",
    "acquisition_rate",
    "visas_issued",
    "temporary_protection",
)


@pytest.fixture(scope="module")
def series_of(real):
    results = {year: Results(Figures(real, load_edition(real, year))) for year in (2015, 2021, 2022, 2023)}

    def series(name: str, year: int) -> dict[str, float]:
        frame = results[year].select(name).only(geo="LV").frame
        return {p: v for p, v in zip(frame["period"], frame["value"], strict=True) if not math.isnan(v)}

    return series


@pytest.mark.parametrize("year", [2015, 2021, 2022])
@pytest.mark.parametrize("name", KNOWN)
def test_an_earlier_edition_states_what_the_newest_states(series_of, name, year):
    earlier = series_of(name, year)
    newest = {period: value for period, value in series_of(name, 2023).items() if int(period[:4]) <= year}
    # an older vintage may reach further back
    assert {period: value for period, value in earlier.items() if not newest or period >= min(newest)} == newest
