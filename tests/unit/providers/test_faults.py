"""What the services do on a bad day, one test a fault; docs/faults.md is the table of them."""

from __future__ import annotations

import gzip
import json
import resource
import ssl
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from replay import Reply

from yearbook.errors import YearbookError
from yearbook.live import Choices, collect_live
from yearbook.providers import Limits, Unreachable
from yearbook.vintage import write_vintage

from .conftest import HURRIED, NOW, recorded, refused, tsv, vintages, xml

BULK = "/eurostat/sdmx/2.1/data/migr_asyappctza"
STRUCTURE = "/eurostat/statistics/1.0/data/migr_asyappctza"
CATALOGUE = "/eurostat/catalogue/toc/txt"
TEXT = recorded("eurostat/migr_asyappctza.tsv")
HTML = b"<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body>We will be back soon.</body></html>"


@pytest.fixture
def collected(collect, project):
    """The vintage before the bad day, and how the vintages are then."""
    collect()
    return content(project)


def content(project):
    return {path.relative_to(project.root): path.read_bytes() for path in project.vintages.rglob("*") if path.is_file()}


@pytest.fixture
def bad_day(service, collected):
    """Announce a new release, which is answered so."""

    def announce(*replies, updated="2026-06-02"):
        day = datetime.fromisoformat(updated)
        catalogue = recorded("eurostat/catalogue.txt").replace(b"27.03.2026", f"{day:%d.%m.%Y}".encode())
        service.answers[CATALOGUE] = Reply(catalogue, headers={"Content-Type": "text/plain"})
        structure = recorded("eurostat/structure_migr_asyappctza.json").replace(b"2026-03-27", updated.encode())
        service.answers[STRUCTURE] = Reply(structure, headers={"Content-Type": "application/json"})
        service.answers[BULK] = list(replies)
        service.asked.clear()

    return announce


@pytest.fixture
def refuse(collect, collected, project):
    """Collect, see it refused, and the vintages as they were; return the error."""

    def run(match, **choices):
        with pytest.raises(YearbookError, match=match) as error:
            collect(**choices)
        assert content(project) == collected
        assert error.value.remedy
        return error.value

    return run


BETTER = TEXT.replace(b"1040 p", b"1045 ")


@pytest.mark.parametrize(
    "fault",
    [
        Reply(fault="reset"),
        tsv(fault="stall"),
        tsv(fault="cut"),
        Reply(b"", 429),
        Reply(b"", 500),
        Reply(b"", 503),
        tsv(body=gzip.compress(TEXT)[:-9]),
        tsv(body=gzip.compress(TEXT)[:-9], headers={"Content-Encoding": "gzip"}),
    ],
    ids=["reset", "stalled", "shorter than announced", "429", "500", "503", "gzip cut", "gzip for the way cut"],
)
def test_what_may_pass_is_tried_again_and_said(bad_day, collect, said, fault):
    bad_day(fault, tsv(BETTER))
    assert collect().vintage.name == "migr_asyappctza@2026-06-02"
    assert any("trying again" in line for line in said)


@pytest.mark.parametrize(
    ("fault", "match"),
    [
        (Reply(fault="reset"), "the connection fails"),
        (tsv(fault="stall"), "it is silent"),
        (tsv(fault="cut"), "the connection fails"),
        (Reply(b"", 429), "it answers 429 Too Many Requests"),
        (Reply(b"", 500), "it answers 500"),
        (Reply(b"", 503), "it answers 503"),
        (tsv(body=gzip.compress(TEXT)[:-9]), "the gzip file is cut off"),
    ],
    ids=["reset", "stalled", "shorter than announced", "429", "500", "503", "gzip cut"],
)
def test_what_does_not_pass_is_given_up_after_some_attempts(bad_day, refuse, service, fault, match):
    bad_day(fault)
    assert isinstance(refuse(match), YearbookError)
    assert len(service.paths(BULK)) == HURRIED.attempts


