"""What is kept between builds: fingerprints, what the program can reach, what a chapter looked at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from yearbook import kept_chapters as chapters
from yearbook.book.request import Request
from yearbook.book.stamp import Stamp
from yearbook.cache import code
from yearbook.cache.code import code_fingerprint, imported_by, reachable
from yearbook.cache.fingerprint import ABSENT, file_fingerprint, fingerprint, tree_fingerprint
from yearbook.cache.inputs import EVERYTHING, Inputs
from yearbook.cache.store import clear_old, read_kept, write_whole
from yearbook.execution import Executed, Run
from yearbook.kept_chapters import kept_chapters
from yearbook.notebook import with_outputs

NOTES = ("dataset:migr_asyappctza", "label:citizen/RU", "module:yearbook.indicators.asylum")


def test_a_fingerprint_is_that_of_content_and_names(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "file.csv").write_text("1")
        (folder / "__pycache__").mkdir()
    (other / "__pycache__" / "file.pyc").write_text("left by Python")
    assert tree_fingerprint(one, root=one) == tree_fingerprint(other, root=other)
    (other / "inner" / "file.csv").rename(other / "inner" / "renamed.csv")
    assert tree_fingerprint(one, root=one) != tree_fingerprint(other, root=other)
    assert file_fingerprint(tmp_path / "nowhere") == file_fingerprint(one / "inner" / "file.csv" / "below") == ABSENT


def test_the_order_of_keys_makes_no_difference_and_that_of_values_does():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint([1, 2]) != fingerprint([2, 1])


def test_a_chapter_reaches_charts_and_words_and_not_what_renders_pages():
    found = {path.relative_to(code.PACKAGE).as_posix() for path in reachable(["yearbook.chapter"])}
    assert {"chapter.py", "charts/lines.py", "facts.py", "indicators/__init__.py", "vintage.py"} <= found
    assert found.isdisjoint({"book/build.py", "typst/writer.py", "cli.py", "indicators/asylum.py", "execution.py"})


def test_what_an_import_statement_names_is_found(tmp_path):
    source = "from yearbook.cards import (\n    carded,\n)\nimport yearbook.codes\nimport pandas\nfrom .near import x\n"
    assert imported_by(source) == ["yearbook.cards", "yearbook.codes"]


def test_everything_that_the_program_imports_from_itself_is_found():
    """The statements are found by a pattern; Python's own list of what was loaded is the measure."""
    loaded = "import sys, yearbook.chapter; print(*(m for m in sys.modules if m.partition('.')[0] == 'yearbook'))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    found = {
        path.relative_to(code.PACKAGE.parent).with_suffix("").as_posix() for path in reachable(["yearbook.chapter"])
    }
    names = {name.removesuffix("/__init__").replace("/", ".") for name in found}
    assert set(done.stdout.split()) - names == set()


@pytest.mark.parametrize("name", ["charts/yearbook.mplstyle", "words.toml", "charts/lines.py"])
def test_files_beside_modules_count(tmp_path, monkeypatch, name):
    shutil.copytree(code.PACKAGE, tmp_path / "yearbook", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code, "PACKAGE", tmp_path / "yearbook")
    for kept in (code._imports, code._file, code_fingerprint):
        kept.cache_clear()
    before = code_fingerprint("yearbook.chapter")
    with (tmp_path / "yearbook" / name).open("a") as file:
        file.write("\n# changed\n")
    for kept in (code._imports, code._file, code_fingerprint):
        kept.cache_clear()
    assert code_fingerprint("yearbook.chapter") != before
    monkeypatch.undo()
    for kept in (code._imports, code._file, code_fingerprint):
        kept.cache_clear()


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    place = tmp_path / "cache" / "kept"
    write_whole(place, b"old")
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        write_whole(place, b"new")
    assert read_kept(place) == b"old"
    assert list(place.parent.iterdir()) == [place]
    assert read_kept(tmp_path / "nowhere") is None


def test_what_was_not_used_for_long_or_takes_too_much_room_is_cleared(tmp_path):
    for name, age in (("new", 0), ("used", 1), ("old", 90)):
        write_whole(tmp_path / name, b"x" * 1000)
        os.utime(tmp_path / name, (time.time() - age * 86400,) * 2)
    clear_old(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"new", "used"}
    clear_old(tmp_path, megabytes=0.0015)
    assert {path.name for path in tmp_path.iterdir()} == {"new"}


def ran(project, looked=NOTES, output="shown"):
    run = Run(project.notebooks / "asylum.ipynb", {"edition": 2023, "language": "lv", "country": "LV"})
    notebook = nbformat.read(run.path, as_version=4)
    shown = [[nbformat.v4.new_output("stream", text=output)] for cell in notebook.cells if cell.cell_type == "code"]
    return Executed(run, with_outputs(notebook, shown), None, 1.0, looked)


