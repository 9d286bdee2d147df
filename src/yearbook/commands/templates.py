"""What `yearbook new` writes: the least of an edition, a chapter, an indicator and a dataset that passes the checks.

Nothing here is to be filled in before it is true: a chapter that was just begun says what it belongs to, an indicator
what it is taken from.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from ..edition import Edition

WIDTH, TEXT_WIDTH = 120, 96
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
INTRODUCTION = {
    "lv": "Nodaļa ir daļa no ziņojuma par {glue:text}`year`. gadu {glue:text}`country.where`.",
    "en": "This chapter is part of the report on {glue:text}`year` {glue:text}`country.where`.",
}
KEY_FINDINGS = {
    "lv": "## Galvenais\n\n{.key-findings}\n"
    "- Nodaļa raksturo stāvokli {glue:text}`country.where` {glue:text}`year`. gadā.",
    "en": "## Key findings\n\n{.key-findings}\n"
    "- The chapter describes the situation {glue:text}`country.where` in {glue:text}`year`.",
}
_HEAD = re.compile(r"^\[(?P<name>[^\[\]]+)\]", re.MULTILINE)


def edition_text(edition: Edition) -> str:
    """Return `edition.toml` of an edition that has just been begun."""
    lines = [
        f"# The report on {edition.year}, in preparation. A pin names the vintages of a dataset, first choice first.",
        f"year = {edition.year}",
        f'country = "{edition.country}"',
        f"languages = {json.dumps(edition.languages)}",
        f"published = {edition.published}",
        f"embargo = {edition.embargo}",
        "",
        "[pins]",
    ]
    lines += [f"{name} = {json.dumps(releases)}" for name, releases in sorted(edition.pins.items())]
    return "\n".join(lines) + "\n"


def chapter_text(name: str, titles: Mapping[str, str], edition: Edition) -> str:
    """Return the notebook of a chapter: parameters, heading and key findings in every language, no exhibit yet."""
    parameters = f'edition = {edition.year}\nlanguage = "{edition.languages[0]}"\ncountry = "{edition.country}"'
    start = "from yearbook.chapter import chapter\n\nhere = chapter(edition, language, country)"
    cells = [
        _cell("code", f"{name}-parameters", parameters, "parameters", "remove-cell"),
        _cell("code", f"{name}-chapter", start, "remove-cell"),
        *(
            _cell("markdown", f"{name}-intro-{code}", f"# {title}\n\n{INTRODUCTION[code]}", f"lang-{code}")
            for code, title in titles.items()
        ),
        *(_cell("markdown", f"{name}-findings-{code}", KEY_FINDINGS[code], f"lang-{code}") for code in titles),
    ]
    notebook = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _cell(kind: str, name: str, text: str, *tags: str) -> dict[str, Any]:
    run: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    source = text.splitlines(keepends=True)
    return {"cell_type": kind, "id": name, "metadata": {"tags": list(tags)}, "source": source, **run}


Declared = tuple[str, Sequence[str], Sequence[str]]
"""What else is declared of an indicator: noun, breakdowns and caveats."""


def indicator_text(
    name: str,
    source: tuple[str, Mapping[str, str]],
    texts: tuple[Mapping[str, str], Mapping[str, str]],
    declared: Declared,
) -> str:
    """Return the function of an indicator.

    Args:
        name: of the indicator.
        source: the dataset or indicator that it is taken from, and the codes by dimension to which it keeps.
        texts: title and definition by language.
        declared: noun, breakdowns and caveats.
    """
    given, only = source
    noun, by, caveats = declared
    kept = ", ".join(f'{dimension}="{code}"' for dimension, code in only.items())
    said = "".join(f", {dimension} {code} only" for dimension, code in only.items())
    lines = [
        "@indicator(",
        *(_pair(key, text) for key, text in zip(("title", "definition"), texts, strict=True)),
        f'    noun="{noun}",',
        *(f"    {key}={_tuple(names)}," for key, names in (("by", by), ("caveats", caveats)) if names),
        ")",
        f"def {name}({given}: Observations) -> Observations:",
        f'    """Figures of `{given}`{said}, in the same unit."""',
        f"    return {given}.only({kept})" if kept else f"    return {given}",
    ]
    return "\n".join(lines) + "\n"


def _pair(key: str, texts: Mapping[str, str]) -> str:
    """Return a keyword with a text in every language, broken as the formatter breaks it."""
    line = f"    {key}={json.dumps(texts, ensure_ascii=False)},"
    if len(line) <= WIDTH:
        return line
    rows = "".join(f'        "{code}": {_quoted(text)},\n' for code, text in texts.items())
    return f"    {key}={{\n{rows}    }},"


def _quoted(text: str) -> str:
    if len(text) <= TEXT_WIDTH + len("xxxxxx"):
        return f'"{text}"'
    parts = textwrap.wrap(text, TEXT_WIDTH, drop_whitespace=False)
    return "\n        ".join(f'"{part}"' for part in parts)


def _tuple(names: Sequence[str]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ("," if len(names) == 1 else "") + ")"


def dataset_text(declared: str, like: str, name: str, titles: Mapping[str, str]) -> str:
    """Return the block of a dataset that is declared as `like` is in the text `declared`, code and title apart."""
    heads = [*_HEAD.finditer(declared)]
    ends = [*(head.start() for head in heads[1:]), len(declared)]
    blocks = [
        _without_last_remark(declared[head.start() : end])
        for head, end in zip(heads, ends, strict=True)
        if f"{head['name']}.".startswith(f"dataset.{like}.")
    ]
    text = "\n".join(blocks).replace(f"[dataset.{like}", f"[dataset.{name}")
    text = _with(text, "code", name)
    for code, title in titles.items():
        text = _with(text, f"title.{code}", title)
    return text


def _with(block: str, key: str, value: str) -> str:
    return re.sub(rf"^{re.escape(key)} = .*$", f'{key} = "{value}"', block, count=1, flags=re.MULTILINE)


def _without_last_remark(block: str) -> str:
    """Return a block without the remarks at its foot, which speak of the next one."""
    lines = block.rstrip().split("\n")
    while lines[-1].startswith("#") or not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"
