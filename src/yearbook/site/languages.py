"""Language is a tag, and so are country and year: keep what one reader reads of a page that holds text for all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ..errors import YearbookError
from ..language import LANGUAGES, language

PREFIX = "lang-"
# for whom and when a text is true; an exhibit may bear these tags too
COUNTRY, EXCEPT, FROM, UNTIL = "country-", "except-", "from-", "until-"
YEAR = re.compile(r"\d{4}")
BREAK = re.compile(r"\+\+\+(?P<metadata>\s.*)?")
FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,}|:{3,})(?P<rest>.*)")

Cell = TypeVar("Cell", bound=Mapping[str, Any])


def keep_cells(cells: Sequence[Cell], code: str, country: str = "", year: int = 0) -> list[Cell]:
    """Return the cells of a notebook that a reader of one language sees, in their order.

    A Markdown cell with tags `lang-xx` is kept if one of them names the language. Cells of any kind are left out where
    their tags say that they do not hold: see `holds`.

    Raises:
        UnknownName: `code` or a tag names a language that the report is not written in.
        YearbookError: a tag names a year that is none.
    """
    language(code)
    kept = [cell for cell in cells if holds(cell_tags(cell), country, year)]
    return [cell for cell in kept if cell["cell_type"] != "markdown" or speaks(cell_tags(cell), code)]


def keep_text(text: str, code: str, country: str = "", year: int = 0) -> str:
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
            tags = break_tags(block["metadata"] or "", number)
            keeping = speaks(tags, code) and holds(tags, country, year)
        else:
            fence = fence_after(fence, line)
        kept.append(line if keeping and not block else "")
    return "\n".join(kept)


def keep_source(text: str, code: str, country: str = "", year: int = 0, *, notebook: bool) -> str:
    """Return the source of a page, Markdown or notebook, with only the parts of one language.

    Raises:
        YearbookError: the page is not what its ending says, or a tag is wrong.
    """
    if not notebook:
        return keep_text(text, code, country, year)
    try:
        content = json.loads(text)
        content["cells"] = keep_cells(content["cells"], code, country, year)
    except (ValueError, KeyError, TypeError) as error:
        raise YearbookError(f"this is not a notebook: {error}", remedy="open it in JupyterLab and save it") from error
    return json.dumps(content, ensure_ascii=False)


def speaks(tags: Iterable[str], code: str) -> bool:
    """Tell whether something with these tags is for a reader of a language; without a tag `lang-xx` it is for all."""
    languages = [tag.removeprefix(PREFIX) for tag in tags if tag.startswith(PREFIX)]
    for one in languages:
        if one not in LANGUAGES:
            language(one)
    return not languages or code in languages


def holds(tags: Iterable[str], country: str = "", year: int = 0) -> bool:
    """Tell whether something with these tags is true of a country and a reference year.

    `country-LV` (may be repeated) and `except-LV` bind it to countries, `from-2022` and `until-2021` to reference
    years, both included. Where no country or no year is given, as in a plain `jupyter-book build`, it holds.

    Raises:
        YearbookError: a tag names a year that is none.
    """
    said = list(tags)
    own, others = _after(COUNTRY, said), _after(EXCEPT, said)
    if country and (country in others or (own and country not in own)):
        return False
    first, last = _years(FROM, said), _years(UNTIL, said)
    return not year or (all(one <= year for one in first) and all(year <= one for one in last))


def _after(prefix: str, tags: Iterable[str]) -> list[str]:
    return [tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)]


def _years(prefix: str, tags: Iterable[str]) -> list[int]:
    found = _after(prefix, tags)
    for one in found:
        if not YEAR.fullmatch(one):
            raise YearbookError(f"the tag '{prefix}{one}' names no year", remedy=f"write {prefix}2022")
    return [int(one) for one in found]


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
