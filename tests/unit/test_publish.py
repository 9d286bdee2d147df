"""The last good site stays whole, whatever happens to a build: killed, doubled, or out of room."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys

import pytest

from yearbook.book import publish
from yearbook.book.publish import alone, assemble, room_on_disk, swap
from yearbook.book.shelf import cards_in
from yearbook.errors import YearbookError

BUILD = """
import os, signal, sys
from yearbook.book import build as stages
from yearbook.project import Project

calls = []
def end(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)
def second(*arguments):
    calls.append(arguments)
    return end() if len(calls) > 1 else swap(*arguments)
def half(book, *rest):
    new = products(book, *rest)
    (new / "index.html").unlink()
    end()
swap, products = stages.swap, stages._products
moment = sys.argv[2]
if moment == "rendering":
    stages.rendering_of = end
elif moment == "assembling":
    stages._products = half
elif moment == "before the first swap":
    stages.swap = end
elif moment == "before the second swap":
    stages.swap = second
silent = stages.Progress(lambda _: None, lambda _: None, lambda _: None)
stages.build(Project(__import__("pathlib").Path(sys.argv[1])), stages.Request("2023", formats=("html",)), silent)
"""


def build(project, moment):
    command = [sys.executable, "-c", BUILD, str(project.root), moment]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_whole_books(spoilt):
    assert build(spoilt, "never").returncode == 0
    books = {code: spoilt.build / "site" / "LV" / code / "2023" for code in ("lv", "en")}
    before = {code: files_of(book) for code, book in books.items()}
    for name, old, new in (("lv", "## Salīdzinājums", "## Salīdzināts"), ("en", "## Comparison", "## Compared")):
        notebook = spoilt.notebooks / "asylum.ipynb"
        text = notebook.read_text("utf-8")
        assert old in text, name
        notebook.write_text(text.replace(old, new), "utf-8")
    for moment in ("rendering", "assembling", "before the first swap"):
        assert build(spoilt, moment).returncode == -signal.SIGKILL, moment
        assert {code: files_of(book) for code, book in books.items()} == before, moment
    assert build(spoilt, "before the second swap").returncode == -signal.SIGKILL
    assert files_of(books["en"]) == before["en"]
    half_way = files_of(books["lv"])
    assert half_way.keys() == before["lv"].keys()
    assert build(spoilt, "never").returncode == 0
    assert files_of(books["lv"]) == half_way
    assert files_of(books["en"]) != before["en"]
    assert sorted(path.name for path in books["lv"].parent.iterdir() if path.name.startswith(".")) == []


def test_two_builds_of_one_edition_do_not_run_at_once(tmp_path):
    other = f"process {os.getpid()}"
    refused = pytest.raises(YearbookError, match=rf"another build(.|\n)*{other}(.|\n)*wait until")
    with alone(tmp_path / "work"), refused, alone(tmp_path / "work"):
        pass
    with alone(tmp_path / "work"), alone(tmp_path / "another"):
        pass


def test_the_lock_goes_with_the_process_that_held_it(tmp_path):
    code = f"""
import time
from pathlib import Path
from yearbook.book.publish import alone
with alone(Path({str(tmp_path)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(YearbookError, match=f"process {holder.pid}"), alone(tmp_path):
            pass
        holder.kill()
    with alone(tmp_path):
        pass


def finished(folder):
    folder.mkdir()
    (folder / "index.html").write_text("new")
    return folder


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(source, target, **_how):
        target.mkdir()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target / "index.html"))

    place = tmp_path / "site" / "2023"
    monkeypatch.setattr(publish.shutil, "copytree", full)
    said = pytest.raises(YearbookError, match=r"the disk is full; nothing was published(.|\n)*free some space")
    with said, room_on_disk(tmp_path):
        assemble(finished(tmp_path / "html"), place)
    assert list(place.parent.iterdir()) == []


def test_a_full_disk_among_many_files_is_said_too(tmp_path, monkeypatch):
    def full(source, target, **_how):
        raise shutil.Error([(str(source), str(target), f"[Errno 28] {os.strerror(errno.ENOSPC)}: 'x'")])

    monkeypatch.setattr(publish.shutil, "copytree", full)
    with pytest.raises(YearbookError, match="the disk is full"):
        assemble(finished(tmp_path / "html"), tmp_path / "site" / "2023")


def test_other_errors_of_the_disk_are_not_called_a_full_one(tmp_path):
    with pytest.raises(PermissionError), room_on_disk(tmp_path):
        raise PermissionError(errno.EACCES, "no")


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_book_takes_the_place_of_the_old_one_whole(tmp_path, monkeypatch, in_one_step):
    if not in_one_step:
        monkeypatch.setattr(publish, "_exchanged", lambda *_: False)
    place = tmp_path / "site" / "2023"
    for text in ("first", "second"):
        html = tmp_path / text
        html.mkdir()
        (html / f"{text}.html").write_text(text)
        swap(assemble(html, place), place)
        assert [path.name for path in place.iterdir()] == [f"{text}.html"]
    assert [path.name for path in place.parent.iterdir()] == ["2023"]


def test_a_book_that_was_put_aside_when_its_build_was_killed_is_put_back(tmp_path):
    place = tmp_path / "site" / "2023"
    place.parent.mkdir()
    for name in (f"{publish.OLD}2023", f"{publish.NEW}2023"):
        finished(place.with_name(name))
    assemble(finished(tmp_path / "html"), place)
    assert (place / "index.html").is_file()
    assert sorted(path.name for path in place.parent.iterdir()) == [f"{publish.NEW}2023", "2023"]


def test_what_stands_the_same_is_not_copied_again_and_what_somebody_changed_is_mended(tmp_path):
    made, place = tmp_path / "made", tmp_path / "site" / "book"
    made.mkdir()
    for name in ("same", "changed", "spoilt"):
        (made / name).write_text(f"{name} as it was", "utf-8")
    swap(assemble(made, place), place)
    (made / "changed").write_text("changed since then", "utf-8")
    (place / "spoilt").write_text("spoilt by somebody", "utf-8")
    same = (place / "same").stat().st_ino
    new = assemble(made, place)
    assert files_of(place)["changed"] == b"changed as it was"
    swap(new, place)
    assert files_of(place) == files_of(made)
    assert (place / "same").stat().st_ino == same
    (made / "same").write_text("same no more, in its old place", "utf-8")
    assert (place / "same").read_text("utf-8") == "same as it was"


def test_a_card_that_a_killed_build_left_half_written_is_passed_over(tmp_path):
    for year in ("2023", ".new-2024"):
        (tmp_path / "LV" / "lv" / year).mkdir(parents=True)
    (tmp_path / "LV" / "lv" / "2023" / "edition.json").write_text('{"year": 2023}', "utf-8")
    (tmp_path / "LV" / "lv" / ".new-2024" / "edition.json").write_text("", "utf-8")
    assert cards_in(tmp_path) == [{"year": 2023}]
