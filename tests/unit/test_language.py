import math
from decimal import Decimal

import numpy as np
import pytest

from yearbook.errors import UnknownName, YearbookError
from yearbook.grammar import CASES, inflect, vocabulary
from yearbook.language import LANGUAGES, language

LV, EN = language("lv"), language("en")


def plain(text: str) -> str:
    """Show no-break spaces as underscores, so that tables of cases can be read."""
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("value", "decimals", "latvian", "english"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1624, 0, "1_624", "1,624"),
        (1234567.891, 2, "1_234_567,89", "1,234,567.89"),
        (2.5, 0, "3", "3"),
        (0.125, 2, "0,13", "0.13"),
        (-1624, 0, "−1_624", "−1,624"),
        (-0.04, 1, "0,0", "0.0"),
        (Decimal("1.005"), 2, "1,01", "1.01"),
        (np.int64(1700), 0, "1_700", "1,700"),
        (np.float64(12.34), 1, "12,3", "12.3"),
        (math.nan, 0, ":", ":"),
        (math.inf, 1, ":", ":"),
    ],
)
def test_numbers(value, decimals, latvian, english):
    assert plain(LV.number(value, decimals)) == latvian
    assert plain(EN.number(value, decimals)) == english


def test_percent_has_a_no_break_space_in_latvian_only():
    assert (LV.percent(12.3), EN.percent(12.3)) == ("12,3\u00a0%", "12.3%")
    assert (LV.percent(math.nan), EN.percent(7, 0)) == (":", "7%")


@pytest.mark.parametrize(("value", "expected"), [(5, "+5"), (-5, "−5"), (0, "0"), (0.4, "0"), (math.nan, ":")])
def test_signed(value, expected):
    assert LV.signed(value) == expected


@pytest.mark.parametrize(
    ("count", "nominative", "genitive", "prepositional"),
    [
        (0, "0_pieteikumu", "0_pieteikumu", "0_pieteikumiem"),
        (1, "1_pieteikums", "1_pieteikuma", "1_pieteikumu"),
        (2, "2_pieteikumi", "2_pieteikumu", "2_pieteikumiem"),
        (10, "10_pieteikumu", "10_pieteikumu", "10_pieteikumiem"),
        (11, "11_pieteikumi", "11_pieteikumu", "11_pieteikumiem"),
        (20, "20_pieteikumu", "20_pieteikumu", "20_pieteikumiem"),
        (21, "21_pieteikums", "21_pieteikuma", "21_pieteikumu"),
        (101, "101_pieteikums", "101_pieteikuma", "101_pieteikumu"),
        (111, "111_pieteikumi", "111_pieteikumu", "111_pieteikumiem"),
        (1624, "1_624_pieteikumi", "1_624_pieteikumu", "1_624_pieteikumiem"),
    ],
)
def test_latvian_counts(count, nominative, genitive, prepositional):
    written = [plain(LV.counted(count, "application", case)) for case in ("nominative", "genitive", "prepositional")]
    assert written == [nominative, genitive, prepositional]


def test_english_counts():
    assert [plain(EN.counted(n, "beneficiary")) for n in (0, 1, 11, 21, 1624)] == [
        "0_beneficiaries",
        "1_beneficiary",
        "11_beneficiaries",
        "21_beneficiaries",
        "1,624_beneficiaries",
    ]


def test_plural_chooses_and_falls_back():
    forms = {"one": "viens", "other": "daudzi"}
    assert [LV.plural(n, forms) for n in (1, 21, 10, 2.1)] == ["viens", "viens", "daudzi", "viens"]
    with pytest.raises(YearbookError, match="other"):
        EN.plural(1, {"one": "x"})


@pytest.mark.parametrize(
    ("noun", "singular", "plural"),
    [
        ("month", "mēnesis mēneša mēnesim mēnesi mēnesī", "mēneši mēnešu mēnešiem mēnešus mēnešos"),
        ("refugee", "bēglis bēgļa bēglim bēgli bēglī", "bēgļi bēgļu bēgļiem bēgļus bēgļos"),
        ("quarter", "ceturksnis ceturkšņa ceturksnim ceturksni ceturksnī", "ceturkšņi ceturkšņu ceturkšņiem"),
        ("country", "valsts valsts valstij valsti valstī", "valstis valstu valstīm valstis valstīs"),
        ("permit", "atļauja atļaujas atļaujai atļauju atļaujā", "atļaujas atļauju atļaujām atļaujas atļaujās"),
        ("year", "gads gada gadam gadu gadā", "gadi gadu gadiem gadus gados"),
    ],
)
def test_declensions(noun, singular, plural):
    forms = vocabulary()["noun"][noun]["lv"]
    assert [inflect(forms, case, "singular") for case in CASES] == singular.split()
    assert [inflect(forms, case, "plural") for case in CASES][: len(plural.split())] == plural.split()


