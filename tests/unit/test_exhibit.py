from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from spec.tables import observations

from yearbook.exhibit import METADATA, Exhibit, data_address, escaped

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
ROWS = observations("geo | period | value | flags\nLV | 2022 | 620 |\nLV | 2023 | : | C").frame
FIGURE = Exhibit(
    "applicants", "figure", "More *people*", ("Source: x.",), pictures={"full": SVG}, alt="Lines.", rows=ROWS
)


@pytest.mark.parametrize(
    "text",
    [
        "2023. gadā pieauga",
        "1) first",
        "- not a list",
        "+ 5",
        "% 5",
        "# no head",
        "*x* _y_ `z`",
        "a | b",
        "$5 and $6",
        "[a](b)",
        "<b>x</b>",
        "x^2~3",
        "\\",
        "{glue:text}`x`",
        "5 % (no 620)",
        "a@b.lv",
        "> quoted",
        "one\n2. two",
    ],
)
def test_escaped_text_is_read_back_as_it_was_written(text):
    html = MarkdownIt("commonmark").render(escaped(text))
    soup = BeautifulSoup(html, "html.parser")
    assert [tag.name for tag in soup.select("*")] == ["p"]
    assert soup.text.strip() == text


def test_a_figure_is_myst_with_name_alt_and_title():
    lines = FIGURE.markdown().splitlines()
    assert lines[0].startswith(":::::{figure} data:image/svg+xml;base64,")
    assert ":name: fig-applicants" in lines
    assert ":alt: Lines." in lines
    assert "More \\*people\\*" in lines


def test_an_alt_text_of_several_lines_stays_one_option():
    several = Exhibit("a", "figure", "T", pictures={"full": SVG}, alt="First\n  second:\nthird\n")
    assert ":alt: First second: third\n:class:" in several.markdown()


def test_a_table_has_its_own_anchor_and_notes_after_it():
    table = Exhibit("key_figures", "table", "T", ("Source: x.",), body="| a |\n| :--- |", rows=ROWS)
    assert table.anchor == "tab-key-figures"
    assert table.markdown().index("| a |") < table.markdown().index("Source: x.")


def test_what_is_missing_is_said_in_words_and_is_no_figure():
    missing = Exhibit("x", "missing", "Decisions: no data", body="No figures for 2023.")
    assert "{figure}" not in missing.markdown()
    assert "No figures for 2023." in missing.markdown()
    assert missing.metadata()[METADATA]["exhibit"]["records"] == []


def test_the_preview_shows_an_analyst_the_same_picture_title_and_notes():
    soup = BeautifulSoup(FIGURE.preview(), "html.parser")
    assert soup.img["src"] == data_address(SVG)
    assert soup.img["alt"] == "Lines."
    assert soup.strong.text == "More *people*"
    assert set(FIGURE.bundle()) == {"text/html", "text/markdown"}


def test_the_figures_travel_as_records_in_which_nan_is_none():
    exhibit = FIGURE.metadata()[METADATA]["exhibit"]
    assert exhibit["columns"] == ["geo", "period", "value", "status", "conf", "source", "state"]
    assert [record["value"] for record in exhibit["records"]] == [620.0, None]
