"""Return (Regulation (EC) No 862/2007, Article 7; Directive 2008/115/EC)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Personas, kurām uzdots izbraukt", "en": "Persons ordered to leave"},
    definition={
        "lv": "Trešo valstu valstspiederīgie, par kuriem gada laikā izdots izbraukšanas rīkojums vai pieņemts lēmums "
        "par piespiedu izraidīšanu.",
        "en": "Third-country nationals to whom an order to leave the country was issued in the year.",
    },
    noun="person",
    caveats=("rounded_5", "uk_exit"),
)
def ordered_to_leave(migr_eiord: Observations) -> Observations:
    """Persons (Regulation (EC) No 862/2007, Article 7(1)(a); Immigration Law of Latvia, Section 41)."""
    return migr_eiord.totals()


@indicator(
    title={"lv": "Atgriezušās personas", "en": "Persons returned"},
    definition={
        "lv": "Trešo valstu valstspiederīgie, kuri gada laikā pēc izbraukšanas rīkojuma vai lēmuma par piespiedu "
        "izraidīšanu faktiski atstājuši valsti – brīvprātīgi vai piespiedu kārtā.",
        "en": "Third-country nationals who in fact left the country in the year following an order to leave, "
        "voluntarily or by force.",
    },
    noun="person",
    caveats=("rounded_5", "uk_exit"),
)
def returned(migr_eirtn: Observations) -> Observations:
    """Persons who left (Regulation (EC) No 862/2007, Article 7(1)(b)), to any country."""
    return migr_eirtn.only(indic_mg="TOT_RET").totals()


@indicator(
    title={"lv": "Uz trešo valsti atgriezušās personas", "en": "Persons returned to a third country"},
    definition={
        "lv": "Tie no atgriezušajiem, kuri izbraukuši uz valsti ārpus Eiropas Savienības.",
        "en": "Those of the persons returned who went to a country outside the European Union.",
    },
    noun="person",
    caveats=("rounded_5", "uk_exit"),
)
def returned_to_third_country(migr_eirtn: Observations) -> Observations:
    """Persons who left for a third country (Regulation (EC) No 862/2007, Article 7(1)(b); Eurostat, RET_THRD)."""
    return migr_eirtn.only(indic_mg="RET_THRD").totals()


@indicator(
    title={
        "lv": "Atgriezušās personas pret personām, kurām uzdots izbraukt (dažādu personu grupu attiecība)",
        "en": "Persons returned to persons ordered to leave (ratio of different cohorts)",
    },
    definition={
        "lv": "Gada laikā atgriezušās personas procentos no personām, kurām tajā pašā gadā uzdots izbraukt. Tās nav "
        "vienas un tās pašas personas, tāpēc rādītājs var pārsniegt 100 %.",
        "en": "Persons returned in the year per hundred persons ordered to leave in the same year. They are not the "
        "same persons, so the ratio may exceed 100%.",
    },
    formula={
        "lv": "atgriezušās personas ÷ personas, kurām uzdots izbraukt × 100",
        "en": "persons returned ÷ persons ordered to leave × 100",
    },
    noun="percent",
    caveats=("rounded_5", "ratio_of_rounded", "different_cohorts", "uk_exit"),
)
def return_ratio(returned: Observations, ordered_to_leave: Observations) -> Observations:
    """Percent; not a return rate of persons (Regulation (EC) No 862/2007, Article 7(1)(a) and (b))."""
    return returned.divided_by(ordered_to_leave, unit="percent", times=100)
