"""The factsheet: two pages, tagged, with a clear refusal of what does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from tagged import elements
from typst_projects import KITCHEN

from yearbook.typst.factsheet import Chart, Factsheet, KeyNumber, Section, compile_factsheet
from yearbook.typst.problems import PdfError

CURVE = (KITCHEN / "lv" / "chart.svg").read_text("utf-8")
NUMBER = KeyNumber("1\u00a0700", "Patvēruma pieteikumi [2023]", "pieauga par 174,2 %", "22. vieta no 27", CURVE)
SHEET = Factsheet(
    "lv",
    "Patvērums „Latvijā” #1",
    institution="EMT kontaktpunkts",
    key_numbers=(NUMBER, replace(NUMBER, alt="Līkne, kas ceļas")),
    sections=(Section("Pieteikumi", ("Teksts ar $ un *.",), Chart(CURVE, 'Diagramma "A"', "Avots: Eurostat.")),),
    notes=("Skaitļi noapaļoti.",),
    footer=("Projekts 7", "Līdzfinansē ES"),
    marks=("PROJEKTS",),
)


def made(folder: Path, sheet: Factsheet = SHEET) -> Path:
    compile_factsheet(sheet, folder / "factsheet.pdf", timestamp=1704067200)
    return folder / "factsheet.pdf"


def test_it_says_what_it_was_given(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(made(tmp_path)) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    for words in ("Patvērums „Latvijā” #1", "1\u00a0700", "[2023]", "22. vieta no 27", "Teksts ar $ un *.", "PROJEKTS"):
        assert words.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert "Projekts 7 Līdzfinansē ES" in text


def test_it_is_tagged(tmp_path: Path) -> None:
    with pikepdf.open(made(tmp_path)) as pdf:
        kinds = [str(element.S) for element in elements(pdf)]
        alts = [str(element.Alt) for element in elements(pdf) if "/Alt" in element]
        assert str(pdf.Root.Lang) == "lv"
    assert [kind for kind in kinds if kind in ("/H1", "/H2")] == ["/H1", "/H2"]
    assert alts == ["Līkne, kas ceļas", 'Diagramma "A"']


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path).read_bytes()
    assert made(tmp_path).read_bytes() == first


def test_more_than_two_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match=r"^the factsheet fills \d pages, not two"):
        made(tmp_path, replace(SHEET, sections=(Section("Garš", ("Teksts. " * 200,) * 5),) * 2))


@pytest.mark.parametrize(
    ("chart", "said"), [(Chart(CURVE, " "), "no alternative text"), (Chart("<svg nothing", "A"), "section 'Slikts'")]
)
def test_a_bad_chart_is_named(tmp_path: Path, chart: Chart, said: str) -> None:
    with pytest.raises(PdfError) as error:
        made(tmp_path, replace(SHEET, sections=(Section("Slikts", (), chart),)))
    assert said in str(error.value)
    assert "Slikts" in str(error.value)


@pytest.mark.parametrize(
    "left",
    [
        {"key_numbers": ()},
        {"key_numbers": (replace(NUMBER, change="", rank="", sparkline=""),)},
        {"sections": (Section("Vārdi", ("Teksts.",)),)},
        {"sections": (), "notes": (), "footer": (), "institution": ""},
    ],
)
def test_what_a_country_lacks_is_left_out_and_the_rest_is_accessible(tmp_path: Path, left: dict[str, object]) -> None:
    sheet = made(tmp_path, replace(SHEET, **left))
    with pikepdf.open(sheet) as pdf:
        kinds = [str(element.S) for element in elements(pdf)]
    assert kinds.count("/H2") == len(left.get("sections", SHEET.sections))
    assert pdfua.validate(str(sheet)).findings == ()
