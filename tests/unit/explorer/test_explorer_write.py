"""The explorer's files beside the pages: those of a book that has the page, self-contained, the same every time."""

from __future__ import annotations

import json
import re

import pytest

from yearbook.explorer.write import MODULES, PARTS, STATIC, Explorer, chart_program, script, write_explorers
from yearbook.observations import Observations


@pytest.fixture(scope="module")
def books(view_of, tiny, tmp_path_factory):
    root = tmp_path_factory.mktemp("books")
    books = []
    for code in ("lv", "en"):
        (root / code).mkdir()
        (root / code / "explorer.html").write_text("<html></html>")
        books.append((root / code, view_of(code=code)))
    (root / "en" / "methodology.html").write_text("<html></html>")
    write_explorers(tiny, books)
    return root


def read(file):
    return json.loads(re.fullmatch(r'yearbookExplorer\.receive\("[^"]+",(.*)\);\n', file.read_text("utf-8"))[1])


def test_every_file_that_the_catalogue_names_is_there(books):
    folder = books / "lv" / "explorer"
    named = {name for one in read(folder / "index.js")["indicators"].values() for name in one["files"]}
    written = {file.name.removesuffix(".js") for file in folder.glob("*.js")}
    assert written == named | {"index", "inhabitants", "explorer", "vega"}
    assert (folder / "explorer.css").is_file()


def test_both_languages_hold_the_same_figures_and_their_own_words(books):
    lv, en = ({file.name: file.read_bytes() for file in (books / code / "explorer").iterdir()} for code in ("lv", "en"))
    assert {name for name in lv if lv[name] != en[name]} == {"index.js"}


def test_the_cards_are_linked_where_there_is_a_chapter_on_methodology(books):
    assert read(books / "en" / "explorer" / "index.js")["cards"] == "methodology.html"
    assert read(books / "lv" / "explorer" / "index.js")["cards"] == ""


def test_a_book_without_the_page_gets_nothing(view_of, tiny, tmp_path):
    write_explorers(tiny, [(tmp_path, view_of())])
    assert list(tmp_path.iterdir()) == []


def test_the_denominator_is_the_population_without_its_small_breaks(view_of):
    view = view_of()
    whole = view.results.compute("population")
    (found,) = Explorer(view).inhabitants
    assert found.name == "inhabitants"
    assert [line for line in found.lines if line.startswith("LV;")] == ["LV;0=1907675,1893223,1875757,1883008"]
    assert isinstance(whole, Observations)


def test_an_edition_without_population_has_no_rates(view_of):
    view = view_of()
    explorer = Explorer(view)
    explorer.__dict__["found"] = {name: held for name, held in explorer.found.items() if name != "population"}
    assert explorer.inhabitants == ()


def test_the_script_is_all_of_its_parts_and_asks_nobody_for_anything():
    text = script()
    assert {file.stem for file in STATIC.glob("*.js")} == set(PARTS)
    assert [text.count(f"/* {(STATIC / f'{part}.js').read_text().splitlines()[0][3:]}") for part in PARTS] == [1] * len(
        PARTS
    )
    assert not re.search(r"https?://", text)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttp", text)


def test_the_program_that_draws_is_made_once_and_keeps_its_names_to_itself(tiny):
    file = chart_program(tiny)
    before = file.stat().st_mtime_ns
    assert chart_program(tiny) == file
    assert file.stat().st_mtime_ns == before
    assert file.read_text("utf-8").startswith("(function () {")
    assert file.stat().st_size < 460_000


def test_the_program_is_made_anew_when_other_parts_of_vega_are_wanted(tiny, monkeypatch):
    file = chart_program(tiny)
    monkeypatch.setitem(MODULES, "expressions", "vega-expression@6.1.0")
    assert chart_program(tiny) != file
