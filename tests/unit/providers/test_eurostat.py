from __future__ import annotations

import gzip
import json

import pytest
from replay import Reply

from yearbook.collect import collect_file
from yearbook.errors import UnknownName, YearbookError
from yearbook.live import planned

from .conftest import recorded, refused, text, tsv, vintages, xml

BULK = "/eurostat/sdmx/2.1/data/migr_asyappctza"
SMALL = "/eurostat/statistics/1.0/data/demo_gind"
STRUCTURE = "/eurostat/statistics/1.0/data/migr_asyappctza"
CATALOGUE = "/eurostat/catalogue/toc/txt"


def test_a_bulk_file_becomes_the_vintage_that_the_same_file_makes_by_hand(project, collect, tmp_path):
    collected = collect()
    by_hand = tmp_path / "migr_asyappctza.tsv"
    by_hand.write_bytes(recorded("eurostat/migr_asyappctza.tsv"))
    other = collect_file(project, "migr_asyappctza", by_hand, "2026-03-28").vintage
    assert collected.vintage.name == "migr_asyappctza@2026-03-27"
    assert collected.vintage.provenance["sha256"] == other.provenance["sha256"]
    assert collected.vintage.provenance["rows"] == other.provenance["rows"]


def test_a_vintage_tells_how_it_was_collected(collect, service):
    vintage = collect().vintage
    retrieval = vintage.provenance["retrieval"]
    assert retrieval["retrieved"] == "2026-11-25T10:00:00+00:00"
    assert retrieval["updated"] == "2026-03-27T11:00:00"
    assert retrieval["requests"][-1] == f"{service.url}{BULK}?format=TSV&compressed=true"
    lists = json.loads((vintage.folder / "code_lists.json").read_text("utf-8"))
    assert lists["applicant"]["FRST"] == "First time applicant"


def test_an_unchanged_dataset_costs_one_small_request_for_all(collect, service, said):
    service.answers[CATALOGUE] = Reply(recorded("eurostat/catalogue.txt"), etag='"monday"')
    collect()
    service.asked.clear()
    assert collect() is None
    assert service.paths() == [f"{CATALOGUE}?lang=en"]
    assert service.asked[0].headers["If-None-Match"] == '"monday"'
    assert "the catalogue states no update after 2026-03-27" in said[-1]


def test_the_size_chooses_the_way(project, transport):
    assert planned(project, "demo_gind", transport).way.startswith("a small request")
    assert planned(project, "migr_asyappctza", transport).way.startswith("the bulk file")


def test_a_middling_part_of_a_large_table_is_asked_for_by_its_codes(project, transport, service):
    declared = project.data / "datasets.toml"
    content = declared.read_text("utf-8")
    start = content.index("keep = [", content.index("[dataset.migr_asyappctza]"))
    end = content.index("\n]\n", start)
    declared.write_text(content[:start] + 'keep = [{ sex = ["T", "F"], age = ["TOTAL"] }' + content[end:], "utf-8")
    structure = json.loads(recorded("eurostat/structure_migr_asyappctza.json"))
    codes = {f"C{number}": f"C{number}" for number in range(200)}
    structure["dimension"]["citizen"]["category"] = {"index": list(codes), "label": codes}
    structure["size"][1] = 200
    service.answers[STRUCTURE] = Reply(json.dumps(structure).encode(), headers={"Content-Type": "application/json"})
    plan = planned(project, "migr_asyappctza", transport)
    assert plan.way == "a filtered request (SDMX 3.0, SDMX-CSV)"
    assert "c[sex]=T,F&c[age]=TOTAL" in plan.url
    assert "/sdmx/3.0/data/dataflow/ESTAT/migr_asyappctza/1.0/*.*.*.*.*.*.*?c[freq]=A&c[unit]=PER" in plan.url


def test_a_small_table_comes_as_json_stat(collect):
    frame = collect("demo_gind").vintage.read()
    latvia = frame[(frame.geo == "LV") & (frame.indic_de == "JAN")]
    assert latvia["value"].tolist() == [1875757, 1883008, 1871882, 1856932]
    assert latvia["status"].tolist() == ["", "", "", "p"]
    hidden = frame[(frame.indic_de == "LBIRTH") & (frame.period == "2024")]
    assert hidden[["conf"]].values.tolist() == [["C"]]
    assert hidden["value"].isna().all()


QUEUE = "/eurostat/sdmx/2.1/async"
JOB = "7d1c2f9a-52f1-4c0e-9b1e-0c5b3f6f2a10"
CSV = (
    "DATAFLOW,LAST UPDATE,freq,indic_de,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:DEMO_GIND(1.0),10/07/26 11:00:00,A,JAN,LV,2025,1856932,p,\n"
)


