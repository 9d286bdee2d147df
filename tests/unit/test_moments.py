"""When figures are of: flows, positions at the end of a period, positions on 1 January."""

from __future__ import annotations

import pytest

from yearbook.indicators import find_indicator
from yearbook.language import language
from yearbook.moments import dated, moment, span


@pytest.mark.parametrize(
    ("name", "period", "when", "over"),
    [
        ("applicants", "2023", "in 2023", "in 2023"),
        ("pending_year_end", "2022", "at the end of 2022", "in 2022"),
        ("temporary_protection", "2023-12", "at the end of December 2023", "in 2023"),
        ("temporary_protection", "2023-03", "at the end of March 2023", "in the year to the end of March 2023"),
        ("recognised_non_citizens", "2023", "on 1 January 2023", "in the year to 1 January 2023"),
    ],
)
def test_times_in_english(name, period, when, over):
    indicator, english = find_indicator(name), language("en")
    assert (moment(indicator, period, english), span(indicator, period, english)) == (when, over)


def test_times_in_latvian():
    latvian = language("lv")
    beneficiaries, population = find_indicator("temporary_protection"), find_indicator("population")
    assert span(beneficiaries, "2023-03", latvian) == "gada laikā līdz 2023. gada marta beigām"
    assert span(population, "2023", latvian) == "gada laikā līdz 2023. gada 1. janvārim"


@pytest.mark.parametrize(
    ("title", "when", "code", "said"),
    [
        ("Iedzīvotāju skaits 1. janvārī", "2023. gada 1. janvārī", "lv", "Iedzīvotāju skaits 2023. gada 1. janvārī"),
        ("Valid permits at year end", "at the end of 2023", "en", "Valid permits at the end of 2023"),
        ("Asylum applicants", "in 2023", "en", "Asylum applicants, in 2023"),
    ],
)
def test_a_title_says_its_time_once(title, when, code, said):
    assert dated(title, when, language(code)) == said
