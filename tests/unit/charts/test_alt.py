"""Alternative texts, a table of cases in both languages."""

# ruff: noqa: E501  a sentence is compared in one line
import re

import pytest

from yearbook.charts import Bar, Pair, Panel, Reader, Series, describe
from yearbook.charts.sentences import KINDS, SENTENCES
from yearbook.errors import UnknownName, YearbookError

from .awkward import FIVE, LATVIA, LAYERS, NAN, PANELS, SERIES, years
from .conftest import make_reader

SUBJECT = {"lv": "Patvēruma pieteikumi", "en": "Asylum applications"}
ROWS = [
    Bar("Kipra", 12600),
    Bar("ES", 2240, "eu"),
    Bar("Austrija", 4455),
    Bar("Latvija", 330, "country"),
    Bar("Malta", 330),
    Bar("Ungārija", 5),
    Bar("Islande", NAN),
]
MONTHLY = Series("Latvija", ("2022-12", "2023-01", "2023-02"), (35865, NAN, 36000), provisional=frozenset({"2023-02"}))
QUARTER = Series("Latvija", ("2023-Q1",), (5,))

CASES = [
    (
        "line",
        [LATVIA],
        "lv",
        "Līniju diagramma: Patvēruma pieteikumi, no 2008. līdz 2024. gadam. Latvija: 2008. gadā 55, mazākā vērtība; 2024. gadā 1 040; lielākā vērtība 2023. gadā – 1 700. Provizoriski dati: 2024. gads.",
    ),
    (
        "line",
        [LATVIA],
        "en",
        "Line chart: Asylum applications, 2008 to 2024. Latvija: 55 in 2008, the lowest value; 1,040 in 2024; highest 1,700 in 2023. Provisional: 2024.",
    ),
    (
        "line",
        [MONTHLY],
        "lv",
        "Līniju diagramma: Patvēruma pieteikumi, no 2022. gada decembra līdz 2023. gada februārim. Latvija: 2022. gada decembrī 35 865; 2023. gada februārī 36 000. Latvija: nav datu par 2023. gada janvāri. Provizoriski dati: 2023. gada februāris.",
    ),
    (
        "line",
        [MONTHLY],
        "en",
        "Line chart: Asylum applications, December 2022 to February 2023. Latvija: 35,865 in December 2022; 36,000 in February 2023. Latvija: no data for January 2023. Provisional: February 2023.",
    ),
    (
        "columns",
        [QUARTER],
        "lv",
        "Stabiņu diagramma: Patvēruma pieteikumi, 2023. gada 1. ceturksnī. Latvija: 2023. gada 1. ceturksnī 5.",
    ),
    (
        "columns",
        [QUARTER],
        "en",
        "Column chart: Asylum applications, the first quarter of 2023. Latvija: 5 in the first quarter of 2023.",
    ),
    (
        "columns",
        SERIES["all zeros"],
        "lv",
        "Stabiņu diagramma: Patvēruma pieteikumi, no 2015. līdz 2018. gadam. Latvija: visos periodos ar datiem 0.",
    ),
    (
        "line",
        SERIES["break"],
        "lv",
        "Līniju diagramma: Patvēruma pieteikumi, no 2015. līdz 2018. gadam. Latvija: 2015. gadā 100, mazākā vērtība; 2018. gadā 310, lielākā vērtība. Laikrindas pārrāvums 2017. gadā.",
    ),
    (
        "line",
        SERIES["break"],
        "en",
        "Line chart: Asylum applications, 2015 to 2018. Latvija: 100 in 2015, the lowest value; 310 in 2018, the highest value. Break in the series in 2017.",
    ),
    (
        "ranking",
        ROWS,
        "lv",
        "Joslu diagramma: Patvēruma pieteikumi. Lielākās vērtības: Kipra – 12 600, Austrija – 4 455 un Latvija – 330. Latvija dala 3. vietu no 5, vērtība – 330. Mazākā vērtība: Ungārija – 5. ES – 2 240. Nav datu: Islande.",
    ),
    (
        "ranking",
        ROWS,
        "en",
        "Bar chart: Asylum applications. Highest: Kipra 12,600, Austrija 4,455 and Latvija 330. Latvija shares 3rd place of 5, with 330. Lowest: Ungārija 5. ES 2,240. No data: Islande.",
    ),
    ("ranking", ROWS[3:4], "en", "Bar chart: Asylum applications. Latvija 330."),
    (
        "stacked",
        LAYERS[:2],
        "lv",
        "Saliktu stabiņu diagramma: Patvēruma pieteikumi, no 2014. līdz 2022. gadam. 2022. gadā: Bēgļa statuss – 190 un Alternatīvais statuss – 40. 2014. gadā: Bēgļa statuss – 10 un Alternatīvais statuss – 15.",
    ),
    (
        "share",
        [years(1, 1, label="A"), years(3, 1, label="B")],
        "en",
        "Stacked column chart of shares: Asylum applications, 2015 to 2016. In 2016: A 50 and B 50. In 2015: A 25 and B 75.",
    ),
    (
        "small_multiples",
        [Panel("Irāka", (years(5, 10),))],
        "lv",
        "Mazas līniju diagrammas vienā mērogā: Patvēruma pieteikumi, no 2015. līdz 2016. gadam. Diagrammu skaits – 1: Irāka. Irāka, Latvija: 2015. gadā 5; 2016. gadā 10.",
    ),
    (
        "dumbbell",
        [("2022", "2023"), Pair("Malta", NAN, 5), Pair("Latvija", 620, 1700, "country")],
        "en",
        "Chart of two values a row: Asylum applications. Latvija: 620 (2022) and 1,700 (2023). Malta: no data (2022) and 5 (2023).",
    ),
    (
        "pyramid",
        [("Vīrieši", [Bar("0–13", 5)]), ("Sievietes", [Bar("0–13", NAN)])],
        "lv",
        "Divpusēja joslu diagramma: Patvēruma pieteikumi. Vīrieši: 0–13 – 5. Sievietes: 0–13 – nav datu.",
    ),
    (
        "waterfall",
        [Bar("A", 5), Bar("B", -7)],
        "en",
        "Bar chart of changes that add up: Asylum applications. A 5 and B −7. Total: −2.",
    ),
    ("slope", [LATVIA], "en", "Slope chart: Asylum applications, 2008 to 2024. Latvija: 55 in 2008; 1,040 in 2024."),
    (
        "heat",
        [years(5, 7)],
        "lv",
        "Iekrāsota skaitļu tabula: Patvēruma pieteikumi, no 2015. līdz 2016. gadam. Lielākā vērtība: Latvija, 2016. gadā 7. Latvija: 2016. gadā 7.",
    ),
]


