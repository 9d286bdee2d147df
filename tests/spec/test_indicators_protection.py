"""Worked examples: applicants, decisions from other tables, UNHCR's counts, temporary protection, borders, return."""

from __future__ import annotations

from spec.examples import ROUNDED, ROUNDED_STOCK, STOCK, compute
from spec.tables import expected, observations, written

APPLICANTS = """
citizen | sex | age    | geo | period | value
TOTAL   | T   | TOTAL  | LV  | 2022   | 620
TOTAL   | F   | TOTAL  | LV  | 2022   | 210
TOTAL   | T   | Y_LT18 | LV  | 2022   | 175
TOTAL   | F   | Y_LT18 | LV  | 2022   | 80
RU      | T   | TOTAL  | LV  | 2022   | 125
"""


def test_minors_and_women_are_shares_with_the_band_that_rounding_leaves():
    everybody = ROUNDED(APPLICANTS)
    minors = compute("minor_applicants", applicants=everybody)
    assert written(minors, "sex", "value") == [("F", "80"), ("T", "175")]
    share = compute("minor_share", minor_applicants=minors, applicants=everybody)
    row = share.frame.iloc[0]
    assert [round(row[part], 2) for part in ("low", "value", "high")] == [27.81, 28.23, 28.64]
    assert written(compute("female_share", applicants=everybody), "geo", "value") == [("LV", "33.871")]


def test_repeat_applicants_are_those_who_are_not_first_time_applicants():
    first = ROUNDED("citizen | geo | period | value\nTOTAL | LV | 2022 | 545\nRU | LV | 2022 | 115")
    found = compute("repeat_applicants", applicants=ROUNDED(APPLICANTS), first_time_applicants=first)
    assert written(found, "geo", "value") == [("LV", "75")]
    assert found.error == 4.0


MONTHLY = """
citizen | sex | age   | applicant | geo | period  | value
TOTAL   | T   | TOTAL | TOTAL     | LV  | 2020-01 | 15
TOTAL   | T   | TOTAL | FRST      | LV  | 2020-01 | 10
"""


def test_applicants_by_month_keep_their_months():
    every = compute("monthly_applicants", migr_asyappctzm=ROUNDED(MONTHLY))
    first = compute("monthly_first_time_applicants", migr_asyappctzm=ROUNDED(MONTHLY))
    assert written(every, "period", "value") == [("2020-01", "15")]
    assert written(first, "period", "value") == [("2020-01", "10")]


def test_pending_cases_are_a_stock_whose_year_is_its_december():
    table = ROUNDED_STOCK("geo | period | value\nLV | 2022-11 | 300\nLV | 2022-12 | 295\nLV | 2023-01 | 290")
    pending = compute("pending_applications", derived_pending=table)
    assert pending.kind == "stock"
    found = compute("pending_year_end", pending_applications=pending)
    assert written(found, "period", "value") == [("2022", "295")]


QUARTERS = """
decision  | geo | period  | value
TOTAL     | LV  | 2022-Q1 | 100
TOTAL     | LV  | 2022-Q2 | 100
TOTAL     | LV  | 2022-Q3 | 100
TOTAL     | LV  | 2022-Q4 | 100
TOTAL     | LV  | 2023-Q1 | 70
TOTAL_POS | LV  | 2022-Q1 | 65
TOTAL_POS | LV  | 2022-Q2 | 60
TOTAL_POS | LV  | 2022-Q3 | 45
TOTAL_POS | LV  | 2022-Q4 | 65
"""


def test_the_processed_table_of_decisions_gives_the_eurostat_rate_of_complete_years():
    every = compute("first_instance_decisions_derived", derived_decisions=ROUNDED(QUARTERS))
    positive = compute("positive_decisions_derived", derived_decisions=ROUNDED(QUARTERS))
    assert written(every, "period", "value") == [("2022", "400")]
    rate = compute(
        "recognition_rate_derived", positive_decisions_derived=positive, first_instance_decisions_derived=every
    )
    assert written(rate, "period", "value") == [("2022", "58.75")]
    assert (rate.frame["low"] < 58.75).all()


