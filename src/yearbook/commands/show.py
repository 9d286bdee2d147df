"""`yearbook show`: an indicator or a dataset with flags and sources; without a name, the list of both."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from ..edition import Figures, check_country, load_edition
from ..errors import UnknownName
from ..indicators import Results, all_indicators
from ..language import language
from ..observations import Observations, state
from ..project import Project, find_project
from ..tables import STATUS_NOTES
from ..vintage import find_vintage
from ..years import newest_released

STYLES = ("table", "csv", "json")


def run_show(name: str, scope: tuple[str, str, str], style: str) -> None:
    """Print what an edition says of one indicator or dataset.

    Args:
        name: indicator or dataset, or "" for a list of all.
        scope: edition ("" is the newest), country ("" is the edition's own), dimension to break down by ("" is none).
        style: "table", "csv" or "json".
    """
    project = find_project()
    if style not in STYLES:
        raise UnknownName("format", style, STYLES)
    edition = load_edition(project, scope[0] or newest_released(project))
    results = Results(Figures(project, edition))
    if not name:
        _print_list(results)
        return
    country = check_country(results.figures.codes, scope[1] or edition.country)
    if name in results.figures.datasets:
        observations = results.figures.observations(name)
    else:
        observations = results.select(name, by=(scope[2],) if scope[2] else ())
    if "geo" in observations.dimensions:
        observations = observations.only(geo=[country])
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[style](project, name, observations)
    if observations.frame.empty:
        Console(stderr=True, highlight=False).print(_why_empty(results, name, country))


def _why_empty(results: Results, name: str, country: str) -> str:
    """Say why there is nothing to show: no vintage is pinned, or the pinned ones do not have the country."""
    edition, rests_on = results.figures.edition, results.datasets_of(name)
    unpinned = [dataset for dataset in rests_on if dataset not in edition.pins]
    if unpinned:
        return f"not available: edition {edition.year} pins no vintage of {', '.join(unpinned)}"
    return f"not available: the pinned vintages of {', '.join(rests_on)} have no figure for {country}"


def _print_list(results: Results) -> None:
    table = Table("name", "kind", "title", "rests on")
    for indicator in all_indicators().values():
        table.add_row(
            indicator.name, "indicator", indicator.title["en"], ", ".join(results.datasets_of(indicator.name))
        )
    for dataset in results.figures.datasets.values():
        table.add_row(dataset.id, "dataset", dataset.title["en"], dataset.publisher.name)
    Console().print(table)


def _print_table(_project: Project, name: str, observations: Observations) -> None:
    table = Table(*observations.frame.columns, title=f"{name} ({observations.unit})")
    for row in observations.frame.itertuples(index=False):
        table.add_row(*(_shown(value) for value in row))
    Console().print(table)


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return "" if math.isnan(value) else f"{value:.10g}"


def _print_csv(_project: Project, _name: str, observations: Observations) -> None:
    print(observations.frame.to_csv(index=False, lineterminator="\n"), end="")


def _print_json(project: Project, name: str, observations: Observations) -> None:
    indicator = all_indicators().get(name)
    content = {
        "indicator" if indicator else "dataset": name,
        "unit": observations.unit,
        "definition": dict(indicator.definition) if indicator else None,
        "observations": [_record(observations, row) for row in observations.frame.to_dict("records")],
        "sources": [_source(project, source) for source in observations.sources],
    }
    print(json.dumps(content, ensure_ascii=False, indent=1))


def _record(observations: Observations, row: Mapping[Any, Any]) -> dict[str, Any]:
    numbers = {key: row[key] for key in ("value", "low", "high") if key in row}
    return {
        **{dimension: row[dimension] for dimension in observations.dimensions},
        "period": row["period"],
        **{key: None if math.isnan(value) else value for key, value in numbers.items()},
        "flags": row["status"],
        "conf": row["conf"],
        "state": str(state(row)),
        "note": "; ".join(_notes(row)),
    }


def _notes(row: Mapping[Any, Any]) -> list[str]:
    """Return in words what the flags and marks of an observation mean."""
    english = language("en")
    marks = str(row.get("mark", "")).split()
    return [english.note(STATUS_NOTES[flag]) for flag in row["status"]] + [english.note(mark) for mark in marks]


def _source(project: Project, name: str) -> dict[str, str]:
    dataset, _, released = name.partition("@")
    vintage = find_vintage(project, dataset, released)
    return {"dataset": dataset, "released": released, "sha256": vintage.provenance["received"]["sha256"]}
