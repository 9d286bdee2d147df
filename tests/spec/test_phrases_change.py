# ruff: noqa: E501 (the tables of cases are read side by side)
"""What the report says of a change, case by case. In the tables a no-break space is written as an underscore."""

import math

import pytest

from yearbook.language import language
from yearbook.phrases import change, grown

COUNTS = """
case                       | old     | new     | rounding | latvian                                                  | english
---------------------------|---------|---------|----------|----------------------------------------------------------|--------
up                         | 615     | 1700    | 5        | pieauga par 176,4_% (no 615 līdz 1_700)                  | increased by 176.4% (from 615 to 1,700)
down                       | 1700    | 850     | 5        | samazinājās par 50,0_% (no 1_700 līdz 850)               | decreased by 50.0% (from 1,700 to 850)
no change, exact           | 620     | 620     | 0        | nemainījās (620)                                         | did not change (620)
no change, rounded         | 620     | 620     | 5        | noapaļošanas robežās nemainījās (620)                    | did not change within rounding (620)
less than rounding         | 620     | 623     | 5        | noapaļošanas robežās nemainījās (623; iepriekš 620)      | did not change within rounding (623; previously 620)
as much as rounding        | 55      | 60      | 5        | pieauga par 9,1_% (no 55 līdz 60)                        | increased by 9.1% (from 55 to 60)
from 0                     | 0       | 15      | 5        | pieauga no 0 līdz 15                                     | increased from 0 to 15
from 0 to 0                | 0       | 0       | 5        | noapaļošanas robežās nemainījās (0)                      | did not change within rounding (0)
to 0 from few              | 10      | 0       | 5        | samazinājās no 10 līdz 0                                 | decreased from 10 to 0
to 0 from many             | 100     | 0       | 5        | samazinājās no 100 līdz 0                                | decreased from 100 to 0
from 5 to 10               | 5       | 10      | 5        | pieauga no 5 līdz 10                                     | increased from 5 to 10
small base, large jump     | 45      | 1200    | 5        | pieauga no 45 līdz 1_200                                 | increased from 45 to 1,200
base just large enough     | 50      | 60      | 5        | pieauga par 20,0_% (no 50 līdz 60)                       | increased by 20.0% (from 50 to 60)
one more in a million      | 1000000 | 1000010 | 5        | gandrīz nemainījās (1_000_010; iepriekš 1_000_000)       | hardly changed (1,000,010; previously 1,000,000)
below zero                 | 100     | -5      | 0        | samazinājās no 100 līdz −5                               | decreased from 100 to −5
out of the negative        | -1000   | 200     | 0        | pieauga no −1_000 līdz 200                               | increased from −1,000 to 200
last year missing          | nan     | 15      | 5        | bija 15; salīdzināmu datu par iepriekšējo gadu nav       | stood at 15; there are no comparable data for the previous year
this year missing          | 15      | nan     | 5        | – dati nav pieejami                                      | – data not available
both missing               | nan     | nan     | 5        | – dati nav pieejami                                      | – data not available
"""

BROKEN = """
old  | new  | latvian                                                                         | english
-----|------|---------------------------------------------------------------------------------|--------
615  | 1700 | bija 1_700; laikrindas pārrāvuma dēļ ar iepriekšējo gadu salīdzināt nevar       | stood at 1,700; a break in the series rules out a comparison with the previous year
0    | 0    | bija 0; laikrindas pārrāvuma dēļ ar iepriekšējo gadu salīdzināt nevar           | stood at 0; a break in the series rules out a comparison with the previous year
nan  | 5    | bija 5; salīdzināmu datu par iepriekšējo gadu nav                               | stood at 5; there are no comparable data for the previous year
5    | nan  | – dati nav pieejami                                                             | – data not available
"""

