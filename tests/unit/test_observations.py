"""The algebra of observations: what holds for any quantity. The indicators have their own tables in tests/spec."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from spec.tables import SOURCE, expected, observations, written

from yearbook.errors import UnknownName, YearbookError
from yearbook.observations import merged, merged_sources, no_figure, states

COUNTS = """
citizen | geo | period | value | flags | source
TOTAL   | LV  | 2022   | 620   |       | a@2025
TOTAL   | LV  | 2023   | 1700  | p     | a@2025
TOTAL   | EE  | 2023   | :     | C     | a@2025
RU      | LV  | 2022   | 125   |       | a@2023
"""


@pytest.fixture
def counts():
    return observations(COUNTS, error=2.0)


def test_dimensions_sources_and_periods_are_read_off_the_frame(counts):
    assert counts.dimensions == ("citizen", "geo")
    assert counts.sources == ("a@2023", "a@2025")
    assert counts.periods == ("2022", "2023")
    assert counts.only(geo="EE").periods == ()


def test_one_code_drops_the_dimension_and_a_list_keeps_it(counts):
    one, several = counts.only(citizen="RU"), counts.only(citizen=["RU"])
    assert one.dimensions == ("geo",)
    assert several.dimensions == ("citizen", "geo")
    assert written(one, "geo", "period", "value") == [("LV", "2022", "125")]
    assert written(several, "citizen", "value") == [("RU", "125")]


def test_a_dimension_that_is_not_there_is_an_error_with_a_hint(counts):
    with pytest.raises(UnknownName, match="did you mean 'citizen'"):
        counts.only(citizens="RU")


def test_totals_are_the_providers_own_and_never_a_sum(counts):
    assert written(counts.totals(), "geo", "period", "value", "flags") == expected("""
        geo | period | value | flags
        EE  | 2023   | :     | C
        LV  | 2022   | 620   |
        LV  | 2023   | 1700  | p
    """)
    assert counts.totals(keep=("citizen",)).dimensions == ("citizen", "geo")


def test_a_dimension_without_a_known_total_has_to_be_pinned():
    with pytest.raises(YearbookError, match=r"'indic_de' is not pinned(.|\n)*to do: pin it"):
        observations("indic_de | geo | period | value\nTOTAL | LV | 2022 | 5").totals()


def test_the_reference_year_cuts_off_what_comes_after():
    months = observations("geo | period | value\nLV | 2023-12 | 5\nLV | 2024-01 | 6\nLV | 2024 | 7\nLV | 2023-Q4 | 8")
    assert months.until(2023).periods == ("2023-12", "2023-Q4")


def test_operations_leave_the_observations_they_start_from_alone(counts):
    before = counts.frame.copy()
    counts.only(citizen="RU")
    counts.until(2022)
    counts.totals()
    assert counts.frame.equals(before)


QUARTERS = """
geo | period  | value | flags | source
LV  | 2022-Q1 | 5     |       | a@2023
LV  | 2022-Q2 | 10    | p     | a@2023
LV  | 2022-Q3 | 10    | b     | a@2023
LV  | 2022-Q4 | 10    | p     | a@2024
LV  | 2023-Q1 | 40    |       | a@2024
LV  | 2023-Q2 | 50    |       | a@2024
LV  | 2023-Q3 | 60    |       | a@2024
EE  | 2022-Q1 | 1     |       | a@2024
EE  | 2022-Q2 | 1     |       | a@2024
EE  | 2022-Q3 | :     |       | a@2024
EE  | 2022-Q4 | 1     |       | a@2024
"""


def test_a_year_is_the_sum_of_its_quarters_with_all_their_flags_and_sources():
    year = observations(QUARTERS, error=2.0).annual()
    assert written(year.only(geo="LV"), "period", "value", "status", "source") == [
        ("2022", "35", "bp", "a@2023 a@2024"),
    ]
    assert year.error == 8.0


def test_a_year_that_lacks_a_quarter_has_no_figure():
    year = observations(QUARTERS).annual()
    assert ("LV", "2023") not in set(zip(year.frame["geo"], year.frame["period"], strict=True))
    assert year.only(geo="EE").periods == ()


def test_a_stock_of_a_year_is_its_last_month_and_is_never_summed():
    months = observations(
        "geo | period | value\nLV | 2022-11 | 100\nLV | 2022-12 | 110\nLV | 2023-01 | 120", kind="stock", error=2.0
    )
    assert written(months.annual(), "period", "value") == [("2022", "110")]
    assert months.annual().error == 2.0


def test_annual_figures_stay_as_they_are(counts):
    assert counts.annual().frame.equals(counts.frame)


def test_a_ratio_is_not_summed_over_a_year():
    part = observations(QUARTERS)
    with pytest.raises(YearbookError, match="ratio"):
        part.divided_by(part, unit="percent").annual()


def test_a_share_of_a_provisional_figure_is_provisional_and_names_both_sources():
    part = observations("geo | period | value | flags | source\nLV | 2023 | 100 | b | a@1")
    whole = observations("geo | period | value | flags | source\nLV | 2023 | 200 | p | b@1")
    share = part.divided_by(whole, unit="percent", times=100)
    assert written(share, "value", "flags", "source") == [("50", "bp", "a@1 b@1")]
    assert (share.unit, share.kind) == ("percent", "ratio")


def test_what_only_one_of_the_two_has_gives_no_ratio():
    part = observations("geo | period | value\nLV | 2022 | 1\nLV | 2023 | 1\nEE | 2023 | 1")
    whole = observations("geo | period | value\nLV | 2023 | 2\nLT | 2023 | 2")
    assert written(part.divided_by(whole, unit="x"), "geo", "period", "value") == [("LV", "2023", "0.5")]


@pytest.mark.parametrize(("whole", "flags"), [("0", ""), (":", "C")])
def test_no_denominator_no_ratio(whole, flags):
    part = observations("geo | period | value\nLV | 2023 | 5")
    none = observations(f"geo | period | value | flags\nLV | 2023 | {whole} | {flags}")
    found = part.divided_by(none, unit="percent", times=100).frame.iloc[0]
    assert no_figure(found["value"])
    assert math.isnan(found["high"])
    assert found["conf"] == flags


def test_a_denominator_that_was_not_pinned_is_refused():
    part = observations("geo | period | value\nLV | 2023 | 5")
    whole = observations("citizen | geo | period | value\nTOTAL | LV | 2023 | 5")
    with pytest.raises(YearbookError, match="pin the dimensions"):
        part.divided_by(whole, unit="percent")


def test_a_breakdown_may_be_divided_by_a_total():
    part = observations("citizen | geo | period | value\nRU | LV | 2023 | 5\nAF | LV | 2023 | 15")
    whole = observations("geo | period | value\nLV | 2023 | 20")
    share = part.divided_by(whole, unit="percent", times=100)
    assert written(share, "citizen", "value") == [("AF", "75"), ("RU", "25")]


def test_the_band_is_what_rounding_to_five_allows():
    part = observations("geo | period | value\nLV | 2022 | 15\nLV | 2023 | 0", error=2.0)
    whole = observations("geo | period | value\nLV | 2022 | 35\nLV | 2023 | 100", error=2.0)
    found = part.divided_by(whole, unit="percent", times=100).frame
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([100 * 13 / 37, 100 * 17 / 33])
    assert found.loc[1, ["low", "high"]].tolist() == pytest.approx([0, 100 * 2 / 98])


def test_exact_figures_have_a_band_of_no_width():
    part = observations("geo | period | value\nLV | 2022 | 15")
    whole = observations("geo | period | value\nLV | 2022 | 35")
    found = part.divided_by(whole, unit="percent", times=100).frame.iloc[0]
    assert found["low"] == found["high"] == found["value"]


def test_a_difference_carries_flags_sources_and_both_errors():
    whole = observations("geo | period | value | flags | source\nLV | 2023 | 220 | p | a@1", error=8.0)
    part = observations("geo | period | value | flags | source\nLV | 2023 | 90 | b | b@1", error=8.0)
    rest = whole.minus(part)
    assert written(rest, "value", "flags", "source") == [("130", "bp", "a@1 b@1")]
    assert rest.error == 16.0


def test_a_difference_with_a_confidential_part_is_no_figure():
    whole = observations("geo | period | value\nLV | 2023 | 220")
    part = observations("geo | period | value | flags\nLV | 2023 | : | C")
    assert written(whole.minus(part), "value", "conf") == [(":", "C")]


@pytest.mark.parametrize(
    ("flags", "union"), [(("p", "bp"), "bp"), (("", ""), ""), (("p", "", "e"), "ep"), (("pb",), "bp")]
)
def test_flags_are_united_once_each_in_order(flags, union):
    assert merged(*flags) == union
    assert merged(*reversed(flags)) == union


def test_sources_are_united_once_each_in_order():
    assert merged_sources("b@1 a@1", "a@1", SOURCE) == f"a@1 b@1 {SOURCE}"


def test_rows_without_a_mark_beside_rows_with_one_keep_their_state():
    frame = pd.DataFrame(
        {"value": [35.0, 0.0, 40.0, float("nan")], "status": ["", "", "p", ""], "conf": [""] * 4}
    ).assign(mark=[None, None, "indicative", float("nan")])
    assert states(frame).tolist() == ["figure", "zero", "figure", "not_available"]
