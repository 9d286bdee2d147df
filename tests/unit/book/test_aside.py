"""Work in processes of its own: it is done there, as far as it can, and what goes wrong there is said here."""

import os
from pathlib import Path

import pytest

from yearbook.book.aside import Aside
from yearbook.errors import UnknownName, YearbookError
from yearbook.indicators import Results
from yearbook.warm_kernels.client import warm_process


@pytest.fixture(scope="module")
def warm():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # the work of these tests is found there
        with warm_process(["yearbook.book.aside"]) as server:
            yield server.address


@pytest.fixture(params=["forked", "here"])
def aside(request, warm, tmp_path):
    return Aside(warm if request.param == "forked" else "", tmp_path / "work")


def tell(path):
    path.write_text(str(os.getpid()))


def refuse(_):
    raise UnknownName("word", "x", ["y"], where="here")


def fill(path):
    raise OSError(28, "No space left on device", str(path))


def read(path, view):
    assert isinstance(view.results, Results) and not view.results._computed
    path.write_text(f"{view.country} {view.language.code} {len(view.results.select('annual_decisions').frame)}")


def test_it_is_done_and_nothing_is_left_of_what_was_handed_over(aside, tmp_path):
    aside.do("one", tell, tmp_path / "told")
    own = (tmp_path / "told").read_text() == str(os.getpid())
    assert own == (aside.address == "")
    assert not aside.folder.is_dir() or list(aside.folder.iterdir()) == []


def test_figures_are_named_and_not_copied(aside, view_of, tmp_path):
    view = view_of("LV", "lv")
    view.results.select("annual_decisions")
    if aside.address:
        aside.do("figures", read, tmp_path / "told", view)
        assert (tmp_path / "told").read_text() == f"LV lv {len(view.results.select('annual_decisions').frame)}"


def test_an_error_keeps_what_where_and_remedy(aside, tmp_path):
    with pytest.raises(YearbookError, match="unknown word 'x'") as error:
        aside.do("bad", refuse, tmp_path)
    assert (error.value.where, error.value.remedy) == ("here", "known: y")


def test_a_full_disk_is_still_one(aside, tmp_path):
    with pytest.raises(OSError, match="No space left") as error:
        aside.do("full", fill, tmp_path / "file")
    assert (error.value.errno, error.value.filename) == (28, str(tmp_path / "file"))


@pytest.mark.parametrize(("work", "arguments"), [(os._exit, (3,)), (divmod, (1, 0))])
def test_any_other_end_is_said(warm, tmp_path, work, arguments):
    with pytest.raises(RuntimeError, match=r"exit code 3|ZeroDivisionError"):
        Aside(warm, tmp_path).do("crash", work, *arguments)


def test_a_warm_process_that_is_gone_is_no_hindrance(tmp_path):
    Aside(str(tmp_path / "gone"), tmp_path).do("one", tell, tmp_path / "told")
    assert (tmp_path / "told").read_text() == str(os.getpid())
