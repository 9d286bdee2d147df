"""Heads of rows, as a screen reader meets them."""

from __future__ import annotations

from pathlib import Path

import pdfua
import pikepdf
import pytest
from tagged import elements

from yearbook.typst.compile import Export, compile_pdf

HEAD = "table.header[Country][Sex][Persons]"


def cells(place: Path, body: str, standards: tuple[str, ...] = ("ua-1",)) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return kind, scope and heads of each cell of a table's body; heads by their words' places: R row, U column."""
    source = place / "table.typ"
    source.write_text(f'#set document(title: "T")\n#set text(lang: "en")\n#table(columns: 3, {HEAD}, {body})\n')
    compile_pdf(source, place / "table.pdf", Export(standards, 0, {}))
    with pikepdf.open(place / "table.pdf") as pdf:
        found = [part for part in elements(pdf) if part.S in ("/TH", "/TD")][3:]
        return [
            (str(cell.S), str(_said(cell, "/Scope") or ""), tuple(map(str, _said(cell, "/Headers") or ())))
            for cell in found
        ]


def _said(cell: pikepdf.Dictionary, name: str) -> object:
    return next((part[name] for part in cell.get("/A", []) if name in part), None)


def test_a_strong_first_cell_names_its_row(tmp_path: Path) -> None:
    found = cells(tmp_path, "strong[Latvia], [Women], [615], [Lithuania], strong[Men], [575]")
    assert [cell[0] for cell in found] == ["/TH", "/TD", "/TD", "/TD", "/TD", "/TD"]
    assert found[0][1:] == ("/Row", ("U1x0y0",))
    assert found[1][2] == ("U1x1y0", "R1y0")
    assert found[4][2] == ("U1x1y0",)


def test_a_head_may_stand_for_several_rows(tmp_path: Path) -> None:
    tall = "table.cell(rowspan: 2, strong[Latvia])"
    found = cells(tmp_path, f"{tall}, strong[Women], [615], strong[Men], [85], strong[Lithuania], [All], [575]")
    assert [cell[0] for cell in found] == ["/TH", "/TD", "/TD", "/TD", "/TD", "/TH", "/TD", "/TD"]
    assert [cell[2][-1] for cell in found[1:5]] == ["R1y0"] * 4
    assert found[-1][2][-1] == "R1y2"


def test_heads_are_found_by_their_names(tmp_path: Path) -> None:
    cells(tmp_path, "strong[Latvia], [Women], [615]")
    with pikepdf.open(tmp_path / "table.pdf") as pdf:
        named = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        assert sorted(named) == ["R1y0", "U1x0y0", "U1x1y0", "U1x2y0"]
        assert named["R1y0"].S == "/TH"


def test_half_a_cell_in_strong_is_no_head(tmp_path: Path) -> None:
    assert cells(tmp_path, "[*Latvia* now], [], [615]")[0][0] == "/TD"


@pytest.mark.parametrize("standards", [("ua-1",), ("ua-1", "a-2a"), ("a-1a",)])
def test_what_the_standards_ask_is_kept(tmp_path: Path, standards: tuple[str, ...]) -> None:
    cells(tmp_path, "strong[Latvia], [Women], [615]", standards)
    held = (tmp_path / "table.pdf").read_bytes()
    assert (b"/ObjStm" in held) is (standards != ("a-1a",))
    assert "ua-1" not in standards or not pdfua.validate(str(tmp_path / "table.pdf")).findings
    cells(tmp_path, "strong[Latvia], [Women], [615]", standards)
    assert (tmp_path / "table.pdf").read_bytes() == held
