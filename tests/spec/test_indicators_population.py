"""Worked examples: population and its change, migration, foreigners and recognised non-citizens."""

from __future__ import annotations

import pytest
from spec.examples import STOCK, compute
from spec.tables import expected, observations, written

BALANCE = """
indic_de | geo | period | value
JAN      | LV  | 2021   | 1893223
LBIRTH   | LV  | 2021   | 17420
DEATH    | LV  | 2021   | 34600
NATGROW  | LV  | 2021   | -17180
CNMIGRAT | LV  | 2021   | -286
GROW     | LV  | 2021   | -17466
"""


def test_the_balance_of_a_population_is_made_of_flows():
    found = {
        "17420": compute("live_births", demo_gind=STOCK(BALANCE)),
        "34600": compute("deaths", demo_gind=STOCK(BALANCE)),
        "-17180": compute("natural_change", demo_gind=STOCK(BALANCE)),
        "-286": compute("net_migration_with_adjustment", demo_gind=STOCK(BALANCE)),
        "-17466": compute("population_change", demo_gind=STOCK(BALANCE)),
    }
    for value, part in found.items():
        assert part.kind == "flow"
        assert written(part, "geo", "period", "value") == [("LV", "2021", value)]


MOVES = """
age   | sex | geo | period | value | flags
TOTAL | T   | LV  | 2022   | {all}  | p
TOTAL | F   | LV  | 2022   | 100   |
Y20   | T   | LV  | 2022   | 10    |
"""


def test_net_migration_is_immigration_less_emigration():
    came = compute("immigration", migr_imm8=observations(MOVES.format(all=38708)))
    left = compute("emigration", migr_emi2=observations(MOVES.format(all=16680)))
    net = compute("net_migration", immigration=came, emigration=left)
    assert written(net, "geo", "period", "value", "flags") == [("LV", "2022", "22028", "p")]


def test_net_migration_per_thousand_may_be_negative():
    net = observations("geo | period | value\nLV | 2021 | -286\nLV | 2022 | 22028\nEE | 2022 | 5")
    people = STOCK("geo | period | value\nLV | 2021 | 1893223\nLV | 2022 | 1875757")
    found = compute("net_migration_per_thousand", net_migration=net, population=people)
    assert written(found, "geo", "period", "value") == expected("""
        geo | period | value
        LV  | 2021   | -0.1511
        LV  | 2022   | 11.7435
    """)


BY_CITIZENSHIP = """
citizen        | geo | period | value
TOTAL          | LV  | 2023   | 1883008
NAT            | LV  | 2023   | 1621209
LV             | LV  | 2023   | 1621209
FOR_STLS       | LV  | 2023   | 261799
EU27_2020_FOR  | LV  | 2023   | 6488
NEU27_2020_FOR | LV  | 2023   | 255171
RNC            | LV  | 2023   | 175421
STLS           | LV  | 2023   | 140
RU             | LV  | 2023   | 37906
ASIA           | LV  | 2023   | 8000
TOTAL          | LT  | 2023   | 2857279
FOR_STLS       | LT  | 2023   | 98373
EU27_2020_FOR  | LT  | 2023   | 1951
NEU27_2020_FOR | LT  | 2023   | 94447
STLS           | LT  | 2023   | 1975
"""


def test_foreigners_are_all_but_nationals_and_aggregates_are_left_out():
    found = compute("foreign_population", derived_population=STOCK(BY_CITIZENSHIP))
    assert written(found.only(geo="LV"), "citizen", "value") == expected("""
        citizen | value
        TOTAL   | 261799
        RNC     | 175421
        STLS    | 140
        RU      | 37906
    """)


def test_non_citizens_stand_apart_where_they_exist_and_cannot_exist_elsewhere():
    groups = compute("foreign_population_by_group", derived_population=STOCK(BY_CITIZENSHIP))
    assert written(groups, "citizen", "geo", "value", "flags") == expected("""
        citizen | geo | value  | flags
        TOTAL   | LV  | 261799 |
        EU_FOR  | LV  | 6488   |
        TCN     | LV  | 79750  |
        RNC     | LV  | 175421 |
        STLS    | LV  | 140    |
        TOTAL   | LT  | 98373  |
        EU_FOR  | LT  | 1951   |
        TCN     | LT  | 94447  |
        RNC     | LT  | :      | m
        STLS    | LT  | 1975   |
    """)
    third = compute("third_country_population", foreign_population_by_group=groups)
    assert written(third, "geo", "value") == [("LT", "94447"), ("LV", "79750")]
    union = compute("eu_citizen_population", foreign_population_by_group=groups)
    assert written(union, "geo", "value") == [("LT", "1951"), ("LV", "6488")]


