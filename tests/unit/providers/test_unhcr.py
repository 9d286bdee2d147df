from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from replay import Reply

from yearbook.codes import load_codes
from yearbook.errors import YearbookError
from yearbook.live import planned
from yearbook.providers.unhcr import iso3

from .conftest import json_reply, recorded, vintages

PAGES = "/unhcr/asylum-decisions/"


def page_of(asked):
    return json_reply(f"unhcr/decisions-{parse_qs(urlsplit(asked.path).query)['page'][0]}.json")


@pytest.fixture
def pages(service):
    service.answers[PAGES] = page_of
    return service


def test_all_pages_become_one_vintage(collect, pages):
    vintage = collect("unhcr_decisions").vintage
    frame = vintage.read()
    latvia = frame[(frame.geo == "LV") & (frame.citizen == "AF") & (frame.outcome == "RECOGNISED")]
    assert latvia[["period", "value"]].values.tolist() == [["2023", 30.0], ["2024", 20.0]]
    assert frame.loc[(frame.geo == "DE") & (frame.outcome == "TOTAL"), "value"].tolist() == [60.0]
    assert vintage.released == "2026-11-25"
    assert len(vintage.provenance["retrieval"]["requests"]) == 2


def test_a_dash_is_no_figure(collect, pages):
    frame = collect("unhcr_decisions").vintage.read()
    stateless = frame[(frame.citizen == "STLS") & (frame.outcome == "RECOGNISED")]
    assert stateless.empty


def test_countries_of_asylum_are_asked_for_by_their_iso_codes_and_all_years(project, transport, pages):
    query = parse_qs(urlsplit(planned(project, "unhcr_decisions", transport).url).query)
    assert {"LVA", "DEU", "FRA", "GRC", "GBR", "CHE"} <= set(query["coa"][0].split(","))
    assert query["cf_type"] == ["ISO"]
    assert query["coo_all"] == ["true"]
    assert query["yearFrom"] == ["1951"]


def test_pages_of_a_broken_run_are_not_asked_for_again(collect, pages, project):
    busy = [True]

    def second_page_later(asked):
        return Reply(b"", 503) if "page=2" in asked.path and busy[0] else page_of(asked)

    pages.answers[PAGES] = second_page_later
    with pytest.raises(YearbookError, match="it answers 503"):
        collect("unhcr_decisions")
    assert vintages(project) == []
    busy[0] = False
    pages.asked.clear()
    assert collect("unhcr_decisions") is not None
    assert ["page=1" in path for path in pages.paths(PAGES)] == [False]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"page": 3}, "not what was asked for"),
        ({"items": []}, "holds no records"),
        ({"maxPages": 7}, "changed from 2 to 7"),
    ],
)
def test_pages_that_do_not_belong_together_are_refused(collect, pages, project, change, match):
    second = json.loads(recorded("unhcr/decisions-2.json")) | change
    spoilt = Reply(json.dumps(second).encode(), headers={"Content-Type": "application/json"})
    pages.answers[PAGES] = lambda asked: spoilt if "page=2" in asked.path else page_of(asked)
    with pytest.raises(YearbookError, match=match):
        collect("unhcr_decisions")
    assert vintages(project) == []


def test_a_country_that_was_not_asked_for_is_refused(collect, pages):
    strange = recorded("unhcr/decisions-2.json").replace(b'"DEU"', b'"USA"')
    spoilt = Reply(strange, headers={"Content-Type": "application/json"})
    pages.answers[PAGES] = lambda asked: spoilt if "page=2" in asked.path else page_of(asked)
    with pytest.raises(YearbookError, match="holds what was not asked for"):
        collect("unhcr_decisions")


@pytest.mark.parametrize(
    ("code", "expected"), [("DE", "DEU"), ("FR", "FRA"), ("EL", "GRC"), ("UK", "GBR"), ("LV", "LVA")]
)
def test_iso_codes_of_three_letters(project, code, expected):
    assert iso3(load_codes(project), code) == expected
