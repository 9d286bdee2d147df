"""UNHCR's own counts of asylum, refugees and stateless persons: never one series with Eurostat's."""

from __future__ import annotations

from ..observations import Observations
from . import indicator
from .totals import added, added_up

FIRST_INSTANCE = {"procedure": "G", "level": "FI", "counted": "P"}
"""Decided by the state, at first instance, counted in persons: the slice that countries report alike."""


@indicator(
    title={"lv": "Jauni patvēruma pieteikumi (UNHCR)", "en": "New asylum applications (UNHCR)"},
    definition={
        "lv": "Personas, par kurām gada laikā valsts iestādē iesniegts jauns patvēruma pieteikums, pēc UNHCR "
        "uzskaites.",
        "en": "Persons for whom a new asylum application was lodged with the authorities of the state in the year, as "
        "UNHCR counts them.",
    },
    formula={"lv": "visu izcelsmes valstu summa", "en": "sum of all countries of origin"},
    noun="application",
    by=("citizen",),
    caveats=("unhcr_apart", "sum_of_origins"),
)
def applications_unhcr(unhcr_applications: Observations) -> Observations:
    """Persons, new applications at first instance (UNHCR, Refugee Population Statistics Database)."""
    return added_up(unhcr_applications.only(application="N", **FIRST_INSTANCE), "citizen")


@indicator(
    title={"lv": "Pirmās instances lēmumi patvēruma lietās (UNHCR)", "en": "First-instance asylum decisions (UNHCR)"},
    definition={
        "lv": "Personas, par kurām gada laikā pieņemts pirmās instances lēmums, pēc lēmuma iznākuma; kopskaitā "
        "ietvertas arī izbeigtās lietas.",
        "en": "Persons on whom a first-instance decision was taken in the year, by its outcome; the total includes "
        "cases otherwise closed.",
    },
    formula={"lv": "visu izcelsmes valstu summa", "en": "sum of all countries of origin"},
    noun="decision",
    by=("citizen", "outcome"),
    caveats=("unhcr_apart", "sum_of_origins"),
)
def decisions_unhcr(unhcr_decisions: Observations) -> Observations:
    """Persons, decisions at first instance (UNHCR, Refugee Population Statistics Database)."""
    return added_up(unhcr_decisions.only(**FIRST_INSTANCE), "citizen")


@indicator(
    title={"lv": "Atzīšanas rādītājs pirmajā instancē (UNHCR)", "en": "Recognition rate at first instance (UNHCR)"},
    definition={
        "lv": "Personas, kas atzītas par bēgļiem vai saņēmušas cita veida aizsardzību, procentos no visām, par kurām "
        "lemts pēc būtības; izbeigtās lietas nav ieskaitītas.",
        "en": "Persons recognised as refugees or granted another form of protection as a share of all on whom a "
        "decision on the merits was taken; cases otherwise closed are left out.",
    },
    formula={
        "lv": "(atzīti par bēgļiem + cita veida aizsardzība) ÷ (atzīti par bēgļiem + cita veida aizsardzība + "
        "noraidīti) × 100",
        "en": "(recognised + other protection) ÷ (recognised + other protection + rejected) × 100",
    },
    noun="percent",
    by=("citizen",),
    caveats=("unhcr_apart", "sum_of_origins"),
)
def recognition_rate_unhcr(decisions_unhcr: Observations) -> Observations:
    """Percent, variant (d): UNHCR total recognition rate, first instance (UNHCR, Global Trends, methodology)."""
    positive = added(decisions_unhcr.only(outcome=["RECOGNISED", "OTHER_POS"]), "outcome")
    on_merits = added(decisions_unhcr.only(outcome=["RECOGNISED", "OTHER_POS", "REJECTED"]), "outcome")
    return positive.share_of(on_merits)


@indicator(
    title={"lv": "Bēgļi gada beigās (UNHCR)", "en": "Refugees at year end (UNHCR)"},
    definition={
        "lv": "Bēgļi un personas bēgļiem līdzīgā situācijā gada beigās; UNHCR tiem pieskaita arī pagaidu aizsardzības "
        "saņēmējus.",
        "en": "Refugees and persons in a refugee-like situation at the end of the year; UNHCR counts beneficiaries of "
        "temporary protection among them.",
    },
    formula={"lv": "visu izcelsmes valstu summa", "en": "sum of all countries of origin"},
    noun="refugee",
    by=("citizen",),
    caveats=("unhcr_apart", "sum_of_origins", "stock"),
)
def refugees_unhcr(unhcr_population: Observations) -> Observations:
    """Persons at the end of the year (Statute of the Office of UNHCR; Refugee Population Statistics Database)."""
    return added_up(unhcr_population.only(population="REFUGEES"), "citizen")


@indicator(
    title={"lv": "Bezvalstnieki gada beigās (UNHCR)", "en": "Stateless persons at year end (UNHCR)"},
    definition={
        "lv": "Personas gada beigās, kuras UNHCR uzskata par bezvalstniekiem. UNHCR tiem pieskaita arī Latvijas "
        "nepilsoņus, kuri Latvijas tiesību aktos nav bezvalstnieki.",
        "en": "Persons at the end of the year whom UNHCR regards as stateless. UNHCR counts the non-citizens of Latvia "
        "among them, who are not stateless in Latvian law.",
    },
    formula={"lv": "visu izcelsmes valstu summa", "en": "sum of all countries of origin"},
    noun="person",
    caveats=("unhcr_apart", "stock", "non_citizens_stateless"),
)
def stateless_unhcr(unhcr_population: Observations) -> Observations:
    """Persons at the end of the year (Convention of 28 September 1954, Article 1, as UNHCR applies it)."""
    return added(unhcr_population.only(population="STATELESS"), "citizen")
