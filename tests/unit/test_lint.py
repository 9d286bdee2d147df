from __future__ import annotations

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yearbook.lint import lint_notebooks
from yearbook.project import Project

START = 'edition = 2023\nlanguage = "lv"\ncountry = "LV"'


@pytest.fixture
def lint(tmp_path):
    def findings(*cells, first=START):
        (tmp_path / "notebooks").mkdir()
        start = new_code_cell(first, metadata={"tags": ["parameters"]})
        nbformat.write(new_notebook(cells=[start, *cells]), tmp_path / "notebooks" / "asylum.ipynb")
        return [str(found) for found in lint_notebooks(Project(tmp_path))]

    return findings


def pair(lv, en):
    return tuple(new_markdown_cell(t, metadata={"tags": [f"lang-{c}"]}) for c, t in (("lv", lv), ("en", en)))


def one(found, what, where):
    """Expect one finding that says what, where, what to do and, after a colon, why."""
    assert len(found) == 1, found
    assert what in found[0]
    assert f"notebooks/asylum.ipynb, {where}" in found[0]
    assert re.search(r"^  to do: \w[^\n]{8,}: [a-z][^\n]{20,}$", found[0], re.MULTILINE), found[0]


def test_a_clean_chapter_has_no_findings(lint):
    lv, en = pair("# Virsraksts\n\n{glue:text}`x` gadā.", "# Title\n\nIn {glue:text}`x`.")
    assert lint(lv, en, new_code_cell('here.line("applicants", lv="a", en="b")')) == []


def test_the_notebooks_of_the_tiny_project_are_clean(tiny):
    assert [str(found) for found in lint_notebooks(tiny)] == []


def test_stored_outputs_are_found(lint):
    one(lint(new_code_cell("1", outputs=[new_output("stream", text="1")])), "stored outputs", "cell 2")


def test_long_cells_and_long_chapters_are_found(tmp_path, lint):
    one(lint(new_code_cell("\n".join("x = 1" for _ in range(13)))), "13 lines", "cell 2")


def test_a_chapter_with_too_much_code_is_found(lint):
    cells = [new_code_cell("\n".join("x = 1" for _ in range(12))) for _ in range(7)]
    one(lint(*cells), "87 lines of code", "all cells")


@pytest.mark.parametrize("code", ["def f(): pass", "class A: pass", "f = lambda x: x"])
def test_definitions_are_found(lint, code):
    one(lint(new_code_cell(code)), "defines a function", "cell 2")


def test_code_that_is_not_python_is_found(lint):
    one(lint(new_code_cell("for in")), "not Python", "cell 2")


@pytest.mark.parametrize("first", ["edition = 2023", f"{START}\nregion = 1", START.replace("language", "lang")])
def test_other_parameters_are_found(lint, first):
    one(lint(first=first), "the parameters are", "cell 1")


def test_a_title_in_one_language_is_found(lint):
    one(lint(new_code_cell('here.line("applicants", lv="a")')), "no text in: en", "cell 2")


@pytest.mark.parametrize(
    "typed",
    ["1 700 cilvēku", "5 %", "42.9", "gandrīz 620", "3. vieta", "no 615", "pieauga 2,5 reizes", "1700", "COVID-19"],
)
def test_a_typed_figure_is_found(lint, typed):
    lv, en = pair(f"Teksts {typed}.", "Text.")
    one(lint(lv, en), "is typed", "cell 2")


@pytest.mark.parametrize(
    "allowed",
    [
        "2023. gadā",
        "kopš 2015. gada",
        "2023. gada 29. martā",
        "on 29 March 2023",
        "in 2023",
        "Article 4 of Regulation (EC) No 862/2007",
        "Direktīva 2001/55/EK",
        "Padomes Īstenošanas lēmums (ES) 2022/382",
        "{glue:text}`applicants_2`",
        "[saite](https://x.lv/123)",
        "`code 5`",
        "likuma 15. pants",
        "1. pirmais\n2. otrais",
    ],
)
def test_years_dates_and_numbers_of_laws_may_be_typed(lint, allowed):
    lv, en = pair(allowed, "Text.")
    assert lint(lv, en) == []


def test_text_without_a_language_is_found(lint):
    one(lint(new_markdown_cell("Teksts.")), "no language", "cell 2")


def test_text_in_a_language_that_the_report_lacks_is_found(lint):
    one(lint(new_markdown_cell("Texte.", metadata={"tags": ["lang-fr"]})), "no language", "cell 2")


def test_text_without_a_twin_is_found_wherever_it_stands(lint):
    lv, en = pair("Teksts.", "Text.")
    one(lint(lv, en, pair("Vēl.", "")[0]), "no twin in: en", "cell 4")


def test_two_texts_of_one_language_in_a_row_are_found(lint):
    one(lint(pair("Viens.", "")[0], pair("Divi.", "")[0]), "no twin in: en", "cell 2")


def test_twins_that_hold_for_other_years_are_found(lint):
    lv, en = pair("Teksts.", "Text.")
    lv.metadata["tags"].append("from-2022")
    one(lint(lv, en), "tags of country or year differ", "cell 3")


def test_twins_with_other_headings_are_found(lint):
    one(lint(*pair("# Viens\n\n## Divi", "# One")), "headings differ", "cell 3")


def test_a_notebook_that_cannot_be_read_is_one_finding(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "bad.ipynb").write_text("{", "utf-8")
    (found,) = lint_notebooks(Project(tmp_path))
    assert "not a notebook" in found.what
    assert found.where == "notebooks/bad.ipynb"
    assert found.remedy


def test_commands_of_jupyter_are_found_with_their_line(lint):
    (found,) = lint(new_code_cell("x = 1\n%matplotlib inline"))
    assert "cell 2, line 2" in found
    assert "leave out commands of Jupyter (% and !)" in found


def test_the_reason_is_that_of_the_rule(lint):
    (found,) = lint(*pair("Teksts 5 %.", "Text."))
    assert "it would be false in the next edition and for every other country" in found
