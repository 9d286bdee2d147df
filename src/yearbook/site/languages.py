"""Language is a tag, and so is a country: keep what one reader reads of a page that holds text for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ..errors import YearbookError
from ..language import LANGUAGES, language

PREFIX, COUNTRY = "lang-", "country-"
BREAK = re.compile(r"\+\+\+(?P<metadata>\s.*)?")
FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,}|:{3,})(?P<rest>.*)")

Cell = TypeVar("Cell", bound=Mapping[str, Any])


def keep_cells(cells: Sequence[Cell], code: str, country: str = "") -> list[Cell]:
    """Return the cells of a notebook that a reader of one language sees, in their order.

    A Markdown cell with tags `lang-xx` is kept if one of them names the language; other cells are always kept.

    Raises:
        UnknownName: `code` or a tag names a language that the report is not written in.
    """
    language(code)
    return [cell for cell in cells if cell["cell_type"] != "markdown" or speaks(cell_tags(cell), code, country)]


def keep_text(text: str, code: str, country: str = "") -> str:
    r"""Return a MyST page with only the blocks of one language; line numbers stay as they were.

    A block starts at a line `+++ {"tags": ["lang-lv"]}` and ends at the next `+++` that is not inside a fence.

    Raises:
        YearbookError: a block break's metadata cannot be read.
        UnknownName: `code` or a tag names a language that the report is not written in.
    """
    language(code)
    kept, keeping, fence = [], True, ""
    for number, line in enumerate(text.split("\n"), 1):
        block = None if fence else BREAK.fullmatch(line.rstrip())
        if block:
            keeping = speaks(break_tags(block["metadata"] or "", number), code, country)
        else:
            fence = fence_after(fence, line)
        kept.append(line if keeping and not block else "")
    return "\n".join(kept)


def keep_source(text: str, code: str, country: str = "", *, notebook: bool) -> str:
    """Return the source of a page, Markdown or notebook, with only the parts of one language.

    Raises:
        YearbookError: the page is not what its ending says, or a tag is wrong.
    """
    if not notebook:
        return keep_text(text, code, country)
    try:
        content = json.loads(text)
        content["cells"] = keep_cells(content["cells"], code, country)
    except (ValueError, KeyError, TypeError) as error:
        raise YearbookError(f"this is not a notebook: {error}", remedy="open it in JupyterLab and save it") from error
    return json.dumps(content, ensure_ascii=False)


def speaks(tags: Iterable[str], code: str, country: str = "") -> bool:
    """Tell whether something with these tags is for a reader of a language and a country.

    Without a tag `lang-xx` it is for every language; without `country-XX`, or with no country given, for every country.
    """
    tags = list(tags)
    countries = [tag.removeprefix(COUNTRY) for tag in tags if tag.startswith(COUNTRY)]
    if countries and country and country not in countries:
        return False
    languages = [tag.removeprefix(PREFIX) for tag in tags if tag.startswith(PREFIX)]
    for one in languages:
        if one not in LANGUAGES:
            language(one)
    return not languages or code in languages


def cell_tags(cell: Mapping[str, Any]) -> list[str]:
    """Return the tags of a notebook cell."""
    return list(cell.get("metadata", {}).get("tags", ()))


def break_tags(metadata: str, line: int) -> list[str]:
    """Return the tags that stand behind `+++`."""
    if not metadata.strip():
        return []
    try:
        tags = json.loads(metadata)["tags"]
    except (ValueError, KeyError, TypeError) as error:
        raise YearbookError(
            f"the block break '+++{metadata}' has no tags that can be read",
            where=f"line {line}",
            remedy='write +++ {"tags": ["lang-lv"]}, or +++ alone where the text is for every language again',
        ) from error
    return [str(tag) for tag in tags]


def fence_after(fence: str, line: str) -> str:
    """Return the fence that is open after a line: its marks, or "" outside of any.

    Inside a fence `+++` belongs to the content: code, or the footer of a card.
    """
    match = FENCE.fullmatch(line)
    if not match:
        return fence
    if not fence:
        return match["mark"]
    closes = match["mark"].startswith(fence) and not match["rest"].strip()
    return "" if closes else fence
