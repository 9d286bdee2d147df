from __future__ import annotations

import threading

import pytest
from replay import Reply

from yearbook.errors import YearbookError
from yearbook.providers.answer import Answer, retry_after
from yearbook.providers.transport import AT_ONCE, Transport

from .conftest import HURRIED


@pytest.fixture
def transport(tmp_path):
    return Transport(tmp_path, HURRIED)


def test_who_asks_says_how_to_reach_somebody(service, transport, project, monkeypatch):
    service.answers["/x"] = Reply(b"1")
    transport.fetch(f"{service.url}/x", "x")
    monkeypatch.setenv("YEARBOOK_CONTACT", "mailto:statistics@example.org")
    transport.fetch(f"{service.url}/x", "x")
    agents = [asked.headers["User-Agent"] for asked in service.asked]
    assert agents[0].startswith("yearbook/20")
    assert agents[0].endswith("(+https://emn.lv)")
    assert agents[1].endswith("(+mailto:statistics@example.org)")


def test_no_more_than_two_requests_reach_a_host_at_once(service, transport, project):
    gate = threading.Barrier(AT_ONCE)

    def wait_for_the_other(_):
        # passes only if two are here at the same time
        gate.wait(5)
        return Reply(b"1")

    service.answers["/x"] = wait_for_the_other
    threads = [
        threading.Thread(target=transport.fetch, args=(f"{service.url}/x", f"x{number}"))
        for number in range(3 * AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert service.most_at_once == AT_ONCE
    assert len(service.asked) == 3 * AT_ONCE


def test_a_proxy_of_the_environment_is_asked(service, transport, project, monkeypatch):
    service.answers["http://service.invalid/x"] = Reply(b"by proxy")
    monkeypatch.setenv("HTTP_PROXY", service.url)
    assert transport.fetch("http://service.invalid/x", "x").path.read_bytes() == b"by proxy"


def test_certificates_that_cannot_be_read_are_named(service, transport, project, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(YearbookError, match="the certificates cannot be read"):
        transport.fetch(f"{service.url}/x", "x")


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [("", 0), ("120", 120), ("soon", 0), ("Wed, 25 Nov 2026 10:00:30 GMT", 30), ("Wed, 25 Nov 2026 09:00:00 GMT", 0)],
)
def test_a_pause_is_stated_in_seconds_or_as_a_date_by_the_clock_of_the_service(stated, seconds):
    assert retry_after({"Retry-After": stated, "date": "Wed, 25 Nov 2026 10:00:00 GMT"}) == seconds


def test_progress_is_told_in_bytes(service, transport, project, tmp_path):
    service.answers["/x"] = Reply(b"12345")
    told = []
    Transport(tmp_path, HURRIED, progress=lambda *said: told.append(said)).fetch(f"{service.url}/x", "x")
    assert told[-1] == ("x", 5, 5)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'\xef\xbb\xbf<html lang="en">', "a web page"),
        (b'{"error": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}', "413: ASYNCHRONOUS_RESPONSE"),
        (b'{"value": [1]}', ""),
        (b'{"cut', ""),
        (b"<f:Fault><f:faultcode>150</f:faultcode><f:faultstring>No\n such</f:faultstring>", "150: No such"),
    ],
)
def test_what_a_service_says_is_wrong(tmp_path, body, said):
    path = tmp_path / "answer"
    path.write_bytes(body)
    assert Answer("http://x", 200, {}, path).complaint.startswith(said)
