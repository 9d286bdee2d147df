"""Decisions on asylum applications from other tables than the quarterly extract: annual, processed, by citizenship."""

from __future__ import annotations

from ..observations import Observations
from . import indicator
from .totals import added, added_up


@indicator(
    title={"lv": "Pirmās instances lēmumi (gada tabula)", "en": "First-instance decisions (annual table)"},
    definition={
        "lv": "Gada laikā pirmajā instancē pieņemtie lēmumi par visu pilsonību personu pieteikumiem, kā tie noapaļoti "
        "gada tabulā; ceturkšņu summa var nedaudz atšķirties.",
        "en": "Decisions taken at first instance in the year on applications by persons of all citizenships, as "
        "rounded in the annual table; the sum of quarters may differ slightly.",
    },
    noun="decision",
    by=("decision",),
    caveats=("rounded_5", "first_instance"),
)
def annual_decisions(migr_asydcfsta: Observations) -> Observations:
    """Decisions of the year (Regulation (EC) No 862/2007, Article 4(2)); all citizenships."""
    return migr_asydcfsta.only(citizen="TOTAL", sex="T", age="TOTAL")


@indicator(
    title={"lv": "Pirmās instances lēmumi (apstrādāta tabula)", "en": "First-instance decisions (processed table)"},
    definition={
        "lv": "Gada laikā pirmajā instancē pieņemtie lēmumi par visu pilsonību personu pieteikumiem – četru ceturkšņu "
        "summa; gads, kuram trūkst kāda ceturkšņa, netiek rādīts.",
        "en": "Decisions taken at first instance in the year on applications by persons of all citizenships, the sum "
        "of four quarters; a year that lacks a quarter is not shown.",
    },
    noun="decision",
    caveats=("derived", "rounded_5", "sum_of_quarters"),
)
def first_instance_decisions_derived(derived_decisions: Observations) -> Observations:
    """Decisions (Regulation (EC) No 862/2007, Article 4(2)); a later release of migr_asydcfstq, processed."""
    return derived_decisions.only(decision="TOTAL").annual()


@indicator(
    title={
        "lv": "Pozitīvi pirmās instances lēmumi (apstrādāta tabula)",
        "en": "Positive first-instance decisions (processed table)",
    },
    definition={
        "lv": "Pirmās instances lēmumi, ar kuriem piešķirts bēgļa statuss, alternatīvais statuss vai atļauja palikt "
        "valstī humānu iemeslu dēļ, – četru ceturkšņu summa.",
        "en": "First-instance decisions granting refugee status, subsidiary protection or authorisation to stay for "
        "humanitarian reasons, the sum of four quarters.",
    },
    noun="decision",
    caveats=("derived", "rounded_5", "sum_of_quarters"),
)
def positive_decisions_derived(derived_decisions: Observations) -> Observations:
    """Decisions with a positive outcome (Eurostat, code TOTAL_POS); a later release of migr_asydcfstq, processed."""
    return derived_decisions.only(decision="TOTAL_POS").annual()


@indicator(
    title={
        "lv": "Atzīšanas rādītājs pirmajā instancē (Eurostat, apstrādāta tabula)",
        "en": "Recognition rate at first instance (Eurostat, processed table)",
    },
    definition={
        "lv": "Pozitīvo lēmumu, ieskaitot humānu iemeslu dēļ pieņemtos, daļa visos pirmās instances lēmumos par visu "
        "pilsonību personu pieteikumiem.",
        "en": "Positive decisions, including those on humanitarian grounds, as a share of all first-instance decisions "
        "on applications by persons of all citizenships.",
    },
    formula={
        "lv": "pozitīvie lēmumi ÷ visi pirmās instances lēmumi × 100",
        "en": "positive decisions ÷ all first-instance decisions × 100",
    },
    noun="percent",
    caveats=("derived", "rounded_5", "sum_of_quarters", "ratio_of_rounded"),
)
def recognition_rate_derived(
    positive_decisions_derived: Observations, first_instance_decisions_derived: Observations
) -> Observations:
    """Percent, variant (a): Eurostat, first instance, humanitarian grounds included; from the processed table."""
    return positive_decisions_derived.share_of(first_instance_decisions_derived)


@indicator(
    title={
        "lv": "Pozitīvi pirmās instances lēmumi (gada tabula)",
        "en": "Positive first-instance decisions (annual table)",
    },
    definition={
        "lv": "Pirmās instances lēmumi, ar kuriem piešķirta starptautiskā aizsardzība vai atļauja palikt valstī humānu "
        "iemeslu dēļ, kā tie noapaļoti gada tabulā.",
        "en": "First-instance decisions granting international protection or authorisation to stay for humanitarian "
        "reasons, as rounded in the annual table.",
    },
    noun="decision",
    caveats=("derived", "rounded_5"),
)
def positive_decisions_annual(derived_positive_decisions: Observations) -> Observations:
    """Decisions of the year with a positive outcome (Eurostat, migr_asydcfsta, code TOTAL_POS)."""
    return derived_positive_decisions.only(decision="TOTAL_POS")


