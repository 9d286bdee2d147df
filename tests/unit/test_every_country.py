"""One chapter for every member of the EU and for Norway: no gap in the text, no empty chart, no English word."""

from __future__ import annotations

import re

import pytest
from reading import collisions, prose, read_chapter

from yearbook import breakdowns, charts, exhibits
from yearbook.codes import load_codes
from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.view import View

CHAPTER = "population"
COUNTRIES = (
    *("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "LU", "HU", "MT"),
    *("NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE", "NO"),
)
# charts of these are also looked at letter by letter: many and few figures, long names, what Latvia does not have
LOOKED_AT = ("EE", "NO")
# figures that are none, and titles whose facts were not filled in (roles and directives are no such thing)
SPOILT = re.compile(r"\b(?:nan|None|NaN|inf)\b|(?<![:\\])\{[a-z_.]+\}(?!`)")
HAVE_NON_CITIZENS = ("LV", "EE")


@pytest.fixture(scope="module")
def results(real):
    return Results(Figures(real, load_edition(real, 2023)))


@pytest.fixture(scope="module")
def english(results):
    """Every label that reads differently in Latvian, and is no part of a Latvian one."""
    codes = results.figures.codes
    pairs = [
        (codes.label(dimension, code, "en"), codes.label(dimension, code, "lv"))
        for dimension in ("geo", "citizen", "age", "sex", "reason")
        for code in codes.known(dimension)
    ]
    latvian = " ".join(lv for _, lv in pairs)
    return {en for en, lv in pairs if en != lv and len(en) > 4 and not re.search(rf"\b{re.escape(en)}\b", latvian)}


@pytest.fixture
def figures(monkeypatch):
    """Every figure that is drawn, in place of its SVG."""
    drawn = []
    monkeypatch.setattr(charts, "to_svg", lambda figure: drawn.append(figure) or "<svg/>")
    return drawn


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_chapter_of_every_country_is_whole(results, figures, english, monkeypatch, country):
    if country not in LOOKED_AT:
        for drawing in (exhibits, breakdowns):
            monkeypatch.setattr(drawing, "WIDTHS", ("full",))
    page, facts = read_chapter(CHAPTER, View(results, language("lv"), country), monkeypatch)
    text = prose(page, facts)
    assert SPOILT.findall(text) == []
    assert [label for label in english if re.search(rf"\b{re.escape(label)}\b", text)] == []
    assert len(page.exhibits) >= 9
    assert all(figure.axes and any(one.get_children() for one in figure.axes) for figure in figures)
    for exhibit in page.exhibits:
        values = [row["value"] for row in exhibit["records"]]
        assert exhibit["kind"] == "missing" or any(value is not None for value in values), exhibit["name"]
    if country not in HAVE_NON_CITIZENS:
        assert not re.search(r"nepilsoņu skaits bija|bez nepilsoņiem|Neskaitot nepilsoņus", text)
    if country in LOOKED_AT:
        assert [found for figure in figures for found in collisions(figure)] == []


@pytest.mark.parametrize("country", ["LV", "NO"])
def test_the_english_chapter_is_whole(results, figures, monkeypatch, country):
    page, facts = read_chapter(CHAPTER, View(results, language("en"), country), monkeypatch)
    text = prose(page, facts)
    assert SPOILT.findall(text) == []
    assert not re.search(r"[āčēģīķļņšūž]", re.sub(r"\(http[^)]*\)", "", text))
    assert figures


def test_every_country_that_may_publish_has_its_latvian_cases(real):
    codes = load_codes(real)
    for country in (*codes.group("EMN"), *codes.group("EMN_OBSERVER")):
        own = codes.country(country, "lv")
        for case in ("genitive", "locative"):
            found = codes.country(country, "lv", case)
            assert (found and found != own) or own.endswith(("o", "e")), f"{country}: {case} {found}"
