"""Charts that set things beside one another, on the figures of the tiny edition."""

from __future__ import annotations

import math

import pytest

from yearbook import charts, comparisons
from yearbook.breakdowns import categories, multiples, parts
from yearbook.exhibits import Asked, by_country, over_time


@pytest.fixture
def drawn(monkeypatch):
    """What the charts were given: name of the chart, records, reader and options of each picture."""
    seen = []

    def spy(name, draw):
        def recorded(records, reader, **options):
            seen.append((name, list(records), reader, options))
            return draw(records, reader, **options)

        recorded.__name__ = name
        return recorded

    for name in ("dumbbell", "slope", "heat", "waterfall", "ranking", "stacked"):
        monkeypatch.setattr(charts, name, spy(name, getattr(charts, name)))
    return seen


def test_a_dumbbell_has_a_row_a_country_and_names_those_that_lack_a_figure(view_of, drawn):
    shown = comparisons.dumbbell(view_of(), ("first_time_applicants", "applicants"), "pair", None)
    _, pairs, _, options = drawn[0]
    assert options["ends"] == ("First-time asylum applicants", "Asylum applicants")
    assert [pair.role for pair in pairs if pair.label == "Latvia"] == ["country"]
    assert all(math.isfinite(pair.first + pair.second) for pair in pairs)
    assert [pair.second for pair in pairs] == sorted((pair.second for pair in pairs), reverse=True)
    assert "No data: " in shown.notes[0]
    assert "Latvia: " in shown.alt and "First-time asylum applicants" in shown.alt


def test_a_slope_stands_on_the_first_and_the_last_year(view_of, drawn):
    comparisons.slope(view_of(), "applicants", 10, None)
    _, series, _, _ = drawn[0]
    assert {one.periods for one in series} == {("2020", "2023")}
    assert series[0].values == (180, 1700)


def test_one_year_makes_no_slope(view_of):
    assert comparisons.slope(view_of(), "applicants", 1, None).kind == "missing"


def test_a_heat_table_has_a_row_a_category_and_a_column_a_year(view_of, drawn):
    view = view_of(code="lv")
    shown = comparisons.heat(view, "applicants", "citizen", categories(view, "applicants", "citizen", 2, None), 10, "T")
    _, rows, _, _ = drawn[0]
    assert [row.label for row in rows] == ["Krievija", "Afganistāna"]
    assert shown.name == "applicants_by_citizen_heat"
    assert shown.title == "T"


def test_a_waterfall_adds_up_to_the_published_figure_and_shows_signs(view_of, drawn):
    names, total = ("first_instance_decisions", "-negative_decisions"), "positive_decisions"
    shown = comparisons.waterfall(view_of(), names, total, "made_of", None)
    _, bars, reader, _ = drawn[0]
    whole = view_of().results.select(total).only(geo="LV").frame.set_index("period")["value"]
    assert sum(bar.value for bar in bars) == pytest.approx(whole["2023"], abs=5)
    assert reader.number(5) == "+5"
    assert reader.word("total") == "Positive first-instance decisions"
    assert set(shown.rows["indicator"]) == {"first_instance_decisions", "negative_decisions", total}


@pytest.mark.parametrize(
    "show",
    [
        lambda view: comparisons.dumbbell(view, ("recognition_rate", "recognition_rate"), "pair", None),
        lambda view: comparisons.slope(view, "recognition_rate", 10, None),
        lambda view: comparisons.heat(view, "first_time_applicants", "citizen", [], 10, None),
        lambda view: comparisons.waterfall(view, ("positive_decisions",), "negative_decisions", "made_of", None),
    ],
)
def test_what_a_country_lacks_is_said(view_of, show):
    assert show(view_of("LT")).kind == "missing"


def test_a_line_of_one_year_is_drawn_as_bars(view_of, drawn):
    view = view_of()
    over_time(view, charts.line, "applicants", by_country(view, "applicants", ["LV", "EE"]), Asked(1, None))
    assert {name for name, *_ in drawn} == {"ranking"}
    assert [bar.value for bar in drawn[0][1]] == [1700, 3980]
    multiples(view, "applicants", "citizen", ["RU", "IQ"], 1, None)
    assert [bar.label for bar in drawn[-1][1]] == ["Russia", "Iraq"]


def test_parts_bear_the_published_total(view_of, drawn):
    parts(view_of(), "applicants", "citizen", ["RU", "IQ", "AF"], 10, None)
    _, _, _, options = drawn[0]
    assert options["totals"]["2022"] == 620