@indicator(
    title={"lv": "Lēmumi par bēgļa statusa piešķiršanu", "en": "Decisions granting refugee status"},
    definition={
        "lv": "Pirmās instances lēmumi, ar kuriem piešķirts bēgļa statuss saskaņā ar 1951. gada Ženēvas konvenciju.",
        "en": "First-instance decisions granting refugee status under the Geneva Convention of 1951.",
    },
    noun="decision",
    caveats=("derived", "rounded_5"),
)
def refugee_status_decisions(derived_positive_decisions: Observations) -> Observations:
    """Decisions (Regulation (EC) No 862/2007, Article 4(2)(b); Directive 2011/95/EU, Article 13)."""
    return derived_positive_decisions.only(decision="GENCONV")


@indicator(
    title={
        "lv": "Lēmumi par alternatīvā statusa vai humānas aizsardzības piešķiršanu",
        "en": "Decisions granting subsidiary protection or humanitarian status",
    },
    definition={
        "lv": "Pozitīvie pirmās instances lēmumi, ar kuriem piešķirts nevis bēgļa statuss, bet alternatīvais statuss "
        "vai atļauja palikt valstī humānu iemeslu dēļ.",
        "en": "Positive first-instance decisions other than those granting refugee status: subsidiary protection or "
        "authorisation to stay for humanitarian reasons.",
    },
    formula={
        "lv": "pozitīvie lēmumi − lēmumi par bēgļa statusa piešķiršanu",
        "en": "positive decisions − decisions granting refugee status",
    },
    noun="decision",
    caveats=("derived", "rounded_5"),
)
def other_protection_decisions(
    positive_decisions_annual: Observations, refugee_status_decisions: Observations
) -> Observations:
    """Decisions (Regulation (EC) No 862/2007, Article 4(2)(c) and (e); Directive 2011/95/EU, Article 18)."""
    return positive_decisions_annual.minus(refugee_status_decisions)


@indicator(
    title={
        "lv": "Pirmās instances lēmumi pēc lēmuma veida un pilsonības",
        "en": "First-instance decisions by type of decision and citizenship",
    },
    definition={
        "lv": "Gada laikā pirmajā instancē pieņemtie lēmumi pēc lēmuma veida un pilsonības. Kopsumma ir tabulā minēto "
        "pilsonību summa, tāpēc maza skaita gadījumā tā var būt mazāka par publicēto kopskaitu.",
        "en": "Decisions taken at first instance in the year by type of decision and citizenship. The total adds up "
        "the citizenships that the table lists, so for small numbers it may fall short of the published total.",
    },
    formula={
        "lv": "četru ceturkšņu lēmumu summa; neminēti lēmumi ir nulle",
        "en": "sum of the decisions of four quarters; what is not listed counts as none",
    },
    noun="decision",
    by=("citizen", "decision"),
    caveats=("derived", "rounded_5", "zeros_left_out"),
)
def decisions_by_citizenship(derived_decisions_by_citizenship: Observations) -> Observations:
    """Decisions of the year (Regulation (EC) No 862/2007, Article 4(2)), quarters and citizenships added up."""
    return added_up(added(derived_decisions_by_citizenship.only(sex="T", age="TOTAL"), "period"), "citizen")


@indicator(
    title={
        "lv": "Atzīšanas rādītājs pirmajā instancē (EUAA)",
        "en": "Recognition rate at first instance (EUAA)",
    },
    definition={
        "lv": "Lēmumu, ar kuriem piešķirts bēgļa statuss vai alternatīvais statuss, daļa visos pirmās instances "
        "lēmumos; humānu iemeslu dēļ piešķirtās atļaujas nav ieskaitītas.",
        "en": "Decisions granting refugee status or subsidiary protection as a share of all first-instance decisions; "
        "authorisations to stay for humanitarian reasons are not counted as positive.",
    },
    formula={
        "lv": "(bēgļa statuss + alternatīvais statuss) ÷ visi pirmās instances lēmumi × 100",
        "en": "(refugee status + subsidiary protection) ÷ all first-instance decisions × 100",
    },
    noun="percent",
    by=("citizen",),
    caveats=("derived", "rounded_5", "zeros_left_out", "ratio_of_rounded"),
)
def recognition_rate_euaa(decisions_by_citizenship: Observations) -> Observations:
    """Percent, variant (b): EUAA, EU-regulated forms of protection only (EUAA, Latest Asylum Trends, methodology)."""
    positive = added(decisions_by_citizenship.only(decision=["GENCONV", "SUB_PROT"]), "decision")
    return positive.share_of(decisions_by_citizenship.only(decision="TOTAL"))
