"""The figures behind each chart and table, as files beside the pages.

`data/<exhibit>.csv` holds codes for programs, with a description after CSV on the Web (W3C) in
`<exhibit>.csv-metadata.json`; `.xlsx` names for people; `.json` a JSON-stat 2.0 dataset; `.svg` and `.png` the chart.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..site.behind import ENDING, Behind
from ..site.embed import Embedded, embed_page
from ..workbook import About, write_workbook
from .behind import Data, is_missing

FOLDER, PICTURES = "data", "exhibits"
# What a spreadsheet takes for the beginning of a formula when it opens a CSV file (OWASP, "CSV injection").
RISKY = re.compile(r"[=+\-@\t\r\n|]")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
SHARP = 2.5
DRAWN_AT_ONCE = 2  # each needs some memory of its own


@dataclass(frozen=True)
class Published:
    """What the files of an edition say of themselves: author, title of the report, day of publication."""

    author: str
    title: str
    day: date

    def cite(self, exhibit: str) -> str:
        """Return the line by which to cite an exhibit."""
        return f"{self.author}. ({self.day.year}). {exhibit}. {self.title}."


def behind(data: Data, published: Published) -> Behind:
    """Return what unfolds under an exhibit on its page."""
    name, title = data.exhibit["name"], data.exhibit["title"]
    files = {ending.upper(): f"{FOLDER}/{name}.{ending}" for ending in endings_of(data)}
    head, rows, stubs = data.table() if data.exhibit["kind"] != "table" else ([], [], 0)
    embed = f"{FOLDER}/{name}.html" if data.exhibit["kind"] == "figure" else ""
    sources, cite = data.sources(), published.cite(title)
    return Behind(name, data.exhibit["anchor"], title, files, head, rows, stubs, sources, cite, embed)


def endings_of(data: Data) -> list[str]:
    """Return the endings of the files that an exhibit has."""
    cube, drawn = data.statistical, data.exhibit["kind"] == "figure"
    return ["csv", "xlsx", *(["json"] if cube else []), *(["svg", "png"] if drawn else [])]


def staged_data(shown: Iterable[Data], published: Published) -> dict[str, str]:
    """Return what unfolds under each exhibit, by path beside the pages, where the site's extension looks for it."""
    return {
        f"{PICTURES}/{data.exhibit['name']}{ENDING}": behind(data, published).dump()
        for data in shown
        if data.exhibit["records"]
    }


def write_data(site: Path, pictures: Path, shown: Iterable[Data], published: Published) -> None:
    """Write the files of all exhibits that show figures into `site/data`.

    Args:
        site: the book's folder.
        pictures: folder of the charts as SVG, by name of the exhibit.
        shown: the figures.
        published: what the files say of themselves.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    charts = []
    for data in shown:
        if not data.exhibit["records"]:
            continue
        _write_figures(folder, data, published)
        picture = pictures / f"{data.exhibit['name']}.svg"
        if data.exhibit["kind"] == "figure" and picture.is_file():
            charts.append(picture)
            (folder / picture.name).write_bytes(picture.read_bytes())
            (folder / f"{picture.stem}.html").write_text(_embedded(data, published, picture), "utf-8")
    with ThreadPoolExecutor(max_workers=DRAWN_AT_ONCE) as pool:
        list(pool.map(lambda chart: (folder / f"{chart.stem}.png").write_bytes(as_png(chart)), charts))


def _embedded(data: Data, published: Published, picture: Path) -> str:
    told = Embedded(data.exhibit["page"], data.exhibit["alt"], data.view.language.code, data.notes)
    return embed_page(behind(data, published), told, picture)


def as_png(chart: Path) -> bytes:
    """Return a chart as PNG, sharp enough for print in a newspaper column."""
    import vl_convert  # noqa: PLC0415  a build whose charts are as before does without its 100 MB

    return bytes(vl_convert.svg_to_png(chart.read_text("utf-8"), scale=SHARP))


def field(value: Any) -> Any:
    """Return a field of a CSV file that no spreadsheet takes for a formula; numbers, "-5" too, stay as they are."""
    if isinstance(value, str) and RISKY.match(value) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return None if is_missing(value) else value


def _write_figures(folder: Path, data: Data, published: Published) -> None:
    name, title, language = data.exhibit["name"], data.exhibit["title"], data.view.language
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(data.columns)
        writer.writerows([field(row[column]) for column in data.columns] for row in data.rows)
    _write_json(folder / f"{name}.csv-metadata.json", csv_metadata(data, published))
    about = About(title, language.code, published.author, published.day)
    write_workbook(folder / f"{name}.xlsx", [data.sheet(lines_of(data, published))], about)
    if (cube := data.cube()) is not None:
        _write_json(folder / f"{name}.json", cube)


def lines_of(data: Data, published: Published) -> list[str]:
    """Return what stands above the figures in a workbook: notes, flags, how to cite."""
    flags = "; ".join(f"{flag} – {meaning}" for flag, meaning in data.flags().items())
    return [line for line in (*data.notes, flags, published.cite(data.exhibit["title"])) if line]


def csv_metadata(data: Data, published: Published) -> dict[str, Any]:
    """Return the description of a CSV file after "CSV on the Web": title, notes, sources, flags, kinds of columns."""
    language, exhibit = data.view.language, data.exhibit
    numbers = {"value", "low", "high"}
    columns = [
        {
            "name": name,
            "titles": {language.code: _column(data, name)},
            "datatype": "double" if name in numbers else "string",
        }
        for name in exhibit["columns"]
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language.code}],
        "url": f"{exhibit['name']}.csv",
        "dc:title": exhibit["title"],
        "dc:description": " ".join(data.notes),
        "dc:source": [text for text, _ in data.sources()],
        "dc:publisher": published.author,
        "dc:issued": published.day.isoformat(),
        "rdfs:comment": [f"{flag} – {meaning}" for flag, meaning in data.flags().items()],
        "tableSchema": {"columns": columns},
    }


def _column(data: Data, name: str) -> str:
    """Return what a column is called: the dimension's name, or the word for what is said of a value."""
    if name in data.dimensions and data.statistical:
        return data.head(name)
    words = {"value": "value", "low": "low", "high": "high", "status": "flags", "state": "state", "source": "source"}
    return data.view.language.word(words[name]) if name in words else name


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
