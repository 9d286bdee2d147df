"""Where pages end: what stays together, and what may be cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby, pairwise

import pikepdf
import pytest
from tagged import elements
from typst_projects import Built

from yearbook.typst.cuts import _cut

Project = Callable[..., Built]
ROWS = "\n".join(f"| Row{number} | {number * 35} |" for number in range(12))
NOTES = ":::{container} notes small\n\nSource: here, and so on. Rounded.\n\nDefinition: there.\n:::\n"
TABLE = f":::{{table}} Title\n:name: tab\n\n| Place | Persons |\n|:--|--:|\n{ROWS}\n:::\n\n{NOTES}"


def pages_of(built: Built, word: str) -> set[int]:
    return {number for number, page in enumerate(built.pages) if re.search(rf"\b{word}\b", page)} - {1}


def prose(name: str, words: int) -> str:
    return " ".join(f"{name}w{number}" for number in range(words))


@pytest.mark.parametrize("before", [3, 4, 5, 6])
def test_a_table_that_fits_a_page_is_not_cut_and_its_notes_stay_with_it(project: Project, before: int) -> None:
    text = "\n\n".join(prose(f"a{number}", 80) for number in range(before))
    after = "\n\n".join(prose(f"b{number}", 80) for number in range(6))
    built = project(f"# T\n\n{text}\n\n{TABLE}\n\n{after}\n")
    places = [pages_of(built, word) for word in ("Row0", "Row11", "Source", "Definition")]
    assert len(places[0]) == 1
    assert places == [places[0]] * 4


def test_a_table_of_more_than_half_a_page_may_be_cut_its_head_repeated(project: Project) -> None:
    rows = "\n".join(f"| Row{number} | {number} |" for number in range(60))
    text = "\n\n".join(prose(f"a{number}", 80) for number in range(4))
    built = project(f"# T\n\n{text}\n\n:::{{table}} Title\n:name: tab\n\n| Place | Persons |\n|:--|--:|\n{rows}\n:::\n")
    assert pages_of(built, "Row0") < pages_of(built, "Place")
    assert len(pages_of(built, "Place")) > 1


def test_which_tables_are_cut() -> None:
    seen = [("a", "top", 3, 600.0), ("a", "foot", 4, 90.0), ("b", "top", 4, 200.0), ("b", "foot", 4, 400.0)]
    assert {name: round(left) for name, left in _cut(seen).items()} == {"a": 171}


def test_no_paragraph_leaves_one_line_alone(project: Project) -> None:
    built = project("# T\n\n" + "\n\n".join(prose(f"p{number}", 45 + number * 17 % 60) for number in range(120)))
    parts = [[name for name, _ in groupby(_paragraphs(page))] for page in built.pages]
    cut = [
        (before[-1], number)
        for number, (before, after) in enumerate(pairwise(parts))
        if before and after and before[-1] == after[0]
    ]
    assert len(cut) > 2
    for name, number in cut:
        assert _paragraphs(built.pages[number]).count(name) >= 2
        assert _paragraphs(built.pages[number + 1]).count(name) >= 2


def _paragraphs(page: str) -> list[str]:
    """Return the paragraph that each line of a page is of."""
    return [found[1] for line in page.splitlines() if (found := re.match(r"(p\d+)w\d+ ", f"{line} "))]


def test_no_heading_ends_a_page(project: Project) -> None:
    text = "\n\n".join(f"## Heading{number}\n\n{prose(f'p{number}', 30 + number * 11 % 50)}" for number in range(40))
    built = project(f"# T\n\n{text}")
    for number in range(40):
        assert pages_of(built, f"Heading{number}") & pages_of(built, f"p{number}w0")


def test_captions_stay_with_their_figures(kitchen_en: Built, kitchen_lv: Built) -> None:
    for built in (kitchen_en, kitchen_lv):
        with pikepdf.open(built.pdf) as pdf:
            figures = elements(pdf, "/Figure")
            assert figures
            for figure in figures:
                assert len({page for part in (figure, *_beside(figure)) for page in _pages(part)}) == 1


def _beside(figure: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    return [kid for kid in figure.P.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Caption"]


def _pages(part: pikepdf.Object) -> set[tuple[int, int]]:
    own = {part.Pg.objgen} if isinstance(part, pikepdf.Dictionary) and "/Pg" in part else set()
    held = part.get("/K", []) if isinstance(part, pikepdf.Dictionary) else []
    kids = held if isinstance(held, pikepdf.Array) else [held]
    return own.union(*(_pages(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary)))
