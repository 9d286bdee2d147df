"""Recognised non-citizens: apart in every stock, on figures that Eurostat published for Latvia and its neighbours."""

from __future__ import annotations

import pytest
from spec.tables import expected, observations, written

from yearbook.errors import YearbookError
from yearbook.observations import apart, naturalisation, shares, state, without

# LV, EE: 1 January 2024; LT has none of them; LT 2015 adds up in the composition of that year only
POPULATION = """
citizen        | geo | period | value
TOTAL          | LV  | 2024   | 1871882
NAT            | LV  | 2024   | 1613838
FOR_STLS       | LV  | 2024   | 258043
EU27_2020_FOR  | LV  | 2024   | 6700
NEU27_2020_FOR | LV  | 2024   | 251201
RNC            | LV  | 2024   | 169297
STLS           | LV  | 2024   | 142
UNK            | LV  | 2024   | 1
TOTAL          | EE  | 2024   | 1374687
FOR_STLS       | EE  | 2024   | 246478
EU27_2020_FOR  | EE  | 2024   | 22936
NEU27_2020_FOR | EE  | 2024   | 223542
RNC            | EE  | 2024   | 62212
STLS           | EE  | 2024   | 0
TOTAL          | LT  | 2015   | 2926644
FOR_STLS       | LT  | 2015   | 20254
EU27_2020_FOR  | LT  | 2015   | 2301
NEU27_2020_FOR | LT  | 2015   | 16910
EU28_FOR       | LT  | 2015   | 2410
NEU28_FOR      | LT  | 2015   | 16910
STLS           | LT  | 2015   | 934
"""
# how the 73,088 other permits divide by citizenship is made up
PERMITS = """
citizen | geo | period | value
TOTAL   | LV  | 2023   | 258850
RNC     | LV  | 2023   | 185514
STLS    | LV  | 2023   | 166
UNK     | LV  | 2023   | 82
RU      | LV  | 2023   | 40000
UA      | LV  | 2023   | 33088
"""


@pytest.fixture
def population():
    return observations(POPULATION, kind="stock")


def test_the_foreigners_of_latvia_and_estonia_have_their_non_citizens_apart(population):
    assert written(apart(population), "geo", "citizen", "value", "status", "mark") == expected("""
        geo | citizen  | value  | status | mark
        LV  | FOR_STLS | 258043 |        |
        LV  | EU_FOR   | 6700   |        |
        LV  | TCN      | 81904  |        |
        LV  | RNC      | 169297 |        |
        LV  | STLS     | 142    |        |
        EE  | FOR_STLS | 246478 |        |
        EE  | EU_FOR   | 22936  |        |
        EE  | TCN      | 161330 |        |
        EE  | RNC      | 62212  |        |
        EE  | STLS     | 0      |        |
        LT  | FOR_STLS | 20254  |        |
        LT  | EU_FOR   | 2410   |        | composition
        LT  | TCN      | 16910  |        | composition
        LT  | RNC      | :      | m      |
        LT  | STLS     | 934    |        |
    """)


def test_the_parts_make_up_the_whole(population):
    parts = apart(population).only(geo=["LV", "EE"]).frame
    inside = parts[parts["citizen"] != "FOR_STLS"].groupby("geo")["value"].sum()
    assert inside.to_dict() == {"LV": 258043, "EE": 246478}


def test_permits_have_them_apart_too():
    assert written(apart(observations(PERMITS, kind="stock")), "citizen", "value") == expected("""
        citizen | value
        TOTAL   | 258850
        RNC     | 185514
        STLS    | 166
        UNK     | 82
        TCN     | 73088
    """)


def test_parts_that_do_not_add_up_are_refused_or_left_out():
    spoilt = observations(POPULATION.replace("| 6700", "| 6800"), kind="stock")
    with pytest.raises(YearbookError, match="do not add up to FOR_STLS: LV 2024"):
        apart(spoilt)
    assert set(apart(spoilt, leave_out=True).frame["geo"]) == {"EE", "LT"}


def test_rounded_parts_may_miss_their_total_by_what_rounding_explains():
    table = "citizen | geo | period | value\nTOTAL | LV | 2023 | 30\nRNC | LV | 2023 | 20\nUA | LV | 2023 | {}"
    rest = "\nSTLS | LV | 2023 | 0\nUNK | LV | 2023 | 0"
    assert len(apart(observations(table.format(5) + rest, kind="stock", error=2.0)).frame) == 5
    with pytest.raises(YearbookError, match="do not add up"):
        apart(observations(table.format(25) + rest, kind="stock", error=2.0))


def test_a_missing_number_of_non_citizens_is_not_none(population):
    lost = population.with_frame(population.frame[population.frame["citizen"] != "RNC"])
    split = apart(lost)
    assert split.state_at("2024", geo="LV", citizen="TCN") == "not_available"
    assert split.state_at("2024", geo="LV", citizen="RNC") == "not_available"


def test_a_confidential_number_of_non_citizens_makes_the_rest_confidential():
    hidden = observations(PERMITS, kind="stock")
    frame = hidden.frame.assign(conf=hidden.frame["citizen"].map(lambda code: "C" if code == "RNC" else ""))
    split = apart(hidden.with_frame(frame))
    assert {row["citizen"]: str(state(row)) for row in split.frame.to_dict("records")} == {
        "TOTAL": "figure",
        "RNC": "confidential",
        "STLS": "figure",
        "UNK": "figure",
        "TCN": "confidential",
    }


def test_shares_of_foreigners_with_and_without(population):
    found = shares(population.only(geo=["LV", "EE"]))
    assert written(found.included, "geo", "value") == [("EE", "17.9298"), ("LV", "13.7852")]
    assert written(found.excluded, "geo", "value") == [("EE", "13.4042"), ("LV", "4.741")]


def test_foreigners_without_them_where_there_are_none_by_law_are_as_published(population):
    assert written(without(population), "geo", "value") == [("EE", "184266"), ("LT", "20254"), ("LV", "88746")]


def test_naturalisation_has_two_denominators(population):
    found = naturalisation(population.only(geo=["LV"]))
    assert [written(one, "value") for one in (found.all_foreigners, found.third_country, found.noncitizens)] == [
        [("258043",)],
        [("81904",)],
        [("169297",)],
    ]


def test_a_flow_has_no_non_citizens_to_set_apart(population):
    with pytest.raises(YearbookError, match="stocks by citizenship"):
        apart(population.as_flow())
    with pytest.raises(YearbookError, match="stocks by citizenship"):
        without(population.only(citizen="TOTAL"))
