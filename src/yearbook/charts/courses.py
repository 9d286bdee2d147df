"""One series, one bar or one list of caveats in a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .records import Reader, Series
from .sentences import SENTENCES
from .spoken import about, joined, named, when

MANY = 3


def say(reader: Reader, name: str, **parts: str) -> str:
    """Return the sentence `name` in the reader's language."""
    return SENTENCES[reader.language][name].format(**parts)


def figure(value: float, reader: Reader) -> str:
    """Return a value in full; "no data" in words where there is none."""
    return reader.number(value) if math.isfinite(value) else reader.word("missing")


def pair(label: str, value: float, reader: Reader) -> str:
    """Return a label and its value."""
    return say(reader, "pair", label=label, value=figure(value, reader))


def pairs(items: Sequence[tuple[str, float]], reader: Reader) -> str:
    """Return labels and their values as a list in words."""
    return joined([pair(label, value, reader) for label, value in items], reader.language)


def last(one: Series, reader: Reader) -> str:
    """Return the newest value of a series in a sentence."""
    period, value = one.points[-1]
    return say(reader, "last", label=one.label, value=reader.number(value), when=when(period, reader.language))


def course(one: Series, reader: Reader) -> str:
    """Return one series in a sentence: first, last, highest and lowest value with their periods."""
    points, language = one.points, reader.language
    if len(points) == 1:
        return last(one, reader)
    if len({reader.number(v) for _, v in points}) == 1:
        return say(reader, "same", label=one.label, value=reader.number(points[0][1]))
    highest, lowest = max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1])
    ends = []
    for period, value in (points[0], points[-1]):
        mark = "highest" if value == highest[1] else "lowest" if value == lowest[1] else "plain"
        mark = mark if len(points) > 2 else "plain"
        ends.append(say(reader, mark, value=reader.number(value), when=when(period, language)))
    text = say(reader, "from_to", label=one.label, first=ends[0], last=ends[1])
    for name, (period, value) in (("then_highest", highest), ("then_lowest", lowest)):
        if value not in (points[0][1], points[-1][1]):
            text += say(reader, name, value=reader.number(value), when=when(period, language))
    return text + "."


def caveats(shown: Sequence[Series], span: Sequence[str], reader: Reader) -> list[str]:
    """Return sentences on missing periods, provisional values and breaks, none where all is well."""
    language = reader.language
    told = []
    for one in shown[:MANY]:
        own = [p for p in span if not math.isfinite(one.value(p))]
        if own:
            name = "missing" if len(own) <= MANY else "missing_many"
            told.append(say(reader, name, label=one.label, periods=about(own[:MANY], language), count=str(len(own))))
    provisional = sorted({p for one in shown for p, _ in one.points if p in one.provisional})
    if provisional:
        told.append(say(reader, "provisional", periods=named(provisional, language)))
    breaks = sorted({p for one in shown for p, _ in one.points[1:] if p in one.breaks})
    if breaks:
        told.append(say(reader, "breaks", periods=joined([when(p, language) for p in breaks], language)))
    return told
