import json

import pytest

from yearbook.errors import UnknownName, YearbookError
from yearbook.site.languages import keep_cells, keep_source, keep_text

PAGE = """\
---
title: x
---
+++ {"tags": ["lang-lv"]}
# Virsraksts
+++ {"tags": ["lang-en"]}
# Heading
+++
Both.

```text
+++ {"tags": ["lang-en"]}
code
```
"""


def cell(kind, source, *tags):
    return {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)} if tags else {}}


def test_a_page_keeps_one_language_and_its_line_numbers():
    latvian, english = keep_text(PAGE, "lv"), keep_text(PAGE, "en")
    assert "# Virsraksts" in latvian and "# Heading" not in latvian
    assert "# Heading" in english and "# Virsraksts" not in english
    for text in (latvian, english):
        assert text.count("\n") == PAGE.count("\n")
        assert text.split("\n").index("Both.") == PAGE.split("\n").index("Both.")
        assert text.startswith("---\ntitle: x\n---")


def test_a_break_inside_a_fence_is_content():
    assert '+++ {"tags": ["lang-en"]}\ncode' in keep_text(PAGE, "lv")
    card = "::::{grid}\n:::{card}\nA\n+++\nfooter\n:::\n::::\n"
    assert keep_text(card, "lv") == card


def test_a_page_without_tags_stays_as_it_is():
    assert keep_text("# A\n\ntext + text\n", "lv") == "# A\n\ntext + text\n"


@pytest.mark.parametrize("metadata", ['{"tags": ', '{"tag": ["lang-lv"]}', "lang-lv", "[1]"])
def test_a_break_that_cannot_be_read_is_named_with_its_line(metadata):
    with pytest.raises(YearbookError, match="block break") as caught:
        keep_text(f"text\n+++ {metadata}\n", "lv")
    assert caught.value.where == "line 2"


def test_a_tag_of_a_language_that_is_not_written_is_refused():
    with pytest.raises(UnknownName, match="unknown language 'lt'"):
        keep_text('+++ {"tags": ["lang-lt"]}\n', "lv")
    with pytest.raises(UnknownName, match="'fr'"):
        keep_text("text", "fr")


def test_cells_of_other_languages_fall_out_and_all_else_stays():
    cells = [
        cell("markdown", "a", "lang-lv"),
        cell("markdown", "b", "lang-en", "wide"),
        cell("markdown", "c", "lang-lv", "lang-en"),
        cell("markdown", "d"),
        cell("code", "e", "lang-en"),
    ]
    assert [one["source"] for one in keep_cells(cells, "lv")] == ["a", "c", "d", "e"]
    assert [one["source"] for one in keep_cells(cells, "en")] == ["b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("tags", "country", "year", "kept"),
    [
        ([], "LV", 2023, True),
        (["country-LV"], "LV", 2023, True),
        (["country-LV"], "EE", 2023, False),
        (["country-LV", "country-EE"], "EE", 2023, True),
        (["except-LV"], "LV", 2023, False),
        (["except-LV"], "EE", 2023, True),
        (["from-2022"], "LV", 2022, True),
        (["from-2022"], "LV", 2021, False),
        (["until-2021"], "LV", 2021, True),
        (["until-2021"], "LV", 2022, False),
        (["from-2020", "until-2021"], "LV", 2021, True),
        (["from-2020", "until-2021"], "LV", 2019, False),
        (["country-LV", "from-2022"], "LV", 2021, False),
        (["country-LV", "except-EE", "from-2022"], "", 0, True),
    ],
)
def test_text_and_exhibits_stand_only_where_they_are_true(tags, country, year, kept):
    for kind in ("markdown", "code"):
        assert bool(keep_cells([cell(kind, "a", *tags)], "lv", country, year)) is kept
    block = f"+++ {json.dumps({'tags': tags})}\na\n"
    assert ("a" in keep_text(block, "lv", country, year).split()) is kept


def test_a_tag_that_names_no_year_is_refused():
    with pytest.raises(YearbookError, match="'from-22' names no year"):
        keep_cells([cell("code", "a", "from-22")], "lv", "LV", 2023)


def test_a_notebook_is_read_as_json():
    notebook = json.dumps(
        {"cells": [cell("markdown", "ā", "lang-lv"), cell("markdown", "b", "lang-en")], "nbformat": 4}
    )
    kept = json.loads(keep_source(notebook, "lv", notebook=True))
    assert [one["source"] for one in kept["cells"]] == ["ā"]
    assert kept["nbformat"] == 4


@pytest.mark.parametrize("text", ["", "# not json", "{}", "[1]"])
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(YearbookError, match="not a notebook"):
        keep_source(text, "lv", notebook=True)
