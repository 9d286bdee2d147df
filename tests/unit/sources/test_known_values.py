"""The collected vintages hold the figures that are known from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from yearbook.codes import load_codes
from yearbook.dataset import load_datasets
from yearbook.project import Project
from yearbook.vintage import find_vintage, list_vintages

PROJECT = Project(Path(__file__).parents[3])
ALL = {"citizen": "TOTAL", "sex": "T", "age": "TOTAL"}
PERMITS = {"citizen": "TOTAL", "duration": "TOTAL"}


def series(name, **codes):
    frame = find_vintage(PROJECT, *name.split("@")).read()
    for dimension, code in ({"geo": "LV"} | codes).items():
        frame = frame[frame[dimension] == code]
    assert not frame["period"].duplicated().any(), "a dimension is not pinned"
    return frame.set_index("period")["value"]


def values(name, periods, **codes):
    return series(name, **codes).reindex(list(periods)).tolist()


def years(first, last):
    return [str(year) for year in range(first, last + 1)]


APPLICANTS = [55, 60, 65, 340, 205, 195, 375, 330, 350, 355, 185, 195, 180, 615, 620, 1700, 1040]


def test_applicants():
    assert values("migr_asyappctza@2025-05", years(2008, 2024), **ALL, applicant="TOTAL") == APPLICANTS
    assert values("migr_asyappctza@2023-03-29", years(2008, 2022), **ALL, applicant="TOTAL") == APPLICANTS[:15]


def test_first_time_applicants():
    known = [50, 50, 60, 335, 190, 185, 365, 330, 345, 355, 175, 180, 145, 580, 545]
    assert values("migr_asyappctza@2023-03-29", years(2008, 2022), **ALL, applicant="FRST") == known


@pytest.mark.parametrize(
    ("year", "known"),
    [
        ("2021", {"IQ": 355, "AF": 70, "BY": 60, "RU": 40}),
        ("2022", {"RU": 125, "AF": 115, "IQ": 100, "BY": 65, "IR": 60}),
    ],
)
def test_applicants_by_citizenship(year, known):
    found = {
        citizen: values("migr_asyappctza@2023-03-29", [year], **(ALL | {"citizen": citizen}), applicant="TOTAL")[0]
        for citizen in known
    }
    assert found == known


@pytest.mark.parametrize(
    ("geo", "year", "before", "after"),
    [("SE", "2022", 18640, 23845), ("HR", "2022", 12870, 2730), ("LV", "2022", 620, 620)],
)
def test_revisions_between_two_vintages(geo, year, before, after):
    codes = {**ALL, "applicant": "TOTAL", "geo": geo}
    assert values("migr_asyappctza@2023-03-29", [year], **codes) == [before]
    assert values("migr_asyappctza@2025-05", [year], **codes) == [after]


@pytest.mark.parametrize(
    ("decision", "known"),
    [("TOTAL", [95, 170, 260, 365, 125, 150]), ("TOTAL_POS", [25, 15, 135, 265, 35, 35])],
)
def test_first_instance_decisions_by_year_as_sums_of_quarters(decision, known):
    quarters = series("migr_asydcfstq@2020-10-07", **ALL, decision=decision)
    assert [quarters[quarters.index.str.startswith(year)].sum() for year in years(2014, 2019)] == known


def test_temporary_protection_of_ukrainian_citizens():
    december = ["2022-12", "2023-12", "2024-12"]
    assert values("migr_asytpsm@2025-05", december, **(ALL | {"citizen": "UA"})) == [35520, 43430, 47675]


def test_first_permits():
    known = [5620, 7615, 9857, 6357, 6037, 6647, 8852, 10143, 5532, 8138, 8790, 10193]
    assert values("tps00170@2025-03-03", years(2012, 2023), **PERMITS, reason="TOTAL") == known


def test_first_permits_by_reason():
    known = {"EMP": 3838, "EDUC": 3243, "FAM": 2249, "OTH": 863, "TOTAL": 10193}
    found = {reason: values("migr_resfirst@2025-09", ["2023"], **PERMITS, reason=reason)[0] for reason in known}
    assert found == known


def test_first_permits_of_the_union_were_revised():
    codes = {**PERMITS, "reason": "TOTAL", "geo": "EU27_2020"}
    assert values("tps00170@2025-03-03", ["2023"], **codes) == [3741015]
    assert values("migr_resfirst@2025-09", ["2023"], **codes) == [3821562]


def test_population_on_1_january():
    known = [1986096, 1968957, 1950116, 1934379, 1919968, 1907675, 1893223, 1875757, 1883008, 1871882]
    assert values("demo_gind@2025-03-27", years(2015, 2024), indic_de="JAN") == known
    assert values("demo_gind@2023-03-29", years(2015, 2022), indic_de="JAN") == known[:8]


def test_the_balance_adds_up():
    """Population + natural change + net migration = population a year later."""
    parts = {code: series("demo_gind@2023-03-29", indic_de=code) for code in ("JAN", "NATGROW", "CNMIGRAT", "GROW")}
    for year, following in zip(years(2000, 2020), years(2001, 2021), strict=True):
        assert parts["GROW"][year] == parts["NATGROW"][year] + parts["CNMIGRAT"][year]
        assert parts["JAN"][following] == parts["JAN"][year] + parts["GROW"][year]


MIGRANTS = {"age": "TOTAL", "sex": "T"}


def test_applicants_of_an_older_vintage_by_month():
    """Months rounded each by itself come near the year, and two vintages of the months agree for Latvia."""
    for applicant in ("TOTAL", "FRST"):
        old = series("migr_asyappctzm@2018", **ALL, applicant=applicant)
        new = series("migr_asyappctzm@2020-10-06", **ALL, applicant=applicant)
        assert old.dropna().equals(new.reindex(old.dropna().index))
    year = series("migr_asyappctzm@2020-10-06", **ALL, applicant="TOTAL")
    assert abs(year[year.index.str.startswith("2019")].sum() - 195) <= 12 * 2


def test_positive_decisions_of_the_annual_tables():
    assert values("migr_asydcfsta@2017-04-26", years(2014, 2016), **ALL, decision="TOTAL_POS") == [25, 20, 135]
    known = [25, 20, 135, 265, 30, 35, 25, 90, 230]
    assert values("derived_positive_decisions@2023-04-03", years(2014, 2022), decision="TOTAL_POS") == known


@pytest.mark.parametrize(
    ("decision", "known"),
    [
        ("TOTAL", [95, 170, 260, 365, 125, 150, 120, 200, 400]),
        ("TOTAL_POS", [25, 15, 135, 265, 35, 35, 25, 90, 235]),
    ],
)
def test_decisions_to_2022_as_sums_of_quarters(decision, known):
    quarters = series("derived_decisions@2023-06-26", decision=decision)
    assert [quarters[quarters.index.str.startswith(year)].sum() for year in years(2014, 2022)] == known


def test_pending_at_the_end_of_the_year():
    december = [f"{year}-12" for year in years(2014, 2022)]
    assert values("derived_pending@2023-06-26", december) == [255, 225, 225, 90, 125, 100, 95, 255, 295]


def test_beneficiaries_of_temporary_protection_of_all_citizenships():
    assert values("derived_beneficiaries@2023-06-26", ["2022-12"]) == [35865]
    assert values("derived_beneficiaries@2024-09", ["2022-12", "2023-12"]) == [35865, 43815]
    assert values("derived_grants@2024-09", ["2022-03", "2023-12"]) == [11210, 295]


@pytest.mark.parametrize(
    ("outcomes", "known"),
    [
        (("RECOGNISED", "OTHER_POS"), [28, 144, 271, 45, 24, 26, 88, 225, 108, 160, 145]),
        (("REJECTED",), [134, 106, 78, 86, 104, 55, 93, 109, 103, 304, 340]),
    ],
)
def test_first_instance_decisions_of_the_unhcr(outcomes, known):
    frame = find_vintage(PROJECT, "unhcr_decisions", "2025-12").read()
    frame = frame[(frame["geo"] == "LV") & (frame["level"] == "FI") & frame["outcome"].isin(outcomes)]
    assert frame.groupby("period")["value"].sum().loc["2015":"2025"].tolist() == known


def test_the_unhcr_counts_what_it_counts():
    """All decisions of a row are its outcomes together."""
    frame = find_vintage(PROJECT, "unhcr_decisions", "2025-12").read()
    wide = frame[frame["geo"] == "LV"].pivot_table(
        index=["citizen", "level", "period"], columns="outcome", values="value", aggfunc="sum"
    )
    assert (wide["TOTAL"] == wide.drop(columns="TOTAL").sum(axis=1)).all()
    applied = find_vintage(PROJECT, "unhcr_applications", "2025-12").read()
    applied = applied[(applied["geo"] == "LV") & (applied["application"] == "N") & (applied["period"] == "2023")]
    assert applied["value"].sum() == 1603


def test_valid_permits_of_2023_with_recognised_non_citizens():
    """The table of reasons has no total; its reasons come to the total that is known from elsewhere."""
    frame = find_vintage(PROJECT, "derived_valid_permits", "2025").read()
    assert frame[(frame["geo"] == "LV") & (frame["period"] == "2023")]["value"].sum() == 258850
    assert values("derived_permit_holders@2025", ["2023"], citizen="RNC") == [185514]


def test_foreign_citizens_and_recognised_non_citizens():
    known = [298433, 288946, 279446, 272531, 266625, 260405, 252441, 245009, 261799, 258043]
    assert values("derived_foreigners@2025", years(2015, 2024), **MIGRANTS, citizen="FOR_STLS") == known
    assert values("derived_population@2025", ["2024"], citizen="FOR_STLS") == known[-1:]
    assert values("derived_population@2025", ["2024"], citizen="RNC") == [169297]


def test_population_by_citizenship_and_in_all_agree():
    population = values("demo_gind@2025-03-27", years(2015, 2024), indic_de="JAN")
    assert values("derived_foreigners@2025", years(2015, 2024), **MIGRANTS, citizen="TOTAL") == population


def test_immigration_and_emigration():
    known = [9479, 8345, 9916, 10909, 11223, 8840, 12689, 38708]
    assert values("migr_imm8@2024-07-23", years(2015, 2022), **MIGRANTS) == known
    assert values("tps00176@2024-11-29", years(2015, 2022), **MIGRANTS, citizen="TOTAL") == known
    assert values("derived_immigration@2025", years(2015, 2023), citizen="TOTAL") == [*known, 18710]
    known = [20119, 20574, 17724, 15814, 14583, 11990, 12975, 16680]
    assert values("migr_emi2@2024-07-23", years(2015, 2022), **MIGRANTS) == known


def test_ages_of_migrants_come_to_their_total():
    frame = find_vintage(PROJECT, "migr_imm8", "2024-07-23").read()
    frame = frame[(frame["geo"] == "LV") & (frame["sex"] == "T") & (frame["period"] == "2022")]
    assert frame[frame["age"] != "TOTAL"]["value"].sum() == 38708


def test_found_illegally_present_and_where():
    codes = {**ALL, "reason": "TOTAL"}
    known = [265, 745, 745, 400, 395, 215, 110, 175, 13575, 14205]
    assert values("migr_eipre@2025", years(2014, 2023), **codes, apprehen="TOTAL") == known
    jump = values("migr_eipre@2025", ["2022"], **ALL, reason="OVERSTAY", apprehen="BCP")
    assert jump == [13255]


def test_refused_entry_ordered_to_leave_and_returned():
    refused = [2050, 875, 800, 1065, 1685, 1800, 640, 855, 2260, 3625]
    codes = {"citizen": "TOTAL", "border": "TOTAL", "reason": "TOTAL"}
    assert values("migr_eirfs@2025", years(2014, 2023), **codes) == refused
    ordered = [210, 1060, 2070, 2080, 1555, 1190, 1450]
    assert values("migr_eiord@2017", years(2010, 2016), citizen="TOTAL") == ordered
    returned = [190, 1055, 2065, 2070, 1550, 1030, 1355]
    assert values("migr_eirtn@2017", years(2010, 2016), citizen="TOTAL", indic_mg="TOT_RET") == returned


def test_acquisitions_of_citizenship():
    known = [0.70, 0.64, 0.68, 0.64, 0.62, 0.62, 0.44, 0.34, 0.39, 0.39, 0.44]
    assert values("migr_acqs@2026-03-27", years(2014, 2024), sex="T", indic_mg="FOR_P_HHAB") == known


def test_employment_of_foreigners_and_nationals():
    codes = {"sex": "T", "age": "Y15-64"}
    assert values("lfsa_ergan@2025", ["2024"], **codes, citizen="FOR") == [69.5]
    assert values("lfsa_ergan@2025", ["2024"], **codes, citizen="NAT") == [71.4]


def test_uniform_visas_issued_at_latvian_consulates():
    periods = [*years(2014, 2017), *years(2019, 2024)]
    known = [204777, 162099, 163372, 164175, 163229, 29593, 15972, 18888, 16394, 15106]
    assert values("schengen_visas@2025-05-14", periods, visas="ISSUED") == known
    frame = find_vintage(PROJECT, "schengen_visas_by_consulate", "2025-05-14").read()
    issued = frame[(frame["geo"] == "LV") & (frame["visas"] == "ISSUED")].groupby("period")["value"].sum()
    assert issued.reindex(periods).tolist() == known


def test_the_visas_of_every_state_come_to_its_total():
    keys = ["geo", "visas", "period"]
    total = find_vintage(PROJECT, "schengen_visas", "2025-05-14").read().set_index(keys)["value"]
    parts = find_vintage(PROJECT, "schengen_visas_by_consulate", "2025-05-14").read().groupby(keys)["value"].sum()
    assert parts.reindex(total[total > 0].index).equals(total[total > 0])


def test_every_code_of_every_vintage_is_labelled_in_both_languages():
    codes = load_codes(PROJECT)
    for vintage in list_vintages(PROJECT):
        frame = vintage.read()
        for dimension in load_datasets(PROJECT)[vintage.dataset].dimensions:
            for code in frame[dimension].unique():
                for language in ("lv", "en"):
                    assert codes.label(dimension, code, language), (vintage.name, dimension, code, language)


def test_what_is_derived_says_so():
    for vintage in list_vintages(PROJECT):
        record = vintage.provenance
        assert record["derived"] == vintage.dataset.startswith("derived_") == ("origin" in record)
        assert all(len(file["sha256"]) == 64 and file["bytes"] > 0 for file in vintage.received)


def test_the_vintages_stay_small():
    sizes = [path.stat().st_size for path in PROJECT.vintages.rglob("*.parquet")]
    assert max(sizes) < 2_000_000
    assert sum(sizes) < 12_000_000


@pytest.mark.parametrize("vintage", list_vintages(PROJECT), ids=lambda vintage: vintage.name)
def test_every_vintage_is_as_it_was_written(vintage):
    record, frame = vintage.provenance, vintage.read()
    dataset = load_datasets(PROJECT)[vintage.dataset]
    assert (record["dataset"], record["released"]) == (vintage.dataset, vintage.released)
    assert list(frame) == list(dataset.columns)
    assert len(frame) == record["rows"]["kept"] == record["rows"]["read"] - sum(record["rows"]["dropped"].values())
    assert not frame.duplicated([*dataset.dimensions, "period"]).any()
    assert frame.equals(frame.sort_values([*dataset.dimensions, "period"], ignore_index=True))
    assert (vintage.folder / "observations.parquet").stat().st_size < 1_000_000


def test_namibia_and_norway_survive():
    frame = find_vintage(PROJECT, "migr_asyappctza", "2023-03-29").read()
    assert {"NA", "RNC", "STLS"} <= set(frame["citizen"])
    assert "NO" in set(frame["geo"])
