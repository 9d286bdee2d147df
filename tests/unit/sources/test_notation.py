from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.errors import YearbookError
from yearbook.sources.notation import frequency_of, split_flags


@pytest.mark.parametrize(
    ("flags", "status", "conf"),
    [
        ("", "", ""),
        ("p", "p", ""),
        ("peb", "bep", ""),
        ("s", "i", ""),
        ("z", "m", ""),
        ("c", "", "C"),
        ("bd C", "bd", "C"),
        ("nN", "n", "N"),
        ("cC", "", "C"),
    ],
)
def test_flags_split_into_status_and_confidentiality(flags, status, conf):
    assert split_flags(flags) == (status, conf)


@given(st.text("bdefimnpuszc", max_size=6))
def test_splitting_twice_changes_nothing(flags):
    status, conf = split_flags(flags)
    assert split_flags(status + conf) == (status, conf)


@pytest.mark.parametrize("flags", ["x", "bx", "r", "B", "1", "NP"])
def test_flags_that_cannot_be_are_refused(flags):
    with pytest.raises(YearbookError):
        split_flags(flags)


@pytest.mark.parametrize(("period", "frequency"), [("2023", "A"), ("2023-Q4", "Q"), ("2023-12", "M"), ("1960", "A")])
def test_periods_tell_their_frequency(period, frequency):
    assert frequency_of(period) == frequency


@pytest.mark.parametrize(
    "period", ["", "23", "2023-Q5", "2023-Q0", "2023-13", "2023-00", "2023-M13", "2023M01", "2023-1", "20233", "2023\n"]
)
def test_periods_outside_the_calendar_are_refused(period):
    with pytest.raises(YearbookError, match="not a period"):
        frequency_of(period)
