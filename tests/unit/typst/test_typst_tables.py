"""How tables fit the page: widths, type size, decimal marks, notes, and what becomes of tables that are too wide."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from docutils import nodes
from typst_projects import Built

from yearbook.typst.columns import fit, placed, shims

Project = Callable[..., Built]


def cell(text: str, *classes: str, raised: str = "", **spans: int) -> nodes.entry:
    inside = nodes.paragraph("", text)
    if raised:
        inside += nodes.superscript("", raised)
    return nodes.entry("", inside, classes=list(classes), **spans)


def row(*cells: nodes.entry) -> nodes.row:
    return nodes.row("", *cells)


def figures(*texts: tuple[str, str] | str) -> list[nodes.row]:
    pairs = [text if isinstance(text, tuple) else (text, "") for text in texts]
    return [row(cell(text, "text-right", raised=flags)) for text, flags in pairs]


def moved(rows: list[nodes.row], mark: str = ",") -> list[str]:
    found = shims(rows, mark)
    return [found.get(one.children[0], "") for one in rows]


def test_decimal_marks_stand_in_line() -> None:
    assert moved(figures("615", "28,2", "1\u00a0700")) == ["#shim([,2], []);", "", "#shim([,2], []);"]


def test_flags_hang_behind_the_figures() -> None:
    assert moved(figures(("615", "p"), "620")) == ["", "#shim([#super[p]], []);"]


def test_the_comma_of_english_thousands_is_no_decimal_mark() -> None:
    assert moved(figures("1,700", "620"), ".") == ["", ""]
    assert moved(figures("1.5", "1,700"), ".") == ["", "#shim([\\.5], []);"]


def test_what_stands_for_a_figure_stands_where_the_figure_would() -> None:
    assert moved(figures(":", "0,5")) == ["#shim([,5], []);", ""]


@pytest.mark.parametrize("text", ["17–30 %", "2023-05", "nav datu"])
def test_what_is_no_figure_stays_on_the_right(text: str) -> None:
    assert moved(figures(text, "0,5")) == ["", ""]


def test_columns_of_words_are_left_alone() -> None:
    assert shims([row(cell("1")), row(cell("2,5"))], ",") == {}


def test_cells_below_a_tall_one_belong_to_the_next_column() -> None:
    rows = [row(cell("tall", morerows=1), cell("wide", morecols=1)), row(cell("a"), cell("b"))]
    assert [(one.astext(), column) for one, column in placed(rows)] == [("tall", 0), ("wide", 1), ("a", 1), ("b", 2)]


def test_a_table_that_fits_keeps_its_natural_widths() -> None:
    found = fit([row(cell("Latvia"), cell("1,700"))], 2, [], turned=False)
    assert (found.size, found.widths, found.turned) == (9, ("auto", "auto"), False)


def test_long_texts_share_what_short_columns_leave() -> None:
    rows = [row(cell("derived_decisions"), cell("Decisions on applications by citizenship, age and sex. " * 4))]
    found = fit(rows, 2, [], turned=False)
    assert found.widths[0] == "auto"
    assert found.widths[1].endswith("fr")


def test_the_author_decides_on_widths() -> None:
    assert fit([row(cell("a"), cell("b"))], 2, [1, 2], turned=False).widths == ("1fr", "2fr")


@pytest.mark.parametrize(("columns", "size"), [(8, 9), (12, 8), (13, 7)])
def test_many_columns_shrink(columns: int, size: int) -> None:
    found = fit([row(*(cell("1\u00a0234\u00a0567") for _ in range(columns)))], columns, [], turned=False)
    assert (found.size, found.turned) == (size, False)


def test_a_table_too_wide_for_the_page_turns_by_itself(project: Project) -> None:
    head = "| " + " | ".join(f"c{n}" for n in range(20)) + " |\n" + "|--" * 20 + "|\n"
    line = "| " + " | ".join("1\u00a0234\u00a0567" for _ in range(20)) + " |\n"
    built = project(f"# T\n\nBefore.\n\n:::{{table}} Wide\n\n{head}{line}:::\n\nAfter.\n")
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        shapes = [page.get_width() > page.get_height() for page in pdf]
    assert shapes[-3:] == [False, True, False]


def test_notes_behind_a_table_stay_with_it(project: Project) -> None:
    table = ":::{table} Title\n:name: tab\n\n| a | b |\n|--|--|\n| 1 | 2 |\n:::\n"
    notes = ":::{container} notes small\n\nSource: here.\n:::\n"
    built = project(f"# T\n\n{table}\n{notes}\nText.\n\n{notes}", html_baseurl="https://example.org/")
    assert "legend: [Source: here.]" in built.source
    assert built.text.count("Source: here.") == 2
    assert "example.org/index.html#tab" in built.text


def test_a_row_stays_whole_unless_it_may_be_taller_than_a_page(project: Project) -> None:
    tall = "Words of a cell. " * 400
    built = project(f"# T\n\n:::{{table}} Tall\n\n| a | b |\n|--|--|\n| 1 | {tall} |\n:::\n")
    assert "breaks: true" in built.source
    assert built.text.count("Words of a cell.") == 400
