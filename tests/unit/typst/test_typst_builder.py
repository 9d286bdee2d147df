"""Bad input, reproducible bytes, and the same doctrees for HTML and PDF."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docutils import nodes
from typst_projects import KITCHEN, Built, build

from yearbook.errors import UnknownName
from yearbook.typst.pictures import without_empty_styles
from yearbook.typst.problems import PdfError, place

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"><rect width="9" height="9"/>{}</svg>'
Project = Callable[..., Built]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    pdfs = []
    for name in ("one", "two"):
        folder = tmp_path / name / "lv"
        shutil.copytree(KITCHEN / "lv", folder)
        pdfs.append(build(folder).pdf.read_bytes())
    assert pdfs[0] == pdfs[1]


def test_source_date_epoch_sets_the_time(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with pypdfium2.PdfDocument(project("# T", typst_timestamp=None).pdf) as pdf:
        assert pdf.get_metadata_value("CreationDate").startswith("D:20231114")


def test_pdf_after_html_reads_nothing_again(tmp_path: Path) -> None:
    folder = tmp_path / "lv"
    shutil.copytree(KITCHEN / "lv", folder)
    html = build(folder, "html")
    read = (folder / "_build" / ".doctrees" / "aizsardziba.doctree").stat().st_mtime_ns
    assert "1. attēls." in build(folder).text
    assert (folder / "_build" / ".doctrees" / "aizsardziba.doctree").stat().st_mtime_ns == read
    assert html.warnings == ""


@pytest.mark.parametrize(("asked", "part"), [(["ua-1"], None), (["ua-1", "a-2a"], "2"), (["a-3a"], "3")])
def test_standards(project: Project, asked: list[str], part: str | None) -> None:
    pdf = project("# T\n\nText.", typst_standards=asked).pdf
    with pikepdf.open(pdf) as document, document.open_metadata() as meta:
        assert meta.get("pdfaid:part") == part
        assert meta.get("pdfaid:conformance") == ("A" if part else None)
        assert meta.get("pdfuaid:part") == ("1" if "ua-1" in asked else None)


def test_an_unknown_standard(project: Project) -> None:
    with pytest.raises(UnknownName, match="a-9"):
        project("# T", typst_standards=["a-9"])


def test_all_missing_alt_texts_are_named_at_once(project: Project) -> None:
    text = "# T\n\n:::{figure} a.svg\n:name: fig-a\n\nFirst caption\n:::\n\n![](b.svg)\n"
    with pytest.raises(PdfError) as error:
        project(text, {"a.svg": SVG.format(""), "b.svg": SVG.format("")})
    assert "index:3: the figure Fig. 1 'First caption' has no alt text" in str(error.value)
    assert "the image 'b.svg' has no alt text" in str(error.value)


def test_an_image_that_is_not_there(project: Project) -> None:
    with pytest.raises(PdfError, match=r"'nowhere\.svg' does not exist") as error:
        project("# T\n\n![Alt](nowhere.svg)\n")
    assert error.value.where.startswith("index:3")


def test_of_several_forms_of_a_picture_the_drawn_one_is_taken(project: Project) -> None:
    built = project("# T\n\n![Alt](a.*)\n", {"a.svg": SVG.format(""), "a.png": "not looked at"})
    assert [file.name for file in (built.out / "images").iterdir()] == ["001.svg"]


def test_an_image_of_the_web_is_refused_not_fetched(project: Project) -> None:
    with pytest.raises(PdfError, match="is not a file of the book"):
        project("# T\n\n![Alt](https://example.invalid/a.svg)\n")


def test_an_image_that_is_no_image_names_its_page(project: Project) -> None:
    with pytest.raises(PdfError) as error:
        project("# T\n\n![Alt](bad.svg)\n", {"bad.svg": "<svg this is not"})
    assert error.value.where.startswith("index:3")


def test_an_svg_with_a_broken_reference_still_draws(project: Project) -> None:
    built = project("# T\n\n![Alt](a.svg)\n", {"a.svg": SVG.format('<use href="#nothing"/>')})
    assert built.pdf.is_file()


def test_a_line_whose_style_has_an_empty_value_is_drawn(project: Project) -> None:
    style = "fill: none; stroke-dasharray: ; stroke-dashoffset: 0; stroke: #ff0000; stroke-width: 9"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="30pt">{}</svg>'
    line = f'<path d="M0 15L90 15" style="{style}"/>'
    built = project("# T\n\n![Alt](a.svg)\n", {"a.svg": svg.format(line)})
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        pixels = pdf[len(pdf) - 1].render().to_pil().convert("RGB")
        assert (255, 0, 0) in {pixels.getpixel((x, y)) for x in range(80, 150, 5) for y in range(pixels.height)}


def test_styles_with_values_stay_as_they_are() -> None:
    svg = b'<path style="a: 1; b: url(#x); c:; d: 2; e: "/><text>c: ;</text>'
    assert without_empty_styles(svg) == b'<path style="a: 1; b: url(#x); d: 2;"/><text>c: ;</text>'


def test_a_formula_that_cannot_be_set(project: Project) -> None:
    with pytest.raises(PdfError, match=r"\\unheard\{x\}") as error:
        project("# T\n\nA formula $\\unheard{x}$.\n")
    assert error.value.where.startswith("index:3")


def test_letters_that_no_font_has_are_named_with_their_page(project: Project) -> None:
    with pytest.raises(PdfError, match="no font of the book has the characters 汉 字") as error:
        project("# T\n\nText.\n\n## 汉字\n\nAlso 字.\n")
    assert "index: '#heading(level: 2)[汉字]" in error.value.where
    assert "index: 'Also 字.'" in error.value.where


def test_an_unknown_node_is_an_error(project: Project) -> None:
    extensions = ["myst_parser", "sphinx.ext.graphviz", "yearbook.typst"]
    with pytest.raises(PdfError, match="does not know the node 'graphviz'") as error:
        project("# T\n\nText.\n\n```{graphviz}\ndigraph { a -> b }\n```\n", extensions=extensions)
    assert error.value.where.startswith("index:5")


def test_html_whose_text_would_vanish_is_a_warning_with_its_place(project: Project) -> None:
    built = project("# T\n\n<b>bold</b> and\n\n<div>\nHTML text\n</div>\n")
    assert "index.md:5: WARNING: HTML that the PDF cannot show: HTML text" in built.warnings


def test_a_link_that_leads_nowhere_is_a_warning_with_its_place(project: Project) -> None:
    other = "---\norphan: true\n---\n# Other\n"
    built = project("# T\n\nSee [the other](other.md).\n", {"other.md": other})
    assert "index.md:3: WARNING: the link to 'other, ' leads nowhere" in built.warnings
    assert "See the other." in built.text


@pytest.mark.parametrize("base", ["", "https://example.org/en"])
def test_pages_that_only_the_web_has_stay_out(project: Project, base: str) -> None:
    text = "# Main\n\nFigures to [explore](tool.md).\n\n```{toctree}\ntool\nlast\n```\n"
    pages = {"tool.md": "# Tool\n\nClick here.\n", "last.md": "# Last\n\nThe end.\n"}
    built = project(text, pages, typst_without=["tool"], typst_permalink=base)
    assert built.warnings == ""
    assert "Click here." not in built.text
    assert "Figures to explore." in built.text
    assert ('#link("https://example.org/en/tool.html")[explore];' in built.source) is bool(base)


def test_an_unknown_key_of_the_cover(project: Project) -> None:
    with pytest.raises(UnknownName, match="titel"):
        project("# T\n", typst_cover={"titel": "T"})


def test_long_tables_repeat_their_head(project: Project) -> None:
    rows = "\n".join(f"| row {n} | {n} |" for n in range(2000))
    pages = project(f"# T\n\n:::{{table}} Long\n\n| Headword | n |\n|--|--:|\n{rows}\n:::\n").pages[2:]
    assert len(pages) > 20
    assert all("Headword" in page for page in pages)
    assert "row 1999" in pages[-1]


@pytest.mark.parametrize("title", ["العربية", "שלום"])
def test_a_title_from_right_to_left(project: Project, title: str) -> None:
    built = project(f"# {title}\n\nText.\n", typst_cover={"title": title})
    assert len(built.pages) == 3
    assert title in built.pages[0]
    assert built.pages[2].startswith(title)


def test_a_heading_cannot_skip_a_level(project: Project) -> None:
    built = project("# T\n\n### Deep\n\nText.\n", suppress_warnings=["myst.header"])
    assert "#heading(level: 2)[Deep]" in built.source


def test_a_wide_table_turns_the_page(project: Project) -> None:
    head = "| " + " | ".join(f"c{n}" for n in range(14)) + " |\n" + "|--" * 14 + "|\n"
    row = "| " + " | ".join("1 234" for _ in range(14)) + " |\n"
    built = project(f"# T\n\n:::{{table}} Wide\n:class: landscape\n\n{head}{row}:::\n\nAfter.\n")
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        assert [page.get_width() > page.get_height() for page in pdf][-3:] == [False, True, False]


def test_a_logo_stands_on_the_cover(project: Project) -> None:
    cover = {"title": "T", "logo": "logo.svg", "logo_alt": "The logo"}
    assert (project("# T\n", {"logo.svg": SVG.format("")}, typst_cover=cover).out / "logo.svg").is_file()


@pytest.mark.parametrize("settings", [{"typst_cover": {"logo": "none.svg"}}, {"typst_template": "none.typ"}])
def test_a_file_of_the_settings_that_is_not_there(project: Project, settings: dict[str, object]) -> None:
    with pytest.raises(PdfError, match="there is no file 'none"):
        project("# T\n", **settings)


def test_parts_of_a_book_open_without_an_empty_page(kitchen_en: Built) -> None:
    opening = next(page for page in kitchen_en.pages if "\nExhibits\n1. Exhibits" in page)
    assert "Applications rise" in opening


def test_numbers_are_those_of_the_html(tmp_path: Path) -> None:
    folder = tmp_path / "lv"
    shutil.copytree(KITCHEN / "lv", folder)
    page = (build(folder, "html").out / "aizsardziba.html").read_text(encoding="utf-8")
    on_screen = re.findall(r'(?:caption|section)-number">([^<]+)<', page)
    on_paper = build(folder).text
    assert len(on_screen) >= 6
    assert all(number.strip() in on_paper for number in on_screen)


def test_many_references_do_not_read_the_documents_again(project: Project) -> None:
    figure = ":::{figure} a.svg\n:name: f\n:alt: A\n\nC\n:::\n"
    built = project(f"# T\n\n{figure}\n" + "See {numref}`f`.\n\n" * 50, {"a.svg": SVG.format("")})
    assert built.text.count("See Fig. 1.") == 50


def test_notes_in_a_repeated_head_and_in_lists(project: Project) -> None:
    rows = "\n".join(f"| row {n} | {n}[^b] |" for n in range(90))
    text = f"# T\n\n:::{{table}} Long[^c]\n\n| Head[^a] | n |\n|--|--:|\n{rows}\n:::\n\n- item[^b]\n\n"
    built = project(text + "[^a]: Note a.\n\n[^b]: Note b.\n\n[^c]: Note c.\n")
    assert built.warnings == ""
    assert built.text.count("Note b.") == 1
    assert built.text.count("Note c.") == 1


def test_the_kitchen_sink_is_fit_for_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "lv"
    shutil.copytree(KITCHEN / "lv", folder)
    assert build(folder, typst_standards=["ua-1", "a-2a"]).pdf.is_file()


def test_a_heading_with_a_link_runs_over_pages(project: Project) -> None:
    text = "# T with [a link](https://example.org) and `code`[^a]\n\n" + "Words in a paragraph.\n\n" * 90
    built = project(text + "[^a]: Note a.\n")
    assert built.pages[-1].startswith("T with a link and code")
    assert built.text.count("Note a.") == 1


def test_a_fault_in_a_notebook_names_its_cell() -> None:
    node = nodes.paragraph()
    node.line = 20_003
    assert place(node, "asylum") == "asylum: cell 2, line 3"
