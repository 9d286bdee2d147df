"""Text, strings, labels and lengths as Typst source; the only place where anything is escaped."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\ufeff]")  # controls; soft hyphens spoil copying and search
# A point behind a figure makes a list of a paragraph, also if the figure is another text: {glue:text}`year`. gada
_SPECIAL = re.compile(r"""([\\#\[\]{}$*_`<>@~=+/"'-])|(?:(?<=[0-9.])|^)(\.)""")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(%|px|pt|mm|cm|in|em|pc)?\s*")
_TO_POINTS = {"px": 0.75, "": 0.75, "pc": 12.0}


def escape(text: str) -> str:
    r"""Return `text` as Typst markup that prints exactly that text, its white space folded into single spaces.

    >>> escape("C# costs $5 -- 1. * [a]")
    'C\\# costs \\$5 \\-\\- 1\\. \\* \\[a\\]'
    """
    folded = _SPACE.sub(" ", _UNWANTED.sub("", text))
    return _SPECIAL.sub(r"\\\1\2", folded)


def string(text: str) -> str:
    r"""Return a Typst string literal of `text`, for arguments: names of files, alt texts, addresses, code.

    >>> string('a "b" \\ c')
    '"a \\"b\\" \\\\ c"'
    """
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_UNWANTED.sub("", body)}"'


def strings(texts: list[str]) -> str:
    """Return a Typst array of string literals."""
    return "(" + "".join(string(text) + ", " for text in texts).strip() + ")"


def label(name: str) -> str:
    """Return the Typst call that labels the element before it, or names it in a link."""
    return f"label({string(name)})"


def anchor(name: str) -> str:
    """Return an invisible mark that links can lead to."""
    return f"#metadata(none)#{label(name)};"


def length(value: str) -> str | None:
    """Return an HTML or docutils length as a Typst one (pixels at 96 to the inch), None if it says nothing.

    >>> length("400px"), length("60 %"), length("auto")
    ('300pt', '60%', None)
    """
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    number, unit = float(found[1]), found[2] or ""
    if unit in _TO_POINTS:
        number, unit = number * _TO_POINTS[unit], "pt"
    return f"{number:g}{unit}"