@pytest.mark.parametrize(
    (("answer", "expected")),
    [
        (Reply(HTML, headers={"Content-Type": "text/html"}), ("a web page instead of data", "later")),
        (Reply(HTML, headers={"Content-Type": "application/gzip"}), ("a web page instead of data", "later")),
        (
            Reply(b'{"error": [{"status": 200, "id": 100, "label": "NO_RESULTS"}]}'),
            ("has nothing for these codes", "correct `keep`"),
        ),
        (Reply(b'{"error": {"status": 200, "label": "SOMETHING"}}'), ("200: SOMETHING", "later")),
        (
            Reply(b'{"error": [{"status": 400, "id": 150, "label": "INVALID_QUERY_DIMENSION: \\"x\\""}]}', 400),
            ("INVALID_QUERY_DIMENSION", "other dimensions"),
        ),
        (
            Reply(b"<S:Fault><faultcode>100</faultcode><faultstring>ERR_NOT_FOUND_2</faultstring></S:Fault>", 404),
            ("404: 100: ERR_NOT_FOUND_2", "no longer has this table"),
        ),
        (
            Reply(b"<Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring></Fault>", 413),
            ("413", "narrow"),
        ),
        (tsv(headers={"Content-Type": "application/pdf"}), ("answers with application/pdf", "may have changed")),
        (tsv(headers={"Content-Encoding": "br"}), ("packed as br", "proxy")),
        (Reply(b"", headers={"Content-Type": "text/tab-separated-values"}), ("answers with nothing", "later")),
        (tsv(TEXT.splitlines(keepends=True)[0]), ("nothing that migr_asyappctza keeps", "another dataset")),
    ],
    ids=[
        "html",
        "html under another name",
        "200 nothing",
        "200 error",
        "400",
        "404",
        "413",
        "kind",
        "coding",
        "empty",
        "header only",
    ],
)
def test_an_answer_that_is_no_data_is_refused_at_once_and_kept_for_a_look(
    bad_day, refuse, service, project, answer, expected
):
    match, remedy = expected
    bad_day(answer)
    error = refuse(match)
    assert remedy in error.remedy
    assert len(service.paths(BULK)) == 1
    assert match.split()[-1] in refused(project)
    kept = [path for path in (project.build / "refused").rglob("*") if path.is_file() and path.name != "reason.txt"]
    assert any(path.read_bytes() == answer.body for path in kept)


def test_a_table_of_size_nothing_is_refused(service, collect, project):
    empty = json.loads(recorded("eurostat/demo_gind.json"))
    empty["dimension"]["geo"]["category"] = {"index": {}, "label": {}}
    empty |= {"value": {}, "status": {}, "size": [1, 2, 0, 4]}
    service.answers["/eurostat/statistics/1.0/data/demo_gind"] = Reply(
        json.dumps(empty).encode(), headers={"Content-Type": "application/json"}
    )
    with pytest.raises(YearbookError, match="knows none of the codes asked for of geo"):
        collect("demo_gind")
    assert vintages(project) == []


def test_a_refused_connection_is_said(bad_day, refuse, project, service):
    bad_day(tsv())
    declared = project.data / "datasets.toml"
    declared.write_text(declared.read_text("utf-8").replace(service.url, "http://127.0.0.1:9"), "utf-8")
    assert "kept" in refuse("the connection fails .*refused").remedy


def test_a_name_that_cannot_be_found_is_said(bad_day, refuse, project, service):
    bad_day(tsv())
    declared = project.data / "datasets.toml"
    declared.write_text(declared.read_text("utf-8").replace(service.url, "http://service.invalid"), "utf-8")
    refuse("the connection fails")


