"""Worked examples: residence permits, visas, work and education, citizenship."""

from __future__ import annotations

from spec.examples import RATE, STOCK, compute
from spec.tables import expected, observations, written

HOLDERS = """
citizen | geo | period | value
TOTAL   | LV  | 2023   | 258850
RNC     | LV  | 2023   | 185514
RU      | LV  | 2023   | 43513
TOTAL   | LT  | 2023   | 167132
BY      | LT  | 2023   | 63255
"""
REASONS = """
citizen | reason | geo | period | value
TOTAL   | EMP    | LV  | 2023   | 10539
TOTAL   | FAM    | LV  | 2023   | 27132
TOTAL   | OTH    | LV  | 2023   | 221179
TOTAL   | OTH    | LT  | 2023   | 4000
"""


def test_non_citizens_are_taken_out_of_permits_and_of_their_other_reasons():
    holders = compute("valid_permits", derived_permit_holders=STOCK(HOLDERS))
    without = compute("valid_permits_without_rnc", valid_permits=holders)
    assert written(without, "geo", "value") == [("LT", "167132"), ("LV", "73336")]
    own = compute("valid_permits_of_non_citizens", valid_permits=holders)
    assert written(own, "geo", "value") == [("LV", "185514")]
    reasons = compute(
        "valid_permits_by_reason",
        derived_valid_permits=STOCK(REASONS),
        valid_permits=holders,
        valid_permits_without_rnc=without,
    )
    assert reasons.kind == "stock"
    assert written(reasons, "reason", "geo", "value") == expected("""
        reason | geo | value
        TOTAL  | LV  | 73336
        EMP    | LV  | 10539
        FAM    | LV  | 27132
        OTH    | LV  | 35665
        TOTAL  | LT  | 167132
        OTH    | LT  | 4000
    """)


def test_valid_permits_per_thousand_use_the_population_of_the_january_before():
    permits = STOCK("geo | period | value\nLV | 2023 | 73336")
    people = STOCK("geo | period | value\nLV | 2023 | 1883008\nLV | 2024 | 1871882")
    found = compute("valid_permits_per_thousand", valid_permits_without_rnc=permits, population=people)
    assert written(found, "geo", "period", "value") == [("LV", "2023", "38.9462")]


def test_permits_of_ukrainians_are_the_providers_totals():
    table = STOCK("citizen | reason | duration | geo | period | value\nUA | TOTAL | TOTAL | LV | 2023 | 6222")
    assert written(compute("valid_permits_of_ukrainians", migr_resvalid=table), "geo", "value") == [("LV", "6222")]


def test_work_permits_have_no_total_because_their_table_has_none():
    table = observations("citizen | geo | period | value\nUZ | LV | 2023 | 1215\nOTHER | LV | 2023 | 844")
    found = compute("work_permits", derived_work_permits=table)
    assert len(found.frame) == 2
    assert found.totals().frame.empty


VISAS = """
visas    | geo | period | value
APPLIED  | LV  | 2023   | 18897
ISSUED   | LV  | 2023   | 16394
MULTIPLE | LV  | 2023   | 9124
REFUSED  | LV  | 2023   | 2208
"""
CONSULATES = """
partner | visas    | geo | period | value
UZ      | APPLIED  | LV  | 2023   | 200
UZ      | ISSUED   | LV  | 2023   | 180
UZ      | MULTIPLE | LV  | 2023   | 45
UZ      | REFUSED  | LV  | 2023   | 20
AD      | APPLIED  | LV  | 2023   | 0
AD      | REFUSED  | LV  | 2023   | 0
"""


