"""Citizenship acquired, and persons without any (Regulation (EC) No 862/2007, Article 3(1)(c) and (d))."""

from __future__ import annotations

from ..observations import Observations
from ..observations.noncitizens import without
from . import indicator


@indicator(
    title={"lv": "Pilsonības ieguve uz 100 ārvalstniekiem", "en": "Acquisitions of citizenship per 100 foreigners"},
    definition={
        "lv": "Personas, kas gada laikā ieguvušas dzīvesvietas valsts pilsonību, uz 100 iedzīvotājiem, kuriem tās "
        "nebija. Rādītājs ir tāds, kādu publicē Eurostat; saucējā ir arī nepilsoņi. Pilsonību ieguvušo skaits nav "
        "pieejams, tāpēc rādītāju ar citu saucēju aprēķināt nevar.",
        "en": "Persons who in the year acquired the citizenship of the country in which they live per 100 residents "
        "who did not hold it. The rate is Eurostat's own; recognised non-citizens are in its denominator. The number "
        "of acquisitions is not available, so no rate with another denominator can be computed.",
    },
    noun="percent",
    caveats=("non_citizens_included",),
)
def acquisition_rate(migr_acqs: Observations) -> Observations:
    """Percent as published (Eurostat, migr_acqs; Regulation (EC) No 862/2007, Article 3(1)(d))."""
    return migr_acqs.only(indic_mg="FOR_P_HHAB").totals()


@indicator(
    title={
        "lv": "Pilsonības ieguve uz 100 iedzīvotājiem, kuri nav ES valstu pilsoņi",
        "en": "Acquisitions of citizenship per 100 residents who are not EU citizens",
    },
    definition={
        "lv": "Personas, kas pirms pilsonības iegūšanas nebija ES valstu pilsoņi, uz 100 iedzīvotājiem, kuri nav ES "
        "valstu pilsoņi. Rādītājs ir tāds, kādu publicē Eurostat; saucējā ir arī nepilsoņi.",
        "en": "Persons who acquired the citizenship and were not EU citizens before, per 100 residents who are not EU "
        "citizens. The rate is Eurostat's own; recognised non-citizens are in its denominator.",
    },
    noun="percent",
    caveats=("non_citizens_included", "uk_exit"),
)
def acquisition_rate_of_non_eu_citizens(migr_acqs: Observations) -> Observations:
    """Percent as published (Eurostat, migr_acqs, code NEU_P_HHAB; Regulation (EC) No 862/2007, Article 3(1)(d))."""
    return migr_acqs.only(indic_mg="NEU_P_HHAB").totals()


@indicator(
    title={"lv": "Bezvalstnieki", "en": "Stateless persons"},
    definition={
        "lv": "Iedzīvotāji 1. janvārī, kurus neviena valsts saskaņā ar saviem tiesību aktiem neuzskata par saviem "
        "pilsoņiem; nepilsoņi nav bezvalstnieki un nav ieskaitīti.",
        "en": "Residents on 1 January whom no state considers as its nationals under the operation of its law; "
        "recognised non-citizens are not stateless and are not among them.",
    },
    noun="person",
    caveats=("derived", "stock_1_january", "non_citizens_excluded"),
)
def stateless_population(derived_population: Observations) -> Observations:
    """Persons on 1 January (Convention of 28 September 1954, Article 1; Eurostat, code STLS)."""
    return derived_population.only(citizen="STLS")


@indicator(
    title={"lv": "Pilsonības ieguvēji", "en": "Acquisitions of citizenship"},
    definition={
        "lv": "Iedzīvotāji, kuri gada laikā ieguva dzīvesvietas valsts pilsonību, pēc iepriekšējās pilsonības; "
        "iepriekšējie nepilsoņi ir atsevišķi.",
        "en": "Residents who acquired the citizenship of the country in the year, by former citizenship; former "
        "recognised non-citizens stand apart.",
    },
    noun="person",
    by=("citizen",),
    caveats=("non_citizens_apart",),
)
def naturalisations(migr_acq: Observations) -> Observations:
    """Persons of the year (Regulation (EC) No 862/2007, Article 3(1)(d)); Eurostat, migr_acq."""
    return migr_acq.only(sex="T", age="TOTAL")


@indicator(
    title={
        "lv": "Pilsonības ieguvēji uz 100 ārvalstniekiem, nepilsoņiem un bezvalstniekiem",
        "en": "Acquisitions of citizenship per 100 foreigners, non-citizens included",
    },
    definition={
        "lv": "Visi pilsonības ieguvēji uz 100 iedzīvotājiem bez dzīvesvietas valsts pilsonības tā paša gada "
        "1. janvārī, ieskaitot nepilsoņus.",
        "en": "All acquisitions per 100 residents who did not hold the citizenship on 1 January of the same year, "
        "recognised non-citizens included.",
    },
    formula={
        "lv": "pilsonības ieguvēji ÷ ārvalstnieki, nepilsoņi un bezvalstnieki 1. janvārī × 100",
        "en": "acquisitions ÷ foreigners, non-citizens and stateless persons on 1 January × 100",
    },
    noun="percent",
    caveats=("derived", "non_citizens_included"),
)
def naturalisation_rate(naturalisations: Observations, foreign_population: Observations) -> Observations:
    """Percent, the denominator with recognised non-citizens (Eurostat, migr_acqs metadata)."""
    return naturalisations.totals().divided_by(foreign_population.totals(), unit="percent", times=100)


@indicator(
    title={
        "lv": "Pilsonības ieguvēji uz 100 ārvalstniekiem un bezvalstniekiem, bez nepilsoņiem",
        "en": "Acquisitions of citizenship per 100 foreigners, without non-citizens",
    },
    definition={
        "lv": "Pilsonības ieguvēji, kas iepriekš nebija nepilsoņi, uz 100 ārvalstniekiem un bezvalstniekiem tā paša "
        "gada 1. janvārī, neskaitot nepilsoņus.",
        "en": "Acquisitions by persons other than recognised non-citizens per 100 foreigners and stateless persons on "
        "1 January of the same year, recognised non-citizens left out.",
    },
    formula={
        "lv": "(pilsonības ieguvēji − bijušie nepilsoņi) ÷ ārvalstnieki un bezvalstnieki bez nepilsoņiem 1. janvārī "
        "× 100",
        "en": "(acquisitions − former non-citizens) ÷ foreigners and stateless persons without non-citizens on "
        "1 January × 100",
    },
    noun="percent",
    caveats=("derived", "non_citizens_excluded"),
)
def naturalisation_rate_without_rnc(
    naturalisations: Observations, foreign_population_without_rnc: Observations
) -> Observations:
    """Percent, the denominator without recognised non-citizens, who are left out of both sides."""
    others = without(naturalisations.as_stock()).as_flow()
    return others.divided_by(foreign_population_without_rnc.totals(), unit="percent", times=100)
