from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import yearbook.chapter as module
from yearbook import prepared
from yearbook.chapter import chapter
from yearbook.errors import UnknownName, YearbookError
from yearbook.exhibit import METADATA


class Shown(list):
    """What a notebook displayed."""

    def show(self, data, *, raw, metadata):
        assert raw
        self.append((data, metadata[METADATA] | metadata))

    @property
    def exhibits(self):
        return [mark["exhibit"] for _, mark in self if "exhibit" in mark]

    @property
    def texts(self):
        return [data["text/markdown"] for data, mark in self if "exhibit" in mark]

    @property
    def facts(self):
        return {mark["fact"]: mark["available"] for _, mark in self if "fact" in mark}


@pytest.fixture
def shown(monkeypatch):
    found = Shown()
    monkeypatch.setattr(module, "display", found.show)
    return found


@pytest.fixture
def here(tiny, shown, monkeypatch):
    monkeypatch.delenv("YEARBOOK_PROJECT", raising=False)
    monkeypatch.chdir(tiny.notebooks)
    return lambda country="LV", code="en": chapter(2023, code, country)


def test_every_chapter_knows_its_place_and_year(here, shown):
    here(code="lv")
    said = {mark["fact"]: data for data, mark in shown if "fact" in mark}
    assert set(said) == {"country", "country.where", "country.whose", "year", "year.when"}
    assert "Latvijā" in str(said["country.where"])


@pytest.mark.parametrize(
    ("edition", "code", "country", "what"),
    [
        (2032, "lv", "LV", "edition '2032'"),
        (2023, "fr", "LV", "language 'fr'"),
        (2023, "lv", "XX", "country 'XX'"),
    ],
)
def test_wrong_parameters_are_named(tiny, monkeypatch, edition, code, country, what):
    monkeypatch.chdir(tiny.root)
    with pytest.raises(UnknownName, match=f"unknown {what}"):
        chapter(edition, code, country)


def test_a_notebook_outside_of_a_project_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("YEARBOOK_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(YearbookError, match="not a yearbook project"):
        chapter(2023, "lv", "LV")


def test_data_is_a_plain_frame_of_this_country_of_some_or_of_a_group(here):
    own = here().data("applicants")
    assert list(own["value"]) == [180, 615, 620, 1700]
    assert set(here().data("applicants", countries=["LV", "EE"])["geo"]) == {"LV", "EE"}
    assert set(here().data("applicants", countries="BALTIC")["geo"]) == {"LV", "EE", "LT"}
    assert set(here().data("applicants", by="citizen")["citizen"]) == {"TOTAL", "IQ", "AF", "RU", "UNK"}


def test_facts_without_a_figure_are_marked(here, shown):
    here("LT").facts("applicants", "recognition_rate")
    assert shown.facts["applicants.change"] is True
    assert shown.facts["recognition_rate.change"] is False


SHOWS = {
    "line": lambda c: c.line("recognition_rate", peers=False),
    "columns": lambda c: c.columns("first_instance_decisions", "positive_decisions"),
    "stacked": lambda c: c.stacked("positive_decisions", "negative_decisions"),
    "ranking": lambda c: c.ranking("recognition_rate"),
    "table": lambda c: c.table("first_instance_decisions", name="decisions_table"),
    "bars": lambda c: c.bars("first_time_applicants", by="citizen"),
    "breakdown_table": lambda c: c.breakdown_table("first_permits_by_reason", by="reason"),
    "countries_table": lambda c: c.countries_table("temporary_protection_year_end"),
}


@pytest.mark.parametrize("method", SHOWS)
@pytest.mark.parametrize("code", ["lv", "en"])
def test_what_a_country_lacks_is_said_in_words(here, shown, method, code):
    SHOWS[method](here("LT", code))
    (exhibit,), (text,) = shown.exhibits, shown.texts
    assert exhibit["kind"] == "missing"
    assert {"lv": "nav", "en": "no "}[code] in text
    assert "nan" not in text.lower().split()
    assert "None" not in text
    assert "{figure}" not in text


@pytest.mark.parametrize("method", ["line", "columns", "stacked", "ranking", "table"])
def test_what_a_country_has_is_shown_with_its_source(here, shown, method):
    SHOWS[method](here())
    (exhibit,), (text,) = shown.exhibits, shown.texts
    assert exhibit["kind"] == ("table" if method == "table" else "figure")
    assert "Source: Eurostat, [migr\\_asydcfstq](https://" in text
    assert exhibit["records"]


def test_the_rows_of_two_indicators_can_be_told_apart(here, shown):
    here().columns("applicants", "first_time_applicants")
    rows = shown.exhibits[0]["records"]
    assert {row["indicator"] for row in rows} == {"applicants", "first_time_applicants"}
    keys = [(row["indicator"], row["geo"], row["period"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_a_title_is_the_finding_in_the_readers_language(here, shown):
    own = here(code="lv")
    own.facts("applicants")
    own.columns("applicants", lv="{applicants.when} {applicants.change}", en="x")
    assert shown.exhibits[0]["title"].startswith("2023. gadā pieauga par 174,2")


def test_a_title_whose_figure_is_missing_gives_way_to_the_indicators_name(here, shown):
    own = here("LV")
    own.facts("applicants", "temporary_protection")
    own.columns("applicants", lv="x", en="{temporary_protection.change}")
    assert shown.exhibits[0]["title"] == "Asylum applicants"


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ({"en": "{aplicants}"}, "unknown fact 'aplicants'"),
        ({"en": "{applicants.chnge}"}, "unknown facet 'chnge'"),
        ({"de": "x"}, "unknown argument 'de'"),
    ],
)
def test_a_title_that_asks_for_what_is_not_there_is_a_mistake(here, shown, title, what):
    own = here()
    own.facts("applicants")
    with pytest.raises(UnknownName, match=what):
        own.columns("applicants", **title)


def test_an_own_figure_is_shown_once_with_alt_text_and_sources(here, shown):
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    here().figure(axes, name="own", alt="A line.", sources=["applicants"], lv="Savs", en="Own")
    assert (shown.exhibits[0]["name"], shown.exhibits[0]["title"]) == ("own", "Own")
    assert "migr\\_asyappctza" in shown.texts[0]
    assert not plt.fignum_exists(figure.number)


def test_an_own_figure_without_alt_text_is_refused(here, shown):
    with pytest.raises(YearbookError, match="no alt text"):
        here().figure(plt.subplots()[0], name="own", alt=" ", sources=["applicants"])
    plt.close("all")


def test_a_chapter_takes_what_was_prepared_for_its_edition(here, tiny, monkeypatch):
    monkeypatch.setattr(prepared, "_prepared", {})
    plain = here()
    prepared.prepare(str(tiny.root), "2023")
    ready = here()
    assert ready.view.results is here(code="lv").view.results
    assert ready.view.results is not plain.view.results
    assert ready.data("applicants").equals(plain.data("applicants"))


def test_an_indicator_that_cannot_be_prepared_is_left_to_its_chapter(here, tiny, monkeypatch):
    def broken(self, name, asked_by=()):
        raise ZeroDivisionError(name)

    monkeypatch.setattr(prepared, "_prepared", {})
    with monkeypatch.context() as only:
        only.setattr(prepared.Results, "compute", broken)
        prepared.prepare(str(tiny.root), "2023")
    assert not here().data("applicants").empty
