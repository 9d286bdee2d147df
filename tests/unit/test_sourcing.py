"""What stands under exhibits: sources, those who processed them, caveats of all and of some."""

from __future__ import annotations

import pytest

from yearbook.dataset import load_datasets
from yearbook.language import language
from yearbook.sourcing import caveats_apart, origin_line, raised, source_line
from yearbook.view import WITHOUT_NONCITIZENS

LV, EN = language("lv"), language("en")


@pytest.fixture
def datasets(real):
    return load_datasets(real)


def test_tables_released_on_one_day_share_a_bracket(datasets):
    said = source_line(["migr_imm8@2024-07-23", "migr_emi2@2024-07-23", "demo_gind@2025-03-27"], datasets, EN)
    assert said.startswith("Sources: Eurostat, ")
    assert said.count("23 July 2024") == 1
    assert "](" in said


def test_one_table_is_named_once_with_all_its_days(datasets):
    said = source_line(["derived_permit_holders@2025", "derived_valid_permits@2025"], datasets, LV)
    assert said.startswith("Avots: Eurostat, ")
    assert said.count("[migr") == 1
    assert said.count("2025. gadā") == 1


def test_many_tables_are_named_without_their_days(datasets):
    used = ["migr_imm8@2024-07-23", "schengen_visas@2025-05-14", "demo_gind@2025-03-27", "migr_eipre@2025"]
    said = source_line(used, datasets, EN)
    assert "2025" not in said
    assert said.endswith("The chapter on methodology lists the days of release.")
    assert said.index("Eurostat") < said.index("European Commission")


@pytest.mark.parametrize(
    ("sources", "start"),
    [
        (["derived_foreigners@2025"], "The table was processed by a third party; status flags were lost."),
        (["derived_foreigners@2025", "migr_eipre@2025"], "Table migr_pop1ctz was processed by a third party; "),
        (
            ["derived_foreigners@2025", "derived_immigration@2025"],
            "Tables migr_pop1ctz and migr_imm1ctz were processed by third parties; status flags were lost.",
        ),
        (["derived_decisions@2023-06-26", "migr_asydcfstq@2020-10-07"], "Some of the releases were processed by "),
        (["migr_eipre@2025"], ""),
    ],
)
def test_who_processed_tables_is_said_in_one_sentence(datasets, sources, start):
    said = origin_line(sources, datasets, EN).replace("\\", "")
    assert said.startswith(start)
    assert said.count("processed") == bool(start)


def test_of_two_accounts_of_one_table_the_fuller_is_told(datasets):
    said = origin_line(["derived_permit_holders@2025", "derived_valid_permits@2025"], datasets, EN)
    assert said == "The table was processed by a third party; status flags and the total of reasons were lost."


def test_what_concerns_some_of_many_indicators_is_numbered():
    stated = {"a": ["rounded_5", "stock"], "b": ["rounded_5"], "c": ["rounded_5", "survey", "survey"]}
    assert caveats_apart(stated) == (["rounded_5"], {"stock": ["a"], "survey": ["c"]})


def test_what_concerns_one_of_two_is_said_of_both():
    assert caveats_apart({"a": ["stock"], "b": []}) == (["stock"], {})


def test_numbers_of_notes_are_raised():
    assert [raised(number) for number in (1, 10)] == ["¹", "¹⁰"]


@pytest.mark.parametrize(
    ("title", "elsewhere"),
    [
        ("Ārvalstnieku īpatsvars bez nepilsoņiem", "Ārvalstnieku īpatsvars"),
        ("Derīgās uzturēšanās atļaujas pēc iemesla (bez nepilsoņiem)", "Derīgās uzturēšanās atļaujas pēc iemesla"),
        ("Share of foreigners without recognised non-citizens", "Share of foreigners"),
        ("Recognised non-citizens", "Recognised non-citizens"),
        ("Share of foreigners, non-citizens included", "Share of foreigners"),
        ("Ārvalstnieki, nepilsoņi un bezvalstnieki", "Ārvalstnieki un bezvalstnieki"),
        ("Foreigners, non-citizens and stateless persons by sex", "Foreigners and stateless persons by sex"),
    ],
)
def test_titles_leave_nobody_out_where_there_is_nobody_to_leave_out(title, elsewhere):
    assert WITHOUT_NONCITIZENS.sub("", title) == elsewhere
