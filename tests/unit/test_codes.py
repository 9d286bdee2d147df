from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yearbook.codes import Codes, last_day, load_codes
from yearbook.errors import UnknownName, YearbookError
from yearbook.project import Project

ROOT = Path(__file__).parents[2]
HEADER = "dimension,code,lv,en,lv_genitive,lv_locative,aliases,aggregate,valid_from,valid_to\n"
EU = [
    "BE",
    "BG",
    "CZ",
    "DK",
    "DE",
    "EE",
    "IE",
    "EL",
    "ES",
    "FR",
    "HR",
    "IT",
    "CY",
    "LV",
    "LT",
    "LU",
    "HU",
    "MT",
    "NL",
    "AT",
    "PL",
    "PT",
    "RO",
    "SI",
    "SK",
    "FI",
    "SE",
]


@pytest.fixture(scope="module")
def codes() -> Codes:
    return load_codes(Project(ROOT))


def project(tmp_path, labels, groups="group,geo,valid_from,valid_to\n"):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "labels.csv").write_text(labels, encoding="utf-8")
    (tmp_path / "data" / "country_groups.csv").write_text(groups, encoding="utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("dimension", "code", "lv", "en"),
    [
        ("geo", "LV", "Latvija", "Latvia"),
        ("geo", "EL", "Grieķija", "Greece"),
        ("geo", "UK", "Apvienotā Karaliste", "United Kingdom"),
        ("geo", "XK", "Kosova", "Kosovo"),
        ("geo", "EU27_2020", "Eiropas Savienība", "European Union"),
        ("citizen", "NA", "Namībija", "Namibia"),
        ("citizen", "NO", "Norvēģija", "Norway"),
        ("citizen", "RNC", "Nepilsoņi", "Recognised non-citizens"),
        ("citizen", "STLS", "Bezvalstnieki", "Stateless"),
        ("citizen", "TOTAL", "Kopā", "Total"),
        ("citizen", "CD", "Kongo Demokrātiskā Republika", "Democratic Republic of the Congo"),
        ("sex", "F", "Sievietes", "Females"),
        ("applicant", "FRST", "Pirmreizēja pieteikuma iesniedzēji", "First-time applicants"),
    ],
)
def test_labels_in_both_languages(codes, dimension, code, lv, en):
    assert (codes.label(dimension, code, "lv"), codes.label(dimension, code, "en")) == (lv, en)


@pytest.mark.parametrize(
    ("code", "genitive", "locative"),
    [
        ("LV", "Latvijas", "Latvijā"),
        ("EL", "Grieķijas", "Grieķijā"),
        ("NL", "Nīderlandes", "Nīderlandē"),
        ("CH", "Šveices", "Šveicē"),
        ("UK", "Apvienotās Karalistes", "Apvienotajā Karalistē"),
        ("US", "Amerikas Savienoto Valstu", "Amerikas Savienotajās Valstīs"),
        ("KM", "Komoru salu", "Komoru salās"),
        ("ML", "Mali", "Mali"),
        ("EU27_2020", "Eiropas Savienības", "Eiropas Savienībā"),
    ],
)
def test_latvian_case_forms(codes, code, genitive, locative):
    assert codes.country(code, "lv", "genitive") == genitive
    assert codes.country(code, "lv", "locative") == locative
    assert codes.country(code, "en", "genitive") == codes.country(code, "en")


def test_every_country_of_every_group_has_its_case_forms(codes):
    for name in {row.group for row in codes.memberships}:
        for geo in codes.group(name):
            assert codes.country(geo, "lv", "genitive")
            assert codes.country(geo, "lv", "locative")


def test_every_code_has_a_label_in_every_language(codes):
    empty = [
        (dimension, code, language)
        for dimension in {*codes.entries, "geo", "citizen"}
        for code in codes.known(dimension)
        for language in ("lv", "en")
        if not codes.label(dimension, code, language)
    ]
    assert empty == []


