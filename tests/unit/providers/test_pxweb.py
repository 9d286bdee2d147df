from __future__ import annotations

import json
from math import prod
from pathlib import Path

import pytest
from replay import Reply

from yearbook.errors import YearbookError
from yearbook.live import order_of, planned
from yearbook.project import Project
from yearbook.providers.pxweb import newest, query, split
from yearbook.vintage import find_vintage

from .conftest import json_reply, recorded, vintages

TABLE = "/csb/POP/IRS999"
DECLARED = """
[dataset.population_by_sex]
provider = "csb"
code = "POP/IRS999"
title.lv = "Iedzīvotāji pēc dzimuma"
title.en = "Population by sex"
kind = "stock"
unit = "persons"
frequency = "A"
rounding = 0
release_months = [5]
dimensions = ["sex", "geo"]
pinned = { indic_de = "JAN" }
renamed = { AREA = "geo", SEX = "sex", ContentsCode = "indic_de" }
recoded.indic_de = { POP = "JAN" }
"""


def answer(asked):
    """Answer a query as PxWeb does: the cube of the codes asked for, and nothing else."""
    whole = json.loads(recorded("csb/population.json"))
    chosen = {one["code"]: one["selection"]["values"] for one in json.loads(asked.body)["query"]}
    codes = [list(whole["dimension"][name]["category"]["index"]) for name in whole["id"]]
    places, sizes = [0], [len(chosen[name]) for name in whole["id"]]
    for name, known in zip(whole["id"], codes, strict=True):
        places = [place * len(known) + known.index(code) for place in places for code in chosen[name]]
        category = whole["dimension"][name]["category"]
        category["index"] = {code: number for number, code in enumerate(chosen[name])}
        category["label"] = {code: category["label"][code] for code in chosen[name]}
    values = [whole["value"][place] for place in places]
    status = {str(number): ".." for number, value in enumerate(values) if value is None}
    cube = whole | {"size": sizes, "value": values, "status": status}
    return Reply(json.dumps(cube).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


@pytest.fixture
def office(service, project):
    """The office's table, and a dataset that takes the population by sex from it."""
    declared = project.data / "datasets.toml"
    declared.write_text(declared.read_text("utf-8") + DECLARED, "utf-8")
    service.answers |= {
        "/csb/POP": json_reply("csb/folder.json"),
        "/csb?config": Reply(b'{"maxValues": 10, "maxCells": 100, "maxCalls": 1000, "timeWindow": 1}'),
        TABLE: lambda asked: answer(asked) if asked.method == "POST" else json_reply("csb/table.json"),
    }
    return service


def posts(service):
    return [json.loads(asked.body) for asked in service.asked if asked.method == "POST"]


def test_a_query_asks_for_what_the_dataset_keeps_and_becomes_a_vintage(collect, office):
    vintage = collect("population_by_sex").vintage
    assert vintage.released == "2026-05-28"
    total = vintage.read().query("sex == 'T'")
    assert total["value"].tolist() == [1893223, 1875757, 1883008, 1871882]
    (asked,) = posts(office)
    assert {"code": "ContentsCode", "selection": {"filter": "item", "values": ["POP"]}} in asked["query"]
    assert asked["response"] == {"format": "json-stat2"}
    lists = json.loads((vintage.folder / "code_lists.json").read_text("utf-8"))
    assert lists["sex"] == {"T": "Total", "M": "Males", "F": "Females"}


def test_what_has_more_cells_than_allowed_is_asked_for_in_parts(collect, office):
    whole = collect("population_by_sex").vintage.read()
    office.answers["/csb?config"] = Reply(b'{"maxCells": 4, "maxCalls": 1000, "timeWindow": 1}')
    office.answers["/csb/POP"] = Reply(b"[]", headers={"Content-Type": "application/json"})
    office.asked.clear()
    assert collect("population_by_sex") is None, "the parts together are the vintage that is there"
    assert len(posts(office)) == 4
    assert len(whole) == 12


def test_a_limit_that_is_not_stated_is_taken_to_be_the_usual_one(project, transport, office):
    office.answers["/csb?config"] = Reply(b"no", 404)
    plan = planned(project, "population_by_sex", transport)
    assert plan.way == "1 queries (PxWeb)"
    assert plan.values == 12


def test_an_unchanged_table_is_not_asked_for(collect, office, said):
    collect("population_by_sex")
    office.asked.clear()
    assert collect("population_by_sex") is None
    assert office.paths() == ["/csb/POP"]
    assert "the table was last updated on 2026-05-28" in said[-1]


def test_the_day_of_the_last_update_stands_in_the_list_of_the_folder(project, transport, office):
    assert newest(order_of(project, "population_by_sex"), transport.within(project.build)) == "2026-05-28"


def test_two_dots_are_no_figure(collect, office, project):
    declared = project.data / "datasets.toml"
    content = declared.read_text("utf-8").replace('indic_de = { POP = "JAN" }', 'indic_de = { AVG = "JAN" }')
    declared.write_text(content, "utf-8")
    frame = collect("population_by_sex").vintage.read()
    assert ("F", "2024") not in set(zip(frame.sex, frame.period, strict=True))
    assert len(frame) == 11


def test_parts_of_two_states_of_a_table_are_refused(collect, office, project):
    office.answers["/csb?config"] = Reply(b'{"maxCells": 6, "maxCalls": 1000, "timeWindow": 1}')
    day = iter("12")

    def later(asked):
        if asked.method != "POST":
            return json_reply("csb/table.json")
        reply = answer(asked)
        return Reply(reply.body.replace(b"2026-05-28", f"2026-05-2{next(day)}".encode()), headers=reply.headers)

    office.answers[TABLE] = later
    with pytest.raises(YearbookError, match="was updated while its parts were fetched"):
        collect("population_by_sex")
    assert vintages(project) == []


@pytest.mark.parametrize(
    ("body", "match"),
    [
        (b'[{"id": "IRS999", "type": "t"}]', "not described as PxWeb does it"),
        (b'{"variables": [{"code": "X"}]}', "not described"),
    ],
)
def test_a_path_that_leads_to_no_table_is_said(collect, office, body, match):
    office.answers[TABLE] = Reply(body, headers={"Content-Type": "application/json"})
    with pytest.raises(YearbookError, match=match):
        collect("population_by_sex")


def test_parts_have_no_more_cells_than_allowed_and_are_together_everything():
    choice = {"a": tuple("abcdefg"), "b": tuple("uvw"), "c": ("x",)}
    parts = list(split(choice, 5))
    cells = [(a, b) for part in parts for a in part["a"] for b in part["b"]]
    assert max(prod(map(len, part.values())) for part in parts) <= 5
    assert sorted(cells) == sorted((a, b) for a in "abcdefg" for b in "uvw")
    assert query({"c": ("x",)})["query"] == [{"code": "c", "selection": {"filter": "item", "values": ["x"]}}]


BALANCE = "/csb/POP/IR/IRS/IRS010"
INDICATORS = {"POP_SY": "JAN", "LBIRTH": "LBIRTH", "DEATH": "DEATH", "NATGROW": "NATGROW", "MIGR_NET": "CNMIGRAT"}


@pytest.fixture
def balance(service):
    """The population balance of Latvia as the office's table IRS010 has it: the figures that stand in the vintage."""
    known = find_vintage(Project(Path(__file__).parents[3]), "derived_csb_population", "2026-06-02").read()
    figures = {(row.indic_de, row.period): row.value for row in known.itertuples()}
    years = sorted(known["period"].unique())
    lists = {"INDICATOR": list(INDICATORS), "ContentsCode": ["IRS010"], "TIME": years}
    cube = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-06-02T10:00:00Z",
        "id": list(lists),
        "size": [len(codes) for codes in lists.values()],
        "role": {"time": ["TIME"]},
        "dimension": {
            name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
            for name, codes in lists.items()
        },
        "value": [figures.get((code, year)) for code in INDICATORS.values() for year in years],
    }
    variables = [
        {"code": name, "text": name, "values": codes, "valueTexts": codes, "time": name == "TIME"}
        for name, codes in lists.items()
    ]
    head = {"Content-Type": "application/json"}
    table, answered = (
        Reply(json.dumps(said).encode(), headers=head) for said in ({"title": "-", "variables": variables}, cube)
    )
    service.answers |= {
        "/csb/POP/IR/IRS": Reply(b'[{"id": "IRS010", "updated": "2026-06-02T10:00:00"}]', headers=head),
        "/csb?config": Reply(b"no", 404),
        BALANCE: lambda asked: answered if asked.method == "POST" else table,
    }
    return known


def test_a_table_that_is_all_about_one_country_gets_the_country_that_is_declared(collect, balance):
    vintage = collect("csb_population").vintage
    assert vintage.released == "2026-06-02"
    assert vintage.read().equals(balance)
    assert set(balance["geo"]) == {"LV"}
