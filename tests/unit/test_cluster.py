"""Chapters on a real Dask scheduler with two worker processes, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
import threading
import time

import nbformat
import pytest

from yearbook import cluster
from yearbook.cluster import bundles_of, execute_on_cluster, unpacked
from yearbook.errors import YearbookError
from yearbook.execution import Run

distributed = pytest.importorskip("distributed", reason="Dask is not installed")

GIVEN = {"edition": 2023, "language": "lv", "country": "LV"}
START = 'edition = 2023\nlanguage = "lv"\ncountry = "LV"'


@pytest.fixture(scope="module")
def workers():
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(**options) as local:
        local.wait_for_workers(2)
        yield local


@pytest.fixture
def runs(spoilt):
    """Return runs of notebooks that hold one cell each, in the tiny project."""

    def made(*sources):
        found = []
        for number, source in enumerate(sources):
            first = nbformat.v4.new_code_cell(START, metadata={"tags": ["parameters"]})
            cells = [first, nbformat.v4.new_code_cell(source)]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            path = spoilt.notebooks / f"sample-{number}.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
            found.append(Run(path, GIVEN))
        return found

    return made


def printed(executed):
    assert executed.error is None, executed.error
    return executed.notebook.cells[-1].outputs[0].text.split()


@pytest.mark.slow
def test_workers_run_chapters_from_the_same_files_in_a_folder_of_their_own(workers, runs, spoilt):
    show = "import os\nprint(os.getcwd(), os.path.isfile('data/labels.csv'), os.getppid())"
    told = []
    wanted = runs(show, show, "import math\nmath.sqrt(-1)")
    done = execute_on_cluster(workers.scheduler_address, spoilt, wanted, told.append, ["decimal"])
    assert {one.run.name for one in told} == {run.name for run in wanted}
    places = [printed(one) for one in done[:2]]
    assert {there for _, there, _ in places} == {"True"}
    assert spoilt.root.as_posix() not in {folder for folder, _, _ in places}
    assert [one.run for one in done] == wanted
    assert "ValueError" in str(done[2].error)
    assert "notebooks/sample-2.ipynb, cell 2" in str(done[2].error)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing(workers, runs, spoilt):
    wanted = runs(*["import time\ntime.sleep(1.5)\nprint('whole')"] * 6)
    told = []
    with distributed.Client(workers.scheduler_address, set_as_default=False) as client:
        [first, *_] = client.run(os.getpid).values()
    killed = threading.Timer(2.5, os.kill, (first, signal.SIGKILL))
    killed.start()
    done = execute_on_cluster(workers.scheduler_address, spoilt, wanted, told.append)
    killed.join()
    assert [printed(one) for one in done] == [["whole"]] * 6
    assert len(told) == 6


@pytest.mark.slow
def test_an_edition_comes_out_the_same_on_a_cluster(workers, built, run, spoilt):
    words = ("build", "2023", "--format", "html", "--language", "lv", "--dask", workers.scheduler_address)
    said = run(spoilt, *words)
    assert said.code == 0, said.err
    assert "done asylum (lv)" in said.text
    here, there = built.source("lv"), spoilt.build / "work" / "site" / "LV" / "lv" / "2023" / "source"
    files = {path.relative_to(there): path.read_bytes() for path in there.rglob("*") if path.is_file()}
    assert {name: (here / name).read_bytes() for name in files} == files


def test_a_cluster_that_is_not_there_is_said(tiny, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(YearbookError, match=r"no Dask scheduler at tcp://127.0.0.1:9(.|\n)*dask scheduler"):
        execute_on_cluster("tcp://127.0.0.1:9", tiny, [], lambda _: None)


def test_the_same_files_make_the_same_bundles(spoilt):
    before = bundles_of(spoilt)
    for path in spoilt.root.rglob("*"):
        os.utime(path, (time.time(), 0))
    assert bundles_of(spoilt) == before
    (spoilt.data / "labels.csv").write_text("other", "utf-8")
    after = dict(bundles_of(spoilt))
    assert [name for name, content in before if after[name] != content] == ["project"]


def test_bundles_are_unpacked_once(spoilt, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.tempfile, "gettempdir", lambda: str(tmp_path / "there"))
    bundles = [content for _, content in bundles_of(spoilt)]
    first = unpacked(bundles)
    assert (first / "data" / "labels.csv").read_bytes() == (spoilt.data / "labels.csv").read_bytes()
    assert (first / "notebooks" / "asylum.ipynb").is_file()
    assert unpacked(bundles) == first
    assert [path.name for path in first.parent.iterdir()] == [first.name]
