"""Periods as places on a calendar, axes' ticks, and labels that move apart."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.charts.labels import spread
from yearbook.charts.periods import calendar, frequency, period_at, place
from yearbook.charts.scales import period_ticks, value_scale
from yearbook.errors import YearbookError

from .conftest import make_reader


@given(st.integers(1900, 2100), st.sampled_from(["", "-Q1", "-Q4", "-01", "-12"]))
def test_a_place_leads_back_to_its_period(year, part):
    period = f"{year}{part}"
    assert period_at(place(period), frequency(period)) == period


def test_calendar_fills_holes_over_the_turn_of_the_year():
    assert calendar(["2023-02", "2022-11"]) == ("2022-11", "2022-12", "2023-01", "2023-02")
    assert calendar(["2015", "2018"]) == ("2015", "2016", "2017", "2018")


@pytest.mark.parametrize("wrong", [["2023", "2023-01"], ["2023-Q5"], ["2023-13"], ["23"], []])
def test_periods_outside_the_calendar_or_mixed_are_refused(wrong):
    with pytest.raises(YearbookError):
        calendar(wrong)


boxes = st.lists(st.tuples(st.floats(-50, 250), st.floats(5, 30)), min_size=1, max_size=6)


@given(boxes)
def test_spread_labels_never_overlap_and_stay_inside(items):
    items = sorted(items)
    heights = [height for _, height in items]
    centres = spread([want for want, _ in items], heights, 0, 200)
    edges = [(c - h / 2, c + h / 2) for c, h in zip(centres, heights, strict=True)]
    assert all(above[0] - below[1] > -1e-6 for below, above in itertools.pairwise(edges))
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 200 + 1e-6


def test_labels_with_room_stay_where_they_want():
    assert spread([20, 100], [10, 10], 0, 200) == [20, 100]
    assert spread([50, 50], [10, 10], 0, 200) == [45, 55]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_value_scale_holds_all_values_and_nought_and_its_labels_differ(values):
    scale = value_scale([*values, math.nan], make_reader("lv"))
    slack = 1e-6 * max(1, *map(abs, values))
    assert scale.low - slack <= min(0, *values)
    assert scale.high + slack >= max(0, *values)
    assert len(set(scale.labels)) == len(scale.labels)


def test_newest_period_is_always_labelled():
    span = calendar(["2008", "2024"])
    labels = [label for _, label in period_ticks(span, 9, make_reader("lv"))]
    assert labels[-1] == "2024"
    assert len(labels) < len(span)


def test_months_over_years_are_labelled_by_year():
    span = calendar(["2022-03", "2025-03"])
    assert period_ticks(span, 9, make_reader("lv")) == [("2023-01", "2023"), ("2024-01", "2024"), ("2025-01", "2025")]
