"""Minors and women among asylum applicants; unaccompanied minors need a table that no vintage holds."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Nepilngadīgi patvēruma pieteikumu iesniedzēji", "en": "Minor asylum applicants"},
    definition={
        "lv": "Pieteikumu iesniedzēji, kuri jaunāki par 18 gadiem, – gan ar vecākiem, gan bez pavadības.",
        "en": "Applicants under the age of 18, accompanied and unaccompanied alike.",
    },
    noun="applicant",
    by=("sex",),
    caveats=("rounded_5",),
)
def minor_applicants(applicants: Observations) -> Observations:
    """Persons under 18 (Directive 2013/33/EU, Article 2(d)), accompanied or not, all applicants of the year."""
    return applicants.only(citizen="TOTAL", age="Y_LT18")


@indicator(
    title={
        "lv": "Nepilngadīgo īpatsvars patvēruma pieteikumu iesniedzēju vidū",
        "en": "Share of minors among asylum applicants",
    },
    definition={
        "lv": "Pieteikumu iesniedzēji, kuri jaunāki par 18 gadiem, procentos no visiem pieteikumu iesniedzējiem.",
        "en": "Applicants under the age of 18 as a share of all applicants.",
    },
    formula={
        "lv": "nepilngadīgie pieteikumu iesniedzēji ÷ visi pieteikumu iesniedzēji × 100",
        "en": "minor applicants ÷ all applicants × 100",
    },
    noun="percent",
    caveats=("rounded_5", "ratio_of_rounded"),
)
def minor_share(minor_applicants: Observations, applicants: Observations) -> Observations:
    """Percent of all applicants of the year (Directive 2013/33/EU, Article 2(d))."""
    return minor_applicants.totals().share_of(applicants.totals())


@indicator(
    title={
        "lv": "Sieviešu īpatsvars patvēruma pieteikumu iesniedzēju vidū",
        "en": "Share of women and girls among asylum applicants",
    },
    definition={
        "lv": "Sieviešu kārtas pieteikumu iesniedzēji procentos no visiem pieteikumu iesniedzējiem.",
        "en": "Female applicants as a share of all applicants.",
    },
    formula={
        "lv": "sieviešu kārtas pieteikumu iesniedzēji ÷ visi pieteikumu iesniedzēji × 100",
        "en": "female applicants ÷ all applicants × 100",
    },
    noun="percent",
    caveats=("rounded_5", "ratio_of_rounded"),
)
def female_share(applicants: Observations) -> Observations:
    """Percent of all applicants of the year (Regulation (EC) No 862/2007, Article 4(1)(a))."""
    return applicants.only(citizen="TOTAL", sex="F", age="TOTAL").share_of(applicants.totals())