@pytest.mark.parametrize(
    ("period", "form", "latvian", "english"),
    [
        ("2023", "label", "2023", "2023"),
        ("2023", "in", "2023. gadā", "in 2023"),
        ("2023", "genitive", "2023. gada", "2023"),
        ("2023", "prepositional", "2023. gadu", "2023"),
        ("2023", "end", "2023. gada beigās", "at the end of 2023"),
        ("2023-03", "label", "2023. gada marts", "March 2023"),
        ("2023-04", "genitive", "2023. gada aprīļa", "April 2023"),
        ("2023-12", "in", "2023. gada decembrī", "in December 2023"),
        ("2023-09", "short", "2023. g. sept.", "Sept 2023"),
        ("2023-Q1", "label", "2023. gada 1. ceturksnis", "first quarter of 2023"),
        ("2023-Q4", "in", "2023. gada 4. ceturksnī", "in the fourth quarter of 2023"),
        ("2023-Q2", "short", "2023. g. 2. cet.", "Q2 2023"),
    ],
)
def test_periods(period, form, latvian, english):
    assert (LV.period(period, form), EN.period(period, form)) == (latvian, english)


@pytest.mark.parametrize("period", ["2023-13", "2023-00", "2023-Q5", "23", "2023-3", "", "2023-03-01"])
def test_a_period_outside_the_calendar_is_refused(period):
    with pytest.raises(YearbookError, match="not a period"):
        LV.period(period)


def test_months():
    assert (LV.month("2023-03"), EN.month("2023-03")) == ("marts", "March")
    assert (LV.month("2023-01", short=True), EN.month("2023-01", short=True)) == ("janv.", "Jan")
    with pytest.raises(YearbookError, match="not a month"):
        EN.month("2023-Q1")


@pytest.mark.parametrize(
    ("number", "english"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd")]
)
def test_ordinals(number, english):
    assert (EN.ordinal(number), LV.ordinal(number)) == (english, f"{number}.")


def test_lists():
    assert [LV.join(list("ABC")), EN.join(["A", "B"]), EN.join("A"), EN.join([])] == ["A, B un C", "A and B", "A", ""]


def test_sorting_by_the_latvian_alphabet():
    names = "Žagare Zviedrija Čehija Cēsis Šveice Spānija Ādaži Azija Ķīna Kuba Ļaudona Luga Ņujorka Nīca Ēģipte Eiropa"
    expected = (
        "Azija Ādaži Cēsis Čehija Eiropa Ēģipte Kuba Ķīna Luga Ļaudona Nīca Ņujorka Spānija Šveice Zviedrija Žagare"
    )
    assert LV.sort(names.split()) == expected.split()


def test_sorting_in_english_looks_through_accents():
    assert EN.sort(["Zambia", "Åland Islands", "Albania", "Türkiye", "Togo"]) == [
        "Åland Islands",
        "Albania",
        "Togo",
        "Türkiye",
        "Zambia",
    ]


def test_quotation_marks():
    assert (LV.quote("x"), EN.quote("x")) == ("„x”", "‘x’")


def test_an_unknown_language_lists_the_known():
    with pytest.raises(UnknownName, match="unknown language 'fr'") as caught:
        language("fr")
    assert "lv (Latviešu), en (English)" in caught.value.remedy


def test_the_vocabulary_has_every_word_in_every_language():
    for table in ("note", "caveat", "word", "noun"):
        for name, texts in vocabulary()[table].items():
            for code in LANGUAGES:
                assert texts.get(code), f"{table} {name} lacks {code}"


def test_symbols_of_states_are_all_different():
    symbols = [note["symbol"] for note in vocabulary()["note"].values()]
    assert len(symbols) == len(set(symbols))


def test_an_unknown_word_is_named():
    with pytest.raises(UnknownName, match="unknown note 'provisonal'"):
        LV.note("provisonal")
    assert LV.note("provisional") == "provizoriski dati"
    assert EN.caveat("rounded_5").startswith("Figures are rounded to the nearest 5")
    assert (LV.word("source"), EN.word("source")) == ("Avots", "Source")


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["2016", "2019"], False),
        (["2019", "2020"], True),
        (["2014", "2019", "2023"], True),
        (["2019-Q4", "2020-Q1"], True),
        (["2020", "2023"], False),
        (["2020-01", "2023-12"], False),
        ([], False),
    ],
)
def test_the_exit_of_the_united_kingdom_is_said_of_years_on_both_sides(periods, said):
    assert language("lv").concerns("uk_exit", periods) is said
    assert language("lv").concerns("rounded_5", periods)
