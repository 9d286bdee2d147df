"""Changes and places as the cells of a table write them. In the tables a no-break space is written as an underscore."""

from __future__ import annotations

import math

import pytest

from yearbook.language import language
from yearbook.phrases import change_short, rank_short

CASES = """
unit    | old     | new     | rounding | broken | latvian       | english
--------|---------|---------|----------|--------|---------------|--------
count   | 615     | 1700    | 5        | no     | +176,4_%      | +176.4%
count   | 1700    | 850     | 5        | no     | −50,0_%       | −50.0%
count   | 5       | 10      | 5        | no     | +5            | +5
count   | 100     | 0       | 5        | no     | −100          | −100
count   | -1000   | 200     | 0        | no     | +1_200        | +1,200
count   | 620     | 620     | 0        | no     | 0             | 0
count   | 620     | 620     | 5        | no     | ≈             | ≈
count   | 620     | 623     | 5        | no     | ≈             | ≈
count   | 1000000 | 1000010 | 5        | no     | 0,0_%         | 0.0%
count   | 615     | 1700    | 5        | yes    | ≠             | ≠
count   | nan     | 5       | 5        | no     | :             | :
count   | 5       | nan     | 5        | yes    | :             | :
rate    | 18.9    | 23.1    | 0        | no     | +4,2          | +4.2
rate    | 331.1   | 903.4   | 0        | no     | +172,8_%      | +172.8%
percent | 12.3    | 15.5    | 0        | no     | +3,2_p._p.    | +3.2_pp
percent | 50      | 39      | 0        | no     | −11,0_p._p.   | −11.0_pp
percent | 42      | 45      | 15       | no     | ≈             | ≈
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()[2:]]


def figure(text: str) -> float:
    return math.nan if text == "nan" else float(text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:5]))
def test_changes(row):
    unit, old, new, rounding, broken, lv, en = row
    how = {"rounding": float(rounding), "broken": broken == "yes", "unit": unit}
    for code, expected in (("lv", lv), ("en", en)):
        said = change_short(language(code), figure(new), figure(old), **how)
        assert said.replace("\u00a0", "_") == expected


@pytest.mark.parametrize(
    ("place", "of", "tied", "expected"), [(1, 27, 0, "1/27"), (3, 27, 2, "3–5/27"), (22, 27, 1, "22–23/27")]
)
def test_places(place, of, tied, expected):
    assert rank_short(language("lv"), place, of, tied=tied) == rank_short(language("en"), place, of, tied=tied) == expected  # fmt: skip  # noqa: E501