def test_visas_have_the_total_of_the_sheet_of_totals_and_rates_by_consulate():
    tables = {"schengen_visas": observations(VISAS), "schengen_visas_by_consulate": observations(CONSULATES)}
    applied = compute("visas_applied", **tables)
    refused = compute("visas_refused", **tables)
    issued = compute("visas_issued", **tables)
    multiple = compute("visas_multiple_entry", **tables)
    assert written(issued, "partner", "geo", "value") == [("TOTAL", "LV", "16394"), ("UZ", "LV", "180")]
    rate = compute("visa_refusal_rate", visas_refused=refused, visas_applied=applied)
    assert written(rate, "partner", "value") == [("AD", ":"), ("TOTAL", "11.6844"), ("UZ", "10")]
    share = compute("visa_multiple_entry_share", visas_multiple_entry=multiple, visas_issued=issued)
    assert written(share, "partner", "value") == [("TOTAL", "55.6545"), ("UZ", "25")]


LABOUR = """
citizen | sex | age    | geo | period | value | flags
TOTAL   | T   | Y15-64 | LV  | 2023   | 71.4  |
NAT     | T   | Y15-64 | LV  | 2023   | 71.6  |
FOR     | T   | Y15-64 | LV  | 2023   | 71    | u
NAT     | T   | Y15-64 | LT  | 2023   | 73.1  |
FOR     | T   | Y15-64 | LT  | 2023   | 75.5  | u
NAT     | T   | Y15-64 | EE  | 2023   | 76.6  |
FOR     | T   | Y15-64 | EE  | 2023   | :     | u
"""


def test_the_employment_gap_is_in_percentage_points_and_keeps_its_flags():
    rate = compute("employment_rate", lfsa_ergan=RATE(LABOUR))
    foreigners = compute("employment_rate_of_foreigners", employment_rate=rate)
    nationals = compute("employment_rate_of_nationals", employment_rate=rate)
    gap = compute("employment_gap", employment_rate_of_nationals=nationals, employment_rate_of_foreigners=foreigners)
    assert (gap.kind, gap.unit) == ("ratio", "percentage points")
    assert written(gap, "geo", "value", "flags") == expected("""
        geo | value | flags
        LV  | 0.6   | u
        LT  | -2.4  | u
        EE  | :     | u
    """)


def test_the_unemployment_gap_is_positive_where_foreigners_are_worse_off():
    rate = compute("unemployment_rate", lfsa_urgan=RATE(LABOUR))
    gap = compute("unemployment_gap", unemployment_rate=rate)
    assert written(gap.only(geo=["LV", "LT"]), "geo", "value") == [("LT", "2.4"), ("LV", "-0.6")]


SCHOOLING = """
c_birth        | isced11 | sex | age    | geo | period | value
NEU27_2020_FOR | ED5-8   | T   | Y25-64 | LV  | 2023   | 42.7
NEU27_2020_FOR | ED0-2   | T   | Y25-64 | LV  | 2023   | 5
NEU27_2020_FOR | ED5-8   | T   | Y15-24 | LV  | 2023   | 9
NAT            | ED5-8   | T   | Y25-64 | LV  | 2023   | 38.7
"""


def test_education_is_that_of_residents_of_25_to_64_by_country_of_birth():
    table = RATE(SCHOOLING)
    abroad = compute("education_of_non_eu_born", edat_lfs_9912=table)
    home = compute("education_of_native_born", edat_lfs_9912=table)
    assert written(abroad, "isced11", "value") == [("ED0-2", "5"), ("ED5-8", "42.7")]
    assert written(home, "isced11", "value") == [("ED5-8", "38.7")]
    tertiary = compute("tertiary_of_non_eu_born", education_of_non_eu_born=abroad)
    assert written(tertiary, "geo", "value") == [("LV", "42.7")]
    at_home = compute("tertiary_of_native_born", education_of_native_born=home)
    assert written(at_home, "geo", "value") == [("LV", "38.7")]


def test_acquisition_rates_are_taken_as_published():
    table = RATE("sex | indic_mg | geo | period | value\nT|FOR_P_HHAB|LV|2023|0.39\nT|NEU_P_HHAB|LV|2023|0.38")
    assert written(compute("acquisition_rate", migr_acqs=table), "geo", "value") == [("LV", "0.39")]
    others = compute("acquisition_rate_of_non_eu_citizens", migr_acqs=table)
    assert written(others, "geo", "value") == [("LV", "0.38")]