def test_a_service_that_cannot_prove_who_it_is_is_not_believed(refuse, project, service, tmp_path):
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own = recorded("own-certificate.pem")
    (tmp_path / "own.pem").write_bytes(own)
    context.load_cert_chain(tmp_path / "own.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=True)
    thread = Thread(target=server.handle_request, daemon=True)
    thread.start()
    declared = project.data / "datasets.toml"
    address = f"https://127.0.0.1:{server.server_address[1]}"
    declared.write_text(declared.read_text("utf-8").replace(service.url, address), "utf-8")
    error = refuse("does not prove who it is")
    assert "SSL_CERT_FILE" in error.remedy
    thread.join(5)
    server.server_close()


def test_a_slow_answer_ends_with_the_time_that_a_dataset_may_take(bad_day, transport, project, said, collected):
    bad_day(tsv(fault="drip"))
    short = replace(transport, limits=replace(HURRIED, seconds=0.6))
    with pytest.raises(Unreachable, match=r"longer than the 1 s|nearly over"):
        collect_live(project, "migr_asyappctza", short, Choices(now=NOW), said.append)
    assert content(project) == collected


def test_an_answer_without_end_ends_with_the_bytes_that_it_may_have(bad_day, transport, project, said, collected):
    bad_day(Reply(b"1" * 4096, headers={"Content-Type": "text/plain"}, fault="endless"))
    small = replace(transport, limits=replace(HURRIED, bytes=100_000))
    with pytest.raises(Unreachable, match="longer than the 100,000 bytes"):
        collect_live(project, "migr_asyappctza", small, Choices(now=NOW), said.append)
    assert content(project) == collected


def test_a_small_file_that_unpacks_without_end_is_not_unpacked(bad_day, transport, project, said, collected):
    bad_day(tsv(body=gzip.compress(b"0" * 4_000_000)))
    small = replace(transport, limits=replace(HURRIED, bytes=100_000, attempts=1))
    with pytest.raises(Unreachable, match="cut off, damaged or without end"):
        collect_live(project, "migr_asyappctza", small, Choices(now=NOW), said.append)
    assert content(project) == collected


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("how", ["in seconds", "as a date", "as a date by a clock that is a day late"])
def test_the_pause_that_the_service_asks_for_is_kept(bad_day, collect, monkeypatch, status, how):
    clock = datetime.now(UTC) - (timedelta(days=1) if "late" in how else timedelta())
    asked = "7" if how == "in seconds" else format_datetime(clock + timedelta(seconds=7), usegmt=True)
    busy = Reply(b"", status, {"Retry-After": asked, "Date": format_datetime(clock, usegmt=True)})
    bad_day(busy, tsv(BETTER))
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert collect() is not None
    assert 6 <= max(slept) <= 8


def test_a_pause_longer_than_a_dataset_may_take_is_not_waited_for(bad_day, refuse):
    bad_day(Reply(b"", 503, {"Retry-After": "86400"}))
    refuse("asks to wait for 86,40")


def test_a_circle_of_redirections_is_left(bad_day, refuse, service):
    bad_day(Reply(b"", 302, {"Location": f"{BULK}?again"}))
    refuse("redirects in a circle")
    assert len(service.paths(BULK)) <= 7


def test_a_queue_without_end_is_left_and_taken_up_later(bad_day, transport, project, said, collected, service):
    bad_day(xml("eurostat/queued.xml"))
    service.answers["/eurostat/sdmx/2.1/async/status"] = xml("eurostat/status_processing.xml")
    short = replace(transport, limits=replace(HURRIED, seconds=0.5))
    with pytest.raises(Unreachable, match=r"asks to wait|longer"):
        collect_live(project, "migr_asyappctza", short, Choices(now=NOW), said.append)
    assert content(project) == collected
    service.answers["/eurostat/sdmx/2.1/async/status"] = xml("eurostat/status_available.xml")
    service.answers["/eurostat/sdmx/2.1/async/data"] = tsv(BETTER)
    assert collect_live(project, "migr_asyappctza", transport, Choices(now=NOW), said.append) is not None
    assert len(service.paths(BULK)) == 1


def test_a_job_that_fails_is_said_and_forgotten(bad_day, refuse, service, project):
    bad_day(xml("eurostat/queued.xml"))
    service.answers["/eurostat/sdmx/2.1/async/status"] = xml("eurostat/status_error.xml")
    assert "collect again" in refuse("the extraction failed at the service: ERROR").remedy
    assert not list(project.build.rglob("job.txt"))


def test_a_year_that_vanished_is_refused(bad_day, refuse):
    lines = [line.split(b"\t") for line in TEXT.splitlines()]
    bad_day(tsv(b"\n".join(b"\t".join([cells[0], *cells[2:]]) for cells in lines) + b"\n"))
    refuse("nothing of 2021 any more", accept=frozenset({"vanished"}))


def test_an_aggregate_that_vanished_is_refused(bad_day, refuse):
    bad_day(tsv(b"".join(line for line in TEXT.splitlines(keepends=True) if b"EU27" not in line)))
    refuse("are not there any more", accept=frozenset({"aggregates"}))


def with_new_year(*figures):
    """Return the table with a year more: figures of EU27_2020, EE, LT and LV, all applicants."""
    head, *lines = TEXT.decode().splitlines()
    cells = [*figures, *[":"] * (len(lines) - len(figures))]
    return "\n".join([f"{head}\t2025 ", *(f"{line}\t{cell} " for line, cell in zip(lines, cells, strict=True))]) + "\n"


def test_a_new_year_of_a_few_fast_reporters_is_refused(bad_day, refuse, collect):
    bad_day(tsv(with_new_year(":", ":", ":", "1100")))
    assert "--accept reporters" in refuse("2025 has figures of 1 countries only, 2024 had those of 3").remedy
    assert collect(accept=frozenset({"reporters"})).vintage.provenance["retrieval"]["accepted"] == ["reporters"]


def test_a_new_year_without_the_aggregate_that_the_last_one_had_is_refused(bad_day, service, collect, project):
    bad_day(tsv(with_new_year("911960", "1200", "400", "1100")))
    assert collect() is not None
    later = recorded("eurostat/catalogue.txt").replace(b"27.03.2026", b"03.07.2026")
    service.answers[CATALOGUE] = Reply(later, headers={"Content-Type": "text/plain"})
    structure = recorded("eurostat/structure_migr_asyappctza.json").replace(b"2026-03-27", b"2026-07-03")
    service.answers[STRUCTURE] = Reply(structure, headers={"Content-Type": "application/json"})
    lines = with_new_year("911960", "1200", "400", "1100").splitlines()
    year = [
        f"{line}\t{cell}" for line, cell in zip(lines, ["2026 ", ": ", "1 ", "1 ", "1 ", ": ", ": ", ": "], strict=True)
    ]
    service.answers[BULK] = tsv("\n".join(year) + "\n")
    with pytest.raises(YearbookError, match="2026 lacks EU27_2020, which 2025 had; the countries come to 3"):
        collect()
    assert len(vintages(project)) == 2


def test_thousands_instead_of_persons_are_refused(bad_day, refuse):
    head, *lines = TEXT.decode().splitlines()
    small = [line.replace("00 ", " ").replace("665 ", " ").replace("640 ", " ") for line in lines]
    small = ["\t".join([line.split("\t")[0], *("1 " for _ in line.split("\t")[1:])]) for line in small]
    bad_day(tsv("\n".join([head, *small]) + "\n"))
    refuse("what both vintages hold comes to")


@pytest.mark.parametrize("code", ["PER", "APPLICATIONS"])
def test_another_unit_is_refused(bad_day, refuse, collect, code):
    bad_day(tsv(BETTER.replace(b",PER,", f",{code},".encode())))
    if code == "PER":
        assert collect() is not None
    else:
        refuse("unknown code of unit")


def test_a_release_in_the_future_by_our_clock_is_refused(bad_day, refuse):
    bad_day(tsv(BETTER), updated="2027-01-15")
    refuse("2027-01-15 lies in the future")


def test_a_full_disk_while_receiving_is_said(bad_day, refuse, project):
    bad_day(tsv(BETTER))
    folder = project.build / "collect" / "migr_asyappctza"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "answer.part").symlink_to("/dev/full")
    error = refuse("the answer cannot be written: .*No space left")
    assert "make room" in error.remedy


