"""The benchmark of the site reads the tiny edition as a reader does."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_book_is_read_with_what_it_loads_and_a_search_that_finds(browser, built, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    bench, reading = (importlib.import_module(f"benchmarks.{name}") for name in ("site", "reading"))
    site = built.project.build / "site"
    with reading.served(site) as address:
        found = bench.read(browser, site, built.book("lv"), address, 1)
    assert found.book == "LV/lv/2023"
    assert found.explorer.plain > 400_000 > found.explorer.sent > 100_000
    assert found.first.sent < found.first.plain < found.largest[1]
    assert found.search > 0 and found.hits > 0
