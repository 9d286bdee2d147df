"""Bad input on the command line: one message that says what, where and what to do; nothing is changed."""

from __future__ import annotations

import hashlib
import json

import nbformat
import pytest

from yearbook.project import Project


def tree(project: Project) -> dict[str, str]:
    """Return a fingerprint of every vintage and of the site as it was last published."""
    files = [*project.vintages.rglob("*"), *(project.build / "site").rglob("*")]
    return {
        path.relative_to(project.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


@pytest.fixture
def published(spoilt):
    """The tiny project with a site that was built before."""
    site = spoilt.build / "site" / "LV" / "lv" / "2023"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the last good site", "utf-8")
    (spoilt.build / "site" / "index.html").write_text("all editions", "utf-8")
    return spoilt


@pytest.fixture
def refused(run, published):
    """Run a command that has to be refused, and return what it said."""

    def command(*words: str) -> str:
        before = tree(published)
        said = run(published, *words)
        assert said.code == 1
        assert said.err.count("error: ") == 1
        assert "Traceback" not in said.text
        assert tree(published) == before
        return said.text

    return command


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Change the text of a file; of a notebook too."""
    path = project.root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def add_cell(project: Project, name: str, source: str) -> int:
    """Add a code cell at the end of a notebook and return its number."""
    path = project.notebooks / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)
    return len(notebook.cells)


def test_the_page_that_was_built_can_be_opened_at_once(run, spoilt, monkeypatch):
    opened = []
    monkeypatch.setattr("yearbook.commands.build.run_build", lambda *_: spoilt.root / "asylum.html")
    monkeypatch.setattr("typer.launch", opened.append)
    for words in ((), ("--open",)):
        assert run(spoilt, "build", "2023", *words).code == 0
    assert opened == [(spoilt.root / "asylum.html").as_uri()]


EDITION = "editions/2023/edition.toml"


@pytest.mark.parametrize(
    ("words", "what", "todo"),
    [
        (["2032"], "unknown edition '2032'", "did you mean '2023'?"),
        (["2023", "--country", "XX"], "unknown country 'XX'", "known: "),
        (["2023", "--country", "GR"], "unknown country 'GR'", "Greece is EL"),
        (["2023", "--language", "fr"], "unknown language 'fr'", "lv (Latviešu), en (English)"),
        (["2023", "--chapter", "asylm"], "unknown chapter 'asylm'", "did you mean 'asylum'?"),
        (["2023", "--format", "docx"], "unknown format 'docx'", "html, pdf"),
    ],
)
def test_a_wrong_word_is_named_with_what_there_is(refused, words, what, todo):
    said = refused("build", *words)
    assert what in said
    assert todo in said


@pytest.mark.parametrize(
    ("old", "new", "what", "todo"),
    [
        ('"2024-03-12"', '"2024-03-13"', "there is no vintage migr_asydcfstq@2024-03-13", "pin one of: 2024-03-12"),
        ("country =", 'contry = "LV"\ncountry =', "unknown key 'contry'", "did you mean 'country'?"),
        ("migr_asydcfstq", "migr_asydcfsq", "unknown dataset 'migr_asydcfsq'", "did you mean 'migr_asydcfstq'"),
        ('languages = ["lv", "en"]', 'languages = ["lv", "fr"]', "unknown language 'fr'", "lv (Latviešu)"),
    ],
)
def test_a_mistake_in_the_edition(refused, published, old, new, what, todo):
    edit(published, EDITION, old, new)
    said = refused("build", "2023")
    assert what in said
    assert todo in said
    assert what.startswith("unknown language") or f"where: {EDITION}" in said


def test_a_page_named_in_the_contents_that_is_not_there(refused, published):
    edit(published, "_toc.yml", "notebooks/decisions", "notebooks/decision")
    said = refused("build", "2023")
    assert "the page 'notebooks/decision' is not there" in said
    assert "where: _toc.yml" in said


def test_contents_that_are_no_contents(refused, published):
    edit(published, "_toc.yml", "root: book/index", "toor: book/index")
    assert "not a table of contents" in refused("build", "2023")


def test_a_notebook_without_a_parameters_cell(refused, published):
    edit(published, "notebooks/decisions.ipynb", '"parameters"', '"other"')
    said = refused("build", "2023", "--language", "en", "--chapter", "decisions")
    assert "1 of 1 chapter runs failed; nothing was published" in said
    assert "the notebook has no cell tagged 'parameters' where: decisions.ipynb to do: tag its first code cell" in said


def test_a_parameter_that_the_notebook_does_not_have(refused, published):
    edit(published, "notebooks/decisions.ipynb", "country = ", "contry = ")
    said = refused("build", "2023", "--language", "en", "--chapter", "decisions")
    assert "unknown parameter 'country' where: decisions.ipynb, cell tagged 'parameters'" in said
    assert "did you mean 'contry'?" in said


def test_a_parameter_that_a_build_does_not_give(refused, published):
    edit(published, "notebooks/decisions.ipynb", "edition = 2023", "edition = 2023\\nregion = 'R'")
    said = refused("build", "2023", "--language", "en", "--chapter", "decisions")
    assert "asks for a parameter 'region' that a build does not give" in said


def test_a_failing_cell_is_named_and_the_other_chapters_are_still_tried(refused, published):
    number = add_cell(published, "asylum", "here.data('aplicants')")
    said = refused("build", "2023", "--language", "en")
    assert "1 of 4 chapter runs failed; nothing was published" in said
    assert "failed asylum (en)" in said
    assert "done decisions (en)" in said
    assert "a cell failed with UnknownName: unknown indicator 'aplicants'" in said
    assert "did you mean 'applicants'" in said
    assert f"notebooks/asylum.ipynb, cell {number} (edition=2023, language='en', country='LV')" in said


def test_a_fact_misspelt_in_prose(refused, published):
    edit(
        published,
        "notebooks/decisions.ipynb",
        "{glue:text}`recognition_rate.band`",
        "{glue:text}`recognition_rate.bnd`",
    )
    said = refused("build", "2023", "--language", "en", "--chapter", "decisions")
    assert "unknown fact 'recognition_rate.bnd' where: notebooks/decisions.ipynb, cell 5" in said
    assert "did you mean 'recognition_rate.band'" in said


def test_two_exhibits_of_one_name_in_two_chapters(refused, published):
    add_cell(published, "decisions", 'here.countries_table("applicants")')
    said = refused("build", "2023", "--language", "en")
    assert "two exhibits are called 'applicants_table'" in said
    assert "notebooks/asylum.ipynb and notebooks/decisions.ipynb" in said
    assert "to do: " in said


def test_a_warning_of_jupyter_book_is_an_error(refused, published):
    edit(published, "book/index.md", "A small report", ":::{nonsense}\n:::\n\nA small report")
    for _ in range(2):  # Sphinx has read the page already when it is built again
        said = refused("build", "2023", "--language", "en", "--format", "html", "--chapter", "decisions")
    assert "Jupyter Book could not make the HTML: a warning is an error here" in said
    assert "index.md" in said
    assert "nonsense" in said


def test_a_damaged_vintage(refused, published):
    next(published.vintages.glob("demo_gind/*/observations.parquet")).write_bytes(b"spoilt")
    said = refused("show", "population")
    assert "the observations of demo_gind@2025-03-27 were changed after they were collected" in said
    assert "to do: restore the file" in said


def test_a_folder_that_is_no_project(run, tmp_path):
    said = run(Project(tmp_path), "build")
    assert said.code == 1
    assert "this is not a yearbook project" in said.text
    assert "to do: change to the project's folder" in said.text


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["schengen_visas"], "can be collected from a file only"),
        (["demo_gind", "tps00170", "--from", "x.tsv", "--released", "2025"], "one file belongs to one dataset"),
        (["demo_gind", "--from", "x.tsv"], "the day of release is missing"),
        (["demo_gnd", "--from", "x.tsv", "--released", "2025"], "unknown dataset 'demo_gnd'"),
        (["demo_gind", "--from", "x.tsv", "--released", "31.12.2025"], "'31.12.2025' is not a release date"),
        (["demo_gind", "--from", "x.tsv", "--released", "2025-03-27"], "was collected already"),
        (["demo_gind", "--from", "no.tsv", "--released", "2025"], "no.tsv"),
    ],
)
def test_what_cannot_be_collected(refused, words, what):
    assert what in refused("collect", *words)


def test_a_web_page_saved_as_a_table(refused, published):
    (published.root / "demo_gind.tsv").write_text("<!doctype html>\n<html><body>Sorry</body></html>\n", "utf-8")
    said = refused("collect", "demo_gind", "--from", "demo_gind.tsv", "--released", "2025-04")
    assert "demo_gind.tsv" in said
    assert "to do: " in said


def test_a_received_file_becomes_a_vintage(run, spoilt):
    text = "freq,indic_de,geo\\TIME_PERIOD\t2024 \nA,JAN,LV\t1871882 \n"
    (spoilt.root / "demo_gind.tsv").write_text(text, "utf-8")
    said = run(spoilt, "collect", "demo_gind", "--from", "demo_gind.tsv", "--released", "2025-04")
    assert said.code == 0
    assert "demo_gind@2025-04" in said.text
    assert (spoilt.vintages / "demo_gind" / "2025-04" / "vintage.toml").is_file()


def test_check_says_everything_with_brackets_and_all(run, spoilt):
    edit(spoilt, EDITION, "2024-03-12", "2024-03-13")
    (spoilt.notebooks / "asylum.ipynb").write_text("{", "utf-8")
    said = run(spoilt, "check")
    assert said.code == 1
    assert "there is no vintage migr_asydcfstq@2024-03-13 where: editions/2023/edition.toml, [pins]" in said.text
    assert "this is not a notebook" in said.text
    assert "2 found" in said.text


def test_check_is_content_with_the_tiny_project(run, tiny):
    said = run(tiny, "check", "2023")
    assert (said.code, said.text) == (0, "nothing wrong found")


def test_show_prints_an_indicator_as_csv_json_and_table(run, tiny):
    csv = run(tiny, "show", "applicants", "--format", "csv").out.splitlines()
    assert csv[0] == "geo,period,value,status,conf,source"
    assert csv[-1] == "LV,2023,1700.0,p,,migr_asyappctza@2025-05"
    content = json.loads(run(tiny, "show", "recognition_rate", "--country", "EE", "--format", "json").out)
    assert content["unit"] == "percent"
    assert {one["geo"] for one in content["observations"]} == {"EE"}
    assert content["sources"][0]["dataset"] == "migr_asydcfstq"
    assert "1700" in run(tiny, "show", "applicants").out


def test_show_says_why_there_is_nothing(run, tiny):
    unpinned = run(tiny, "show", "recognition_rate_final", "--edition", "2023")
    assert unpinned.code == 0
    assert "not available: edition 2023 pins no vintage of migr_asydcfina" in unpinned.text
    elsewhere = run(tiny, "show", "applicants", "--country", "NO")
    assert "not available: the pinned vintages of migr_asyappctza have no figure for NO" in elsewhere.text


def test_show_lists_all_there_is(run, tiny):
    out = run(tiny, "show").out
    assert "recognition_rate" in out
    assert "demo_gind" in out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["aplicants"], "did you mean 'applicants'"),
        (["applicants", "--by", "reason"], "unknown breakdown 'reason'"),
        (["applicants", "--country", "XX"], "unknown country 'XX'"),
        (["applicants", "--format", "xml"], "unknown format 'xml'"),
        (["applicants", "--edition", "1999"], "unknown edition '1999'"),
    ],
)
def test_show_refuses_what_is_not_there(refused, words, what):
    assert what in refused("show", *words)


@pytest.mark.parametrize("verb", ["build", "collect", "check", "show"])
def test_every_verb_explains_itself(run, tiny, verb):
    said = run(tiny, verb, "--help")
    assert said.code == 0
    assert "Usage" in said.text


def test_ctrl_c_is_answered_by_one_sentence(run, published, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("yearbook.commands.build.run_build", interrupted)
    before = tree(published)
    said = run(published, "build", "2023")
    assert (said.code, said.text) == (130, "stopped; nothing was published or changed")
    assert tree(published) == before
