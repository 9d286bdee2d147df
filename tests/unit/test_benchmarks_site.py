"""What counts as loaded with a page, and what the report says of goals."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PAGE = (
    '<link rel="canonical" href="other.html"><link rel="stylesheet" href="_static/a.css?v=1">'
    '<script defer src="_static/a.js"></script><img alt="" src="b.svg"><img alt="" src="b.svg">'
    '<a href="data.csv">x</a><img alt="" src="missing.svg">'
)


@pytest.fixture
def site(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.site")


def test_a_page_loads_what_it_names(tmp_path, site):
    (tmp_path / "_static").mkdir()
    for name, text in {"index.html": PAGE, "_static/a.js": "", "b.svg": "", "data.csv": "", "other.html": ""}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "_static/a.css").write_text('@font-face { src: url("f.woff") }')
    (tmp_path / "_static/f.woff").write_bytes(b"x" * 500)
    found = site.loaded(tmp_path / "index.html")
    assert [path.name for path in found] == ["index.html", "a.css", "a.js", "b.svg", "f.woff"]
    assert site.sizes(found[-1]) == (500, 500)


def test_compression_is_counted(tmp_path, site):
    (tmp_path / "a.html").write_text("a" * 1000)
    plain, small = site.sizes(tmp_path / "a.html")
    assert plain == 1000 and small < 100


def a_book(site, name, first=100_000, explorer=700_000):
    loaded = importlib.import_module("benchmarks.reading").Loaded
    shown = loaded(20, explorer, explorer // 2) if explorer else None
    return site.Read(
        name, 20, 5_000_000, loaded(9, 2 * first, first), shown, ("a.html", 9_000, 3_000), (800, 200), 31.6, 4
    )


def test_the_report_names_goals_that_any_book_misses(site):
    landing = importlib.import_module("benchmarks.reading").Loaded(3, 59_000, 57_000)
    two = [a_book(site, "LV/lv/2022"), a_book(site, "LV/lv/2023")]
    text = site.report(two, landing, 12_000_000, 0.5)
    assert "2 books, 40 pages, 12 MB in all" in text
    assert "| LV/lv/2022 | 20 | 5 | 200 | 100 | 700 | 350 | a.html | 9 | 3 | 1 | 0 | 32 | 4 |" in text
    assert "300 kB sent: met (at most 100)" in text and "1,000 kB of files: met (at most 700)" in text
    text = site.report([*two, a_book(site, "LV/en/2023", 400_000, 1_240_000)], landing, 1, 0)
    assert "300 kB sent: missed (at most 400)" in text and "1,000 kB of files: missed (at most 1240)" in text


def test_a_book_without_the_explorer_has_no_goal_for_it(site):
    landing = importlib.import_module("benchmarks.reading").Loaded(1, 1, 1)
    assert "Explorer's" not in site.report([a_book(site, "LV/lv/2023", explorer=0)], landing, 1, 0)
