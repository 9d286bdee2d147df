"""Small tables that people read: cells between bars, a line of dashes under the head."""

from __future__ import annotations

import pandas as pd

from yearbook.observations import Observations

SOURCE = "made_up@2024-01-01"


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its head; a line of dashes and bars is a rule."""
    lines = [line for line in table.strip().splitlines() if line.strip("-|+ ")]
    head, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in body]


def observations(table: str, *, unit: str = "persons", kind: str = "flow", error: float = 0.0) -> Observations:
    """Return the observations of a table; `flags` in capitals are confidential, ":" is no figure."""
    found = rows(table)
    frame = pd.DataFrame([{k: v for k, v in row.items() if k not in ("value", "flags", "source")} for row in found])
    flags = [row.get("flags", "") for row in found]
    frame["value"] = [float("nan") if row["value"] == ":" else float(row["value"]) for row in found]
    frame["status"] = ["".join(c for c in flag if c.islower()) for flag in flags]
    frame["conf"] = ["".join(c for c in flag if c.isupper()) for flag in flags]
    frame["source"] = [row.get("source", "") or SOURCE for row in found]
    return Observations(frame, unit=unit, kind=kind, error=error)


def written(found: Observations, *columns: str) -> list[tuple[str, ...]]:
    """Return observations as rows of text in the order of `columns`, sorted: "37.5", ":" and flags as in a table."""
    frame = found.frame.assign(flags=found.frame["status"] + found.frame["conf"])
    return sorted(tuple(_cell(row[name]) for name in columns) for row in frame.to_dict("records"))


def expected(table: str) -> list[tuple[str, ...]]:
    """Return the rows of a table as `written` gives them."""
    return sorted(tuple(row.values()) for row in rows(table))


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return ":" if value != value else f"{value:.4f}".rstrip("0").rstrip(".")  # noqa: PLR0124 - only nan differs from itself