def test_labels_state_only_exceptions_of_countries(codes, tmp_path):
    """A name that CLDR gives in the same words has no place in labels.csv."""
    plain = load_codes(project(tmp_path, HEADER))
    with (ROOT / "data" / "labels.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["dimension"] == "country":
                cldr = plain.entry("geo", row["code"])
                assert (row["lv"], row["en"]) != (cldr.lv, cldr.en)
                assert row["lv"] != cldr.lv
                assert row["en"] != cldr.en


def test_a_case_that_is_not_stated_is_an_error(codes):
    with pytest.raises(YearbookError, match="locative of 'Francija"):
        codes.country("FX", "lv", "locative")


@pytest.mark.parametrize(
    ("dimension", "label", "code"),
    [
        ("geo", "Germany (until 1990 former territory of the FRG)", "DE"),
        ("geo", "Kosovo*", "XK"),
        ("geo", "Euro area – 20 countries (from 2023)", "EA20"),
        ("geo", "European Union - 27 countries (from 2020)", "EU27_2020"),
        ("citizen", "Extra-EU27 (from 2020)", "EXT_EU27_2020"),
        ("citizen", "Viet Nam", "VN"),
        ("indic_de", "Population on 1 January - total", "JAN"),
        ("applicant", "Asylum applicant", "TOTAL"),
        ("reason", "  Total ", "TOTAL"),
    ],
)
def test_wordings_of_the_provider_lead_back_to_codes(codes, dimension, label, code):
    assert codes.code_of(dimension, label) == code


def test_a_label_that_fits_two_codes_is_refused(tmp_path):
    labels = HEADER + "border,A,Viens,One,,,Both,,,\nborder,B,Divi,Two,,,Both|Second,,,\n"
    codes = load_codes(project(tmp_path, labels))
    assert codes.code_of("border", "Second") == "B"
    with pytest.raises(YearbookError, match="fits several codes: A, B"):
        codes.code_of("border", "Both")


@pytest.mark.parametrize(
    "ask",
    [
        lambda codes: codes.label("geo", "GR", "en"),
        lambda codes: codes.label("geo", "GB", "en"),
        lambda codes: codes.label("geo", "EZ", "en"),
        lambda codes: codes.label("sex", "X", "en"),
        lambda codes: codes.label("nothing", "X", "en"),
        lambda codes: codes.label("geo", "LV", "fr"),
        lambda codes: codes.country("TOTALLY", "lv"),
        lambda codes: codes.code_of("geo", "Atlantis"),
        lambda codes: codes.code_of("nothing", "Total"),
        lambda codes: codes.group("BALTICS"),
        lambda codes: codes.known("nothing"),
    ],
)
def test_what_does_not_exist_is_an_unknown_name(codes, ask):
    with pytest.raises(UnknownName):
        ask(codes)


def test_groups_follow_the_calendar(codes):
    assert codes.group("EU27_2020") == tuple(EU)
    assert codes.group("EU27_2020", "2008") == tuple(EU)
    assert set(codes.group("EU28", "2019")) == {*EU, "UK"}
    assert set(codes.group("EU28")) == {*EU, "UK"}
    assert codes.group("EU28", "2020") == ()
    assert "UK" in codes.group("EU", "2020-01")
    assert "UK" not in codes.group("EU", "2020-Q1")
    assert "HR" not in codes.group("EU", "2013-06")
    assert "HR" in codes.group("EU", "2013")
    assert len(codes.group("EU", "2003")) == 15
    assert codes.group("BALTIC") == ("EE", "LV", "LT")
    assert "DK" not in codes.group("EMN")
    assert len(codes.group("EMN")) == 26
    assert codes.group("EMN_OBSERVER", "2021") == ("NO", "GE", "MD")


@pytest.mark.parametrize(
    ("period", "day"),
    [("2020", "2020-12-31"), ("2020-Q1", "2020-03-31"), ("2020-Q4", "2020-12-31"), ("2020-01", "2020-01-31")],
)
def test_last_day_of_a_period(period, day):
    assert last_day(period) == day


def test_aggregates_and_groups_are_no_countries(codes):
    assert all(codes.is_aggregate(code) for code in ("TOTAL", "EU27_2020", "EXT_EU27_2020", "EU28", "EA19", "FOR"))
    assert not any(codes.is_aggregate(code) for code in ("LV", "NA", "STLS", "RNC", "UNK"))
    assert all(codes.is_country(code) for code in ("LV", "EL", "XK", "NA"))
    assert not any(codes.is_country(code) for code in ("TOTAL", "STLS", "RNC", "UNK", "EU27_2020", "GR"))


def test_crosswalk_to_iso(codes):
    assert [codes.iso(code) for code in ("EL", "UK", "XK", "LV")] == ["GR", "GB", "XK", "LV"]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ("code,lv\n", "wrong columns"),
        (HEADER + "sex,T,Kopā,Total\n", "wrong number of cells"),
        (HEADER + "sex,T,Kopā,Total,,,,,,\nsex,T,Kopā,Total,,,,,,\n", "stated twice"),
    ],
)
def test_a_broken_code_list_is_refused(tmp_path, labels, message):
    with pytest.raises(YearbookError, match=message):
        load_codes(project(tmp_path, labels))
