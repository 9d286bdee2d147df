"""The series in the data files: every figure, flag and state, told once, in a script that cannot break out."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spec.tables import observations

from yearbook.errors import YearbookError
from yearbook.explorer.series import Slice, as_script, held, periods_of, shown, tokens, told

MARKS = {"indicative": "*", "composition": "†"}


def told_of(frame: pd.DataFrame) -> list[str]:
    places, texts = tokens(frame, MARKS)
    return [texts[place] for place in places]


@pytest.mark.parametrize(
    ("value", "flags", "token"),
    [
        ("1700", "", "1700"),
        ("-5", "", "-5"),
        ("0.004", "", "0"),
        ("-0.004", "", "0"),
        ("17.349", "", "17.35"),
        ("1000000", "", "1000000"),
        ("1700", "bp", "1700|bp"),
        ("0", "", "0"),
        ("0", "n", "h"),
        ("0", "np", "h|p"),
        (":", "", "u"),
        (":", "u", "u|u"),
        (":", "m", "m"),
        (":", "C", "c"),
        ("5", "C", "c"),
        (":", "pC", "c"),
    ],
)
def test_each_state_has_a_token_of_its_own(value, flags, token):
    assert told_of(observations(f"geo | period | value | flags\nLV | 2023 | {value} | {flags}").frame) == [token]


def test_a_band_and_our_own_marks_travel_with_the_figure():
    found = observations("geo | period | value\nLV | 2022 | 42.857\nLV | 2023 | 50")
    frame = found.frame.assign(low=[35.14, 50.0], high=[51.52, 50.0], mark=["composition indicative", ""])
    assert told_of(frame) == ["42.86~35.14~51.52|†*", "50"]


def test_a_figure_that_a_break_forbids_is_not_one_that_is_missing():
    frame = observations("geo | period | value\nLV | 2023 | :").frame.assign(mark="broken")
    assert told_of(frame) == ["x"]


def lines_of(*series: list[str]) -> list[str]:
    texts = sorted({token for one in series for token in one if token})
    return list(told(np.array([[texts.index(token) if token else -1 for token in one] for one in series]), texts))


def expanded(text: str) -> list[str]:
    parts = (re.fullmatch(r"(.*?)(?:\^(\d+))?", part) for part in text.split(","))
    return [part[1] for part in parts if part for _ in range(int(part[2] or 1))]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["0", "0", "0", "5|p"], "0^3,5|p"),
        (["", "5", "", ""], ",5"),
        (["", "", "", "5", "", "5"], "^3,5,,5"),
        (["u", "c", "c"], "u,c^2"),
    ],
)
def test_equal_tokens_are_told_once_and_absent_ones_are_gaps(cells, text):
    assert lines_of(cells) == [text]


@given(st.lists(st.sampled_from(["", "0", "5", "5|p", "c", "30|*"]), min_size=1, max_size=40))
def test_what_was_told_can_be_read_again(dense):
    read = expanded(lines_of(dense)[0])
    assert read + [""] * (len(dense) - len(read)) == dense


def test_a_series_ends_where_the_next_begins():
    assert lines_of(["5", "5"], ["5", ""], ["", ""], ["", "5"]) == ["5^2", "5", "", ",5"]


APPLICANTS = """
citizen | sex | geo | period | value | source
TOTAL   | T   | LV  | 2021   | 615   | a@2025
TOTAL   | T   | LV  | 2022   | 620   | a@2025
TOTAL   | T   | EE  | 2022   | 2940  | a@2025
RU      | T   | LV  | 2021   | 40    | a@2023
RU      | F   | LV  | 2021   | 15    | a@2023
TOTAL   | F   | LV  | 2022   | 200   | a@2025
"""


def test_series_lie_apart_by_the_dimensions_that_are_not_at_their_total():
    found = {part.name: part for part in held("applicants", observations(APPLICANTS), {}).slices}
    assert {name: part.lines for name, part in found.items()} == {
        "applicants": ("EE;0=,2940", "LV;0=615,620"),
        "applicants.citizen": ("RU;LV;0=40",),
        "applicants.sex": ("F;LV;0=,200",),
        "applicants.citizen.sex": ("RU;F;LV;0=15",),
    }
    assert found["applicants.citizen.sex"].dimensions == ("citizen", "sex", "geo")


def test_each_source_says_how_far_it_reaches_so_that_not_yet_published_is_not_missing():
    found = {part.name: part for part in held("applicants", observations(APPLICANTS), {}).slices}
    assert (found["applicants"].sources, found["applicants"].reach) == (("a@2025",), (2,))
    assert (found["applicants.citizen"].sources, found["applicants.citizen"].reach) == (("a@2023",), (1,))


def test_a_series_from_two_vintages_is_two_lines():
    table = "geo | period | value | source\nLV | 2021 | 1 | a@2023\nLV | 2022 | 2 | a@2023 b@2024"
    (found,) = held("x", observations(table), {}).slices
    assert found.sources == ("a@2023", "a@2023 b@2024")
    assert found.lines == ("LV;0=1", "LV;1=,2")


def test_a_dimension_left_open_is_refused():
    with pytest.raises(YearbookError, match="leaves a dimension open"):
        held("x", observations("geo | period | value\nLV | 2021 | 1\nLV | 2021 | 2"), {})


def test_the_last_years_are_shown_and_dimensions_that_readers_cannot_choose_stand_at_their_total():
    table = """
    sex | geo | period | value
    T   | LV  | 2006   | 1
    T   | LV  | 2007   | 2
    F   | LV  | 2007   | 3
    T   | LV  | 2023   | 4
    """
    found = shown(observations(table), (), 2023)
    assert found.dimensions == ("geo",)
    assert list(found.frame["value"]) == [2, 4]


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2021", "2023", ["2021", "2022", "2023"]),
        ("2022-Q3", "2023-Q1", ["2022-Q3", "2022-Q4", "2023-Q1"]),
        ("2022-12", "2023-02", ["2022-12", "2023-01", "2023-02"]),
    ],
)
def test_no_period_between_first_and_last_is_left_out(first, last, span):
    table = f"geo | period | value\nLV | {first} | 1\nLV | {last} | 2"
    assert periods_of(observations(table)) == span
    assert periods_of(observations("geo | period | value\nLV | 2023 | :")) == []


def test_a_script_hands_over_what_it_holds():
    part = Slice("x.citizen", ("citizen", "geo"), ("a@2023",), (1,), ("RU;LV;0=5", "AF;LV;0=c"))
    found = re.fullmatch(r'yearbookExplorer\.receive\("x\.citizen",(.*)\);\n', part.script())
    assert json.loads(found[1]) == {
        "dimensions": ["citizen", "geo"],
        "sources": ["a@2023"],
        "reach": [1],
        "series": "RU;LV;0=5\nAF;LV;0=c",
    }


def test_no_text_can_end_the_script_that_holds_it():
    text = "</script><script>alert(1)</script>\u2028"
    assert "<" not in as_script({"name": text})
    assert "\u2028" not in as_script({"name": text})
    assert json.loads(as_script({"name": text})) == {"name": text}
