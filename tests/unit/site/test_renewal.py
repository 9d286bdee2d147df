"""A book of which one page changes: what is written again, and that all of it is as if written for the first time."""

from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONF = {
    "extensions": ["myst_nb", "yearbook.site"],
    "html_theme": "yearbook",
    "project": "Report",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "myst_enable_extensions": ["colon_fence", "attrs_block"],
    "yearbook_published": "2024-05-01",
    "yearbook_year": "2023",
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10"></svg>'
PAGES = {
    "index": "# Start\n\n:::{chapter-list}\n:::\n\n```{toctree}\n:numbered:\none\ntwo\nwords\n```\n",
    "one": """\
# First chapter

{.key-findings}
- **Growth.** The number grew.
- **Share.** The share fell.

## Numbers

A sentence of an {term}`alien` who arrived yesterday.

:::{figure} one.svg
:name: fig-one
:alt: A line.

The first
:::

:::{figure} two.svg
:name: fig-two
:alt: Another line.

The second
:::
""",
    "two": "# Second chapter\n\nSee {ref}`fig-two`, {numref}`fig-two` and {doc}`one` on each {term}`alien`.\n",
    "words": "# Words\n\n:::{glossary}\nalien\n  A person of another state.\n:::\n",
}
FIRST = PAGES["one"][PAGES["one"].index(":::{figure} one") : PAGES["one"].index(":::{figure} two")]
EVERY = {f"{page}.html" for page in (*PAGES, "search")}
OWN = {"one.html", "index.html", "search.html"}
"""What is written if one page changes: it, the first page and the search page, which are always written."""


def written(source: Path, out: Path, doctrees: Path) -> set[str]:
    """Build the book, and return the pages that were written."""
    before = {page.name: page.stat().st_mtime_ns for page in out.glob("*.html")}
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, None, out, doctrees, "html", CONF, status=None, warningiserror=True)
        app.build()
    assert app.statuscode == 0
    return {page.name for page in out.glob("*.html") if page.stat().st_mtime_ns != before.get(page.name)}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def book(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("one", "two"):
        (source / f"{name}.svg").write_text(PICTURE, "utf-8")
    for name, text in PAGES.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    assert written(source, tmp_path / "html", tmp_path / "doctrees") == EVERY
    return tmp_path


CHANGES = {
    "a sentence": ("one", "yesterday", "today", OWN),
    "a sentence more": ("one", "yesterday.", "yesterday. It was said by an {term}`alien`.", OWN),
    "a finding that is not the first": ("one", "The share fell.", "The share fell again.", OWN),
    "the first finding": ("one", "The number grew.", "The number fell.", EVERY),
    "a heading": ("one", "## Numbers", "## Figures", EVERY),
    "the title of a chapter": ("one", "# First chapter", "# Opening chapter", EVERY),
    "a figure more": ("one", FIRST, f"{FIRST}:::{{figure}} two.svg\n:alt: It.\n\nNew\n:::\n\n", EVERY),
    "a figure less": ("one", FIRST, "", EVERY),
    "a caption": ("one", "The second", "The other", EVERY),
    "the anchor of a figure": ("one", ":name: fig-one", ":name: fig-first", EVERY),
    "a definition": ("words", "A person", "Someone", EVERY),
    "a term": ("words", "alien\n", "alien\nforeigner\n", EVERY),
}


@pytest.mark.parametrize(("page", "old", "new", "pages"), CHANGES.values(), ids=CHANGES)
def test_pages_that_take_nothing_from_the_one_that_changed_stay_and_all_is_as_built_from_nothing(
    book, page, old, new, pages
):
    file, first = book / "source" / f"{page}.md", files(book / "html")
    assert old in PAGES[page]
    file.write_text(PAGES[page].replace(old, new), "utf-8")
    assert written(book / "source", book / "html", book / "doctrees") == pages
    written(book / "source", book / "clean", book / "other")
    assert files(book / "html") == files(book / "clean")
    file.write_text(PAGES[page], "utf-8")
    written(book / "source", book / "html", book / "doctrees")
    assert files(book / "html") == first, "what was said in between has left a trace"
