from __future__ import annotations

import threading
import time
from pathlib import Path

import nbformat
import pytest

from yearbook.errors import UnknownName, YearbookError
from yearbook.execution import Clock, Run, default_jobs, execute, execute_all, side_by_side
from yearbook.notebook import check_parameters, read_notebook
from yearbook.warm_kernels.client import WarmServer, warm_process

GIVEN = {"edition": 2023, "language": "en", "country": "LV"}
START = 'edition = 2023\nlanguage = "lv"\ncountry = "LV"'


@pytest.fixture
def write(tmp_path):
    def notebook(*sources, name="asylum", first=START, tag="parameters"):
        cells = [nbformat.v4.new_code_cell(first, metadata={"tags": [tag]})]
        cells += [nbformat.v4.new_code_cell(source) for source in sources]
        path = tmp_path / f"{name}.ipynb"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
        return path

    return notebook


def test_a_notebook_without_a_cell_for_parameters_is_refused(write):
    with pytest.raises(
        YearbookError, match=r"no cell tagged 'parameters'(.|\n)*asylum.ipynb(.|\n)*to do: tag its first"
    ):
        read_notebook(write(tag="other"))


@pytest.mark.parametrize("text", ["", "not JSON", "[]", "{}", '{"cells": 1, "nbformat": 4}'])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    path = tmp_path / "asylum.ipynb"
    path.write_text(text, "utf-8")
    with pytest.raises(YearbookError, match=r"this is not a notebook|no cell tagged"):
        read_notebook(path)
    with pytest.raises(YearbookError, match="the notebook is not there"):
        read_notebook(tmp_path / "nowhere.ipynb")


def test_a_parameter_that_the_notebook_lacks_is_named_with_the_nearest(write):
    path = write(first='edition = 2023\nlanguag = "lv"\ncountry = "LV"')
    with pytest.raises(UnknownName, match=r"unknown parameter 'language'(.|\n)*did you mean 'languag'"):
        check_parameters(path, GIVEN)


def test_a_parameter_may_say_its_type_and_a_cell_that_is_not_python_is_refused(write):
    typed = "edition: int = 2023  # the year\nlanguage = country = 'lv'"
    assert check_parameters(write(first=typed), {"edition": 2023, "language": "lv", "country": "LV"})
    with pytest.raises(YearbookError, match=r"this is not Python(.|\n)*asylum.ipynb, cell tagged 'parameters', line 1"):
        check_parameters(write(first="edition = = 2023"), GIVEN)


def test_a_parameter_that_is_not_given_is_named(write):
    with pytest.raises(YearbookError, match=r"asks for a parameter 'region'(.|\n)*asylum.ipynb"):
        check_parameters(write(first=f'{START}\nregion = "Riga"'), GIVEN)


def test_the_right_parameters_are_let_through(write):
    assert check_parameters(write("x = 1"), GIVEN).cells[1].source == "x = 1"


def test_a_failing_cell_is_reported_and_the_others_still_run(write, tiny):
    failing = Run(write("import math", "value = math.sqrt(2)\nvalue / 0", name="bad"), GIVEN)
    good = Run(write("print(language, country, edition)", name="good"), GIVEN)
    told = []
    with warm_process() as server:
        bad, done = execute_all(tiny, [failing, good], 2, told.append, server)
    assert {one.run.name for one in told} == {"bad", "good"}
    assert done.error is None
    assert done.notebook.cells[1].outputs[0].text == "en LV 2023\n"
    said = str(bad.error)
    assert bad.notebook is None
    assert "ZeroDivisionError: float division by zero" in said
    assert "notebooks/bad.ipynb, cell 3" in said
    assert "edition=2023, language='en', country='LV'" in said
    assert "value / 0" in said
    assert "\x1b[" not in said


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("import os\nos._exit(1)", "the kernel died while a cell ran"),
        ("import time\ntime.sleep(60)", "the chapter did not end within 2 seconds"),
    ],
)
def test_a_chapter_that_dies_or_hangs_is_reported_with_its_cell(write, tiny, cell, reason):
    run = Run(write("x = 1", cell, name="stuck"), GIVEN)
    with WarmServer() as warm:
        said = str(execute(run, tiny.root, warm.address, limit=2).error)
    assert reason in said
    assert "notebooks/stuck.ipynb, cell 3 (edition=2023, language='en', country='LV')" in said


def test_the_time_limit_is_that_of_all_cells_together():
    clock = Clock(10)
    assert 9 <= clock.left() <= 10
    assert Clock(0).left() == 1  # nbclient takes nothing for no limit


def test_kernels_work_in_the_folder_of_the_project_and_find_what_was_prepared(write, tiny):
    run = Run(write("import os, sys\nprint(os.getcwd(), 'decimal' in sys.modules)"), GIVEN)
    before = Path.cwd()
    with warm_process(["decimal"]) as server:
        [done] = execute_all(tiny, [run], 1, lambda _: None, server)
    assert done.notebook.cells[1].outputs[0].text.split() == [str(tiny.root), "True"]
    assert Path.cwd() == before


def test_one_notebook_a_core_by_default():
    assert default_jobs() >= 1


def test_what_has_not_begun_when_something_fails_never_begins():
    begun, go = [], threading.Event()

    def work(number):
        begun.append(number)
        go.wait()

    with pytest.raises(KeyboardInterrupt), side_by_side(1) as pool:
        for number in range(3):
            pool.submit(work, number)
        while not begun:
            time.sleep(0.01)
        threading.Timer(0.05, go.set).start()
        raise KeyboardInterrupt
    assert begun == [0]
