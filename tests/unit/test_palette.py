"""Colours that can be told apart: on white, on a dark page, in grey print, and by colour-blind readers."""

import itertools

import pytest

from yearbook import palette
from yearbook.errors import UnknownName

OUTCOMES = ("refugee", "subsidiary", "humanitarian", "negative")
LINES = ("country", "eu", "EE", "LT", "context")
PARTS = ("one", "two", "three", "four", "five")


@pytest.mark.parametrize("role", palette.ROLES)
def test_marks_stand_out_on_white_and_their_text_can_be_read(role):
    shade = palette.colour(role)
    assert palette.contrast(shade, palette.PAPER) >= 3
    assert palette.contrast(palette.text(shade), palette.PAPER) >= 4.5


@pytest.mark.parametrize("role", palette.ROLES)
def test_dark_twins_stand_out_on_a_dark_page(role):
    twin = palette.dark(palette.colour(role))
    assert palette.contrast(twin, palette.NIGHT) >= 3
    assert palette.contrast(palette.text(twin, palette.NIGHT), palette.NIGHT) >= 4.5


def test_latvia_and_the_eu_need_a_twin_of_their_own():
    assert palette.dark("#9E1B32") != "#9E1B32"
    assert palette.dark("#003399") != "#003399"
    assert palette.contrast(palette.dark("#0F3554"), palette.NIGHT) > 10  # the darkest by day is the lightest by night


@pytest.mark.parametrize("family", [OUTCOMES, LINES, PARTS])
@pytest.mark.parametrize("sight", palette.SIGHTS)
def test_a_family_is_told_apart_by_every_sight(family, sight):
    assert palette.nearest([palette.seen(palette.colour(role), sight) for role in family]) >= 10


def test_outcomes_go_from_dark_to_light_in_grey_print():
    greys = [palette.grey(palette.colour(role)) for role in OUTCOMES[:3]]
    assert greys == sorted(greys)
    assert min(b - a for a, b in itertools.pairwise(greys)) >= 12


def test_country_and_context_differ_in_grey_print():
    assert palette.grey(palette.colour("context")) - palette.grey(palette.colour("country")) >= 12


def test_contrast_agrees_with_the_figures_of_the_direction():
    assert palette.contrast("#9E1B32", "#FFFFFF") == pytest.approx(7.9, abs=0.1)
    assert palette.contrast("#003399", "#FFFFFF") == pytest.approx(10.9, abs=0.1)
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_latvia_is_a_neighbour_beside_another_country():
    assert palette.colours(["LV", "EE"])[0] == palette.colour("country")
    assert palette.colours(["country", "LV"]) == [palette.colour("country"), palette.colour("second")]


def test_unknown_role_is_named():
    with pytest.raises(UnknownName, match="role of a chart 'contry'"):
        palette.colour("contry")


def test_text_on_a_shaded_field_can_always_be_read():
    from matplotlib.colors import to_hex  # noqa: PLC0415

    from yearbook.charts.fields import ink_on, shades  # noqa: PLC0415

    for step in range(101):
        shade = to_hex(shades()(step / 100))
        assert palette.contrast(ink_on(shade), shade) >= 4.5
