"""The conventions of official statistics as worked examples: what is carried, what is shown, what is refused."""

from __future__ import annotations

import pytest
from spec.tables import expected, observations, written

from yearbook.errors import YearbookError
from yearbook.observations import states

ROUNDED_TO_5 = 2.0


def told(found, *columns):
    """Return observations as rows of text; `state` may be asked for like a column."""
    return written(found.with_frame(found.frame.assign(state=states(found.frame))), *columns)


SIX_STATES = """
citizen | geo | period | value | flags
AF      | LV  | 2023   | 12    |
BY      | LV  | 2023   | 0     |
IQ      | LV  | 2023   | 0     | n
IR      | LV  | 2023   | :     |
RU      | LV  | 2023   | :     | m
SY      | LV  | 2023   | :     | C
"""


def test_the_states_are_never_one_another():
    assert told(observations(SIX_STATES), "citizen", "state") == expected("""
        citizen | state
        AF      | figure
        BY      | zero
        IQ      | below_half
        IR      | not_available
        RU      | cannot_exist
        SY      | confidential
    """)


def test_a_share_keeps_the_state_of_its_part():
    whole = observations("geo | period | value | flags\nLV | 2023 | 120 | p")
    share = observations(SIX_STATES).share_of(whole)
    assert told(share, "citizen", "value", "flags", "state") == expected("""
        citizen | value | flags | state
        AF      | 10    | p     | figure
        BY      | 0     | p     | zero
        IQ      | 0     | np    | below_half
        IR      | :     | p     | not_available
        RU      | :     | mp    | cannot_exist
        SY      | :     | pC    | confidential
    """)


def test_a_sum_keeps_the_state_of_its_worst_part():
    parts = observations("""
        geo | citizen | period | value | flags
        LV  | AF      | 2019   | 10    | p
        LV  | SY      | 2019   | 0     | n
        LV  | AF      | 2020   | 0     |
        LV  | SY      | 2020   | 0     | n
        LV  | AF      | 2021   | 10    |
        LV  | SY      | 2021   | :     |
        LV  | AF      | 2022   | :     |
        LV  | SY      | 2022   | :     | C
        LV  | AF      | 2023   | :     | m
        LV  | SY      | 2023   | :     | m
        LV  | AF      | 2024   | 10    |
        LV  | SY      | 2024   | :     | m
        LV  | AF      | 2025   | 10    |
    """)
    assert told(parts.sum_of("citizen", ["AF", "SY"]), "period", "value", "flags", "state") == expected("""
        period | value | flags | state
        2019   | 10    | p     | figure
        2020   | 0     | n     | below_half
        2021   | :     |       | not_available
        2022   | :     | C     | confidential
        2023   | :     | m     | cannot_exist
        2024   | :     |       | not_available
        2025   | :     |       | not_available
    """)


def test_a_year_with_a_confidential_quarter_is_confidential():
    quarters = observations("""
        geo | period  | value | flags
        LV  | 2023-Q1 | 5     |
        LV  | 2023-Q2 | :     | C
        LV  | 2023-Q3 | 5     |
        LV  | 2023-Q4 | 5     |
    """)
    assert told(quarters.annual(), "period", "value", "state") == [("2023", ":", "confidential")]


def test_what_lies_after_the_release_was_not_yet_published():
    quarters = observations("geo | period | value\nLV | 2020-Q1 | 5\nLV | 2020-Q2 | 5\nEE | 2020-Q1 | 5")
    assert quarters.state_at("2020-Q3", geo="LV") == "not_published"
    assert quarters.state_at("2020-Q2", geo="EE") == "not_available"
    assert quarters.annual().state_at("2020", geo="LV") == "not_published"
    assert quarters.state_at("2020-Q1", geo="LV") == "figure"


def test_the_reach_is_that_of_the_release_and_not_of_the_reference_year():
    years = observations("geo | period | value\nLV | 2023 | 5\nLV | 2024 | 5").until(2023)
    assert years.state_at("2024", geo="LV") == "not_available"
    assert years.state_at("2025", geo="LV") == "not_published"


def test_fifteen_of_thirty_five_is_37_to_52_percent_and_indicative():
    part = observations("geo | period | value\nLV | 2023 | 15", error=ROUNDED_TO_5)
    whole = observations("geo | period | value\nLV | 2023 | 35", error=ROUNDED_TO_5)
    found = part.share_of(whole).frame.iloc[0]
    assert (round(found["low"], 1), round(found["value"], 1), round(found["high"], 1)) == (35.1, 42.9, 51.5)
    assert found["mark"] == "indicative"
    assert found["status"] == "", "the letter u is the provider's"


