"""Population and its change: the denominators of every rate, and what makes a population grow or shrink."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Iedzīvotāju skaits 1. janvārī", "en": "Population on 1 January"},
    definition={
        "lv": "Pastāvīgo iedzīvotāju skaits pārskata gada 1. janvārī.",
        "en": "Usually resident population on 1 January of the reference year.",
    },
    noun="person",
    caveats=("stock_1_january",),
)
def population(demo_gind: Observations) -> Observations:
    """Persons usually resident on 1 January (Regulation (EU) No 1260/2013, Article 2)."""
    return demo_gind.only(indic_de="JAN").as_stock()


@indicator(
    title={"lv": "Iedzīvotāju skaita pārmaiņas gada laikā", "en": "Population change over the year"},
    definition={
        "lv": "Iedzīvotāju skaita starpība starp nākamā gada un pārskata gada 1. janvāri: dabiskais pieaugums un "
        "migrācijas saldo kopā.",
        "en": "Difference between the population on 1 January of the following year and of the reference year: natural "
        "change and net migration together.",
    },
    noun="person",
)
def population_change(demo_gind: Observations) -> Observations:
    """Persons by which the population grew or shrank in the year (Eurostat, demo_gind, code GROW)."""
    return demo_gind.only(indic_de="GROW").as_flow()


@indicator(
    title={"lv": "Dzīvi dzimušie", "en": "Live births"},
    definition={
        "lv": "Gada laikā dzīvi dzimušo bērnu skaits.",
        "en": "Children born alive in the year.",
    },
    noun="child",
)
def live_births(demo_gind: Observations) -> Observations:
    """Children born alive in the year (Regulation (EU) No 1260/2013, Article 2(d))."""
    return demo_gind.only(indic_de="LBIRTH").as_flow()


@indicator(
    title={"lv": "Mirušie", "en": "Deaths"},
    definition={"lv": "Gada laikā mirušo iedzīvotāju skaits.", "en": "Residents who died in the year."},
    noun="person",
)
def deaths(demo_gind: Observations) -> Observations:
    """Persons who died in the year (Regulation (EU) No 1260/2013, Article 2(d))."""
    return demo_gind.only(indic_de="DEATH").as_flow()


@indicator(
    title={"lv": "Dabiskais pieaugums", "en": "Natural population change"},
    definition={
        "lv": "Dzīvi dzimušo un mirušo skaita starpība gada laikā; negatīvs skaitlis nozīmē dabisko samazinājumu.",
        "en": "Live births less deaths in the year; a negative figure is a natural decrease.",
    },
    formula={"lv": "dzīvi dzimušie − mirušie", "en": "live births − deaths"},
    noun="person",
)
def natural_change(demo_gind: Observations) -> Observations:
    """Persons, births less deaths as published (Eurostat, demo_gind, code NATGROW)."""
    return demo_gind.only(indic_de="NATGROW").as_flow()


@indicator(
    title={
        "lv": "Migrācijas saldo, ieskaitot statistisko korekciju",
        "en": "Net migration plus statistical adjustment",
    },
    definition={
        "lv": "Iedzīvotāju skaita pārmaiņas, atskaitot dabisko pieaugumu; ietver arī statistiskās korekcijas.",
        "en": "Population change less natural change; statistical adjustments are included.",
    },
    formula={
        "lv": "iedzīvotāju skaita pārmaiņas − dabiskais pieaugums",
        "en": "population change − natural change",
    },
    noun="person",
    caveats=("statistical_adjustment",),
)
def net_migration_with_adjustment(demo_gind: Observations) -> Observations:
    """Persons, the remainder of the demographic balance (Eurostat, demo_gind, code CNMIGRAT)."""
    return demo_gind.only(indic_de="CNMIGRAT").as_flow()


@indicator(
    title={"lv": "Iedzīvotāji pēc dzimuma un vecuma 1. janvārī", "en": "Population by sex and age on 1 January"},
    definition={
        "lv": "Pastāvīgie iedzīvotāji pārskata gada 1. janvārī, valsts pilsoņi un ārvalstnieki kopā, pēc dzimuma un "
        "vecuma grupas.",
        "en": "Usual residents on 1 January of the reference year, nationals and foreigners together, by sex and age "
        "group.",
    },
    noun="person",
    by=("sex", "age"),
    caveats=("derived", "stock_1_january"),
)
def population_by_age(derived_foreigners: Observations) -> Observations:
    """Persons usually resident on 1 January (Regulation (EC) No 862/2007, Article 3(1)(c)); all citizenships."""
    return derived_foreigners.only(citizen="TOTAL")
