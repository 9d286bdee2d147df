"""First-instance decisions on asylum applications (Regulation (EC) No 862/2007, Article 4(2))."""

from __future__ import annotations

from ..observations import Observations
from . import indicator
from .totals import with_total, without_total


@indicator(
    title={"lv": "Pirmās instances lēmumi", "en": "First-instance decisions"},
    definition={
        "lv": "Gada laikā pirmajā instancē pieņemtie lēmumi par trešo valstu pilsoņu pieteikumiem – četru ceturkšņu "
        "summa; gads, kuram trūkst kāda ceturkšņa, netiek rādīts.",
        "en": "Decisions taken at first instance in the year on applications by non-EU citizens, the sum of four "
        "quarters; a year that lacks a quarter is not shown.",
    },
    noun="decision",
    caveats=("rounded_5", "sum_of_quarters"),
)
def first_instance_decisions(migr_asydcfstq: Observations) -> Observations:
    """Decisions (Regulation (EC) No 862/2007, Article 4(2)); citizens of countries outside the EU-27."""
    return migr_asydcfstq.only(citizen="EXT_EU27_2020", sex="T", age="TOTAL", decision="TOTAL").annual()


@indicator(
    title={"lv": "Pozitīvi pirmās instances lēmumi", "en": "Positive first-instance decisions"},
    definition={
        "lv": "Pirmās instances lēmumi, ar kuriem piešķirts bēgļa statuss, alternatīvais statuss vai atļauja palikt "
        "valstī humānu iemeslu dēļ.",
        "en": "First-instance decisions granting refugee status, subsidiary protection or authorisation to stay for "
        "humanitarian reasons.",
    },
    noun="decision",
    caveats=("rounded_5", "sum_of_quarters"),
)
def positive_decisions(migr_asydcfstq: Observations) -> Observations:
    """Decisions with a positive outcome (Eurostat, code TOTAL_POS)."""
    return migr_asydcfstq.only(citizen="EXT_EU27_2020", sex="T", age="TOTAL", decision="TOTAL_POS").annual()


@indicator(
    title={"lv": "Negatīvi pirmās instances lēmumi", "en": "Negative first-instance decisions"},
    definition={
        "lv": "Visi pirmās instances lēmumi, atskaitot pozitīvos.",
        "en": "All first-instance decisions less the positive ones.",
    },
    formula={
        "lv": "visi pirmās instances lēmumi − pozitīvie lēmumi",
        "en": "all first-instance decisions − positive decisions",
    },
    noun="decision",
    caveats=("rounded_5", "sum_of_quarters"),
)
def negative_decisions(first_instance_decisions: Observations, positive_decisions: Observations) -> Observations:
    """Decisions; a rejection is what is not positive (Regulation (EC) No 862/2007, Article 4(2)(a))."""
    return first_instance_decisions.minus(positive_decisions)


@indicator(
    title={
        "lv": "Atzīšanas rādītājs pirmajā instancē (Eurostat)",
        "en": "Recognition rate at first instance (Eurostat)",
    },
    definition={
        "lv": "Pozitīvo lēmumu, ieskaitot humānu iemeslu dēļ pieņemtos, daļa visos pirmās instances lēmumos.",
        "en": "Positive decisions, including those on humanitarian grounds, as a share of all first-instance "
        "decisions.",
    },
    noun="percent",
    by=("citizen",),
    formula={
        "lv": "pozitīvie lēmumi ÷ visi pirmās instances lēmumi × 100",
        "en": "positive decisions ÷ all first-instance decisions × 100",
    },
    caveats=("rounded_5", "sum_of_quarters", "ratio_of_rounded"),
)
def recognition_rate(
    positive_decisions: Observations, first_instance_decisions: Observations, decisions_by_citizenship: Observations
) -> Observations:
    """Percent, variant (a): Eurostat, first instance, humanitarian grounds included (Asylum decisions, glossary).

    The rate of all applicants comes from the provider's own table; only a derived one has citizenships.
    """
    positive, everything = (decisions_by_citizenship.only(decision=code) for code in ("TOTAL_POS", "TOTAL"))
    parts = without_total(positive.share_of(everything), "citizen")
    return with_total(parts, "citizen", positive_decisions.share_of(first_instance_decisions))


@indicator(
    title={
        "lv": "Atzīšanas rādītājs galīgajos lēmumos (Eurostat)",
        "en": "Recognition rate in final decisions (Eurostat)",
    },
    definition={
        "lv": "Pozitīvo lēmumu daļa visos pēc pārsūdzības pieņemtajos galīgajos lēmumos. Tos ar pirmās instances "
        "lēmumiem nesaskaita: abos var būt viena un tā pati persona.",
        "en": "Positive decisions as a share of all final decisions on appeal. They are not added to first-instance "
        "decisions: the same person may be in both.",
    },
    noun="percent",
    formula={
        "lv": "pozitīvie galīgie lēmumi ÷ visi galīgie lēmumi × 100",
        "en": "positive final decisions ÷ all final decisions × 100",
    },
    caveats=("rounded_5", "ratio_of_rounded"),
)
def recognition_rate_final(migr_asydcfina: Observations) -> Observations:
    """Percent, variant (c): final decisions apart (Regulation (EC) No 862/2007, Article 4(3)(b))."""
    taken = migr_asydcfina.only(citizen="TOTAL", sex="T", age="TOTAL")
    positive, everything = (taken.only(decision=code).totals() for code in ("TOTAL_POS", "TOTAL"))
    return positive.share_of(everything)