def test_fifty_is_no_small_base():
    part = observations("geo | period | value\nLV | 2023 | 15", error=ROUNDED_TO_5)
    whole = observations("geo | period | value\nLV | 2023 | 50", error=ROUNDED_TO_5)
    assert part.share_of(whole).frame["mark"].tolist() == [""]


def test_a_share_does_not_reach_above_its_whole():
    part = observations("geo | period | value\nLV | 2023 | 5", error=ROUNDED_TO_5)
    assert part.share_of(part).frame["high"].tolist() == [100.0]


CHANGES = """
geo | period | value | flags
LV  | 2020   | 180   |
LV  | 2021   | 615   |
LV  | 2022   | 615   | p
EE  | 2021   | 80    |
EE  | 2022   | 2940  | b
EE  | 2023   | 3980  |
LT  | 2021   | :     | C
LT  | 2022   | 1025  |
LT  | 2023   | 0     | n
"""


def test_a_change_is_told_with_its_band_and_not_over_a_break():
    change = observations(CHANGES, error=ROUNDED_TO_5).change()
    assert told(change, "geo", "period", "value", "low", "high", "flags", "mark", "state") == expected("""
        geo | period | value | low   | high | flags | mark      | state
        LV  | 2021   | 435   | 431   | 439  |       |           | figure
        LV  | 2022   | 0     | -4    | 4    | p     | unchanged | zero
        EE  | 2022   | :     | :     | :    | b     | broken    | broken
        EE  | 2023   | 1040  | 1036  | 1044 |       |           | figure
        LT  | 2022   | :     | :     | :    | C     |           | confidential
        LT  | 2023   | -1025 | -1027 | -1021 |      |           | figure
    """)


def test_a_change_over_a_break_has_to_be_asked_for_and_stays_marked():
    change = observations(CHANGES).only(geo=["EE"]).change(over_break=True)
    assert told(change, "period", "value", "flags", "state") == expected("""
        period | value | flags | state
        2022   | 2860  | b     | figure
        2023   | 1040  |       | figure
    """)


def test_a_break_in_between_breaks_the_comparison_of_months():
    months = observations("""
        geo | period  | value | flags
        LV  | 2022-03 | 10    |
        LV  | 2022-09 | 20    | b
        LV  | 2023-03 | 30    |
        LV  | 2023-09 | 40    |
    """)
    assert told(months.change(), "period", "value", "flags", "state") == expected("""
        period  | value | flags | state
        2023-03 | :     | b     | broken
        2023-09 | 20    |       | figure
    """)


def test_a_change_in_percent_on_a_small_base_is_indicative():
    change = observations(
        "geo | period | value\nLV | 2021 | 40\nLV | 2022 | 60\nLV | 2023 | 90", error=ROUNDED_TO_5
    ).percent_change()
    assert told(change, "period", "value", "mark") == [("2022", "50", "indicative"), ("2023", "50", "")]
    assert change.frame["low"].tolist() == pytest.approx([100 * 58 / 42 - 100, 100 * 88 / 62 - 100])


def test_a_percentage_changes_by_points():
    part = observations("geo | period | value\nLV | 2022 | 40\nLV | 2023 | 60")
    whole = observations("geo | period | value\nLV | 2022 | 100\nLV | 2023 | 100")
    change = part.share_of(whole).change()
    assert (change.unit, told(change, "period", "value")) == ("percentage points", [("2023", "20")])


def test_a_difference_of_sums_of_rounded_quarters_is_unchanged_within_all_their_errors():
    years = observations("geo | period | value\nLV | 2022 | 100\nLV | 2023 | 115", error=4 * ROUNDED_TO_5)
    assert told(years.change(), "value", "mark") == [("15", "unchanged")]


def test_rates_take_the_population_of_1_january_of_the_year():
    stock = observations("geo | period | value\nLV | 2022-12 | 35865\nLV | 2023-01 | 36000", kind="stock")
    population = observations("geo | period | value\nLV | 2022 | 1875757\nLV | 2023 | 1883008", kind="stock")
    assert told(stock.per_inhabitants(population, times=1000), "period", "value") == expected("""
        period  | value
        2022-12 | 19.1203
        2023-01 | 19.1183
    """)


def test_a_rank_counts_those_that_report_and_shows_ties():
    counts = observations("""
        geo       | period | value | flags
        LV        | 2023   | 20    |
        EE        | 2023   | 20    |
        LT        | 2023   | 30    |
        FI        | 2023   | :     |
        SE        | 2023   | 99    | C
        EU27_2020 | 2023   | 900   |
    """)
    ranking = counts.rank("2023", ["LV", "EE", "LT", "FI", "SE"])
    assert (ranking.place("LV"), ranking.tied("LV"), ranking.reporters) == (2, 1, 3)
    assert list(ranking.frame["geo"]) == ["LT", "EE", "LV"]


