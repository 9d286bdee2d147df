"""Integration: work and education of foreigners against nationals (EU Labour Force Survey)."""

from __future__ import annotations

from dataclasses import replace

from ..observations import Observations
from . import indicator

POINTS = "percentage points"


@indicator(
    title={"lv": "Nodarbinātības līmenis pēc pilsonības", "en": "Employment rate by citizenship"},
    definition={
        "lv": "Nodarbinātie 15–64 gadu vecumā procentos no visiem šā vecuma iedzīvotājiem.",
        "en": "Employed persons aged 15–64 as a share of all residents of that age.",
    },
    noun="percent",
    by=("citizen", "sex"),
    caveats=("survey", "non_citizens_among_foreigners"),
)
def employment_rate(lfsa_ergan: Observations) -> Observations:
    """Percent of residents aged 15-64 (Regulation (EU) 2019/1700; ILO definition of employment)."""
    return lfsa_ergan.only(age="Y15-64")


@indicator(
    title={"lv": "Ārvalstnieku nodarbinātības līmenis", "en": "Employment rate of foreigners"},
    definition={
        "lv": "Nodarbinātie ārvalstnieki 15–64 gadu vecumā procentos no visiem šā vecuma ārvalstniekiem.",
        "en": "Employed foreigners aged 15–64 as a share of all foreigners of that age.",
    },
    noun="percent",
    by=("sex",),
    caveats=("survey", "non_citizens_among_foreigners"),
)
def employment_rate_of_foreigners(employment_rate: Observations) -> Observations:
    """Percent of foreigners aged 15-64 (Regulation (EU) 2019/1700; ILO definition of employment)."""
    return employment_rate.only(citizen="FOR")


@indicator(
    title={"lv": "Valsts pilsoņu nodarbinātības līmenis", "en": "Employment rate of nationals"},
    definition={
        "lv": "Nodarbinātie valsts pilsoņi 15–64 gadu vecumā procentos no visiem šā vecuma valsts pilsoņiem.",
        "en": "Employed nationals aged 15–64 as a share of all nationals of that age.",
    },
    noun="percent",
    by=("sex",),
    caveats=("survey",),
)
def employment_rate_of_nationals(employment_rate: Observations) -> Observations:
    """Percent of nationals aged 15-64 (Regulation (EU) 2019/1700; ILO definition of employment)."""
    return employment_rate.only(citizen="NAT")


@indicator(
    title={
        "lv": "Nodarbinātības līmeņa atšķirība starp valsts pilsoņiem un ārvalstniekiem",
        "en": "Employment gap between nationals and foreigners",
    },
    definition={
        "lv": "Valsts pilsoņu nodarbinātības līmenis mīnus ārvalstnieku nodarbinātības līmenis, procentpunktos; "
        "pozitīvs skaitlis nozīmē, ka biežāk strādā valsts pilsoņi.",
        "en": "Employment rate of nationals less that of foreigners, in percentage points; a positive figure means "
        "that nationals are employed more often.",
    },
    formula={
        "lv": "valsts pilsoņu nodarbinātības līmenis − ārvalstnieku nodarbinātības līmenis",
        "en": "employment rate of nationals − employment rate of foreigners",
    },
    noun="percentage_point",
    by=("sex",),
    caveats=("survey", "non_citizens_among_foreigners"),
)
def employment_gap(
    employment_rate_of_nationals: Observations, employment_rate_of_foreigners: Observations
) -> Observations:
    """Percentage points (Zaragoza indicators of integration, Council conclusions of 3-4 June 2010)."""
    return _points_above(employment_rate_of_nationals, employment_rate_of_foreigners)


@indicator(
    title={"lv": "Bezdarba līmenis pēc pilsonības", "en": "Unemployment rate by citizenship"},
    definition={
        "lv": "Bezdarbnieki 15–64 gadu vecumā procentos no šā vecuma ekonomiski aktīvajiem iedzīvotājiem.",
        "en": "Unemployed persons aged 15–64 as a share of the labour force of that age.",
    },
    noun="percent",
    by=("citizen", "sex"),
    caveats=("survey", "non_citizens_among_foreigners"),
)
def unemployment_rate(lfsa_urgan: Observations) -> Observations:
    """Percent of the labour force aged 15-64 (Regulation (EU) 2019/1700; ILO definition of unemployment)."""
    return lfsa_urgan.only(age="Y15-64")


