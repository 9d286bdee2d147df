"""CSV in a Frictionless Data Package (https://specs.frictionlessdata.io): types, keys, code lists, terms beside it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..language import LANGUAGES
from .sheet import Sheet
from .text import number

DESCRIPTOR = "datapackage.json"
NUMBERS = ("value", "low", "high")
DESCRIBED = {
    "period": "year, quarter or month: 2023, 2023-Q1, 2023-03",
    "value": "the figure; empty is not available",
    "status": "letters of SDMX OBS_STATUS: b break, d definition differs, e estimated, p provisional, u unreliable",
    "conf": "letter of SDMX CONF_STATUS: C confidential, N not for publication, P primary confidentiality",
    "source": "dataset@release, several joined by a blank",
    "low": "lower end of the band that rounding leaves",
    "high": "upper end of the band that rounding leaves",
    "mark": "marks of the yearbook: indicative, broken, unchanged, composition, corrected",
}


def write(sheet: Sheet, folder: Path) -> Path:
    """Write the folder `<name>` with the figures, a code list for each dimension and `datapackage.json`."""
    place = folder / sheet.name
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{sheet.name}.csv"
    columns = [*sheet.dimensions, "period", "value", "status", "conf", *sheet.extras]
    _rows(path, columns, (map(number, row) for row in sheet.frame[columns].itertuples(index=False)))
    resources = [_figures(sheet, path.name, columns)]
    for dimension in sheet.dimensions:
        resources.append(_code_list(sheet, dimension, place))
    text = json.dumps(_descriptor(sheet, resources), ensure_ascii=False, indent=1)
    (place / DESCRIPTOR).write_text(text + "\n", "utf-8", newline="\n")
    return path


def _rows(path: Path, header: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def _figures(sheet: Sheet, name: str, columns: Sequence[str]) -> dict[str, Any]:
    keys = [*sheet.dimensions, "period"]
    fields = [
        {
            "name": column,
            "type": "number" if column in NUMBERS else "string",
            **({"description": DESCRIBED[column]} if column in DESCRIBED else {}),
            **({"constraints": {"required": True}} if column in keys else {}),
        }
        for column in columns
    ]
    links = [
        {"fields": dimension, "reference": {"resource": _list_name(dimension), "fields": "code"}}
        for dimension in sheet.dimensions
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": keys, "foreignKeys": links}
    return {**_resource(sheet.name.lower().replace("@", "-"), name), "schema": schema}


def _code_list(sheet: Sheet, dimension: str, place: Path) -> dict[str, Any]:
    labels = {language: sheet.labels(dimension, language) for language in LANGUAGES}
    codes = sheet.labels(dimension)
    name = f"codes_{dimension}.csv"
    _rows(place / name, ["code", *LANGUAGES], ([code, *(labels[one][code] for one in LANGUAGES)] for code in codes))
    fields = [{"name": column, "type": "string"} for column in ("code", *LANGUAGES)]
    return {**_resource(_list_name(dimension), name), "schema": {"fields": fields, "primaryKey": ["code"]}}


def _list_name(dimension: str) -> str:
    return f"codes-{dimension.lower().replace('_', '-')}"


def _resource(name: str, path: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _descriptor(sheet: Sheet, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    origins = sheet.origins
    return {
        "profile": "tabular-data-package",
        "name": sheet.name.lower().replace("@", "-"),
        "title": sheet.titles.get("en", sheet.name),
        "titles": dict(sheet.titles),
        "unit": sheet.unit,
        "version": sheet.released,
        "description": " ".join(dict.fromkeys(origin.acknowledgement["en"] for origin in origins)),
        "sources": [{"title": f"{origin.provider}, {origin.source}", "path": origin.page} for origin in origins],
        "licenses": [{"name": name, "title": name} for name in dict.fromkeys(origin.licence for origin in origins)],
        "resources": list(resources),
    }
