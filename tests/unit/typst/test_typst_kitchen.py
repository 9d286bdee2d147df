"""The kitchen sink: its Typst source, and what a reader and a screen reader get from its PDF."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from page_holes import holes
from same_text import missing
from tagged import elements
from typst_projects import Built, build, kitchen

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(params=["en", "lv"])
def built(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(f"kitchen_{request.param}")


@pytest.mark.parametrize("language", ["en", "lv"])
def test_the_source_is_the_golden_one(language: str, request: pytest.FixtureRequest) -> None:
    # After a wanted change: python tests/unit/typst/typst_projects.py, and read the difference.
    source = request.getfixturevalue(f"kitchen_{language}").source
    assert source == (GOLDEN / f"{language}.typ").read_text(encoding="utf-8")


def test_it_builds_without_a_warning(built: Built) -> None:
    assert built.warnings.strip() == ""


def test_the_pdf_says_that_it_is_accessible(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf, pdf.open_metadata() as meta:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == built.out.parents[1].name
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] in ("The kitchen sink", "Patvērums un migrācija Latvijā")


def test_an_independent_validator_finds_nothing(built: Built) -> None:
    report = pdfua.validate(str(built.pdf))
    assert [f"{finding.rule_id}: {finding.message}" for finding in report.findings] == []
    # the rule on empty headings fails over arrays that are no fault (pdfua 0.1.3); the next test looks at headings
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}


def test_no_page_has_a_large_hole(built: Built) -> None:
    assert holes(built.pdf) == {}


def test_headings_never_skip_a_level(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        kinds = [str(element.S) for element in elements(pdf)]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_figure_has_its_alt_text(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        figures = elements(pdf, "/Figure")
        alts = {str(figure.get("/Alt", "")) for figure in figures}
    assert figures
    assert "" not in alts
    if built.out.parents[1].name == "en":
        assert alts == {'A line with "quotes", a \\ backslash and #hash', "A dark square", "A line that rises"}


def test_it_is_read_in_the_order_of_the_text_wherever_pictures_float(kitchen_en: Built) -> None:
    read = {"/H1": "chapter", "/H2": "section", "/Figure": "picture", "/Table": "table"}
    with pikepdf.open(kitchen_en.pdf) as pdf:
        kinds = [read[str(element.S)] for element in elements(pdf) if str(element.S) in read]
    exhibits = ["chapter", "picture", "picture", "table", "section", "table", "table", "table"]
    assert kinds[-13:] == [*exhibits, "chapter", "picture", "table", "chapter", "chapter"]


def test_running_heads_and_folios_are_not_read_aloud(kitchen_en: Built) -> None:
    with pypdfium2.PdfDocument(kitchen_en.pdf) as pdf:
        assert sum("Project 7" in page.get_textpage().get_text_bounded() for page in pdf) > 5
    with pikepdf.open(kitchen_en.pdf) as pdf:
        page = next(page for page in pdf.pages if page.get("/StructParents") is not None and page.index == 4)
        marks = [part for part in pikepdf.parse_content_stream(page) if str(part.operator) in ("BDC", "BMC")]
    assert {str(mark.operands[0]) for mark in marks} >= {"/Artifact"}


def test_every_head_cell_says_what_it_heads(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        heads = elements(pdf, "/TH")
        for head in heads:
            attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
            assert any("/Scope" in attribute for attribute in attributes)
    assert heads


def test_named_rows_have_heads(kitchen_en: Built) -> None:
    with pikepdf.open(kitchen_en.pdf) as pdf:
        heads = elements(pdf, "/TH")
        scopes = [str(part["/Scope"]) for head in heads for part in head.A if "/Scope" in part]
    assert scopes.count("/Row") == 2


def test_every_link_is_tagged_and_described(built: Built) -> None:
    with pikepdf.open(built.pdf) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        assert notes
        assert all("/StructParent" in note and "/Contents" in note for note in notes)


def test_the_outline_is_that_of_the_contents(kitchen_en: Built) -> None:
    with pikepdf.open(kitchen_en.pdf) as pdf, pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert top[:3] == ["About this edition", "Words", "1. Words and a2"]
    assert top[3:] == ["2. Blocks", "Exhibits", "1. Exhibits", "2. A notebook", "3. Sources", "Index"]
    assert below == ["How to read it", "1.1. A formula", "1.2. Where things are", "1.1. Spans"]


def test_special_characters_print_as_they_are(kitchen_en: Built) -> None:
    typed = "All that Typst reads: # $ * _ ` < > @ ~ = - + / \\ [ ] { }"
    assert typed in kitchen_en.text
    for part in ("// /* */ #let x = 1; 1. 2) -1 -?", "= not a heading / not: a term", "return \"a\\n\" + '#' * x"):
        assert part in kitchen_en.text


@pytest.mark.parametrize("language", ["en", "lv"])
def test_what_is_copied_from_the_pdf_is_the_text_of_the_html(language: str, tmp_path: Path) -> None:
    folder = kitchen(language, tmp_path)
    pages = [page for page in build(folder, "html").out.glob("*.html") if page.stem not in ("search", "genindex")]
    only_on_screen = ("Only for HTML.", "Raw HTML.", "Show code cell source", "Hide code cell source")
    lost = missing(sorted(pages), build(folder).pdf)
    assert [text for text in lost if not text.endswith(only_on_screen)] == []


def test_text_for_other_media_is_left_out(kitchen_en: Built) -> None:
    assert "Only for paper." in kitchen_en.text
    assert "Raw Typst." in kitchen_en.text
    for absent in ("Only for HTML", "Raw HTML", "dropped", "here.figure", "here.table", "<Figure>"):
        assert absent not in kitchen_en.text
    assert "print('shown')" in kitchen_en.text
    assert "plain twin" in kitchen_en.text


def test_a_note_stands_once_and_on_the_page_of_its_mark(kitchen_en: Built) -> None:
    for note in ("A note on a heading.", "A note on a caption.", "A note in a cell.", "The note has emphasis"):
        assert kitchen_en.text.count(note) == 1
    page = next(page for page in kitchen_en.pages if "A note in a cell." in page)
    assert "Applications by year" in page


def test_marks_and_running_heads(kitchen_en: Built, kitchen_lv: Built) -> None:
    assert all("DRAFT" in page for page in kitchen_en.pages)
    assert all("PROJEKTS" in page and "nav jaunākais izdevums" in page for page in kitchen_lv.pages)
    spans = next(page for page in kitchen_en.pages if "Named rows and nested" in page and "Contents" not in page)
    assert spans.startswith("1. Exhibits")


def test_no_page_is_empty(built: Built) -> None:
    assert all(len(page.split()) > 8 for page in built.pages)


def test_the_latvian_report_has_no_english_word(kitchen_lv: Built) -> None:
    text = kitchen_lv.text
    for word in ("Saturs", "Attēlu saraksts", "Tabulu saraksts", "1. attēls.", "Piezīme"):
        assert word in text
    for word in ("Contents", "Figure", "Table", "Note", "Page"):
        assert word not in text
    assert "Glāžšķūņu rūķīši jautri dziedādami čiepj koncertflīģeļu vākus; „pēdiņas” un 1 700 personu." in text.replace(
        "\u00a0", " "
    )


def test_permalinks_lead_to_the_page_on_the_web(kitchen_en: Built) -> None:
    with pikepdf.open(kitchen_en.pdf) as pdf:
        addresses = {str(n.A.URI) for p in pdf.pages for n in p.get("/Annots", []) if "/A" in n and "/URI" in n.A}
    assert "https://example.org/en/2023/exhibits.html#figure-chart" in addresses
    assert "https://example.org/report" in addresses


def test_permalinks_lead_to_anchors_of_the_html(tmp_path: Path) -> None:
    folder = kitchen("lv", tmp_path)
    page = (build(folder, "html").out / "aizsardziba.html").read_text("utf-8")
    printed = re.findall(r"aizsardziba\.html#([\w-]+)", build(folder).text)
    assert len(printed) == 4
    assert all(f'id="{anchor}"' in page for anchor in printed)


def test_only_fonts_that_are_shipped_are_embedded(built: Built) -> None:
    allowed = ("SourceSerifPro", "SourceSansPro", "DejaVuSansMono", "NewCMMath")
    with pikepdf.open(built.pdf) as pdf:
        names = {str(o.BaseFont) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert names
    assert all(any(family in name for family in allowed) for name in names)
