"""Charts on dark pages: every twin is seen, read and told apart as its colour is by day."""

import itertools

import matplotlib.pyplot as plt
import pytest

from yearbook import charts, palette
from yearbook.charts.fields import steps
from yearbook.night import at_night, field_twins, twins
from yearbook.palette import FIELDS, NIGHT, PAPER, ROLES, SHADES, colour, ink_on, ramp, text

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


BY_DAY = ramp(FIELDS, SHADES)


@pytest.mark.parametrize("field", BY_DAY)
def test_a_figure_can_be_read_on_its_field_by_day_and_at_night(field):
    known = field_twins()
    assert palette.contrast(ink_on(field), field) >= 4.5
    assert palette.contrast(known[ink_on(field).upper()], known[field]) >= 4.5


def test_more_is_lighter_at_night_as_it_is_deeper_by_day():
    assert all(palette.grey(a) >= palette.grey(b) for a, b in itertools.pairwise(BY_DAY))
    nights = [field_twins()[field] for field in BY_DAY]
    assert all(palette.grey(a) <= palette.grey(b) for a, b in itertools.pairwise(nights))
    assert palette.distance(nights[0], NIGHT) >= 5


@pytest.mark.parametrize("sight", palette.SIGHTS)
def test_the_groups_of_the_map_tell_apart_at_night(sight):
    groups = [palette.seen(field_twins()[shade.upper()], sight) for shade in steps(5)]
    assert palette.nearest(groups) >= 10


def drawn_fields():
    reader = charts.Reader(number=str, tick=str, period=str, language="lv")
    rows = [
        charts.Series("Irāka", ("2022", "2023"), (5.0, 1700.0)),
        charts.Series("Sīrija", ("2022", "2023"), (40.0, 0.0)),
    ]
    yield charts.heat(rows, reader, unit="Personas")
    yield charts.tile_map({"LV": 12.0, "EE": 3.0, "LT": 40.0}, reader, "LV", unit="Personas")


def test_fields_of_colour_have_a_night_and_none_of_their_inks_is_left_to_chance():
    charts.house_style()
    for figure in drawn_fields():
        svg = charts.to_svg(figure)
        plt.close(figure)
        night = at_night(svg)
        assert night is not None
        assert "#010101" in svg and "#010101" not in night
        assert NIGHT in night
