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
