"""How a table fits the page: type size, widths of columns, and figures aligned on the decimal mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docutils import nodes

from .markup import escape

PORTRAIT, LANDSCAPE = 453, 700  # points: the column of the template, upright and turned
SIZES = (9, 8, 7)
_LETTER = 0.5  # a letter's width, in the size of the type
_EASY = 26  # letters of a line that is read with ease; a column of long texts has as many, if need be in smaller type
_SHORT = 20  # letters of a column that is never made narrower than its longest entry
_GAP = 2  # letters that the gaps of a column take
_SYMBOL = 2  # letters of what stands in for a figure: ":", "…", "c"
_WIDE, _NARROW = {"%": 1.6}, {"\u00a0": 0.4, " ": 0.4, "\u202f": 0.3, ",": 0.5, ".": 0.5}
_RAISED = (nodes.superscript, nodes.footnote_reference)
_FIGURE = {
    ",": re.compile(r"[+−–-]?\d[\d\s]*(?P<tail>(?<=\d)(?:,\d+)?(?:\s?%)?)"),
    ".": re.compile(r"[+−–-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?P<tail>(?:\.\d+)?(?:\s?%)?)"),
}


@dataclass(frozen=True)
class Fit:
    """How a table stands on the page: size of its type in points, widths as Typst writes them, whether it is turned."""

    size: int
    widths: tuple[str, ...]
    turned: bool = False


def placed(rows: Sequence[nodes.Node]) -> Iterator[tuple[nodes.entry, int]]:
    """Yield each cell with the number of its column, counting cells that reach down from rows above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.children:
            if not isinstance(cell, nodes.entry):
                continue
            while (number, column) in taken:
                column += 1
            yield cell, column
            deep, wide = cell.get("morerows", 0) + 1, cell.get("morecols", 0) + 1
            taken |= {(number + down, column + across) for down in range(deep) for across in range(wide)}


def fit(rows: Sequence[nodes.Node], columns: int, given: Sequence[int], *, turned: bool) -> Fit:
    """Return the largest type in which the words of a table fit the page, turned if they fit no other way.

    Args:
        rows: head and body.
        columns: how many there are.
        given: the author's widths, none to let the content decide.
        turned: whether the author asks for a turned page.
    """
    words, texts = [1.0] * columns, [1.0] * columns
    for cell, column in placed(rows):
        if not cell.get("morecols") and column < columns:
            text = cell.astext()
            words[column] = max([words[column], *map(_letters_of, re.split(r"[ \n]+", text))])
            texts[column] = max(texts[column], _letters_of(text))
    easy = [max(word, _EASY) if text > 2 * _EASY else word for word, text in zip(words, texts, strict=True)]
    for page in (LANDSCAPE,) if turned else (PORTRAIT, LANDSCAPE):
        for needed, size in [*((easy, size) for size in SIZES[:-1]), *((words, size) for size in SIZES)]:
            room = _letters(page, size, columns)
            if sum(needed) <= room:
                return Fit(size, _widths(words, texts, given, room), page == LANDSCAPE)
    return Fit(SIZES[-1], _widths(words, texts, given, _letters(LANDSCAPE, SIZES[-1], columns)), turned=True)


def _letters_of(text: str) -> float:
    """Return the width of a text in letters; spaces are narrow."""
    return len(text) - 0.6 * (text.count("\u00a0") + text.count(" "))


def _letters(page: int, size: int, columns: int) -> float:
    """Return how many letters a page is wide, less the gaps between columns."""
    return (page - columns * gap(columns) * 2) / (size * _LETTER)


def gap(columns: int) -> int:
    """Return the points on either side of a cell."""
    return 3 if columns >= 8 else 5


def _widths(words: Sequence[float], texts: Sequence[float], given: Sequence[int], room: float) -> tuple[str, ...]:
    """Return the author's widths, else what the content needs; where that is too much, long texts share the rest."""
    if given:
        return tuple(f"{width}fr" for width in given)
    if sum(texts) <= room:
        return ("auto",) * len(texts)
    long = [number for number, text in enumerate(texts) if text > max(_SHORT, words[number])]
    spare = max(0, room - sum(words[n] if n in long else texts[n] for n in range(len(texts))))
    more = sum(texts[n] - words[n] for n in long)
    shares = {n: words[n] + _GAP + spare * (texts[n] - words[n]) / more for n in long}
    return tuple(f"{shares[n]:.0f}fr" if n in shares else "auto" for n in range(len(texts)))


def shims(body: Sequence[nodes.Node], mark: str) -> Mapping[nodes.entry, str]:
    """Return for each cell that needs it the call that moves its figure left, so that decimal marks stand in line.

    Args:
        body: rows of figures, right-aligned.
        mark: the decimal mark, "," or ".".
    """
    columns: dict[int, dict[nodes.entry, tuple[str, str]]] = {}
    for cell, column in placed(body):
        if "text-right" in cell["classes"] and not cell.get("morecols"):
            tail = _tail(cell, _FIGURE[mark])
            if tail is not None:
                columns.setdefault(column, {})[cell] = tail
    found = {}
    for tails in columns.values():
        widest = max(tails.values(), key=_width)
        for cell, tail in tails.items():
            if _width(tail) < _width(widest):
                found[cell] = f"#shim([{_content(widest)}], [{_content(tail)}]);"
    return found


def _tail(cell: nodes.entry, figure: re.Pattern[str]) -> tuple[str, str] | None:
    """Return what follows a figure's whole number, and what is raised after it; None for what is no figure."""
    raised = [node for node in cell.findall() if isinstance(node, _RAISED)]
    flags = "".join(node.astext() for node in raised)
    text = cell.astext().strip()
    plain = text[: len(text) - len(flags)] if flags and text.endswith(flags) else text
    if found := figure.fullmatch(plain):
        return found["tail"], flags
    return ("", flags) if len(plain) <= _SYMBOL else None


def _width(tail: tuple[str, str]) -> float:
    """Return the width of a tail in figures; what is raised is set at six tenths."""
    return sum(_WIDE.get(sign) or _NARROW.get(sign, 1.0) for sign in tail[0]) + 0.6 * len(tail[1])


def _content(tail: tuple[str, str]) -> str:
    """Return a tail as Typst sets it in the cell."""
    return escape(tail[0]) + (f"#super[{escape(tail[1])}]" if tail[1] else "")