COUNTS = observations("""
    citizen | age    | geo       | period | value
    TOTAL   | TOTAL  | LV        | 2022   | 5
    TOTAL   | TOTAL  | LV        | 2023   | 5
    TOTAL   | TOTAL  | EU27_2020 | 2023   | 5
    RU      | Y14-17 | LV        | 2023   | 5
    RU      | Y_LT18 | LV        | 2023   | 5
    RNC     | TOTAL  | LV        | 2023   | 5
""")
TOTAL = COUNTS.totals()
FORBIDDEN = {
    "a stock summed over time": lambda: TOTAL.as_stock().sum_over_time("2022", "2023"),
    "a ratio summed over time": lambda: TOTAL.divided_by(TOTAL, unit="x").sum_over_time("2022", "2023"),
    "the citizen axis": lambda: COUNTS.sum_of("citizen", []),
    "the total among citizenships": lambda: COUNTS.sum_of("citizen", ["TOTAL", "RU"]),
    "foreigners among citizenships": lambda: COUNTS.sum_of("citizen", ["FOR", "RU"]),
    "EU citizens among citizenships": lambda: COUNTS.sum_of("citizen", ["EU27_2020", "RU"]),
    "third countries among citizenships": lambda: COUNTS.sum_of("citizen", ["EXT_EU27_2020", "RU"]),
    "non-citizens among citizenships": lambda: COUNTS.sum_of("citizen", ["RNC", "RU"]),
    "overlapping ages": lambda: COUNTS.sum_of("age", ["Y14-17", "Y_LT18"]),
    "an aggregate among countries": lambda: TOTAL.rank("2023", ["LV", "EU27_2020"]),
    "a rank of a breakdown": lambda: COUNTS.rank("2023", ["LV"]),
    "a sum of ratios": lambda: TOTAL.divided_by(TOTAL, unit="x").plus(TOTAL.divided_by(TOTAL, unit="x")),
    "a difference of ratios": lambda: TOTAL.divided_by(TOTAL, unit="x").minus(TOTAL.divided_by(TOTAL, unit="x")),
    "different units": lambda: TOTAL.minus(observations("geo | period | value\nLV | 2023 | 5", unit="permits")),
    "different units in a share": lambda: TOTAL.share_of(
        observations("geo | period | value\nLV | 2023 | 5", unit="permits")
    ),
    "rounded less unrounded": lambda: TOTAL.minus(observations("geo | period | value\nLV | 2023 | 5", error=2.0)),
    "rounded plus unrounded": lambda: TOTAL.plus(observations("geo | period | value\nLV | 2023 | 5", error=2.0)),
    "an unpinned denominator": lambda: TOTAL.divided_by(COUNTS, unit="x"),
    "an unpinned extract": lambda: COUNTS.with_frame(COUNTS.frame.drop(columns="age")).change(),
    "an unpinned extract in a ratio": lambda: TOTAL.divided_by(
        COUNTS.with_frame(COUNTS.frame[["geo", "period", "value", "status", "conf", "source"]]), unit="x"
    ),
    "percent of a percentage": lambda: TOTAL.share_of(TOTAL).percent_change(),
    "rates per inhabitants of a flow": lambda: TOTAL.per_inhabitants(TOTAL, times=1000),
    "months from the later to the earlier": lambda: TOTAL.sum_over_time("2023", "2022"),
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_what_the_conventions_forbid_is_refused_with_a_remedy(deed):
    with pytest.raises(YearbookError) as refusal:
        FORBIDDEN[deed]()
    assert refusal.value.remedy


def test_rounded_and_unrounded_may_be_mixed_in_a_ratio_or_if_it_is_said():
    rounded = observations("geo | period | value\nLV | 2023 | 5", error=ROUNDED_TO_5)
    exact = observations("geo | period | value\nLV | 2023 | 1000")
    assert told(rounded.divided_by(exact, unit="x", times=1000), "value") == [("5",)]
    mixed = exact.minus(rounded, mixed_rounding=True)
    assert (told(mixed, "value"), mixed.error) == ([("995",)], ROUNDED_TO_5)


def test_events_in_a_dataset_of_stocks_may_be_summed_over_time():
    births = observations("geo | period | value\nLV | 2022 | 15954\nLV | 2023 | 14490", kind="stock").as_flow()
    assert told(births.sum_over_time("2022", "2023"), "geo", "period", "value") == [("LV", "2022/2023", "30444")]