@pytest.mark.parametrize(
    "said_by",
    [
        b'{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously."}}',
        b'{"error": [{"status": 413, "id": 413, "label": "ASYNCHRONOUS_RESPONSE"}]}',
    ],
)
def test_what_the_statistics_api_sends_to_the_queue_is_fetched_from_it(collect, service, said_by):
    service.answers[SMALL] = Reply(said_by, headers={"Content-Type": "application/json"})
    service.answers["/eurostat/sdmx/2.1/data/demo_gind"] = xml("eurostat/queued.xml")
    service.answers[f"{QUEUE}/status/{JOB}"] = [
        xml("eurostat/status_processing.xml"),
        xml("eurostat/status_available.xml"),
    ]
    service.answers[f"{QUEUE}/data/{JOB}"] = Reply(gzip.compress(CSV.encode()), headers={"Content-Type": "text/csv"})
    collected = collect("demo_gind")
    assert collected.vintage.read()["value"].tolist() == [1856932]
    asked = service.paths("/eurostat/sdmx/2.1/data/demo_gind")
    assert asked == ["/eurostat/sdmx/2.1/data/demo_gind/A.JAN AVG LBIRTH DEATH NATGROW CNMIGRAT GROW.?format=SDMX-CSV&compressed=true"]  # fmt: skip  # noqa: E501
    assert len(service.paths(f"{QUEUE}/status")) == 2


def test_an_extraction_queued_by_sdmx_is_polled_and_fetched(collect, service):
    service.answers[BULK] = xml("eurostat/queued.xml")
    service.answers[f"{QUEUE}/status/{JOB}"] = xml("eurostat/status_available.xml")
    service.answers[f"{QUEUE}/data/{JOB}"] = tsv()
    assert collect().kept == 23


def test_an_extraction_that_a_footer_promises_is_fetched_from_its_address(collect, service):
    footer = f"<m:GenericData><footer:Footer><Text>will be at {service.url}/eurostat/file/abc</Text></footer:Footer>"
    service.answers[BULK] = Reply(footer.encode(), headers={"Content-Type": "application/xml"})
    service.answers["/eurostat/file/abc"] = [Reply(b"not yet", 404), tsv()]
    assert collect().kept == 23


def test_a_stopped_run_asks_after_the_same_job_again(collect, service, project):
    service.answers[BULK] = xml("eurostat/queued.xml")
    service.answers[f"{QUEUE}/status/{JOB}"] = Reply(b"", 503)
    with pytest.raises(YearbookError, match="did not answer: it answers 503"):
        collect()
    service.answers[f"{QUEUE}/status/{JOB}"] = xml("eurostat/status_available.xml")
    service.answers[f"{QUEUE}/data/{JOB}"] = tsv()
    assert collect().kept == 23
    assert len(service.paths(BULK)) == 1


def test_an_extraction_that_is_too_big_gives_way_to_the_bulk_file(collect, service, said):
    service.answers[SMALL] = Reply(
        b'{"error": [{"status": 413, "id": 413, "label": "EXTRACTION_TOO_BIG: estimated 17348292 rows"}]}',
        413,
        {"Content-Type": "application/json"},
    )
    body = "freq,indic_de,geo\\TIME_PERIOD\t2025 \nA,JAN,LV\t1856932 p\nA,FJAN,LV\t1000 \n"
    service.answers["/eurostat/sdmx/2.1/data/demo_gind"] = tsv(body)
    assert collect("demo_gind").kept == 1
    assert any("EXTRACTION_TOO_BIG" in line and "the bulk file" in line for line in said)


@pytest.mark.parametrize("packed", ["by itself", "for the way", "both", "not at all"])
def test_an_answer_may_be_packed_in_every_way(collect, service, packed):
    plain = recorded("eurostat/migr_asyappctza.tsv")
    body = {"not at all": plain, "both": gzip.compress(gzip.compress(plain))}.get(packed, gzip.compress(plain))
    headers = {"Content-Encoding": "gzip"} if packed in ("for the way", "both") else {}
    service.answers[BULK] = tsv(body=body, headers={"Content-Type": "text/tab-separated-values", **headers})
    assert collect().kept == 23


def test_identical_figures_make_no_new_vintage(collect, service, project, said):
    collect()
    later = recorded("eurostat/catalogue.txt").replace(b"27.03.2026", b"02.06.2026")
    service.answers[CATALOGUE] = Reply(later, headers={"Content-Type": "text/plain"})
    structure = recorded("eurostat/structure_migr_asyappctza.json").replace(b"2026-03-27", b"2026-06-02")
    service.answers[STRUCTURE] = Reply(structure, headers={"Content-Type": "application/json"})
    assert collect() is None
    assert said[-1] == "migr_asyappctza: nothing new; the figures are those of migr_asyappctza@2026-03-27"
    assert vintages(project) == ["migr_asyappctza@2026-03-27"]


