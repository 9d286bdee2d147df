"""Files beside the pages: an exhibit's are made again only if it has changed, what tells of all of them if one has."""

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from yearbook.book.beside import write_figures
from yearbook.book.rendering import key_file
from yearbook.book.staging import Book
from yearbook.pages import Page

COLUMNS = ["geo", "period", "value", "status", "conf", "source", "state"]


def exhibit(name, value):
    record = dict(zip(COLUMNS, ("LV", "2023", value, "", "", "migr_asydcfstq@2024-03-12", "figure"), strict=True))
    told = {"kind": "table", "anchor": f"tab-{name}", "page": "asylum", "title": name, "alt": "", "notes": []}
    grid = {"head": [name], "rows": [[{"text": str(value), "flags": "", "value": value}]]}
    return {"name": name, **told, "definitions": {}, "grid": grid, "columns": COLUMNS, "records": [record]}


@pytest.fixture
def write(view_of, tiny, tmp_path):
    """Write the files of a book with these exhibits and return when each was last written."""

    def written(title, **values):
        shown = tuple(exhibit(name, value) for name, value in values.items())
        page = Page(new_notebook(cells=[new_markdown_cell(f"# {title}")]), {}, shown)
        book = Book(view_of(), tmp_path, tmp_path, {"asylum": page}, partial=False)
        write_figures(tiny, book)
        files = (path for path in book.figures.rglob("*") if path.is_file())
        return {path.relative_to(book.figures).as_posix(): path.stat().st_mtime_ns for path in files}, book

    return written


def differing(before, after):
    return {name.split(".")[0] for name in before if after.get(name) != before[name]}


def test_only_the_exhibit_that_changed_is_written_again(write):
    before, _ = write("Title", one=1.0, two=2.0)
    after, _ = write("Title", one=1.0, two=3.0)
    again = differing(before, after)
    assert {"data/two", "data/annex/tables"} <= again and "data/one" not in again
    assert set(before) == set(after)


def test_another_title_writes_what_tells_of_all_exhibits_and_the_same_one_nothing(write):
    before, _ = write("Title", one=1.0)
    after, _ = write("Other title", one=1.0)
    again = differing(before, after)
    assert "data/annex/tables" in again and "data/one" not in again
    assert write("Other title", one=1.0)[0] == after


def test_what_is_no_longer_shown_is_removed(write):
    write("Title", one=1.0, two=2.0)
    after, _ = write("Title", one=1.0)
    assert "data/one.csv" in after and not [name for name in after if name.startswith("data/two")]


@pytest.mark.parametrize("left", ["", "{", "0123abcd"])
def test_files_that_were_not_written_to_the_end_are_all_written_again(write, left):
    before, book = write("Title", one=1.0)
    key_file(book.figures).write_text(left)
    after, _ = write("Title", one=1.0)
    assert "data/one" in differing(before, after)
