from __future__ import annotations

import gzip
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    return lambda name: importlib.import_module(f"benchmarks.{name}")


def test_the_made_up_cube_is_one_that_both_ways_read_alike(module, tmp_path):
    cube = tmp_path / "migr_asyappctza.tsv.gz"
    module("cubes").make_cube(cube, series=4000)
    lines = gzip.decompress(cube.read_bytes()).decode().splitlines()
    assert len(lines) == 4001
    ways = module("ways").WAYS
    answers = [way(cube) for way in ways["read-whole"]]
    assert answers[0] == answers[1]
    assert answers[0]["rows"] > 30_000
    assert answers[0]["flagged"] > 0
    kept = [way(cube) for way in ways["read-kept"]]
    assert kept[0] == kept[1]
    assert 0 < kept[0]["rows"] < answers[0]["rows"]


def test_the_made_up_vintages_are_compared_alike(module, tmp_path):
    module("cubes").make_pair(tmp_path, cells=20_000)
    plain, ours = (way(tmp_path) for way in module("ways").WAYS["revisions"])
    assert plain == ours
    assert ours["changed"] == pytest.approx(200, abs=60)
    assert ours["vanished"] > 0
    assert ours["new"] > 0


def test_other_packages_parse_the_same_files_to_the_same_figures(module, tmp_path, monkeypatch):
    cube = tmp_path / "migr_asyappctza.tsv.gz"
    packages, ways = module("packages"), module("ways").WAYS
    monkeypatch.setattr(packages, "OBSERVATIONS", 500)
    module("cubes").make_cube(cube, series=800)
    packages.make_wire(cube)
    tsv = [way(tmp_path / packages.WIRE)() for way in ways["parse-tsv"]]
    assert tsv[0] == tsv[1]
    assert tsv[0]["flagged"] > 0
    csv = [way(tmp_path / packages.PART)() for way in ways["parse-csv"]]
    assert csv[0] == csv[1]
    assert csv[0]["values"] > 400
    assert packages.size_of(tmp_path / packages.WIRE) > 0.05


def test_a_speed_is_stated_beside_its_goal(module):
    measured, written = module("measured"), module("report")
    run = measured.Measured((measured.Run(2, 2, 100, {"rows": 1}),))
    text = written.section(written.Task("Parsing", "a file", rival="eurostat", megabytes=90, speed=50), run, run)
    assert "90 MB unpacked: **45 MB a second (goal 50: missed)**, eurostat 45.0." in text
    assert "| eurostat | 2.00 |" in text


def test_a_task_is_measured_from_outside(module, tmp_path):
    cube = tmp_path / "migr_asyappctza.tsv.gz"
    module("cubes").make_cube(cube, series=4000)
    run = module("measured").run_task("read-kept", "ours", cube)
    assert run.answer["rows"] > 0
    assert run.seconds > 0
    assert run.processor > 0
    assert run.megabytes > 20


def test_a_failing_task_is_noticed(module, tmp_path, capfd):
    with pytest.raises(RuntimeError, match="read-kept \\(ours\\) failed"):
        module("measured").run_task("read-kept", "ours", tmp_path / "absent.tsv.gz")
    assert "there is no such file" in capfd.readouterr().err


def test_the_report_states_medians_ratios_and_goals(module):
    measured, written = module("measured"), module("report")

    def runs(*figures):
        return measured.Measured(tuple(measured.Run(s, 2 * s, mb, {"rows": 6000}) for s, mb in figures))

    task = written.Task("Reading", "a cube", faster=8, smaller=2)
    found = {"Reading": (runs((40, 900), (42, 1000), (50, 1100)), runs((5, 600), (6, 600), (4, 500)))}
    text = written.report([task], found, load=0.5, day="2026-11-23")
    assert "| plain pandas | 42.00 | 40.00 to 50.00 | 84.0 | 1,000 |" in text
    assert "| yearbook | 5.00 | 4.00 to 6.00 | 10.0 | 600 |" in text
    assert "**8.4 times less time (goal 8: met), 1.7 times less memory (goal 2: missed).**" in text
    assert "3 runs each. Both found: rows 6,000." in text
    assert "duckdb" in text


def test_different_answers_stop_the_benchmark(module, monkeypatch, tmp_path):
    main = module("__main__")
    run = module("measured").Run
    answers = {"plain": run(1, 1, 1, {"rows": 1}), "ours": run(1, 1, 1, {"rows": 2})}
    monkeypatch.setattr(main, "run_task", lambda _task, way, _path: answers[way])
    with pytest.raises(SystemExit, match="the ways differ"):
        main.measure("read-kept", tmp_path, 1)


def test_a_building_report_has_the_floor_beside_each_row_and_says_which_way_the_plain_pdf_was_made(module):
    building = module("building")
    found = {
        **{"plain execute": 100.0, "plain html": 10.0, "typst": 8.0, "floor": 20.0, "execute 1": 30.0},
        **{"execute 2": 16.0, "whole": 30.0, "memory": 1400.0, "nothing": 0.2, "sentence": 3.0, "heading": 5.0},
        "help": 0.1,
    }
    told = building.report(building.rows(found, (10, 250.0)), found, [1400.0, 1390.0], 3, 0.0)
    assert "| all chapters, both languages | 100.0 | 16.00 | 6.2 | 20.0 | 0.8 | 6 times: met |" in told
    assert (
        "| whole edition, both languages, HTML and PDF | 118.0 | 30.00 | 3.9 | 20.0 | 1.5 | 5 times: missed |" in told
    )
    assert "| a sentence changed, both HTML | 118.0 | 3.00 | 39.3 | none |  | under 4 s: met |" in told
    assert "| 10 editions beside 10 times one | 300.0 | 250.00 | 1.2 | 200.0 | 1.2 | not more each: met |" in told
    assert "XeLaTeX is not installed" in told
    assert "1,400, 1,390 MB" in told
    assert "| 150.0 | 30.00 | 5.0 |" in building.report(
        building.rows({**found, "xelatex": 40.0}, (10, 250.0)), {**found, "xelatex": 40.0}, [], 3, 0.0
    )
