"""What must hold for every shape, with awkward data, at every width."""

import itertools

import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from yearbook.charts import WIDTHS, to_svg
from yearbook.charts.house import SMALL

from .awkward import shapes
from .conftest import make_reader

CASES = shapes()
SLACK = 0.5
FINE = 4  # letters are not hinted into other widths at this resolution


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every visible text with its box in points."""
    figure.set_dpi(72 * FINE)
    FigureCanvasAgg(figure).draw()
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    to_points = Affine2D().scale(1 / FINE)
    return [(t.get_text(), t.get_window_extent().transformed(to_points)) for t in found]


@pytest.fixture(params=["full", "phone"])
def width(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.parametrize("name", CASES)
def test_no_text_covers_another_or_leaves_the_sheet(name, width):
    figure = CASES[name](make_reader("lv"), width)
    boxes = texts(figure)
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < SLACK or down < SLACK, f"{one!r} and {other!r} overlap by {across:.1f} x {down:.1f} pt"
    wide, high = figure.get_size_inches() * 72
    for text, box in boxes:
        inside = box.x0 > -SLACK and box.y0 > -SLACK and box.x1 < wide + SLACK and box.y1 < high + SLACK
        assert inside, f"{text!r} leaves the sheet: {box}"


@pytest.mark.parametrize("name", CASES)
def test_width_is_the_page_grids_and_text_can_be_read_in_print_and_on_a_phone(name, width):
    figure = CASES[name](make_reader("en"), width)
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx(WIDTHS[width])
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    assert {t.get_fontfamily()[0] for t in shown} == {"Source Sans Pro"}
    smallest = min(t.get_fontsize() for t in shown)
    assert smallest >= 7
    css_pixels_a_point = 360 / (WIDTHS["phone"] / 25.4 * 72)
    assert smallest * css_pixels_a_point >= 12


@pytest.mark.parametrize("name", [n for n in CASES if n.startswith(("columns", "stacked"))])
def test_columns_start_at_nought(name, width):
    axes = CASES[name](make_reader("lv"), width).axes[0]
    low, high = axes.get_ylim()
    assert low <= 0 < high
    columns = [p for p in axes.patches if isinstance(p, Rectangle)]
    if name.startswith("columns"):
        assert all(p.get_y() == 0 for p in columns)
    assert all(low <= p.get_y() + p.get_height() <= high for p in columns)


def test_no_figure_stays_open_in_pyplot():
    for draw in CASES.values():
        draw(make_reader("lv"), "full")
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", CASES)
def test_svg_is_small_and_without_nan(name):
    svg = to_svg(CASES[name](make_reader("lv"), "full"))
    assert "nan" not in svg.lower().replace("sourcesanspro", "")
    assert len(svg) < 90_000  # the largest is a dumbbell of 28 countries


def test_small_is_the_smallest_size_of_type():
    assert SMALL >= 8.5