@indicator(
    title={
        "lv": "Bezdarba līmeņa atšķirība starp ārvalstniekiem un valsts pilsoņiem",
        "en": "Unemployment gap between foreigners and nationals",
    },
    definition={
        "lv": "Ārvalstnieku bezdarba līmenis mīnus valsts pilsoņu bezdarba līmenis, procentpunktos; pozitīvs skaitlis "
        "nozīmē, ka bezdarbs ārvalstnieku vidū ir augstāks.",
        "en": "Unemployment rate of foreigners less that of nationals, in percentage points; a positive figure means "
        "that foreigners are unemployed more often.",
    },
    formula={
        "lv": "ārvalstnieku bezdarba līmenis − valsts pilsoņu bezdarba līmenis",
        "en": "unemployment rate of foreigners − unemployment rate of nationals",
    },
    noun="percentage_point",
    by=("sex",),
    caveats=("survey", "non_citizens_among_foreigners"),
)
def unemployment_gap(unemployment_rate: Observations) -> Observations:
    """Percentage points (Zaragoza indicators of integration, Council conclusions of 3-4 June 2010)."""
    return _points_above(unemployment_rate.only(citizen="FOR"), unemployment_rate.only(citizen="NAT"))


@indicator(
    title={
        "lv": "Ārpus ES dzimušo iedzīvotāju izglītības līmenis",
        "en": "Educational attainment of persons born outside the EU",
    },
    definition={
        "lv": "Ārpus Eiropas Savienības dzimušie iedzīvotāji 25–64 gadu vecumā pēc augstākā iegūtā izglītības līmeņa, "
        "procentos.",
        "en": "Residents aged 25–64 born outside the European Union by the highest level of education attained, per "
        "cent.",
    },
    noun="percent",
    by=("isced11", "sex"),
    caveats=("survey",),
)
def education_of_non_eu_born(edat_lfs_9912: Observations) -> Observations:
    """Percent of residents aged 25-64 born outside the EU (Regulation (EU) 2019/1700; ISCED 2011)."""
    return edat_lfs_9912.only(c_birth="NEU27_2020_FOR", age="Y25-64")


@indicator(
    title={
        "lv": "Valstī dzimušo iedzīvotāju izglītības līmenis",
        "en": "Educational attainment of persons born in the country",
    },
    definition={
        "lv": "Valstī dzimušie iedzīvotāji 25–64 gadu vecumā pēc augstākā iegūtā izglītības līmeņa, procentos.",
        "en": "Residents aged 25–64 born in the country by the highest level of education attained, per cent.",
    },
    noun="percent",
    by=("isced11", "sex"),
    caveats=("survey",),
)
def education_of_native_born(edat_lfs_9912: Observations) -> Observations:
    """Percent of residents aged 25-64 born in the country (Regulation (EU) 2019/1700; ISCED 2011)."""
    return edat_lfs_9912.only(c_birth="NAT", age="Y25-64")


@indicator(
    title={
        "lv": "Augstākā izglītība ārpus ES dzimušo iedzīvotāju vidū",
        "en": "Tertiary education among persons born outside the EU",
    },
    definition={
        "lv": "Ārpus Eiropas Savienības dzimušie ar augstāko izglītību procentos no visiem ārpus ES dzimušajiem 25–64 "
        "gadu vecumā.",
        "en": "Persons with tertiary education as a share of all residents aged 25–64 born outside the European Union.",
    },
    noun="percent",
    by=("sex",),
    caveats=("survey",),
)
def tertiary_of_non_eu_born(education_of_non_eu_born: Observations) -> Observations:
    """Percent of residents aged 25-64 born outside the EU, ISCED 2011 levels 5-8."""
    return education_of_non_eu_born.only(isced11="ED5-8")


@indicator(
    title={
        "lv": "Augstākā izglītība valstī dzimušo iedzīvotāju vidū",
        "en": "Tertiary education among persons born in the country",
    },
    definition={
        "lv": "Valstī dzimušie ar augstāko izglītību procentos no visiem valstī dzimušajiem 25–64 gadu vecumā.",
        "en": "Persons with tertiary education as a share of all residents aged 25–64 born in the country.",
    },
    noun="percent",
    by=("sex",),
    caveats=("survey",),
)
def tertiary_of_native_born(education_of_native_born: Observations) -> Observations:
    """Percent of residents aged 25-64 born in the country, ISCED 2011 levels 5-8."""
    return education_of_native_born.only(isced11="ED5-8")


def _points_above(one: Observations, other: Observations) -> Observations:
    """Return how many percentage points one rate lies above another.

    Rates are not subtracted as a rule, because a difference of rates is no rate; here that difference is what is meant,
    and its unit says so.
    """
    return replace(one.as_flow().minus(other.as_flow()), unit=POINTS, kind="ratio")
