"""Foreigners in the population, the recognised non-citizens apart (Regulation (EC) No 862/2007, Article 3(1)(c))."""

from __future__ import annotations

import pandas as pd

from ..observations import Observations, apart, is_aggregate, without
from . import indicator

FOREIGNERS = "FOR_STLS"
"""Foreign citizens, recognised non-citizens and stateless persons together: what Eurostat calls foreigners."""


@indicator(
    title={"lv": "Ārvalstnieki, nepilsoņi un bezvalstnieki", "en": "Foreigners, non-citizens and stateless persons"},
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kuriem nav dzīvesvietas valsts pilsonības: ārvalstu pilsoņi, bezvalstnieki un "
        "nepilsoņi. Latvijas tiesību aktos nepilsoņi nav ārvalstnieki, tāpēc viņi parādīti arī atsevišķi.",
        "en": "Residents on 1 January who do not hold the citizenship of the country: foreign citizens, stateless "
        "persons and recognised non-citizens. In Latvian law non-citizens are not foreigners, so they are also shown "
        "apart.",
    },
    noun="person",
    by=("citizen",),
    caveats=("derived", "stock_1_january", "non_citizens_included"),
)
def foreign_population(derived_population: Observations) -> Observations:
    """Persons on 1 January by citizenship (Regulation (EC) No 862/2007, Article 3(1)(c)), nationals left out."""
    frame = derived_population.frame
    single = ~frame["citizen"].map(lambda code: is_aggregate("citizen", code)).astype(bool)
    foreign = frame[(single & (frame["citizen"] != frame["geo"])) | (frame["citizen"] == FOREIGNERS)]
    total = foreign["citizen"].where(foreign["citizen"] != FOREIGNERS, "TOTAL")
    return derived_population.with_frame(foreign.assign(citizen=total))


@indicator(
    title={
        "lv": "Ārvalstnieki, nepilsoņi un bezvalstnieki pēc pilsonības grupas",
        "en": "Foreigners, non-citizens and stateless persons by group of citizenship",
    },
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kuriem nav dzīvesvietas valsts pilsonības: pārējo ES valstu pilsoņi, trešo "
        "valstu pilsoņi, nepilsoņi un bezvalstnieki. Gadi, kuros grupas kopā neveido kopskaitu, netiek rādīti.",
        "en": "Residents on 1 January who do not hold the citizenship of the country: citizens of the other EU "
        "countries, third-country nationals, recognised non-citizens and stateless persons. Years in which the groups "
        "do not add up to the total are not shown.",
    },
    noun="person",
    by=("citizen",),
    caveats=("derived", "stock_1_january", "eu_composition", "non_citizens_apart", "uk_exit"),
)
def foreign_population_by_group(derived_population: Observations) -> Observations:
    """Persons on 1 January (Regulation (EC) No 862/2007, Article 3(1)(c)), the recognised non-citizens apart."""
    return groups_of_foreigners(derived_population)


@indicator(
    title={"lv": "Ārvalstnieki bez nepilsoņiem", "en": "Foreigners without recognised non-citizens"},
    definition={
        "lv": "Ārvalstu pilsoņi un bezvalstnieki 1. janvārī; nepilsoņi nav ieskaitīti.",
        "en": "Foreign citizens and stateless persons on 1 January; recognised non-citizens are not among them.",
    },
    formula={
        "lv": "ārvalstnieki, nepilsoņi un bezvalstnieki − nepilsoņi",
        "en": "foreigners, non-citizens and stateless persons − recognised non-citizens",
    },
    noun="person",
    caveats=("derived", "stock_1_january", "non_citizens_excluded"),
)
def foreign_population_without_rnc(derived_population: Observations) -> Observations:
    """Persons on 1 January (Regulation (EC) No 862/2007, Article 3(1)(c)) less the recognised non-citizens."""
    return without(derived_population)


@indicator(
    title={"lv": "Nepilsoņi", "en": "Recognised non-citizens"},
    definition={
        "lv": "Iedzīvotāji 1. janvārī ar nepilsoņa statusu: bijušās PSRS pilsoņi, kuriem nav ne Latvijas, ne citas "
        "valsts pilsonības. Igaunijā – personas ar nenoteiktu pilsonību.",
        "en": "Residents on 1 January who are citizens of the former USSR and hold the citizenship neither of Latvia "
        "nor of another state; in Estonia, persons of undetermined citizenship.",
    },
    noun="non_citizen",
    caveats=("derived", "stock_1_january", "non_citizens_apart"),
)
def recognised_non_citizens(derived_population: Observations) -> Observations:
    """Persons on 1 January (Law of 12 April 1995 on the status of former USSR citizens without a citizenship)."""
    return derived_population.only(citizen="RNC")


@indicator(
    title={"lv": "Citu ES valstu pilsoņi", "en": "Citizens of other EU countries"},
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kuri ir citu Eiropas Savienības dalībvalstu pilsoņi.",
        "en": "Residents on 1 January who are citizens of other Member States of the European Union.",
    },
    noun="person",
    caveats=("derived", "stock_1_january", "eu_composition", "uk_exit"),
)
def eu_citizen_population(foreign_population_by_group: Observations) -> Observations:
    """Persons on 1 January, citizens of the EU-27 except the reporting country (Eurostat, migr_pop1ctz)."""
    return foreign_population_by_group.only(citizen="EU_FOR")


