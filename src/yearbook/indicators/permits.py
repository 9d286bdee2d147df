"""Residence permits (Regulation (EC) No 862/2007, Article 6)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Pirmreizējās uzturēšanās atļaujas", "en": "First residence permits"},
    definition={
        "lv": "Trešo valstu pilsoņiem gada laikā pirmo reizi izsniegtās uzturēšanās atļaujas, kuru derīguma termiņš "
        "ir vismaz trīs mēneši.",
        "en": "Residence permits valid for at least three months issued to non-EU citizens for the first time in the "
        "year.",
    },
    noun="permit",
    caveats=("uk_exit",),
)
def first_permits(tps00170: Observations) -> Observations:
    """Permits issued in the year (Regulation (EC) No 862/2007, Article 6(1)(a)(i))."""
    return tps00170.totals()


@indicator(
    title={"lv": "Pirmreizējās uzturēšanās atļaujas pēc iemesla", "en": "First residence permits by reason"},
    definition={
        "lv": "Gada laikā pirmo reizi izsniegtās uzturēšanās atļaujas sadalījumā pēc izsniegšanas iemesla.",
        "en": "First residence permits issued in the year by the reason for which they were issued.",
    },
    noun="permit",
    by=("reason",),
    caveats=("uk_exit",),
)
def first_permits_by_reason(migr_resfirst: Observations) -> Observations:
    """Permits issued in the year by reason (Eurostat, migr_resfirst)."""
    return migr_resfirst.totals(keep=("reason",))


@indicator(
    title={
        "lv": "Pirmreizējās uzturēšanās atļaujas uz tūkstoti iedzīvotāju",
        "en": "First residence permits per thousand inhabitants",
    },
    definition={
        "lv": "Gada laikā izsniegtās pirmreizējās atļaujas, dalītas ar iedzīvotāju skaitu tā paša gada 1. janvārī un "
        "reizinātas ar tūkstoti.",
        "en": "First permits of the year divided by the population on 1 January of the same year, times one thousand.",
    },
    noun="per_thousand",
    formula={
        "lv": "pirmreizējās atļaujas ÷ iedzīvotāju skaits 1. janvārī × 1 000",
        "en": "first permits ÷ population on 1 January × 1,000",
    },
    caveats=("population_1_january", "uk_exit"),
)
def first_permits_per_thousand(first_permits: Observations, population: Observations) -> Observations:
    """First permits per thousand inhabitants on 1 January of the same year."""
    return first_permits.divided_by(population, unit="per thousand", times=1000)