def test_single_groups_are_read_from_the_provider():
    table = STOCK(BY_CITIZENSHIP)
    own = compute("recognised_non_citizens", derived_population=table)
    assert written(own, "geo", "value") == [("LV", "175421")]
    stateless = compute("stateless_population", derived_population=table)
    assert written(stateless, "geo", "value") == [("LT", "1975"), ("LV", "140")]


def test_shares_of_foreigners_are_given_with_and_without_non_citizens():
    table = STOCK(BY_CITIZENSHIP)
    every = compute("foreign_population", derived_population=table)
    without = compute("foreign_population_without_rnc", derived_population=table)
    own = compute("recognised_non_citizens", derived_population=table)
    assert written(without, "geo", "value") == [("LT", "98373"), ("LV", "86378")]
    shares = (
        compute("foreign_share", foreign_population=every, derived_population=table),
        compute("foreign_share_without_rnc", foreign_population_without_rnc=without, derived_population=table),
        compute("non_citizen_share", recognised_non_citizens=own, derived_population=table),
    )
    assert [written(share.only(geo="LV"), "value") for share in shares] == [[("13.9032",)], [("4.5872",)], [("9.316",)]]


AGES = """
citizen  | sex | age    | geo | period | value
FOR_STLS | F   | Y_GE65 | LV  | 2023   | 64446
TOTAL    | F   | Y_GE65 | LV  | 2023   | 264000
"""


def test_ages_of_foreigners_stand_beside_those_of_all():
    foreign = compute("foreigners_by_age", derived_foreigners=STOCK(AGES))
    everybody = compute("population_by_age", derived_foreigners=STOCK(AGES))
    assert written(foreign, "sex", "age", "value") == [("F", "Y_GE65", "64446")]
    assert written(everybody, "sex", "age", "value") == [("F", "Y_GE65", "264000")]


SETTLED = """
citizen        | geo | period | value
TOTAL          | LV  | 2023   | 18710
NAT            | LV  | 2023   | 7190
FOR_STLS       | LV  | 2023   | 11467
EU27_2020_FOR  | LV  | 2023   | 722
NEU27_2020_FOR | LV  | 2023   | 10733
RNC            | LV  | 2023   | 796
STLS           | LV  | 2023   | 12
"""


def test_immigrants_are_split_by_group_of_citizenship():
    table = observations(SETTLED)
    groups = compute("immigration_by_group", derived_immigration=table)
    assert groups.kind == "flow"
    found = {
        "18710": compute("immigration_by_citizenship", derived_immigration=table).totals(),
        "7190": compute("immigration_of_nationals", derived_immigration=table),
        "11467": groups.totals(),
        "722": compute("immigration_of_eu_citizens", immigration_by_group=groups),
        "9937": compute("immigration_of_third_country_nationals", immigration_by_group=groups),
        "796": compute("immigration_of_non_citizens", immigration_by_group=groups),
    }
    for value, part in found.items():
        assert written(part, "geo", "period", "value") == [("LV", "2023", value)]


def test_a_year_whose_groups_do_not_add_up_is_not_shown():
    table = observations(SETTLED.replace("11467", "12467"))
    assert compute("immigration_by_group", derived_immigration=table).frame.empty


def test_inflows_of_the_oecd_are_all_citizenships_and_both_sexes():
    table = observations("citizen | sex | geo | period | value\nTOTAL | T | LV | 2022 | 7343\nUA | T | LV | 2022 | 5")
    assert written(compute("inflows_oecd", oecd_inflows=table), "geo", "value") == [("LV", "7343")]


@pytest.mark.parametrize("name", ["foreign_population_without_rnc", "foreign_population_by_group"])
def test_without_the_number_of_non_citizens_latvia_has_no_figure_without_them(name):
    lacking = "\n".join(line for line in BY_CITIZENSHIP.splitlines() if not line.startswith("RNC"))
    found = compute(name, derived_population=STOCK(lacking))
    frame = found.frame[(found.frame["geo"] == "LV") & found.frame["value"].notna()]
    assert "citizen" not in frame or not {"TCN", "RNC"} & set(frame["citizen"])
    assert "citizen" in frame or frame.empty
