"""Places, lists, bands and shares, case by case. In the tables a no-break space is written as an underscore."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearbook.language import language
from yearbook.phrases import band, change, rank, share, top

RANKS = """
place| of| tied|latvian                                             |english
-----|---|-----|----------------------------------------------------|--------
1    | 27|    0|1. vietā starp 27_valstīm                           |1st of 27_countries
3    | 27|    0|3. vietā starp 27_valstīm                           |3rd of 27_countries
2    | 21|    0|2. vietā starp 21_valsti                            |2nd of 21_countries
11   | 20|    0|11. vietā starp 20_valstīm                          |11th of 20_countries
3    | 27|    1|3. vietā starp 27_valstīm (dalīta ar vēl 1_valsti)  |joint 3rd of 27_countries (shared with 1 other)
3    | 27|    2|3. vietā starp 27_valstīm (dalīta ar vēl 2_valstīm) |joint 3rd of 27_countries (shared with 2 others)
1    |  1|    0|vienīgā valsts, par kuru ir dati                    |the only country with data
"""

SHARES = """
part | whole | rounding | latvian            | english
-----|-------|----------|--------------------|--------
2    | 3     | 0        | divas trešdaļas    | two thirds
50   | 100   | 0        | puse               | half
50   | 100   | 5        | 50,0_%             | 50.0%
15   | 35    | 5        | 15 no 35           | 15 of 35
0    | 120   | 5        | 0,0_%              | 0.0%
101  | 300   | 0        | 33,7_%             | 33.7%
0    | 0     | 5        | nav pieejams       | not available
nan  | 100   | 5        | nav pieejams       | not available
"""

LV, EN = language("lv"), language("en")
counts = st.one_of(st.just(math.nan), st.integers(0, 10**7), st.floats(0, 10**6))


def plain(text: str) -> str:
    return text.replace("\u00a0", "_")


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[2:]]


@pytest.mark.parametrize(("place", "of", "tied", "latvian", "english"), rows(RANKS))
def test_ranks(place, of, tied, latvian, english):
    assert plain(rank(LV, int(place), int(of), tied=int(tied))) == latvian
    assert plain(rank(EN, int(place), int(of), tied=int(tied))) == english


@pytest.mark.parametrize(("part", "whole", "rounding", "latvian", "english"), rows(SHARES))
def test_shares(part, whole, rounding, latvian, english):
    assert plain(share(LV, float(part), float(whole), rounding=int(rounding))) == latvian
    assert plain(share(EN, float(part), float(whole), rounding=int(rounding))) == english


@pytest.mark.parametrize(
    ("low", "high", "latvian", "english"),
    [
        (37.1, 51.6, "37–52_%", "37–52%"),
        (37.1, 37.2, "37_%", "37%"),
        (0, 100, "0–100_%", "0–100%"),
        (-3, 4, "−3 līdz 4_%", "−3 to 4%"),
        (math.nan, 4, "nav pieejams", "not available"),
    ],
)
def test_bands(low, high, latvian, english):
    assert (plain(band(LV, low, high)), plain(band(EN, low, high))) == (latvian, english)


def test_tops_leave_out_what_has_no_figure():
    ranked = [("Irāka", 1200), ("Sīrija", 85), ("Krievija", math.nan), ("Indija", 20)]
    assert plain(top(LV, ranked)) == "Irāka (1_200), Sīrija (85) un Indija (20)"
    assert top(EN, [("Iraq", 5)]) == "Iraq (5)"
    assert top(EN, [("Iraq", 12.34)], unit="percent") == "Iraq (12.3%)"
    assert (top(LV, []), top(EN, [("Iraq", math.nan)])) == ("nav pieejams", "not available")


@given(new=counts, old=counts, rounding=st.sampled_from([0, 5]), broken=st.booleans())
def test_no_figures_make_a_phrase_that_lies_or_breaks(new, old, rounding, broken):
    said = {one.code: change(one, new, old, rounding=rounding, broken=broken) for one in (LV, EN)}
    for text in said.values():
        assert "nan" not in text and "{" not in text and "None" not in text
    if "increased" in said["en"]:
        assert new > old and "pieauga" in said["lv"]
    if "decreased" in said["en"]:
        assert new < old and "samazinājās" in said["lv"]
    if abs(new - old) < rounding:
        assert "creased" not in said["en"]
    if old < 50:
        assert "%" not in said["lv"]
