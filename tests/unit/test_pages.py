from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yearbook.errors import UnknownName, YearbookError
from yearbook.exhibit import METADATA, Exhibit
from yearbook.pages import Readers, page_of
from yearbook.prose import standing_text

FACTS = {"applicants": True, "applicants.eu": False}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def glue(key):
    return f"{{glue:text}}`{key}`"


def shown(name, kind="figure"):
    exhibit = Exhibit(name, kind, "T", pictures={"full": SVG, "phone": SVG}, alt="A.", body="| a |\n| :--- |")
    return new_output("display_data", data=exhibit.bundle(), metadata=exhibit.metadata())


def fact(key, *, available=True):
    return new_output("display_data", data={"x/text/plain": "'5'"}, metadata={METADATA: {"fact": key, "available": available}})  # fmt: skip  # noqa: E501


def notebook(*cells):
    start = [
        new_code_cell("edition = 2023", metadata={"tags": ["parameters"]}),
        new_code_cell("edition = 2022", metadata={"tags": ["injected-parameters"]}),
        new_code_cell("here = 1", outputs=[fact("applicants"), fact("applicants.eu", available=False)]),
    ]
    return new_notebook(cells=[*start, *cells], metadata={"kernelspec": {"name": "python3", "display_name": "P"}})


def text(lv, en=None):
    return [new_markdown_cell(lv, metadata={"tags": ["lang-lv"]}), new_markdown_cell(en or lv, metadata={"tags": ["lang-en"]})]  # fmt: skip  # noqa: E501


def published(*cells, country="LV"):
    return page_of(notebook(*cells), "asylum", Readers("en", country))


def prose(page):
    return [cell.source for cell in page.notebook.cells if cell.cell_type == "markdown"]


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        (f"A {glue('applicants')}.", f"A {glue('applicants')}."),
        (f"A {glue('applicants.eu')}.", ""),
        (f"One.\n\nTwo {glue('applicants.eu')}.\n\nThree.", "One.\n\nThree."),
        (f"One.\nTwo {glue('applicants.eu')}.\nThree.", "One.\nThree."),
        (f"A text that goes\non {glue('applicants.eu')}. And ends.", ""),
        (f"- a\n- b {glue('applicants.eu')}\n- c", "- a\n- c"),
        (f"1. a\n2. b {glue('applicants.eu')}\n3. c", "1. a\n3. c"),
        (f"- a\n- b\n  goes on {glue('applicants.eu')}\n- c", "- a\n- c"),
        (f"## Head\n\nA {glue('applicants.eu')}.\n\n## Next\n\nB.", "## Next\n\nB."),
        (f"## Head\n\nA {glue('applicants.eu')}.\n\nB.", "## Head\n\nB."),
        (f"# Title\n\nA {glue('applicants.eu')}.", "# Title"),
        (f"## Head\n\n{{.key-findings}}\n- A {glue('applicants.eu')}.", ""),
        ("## Head of what comes in the next cell", "## Head of what comes in the next cell"),
    ],
)
def test_only_what_asks_for_a_missing_figure_falls_away(source, stands):
    assert standing_text(source, FACTS, "here") == stands


def test_a_misspelt_fact_is_named_with_its_cell_as_the_analyst_counts_it():
    with pytest.raises(UnknownName, match=r"'aplicants'(.|\n)*asylum.ipynb, cell 4(.|\n)*did you mean 'applicants'"):
        published(*text("Labi.", f"Wrong: {glue('aplicants')}."))


def test_a_page_has_one_language_and_nothing_of_the_run():
    page = published(
        *text("Latviski.", "In English."),
        new_code_cell("print(5)", outputs=[new_output("stream", name="stdout", text="5\n")]),
    )
    assert "In English." in prose(page)
    assert "Latviski." not in prose(page)
    assert not any("parameters" in cell.metadata.get("tags", ()) for cell in page.notebook.cells)
    assert not any(o.output_type == "stream" for cell in page.notebook.cells for o in cell.get("outputs", ()))


def test_text_of_another_country_is_left_out():
    own = new_markdown_cell("Of Latvia.", metadata={"tags": ["lang-en", "country-LV"]})
    assert "Of Latvia." in prose(published(own))
    assert "Of Latvia." not in prose(published(own, country="LT"))


def test_pictures_become_files_and_the_page_points_to_them():
    page = published(new_code_cell("here.line()", outputs=[shown("applicants")]))
    assert page.files == {"exhibits/applicants.svg": SVG, "exhibits/applicants-phone.svg": SVG}
    assert any(":::::{figure} exhibits/applicants.svg" in source for source in prose(page))
    assert not any("base64" in source for source in prose(page))
    assert [exhibit["name"] for exhibit in page.exhibits] == ["applicants"]


def test_an_exhibit_without_figures_offers_no_data_files():
    page = published(new_code_cell("here.line()", outputs=[shown("applicants", "missing")]))
    assert not any("data-file" in source for source in prose(page))


def test_two_exhibits_of_one_name_are_refused_with_their_cell():
    twice = new_code_cell("here.line()", outputs=[shown("applicants")])
    again = new_code_cell("here.line()", outputs=[shown("applicants")])
    with pytest.raises(YearbookError, match=r"two exhibits are called 'applicants'(.|\n)*asylum.ipynb, cell 4"):
        published(twice, again)
