"""The feed and the sitemap, with and without an address of the site."""

import xml.etree.ElementTree as ET

import pytest

from yearbook.site.feed import ATOM, atom, sitemap, write_feeds
from yearbook.site.landing import BuiltEdition
from yearbook.site.shelf import shelf_script, write_latest

BOOKS = [
    BuiltEdition("LV", "lv", 2022, "2022. gadā & <b>", ("index", "asylum"), "2023-05-01", "EMT"),
    BuiltEdition("LV", "lv", 2023, "2023. gadā", ("index", "changes"), "2024-05-01", "EMT"),
]
NAMES = {"a": ATOM}
BASE = "https://example.org/report/"


def read(text):
    return ET.fromstring(text)  # noqa: S314  our own text


def test_the_newest_edition_stands_first_with_its_changes():
    feed = read(atom(BOOKS, ""))
    assert [one.text for one in feed.findall("a:entry/a:title", NAMES)] == [
        "2023. gadā",
        "Skaitļu izmaiņas kopš iepriekšējā izdevuma: 2023. gadā",
        "2022. gadā & <b>",
    ]
    assert feed.find("a:updated", NAMES).text == "2024-05-01T00:00:00Z"
    assert feed.find("a:author/a:name", NAMES).text == "EMT"


@pytest.mark.parametrize(("base", "href"), [("", "2023/index.html"), (BASE, f"{BASE}LV/lv/2023/index.html")])
def test_links_are_relative_unless_the_address_is_known_and_ids_stay(base, href):
    feed = read(atom(BOOKS, base))
    assert feed.find("a:entry/a:link", NAMES).get("href") == href
    ids = [one.text for one in feed.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == 4 and all(one.startswith("urn:uuid:") for one in ids)
    assert ids == [one.text for one in read(atom(BOOKS, "https://elsewhere.example")).iter(f"{{{ATOM}}}id")]


def test_the_sitemap_names_every_page_and_needs_an_address(tmp_path):
    assert [one.text for one in read(sitemap(BOOKS, BASE)).iter() if one.tag.endswith("loc")] == [
        f"{BASE}LV/lv/{page}"
        for page in ("2022/index.html", "2022/asylum.html", "2023/index.html", "2023/changes.html")
    ]
    (tmp_path / "LV/lv").mkdir(parents=True)
    write_feeds(tmp_path, BOOKS, "")
    assert (tmp_path / "LV/lv/feed.xml").is_file() and not (tmp_path / "sitemap.xml").exists()
    write_feeds(tmp_path, BOOKS, BASE)
    assert (tmp_path / "sitemap.xml").is_file()


def test_latest_has_every_page_that_any_edition_has(tmp_path):
    write_latest(tmp_path, BOOKS)
    assert 'href="../2023/changes.html"' in (tmp_path / "LV/lv/latest/changes.html").read_text("utf-8")
    assert 'url=../2023/index.html"' in (tmp_path / "LV/lv/latest/asylum.html").read_text("utf-8")


def test_the_shelf_is_a_script_that_no_title_can_leave():
    script = shelf_script(BOOKS)
    assert script.startswith("window.yearbookEditions = [") and "<" not in script
