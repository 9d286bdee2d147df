"""What the marks say: colours by role, hollow when provisional, a gap at holes and breaks."""

import itertools
import math

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from yearbook import charts
from yearbook.charts import Bar, Panel, Series
from yearbook.charts.fields import MOST_CLASSES, classes, range_text, steps
from yearbook.errors import UnknownName, YearbookError
from yearbook.palette import PAPER, ROLES, grey

from .awkward import FIVE, LATVIA, LAYERS, NAN, SERIES, years


def marks(figure, name):
    return [artist for artist in figure.axes[0].get_children() if artist.get_gid() == name]


def test_lines_have_the_colours_of_their_roles_and_the_country_is_on_top(lv):
    stretches = marks(charts.line(FIVE, lv), "stretch")
    assert {to_hex(line.get_color()).upper() for line in stretches} == {ROLES[one.role] for one in FIVE}
    top = max(stretches, key=lambda line: (line.get_zorder(), stretches.index(line)))
    assert to_hex(top.get_color()).upper() == ROLES["country"]
    assert top.get_linewidth() == max(line.get_linewidth() for line in stretches)


def test_a_missing_year_is_never_joined(lv):
    stretches = marks(charts.line(SERIES["hole"], lv), "stretch")
    assert [list(line.get_xdata()) for line in stretches] == [[2015, 2016], [2019, 2020]]
    assert marks(charts.line(SERIES["hole"], lv), "break") == []


def test_a_year_that_is_not_in_the_series_is_a_hole_too(lv):
    series = Series("Latvija", ("2015", "2018"), (5, 10), role="country")
    assert [len(line.get_xdata()) for line in marks(charts.line([series], lv), "stretch")] == [1, 1]
    assert [bar.get_x() + bar.get_width() / 2 for bar in marks(charts.columns([series], lv), "column")] == [2015, 2018]


def test_a_break_is_a_gap_with_a_mark_between_the_two_years(lv):
    figure = charts.line(SERIES["break"], lv)
    assert [list(line.get_xdata()) for line in marks(figure, "stretch")] == [[2015, 2016], [2017, 2018]]
    assert [list(mark.get_xdata()) for mark in marks(figure, "break")] == [[2016.5]]
    assert lv.word("break") in [text.get_text() for text in figure.texts]
    assert [list(mark.get_xdata()) for mark in marks(charts.columns(SERIES["break"], lv), "break")] == [[2016.5]]


def test_a_series_that_breaks_every_year_is_points_without_marks(lv):
    span = ("2018", "2019", "2020", "2021", "2022")
    broken = Series("ES", span, (1, 2, 3, 4, 5), breaks=frozenset(span[1:]), role="eu")
    calm = Series("Latvija", span, (1, 1, 2, 2, 3), role="country")
    figure = charts.line([broken, calm], lv)
    assert marks(figure, "break") == []
    assert len(marks(figure, "stretch")) == len(span) + 1
    told = [text.get_text() for text in figure.texts]
    assert lv.word("breaks") in told
    assert lv.word("break") not in told
    assert not SERIES["break"][0].scattered


def test_provisional_points_columns_and_layers_are_hollow_and_the_key_says_so(lv):
    line, columns = charts.line([LATVIA], lv), charts.columns([LATVIA], lv)
    (point,) = marks(line, "provisional")
    assert to_hex(point.get_markerfacecolor()).upper() == PAPER
    (column,) = marks(columns, "provisional")
    assert to_hex(column.get_facecolor()).upper() == PAPER
    assert to_hex(column.get_edgecolor()).upper() == ROLES["country"]
    for figure in (line, columns, charts.stacked([LATVIA], lv)):
        assert lv.word("provisional") in [text.get_text() for text in figure.texts]


def test_nothing_is_said_about_provisional_values_where_there_are_none(lv):
    assert [text.get_text() for text in charts.line(SERIES["hole"], lv).texts] == []


def test_a_band_is_drawn(lv):
    assert len(marks(charts.line(SERIES["band"], lv), "band")) == 1
    assert len(marks(charts.ranking([Bar("Latvija", 5, "country", low=3, high=7)], lv), "band")) == 1


def test_columns_are_as_high_as_their_values_and_missing_ones_are_not_drawn(lv):
    heights = [bar.get_height() for bar in marks(charts.columns([years(5, NAN, 0, 1700)], lv), "column")]
    assert heights == [5, 0, 1700]


def test_every_column_is_labelled_up_to_seventeen_years(lv):
    texts = [text.get_text() for text in charts.columns([LATVIA], lv).axes[0].texts]
    assert texts == [lv.number(v) for v in LATVIA.values]


def test_layers_stand_on_one_another_and_shares_fill_the_whole(lv):
    figure = charts.stacked(LAYERS, lv, share=True)
    tops = {}
    for bar in marks(figure, "layer"):
        year = round(bar.get_x() + bar.get_width() / 2)
        tops[year] = max(tops.get(year, 0), bar.get_y() + bar.get_height())
    assert list(tops.values()) == pytest.approx([100.0] * len(tops))


def test_above_columns_stands_the_published_total_and_never_a_sum_of_rounded_parts(lv):
    assert [text.get_text() for text in charts.stacked(LAYERS, lv).axes[0].texts][:-3] == []
    said = charts.stacked(LAYERS, lv, totals={"2020": 121, "2022": NAN}).axes[0].texts
    assert [text.get_text() for text in said if text.get_text() == "121"] == ["121"]


def test_percentages_rounded_one_by_one_do_not_lengthen_the_axis(lv):
    parts = [years(52.1, 53.2, role="one"), years(47.9, 46.9, role="two")]
    assert charts.stacked(parts, lv).axes[0].get_ylim()[1] == 100