def test_the_annual_table_of_decisions_keeps_the_type_of_decision():
    head = "citizen | sex | age | decision | geo | period | value"
    rows = "TOTAL|T|TOTAL|TOTAL|LV|2016|260\nTOTAL|T|TOTAL|REJECTED|LV|2016|130\nEXT_EU28|T|TOTAL|TOTAL|LV|2016|255"
    found = compute("annual_decisions", migr_asydcfsta=ROUNDED(f"{head}\n{rows}"))
    assert written(found, "decision", "value") == [("REJECTED", "130"), ("TOTAL", "260")]


def test_other_protection_is_what_is_positive_and_not_refugee_status():
    table = ROUNDED("decision | geo | period | value\nTOTAL_POS | LV | 2022 | 230\nGENCONV | LV | 2022 | 210")
    positive = compute("positive_decisions_annual", derived_positive_decisions=table)
    refugee = compute("refugee_status_decisions", derived_positive_decisions=table)
    other = compute("other_protection_decisions", positive_decisions_annual=positive, refugee_status_decisions=refugee)
    assert [written(part, "value") for part in (positive, refugee, other)] == [[("230",)], [("210",)], [("20",)]]


OUTCOMES = """
citizen | sex | age   | decision | geo | period  | value
SY      | T   | TOTAL | TOTAL    | LV  | 2017-Q1 | 30
SY      | T   | TOTAL | TOTAL    | LV  | 2017-Q3 | 20
SY      | T   | TOTAL | GENCONV  | LV  | 2017-Q1 | 5
SY      | T   | TOTAL | SUB_PROT | LV  | 2017-Q1 | 25
SY      | T   | TOTAL | HUMSTAT  | LV  | 2017-Q3 | 10
RU      | T   | TOTAL | TOTAL    | LV  | 2017-Q2 | 10
RU      | T   | TOTAL | REJECTED | LV  | 2017-Q2 | 10
"""


def test_decisions_by_citizenship_add_up_what_the_table_lists():
    found = compute("decisions_by_citizenship", derived_decisions_by_citizenship=ROUNDED(OUTCOMES))
    assert written(found.only(decision="TOTAL"), "citizen", "period", "value") == expected("""
        citizen | period | value
        RU      | 2017   | 10
        SY      | 2017   | 50
        TOTAL   | 2017   | 60
    """)
    total = found.only(decision="TOTAL", citizen="TOTAL").frame.iloc[0]
    assert (total["low"], total["high"]) == (60 - 3 * 2, 60 + 3 * 2)


def test_the_euaa_rate_leaves_humanitarian_grounds_out():
    table = compute("decisions_by_citizenship", derived_decisions_by_citizenship=ROUNDED(OUTCOMES))
    rate = compute("recognition_rate_euaa", decisions_by_citizenship=table)
    assert written(rate, "citizen", "value") == [("SY", "60"), ("TOTAL", "50")]
    total = rate.only(citizen="TOTAL").frame.iloc[0]
    assert total["low"] == 100 * (30 - 2 * 2) / (60 + 3 * 2)


DECIDED = """
citizen | procedure | level | counted | outcome    | geo | period | value
AF      | G         | FI    | P       | RECOGNISED | LV  | 2023   | 60
AF      | G         | FI    | P       | REJECTED   | LV  | 2023   | 20
RU      | G         | FI    | P       | RECOGNISED | LV  | 2023   | 21
RU      | G         | FI    | P       | OTHER_POS  | LV  | 2023   | 27
RU      | G         | FI    | P       | REJECTED   | LV  | 2023   | 83
RU      | G         | FI    | P       | CLOSED     | LV  | 2023   | 1098
RU      | G         | AR    | P       | RECOGNISED | LV  | 2023   | 9
RU      | G         | FI    | C       | RECOGNISED | LV  | 2023   | 9
"""


def test_the_unhcr_rate_leaves_closures_and_other_instances_out():
    decided = compute("decisions_unhcr", unhcr_decisions=observations(DECIDED))
    assert ("TOTAL", "RECOGNISED", "81") in written(decided, "citizen", "outcome", "value")
    rate = compute("recognition_rate_unhcr", decisions_unhcr=decided)
    assert written(rate, "citizen", "value") == [("AF", "75"), ("RU", "36.6412"), ("TOTAL", "51.1848")]


