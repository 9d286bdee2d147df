"""The list of chapters on paper, where the contents take its place."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from yearbook.site.chapter_list import chapter_list, fill_chapter_list


@pytest.mark.parametrize(("text", "left"), [(None, []), ("More.", ["Chapters"])])
def test_on_paper_a_heading_over_the_list_alone_goes_with_it(text, left):
    section = nodes.section("", nodes.title("", "Chapters"), chapter_list())
    if text:
        section += nodes.paragraph("", text)
    page = new_document("index")
    page += section
    fill_chapter_list(SimpleNamespace(builder=SimpleNamespace(format="typst")), page, "index")
    assert [title.astext() for title in page.findall(nodes.title)] == left
    assert list(page.findall(chapter_list)) == []
