"""Temporary protection (Directive 2001/55/EC, activated by Council Implementing Decision (EU) 2022/382)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={
        "lv": "Pagaidu aizsardzības saņēmēji – Ukrainas pilsoņi",
        "en": "Beneficiaries of temporary protection, citizens of Ukraine",
    },
    definition={
        "lv": "Ukrainas pilsoņi, kuriem mēneša beigās ir spēkā pagaidu aizsardzība.",
        "en": "Citizens of Ukraine who hold valid temporary protection at the end of the month.",
    },
    noun="beneficiary",
    caveats=("rounded_5", "stock"),
)
def temporary_protection(migr_asytpsm: Observations) -> Observations:
    """Persons at the end of the month, a stock (Eurostat, migr_asytpsm); citizens of Ukraine."""
    return migr_asytpsm.only(citizen="UA", sex="T", age="TOTAL")


@indicator(
    title={
        "lv": "Pagaidu aizsardzības saņēmēji gada beigās – Ukrainas pilsoņi",
        "en": "Beneficiaries of temporary protection at year end, citizens of Ukraine",
    },
    definition={
        "lv": "Ukrainas pilsoņi, kuriem decembra beigās ir spēkā pagaidu aizsardzība.",
        "en": "Citizens of Ukraine who hold valid temporary protection at the end of December.",
    },
    noun="beneficiary",
    caveats=("rounded_5", "stock"),
)
def temporary_protection_year_end(temporary_protection: Observations) -> Observations:
    """Persons at the end of December."""
    return temporary_protection.annual()


@indicator(
    title={
        "lv": "Pagaidu aizsardzības saņēmēji (Ukrainas pilsoņi) uz tūkstoti iedzīvotāju",
        "en": "Beneficiaries of temporary protection (citizens of Ukraine) per thousand inhabitants",
    },
    definition={
        "lv": "Saņēmēji decembra beigās, dalīti ar iedzīvotāju skaitu tā paša gada 1. janvārī, reizināti ar tūkstoti.",
        "en": "Beneficiaries at the end of December divided by the population on 1 January of the same year, times "
        "one thousand.",
    },
    noun="per_thousand",
    formula={
        "lv": "saņēmēji decembra beigās ÷ iedzīvotāju skaits 1. janvārī × 1 000",
        "en": "beneficiaries at the end of December ÷ population on 1 January × 1,000",
    },
    caveats=("rounded_5", "stock", "population_1_january"),
)
def temporary_protection_per_thousand(
    temporary_protection_year_end: Observations, population: Observations
) -> Observations:
    """Beneficiaries per thousand inhabitants on 1 January of the same year (Eurostat, Temporary protection)."""
    return temporary_protection_year_end.divided_by(population, unit="per thousand", times=1000)


@indicator(
    title={
        "lv": "Pagaidu aizsardzības saņēmēji – visas pilsonības",
        "en": "Beneficiaries of temporary protection, all citizenships",
    },
    definition={
        "lv": "Visu pilsonību personas, kurām mēneša beigās ir spēkā pagaidu aizsardzība.",
        "en": "Persons of all citizenships who hold valid temporary protection at the end of the month.",
    },
    noun="beneficiary",
    caveats=("derived", "rounded_5", "stock"),
)
def temporary_protection_all(derived_beneficiaries: Observations) -> Observations:
    """Persons at the end of the month, a stock (Eurostat, migr_asytpsm); all citizenships."""
    return derived_beneficiaries


@indicator(
    title={
        "lv": "Pagaidu aizsardzības saņēmēji gada beigās – visas pilsonības",
        "en": "Beneficiaries of temporary protection at year end, all citizenships",
    },
    definition={
        "lv": "Visu pilsonību personas, kurām decembra beigās ir spēkā pagaidu aizsardzība.",
        "en": "Persons of all citizenships who hold valid temporary protection at the end of December.",
    },
    noun="beneficiary",
    caveats=("derived", "rounded_5", "stock"),
)
def temporary_protection_all_year_end(temporary_protection_all: Observations) -> Observations:
    """Persons at the end of December; all citizenships."""
    return temporary_protection_all.annual()


@indicator(
    title={
        "lv": "Lēmumi par pagaidu aizsardzības piešķiršanu pa mēnešiem",
        "en": "Decisions granting temporary protection by month",
    },
    definition={
        "lv": "Mēneša laikā pieņemtie lēmumi, ar kuriem visu pilsonību personām piešķirta pagaidu aizsardzība.",
        "en": "Decisions of the month granting temporary protection to persons of all citizenships.",
    },
    noun="decision",
    caveats=("derived", "rounded_5"),
)
def temporary_protection_grants(derived_grants: Observations) -> Observations:
    """Decisions of the month (Regulation (EC) No 862/2007, Article 4(2)(d)); Eurostat, migr_asytpfm."""
    return derived_grants


@indicator(
    title={
        "lv": "Gada laikā pieņemtie lēmumi par pagaidu aizsardzības piešķiršanu",
        "en": "Decisions granting temporary protection in the year",
    },
    definition={
        "lv": "Gada laikā pieņemtie lēmumi, ar kuriem visu pilsonību personām piešķirta pagaidu aizsardzība, – "
        "divpadsmit mēnešu summa. 2022. gads nav rādīts, jo pagaidu aizsardzību sāka piešķirt tikai martā.",
        "en": "Decisions of the year granting temporary protection to persons of all citizenships, the sum of twelve "
        "months. The year 2022 is not shown, as temporary protection began in March.",
    },
    noun="decision",
    caveats=("derived", "rounded_5"),
)
def temporary_protection_grants_annual(temporary_protection_grants: Observations) -> Observations:
    """Decisions of the year, of complete years only (Regulation (EC) No 862/2007, Article 4(2)(d))."""
    return temporary_protection_grants.annual()
