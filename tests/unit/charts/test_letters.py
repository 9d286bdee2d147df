"""Letters that are remembered: the same drawing as matplotlib's own, however often and in whatever figure."""

import io

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from yearbook.charts.house import house
from yearbook.charts.letters import BACKEND, LETTERS


def drawn(figure, **how):
    with house():
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None}, **how)
    return file.getvalue()


def sheet(**options):
    with house():
        figure = Figure(figsize=(4, 2), **options)
        axes = figure.add_subplot()
        axes.bar(["Rīga", "Daugavpils"], [3, 5], label="Patvēruma meklētāji")
        axes.set_title("Ģimenes atkalapvienošana", weight="semibold")
        axes.set_xlabel("$n^2$ 1 000\u202f000", parse_math=True)
        axes.legend()
    return figure


@pytest.mark.parametrize("layout", [None, "constrained", "tight"])
def test_the_drawing_is_that_of_matplotlib_the_first_time_and_the_second(layout):
    own = drawn(sheet(layout=layout))
    assert "Ģimenes" in own
    assert [drawn(sheet(layout=layout), backend=BACKEND) for _ in range(2)] == [own, own]


def test_a_figure_of_pyplot_keeps_its_window():
    figure, _ = plt.subplots()
    canvas = figure.canvas
    drawn(figure, backend=BACKEND)
    assert figure.canvas is canvas
    plt.close(figure)
    assert not plt.fignum_exists(figure.number)


def test_a_text_is_measured_once(monkeypatch):
    asked = []
    monkeypatch.setattr(LETTERS, "_get_font", lambda prop: asked.append(prop) or type(LETTERS)._get_font(LETTERS, prop))
    figure = Figure()
    figure.text(0, 0, "Never drawn before 4711")
    before = drawn(figure, backend=BACKEND)
    first = len(asked)
    assert drawn(figure, backend=BACKEND) == before
    assert first > len(asked) - first  # the outlines' font alone is asked for again
