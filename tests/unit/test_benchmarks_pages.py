"""What counts as loaded with a page: the files that it names, each once, and the typefaces of its styles."""

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
def pages(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("benchmarks.pages")


def test_a_page_loads_what_it_names(tmp_path, pages):
    (tmp_path / "_static").mkdir()
    for name, text in {"index.html": PAGE, "_static/a.js": "", "b.svg": "", "data.csv": "", "other.html": ""}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "_static/a.css").write_text('@font-face { src: url("f.woff") }')
    (tmp_path / "_static/f.woff").write_bytes(b"x" * 500)
    found = pages.loaded(tmp_path / "index.html")
    assert [path.name for path in found] == ["index.html", "a.css", "a.js", "b.svg", "f.woff"]
    assert pages.sizes(found[-1]) == (500, 500)


def test_compression_is_counted(tmp_path, pages):
    (tmp_path / "a.html").write_text("a" * 1000)
    plain, small = pages.sizes(tmp_path / "a.html")
    assert plain == 1000 and small < 100