@indicator(
    title={"lv": "Trešo valstu pilsoņi", "en": "Third-country nationals"},
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kuri ir tādu valstu pilsoņi, kas nav Eiropas Savienības dalībvalstis; nepilsoņi "
        "un bezvalstnieki nav ieskaitīti.",
        "en": "Residents on 1 January who are citizens of countries outside the European Union; recognised "
        "non-citizens and stateless persons are not among them.",
    },
    formula={
        "lv": "iedzīvotāji, kas nav ES pilsoņi − nepilsoņi",
        "en": "residents who are not EU citizens − recognised non-citizens",
    },
    noun="third_country_national",
    caveats=("derived", "stock_1_january", "eu_composition", "non_citizens_apart", "uk_exit"),
)
def third_country_population(foreign_population_by_group: Observations) -> Observations:
    """Persons on 1 January, citizens of countries outside the EU-27, without non-citizens (Eurostat, migr_pop1ctz)."""
    return foreign_population_by_group.only(citizen="TCN")


@indicator(
    title={
        "lv": "Ārvalstnieku, nepilsoņu un bezvalstnieku īpatsvars",
        "en": "Share of foreigners, non-citizens included",
    },
    definition={
        "lv": "Iedzīvotāji bez dzīvesvietas valsts pilsonības, ieskaitot nepilsoņus, procentos no visiem iedzīvotājiem "
        "1. janvārī.",
        "en": "Residents who do not hold the citizenship of the country, recognised non-citizens included, as a share "
        "of all residents on 1 January.",
    },
    formula={
        "lv": "ārvalstnieki, nepilsoņi un bezvalstnieki ÷ iedzīvotāji × 100",
        "en": "foreigners, non-citizens and stateless persons ÷ residents × 100",
    },
    noun="percent",
    caveats=("derived", "stock_1_january", "non_citizens_included"),
)
def foreign_share(foreign_population: Observations, derived_population: Observations) -> Observations:
    """Percent of the population on 1 January, both from the same table (Eurostat, migr_pop1ctz)."""
    return foreign_population.totals().share_of(derived_population.totals())


@indicator(
    title={"lv": "Ārvalstnieku īpatsvars bez nepilsoņiem", "en": "Share of foreigners without recognised non-citizens"},
    definition={
        "lv": "Ārvalstu pilsoņi un bezvalstnieki procentos no visiem iedzīvotājiem 1. janvārī; nepilsoņi nav "
        "ieskaitīti skaitītājā.",
        "en": "Foreign citizens and stateless persons as a share of all residents on 1 January; recognised "
        "non-citizens are not in the numerator.",
    },
    formula={
        "lv": "ārvalstnieki bez nepilsoņiem ÷ iedzīvotāji × 100",
        "en": "foreigners without recognised non-citizens ÷ residents × 100",
    },
    noun="percent",
    caveats=("derived", "stock_1_january", "non_citizens_excluded"),
)
def foreign_share_without_rnc(
    foreign_population_without_rnc: Observations, derived_population: Observations
) -> Observations:
    """Percent of the population on 1 January, both from the same table (Eurostat, migr_pop1ctz)."""
    return foreign_population_without_rnc.share_of(derived_population.totals())


@indicator(
    title={"lv": "Nepilsoņu īpatsvars iedzīvotāju vidū", "en": "Share of recognised non-citizens in the population"},
    definition={
        "lv": "Nepilsoņi procentos no visiem iedzīvotājiem 1. janvārī.",
        "en": "Recognised non-citizens as a share of all residents on 1 January.",
    },
    formula={"lv": "nepilsoņi ÷ iedzīvotāji × 100", "en": "recognised non-citizens ÷ residents × 100"},
    noun="percent",
    caveats=("derived", "stock_1_january"),
)
def non_citizen_share(recognised_non_citizens: Observations, derived_population: Observations) -> Observations:
    """Percent of the population on 1 January, both from the same table (Eurostat, migr_pop1ctz)."""
    return recognised_non_citizens.share_of(derived_population.totals())


@indicator(
    title={
        "lv": "Ārvalstnieki, nepilsoņi un bezvalstnieki pēc dzimuma un vecuma",
        "en": "Foreigners, non-citizens and stateless persons by sex and age",
    },
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kuriem nav dzīvesvietas valsts pilsonības, pēc dzimuma un vecuma grupas.",
        "en": "Residents on 1 January who do not hold the citizenship of the country, by sex and age group.",
    },
    noun="person",
    by=("sex", "age"),
    caveats=("derived", "stock_1_january", "non_citizens_included"),
)
def foreigners_by_age(derived_foreigners: Observations) -> Observations:
    """Persons on 1 January by sex and age group (Regulation (EC) No 862/2007, Article 3(1)(c))."""
    return derived_foreigners.only(citizen=FOREIGNERS)


def less_non_citizens(whole: Observations, by_citizenship: Observations) -> Observations:
    """Return a stock less the recognised non-citizens whom it contains, for a stock that is a part of all foreigners.

    Args:
        whole: the stock, without the dimension `citizen`.
        by_citizenship: the table that states the recognised non-citizens.
    """
    own = by_citizenship.frame[by_citizenship.frame["citizen"] == "RNC"]
    both = pd.concat([whole.frame.assign(citizen="TOTAL"), own])[["citizen", *whole.frame.columns]]
    return without(whole.with_frame(both))


def groups_of_foreigners(by_citizenship: Observations) -> Observations:
    """Return the foreigners of a stock by group of citizenship, the recognised non-citizens apart, and their total."""
    groups = apart(by_citizenship, leave_out=True)
    return groups.with_frame(groups.frame.replace({"citizen": {FOREIGNERS: "TOTAL"}}))