def test_a_full_disk_while_writing_the_vintage_leaves_nothing(bad_day, refuse, project, monkeypatch):
    bad_day(tsv(BETTER))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def write_on_a_small_disk(*arguments):
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            return write_vintage(*arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    monkeypatch.setattr("yearbook.live.write_vintage", write_on_a_small_disk)
    refuse("the vintage cannot be written")
    assert not list(project.vintages.rglob(".unfinished*"))


def test_what_was_received_before_a_break_is_not_asked_for_again(bad_day, collect, service):
    body = gzip.compress(BETTER, mtime=0)
    bad_day(tsv(body=body, etag='"r70"', fault="cut"), tsv(body=body, etag='"r70"'))
    assert collect() is not None
    ranges = [asked.headers.get("Range") for asked in service.asked if asked.path.startswith(BULK)]
    assert ranges == [None, f"bytes={len(body) // 2}-"]


def test_a_broken_answer_of_another_state_is_asked_for_anew(bad_day, collect, service):
    bad_day(tsv(body=gzip.compress(TEXT), etag='"r70"', fault="cut"), tsv(BETTER, etag='"r71"'))
    frame = collect().vintage.read()
    assert 1045 in frame["value"].tolist()


def test_an_interrupted_run_leaves_the_vintages_and_goes_on_later(
    bad_day, transport, project, said, collected, service
):
    bad_day(tsv(BETTER))

    def interrupt(name, *_):
        if name == "answer":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect_live(project, "migr_asyappctza", replace(transport, progress=interrupt), Choices(now=NOW), said.append)
    assert content(project) == collected
    assert collect_live(project, "migr_asyappctza", transport, Choices(now=NOW), said.append) is not None


def test_the_limits_of_a_dataset_are_meant_for_services_that_are_slow():
    assert (Limits().seconds, Limits().attempts, Limits().bytes) == (1800, 5, 2 << 30)