def test_a_chapter_that_ran_is_found_again(spoilt):
    done = ran(spoilt)
    kept_chapters(spoilt, "2023").keep(done)
    found = kept_chapters(spoilt, "2023").find(done.run)
    assert (found.kept, found.seconds, found.error) == (True, 0.0, None)
    assert found.notebook == done.notebook
    other = replace(done.run, parameters={**done.run.parameters, "country": "LT"})
    assert kept_chapters(spoilt, "2023").find(other) is None


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        ("data/labels.csv", "country,RU,", "country,RU,Krievzeme", True),
        ("data/labels.csv", "country,IQ,", "country,IQ,Irāka", False),
        ("data/datasets.toml", "[dataset", "\n[dataset", True),
        ("editions/2023/edition.toml", "2024-06-30", "2024-07-01", True),
        ("editions/2023/edition.toml", 'migr_asydcfstq = ["2024-03-12"]', "", False),
        ("editions/2023/edition.toml", '["2025-05", "2023-03-29"]', '["2025-05"]', True),
        ("book/index.md", "\n", "\n\n", False),
    ],
)
def test_a_chapter_runs_again_if_what_it_looked_at_has_changed(spoilt, file, old, new, again):
    kept_chapters(spoilt, "2023").keep(ran(spoilt))
    path = spoilt.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert (kept_chapters(spoilt, "2023").find(ran(spoilt).run) is None) == again


def test_a_chapter_of_an_ordinary_kernel_depends_on_everything(spoilt):
    done = ran(spoilt, looked=())
    kept_chapters(spoilt, "2023").keep(done)
    assert kept_chapters(spoilt, "2023").find(done.run)
    (spoilt.book / "index.md").write_text("# Other\n", "utf-8")
    assert kept_chapters(spoilt, "2023").find(done.run) is None
    assert set(Inputs(spoilt, "2023").of(EVERYTHING)) == set(EVERYTHING)


def test_what_changed_while_a_chapter_ran_keeps_it_from_being_kept(spoilt):
    kept = kept_chapters(spoilt, "2023")
    (spoilt.data / "labels.csv").write_text((spoilt.data / "labels.csv").read_text("utf-8") + "\n", "utf-8")
    kept.keep(ran(spoilt))
    assert list(kept.folder.rglob("*.z")) == []


def test_a_damaged_result_is_made_anew(spoilt):
    kept = kept_chapters(spoilt, "2023")
    kept.keep(ran(spoilt))
    [file] = kept.folder.rglob("*.z")
    file.write_bytes(file.read_bytes()[:-9])
    assert kept.find(ran(spoilt).run) is None


def test_only_a_few_results_of_a_chapter_are_kept(spoilt):
    for number in range(chapters.ROOM + 2):
        kept = kept_chapters(spoilt, "2023")
        kept.keep(ran(spoilt, looked=(*NOTES, f"file:{number}")))
    assert len(list(kept.folder.rglob("*.z"))) == chapters.ROOM


def test_a_stamp_holds_until_an_input_or_a_published_file_changes(spoilt):
    request = Request("2023")
    page = spoilt.build / "site" / "LV" / "lv" / "2023" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("built", "utf-8")
    assert Stamp(spoilt, request).built_already() is None
    Stamp(spoilt, request).set([page])
    assert Stamp(spoilt, request).built_already() == [page]
    assert Stamp(spoilt, replace(request, jobs=7)).built_already() == [page]
    assert Stamp(spoilt, replace(request, formats=("html",))).built_already() is None
    page.write_text("touched by somebody", "utf-8")
    assert Stamp(spoilt, request).built_already() is None
    late = Stamp(spoilt, request)
    (spoilt.book / "index.md").write_text("# Changed while it was built\n", "utf-8")
    late.set([page])
    assert Stamp(spoilt, request).built_already() is None


def test_a_stamp_that_cannot_be_read_is_none(spoilt):
    page = spoilt.build / "site" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("x")
    Stamp(spoilt, Request("2023")).set([page])
    [file] = (spoilt.build / "cache" / "stamps").iterdir()
    file.write_text("{")
    assert Stamp(spoilt, Request("2023")).built_already() is None


def test_a_kernel_notes_what_it_looks_at(tiny):
    """In a process of its own, as the hook of Python that notices opened files cannot be taken out again."""
    program = f"""
import json
from pathlib import Path
from yearbook.looked import keep_notes, look, notes
from yearbook.project import Project
from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results
project = Project(Path({str(tiny.root)!r}))
results = Results(Figures(project, load_edition(project, "2023")))
for name in ("applicants_per_million", "recognition_rate"):
    results.compute(name)
results.figures.codes.known("geo")
look("nobody", "keeps notes yet")
keep_notes(project.root, [project.build])
results.select("applicants_per_million")
results.figures.codes.label("citizen", "RU", "lv")
first = notes()
results.figures.edition.pins
(project.root / "_toc.yml").read_text()
list(project.editions.iterdir())
print(json.dumps([first, notes()]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    first, then = json.loads(done.stdout)
    assert first == [
        "dataset:demo_gind",
        "dataset:migr_asyappctza",
        "label:citizen/RU",
        "module:yearbook.indicators.asylum",
        "module:yearbook.indicators.population",
    ]
    assert set(then) - set(first) == {"pins:", "data:", "file:_toc.yml", "file:editions"}
