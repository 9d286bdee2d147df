"""`yearbook new`: what it writes passes the checks at once, and it writes over nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from fixture.figures import PUBLISHED, tsv
from reading import prose, read_chapter

from yearbook.book.contents import load_contents
from yearbook.collect import collect_file
from yearbook.commands import new
from yearbook.dataset import load_datasets
from yearbook.edition import Edition, Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.lint import lint_notebooks
from yearbook.view import View

INDICATORS = "src/yearbook/indicators"
CHAPTER = ("chapter", "labour-market", "--lv", "Darba tirgus", "--en", "Labour market")
ASYLUM = ("--topic", "asylum", "--of")


@pytest.fixture
def workshop(spoilt, real):
    """The tiny project with the indicators of the program in it, as in the repository."""
    shutil.copytree(real.root / INDICATORS, spoilt.root / INDICATORS, ignore=shutil.ignore_patterns("__pycache__"))
    return spoilt


@pytest.fixture
def begin(run, workshop):
    """Run `yearbook new` in the workshop and return how it ended."""
    return lambda *words: run(workshop, "new", *words)


def files(project):
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def release(project, dataset, released):
    """Collect once more what was published of a dataset, as a release of another day."""
    fixed, table = next((fixed, table) for name, _, fixed, table in PUBLISHED if name == dataset)
    received = project.root / "received.tsv"
    received.write_text(tsv(fixed, table), "utf-8")
    collect_file(project, dataset, received, released)
    received.unlink()


def test_an_edition_takes_the_pins_of_the_newest_one_with_newer_vintages_first(begin, workshop, run):
    for released in ("2025", "2025-06-01"):
        release(workshop, "migr_asyappctza", released)
    release(workshop, "migr_asydcfstq", "2024-01-01")
    said = begin("edition", "2024")
    assert said.code == 0, said.text
    before, edition = load_edition(workshop, 2023), load_edition(workshop, 2024)
    assert (edition.country, edition.languages) == (before.country, before.languages)
    assert edition.pins == {
        "demo_gind": before.pins["demo_gind"],
        "migr_asyappctza": ("2025", "2025-06-01", "2025-05", "2023-03-29"),  # a release of "2025" may be of December
        "migr_asydcfstq": ("2024-03-12",),  # an older release that nobody pinned stays unpinned
    }
    assert "newer vintages of: migr_asyappctza 2025." in said.text
    assert "yearbook check 2024 all that is wrong" in said.text
    assert run(workshop, "check", "2024").code == 0


def test_an_edition_pins_a_dataset_that_has_come_into_use_since(begin, workshop):
    path = workshop.editions / "2023" / "edition.toml"
    path.write_text(path.read_text("utf-8").replace('demo_gind = "2025-03-27"\n', ""), "utf-8")
    assert begin("edition", "2024").code == 0
    assert load_edition(workshop, 2024).pins["demo_gind"] == ("2025-03-27",)


def test_an_edition_is_a_draft_until_an_embargo(begin, workshop):
    begin("edition", "2024")
    edition, today = load_edition(workshop, 2024), datetime.now(UTC).date()
    assert edition.published == today
    assert today < edition.embargo
    assert (edition.embargo.month, edition.embargo.day) == (6, 30)


@pytest.mark.parametrize(
    ("published", "embargo", "until"),
    [
        (date(2026, 3, 1), None, date(2026, 6, 30)),
        (date(2026, 6, 30), None, date(2027, 6, 30)),
        (date(2026, 11, 23), None, date(2027, 6, 30)),
        (date(2026, 3, 1), "2027-02-01", date(2027, 2, 1)),
    ],
)
def test_the_embargo_is_not_earlier_than_that_of_a_dataset(workshop, published, embargo, until):
    if embargo:
        path = workshop.data / "datasets.toml"
        path.write_text(
            path.read_text("utf-8").replace('code = "demo_gind"', f'code = "x"\nembargo = {embargo}'), "utf-8"
        )
    edition = Edition(year=2024, country="LV", languages=["lv"], pins={"demo_gind": "2025-03-27"}, published=published)
    assert new._embargo(workshop, edition) == until


def test_a_chapter_keeps_the_rules_in_both_languages_and_stands_in_the_contents(begin, workshop):
    said = begin(*CHAPTER)
    assert said.code == 0, said.text
    assert [str(found) for found in lint_notebooks(workshop)] == []
    assert list(load_contents(workshop).sources) == [
        "index", "asylum", "decisions", "labour-market", "glossary", "explorer", "factsheet"
    ]  # fmt: skip
    notebook = json.loads((workshop.notebooks / "labour-market.ipynb").read_text("utf-8"))
    texts = ["".join(cell["source"]) for cell in notebook["cells"]]
    assert texts[2].startswith("# Darba tirgus\n")
    assert texts[3].startswith("# Labour market\n")
    assert "--chapter labour-market --language lv --format html --watch" in said.text


def test_a_chapter_stands_where_it_is_told(begin, workshop):
    assert begin("chapter", "labour-market", "--before", "asylum").code == 0
    assert list(load_contents(workshop).sources)[:3] == ["index", "labour-market", "asylum"]


def test_chapters_stand_before_those_that_end_the_report(real, workshop):
    shutil.copyfile(real.root / "_toc.yml", workshop.root / "_toc.yml")
    lines = new._with_chapter(workshop, "labour-market", "").splitlines()
    at = lines.index("      - file: notebooks/labour-market")
    assert lines[at + 1] == "      - file: notebooks/contact-point"


def test_a_chapter_without_titles_is_called_by_its_name(begin, workshop):
    begin("chapter", "labour-market")
    assert "# Labour market" in (workshop.notebooks / "labour-market.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "intro", "finding"),
    [
        ("lv", "Nodaļa ir daļa no ziņojuma par 2023. gadu Latvijā.", "Nodaļa raksturo stāvokli Latvijā 2023. gadā."),
        (
            "en",
            "This chapter is part of the report on 2023 in Latvia.",
            "The chapter describes the situation in Latvia in 2023.",
        ),
    ],
)
def test_a_chapter_says_at_once_what_is_true(begin, workshop, monkeypatch, code, intro, finding):
    begin(*CHAPTER)
    view = View(Results(Figures(workshop, load_edition(workshop, 2023))), language(code), "LV")
    said = prose(*read_chapter("labour-market", view, monkeypatch))
    assert intro in said
    assert f"{{.key-findings}}\n- {finding}" in said


def shown(project, name):
    """Ask a process of its own, whose program is the changed one, for the figures of an indicator."""
    code = (
        "import sys, yearbook.indicators as ours; ours.__path__ = [sys.argv[1]]; "
        "sys.argv = ['yearbook', 'show', sys.argv[2], '--format', 'csv']; import yearbook.cli; yearbook.cli.main()"
    )
    command = [sys.executable, "-c", code, str(project.root / INDICATORS), name]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=True).stdout


def test_an_indicator_works_at_once(begin, workshop):
    said = begin("indicator", "applicants_from_syria", *ASYLUM, "applicants", "--only", "citizen=SY")
    assert said.code == 0, said.text
    text = (workshop.root / INDICATORS / "asylum.py").read_text("utf-8")
    written = text[text.index("def applicants_from_syria") :]
    assert written.startswith("def applicants_from_syria(applicants: Observations) -> Observations:\n")
    assert written.endswith('    return applicants.only(citizen="SY")\n')
    assert '"lv": "Skaitļi no „Patvēruma pieteikumu iesniedzēji”, tikai: Sīrija."' in text
    assert '    by=("sex", "age"),\n    caveats=("rounded_5",),\n)\ndef applicants_from_syria' in text
    figures = shown(workshop, "applicants_from_syria").splitlines()
    own = shown(workshop, "applicants").splitlines()
    assert figures[0] == own[0]
    assert figures != own


LONG = (
    "Pirmreizējie patvēruma pieteikumu iesniedzēji, kuri jaunāki par 18 gadiem un ieradušies bez pavadības, pa mēnešiem"
)


@pytest.mark.parametrize(
    "words",
    [
        ("--of", "applicants"),
        ("--of", "applicants", "--only", "citizen=SY", "--only", "sex=F", "--lv", LONG, "--en", LONG),
        ("--of", "monthly_first_time_applicants", "--lv", "Īsi"),
        ("--of", "migr_asyappctza", "--only", "applicant=FRST", "--en", LONG),
        ("--of", "derived_decisions"),
        ("--of", "migr_asytpsm"),
    ],
)
def test_an_indicator_is_written_as_the_linter_and_the_formatter_want_it(begin, workshop, real, words):
    said = begin("indicator", "newly_counted", "--topic", "asylum", *words)
    assert said.code == 0, said.text
    settings = ("--config", str(real.root / "pyproject.toml"), str(workshop.root / INDICATORS / "asylum.py"))
    for task in (("check", "--no-cache"), ("format", "--no-cache", "--diff")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *task, *settings], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_an_indicator_of_another_is_called_by_it_and_its_codes_in_every_language(begin, workshop):
    words = ("newly_counted", "--topic", "asylum", "--of", "applicants", "--only", "citizen=SY")
    assert begin("indicator", *words).code == 0
    text = (workshop.root / INDICATORS / "asylum.py").read_text("utf-8")
    assert '"lv": "Patvēruma pieteikumu iesniedzēji: Sīrija", "en": "Asylum applicants: Syria"' in text


def test_a_dataset_is_declared_like_that_of_the_nearest_name(begin, workshop):
    said = begin("dataset", "migr_asyappctzq", "--en", "Asylum applicants, quarterly data")
    assert said.code == 0, said.text
    found = load_datasets(workshop)
    fresh, model = found["migr_asyappctzq"], found["migr_asyappctzm"]
    own = {"id": "migr_asyappctzq", "code": "migr_asyappctzq"}
    titles = {"lv": "migr_asyappctzq", "en": "Asylum applicants, quarterly data"}
    assert fresh == model.model_copy(update={**own, "title": titles})
    assert (
        "It is declared as migr_asyappctzm is (citizen, sex, age, applicant, geo; flow of applicants, frequency M)"
        in said.text
    )
    assert "yearbook collect migr_asyappctzq --dry-run" in said.text


def test_a_dataset_takes_the_layout_of_its_like_but_no_remark_on_the_next_one(begin, workshop):
    assert begin("dataset", "unhcr_returnees", "--like", "unhcr_solutions").code == 0
    found = load_datasets(workshop)
    assert found["unhcr_returnees"].layout == found["unhcr_solutions"].layout
    text = (workshop.data / "datasets.toml").read_text("utf-8")
    assert "# One workbook a year" not in text[text.index("[dataset.unhcr_returnees]") :]
    assert text.count("# One workbook a year") == 1


REFUSED = [
    (("edition", "2023"), "there is an edition of 2023 already", "change its pins there"),
    (("edition", "2019"), "2019 cannot be the reference year of a new edition", "the newest is 2023"),
    (("edition", "2099"), "2099 cannot be the reference year of a new edition", "has no figures"),
    (("chapter", "asylum"), "the name 'asylum' is taken", "not written over"),
    (("chapter", "explorer"), "the name 'explorer' is taken", "not written over"),
    (("chapter", "search"), "the name 'search' is taken", "not written over"),
    (("chapter", "Labour_Market"), "'Labour_Market' cannot be a name here", "labour-market"),
    (("chapter", "../outside"), "'../outside' cannot be a name here", "labour-market"),
    (("chapter", "labour-market", "--before", "asylm"), "unknown page 'asylm'", "did you mean 'asylum'?"),
    (("chapter", "labour-market", "--en", 'So "called"'), "a straight quote", "write „ ” in Latvian"),
    (("indicator", "applicants", *ASYLUM, "applicants"), "the name 'applicants' is taken", "not written over"),
    (("indicator", "demo_gind", *ASYLUM, "applicants"), "the name 'demo_gind' is taken", "not written over"),
    (("indicator", "class", *ASYLUM, "applicants"), "'class' cannot be a name here", "small letters"),
    (("indicator", "x-y", *ASYLUM, "applicants"), "'x-y' cannot be a name here", "underscores"),
    (("indicator", "xs", "--topic", "asylm", "--of", "applicants"), "unknown topic 'asylm'", "did you mean 'asylum'?"),
    (("indicator", "xs", *ASYLUM, "aplicants"), "unknown dataset or indicator 'aplicants'", "'applicants'"),
    (("indicator", "xs", *ASYLUM, "applicants", "--only", "citizn=SY"), "unknown breakdown 'citizn'", "'citizen'"),
    (("indicator", "xs", *ASYLUM, "applicants", "--only", "citizen=QQ"), "'QQ'", "to do"),
    (("indicator", "xs", *ASYLUM, "applicants", "--only", "SY"), "'SY' names no code", "citizen=SY"),
    (("indicator", "xs", *ASYLUM, "migr_asyappctza"), "no total of all its codes of 'applicant'", "--only applicant="),
    (("indicator", "xs", *ASYLUM, "demo_gind", "--only", "sex=F"), "unknown dimension 'sex'", "indic_de"),
    (("dataset", "demo_gind"), "the name 'demo_gind' is taken", "not written over"),
    (("dataset", "applicants"), "the name 'applicants' is taken", "not written over"),
    (("dataset", "Migr"), "'Migr' cannot be a name here", "small letters"),
    (("dataset", "xyzzy"), "no dataset has a name like xyzzy", "--like"),
    (("dataset", "xyzzy", "--like", "demo_gin"), "unknown dataset 'demo_gin'", "did you mean 'demo_gind'"),
]


@pytest.mark.parametrize(("words", "what", "todo"), REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED])
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(begin, workshop, words, what, todo):
    before = files(workshop)
    said = begin(*words)
    assert said.code == 1
    assert said.err.count("error: ") == 1
    assert what in said.text
    assert todo in said.text
    assert files(workshop) == before


def test_a_notebook_that_the_contents_leave_out_is_not_written_over(begin, workshop):
    (workshop.notebooks / "labour-market.ipynb").write_text("somebody's work", "utf-8")
    said = begin(*CHAPTER)
    assert "the notebook is there already" in said.text
    assert (workshop.notebooks / "labour-market.ipynb").read_text("utf-8") == "somebody's work"


def test_an_indicator_needs_the_program_in_the_project(run, spoilt):
    said = run(spoilt, "new", "indicator", "xs", *ASYLUM, "applicants")
    assert "the program is not part of this project" in said.text


def test_the_first_edition_is_written_by_hand(begin, workshop):
    shutil.rmtree(workshop.editions)
    assert "there is no edition to begin from" in begin("edition", "2023").text


@pytest.mark.parametrize("name", ["_toc.yml", "notebooks/fresh.ipynb"])
def test_what_cannot_be_read_again_is_taken_back(workshop, name):
    before = files(workshop)
    with pytest.raises(YearbookError, match="it cannot be read"):
        new.write_file(workshop, name, "text", lambda: new.refuse("it cannot be read", name, "mend it"))
    assert files(workshop) == before
