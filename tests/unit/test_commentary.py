from __future__ import annotations

import pytest
from nbformat.v4 import new_markdown_cell

from yearbook.chapter import Chapter
from yearbook.checks import check_all
from yearbook.commentary import commentary_of, commentary_text, lapsed, no_commentary, read_commentary, spoken
from yearbook.edition import Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.pages import with_commentary
from yearbook.view import View


@pytest.fixture
def wrote(spoilt):
    """Write a commentary on the chapter of decisions and return its view with it."""

    def write(text, code="en", name="decisions", country="LV"):
        (spoilt.editions / "2023" / f"{name}.{code}.md").write_text(text, "utf-8")
        results = Results(Figures(spoilt, load_edition(spoilt, 2023)))
        return View(results, language(code), country)

    return write


def read(view, name="decisions"):
    found = commentary_of(view, name)
    return spoken(view, found), lapsed(view, found)


def test_facts_are_written_out_in_the_readers_language(view_of):
    assert "Iesniedzēju skaitu (1\u00a0700) ietekmēja" in commentary_text(view_of(code="lv"), "asylum")
    assert "The number of applicants (1,700) had" in commentary_text(view_of(code="en"), "asylum")


def test_an_item_whose_fact_has_no_figure_is_left_out(view_of):
    text = commentary_text(view_of(code="en"), "asylum")
    assert "First-time" in text
    assert "European Union" not in text


def test_a_short_commentary_is_a_box_that_says_whose_words_it_holds(view_of):
    assert commentary_text(view_of(code="lv"), "asylum").startswith(
        "::::::{admonition} Kontaktpunkta komentārs\n:class: commentary\n\nIesniedzēju"
    )


def test_headings_of_a_long_one_stand_outside_of_its_boxes(wrote):
    text = commentary_text(wrote("Intro.\n\n## One\n\nText.\n\n### Two\n\nMore."), "decisions")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["## One", "### Two"]
    assert text.count("{container} commentary") == 3
    assert text.count("Commentary of the contact point") == 1


def test_another_countrys_report_has_no_commentary(wrote):
    view = wrote("Text.", country="EE")
    assert commentary_text(view, "decisions") == ""
    assert no_commentary(view).startswith("This edition holds no account by the contact point of its work in Estonia")


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("One.\n\n<script>alert(1)</script>", "raw HTML is not taken: <script>", "line 3"),
        ("A <b>bold</b> word.", "raw HTML is not taken: <b>", "line 1"),
        ("<!-- no -->", "raw HTML", "line 1"),
        ("---\nwritten_against: {}\n---\n\n<div>\n", "raw HTML", "line 5"),
        ("# Title", "title of the chapter", "line 1"),
        ("![](a.png)", "no pictures", "line 1"),
        ("One.\n\n```{raw} html\n<b>\n```", "no directives", "line 3"),
        (":::{include} ../secret\n:::", "no directives", "line 1"),
        ("An {eval}`x`.", "unknown role 'eval'", "decisions.en.md"),
        ("A {glue:text}`applicant`.", "unknown fact 'applicant'", "decisions.en.md"),
        ("A {glue:text}`applicants.wen`.", "unknown facet 'wen'", "decisions.en.md"),
        ("---\ncolour: red\n---\nText.", "front matter", "decisions.en.md"),
        ("---\nwritten_against: [1]\n---\nText.", "written_against", "decisions.en.md"),
        ("---\na: b: c\n---\nText.", "not YAML", "decisions.en.md"),
    ],
)
def test_what_would_not_be_text_on_the_page_is_refused(wrote, text, said, line):
    with pytest.raises(YearbookError) as error:
        read(wrote(text))
    assert said in error.value.what
    assert line in error.value.where


def test_a_script_shown_as_code_is_text(wrote):
    assert read(wrote("Never write `<script>` or 5 < 6."))[0] == "Never write `<script>` or 5 < 6."


def test_a_file_must_say_chapter_and_language(spoilt):
    path = spoilt.editions / "2023" / "decisions.md"
    path.write_text("Text.", "utf-8")
    with pytest.raises(YearbookError, match="does not say its chapter"):
        read_commentary(spoilt, path)


@pytest.mark.parametrize(
    ("then", "changed"),
    [
        ("applicants: 1700", {}),
        ("applicants: 1 700", {}),
        ('applicants: "1,700"', {"applicants": ("1,700", "1 700")}),
        ("applicants: 1650", {"applicants": ("1 650", "1 700")}),
        ("applicants.eu: 5", {"applicants.eu": ("5", ":")}),
        ("applicants_by_citizen.first: Irāka", {"applicants_by_citizen.first": ("Irāka", "Krievija")}),
    ],
)
def test_what_it_was_written_against_is_compared_as_a_reader_sees_it(wrote, then, changed):
    assert read(wrote(f"---\nwritten_against:\n  {then}\n---\nTeksts.", "lv"))[1] == changed


def found(project, severity):
    return [str(one) for one in check_all(project, "2023") if one.severity == severity and one.check == "commentary"]


def test_the_check_marks_a_stale_one_and_says_how_to_renew_it(wrote, spoilt):
    wrote("---\nwritten_against: {applicants: 1650}\n---\nText.")
    wrote("Teksts.", "lv")
    (said,) = found(spoilt, "warning")
    assert "decisions.en.md" in said
    assert "written when applicants was 1,650; now it is 1,700" in said
    assert 'write applicants: "1,700"' in said
    assert found(spoilt, "error") == []


def test_the_check_wants_a_twin_a_chapter_and_readable_text(wrote, spoilt):
    wrote("<b>Text.</b>")
    wrote("Text.", name="decision")
    said = "\n".join(found(spoilt, "error"))
    assert "raw HTML is not taken" in said
    assert "no twin in: lv" in said
    assert "unknown chapter 'decision'" in said
    assert "did you mean 'decisions'?" in said


def cells(*sources):
    return [new_markdown_cell(source, id=f"c{number}") for number, source in enumerate(sources)]


@pytest.mark.parametrize(
    ("sources", "stands"),
    [
        (
            ["# T\n\n## Key\n\n{.key-findings}\n- a", "## Next"],
            ["# T\n\n## Key\n\n{.key-findings}\n- a", "C", "## Next"],
        ),
        (["# T\n\n{.key-findings}\n- a\n\n## Next\n\nB"], ["# T\n\n{.key-findings}\n- a\n", "C", "## Next\n\nB"]),
        (["# T\n\nA.\n\n## Next"], ["# T\n\nA.\n", "C", "## Next"]),
        (["# T", "Text."], ["# T", "C", "Text."]),
    ],
)
def test_it_stands_after_the_key_findings(sources, stands):
    placed = with_commentary(cells(*sources), "C")
    assert [cell.source for cell in placed] == stands
    assert len({cell.id for cell in placed}) == len(placed)


def test_jupyterlab_shows_it_where_it_is_called_for(view_of, monkeypatch):
    shown = []
    monkeypatch.setattr("yearbook.chapter.display", lambda data, **how: shown.append((data, how)))
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/notebooks/asylum.ipynb")
    Chapter(view_of(code="en")).commentary()
    assert "border with Belarus" in shown[-1][0]["text/html"]
