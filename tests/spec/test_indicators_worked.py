"""Worked examples of every indicator: what goes in, what comes out.

A figure that is not there is ":". Flags stand as the provider gives them, C is "confidential".
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from spec.tables import expected, observations, written

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results, all_indicators, find_indicator

ROUNDED = partial(observations, error=2.0)


def compute(name, **inputs):
    found = find_indicator(name)
    assert set(found.inputs) == set(inputs)
    return found.compute(**inputs)


APPLICANTS = """
citizen | sex | age   | applicant | geo | period | value | flags
TOTAL   | T   | TOTAL | TOTAL     | LV  | 2022   | 620   |
TOTAL   | T   | TOTAL | TOTAL     | LV  | 2023   | 1700  | p
TOTAL   | T   | TOTAL | FRST      | LV  | 2022   | 545   |
TOTAL   | M   | TOTAL | TOTAL     | LV  | 2022   | 430   |
TOTAL   | T   | Y_LT18| TOTAL     | LV  | 2022   | 120   |
RU      | T   | TOTAL | TOTAL     | LV  | 2022   | 125   |
RU      | T   | TOTAL | FRST      | LV  | 2022   | 115   |
AF      | T   | TOTAL | TOTAL     | LV  | 2022   | :     | C
"""


def test_applicants_are_first_time_and_repeat_applicants_alike():
    found = compute("applicants", migr_asyappctza=ROUNDED(APPLICANTS, unit="applicants"))
    assert written(found.totals(), "geo", "period", "value", "flags") == expected("""
        geo | period | value | flags
        LV  | 2022   | 620   |
        LV  | 2023   | 1700  | p
    """)
    assert written(found.totals(keep=("citizen",)), "citizen", "period", "value", "flags") == expected("""
        citizen | period | value | flags
        TOTAL   | 2022   | 620   |
        TOTAL   | 2023   | 1700  | p
        RU      | 2022   | 125   |
        AF      | 2022   | :     | C
    """)


def test_first_time_applicants_are_counted_apart():
    found = compute("first_time_applicants", migr_asyappctza=ROUNDED(APPLICANTS))
    assert written(found.totals(keep=("citizen",)), "citizen", "period", "value") == expected("""
        citizen | period | value
        TOTAL   | 2022   | 545
        RU      | 2022   | 115
    """)


def test_population_is_that_of_1_january():
    found = compute(
        "population",
        demo_gind=observations(
            """
            indic_de | geo | period | value
            JAN      | LV  | 2023   | 1883008
            AVG      | LV  | 2023   | 1882396
            LBIRTH   | LV  | 2023   | 14490
            """,
            kind="stock",
        ),
    )
    assert written(found, "geo", "period", "value") == [("LV", "2023", "1883008")]


POPULATION = """
geo | period | value   | flags
LV  | 2022   | 1875757 |
LV  | 2023   | 1883008 | e
LV  | 2024   | 1871882 |
EE  | 2023   | 0       |
LT  | 2023   | :       |
"""


def test_applicants_per_million_use_the_population_of_1_january_of_the_same_year():
    applicants = ROUNDED(
        """
        citizen | sex | age   | geo | period | value | flags
        TOTAL   | T   | TOTAL | LV  | 2022   | 620   |
        TOTAL   | T   | TOTAL | LV  | 2023   | 1700  | p
        TOTAL   | T   | TOTAL | EE  | 2023   | 3980  |
        TOTAL   | T   | TOTAL | LT  | 2023   | 575   |
        TOTAL   | T   | TOTAL | EL  | 2023   | 64080 |
        RU      | T   | TOTAL | LV  | 2023   | 500   |
        """
    )
    found = compute("applicants_per_million", applicants=applicants, population=observations(POPULATION, kind="stock"))
    assert written(found, "geo", "period", "value", "flags") == expected("""
        geo | period | value    | flags
        LV  | 2022   | 330.5332 |
        LV  | 2023   | 902.8108 | ep
        EE  | 2023   | :        |
        LT  | 2023   | :        |
    """)


DECISIONS = """
citizen       | sex | age   | decision  | geo | period  | value | flags
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2021-Q1 | 20    |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2021-Q2 | 20    |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2021-Q3 | 20    |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2022-Q1 | 5     |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2022-Q2 | 10    |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2022-Q3 | 10    | b
EXT_EU27_2020 | T   | TOTAL | TOTAL     | LV  | 2022-Q4 | 10    |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | EE  | 2022-Q1 | 5     |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | EE  | 2022-Q2 | :     | C
EXT_EU27_2020 | T   | TOTAL | TOTAL     | EE  | 2022-Q3 | 5     |
EXT_EU27_2020 | T   | TOTAL | TOTAL     | EE  | 2022-Q4 | 5     |
EXT_EU27_2020 | T   | TOTAL | TOTAL_POS | LV  | 2022-Q1 | 0     |
EXT_EU27_2020 | T   | TOTAL | TOTAL_POS | LV  | 2022-Q2 | 5     | p
EXT_EU27_2020 | T   | TOTAL | TOTAL_POS | LV  | 2022-Q3 | 5     |
EXT_EU27_2020 | T   | TOTAL | TOTAL_POS | LV  | 2022-Q4 | 5     |
TOTAL         | T   | TOTAL | TOTAL     | LV  | 2022-Q1 | 500   |
EXT_EU27_2020 | F   | TOTAL | TOTAL     | LV  | 2022-Q1 | 500   |
"""


def test_decisions_of_a_year_are_the_sum_of_four_quarters_and_a_year_that_lacks_one_has_none():
    found = compute("first_instance_decisions", migr_asydcfstq=ROUNDED(DECISIONS))
    figures = [row for row in written(found, "geo", "period", "value", "flags") if row[2] != ":"]
    assert figures == [("LV", "2022", "35", "b")]
    assert found.error == 8.0


def test_positive_decisions_are_counted_alike():
    found = compute("positive_decisions", migr_asydcfstq=ROUNDED(DECISIONS))
    assert written(found, "geo", "period", "value", "flags") == [("LV", "2022", "15", "p")]


YEARLY_POSITIVE = """
geo | period | value | flags
LV  | 2022   | 15    | p
LV  | 2023   | 0     |
EE  | 2022   | 0     |
LT  | 2022   | :     | C
LV  | 2024   | 90    |
"""
YEARLY_ALL = """
geo | period | value | flags
LV  | 2022   | 35    | b
LV  | 2023   | 100   |
EE  | 2022   | 0     |
LT  | 2022   | 400   |
LV  | 2025   | 200   |
"""


def test_negative_decisions_are_what_is_not_positive():
    found = compute(
        "negative_decisions", first_instance_decisions=ROUNDED(YEARLY_ALL), positive_decisions=ROUNDED(YEARLY_POSITIVE)
    )
    assert written(found, "geo", "period", "value", "flags") == expected("""
        geo | period | value | flags
        LV  | 2022   | 20    | bp
        LV  | 2023   | 100   |
        EE  | 2022   | 0     |
        LT  | 2022   | :     | C
    """)


def test_the_recognition_rate_is_positive_decisions_over_all_with_the_band_that_rounding_leaves():
    by_citizenship = ROUNDED("""
        citizen | decision  | geo | period | value
        AF      | TOTAL     | LV  | 2022   | 60
        AF      | TOTAL_POS | LV  | 2022   | 15
        TOTAL   | TOTAL     | LV  | 2022   | 60
        TOTAL   | TOTAL_POS | LV  | 2022   | 15
    """)
    everyone = {
        "first_instance_decisions": ROUNDED(YEARLY_ALL),
        "positive_decisions": ROUNDED(YEARLY_POSITIVE),
    }
    rates = compute("recognition_rate", decisions_by_citizenship=by_citizenship, **everyone)
    assert written(rates.only(citizen="AF"), "geo", "period", "value") == [("LV", "2022", "25")]
    found = rates.only(citizen="TOTAL")
    assert written(found, "geo", "period", "value", "conf") == expected("""
        geo | period | value   | conf
        LV  | 2022   | 42.8571 |
        LV  | 2023   | 0       |
        EE  | 2022   | :       |
        LT  | 2022   | :       | C
    """)
    small = found.frame[(found.frame["geo"] == "LV") & (found.frame["period"] == "2022")].iloc[0]
    assert {"b", "p"} <= set(small["status"])
    assert (round(small["low"]), round(small["high"])) == (35, 52)


MONTHS = """
citizen | sex | age   | geo | period  | value | flags
UA      | T   | TOTAL | LV  | 2022-11 | 35000 |
UA      | T   | TOTAL | LV  | 2022-12 | 35520 | e
UA      | T   | TOTAL | LV  | 2023-03 | 36000 |
UA      | F   | TOTAL | LV  | 2022-12 | 21000 |
TOTAL   | T   | TOTAL | LV  | 2022-12 | 35865 |
"""


def test_temporary_protection_is_a_stock_of_citizens_of_ukraine():
    found = compute("temporary_protection", migr_asytpsm=ROUNDED(MONTHS, kind="stock"))
    assert found.kind == "stock"
    assert written(found, "geo", "period", "value", "flags") == expected("""
        geo | period  | value | flags
        LV  | 2022-11 | 35000 |
        LV  | 2022-12 | 35520 | e
        LV  | 2023-03 | 36000 |
    """)


def test_the_year_end_is_december_and_a_year_without_december_has_none():
    months = "geo | period | value | flags\nLV | 2022-12 | 35520 | e\nLV | 2023-03 | 36000 |"
    found = compute("temporary_protection_year_end", temporary_protection=ROUNDED(months, kind="stock"))
    assert written(found, "geo", "period", "value", "flags") == [("LV", "2022", "35520", "e")]


def test_temporary_protection_per_thousand_uses_the_population_of_the_january_before():
    stock = ROUNDED("geo | period | value\nLV | 2022 | 35520\nLV | 2023 | 43430\nEE | 2023 | 5", kind="stock")
    population = observations(POPULATION, kind="stock")
    found = compute("temporary_protection_per_thousand", temporary_protection_year_end=stock, population=population)
    assert written(found, "geo", "period", "value", "flags") == expected("""
        geo | period | value   | flags
        LV  | 2022   | 18.9364 |
        LV  | 2023   | 23.0642 | e
        EE  | 2023   | :       |
    """)


PERMITS = """
citizen | reason | duration | geo | period | value | flags
TOTAL   | TOTAL  | TOTAL    | LV  | 2023   | 10193 |
TOTAL   | EMP    | TOTAL    | LV  | 2023   | 3838  |
TOTAL   | FAM    | TOTAL    | LV  | 2023   | 2249  | d
UA      | TOTAL  | TOTAL    | LV  | 2023   | 900   |
TOTAL   | TOTAL  | M3-5     | LV  | 2023   | 800   |
"""


def test_first_permits_are_the_providers_total():
    found = compute("first_permits", tps00170=observations(PERMITS))
    assert written(found, "geo", "period", "value") == [("LV", "2023", "10193")]


def test_first_permits_by_reason_keep_the_reasons_apart():
    found = compute("first_permits_by_reason", migr_resfirst=observations(PERMITS))
    assert written(found, "reason", "geo", "value", "flags") == expected("""
        reason | geo | value | flags
        TOTAL  | LV  | 10193 |
        EMP    | LV  | 3838  |
        FAM    | LV  | 2249  | d
    """)


def test_first_permits_per_thousand_inhabitants():
    permits = observations("geo | period | value\nLV | 2023 | 10193\nEE | 2023 | 10")
    found = compute(
        "first_permits_per_thousand", first_permits=permits, population=observations(POPULATION, kind="stock")
    )
    assert written(found, "geo", "period", "value", "flags") == expected("""
        geo | period | value  | flags
        LV  | 2023   | 5.4131 | e
        EE  | 2023   | :      |
    """)


@pytest.fixture(scope="module")
def of_nothing(real):
    """Return the indicators of an edition that pins no vintage."""
    return Results(Figures(real, load_edition(real, 2023).model_copy(update={"pins": {}})))


@pytest.mark.parametrize("name", sorted(all_indicators()))
def test_an_indicator_of_nothing_is_nothing(name, of_nothing):
    assert of_nothing.compute(name).frame["value"].notna().sum() == 0


def test_every_indicator_has_a_worked_example():
    files = [*Path(__file__).parent.glob("test_*.py"), *Path(__file__).parents[1].glob("published/test_*.py")]
    shown = {name for file in files for name in re.findall(r"\w+", file.read_text("utf-8"))}
    assert set(all_indicators()) - shown == set(), "write an example in tests/spec: what goes in, what comes out"


def test_final_decisions_have_a_recognition_rate_of_their_own():
    found = compute(
        "recognition_rate_final",
        migr_asydcfina=ROUNDED("""
            citizen | sex | age   | decision  | geo | period | value
            TOTAL   | T   | TOTAL | TOTAL     | LV  | 2022   | 100
            TOTAL   | T   | TOTAL | TOTAL_POS | LV  | 2022   | 15
            RU      | T   | TOTAL | TOTAL     | LV  | 2022   | 40
        """),
    )
    frame = found.frame
    assert written(found, "geo", "period", "value") == [("LV", "2022", "15")]
    assert list(frame["low"].round(1)) == [12.7]
    assert list(frame["high"].round(1)) == [17.3]


ACQUISITIONS = """
citizen | sex | age   | geo | period | value
TOTAL   | T   | TOTAL | LV  | 2023   | 1000
RNC     | T   | TOTAL | LV  | 2023   | 600
RU      | T   | TOTAL | LV  | 2023   | 200
TOTAL   | F   | TOTAL | LV  | 2023   | 560
"""


def test_naturalisation_has_two_denominators():
    acquired = compute("naturalisations", migr_acq=observations(ACQUISITIONS))
    assert ("LV", "RNC", "600") in written(acquired, "geo", "citizen", "value")
    stock = partial(observations, kind="stock")
    everyone = compute(
        "naturalisation_rate",
        naturalisations=acquired,
        foreign_population=stock("geo | period | value\nLV | 2023 | 250000"),
    )
    assert written(everyone, "geo", "period", "value") == [("LV", "2023", "0.4")]
    others = compute(
        "naturalisation_rate_without_rnc",
        naturalisations=acquired,
        foreign_population_without_rnc=stock("geo | period | value\nLV | 2023 | 80000"),
    )
    assert written(others, "geo", "period", "value") == [("LV", "2023", "0.5")]
