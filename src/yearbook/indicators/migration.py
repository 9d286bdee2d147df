"""Migration flows: who settles in a country and who leaves it (Regulation (EC) No 862/2007, Article 3)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator
from .foreigners import groups_of_foreigners


@indicator(
    title={"lv": "Imigrācija", "en": "Immigration"},
    definition={
        "lv": "Personas, kuras gada laikā ieradušās valstī, lai tajā dzīvotu vismaz 12 mēnešus, – gan ārvalstnieki, "
        "gan valsts pilsoņi, kas atgriežas.",
        "en": "Persons who in the year established their usual residence in the country for at least 12 months, "
        "foreigners and returning nationals alike.",
    },
    noun="immigrant",
    by=("sex", "age"),
)
def immigration(migr_imm8: Observations) -> Observations:
    """Persons who settled in the year (Regulation (EC) No 862/2007, Article 2(1)(b)); age at the last birthday."""
    return migr_imm8


@indicator(
    title={"lv": "Emigrācija", "en": "Emigration"},
    definition={
        "lv": "Personas, kuras gada laikā izbraukušas no valsts, lai dzīvotu citur vismaz 12 mēnešus.",
        "en": "Persons who in the year ceased to have their usual residence in the country for at least 12 months.",
    },
    noun="emigrant",
    by=("sex", "age"),
)
def emigration(migr_emi2: Observations) -> Observations:
    """Persons who left in the year (Regulation (EC) No 862/2007, Article 2(1)(c)); age at the last birthday."""
    return migr_emi2


@indicator(
    title={"lv": "Migrācijas saldo", "en": "Net migration"},
    definition={
        "lv": "Imigrācijas un emigrācijas starpība gada laikā; negatīvs skaitlis nozīmē, ka izbraucis vairāk cilvēku "
        "nekā ieradies.",
        "en": "Immigration less emigration in the year; a negative figure means that more persons left than came.",
    },
    formula={"lv": "imigrācija − emigrācija", "en": "immigration − emigration"},
    noun="person",
)
def net_migration(immigration: Observations, emigration: Observations) -> Observations:
    """Persons, immigration less emigration of the year, without statistical adjustment."""
    return immigration.totals().minus(emigration.totals())


@indicator(
    title={
        "lv": "Migrācijas saldo uz tūkstoti iedzīvotāju",
        "en": "Net migration per thousand inhabitants",
    },
    definition={
        "lv": "Migrācijas saldo, dalīts ar iedzīvotāju skaitu tā paša gada 1. janvārī un reizināts ar tūkstoti.",
        "en": "Net migration of the year divided by the population on 1 January of the same year, times one thousand.",
    },
    formula={
        "lv": "(imigrācija − emigrācija) ÷ iedzīvotāju skaits 1. janvārī × 1 000",
        "en": "(immigration − emigration) ÷ population on 1 January × 1,000",
    },
    noun="per_thousand",
    caveats=("population_1_january",),
)
def net_migration_per_thousand(net_migration: Observations, population: Observations) -> Observations:
    """Persons per thousand inhabitants on 1 January of the same year."""
    return net_migration.per_inhabitants(population, times=1000)


@indicator(
    title={"lv": "Imigrācija pēc pilsonības", "en": "Immigration by citizenship"},
    definition={
        "lv": "Gada laikā ieradušies pastāvīgie iedzīvotāji sadalījumā pēc pilsonības, ieskaitot valsts pilsoņus, kas "
        "atgriežas.",
        "en": "Persons who settled in the country in the year by their citizenship, returning nationals included.",
    },
    noun="immigrant",
    by=("citizen",),
    caveats=("derived",),
)
def immigration_by_citizenship(derived_immigration: Observations) -> Observations:
    """Persons who settled in the year (Regulation (EC) No 862/2007, Article 3(1)(a)(i)); Eurostat, migr_imm1ctz."""
    return derived_immigration


@indicator(
    title={
        "lv": "Ārvalstnieku, nepilsoņu un bezvalstnieku imigrācija pēc pilsonības grupas",
        "en": "Immigration of foreigners by group of citizenship",
    },
    definition={
        "lv": "Imigranti, kuriem nav tās valsts pilsonības, kurā viņi ierodas dzīvot: pārējo ES valstu pilsoņi, trešo "
        "valstu pilsoņi, nepilsoņi un bezvalstnieki. Gadi, kuros grupas kopā neveido kopskaitu, netiek rādīti.",
        "en": "Immigrants who do not hold the citizenship of the country in which they settle: citizens of the other "
        "EU countries, third-country nationals, recognised non-citizens and stateless persons. Years in which the "
        "groups do not add up to the total are not shown.",
    },
    noun="immigrant",
    by=("citizen",),
    caveats=("derived", "eu_composition", "non_citizens_apart", "uk_exit"),
)
def immigration_by_group(derived_immigration: Observations) -> Observations:
    """Persons who settled in the year (Regulation (EC) No 862/2007, Article 3(1)(a)(i)); Eurostat, migr_imm1ctz."""
    # the rule that keeps non-citizens apart is written for stocks; it holds for those who settle just as well
    return groups_of_foreigners(derived_immigration.as_stock()).as_flow()


@indicator(
    title={"lv": "Valsts pilsoņu imigrācija", "en": "Immigration of nationals"},
    definition={
        "lv": "Imigranti, kuriem ir tās valsts pilsonība, kurā viņi ierodas dzīvot.",
        "en": "Immigrants who hold the citizenship of the country in which they settle.",
    },
    noun="immigrant",
    caveats=("derived",),
)
def immigration_of_nationals(derived_immigration: Observations) -> Observations:
    """Persons who settled in the year and are its nationals (Regulation (EC) No 862/2007, Article 3(1)(a)(i))."""
    return derived_immigration.only(citizen="NAT")


@indicator(
    title={"lv": "Citu ES valstu pilsoņu imigrācija", "en": "Immigration of citizens of other EU countries"},
    definition={
        "lv": "Imigranti, kuri ir citu Eiropas Savienības dalībvalstu pilsoņi.",
        "en": "Immigrants who are citizens of other Member States of the European Union.",
    },
    noun="immigrant",
    caveats=("derived", "eu_composition", "uk_exit"),
)
def immigration_of_eu_citizens(immigration_by_group: Observations) -> Observations:
    """Persons who settled in the year, citizens of the EU-27 except the reporting country (Eurostat, migr_imm1ctz)."""
    return immigration_by_group.only(citizen="EU_FOR")


@indicator(
    title={"lv": "Trešo valstu pilsoņu imigrācija", "en": "Immigration of third-country nationals"},
    definition={
        "lv": "Imigranti, kuri ir trešo valstu pilsoņi; nepilsoņi nav ieskaitīti.",
        "en": "Immigrants who are citizens of countries outside the EU; recognised non-citizens are not among them.",
    },
    formula={
        "lv": "imigranti, kas nav ES pilsoņi − nepilsoņi",
        "en": "immigrants who are not EU citizens − recognised non-citizens",
    },
    noun="immigrant",
    caveats=("derived", "eu_composition", "non_citizens_excluded", "uk_exit"),
)
def immigration_of_third_country_nationals(immigration_by_group: Observations) -> Observations:
    """Persons who settled in the year, citizens of countries outside the EU-27 (Eurostat, migr_imm1ctz)."""
    return immigration_by_group.only(citizen="TCN")


@indicator(
    title={"lv": "Nepilsoņu imigrācija", "en": "Immigration of recognised non-citizens"},
    definition={
        "lv": "Imigranti, kuriem ir nepilsoņa statuss.",
        "en": "Immigrants who have the status of a recognised non-citizen.",
    },
    noun="immigrant",
    caveats=("derived",),
)
def immigration_of_non_citizens(immigration_by_group: Observations) -> Observations:
    """Persons who settled in the year, recognised non-citizens of Latvia or Estonia (Eurostat, code RNC)."""
    return immigration_by_group.only(citizen="RNC")


@indicator(
    title={"lv": "Ārvalstnieku ieplūde (OECD)", "en": "Inflows of foreigners (OECD)"},
    definition={
        "lv": "Ārvalstnieki, kas gada laikā ieradušies valstī, pēc valsts iestāžu definīcijām, kuras apkopo OECD.",
        "en": "Foreigners who came to the country in the year, by the national definitions that the OECD collects.",
    },
    noun="immigrant",
    caveats=("national_definitions",),
)
def inflows_oecd(oecd_inflows: Observations) -> Observations:
    """Persons, inflows of foreign population (OECD, International Migration Database, B11)."""
    return oecd_inflows.totals()
