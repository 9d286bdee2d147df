"""Citizenship acquired, and persons without any (Regulation (EC) No 862/2007, Article 3(1)(c) and (d))."""

from __future__ import annotations

from ..observations import Observations
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
