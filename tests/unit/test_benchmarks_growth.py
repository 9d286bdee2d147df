"""The plan of growth: whole units a worker, and a trial that is held against it."""

import importlib
from pathlib import Path

import pytest


@pytest.fixture
def growth(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    return importlib.import_module("benchmarks.growth")


@pytest.fixture
def unit(growth):
    return growth.Unit(ready=10, chapter=2, chapters=15)


def test_a_unit_reads_its_figures_once_for_all_languages(unit):
    assert (unit.seconds(1), unit.seconds(2)) == (40, 70)


@pytest.mark.parametrize(("units", "workers", "seconds"), [(1, 1, 70), (310, 16, 1400), (310, 512, 70)])
def test_a_worker_takes_whole_units(growth, unit, units, workers, seconds):
    assert growth.planned(unit, units, 2, workers) == seconds


@pytest.mark.parametrize(
    ("taken", "said"), [(330, "+3% (agrees within 20%)"), (500, "+56% (does not agree within 20%)")]
)
def test_the_report_says_whether_the_trial_agrees(growth, unit, taken, said):
    text = growth.report(unit, (5, 3, 320, taken), 2, 0.1)
    assert "9,300 chapters for 31 countries" in text
    assert "| 128 | 0.06 |" in text
    assert said in text
