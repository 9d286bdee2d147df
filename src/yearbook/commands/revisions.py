"""`yearbook revisions`: what changed between two vintages of a dataset, largest first."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ..dataset import find_dataset
from ..errors import UnknownName, YearbookError
from ..project import find_project
from ..revisions import STATES, Revisions, compare
from ..vintage import find_vintage

STYLES = ("table", "csv", "json")
ROWS = 20
CODES = 8
WIDTH = 160
SAID = {
    "changed": "values changed",
    "flags": "flags only",
    "vanished": "vanished",
    "new": "new",
}


def run_revisions(dataset: str, releases: tuple[str, str], country: str, limit: int | None, style: str) -> None:
    """Compare two vintages and print the differences.

    Args:
        dataset: its id.
        releases: release dates, the older one first.
        country: code of the country to keep to, or "".
        limit: most rows to print (of each state in a table); None is 20 in a table, all in CSV and JSON.
        style: "table", "csv" or "json".
    """
    if style not in STYLES:
        raise UnknownName("format", style, STYLES)
    project = find_project()
    unit = find_dataset(project, dataset).unit
    if releases[0] == releases[1]:
        what = f"{dataset}@{releases[0]} cannot be compared with itself"
        raise YearbookError(what, remedy="give two different releases, the older one first")
    old, new = (find_vintage(project, dataset, released) for released in releases)
    found = compare(old, new)
    if country:
        found = found.of(country)
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[style](found, limit, unit)


def _print_csv(found: Revisions, limit: int | None, _unit: str) -> None:
    print(found.frame.head(limit or len(found.frame)).to_csv(index=False, lineterminator="\n"), end="")


def _print_json(found: Revisions, limit: int | None, unit: str) -> None:
    content = {
        "old": found.old,
        "new": found.new,
        "unit": unit,
        "counts": found.counts,
        "outside": dict(found.outside),
        "only": {side: dict(dimensions) for side, dimensions in found.only.items()},
        "by_geo": _records(found.by("geo")) if "geo" in found.tally else [],
        "by_period": _records(found.by("period")),
        "revisions": _records(found.frame.head(limit or len(found.frame))),
    }
    print(json.dumps(content, ensure_ascii=False, indent=1))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _print_table(found: Revisions, limit: int | None, unit: str) -> None:
    # a terminal may be narrow, and a file has no width; figures are never cut
    console = Console(highlight=False, width=max(Console().width, WIDTH))
    console.print(f"{found.old} -> {found.new}, {unit}", markup=False, soft_wrap=True)
    for line in account(found):
        console.print(f"  {line}", markup=False, soft_wrap=True)
    for state in STATES:
        rows = found.state(state)
        if len(rows):
            if state == "flags":
                rows = rows.drop(columns=["old", "difference", "relative"]).rename(columns={"new": "value"})
            _print_rows(console, f"{len(rows):,} {SAID[state]}", rows, limit or ROWS)
    revised = ["changed", "flags", "vanished"]
    for column in [name for name in ("geo", "period") if name in found.tally]:
        sums = found.by(column)
        sums = sums[sums[revised].sum(axis=1) > 0]
        if len(sums) > 1:
            _print_rows(console, f"by {column}", sums, len(sums))


def account(found: Revisions) -> list[str]:
    """Return the account of the cells in plain words."""
    counts = found.counts
    lines = [
        f"{counts['compared']:,} cells in both: {counts['changed']:,} values changed, {counts['flags']:,} flags only",
        f"{counts['vanished']:,} vanished, {counts['new']:,} new",
    ]
    for side, name in (("old", found.old), ("new", found.new)):
        if found.outside[side]:
            lines.append(f"{found.outside[side]:,} cells of {name} not compared: outside what the other one holds")
        for dimension, codes in found.only[side].items():
            shown = ", ".join(codes[:CODES]) + (f" and {len(codes) - CODES} more" if len(codes) > CODES else "")
            lines.append(f"  {dimension} only in {name}: {shown}")
    return lines


def _print_rows(console: Console, title: str, rows: pd.DataFrame, limit: int) -> None:
    columns = [name for name in map(str, rows) if name != "state" and _says_something(rows[name])]
    # a code that all rows share is said once, above them
    texts = [name for name in columns if len(rows) > 1 and rows[name].dtype == "str"]
    shared = [name for name in texts if (rows[name] == rows[name].iloc[0]).all()]
    parts = [title, *([f"the largest {limit}"] if len(rows) > limit else [])]
    said = ", ".join(parts + [f"{name.replace('_', ' ')} {rows[name].iloc[0]}" for name in shared])
    console.print(f"\n{said}", markup=False, soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    columns = [name for name in columns if name not in shared]
    for name in columns:
        number = pd.api.types.is_numeric_dtype(rows[name])
        table.add_column(name.replace("_", " "), justify="right" if number else "left")
    for row in rows.head(limit).to_dict("records"):
        table.add_row(*_texts(row, columns))
    console.print(table)


def _says_something(column: pd.Series[Any]) -> bool:
    return bool((column.notna() & (column != "")).any())


def _texts(row: Mapping[Any, Any], columns: Sequence[str]) -> list[str]:
    return [_shown(row[name], relative=name == "relative") for name in columns]


def _shown(value: object, *, relative: bool) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    if math.isnan(value):
        return ""
    return f"{value:+,.1f} %" if relative else f"{value:,.15g}"
