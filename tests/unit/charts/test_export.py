"""SVG byte for byte, small and free of names; the style for analysts' own figures."""

import re
import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from yearbook import charts

from .awkward import COUNTRIES, LATVIA, shapes
from .conftest import make_reader

TWICE = """
from tests.unit.charts.awkward import shapes
from tests.unit.charts.conftest import make_reader
from yearbook.charts import to_svg
import sys
sys.stdout.write(to_svg(shapes()[sys.argv[1]](make_reader("lv"), "full")))
"""


@pytest.mark.parametrize("name", ["line, five", "small multiples", "tile map"])
def test_svg_is_the_same_in_two_processes(name):
    runs = [subprocess.run([sys.executable, "-c", TWICE, name], capture_output=True, check=True) for _ in "ab"]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.startswith(b"<svg")


def test_svg_is_the_same_whatever_a_notebook_has_set(lv):
    plain = charts.to_svg(charts.line([LATVIA], lv))
    with mpl.rc_context({"font.size": 20, "axes.facecolor": "red", "svg.fonttype": "none", "svg.hashsalt": "x"}):
        assert charts.to_svg(charts.line([LATVIA], lv)) == plain


def test_svg_has_an_opaque_page_no_date_no_maker_and_no_address_but_namespaces(lv):
    svg = charts.to_svg(charts.ranking(COUNTRIES, lv))
    assert "fill: #ffffff" in svg
    assert "<metadata" not in svg
    assert set(re.findall(r"https?://[^\"' <]+", svg)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "<text" not in svg
    assert len(svg) < 60_000


def test_letters_in_svg_are_defined_and_used_under_the_same_name(lv):
    svg = charts.to_svg(charts.line([LATVIA], lv))
    used = set(re.findall(r'xlink:href="#([^"]+)"', svg))
    assert used
    assert used <= set(re.findall(r'id="([^"]+)"', svg))


def test_rounding_moves_nothing_by_more_than_a_hundredth_of_a_point(lv):
    figure = charts.sparkline(LATVIA)
    path = max(re.findall(r' d="([^"]+)"', charts.to_svg(figure)), key=len)
    assert not re.search(r"\d\.\d{3}", path)


def test_png_has_the_print_size(lv):
    png = charts.to_png(charts.line([LATVIA], lv), dpi=100)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == pytest.approx(160 / 25.4 * 100, abs=1)


def test_house_style_reaches_an_analysts_seaborn_figure():
    import seaborn as sns  # noqa: PLC0415

    with mpl.rc_context():
        settings = charts.house_style()
        axes = sns.barplot(x=["2022", "2023"], y=[620, 1700])
        assert axes.xaxis.get_ticklabels()[0].get_fontfamily() == ["Source Sans Pro"]
        assert not axes.spines["top"].get_visible()
        assert settings["svg.fonttype"] == "path"
        assert charts.to_svg(axes.figure).startswith("<svg")
        plt.close(axes.figure)


def test_every_shape_can_be_written_in_english_too():
    for name, draw in shapes().items():
        assert charts.to_svg(draw(make_reader("en"), "phone")).endswith("</svg>\n"), name
