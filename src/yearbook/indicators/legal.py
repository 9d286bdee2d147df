"""Residence permits beyond the first ones: for work, and those valid at the end of the year."""

from __future__ import annotations

import pandas as pd

from ..observations import Observations, without
from . import indicator
from .foreigners import less_non_citizens
from .totals import with_total


@indicator(
    title={
        "lv": "Pirmreizējās uzturēšanās atļaujas nodarbinātības dēļ pēc pilsonības",
        "en": "First residence permits for work by citizenship",
    },
    definition={
        "lv": "Gada laikā nodarbinātības dēļ pirmo reizi izsniegtās uzturēšanās atļaujas: katras valsts astoņas "
        "lielākās pilsonību grupas un pārējās kopā. Kopsummas šajā tabulā nav.",
        "en": "Residence permits issued for the first time in the year for remunerated activities: the eight largest "
        "citizenships of each country and the others together. The table has no total.",
    },
    noun="permit",
    by=("citizen",),
    caveats=("derived", "uk_exit"),
)
def work_permits(derived_work_permits: Observations) -> Observations:
    """Permits issued in the year (Regulation (EC) No 862/2007, Article 6(1)(a)(i)), reason remunerated activities."""
    return derived_work_permits


@indicator(
    title={"lv": "Derīgās uzturēšanās atļaujas gada beigās", "en": "Valid residence permits at year end"},
    definition={
        "lv": "Uzturēšanās atļaujas un citi uzturēšanās tiesības apliecinoši dokumenti, kas ir derīgi 31. decembrī. "
        "Eurostat to skaitā iekļauj arī nepilsoņus.",
        "en": "Permits and other authorisations to reside that are valid on 31 December. Eurostat counts recognised "
        "non-citizens among them.",
    },
    noun="permit",
    by=("citizen",),
    caveats=("derived", "stock", "non_citizens_included", "uk_exit"),
)
def valid_permits(derived_permit_holders: Observations) -> Observations:
    """Permits valid on 31 December (Regulation (EC) No 862/2007, Article 6(1)(a)(iii)); Eurostat, migr_resvalid."""
    return derived_permit_holders


@indicator(
    title={
        "lv": "Derīgās uzturēšanās atļaujas gada beigās bez nepilsoņiem",
        "en": "Valid residence permits at year end without recognised non-citizens",
    },
    definition={
        "lv": "Trešo valstu pilsoņu uzturēšanās atļaujas, kas ir derīgas 31. decembrī; nepilsoņi nav ieskaitīti.",
        "en": "Residence permits of third-country nationals that are valid on 31 December; recognised non-citizens are "
        "not among them.",
    },
    formula={
        "lv": "derīgās uzturēšanās atļaujas − nepilsoņi",
        "en": "valid residence permits − recognised non-citizens",
    },
    noun="permit",
    caveats=("derived", "stock", "non_citizens_excluded", "uk_exit"),
)
def valid_permits_without_rnc(valid_permits: Observations) -> Observations:
    """Permits valid on 31 December (Regulation (EC) No 862/2007, Article 6(1)(a)(iii)) less the non-citizens."""
    return without(valid_permits)


@indicator(
    title={
        "lv": "Nepilsoņi Eurostat derīgo uzturēšanās atļauju kopskaitā",
        "en": "Recognised non-citizens in Eurostat's count of valid permits",
    },
    definition={
        "lv": "Nepilsoņi, kurus Eurostat 31. decembrī ieskaita derīgo uzturēšanās atļauju kopskaitā pie pārējiem "
        "iemesliem.",
        "en": "Recognised non-citizens whom Eurostat counts among the permits valid on 31 December, under other "
        "reasons.",
    },
    noun="non_citizen",
    caveats=("derived", "stock", "non_citizens_apart"),
)
def valid_permits_of_non_citizens(valid_permits: Observations) -> Observations:
    """Persons on 31 December with the status of a recognised non-citizen (Eurostat, migr_resvalid, code RNC)."""
    return valid_permits.only(citizen="RNC")


@indicator(
    title={
        "lv": "Derīgās uzturēšanās atļaujas pēc iemesla (bez nepilsoņiem)",
        "en": "Valid residence permits by reason (without recognised non-citizens)",
    },
    definition={
        "lv": "Uzturēšanās atļaujas, kas ir derīgas 31. decembrī, sadalījumā pēc izsniegšanas iemesla. Pie citiem "
        "iemesliem nepilsoņi nav ieskaitīti.",
        "en": "Residence permits valid on 31 December by the reason for which they were issued. Recognised "
        "non-citizens are taken out of the other reasons.",
    },
    formula={
        "lv": "citi iemesli = citi iemesli Eurostat tabulā − nepilsoņi",
        "en": "other reasons = other reasons in Eurostat's table − recognised non-citizens",
    },
    noun="permit",
    by=("reason",),
    caveats=("derived", "stock", "non_citizens_excluded", "uk_exit"),
)
def valid_permits_by_reason(
    derived_valid_permits: Observations, valid_permits: Observations, valid_permits_without_rnc: Observations
) -> Observations:
    """Permits valid on 31 December by reason (Eurostat, migr_resvalid); the total is that of the citizenships."""
    reasons = derived_valid_permits.totals(keep=("reason",))
    # the non-citizens stand among the other reasons and nowhere else
    rest = less_non_citizens(reasons.only(reason="OTH"), valid_permits).frame.assign(reason="OTH")
    named = reasons.frame[reasons.frame["reason"] != "OTH"]
    parts = reasons.with_frame(pd.concat([named, rest[list(named.columns)]]))
    return with_total(parts, "reason", valid_permits_without_rnc)


@indicator(
    title={
        "lv": "Derīgās uzturēšanās atļaujas uz tūkstoti iedzīvotāju (bez nepilsoņiem)",
        "en": "Valid residence permits per thousand inhabitants (without recognised non-citizens)",
    },
    definition={
        "lv": "Trešo valstu pilsoņu uzturēšanās atļaujas, kas ir derīgas 31. decembrī, dalītas ar iedzīvotāju skaitu "
        "tā paša gada 1. janvārī un reizinātas ar tūkstoti.",
        "en": "Residence permits of third-country nationals valid on 31 December divided by the population on 1 "
        "January of the same year, times one thousand.",
    },
    formula={
        "lv": "derīgās uzturēšanās atļaujas bez nepilsoņiem ÷ iedzīvotāju skaits 1. janvārī × 1 000",
        "en": "valid permits without non-citizens ÷ population on 1 January × 1,000",
    },
    noun="per_thousand",
    caveats=("derived", "stock", "non_citizens_excluded", "population_1_january", "uk_exit"),
)
def valid_permits_per_thousand(valid_permits_without_rnc: Observations, population: Observations) -> Observations:
    """Permits per thousand inhabitants on 1 January of the same year."""
    return valid_permits_without_rnc.per_inhabitants(population, times=1000)


@indicator(
    title={
        "lv": "Ukrainas pilsoņu derīgās uzturēšanās atļaujas gada beigās",
        "en": "Valid residence permits of citizens of Ukraine at year end",
    },
    definition={
        "lv": "Ukrainas pilsoņu uzturēšanās atļaujas, kas ir derīgas 31. decembrī.",
        "en": "Residence permits of citizens of Ukraine that are valid on 31 December.",
    },
    noun="permit",
    caveats=("stock",),
)
def valid_permits_of_ukrainians(migr_resvalid: Observations) -> Observations:
    """Permits valid on 31 December (Regulation (EC) No 862/2007, Article 6(1)(a)(iii)); citizens of Ukraine."""
    return migr_resvalid.only(citizen="UA").totals()
