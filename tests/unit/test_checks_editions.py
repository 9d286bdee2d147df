"""What the checks find in the real editions, and how it is shown."""

from __future__ import annotations

import json
import re

import pytest

from yearbook.book.build import Progress, Request, build
from yearbook.consistency import check_figures, refuse
from yearbook.consistency.kept import own_findings
from yearbook.consistency.page import findings_page
from yearbook.consistency.wording import CHECKS, title_of
from yearbook.edition import Edition, Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.view import View
from yearbook.vintage import list_vintages
from yearbook.years import edition_years, newest_released

JUMP = "from 175 to 13,575 in a year"


@pytest.fixture(scope="module")
def found(real):
    """What is found in the figures of all real editions."""
    return check_figures(real, [load_edition(real, year) for year in edition_years(real)])


@pytest.fixture(scope="module")
def newest(real):
    return load_edition(real, newest_released(real))


@pytest.fixture(scope="module")
def pages(real, newest):
    """The findings of the newest edition as its readers see them, by language and country."""
    results = Results(Figures(real, newest))
    shown = (("lv", "LV"), ("en", "LV"), ("en", "EE"))
    return {(code, geo): findings_page(View(results, language(code), geo)) for code, geo in shown}


def test_no_real_edition_has_an_error(found):
    assert [str(one) for one in found if one.severity == "error"] == []


def test_the_jump_of_persons_found_illegally_present_is_reported_and_explained(real, newest):
    pins: dict[str, list[str]] = {}
    for vintage in reversed(list_vintages(real)):
        pins.setdefault(vintage.dataset, []).append(vintage.released)
    everything = Edition(**{**newest.model_dump(), "pins": {"migr_eipre": pins["migr_eipre"]}})
    [jump] = [one for one in check_figures(real, [everything]) if one.check == "outlier"]
    assert (jump.severity, jump.place.geo, jump.place.period) == ("warning", "LV", "2022")
    assert JUMP in jump.what["en"]
    assert "13,255" in jump.remark["en"]
    assert "13 255" in jump.remark["lv"]


def test_every_recorded_remark_explains_something(found):
    assert [str(one) for one in found if one.check == "remark"] == []


def test_every_finding_says_where_and_what_to_do_in_both_languages(found):
    assert found
    for one in found:
        assert one.place.dataset or one.place.file
        assert one.remedy
        assert set(one.what) == {"lv", "en"}
        assert not re.search(r"nan|None|[{}]", one.what["lv"] + one.what["en"])


def test_the_page_counts_every_check_and_explains_the_jump(pages):
    for code in ("lv", "en"):
        page = pages[code, "LV"]
        assert all(title_of(check, code) in page for check in CHECKS if check != "remark")
        assert page.count(":::{table}") == 3  # the national office's figures are compared where there are any
    assert "13,255" in pages["en", "LV"]
    assert JUMP in pages["en", "LV"]
    assert "13\N{NO-BREAK SPACE}575" in pages["lv", "LV"]
    assert "Eurostat un UNHCR skaitļu salīdzinājums" in pages["lv", "LV"]
    assert not re.search(r"\b(warning|error|released|year|the)\b", pages["lv", "LV"])
    assert "Explanation: 13,255" not in pages["en", "EE"]
    assert pages["en", "EE"].count(":::{table}") == 2


def without_label(project, citizenship):
    labels = project.data / "labels.csv"
    kept = [line for line in labels.read_text("utf-8").splitlines() if not line.startswith(f"citizen,{citizenship},")]
    labels.write_text("\n".join([*kept, ""]), "utf-8")


def test_the_errors_of_an_edition_keep_it_from_being_published_although_its_chapters_run(spoilt):
    refuse(own_findings(spoilt, load_edition(spoilt, 2023), "LV"))
    without_label(spoilt, "EXT_EU27_2020")
    steps = []
    progress = Progress(plan=lambda _: None, chapter=lambda _: None, step=steps.append)
    with pytest.raises(YearbookError, match=r"(?s)keep the edition from being published.*EXT_EU27_2020"):
        build(spoilt, Request("2023"), progress)
    assert steps == []
    assert not (spoilt.build / "site").exists()


def test_check_prints_json_for_machines(run, spoilt):
    edition = spoilt.editions / "2023" / "edition.toml"
    edition.write_text(re.sub("published = .*", "published = 2030-01-01", edition.read_text("utf-8")), "utf-8")
    said = run(spoilt, "check", "2023", "--format", "json")
    records = json.loads(said.out)
    assert said.code == 0
    assert {one["check"] for one in records} == {"stale"}
    assert records[0]["place"]["dataset"] == "demo_gind"
    assert records[0]["editions"] == ["2023"]


def test_check_prints_warnings_as_a_table_and_counts_them(run, spoilt):
    edition = spoilt.editions / "2023" / "edition.toml"
    edition.write_text(re.sub("published = .*", "published = 2030-01-01", edition.read_text("utf-8")), "utf-8")
    said = run(spoilt, "check", "2023")
    assert said.code == 0
    assert "no errors; 3 notes" in said.text
    assert "demo_gind" in said.out


def test_an_unknown_format_is_refused(run, tiny):
    said = run(tiny, "check", "--format", "xml")
    assert said.code == 1
    assert "unknown format 'xml'" in said.text


def test_the_page_says_each_check_once_above_its_warnings(pages):
    warnings = pages["en", "LV"].partition("**Warnings about Latvia**")[2].partition(":::{table}")[0].split("\n")
    heads, items = ([line for line in warnings if line.startswith(mark)] for mark in ("- ", "  - "))
    assert len(heads) == len(set(heads)) > 1 and len(items) > len(heads)
    assert f"- {title_of('outlier', 'en')}" in heads
    assert any(line.startswith(r"  - migr\_eipre, ") and "13,255" in line for line in items)


def test_what_was_found_is_kept_until_the_data_change(spoilt, monkeypatch):
    edition = load_edition(spoilt, 2023)
    labels = (spoilt.data / "labels.csv").read_bytes()
    without_label(spoilt, "EXT_EU27_2020")
    first = own_findings(spoilt, edition, "LV")
    assert [one.severity for one in first] == ["error"]
    with monkeypatch.context() as patch:
        patch.setattr("yearbook.consistency.kept.findings_of", None)
        assert own_findings(spoilt, edition, "LV") == first
    (spoilt.data / "labels.csv").write_bytes(labels)
    assert own_findings(spoilt, edition, "LV") == []
