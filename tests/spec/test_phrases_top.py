"""The largest citizenships in a sentence, case by case: ties, one citizenship only, none, unknown ones."""

from __future__ import annotations

import pytest
from tables import observations

from yearbook.facts import first_of, in_sentence, leading, top_categories
from yearbook.language import language
from yearbook.phrases import top

LV, EN = language("lv"), language("en")
NAMES = {"RU": "Krievija", "IQ": "Irāka", "AF": "Afganistāna", "BY": "Baltkrievija", "IR": "Irāna", "SY": "Sīrija"}

CASES = """
case                           | figures                              | list of three                                              | first
-------------------------------|--------------------------------------|------------------------------------------------------------|------
three of many                  | RU 125, AF 115, IQ 100, BY 65        | Krievija (125), Afganistāna (115) un Irāka (100)           | Krievija
one citizenship only           | RU 5                                 | Krievija (5)                                               | Krievija
two                            | RU 10, AF 5                          | Krievija (10) un Afganistāna (5)                           | Krievija
a tie at the top               | RU 10, IQ 10, AF 5                   | Irāka (10), Krievija (10) un Afganistāna (5)               | Irāka un Krievija
a tie where the list ends      | RU 20, IQ 15, AF 5, BY 5             | Krievija (20), Irāka (15), Afganistāna (5) un Baltkrievija (5) | Krievija
a long tie where the list ends | RU 20, AF 5, BY 5, IQ 5, IR 5, SY 5  | Krievija (20)                                              | Krievija
all share the first place      | AF 5, BY 5, IQ 5, IR 5, SY 5, RU 5   | nav pieejams                                               | -
zeros and aggregates left out  | RU 5, AF 0, TOTAL 5, EXT_EU27_2020 5 | Krievija (5)                                               | Krievija
"""  # noqa: E501


def cases() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()[2:]]


@pytest.mark.parametrize(("case", "figures", "listed", "first"), cases(), ids=[case[0] for case in cases()])
def test_the_largest_are_listed_and_those_that_share_a_place_stand_together(view_of, case, figures, listed, first):
    rows = [figure.split() for figure in figures.split(", ")]
    table = "citizen | period | value\n------- | ------ | -----\n"
    table += "\n".join(f"{code} | 2023 | {value}" for code, value in rows)
    ranked = leading(top_categories(observations(table), "citizen", view_of().codes), 3)
    names = [NAMES[code] for code in ranked["citizen"]]
    assert top(LV, zip(names, ranked["value"], strict=True)).replace("\u00a0", " ") == listed
    assert (first_of(names, ranked["value"].tolist(), LV) if names else "-") == first


def test_four_that_share_the_first_place_are_none_first():
    assert first_of(["A", "B", "C"], [5, 5, 5], EN) == "A, B and C"
    assert first_of(["A", "B", "C", "D"], [5, 5, 5, 5], EN) is None


def test_ties_are_joined_as_the_language_joins_them():
    assert first_of(["Russia", "Iraq"], [5, 5], EN) == "Russia and Iraq"


@pytest.mark.parametrize(
    ("label", "said"),
    [("Ģimenes apstākļi", "ģimenes apstākļi"), ("ES pilsoņi", "ES pilsoņi"), ("Education", "education"), ("", "")],
)
def test_labels_in_a_sentence_have_no_capital_unless_they_are_abbreviations(label, said):
    assert in_sentence(label) == said