def test_unhcr_applications_are_new_ones_at_first_instance():
    head = "citizen | procedure | application | level | counted | geo | period | value"
    rows = "AF|G|N|FI|P|LV|2023|305\nRU|G|N|FI|P|LV|2023|20\nRU|G|A|AR|P|LV|2023|324"
    found = compute("applications_unhcr", unhcr_applications=observations(f"{head}\n{rows}"))
    assert written(found, "citizen", "value") == [("AF", "305"), ("RU", "20"), ("TOTAL", "325")]


def test_unhcr_stocks_are_summed_over_origins_and_never_over_years():
    head = "citizen | population | geo | period | value"
    rows = "UA|REFUGEES|LV|2023|45000\nSY|REFUGEES|LV|2023|400\nSTLS|STATELESS|LV|2023|180614\nUA|REFUGEES|LV|2022|9"
    table = STOCK(f"{head}\n{rows}")
    refugees = compute("refugees_unhcr", unhcr_population=table)
    assert written(refugees.totals(), "period", "value") == [("2022", "9"), ("2023", "45400")]
    stateless = compute("stateless_unhcr", unhcr_population=table)
    assert (stateless.kind, written(stateless, "period", "value")) == ("stock", [("2023", "180614")])


def test_temporary_protection_of_all_citizenships_is_a_stock_and_its_grants_a_flow():
    months = "\n".join(f"LV | 2023-{month:02} | 100" for month in range(1, 13))
    head = "geo | period | value\nLV | 2022-12 | 90\n"
    stock = compute("temporary_protection_all", derived_beneficiaries=ROUNDED_STOCK(head + months))
    at_end = compute("temporary_protection_all_year_end", temporary_protection_all=stock)
    assert written(at_end, "period", "value") == [("2022", "90"), ("2023", "100")]
    grants = compute("temporary_protection_grants", derived_grants=ROUNDED(head + months))
    yearly = compute("temporary_protection_grants_annual", temporary_protection_grants=grants)
    assert (written(yearly, "period", "value"), yearly.error) == ([("2023", "1200")], 24.0)


FOUND = """
citizen | sex | age   | reason   | apprehen | geo | period | value
TOTAL   | T   | TOTAL | TOTAL    | TOTAL    | LV  | 2022   | 13575
TOTAL   | T   | TOTAL | OVERSTAY | BCP      | LV  | 2022   | 13255
"""


def test_persons_found_illegally_present_stand_by_place_and_reason():
    found = compute("illegally_present", migr_eipre=ROUNDED(FOUND))
    assert written(found.totals(), "geo", "value") == [("LV", "13575")]
    assert written(found.only(apprehen="BCP", reason="OVERSTAY"), "value") == [("13255",)]


def test_refused_entry_is_the_providers_total():
    table = ROUNDED("citizen | border | reason | geo | period | value\nTOTAL | TOTAL | TOTAL | LV | 2023 | 3625")
    assert written(compute("refused_entry", migr_eirfs=table), "geo", "value") == [("LV", "3625")]


def test_the_return_ratio_may_exceed_a_hundred_because_the_cohorts_differ():
    table = "citizen | indic_mg | geo | period | value\nTOTAL|TOT_RET|LV|2016|15\nTOTAL|RET_THRD|LV|2016|10"
    ordered = compute("ordered_to_leave", migr_eiord=ROUNDED("citizen | geo | period | value\nTOTAL | LV | 2016 | 10"))
    back = compute("returned", migr_eirtn=ROUNDED(table))
    assert written(compute("returned_to_third_country", migr_eirtn=ROUNDED(table)), "value") == [("10",)]
    ratio = compute("return_ratio", returned=back, ordered_to_leave=ordered)
    assert written(ratio, "geo", "value") == [("LV", "150")]
    row = ratio.frame.iloc[0]
    assert (row["low"], row["high"]) == (100 * 13 / 12, 100 * 17 / 8)
