"""Borders and visas: entry refused (Regulation (EC) No 862/2007, Article 5), uniform visas (Visa Code)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator
from .totals import with_total


@indicator(
    title={"lv": "Uz ārējās robežas atteikta ieceļošana", "en": "Persons refused entry at the external border"},
    definition={
        "lv": "Trešo valstu valstspiederīgie, kuriem gada laikā uz ārējās robežas atteikta ieceļošana. Pieejams tikai "
        "kopskaits, bez robežas veida un atteikuma pamata.",
        "en": "Third-country nationals refused entry at the external border in the year. Only the total is available, "
        "not the kind of border or the ground of refusal.",
    },
    noun="person",
    caveats=("rounded_5", "uk_exit"),
)
def refused_entry(migr_eirfs: Observations) -> Observations:
    """Persons refused entry (Regulation (EC) No 862/2007, Article 5(1)(a); Regulation (EU) 2016/399, Article 14)."""
    return migr_eirfs.totals()


@indicator(
    title={"lv": "Vienotās vīzas pieteikumi", "en": "Uniform visas applied for"},
    definition={
        "lv": "Gada laikā konsulātos iesniegtie Šengenas vienotās vīzas (C tipa) pieteikumi.",
        "en": "Applications for a uniform Schengen visa (type C) lodged at consulates in the year.",
    },
    noun="application",
    by=("partner",),
    caveats=("consulates",),
)
def visas_applied(schengen_visas: Observations, schengen_visas_by_consulate: Observations) -> Observations:
    """Applications lodged at consulates (Regulation (EC) No 810/2009, Article 46 and Annex XII)."""
    return _visas("APPLIED", schengen_visas, schengen_visas_by_consulate)


@indicator(
    title={"lv": "Izsniegtās vienotās vīzas", "en": "Uniform visas issued"},
    definition={
        "lv": "Gada laikā konsulātos izsniegtās Šengenas vienotās vīzas (C tipa), ieskaitot vairākkārtējās.",
        "en": "Uniform Schengen visas (type C) issued at consulates in the year, multiple-entry visas included.",
    },
    noun="visa",
    by=("partner",),
    caveats=("consulates",),
)
def visas_issued(schengen_visas: Observations, schengen_visas_by_consulate: Observations) -> Observations:
    """Visas issued at consulates (Regulation (EC) No 810/2009, Article 46 and Annex XII)."""
    return _visas("ISSUED", schengen_visas, schengen_visas_by_consulate)


@indicator(
    title={"lv": "Neizsniegtās vienotās vīzas", "en": "Uniform visas not issued"},
    definition={
        "lv": "Vienotās vīzas, kuras konsulāti gada laikā atteikušies izsniegt.",
        "en": "Uniform visas that consulates refused to issue in the year.",
    },
    noun="visa",
    by=("partner",),
    caveats=("consulates",),
)
def visas_refused(schengen_visas: Observations, schengen_visas_by_consulate: Observations) -> Observations:
    """Visas not issued at consulates (Regulation (EC) No 810/2009, Articles 32 and 46 and Annex XII)."""
    return _visas("REFUSED", schengen_visas, schengen_visas_by_consulate)


@indicator(
    title={"lv": "Izsniegtās vairākkārtējās vienotās vīzas", "en": "Multiple-entry uniform visas issued"},
    definition={
        "lv": "Gada laikā konsulātos izsniegtās vienotās vīzas, kas dod tiesības ieceļot vairākkārt.",
        "en": "Uniform visas issued at consulates in the year that allow more than one entry.",
    },
    noun="visa",
    by=("partner",),
    caveats=("consulates",),
)
def visas_multiple_entry(schengen_visas: Observations, schengen_visas_by_consulate: Observations) -> Observations:
    """Multiple-entry visas issued at consulates (Regulation (EC) No 810/2009, Articles 24 and 46)."""
    return _visas("MULTIPLE", schengen_visas, schengen_visas_by_consulate)


@indicator(
    title={"lv": "Vienoto vīzu atteikumu īpatsvars", "en": "Refusal rate of uniform visas"},
    definition={
        "lv": "Neizsniegtās vienotās vīzas procentos no iesniegtajiem pieteikumiem, kā to aprēķina Eiropas Komisija.",
        "en": "Uniform visas not issued as a share of those applied for, as the European Commission computes it.",
    },
    formula={
        "lv": "neizsniegtās vienotās vīzas ÷ vienotās vīzas pieteikumi × 100",
        "en": "uniform visas not issued ÷ uniform visas applied for × 100",
    },
    noun="percent",
    by=("partner",),
    caveats=("consulates",),
)
def visa_refusal_rate(visas_refused: Observations, visas_applied: Observations) -> Observations:
    """Percent, "not issued rate for uniform visas" (European Commission, visa statistics for consulates)."""
    return visas_refused.divided_by(visas_applied, unit="percent", times=100)


@indicator(
    title={"lv": "Vairākkārtējo vīzu īpatsvars", "en": "Share of multiple-entry visas"},
    definition={
        "lv": "Vairākkārtējās vienotās vīzas procentos no visām izsniegtajām vienotajām vīzām.",
        "en": "Multiple-entry visas as a share of all uniform visas issued.",
    },
    formula={
        "lv": "vairākkārtējās vienotās vīzas ÷ izsniegtās vienotās vīzas × 100",
        "en": "multiple-entry uniform visas ÷ uniform visas issued × 100",
    },
    noun="percent",
    by=("partner",),
    caveats=("consulates",),
)
def visa_multiple_entry_share(visas_multiple_entry: Observations, visas_issued: Observations) -> Observations:
    """Percent, "share of MEVs" (European Commission, visa statistics for consulates)."""
    return visas_multiple_entry.divided_by(visas_issued, unit="percent", times=100)


def _visas(what: str, totals: Observations, consulates: Observations) -> Observations:
    """Return visas by country of the consulate; the total is the workbook's own sheet of totals."""
    return with_total(consulates.only(visas=what), "partner", totals.only(visas=what))
