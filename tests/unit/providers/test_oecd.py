from __future__ import annotations

import json

import pytest
from replay import Reply

from yearbook.errors import YearbookError
from yearbook.live import planned

from .conftest import json_reply, recorded, vintages

DATA = "/oecd/data/OECD.ELS.IMD,DSD_MIG@DF_MIG"
STRUCTURE = "/oecd/dataflow/OECD.ELS.IMD/DSD_MIG@DF_MIG"


@pytest.fixture
def office(service):
    service.answers |= {
        STRUCTURE: json_reply("oecd/structure.json"),
        DATA: Reply(recorded("oecd/inflows.csv"), headers={"Content-Type": "text/csv"}, etag='"f1"'),
    }
    return service


def test_a_filtered_request_becomes_a_vintage(collect, office):
    vintage = collect("oecd_inflows").vintage
    frame = vintage.read()
    assert frame[["geo", "period", "value"]].values.tolist() == [
        ["EE", "2021", 12600.0],
        ["EE", "2022", 46300.0],
        ["LV", "2021", 6600.0],
        ["LV", "2022", 31400.0],
    ]
    assert json.loads((vintage.folder / "code_lists.json").read_text("utf-8"))["citizen"] == {"W": "World"}


def test_the_key_has_the_order_of_the_structure_and_the_codes_of_the_service(project, transport, office):
    url = planned(project, "oecd_inflows", transport).url
    assert "/data/OECD.ELS.IMD,DSD_MIG@DF_MIG,/..A.B11.._Z._Z.PS?format=csvfilewithlabels" in url


def test_what_the_service_knows_to_be_the_same_is_not_sent(collect, office, said):
    collect("oecd_inflows")
    assert collect("oecd_inflows") is None
    assert office.asked[-1].headers["If-None-Match"] == '"f1"'


def test_other_dimensions_are_refused(collect, office, project):
    other = recorded("oecd/structure.json").replace(b'"EDUCATION_LEV"', b'"EDUCATION"')
    office.answers[STRUCTURE] = Reply(other, headers={"Content-Type": "application/json"})
    with pytest.raises(YearbookError, match="now without EDUCATION_LEV; with EDUCATION"):
        collect("oecd_inflows")
    assert vintages(project) == []


def test_a_structure_of_another_form_is_said(collect, office):
    office.answers[STRUCTURE] = Reply(b'{"data": {}}', headers={"Content-Type": "application/json"})
    with pytest.raises(YearbookError, match="the structure cannot be read"):
        collect("oecd_inflows")


def test_a_dataflow_that_is_no_more_is_said(collect, office):
    office.answers[DATA] = Reply(b"NoRecordsFound", 404, {"Content-Type": "text/plain"})
    with pytest.raises(YearbookError, match="the service answers 404"):
        collect("oecd_inflows")