def test_countries_of_the_map_fall_into_groups_of_equal_size_however_little_they_differ(lv):
    assert classes([71.0, 71.1, 71.2, 71.3, 71.4, 71.5]) == [[71.0, 71.1], [71.2], [71.3], [71.4], [71.5]]
    assert classes([5, 5, 5]) == [[5]]
    figure = charts.tile_map({"LV": 71.0, "LT": 71.5, "EE": 1700, "MT": 71.5}, lv, "LV")
    faces = {to_hex(tile.get_facecolor()) for tile in figure.axes[0].patches} - {to_hex("white")}
    assert len(faces) == 3
    assert [text.get_text() for text in figure.texts] == ["71", "71,5", "1\u00a0700"]


def test_shades_of_the_map_tell_apart_in_a_grey_print():
    greys = [grey(shade) for shade in steps(MOST_CLASSES)]
    assert greys == sorted(greys, reverse=True)
    assert min(a - b for a, b in itertools.pairwise(greys)) > 10


@pytest.mark.parametrize(("group", "said"), [([5], "5"), ([5, 10], "5–10"), ([-7.7, -1.2], "−7,7 … −1,2")])
def test_the_key_of_the_map_says_what_a_group_spans(lv, group, said):
    assert range_text(group, lv) == said


def test_ranking_keeps_the_callers_order_and_says_what_is_missing(en):
    axes = charts.ranking([Bar("A", 3), Bar("Latvia", NAN, "country"), Bar("C", 9)], en).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["A", "Latvia", "C"]
    assert [text.get_text() for text in axes.texts] == ["3", "no data", "9"]
    first, *_, last = axes.get_yticks()
    assert axes.get_ylim()[0] > last > first > axes.get_ylim()[1]


def test_small_multiples_share_one_scale_and_calendar(lv):
    panels = [
        Panel("Irāka", (years(5, 1700),)),
        Panel("Irāna", (years(5, first=2019),)),
        Panel("Sīrija", (years(NAN),)),
    ]
    axes = charts.small_multiples(panels, lv).axes
    assert len({one.get_ylim() for one in axes}) == len({one.get_xlim() for one in axes}) == 1
    assert lv.word("missing") in [text.get_text() for text in axes[2].texts]


def test_an_axis_that_does_not_start_at_nought_says_so(en):
    figure = charts.line(SERIES["large"], en, unit="Persons", zero=False)
    assert figure.axes[0].get_ylim()[0] > 0
    assert figure.texts[0].get_text() == "Persons (axis does not start at zero)"


def test_a_phone_gets_fewer_labels_not_smaller_ones(lv):
    full, phone = charts.columns([LATVIA], lv), charts.columns([LATVIA], lv, width="phone")
    shown = [[one.get_text() for one in figure.artists if isinstance(one, Text)] for figure in (full, phone)]
    assert 3 <= len(shown[1]) < len(shown[0])
    assert shown[0][-1] == shown[1][-1] == "2024"


@pytest.mark.parametrize(
    "draw",
    [
        lambda r: charts.line([], r),
        lambda r: charts.line([years(NAN, NAN)], r),
        lambda r: charts.columns([years(NAN)], r),
        lambda r: charts.stacked([years(NAN)], r),
        lambda r: charts.stacked([years(0, 0)], r, share=True),
        lambda r: charts.stacked([years(-1, 5)], r, share=True),
        lambda r: charts.ranking([Bar("Latvija", NAN)], r),
        lambda r: charts.ranking([], r),
        lambda r: charts.small_multiples([], r),
        lambda r: charts.heat([years(NAN)], r),
        lambda r: charts.tile_map({"LV": NAN}, r, "LV"),
        lambda r: charts.tile_map({"US": 5}, r, "LV"),
        lambda r: charts.waterfall([Bar("A", NAN), Bar("B", 5)], r),
        lambda r: charts.pyramid([Bar("0–13", 5)], [Bar("14–17", 5)], r, ("A", "B")),
        lambda r: charts.slope([years(5)], r),
        lambda r: charts.dumbbell([], r, ("2022", "2023")),
        lambda _: charts.sparkline(years(NAN)),
        lambda r: charts.columns([years(1), years(2), years(3)], r),
        lambda r: charts.line([years(1), Series("B", ("2023-01",), (5,))], r),
    ],
)
def test_what_cannot_be_drawn_is_a_users_error_with_a_remedy(draw, lv):
    with pytest.raises(YearbookError) as caught:
        draw(lv)
    assert "to do:" in str(caught.value)


def test_six_lines_are_refused_with_small_multiples_as_the_remedy(lv):
    with pytest.raises(YearbookError, match="small multiples"):
        charts.line([years(n, n) for n in range(6)], lv)


def test_parts_of_different_length_unknown_width_and_language_are_refused(lv):
    with pytest.raises(YearbookError, match="different length"):
        Series("A", ("2015",), (1.0, 2.0))
    with pytest.raises(UnknownName, match="width"):
        charts.line([LATVIA], lv, width="wide")
    with pytest.raises(UnknownName, match="language"):
        charts.Reader(str, str, str, "fr")


def test_heat_keeps_the_newest_years_on_a_phone(lv):
    axes = charts.heat([LATVIA], lv, width="phone").axes[0]
    shown = [label.get_text() for label in axes.get_xticklabels()]
    assert shown[-1] == "2024"
    assert 3 <= len(shown) < len(LATVIA.periods)
    assert all(math.isfinite(v) for v in LATVIA.values)