@pytest.mark.parametrize(("kind", "data", "language", "expected"), CASES)
def test_alternative_text(kind, data, language, expected):
    said = describe(kind, data, make_reader(language), SUBJECT[language] + ".")
    assert said.replace("\u00a0", " ") == expected


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("name", [*SERIES, "five"])
def test_no_text_is_empty_or_says_nan(name, language):
    said = describe("line", SERIES.get(name, FIVE), make_reader(language), SUBJECT[language])
    assert not re.search(r"nan|None|  |\.\.|\{", said)
    assert said.endswith(".")


def test_thirty_one_panels_are_not_all_read_out(lv):
    many = [Panel(f"Valsts {n}", PANELS[0].series) for n in range(31)]
    assert describe("small_multiples", many, lv, "Pieteikumi").count("lielākā vērtība") == 3


def test_the_country_comes_first(lv):
    said = describe("line", FIVE[::-1], lv, "Pieteikumi")
    assert said.index("Latvija") < said.index("Eiropas") < said.index("Somija")


def test_both_languages_have_every_sentence_and_kind_with_the_same_gaps():
    assert KINDS["lv"].keys() == KINDS["en"].keys()
    for name, sentence in SENTENCES["en"].items():
        assert sorted(re.findall(r"{\w+}", sentence)) == sorted(re.findall(r"{\w+}", SENTENCES["lv"][name])), name


def test_own_words_of_the_reader_are_used_and_unknown_ones_refused(lv):
    own = Reader(lv.number, lv.tick, lv.period, "lv", {"missing": "nav pieejams"})
    assert "Malta: nav pieejams" in describe("dumbbell", [("a", "b"), Pair("Malta", NAN, 5)], own, "X")
    with pytest.raises(UnknownName):
        Reader(lv.number, lv.tick, lv.period, "lv", {"mising": "x"})


@pytest.mark.parametrize("kind", KINDS["en"])
def test_without_values_there_is_nothing_to_describe(kind, lv):
    bars, lines = [Bar("A", NAN)], [years(NAN)]
    data = {
        "ranking": bars,
        "tile_map": bars,
        "waterfall": bars,
        "pyramid": [("M", bars)],
        "dumbbell": [("a", "b"), Pair("A", NAN, NAN)],
        "small_multiples": [Panel("A", tuple(lines))],
    }
    with pytest.raises(YearbookError):
        describe(kind, data.get(kind, lines), lv, "X")


def test_unknown_kind_is_named(lv):
    with pytest.raises(UnknownName, match="pie"):
        describe("pie", [LATVIA], lv, "X")