PERCENT = """
old   | new   | rounding | latvian                                                            | english
------|-------|----------|--------------------------------------------------------------------|--------
12.3  | 15.5  | 0        | pieauga par 3,2_procentpunktiem (no 12,3_% līdz 15,5_%)            | increased by 3.2_percentage points (from 12.3% to 15.5%)
12.3  | 14.4  | 0        | pieauga par 2,1_procentpunktu (no 12,3_% līdz 14,4_%)              | increased by 2.1_percentage points (from 12.3% to 14.4%)
50.0  | 40.0  | 0        | samazinājās par 10,0_procentpunktiem (no 50,0_% līdz 40,0_%)       | decreased by 10.0_percentage points (from 50.0% to 40.0%)
50.0  | 39.0  | 0        | samazinājās par 11,0_procentpunktiem (no 50,0_% līdz 39,0_%)       | decreased by 11.0_percentage points (from 50.0% to 39.0%)
0     | 3     | 0        | pieauga par 3,0_procentpunktiem (no 0,0_% līdz 3,0_%)              | increased by 3.0_percentage points (from 0.0% to 3.0%)
1.44  | 1.46  | 0        | pieauga par 0,1_procentpunktu (no 1,4_% līdz 1,5_%)                | increased by 0.1_percentage points (from 1.4% to 1.5%)
1.36  | 1.54  | 0        | pieauga par 0,1_procentpunktu (no 1,4_% līdz 1,5_%)                | increased by 0.1_percentage points (from 1.4% to 1.5%)
0     | 0     | 0        | nemainījās (0,0_%)                                                 | did not change (0.0%)
nan   | 3     | 0        | bija 3,0_%; salīdzināmu datu par iepriekšējo gadu nav              | stood at 3.0%; there are no comparable data for the previous year
12.31 | 12.30 | 0        | gandrīz nemainījās (12,3_%; iepriekš 12,3_%)                       | hardly changed (12.3%; previously 12.3%)
42.0  | 45.0  | 15       | noapaļošanas robežās nemainījās (45,0_%; iepriekš 42,0_%)          | did not change within rounding (45.0%; previously 42.0%)
"""


def cases(table: str) -> list[dict[str, str]]:
    head, _, *rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def figure(text: str) -> float:
    return math.nan if text == "nan" else float(text)


def said(code: str, case: dict[str, str], **options) -> str:
    rounding = float(case.get("rounding", 0))
    text = change(language(code), figure(case["new"]), figure(case["old"]), rounding=rounding, **options)
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize("case", cases(COUNTS), ids=lambda case: case["case"])
def test_counts(case):
    assert said("lv", case) == case["latvian"]
    assert said("en", case) == case["english"]


@pytest.mark.parametrize("case", cases(BROKEN), ids=lambda case: f"{case['old']} to {case['new']}")
def test_broken_series(case):
    assert said("lv", case, broken=True) == case["latvian"]
    assert said("en", case, broken=True) == case["english"]


@pytest.mark.parametrize("case", cases(PERCENT), ids=lambda case: f"{case['old']} to {case['new']}")
def test_percentages(case):
    assert said("lv", case, unit="percent") == case["latvian"]
    assert said("en", case, unit="percent") == case["english"]


def test_a_rate_has_one_decimal():
    assert change(language("en"), 908.46, 328.1, unit="rate") == "increased by 176.9% (from 328.1 to 908.5)"


def test_none_is_a_missing_figure():
    assert change(language("en"), None, 5) == "– data not available"
    assert change(language("lv"), 5, None).startswith("bija 5;")


OVER = """
old | new  | rounding | broken | latvian                                                            | english
----|------|----------|--------|--------------------------------------------------------------------|--------
615 | 1700 | 5        |        | 2023. gadā pieauga par 176,4_% (no 615 līdz 1_700)                 | increased by 176.4% in 2023 (from 615 to 1,700)
5   | 10   | 5        |        | 2023. gadā pieauga no 5 līdz 10                                    | increased from 5 to 10 in 2023
620 | 620  | 5        |        | 2023. gadā noapaļošanas robežās nemainījās (620)                   | did not change within rounding in 2023 (620)
nan | 15   | 5        |        | 2023. gada beigās bija 15; salīdzināmu datu par iepriekšējo gadu nav | stood at 15 at the end of 2023; there are no comparable data for the previous year
5   | 15   | 5        | x      | 2023. gada beigās bija 15; laikrindas pārrāvuma dēļ ar iepriekšējo gadu salīdzināt nevar | stood at 15 at the end of 2023; a break in the series rules out a comparison with the previous year
"""


@pytest.mark.parametrize("case", cases(OVER), ids=lambda case: f"{case['old']} to {case['new']}")
def test_the_time_stands_in_its_place(case):
    times = {"lv": ("2023. gada beigās", "2023. gadā"), "en": ("at the end of 2023", "in 2023")}
    given = {"rounding": float(case["rounding"]), "broken": bool(case["broken"])}
    for code, expected in (("lv", case["latvian"]), ("en", case["english"])):
        text = change(language(code), figure(case["new"]), figure(case["old"]), times=times[code], **given)
        assert text.replace("\u00a0", "_") == expected


def test_small_percentages_keep_the_decimals_that_tell_them_apart():
    assert change(language("en"), 0.39, 0.34, unit="percent").startswith(
        "increased by 0.05\xa0percentage points (from 0.34%"
    )


@pytest.mark.parametrize(
    ("by", "latvian", "english"),
    [
        (-17466, "samazinājās par 17_466", "decreased by 17,466"),
        (22, "pieauga par 22", "increased by 22"),
        (0, "nemainījās", "did not change"),
    ],
)
def test_what_a_whole_grew_by(by, latvian, english):
    assert grown(language("lv"), by) == latvian.replace("_", "\xa0")
    assert grown(language("en"), by) == english