def test_figures_that_the_service_knows_to_be_the_same_are_not_sent(collect, service, said):
    service.answers[BULK] = tsv(etag='"r69"')
    collect()
    later = recorded("eurostat/catalogue.txt").replace(b"27.03.2026", b"02.06.2026")
    service.answers[CATALOGUE] = Reply(later, headers={"Content-Type": "text/plain"})
    structure = recorded("eurostat/structure_migr_asyappctza.json").replace(b"2026-03-27", b"2026-06-02")
    service.answers[STRUCTURE] = Reply(structure, headers={"Content-Type": "application/json"})
    assert collect() is None
    assert "the service says that the figures are those of the last vintage" in said[-1]


def test_a_table_that_changed_its_dimensions_is_refused_by_name(collect, service, project):
    changed = recorded("eurostat/structure_migr_asyappctza.json").replace(b'"applicant"', b'"app_type"')
    service.answers[STRUCTURE] = Reply(changed, headers={"Content-Type": "application/json"})
    with pytest.raises(YearbookError, match="now without applicant; with app_type"):
        collect()
    assert "now without applicant" in refused(project)
    assert vintages(project) == []


def test_the_old_name_of_a_dimension_is_known(collect, service):
    old = recorded("eurostat/structure_migr_asyappctza.json").replace(b'"applicant"', b'"asyl_app"')
    service.answers[STRUCTURE] = Reply(old, headers={"Content-Type": "application/json"})
    body = recorded("eurostat/migr_asyappctza.tsv").replace(b",applicant,", b",asyl_app,")
    service.answers[BULK] = tsv(body)
    assert collect().kept == 23


def test_a_code_that_is_new_is_named_and_what_was_received_is_kept(collect, service, project):
    body = recorded("eurostat/migr_asyappctza.tsv").replace(b"A,AF,TOTAL", b"A,QQ,TOTAL")
    service.answers[BULK] = tsv(body)
    with pytest.raises(YearbookError, match="unknown code of citizen 'QQ'") as error:
        collect()
    kept = project.root / error.value.where.rpartition(" ")[2]
    assert gzip.decompress((kept / "migr_asyappctza.tsv.gz").read_bytes()) == body
    assert vintages(project) == []


def test_a_filtered_answer_with_something_else_in_it_is_refused(collect, service, project):
    other = json.loads(recorded("eurostat/demo_gind.json"))
    other["dimension"]["indic_de"]["category"] = {"index": {"JAN": 0, "FJAN": 1}, "label": {}}
    service.answers[SMALL] = Reply(json.dumps(other).encode(), headers={"Content-Type": "application/json"})
    with pytest.raises(YearbookError, match="holds what was not asked for"):
        collect("demo_gind")
    assert vintages(project) == []


def test_a_table_that_the_catalogue_does_not_have_is_said(collect, service):
    service.answers[CATALOGUE] = text("eurostat/catalogue.txt")
    with pytest.raises(UnknownName, match="unknown table of Eurostat 'migr_asytpsm'"):
        collect("migr_asytpsm")


def test_figures_older_than_the_catalogue_promises_are_refused(collect, service, project):
    later = recorded("eurostat/catalogue.txt").replace(b"27.03.2026", b"02.06.2026")
    service.answers[CATALOGUE] = Reply(later, headers={"Content-Type": "text/plain"})
    with pytest.raises(YearbookError, match="those of 2026-03-27, the catalogue promises those of 2026-06-02"):
        collect()
    assert collect(accept=frozenset({"stale"})).vintage.provenance["retrieval"]["accepted"] == ["stale"]


def test_a_second_release_of_the_same_day_is_noticed(collect, service, project):
    from datetime import UTC, datetime  # noqa: PLC0415

    collect(now=datetime(2026, 3, 27, 12, tzinfo=UTC))
    structure = recorded("eurostat/structure_migr_asyappctza.json").replace(b"T11:00:00", b"T23:00:00")
    service.answers[STRUCTURE] = Reply(structure, headers={"Content-Type": "application/json"})
    service.answers[BULK] = tsv(recorded("eurostat/migr_asyappctza.tsv").replace(b"1040 p", b"1045 p"))
    again = collect(now=datetime(2026, 3, 28, 6, tzinfo=UTC))
    assert again.vintage.released == "2026-03-28"
    assert collect(now=datetime(2026, 3, 29, 6, tzinfo=UTC)) is None
