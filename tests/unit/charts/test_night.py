"""Charts on dark pages: every twin is seen, read and told apart as its colour is by day."""

import matplotlib.pyplot as plt
import pytest

from yearbook import charts
from yearbook.charts import palette
from yearbook.charts.night import at_night, twins
from yearbook.charts.palette import NIGHT, PAPER, ROLES, colour, text

OUTCOMES = ("refugee", "subsidiary", "humanitarian", "negative")
LINES = ("country", "eu", "EE", "LT", "context")
PARTS = ("one", "two", "three", "four", "five", "other")


@pytest.mark.parametrize("role", ROLES)
def test_a_mark_stands_out_from_the_dark_page(role):
    assert palette.contrast(twins()[colour(role).upper()], NIGHT) >= 3


@pytest.mark.parametrize("shade", [palette.INK, palette.MUTED, *{text(one) for one in ROLES.values()}])
def test_text_can_be_read_on_the_dark_page(shade):
    assert palette.contrast(twins()[shade], NIGHT) >= 4.5


@pytest.mark.parametrize("family", [OUTCOMES, LINES, PARTS])
@pytest.mark.parametrize("sight", palette.SIGHTS)
def test_a_family_is_told_apart_by_every_sight(family, sight):
    assert palette.nearest([palette.seen(twins()[colour(role)], sight) for role in family]) >= 10


def test_paper_becomes_night_and_nothing_of_the_day_is_left():
    svg = '<path style="fill: #ffffff; stroke: #9e1b32"/><use style="fill: #22262b"/>'
    drawn = at_night(svg)
    assert drawn == f'<path style="fill: {NIGHT}; stroke: #E8707F"/><use style="fill: #E6E9ED"/>'
    assert PAPER not in drawn.upper()


def test_a_drawing_with_other_colours_keeps_its_paper():
    assert at_night('<path style="fill: #123456"/>') is None


def test_a_house_chart_has_a_night():
    charts.house_style()
    one = charts.Series("Latvija", ("2022", "2023"), (1.0, 2.0), (0.5, 1.5), (1.5, 2.5), role="country")
    reader = charts.Reader(number=str, tick=str, period=str, language="lv")
    figure = charts.line([one], reader, unit="Personas")
    svg = charts.to_svg(figure)
    plt.close(figure)
    assert at_night(svg) is not None
