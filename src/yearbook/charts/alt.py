"""Alternative texts: what a chart shows, in sentences made from its data, to be read aloud."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..errors import UnknownName
from .courses import MANY, caveats, course, figure, last, pair, pairs, say
from .lines import in_order
from .periods import calendar
from .records import Bar, Pair, Panel, Reader, Series, drawable, nothing
from .sentences import KINDS
from .spoken import joined, ordinal, when, within
from .stacks import shares


def describe(kind: str, data: Sequence[Any], reader: Reader, subject: str) -> str:
    """Return the alternative text of a chart.

    Args:
        kind: the drawing function's name ("line", "ranking", ...; "share" for stacked shares).
        data: what was drawn: series; bars (ranking, waterfall, tile_map); panels; pairs after the names of their
            ends, `[("2022", "2023"), *pairs]`; the two sides of a pyramid, `[(name, bars), ...]`.
        reader: writes the figures; its language decides the sentences.
        subject: what is shown, in the reader's language, without a full stop.

    Raises:
        UnknownName: no such kind.
        YearbookError: no value is available.
    """
    if kind not in KINDS["en"]:
        raise UnknownName("kind of chart", kind, KINDS["en"])
    opening, *sentences = _BODIES.get(kind, _series)(kind, data, reader)
    head = f"{KINDS[reader.language][kind]}: {subject.strip().rstrip('.')}"
    return " ".join([f"{head}, {opening}." if opening else f"{head}.", *sentences])


def _range(span: Sequence[str], reader: Reader) -> str:
    return within(span[0], span[-1], reader.language)


def _foremost(series: Sequence[Series]) -> list[Series]:
    """Return the country first, then EU, then the others as they were given."""
    rank = {one.role: number for number, one in enumerate(in_order(series))}
    return sorted(series, key=lambda one: -rank[one.role] if one.role in ("country", "LV", "eu") else 0)


def _series(kind: str, data: Sequence[Series], reader: Reader) -> list[str]:
    shown = _foremost(drawable(tuple(data)))
    if kind == "slope":
        shown = [_two_ends(one) for one in shown]
    span = sorted({p for one in shown for p, _ in one.points})
    span = list(calendar(span)) if kind != "slope" else span
    told = [course(one, reader) if number < MANY else last(one, reader) for number, one in enumerate(shown)]
    return [_range(span, reader), *told, *caveats(shown, span, reader)]


def _two_ends(one: Series) -> Series:
    ends = tuple(dict.fromkeys((one.points[0], one.points[-1])))
    return Series(one.label, tuple(p for p, _ in ends), tuple(v for _, v in ends), role=one.role)


def _stacked(kind: str, data: Sequence[Series], reader: Reader) -> list[str]:
    layers = drawable(tuple(data))
    layers = shares(layers) if kind == "share" else layers
    known = {p for one in layers for p, _ in one.points}
    span = calendar(known)
    parts = [_range(span, reader)]
    for period in dict.fromkeys((span[-1], span[0])):
        items = [(one.label, one.value(period)) for one in layers if math.isfinite(one.value(period))]
        parts.append(say(reader, "parts", when=_capital(when(period, reader.language)), parts=pairs(items, reader)))
    return [*parts, *caveats(layers, span, reader)]


def _ranking(kind: str, data: Sequence[Bar], reader: Reader) -> list[str]:
    known = sorted((bar for bar in data if math.isfinite(bar.value)), key=lambda bar: -bar.value)
    if not known:
        raise nothing(", ".join(bar.label for bar in data) or kind)
    ranked = [bar for bar in known if bar.role != "eu"]
    items = [(bar.label, bar.value) for bar in ranked]
    parts = [""]
    if len(ranked) > MANY + 1 and any(bar.role != "country" for bar in ranked):
        parts.append(say(reader, "top", parts=pairs(items[:MANY], reader)))
        parts += [_place(bar, ranked, reader) for bar in ranked if bar.role == "country"]
        parts.append(say(reader, "bottom", label=ranked[-1].label, value=reader.number(ranked[-1].value)))
    elif ranked:
        parts.append(pairs(items, reader) + ".")
    parts += [pair(bar.label, bar.value, reader) + "." for bar in known if bar.role == "eu"]
    missing = [bar.label for bar in data if not math.isfinite(bar.value)]
    return parts + ([say(reader, "missing_rows", labels=joined(missing, reader.language))] if missing else [])


def _place(bar: Bar, ranked: Sequence[Bar], reader: Reader) -> str:
    place = 1 + sum(other.value > bar.value for other in ranked)
    name = "shared_place" if sum(other.value == bar.value for other in ranked) > 1 else "place"
    texts = {"place": ordinal(place, reader.language), "of": str(len(ranked))}
    return say(reader, name, label=bar.label, value=reader.number(bar.value), **texts)


def _panels(kind: str, data: Sequence[Panel], reader: Reader) -> list[str]:
    lines = [(p.title, in_order(drawable(p.series))[-1]) for p in data if any(one.points for one in p.series)]
    if not lines:
        raise nothing(", ".join(panel.title for panel in data) or kind)
    span = calendar(p for _, one in lines for p, _ in one.points)
    titles = joined([panel.title for panel in data], reader.language)
    by_last = sorted(lines, key=lambda item: -item[1].points[-1][1])
    told = []
    for title, one in lines if len(lines) <= 2 * MANY else by_last[:MANY]:
        label = title if one.label in title else f"{title}, {one.label}"
        told.append(course(replace(one, label=label), reader))
    return [_range(span, reader), say(reader, "panels", count=str(len(data)), titles=titles), *told]


def _pairs(kind: str, data: Sequence[Any], reader: Reader) -> list[str]:
    (first_name, second_name), *rows = data
    names = {"first_name": first_name, "second_name": second_name}
    shown: list[Pair] = sorted(rows, key=lambda row: row.role != "country")
    if not any(math.isfinite(value) for row in shown for value in (row.first, row.second)):
        raise nothing(", ".join(row.label for row in shown) or kind)
    told = [""]
    for row in shown if len(shown) <= 2 * MANY else _telling(shown):
        values = {"first": figure(row.first, reader), "second": figure(row.second, reader)}
        told.append(say(reader, "pair_of", label=row.label, **values, **names))
    return told


def _telling(rows: Sequence[Pair]) -> list[Pair]:
    """Return of many pairs those of the country and the EU, and the largest and the smallest by the second value."""
    by_size = sorted((row for row in rows if math.isfinite(row.second)), key=lambda row: -row.second)
    named = [row for row in rows if row.role in ("country", "eu")]
    return list(dict.fromkeys([*named, *by_size[:MANY], *by_size[-1:]]))


def _pyramid(kind: str, data: Sequence[tuple[str, Sequence[Bar]]], reader: Reader) -> list[str]:
    if not any(math.isfinite(bar.value) for _, bars in data for bar in bars):
        raise nothing(kind)
    sides = [(name, "; ".join(f"{bar.label} – {figure(bar.value, reader)}" for bar in bars)) for name, bars in data]
    return ["", *(say(reader, "side", label=name, parts=parts) for name, parts in sides)]


def _waterfall(kind: str, data: Sequence[Bar], reader: Reader) -> list[str]:
    if not data or not all(math.isfinite(bar.value) for bar in data):
        raise nothing(", ".join(bar.label for bar in data) or kind)
    total = reader.number(sum(bar.value for bar in data))
    told = pairs([(bar.label, bar.value) for bar in data], reader)
    return ["", told + ".", say(reader, "sum", label=reader.word("total"), value=total)]


def _heat(_kind: str, data: Sequence[Series], reader: Reader) -> list[str]:
    rows = drawable(tuple(data))
    span = calendar(p for one in rows for p, _ in one.points)
    value, period, label = max((v, p, one.label) for one in rows for p, v in one.points)
    texts = {"label": label, "value": reader.number(value), "when": when(period, reader.language)}
    return [_range(span, reader), say(reader, "highest_of", **texts), *(last(one, reader) for one in rows[: 2 * MANY])]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_BODIES: dict[str, Callable[[str, Sequence[Any], Reader], list[str]]] = {
    "stacked": _stacked,
    "share": _stacked,
    "ranking": _ranking,
    "tile_map": _ranking,
    "small_multiples": _panels,
    "dumbbell": _pairs,
    "pyramid": _pyramid,
    "waterfall": _waterfall,
    "heat": _heat,
}
