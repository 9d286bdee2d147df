"""Asylum applicants and pending applications (Regulation (EC) No 862/2007, Article 4(1))."""

from __future__ import annotations

from ..observations import Observations
from . import indicator

PER_MILLION = 1_000_000


@indicator(
    title={"lv": "Patvēruma pieteikumu iesniedzēji", "en": "Asylum applicants"},
    definition={
        "lv": "Personas, kuras pārskata gadā iesniegušas starptautiskās aizsardzības pieteikumu vai ir iekļautas "
        "ģimenes locekļa pieteikumā, – gan pirmreizēji, gan atkārtoti.",
        "en": "Persons who lodged an application for international protection in the reference year or were included "
        "in one as a family member, first-time and repeat applicants alike.",
    },
    noun="applicant",
    by=("citizen", "sex", "age"),
    caveats=("rounded_5",),
)
def applicants(migr_asyappctza: Observations) -> Observations:
    """Persons, all applicants of the year (Regulation (EC) No 862/2007, Article 4(1)(a))."""
    return migr_asyappctza.only(applicant="TOTAL")


@indicator(
    title={"lv": "Pirmreizējie patvēruma pieteikumu iesniedzēji", "en": "First-time asylum applicants"},
    definition={
        "lv": "Personas, kuras attiecīgajā valstī starptautisko aizsardzību lūgušas pirmo reizi.",
        "en": "Persons who applied for international protection in that country for the first time.",
    },
    noun="applicant",
    by=("citizen",),
    caveats=("rounded_5",),
)
def first_time_applicants(migr_asyappctza: Observations) -> Observations:
    """Persons, first-time applicants of the year (Eurostat, migr_asyapp metadata, 3.4)."""
    return migr_asyappctza.only(applicant="FRST")


@indicator(
    title={
        "lv": "Patvēruma pieteikumu iesniedzēji uz miljonu iedzīvotāju",
        "en": "Asylum applicants per million inhabitants",
    },
    definition={
        "lv": "Visi gada laikā reģistrētie pieteikumu iesniedzēji, dalīti ar iedzīvotāju skaitu tā paša gada "
        "1. janvārī un reizināti ar miljonu.",
        "en": "All applicants of the year divided by the population on 1 January of the same year, times one million.",
    },
    noun="per_million",
    formula={
        "lv": "pieteikumu iesniedzēji ÷ iedzīvotāju skaits 1. janvārī × 1 000 000",
        "en": "applicants ÷ population on 1 January × 1,000,000",
    },
    caveats=("rounded_5", "population_1_january"),
)
def applicants_per_million(applicants: Observations, population: Observations) -> Observations:
    """Applicants per million inhabitants on 1 January of the same year (Eurostat, Asylum statistics)."""
    return applicants.totals().divided_by(population, unit="per million", times=PER_MILLION)


@indicator(
    title={"lv": "Atkārtoti patvēruma pieteikumu iesniedzēji", "en": "Repeat asylum applicants"},
    definition={
        "lv": "Personas, kuras attiecīgajā valstī starptautisko aizsardzību jau lūgušas agrāk.",
        "en": "Persons who had applied for international protection in that country before.",
    },
    formula={
        "lv": "visi pieteikumu iesniedzēji − pirmreizējie pieteikumu iesniedzēji",
        "en": "all applicants − first-time applicants",
    },
    noun="applicant",
    caveats=("rounded_5",),
)
def repeat_applicants(applicants: Observations, first_time_applicants: Observations) -> Observations:
    """Persons, applicants of the year who are not first-time applicants (Directive 2013/32/EU, Article 2(q))."""
    return applicants.totals().minus(first_time_applicants.totals())


@indicator(
    title={"lv": "Patvēruma pieteikumu iesniedzēji pa mēnešiem", "en": "Asylum applicants by month"},
    definition={
        "lv": "Personas, kuras mēneša laikā iesniegušas starptautiskās aizsardzības pieteikumu vai ir iekļautas "
        "ģimenes locekļa pieteikumā, – gan pirmreizēji, gan atkārtoti.",
        "en": "Persons who lodged an application for international protection in the month or were included in one as "
        "a family member, first-time and repeat applicants alike.",
    },
    noun="applicant",
    caveats=("rounded_5",),
)
def monthly_applicants(migr_asyappctzm: Observations) -> Observations:
    """Persons, all applicants of the month (Regulation (EC) No 862/2007, Article 4(1)(a))."""
    return migr_asyappctzm.only(applicant="TOTAL").totals()


@indicator(
    title={
        "lv": "Pirmreizējie patvēruma pieteikumu iesniedzēji pa mēnešiem",
        "en": "First-time asylum applicants by month",
    },
    definition={
        "lv": "Personas, kuras mēneša laikā attiecīgajā valstī starptautisko aizsardzību lūgušas pirmo reizi.",
        "en": "Persons who in the month applied for international protection in that country for the first time.",
    },
    noun="applicant",
    caveats=("rounded_5", "first_time"),
)
def monthly_first_time_applicants(migr_asyappctzm: Observations) -> Observations:
    """Persons, first-time applicants of the month (Eurostat, migr_asyapp metadata, 3.4)."""
    return migr_asyappctzm.only(applicant="FRST").totals()


@indicator(
    title={"lv": "Neizskatītie patvēruma pieteikumi", "en": "Persons with pending asylum applications"},
    definition={
        "lv": "Personas, kuru starptautiskās aizsardzības pieteikums mēneša beigās vēl tiek izskatīts kādā no "
        "instancēm.",
        "en": "Persons whose application for international protection was still under consideration, at any instance, "
        "at the end of the month.",
    },
    noun="person",
    caveats=("derived", "rounded_5", "stock"),
)
def pending_applications(derived_pending: Observations) -> Observations:
    """Persons at the end of the month (Regulation (EC) No 862/2007, Article 4(1)(b)); Eurostat, migr_asypenctzm."""
    return derived_pending


@indicator(
    title={
        "lv": "Neizskatītie patvēruma pieteikumi gada beigās",
        "en": "Persons with pending applications at year end",
    },
    definition={
        "lv": "Personas, kuru starptautiskās aizsardzības pieteikums decembra beigās vēl tiek izskatīts.",
        "en": "Persons whose application for international protection was still under consideration at the end of "
        "December.",
    },
    noun="person",
    caveats=("derived", "rounded_5", "stock"),
)
def pending_year_end(pending_applications: Observations) -> Observations:
    """Persons at the end of December."""
    return pending_applications.annual()
