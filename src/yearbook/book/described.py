"""What the data of a page are, for search engines: schema.org in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .behind import Data
from .data_files import FOLDER, Published, endings_of

MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
CATALOGUE = "catalogue"
"""Name of the files that describe all data of a book to data portals."""


def described(shown: Iterable[Data], published: Published, language: str) -> dict[str, Mapping[str, Any]]:
    """Return for each page its data as schema.org `Dataset`s in JSON-LD, by the page's name."""
    pages: dict[str, list[dict[str, Any]]] = {}
    for data in shown:
        if data.exhibit["records"] and data.statistical:
            pages.setdefault(data.exhibit["page"], []).append(_described(data, published, language))
    return {page: {"@context": "https://schema.org", "@graph": found} for page, found in pages.items()}


def _described(data: Data, published: Published, language: str) -> dict[str, Any]:
    periods = list(data.labels["period"])
    name = data.exhibit["name"]
    files = [
        {"@type": "DataDownload", "encodingFormat": MEDIA[ending], "contentUrl": f"{FOLDER}/{name}.{ending}"}
        for ending in endings_of(data)
    ]
    return {
        "@type": "Dataset",
        "name": data.exhibit["title"],
        "description": " ".join(data.notes) or data.exhibit["title"],
        "url": f"{data.exhibit['page']}.html#{data.exhibit['anchor']}",
        "inLanguage": language,
        "creator": {"@type": "Organization", "name": published.author},
        "datePublished": published.day.isoformat(),
        "temporalCoverage": f"{periods[0]}/{periods[-1]}",
        "isBasedOn": [address for _, address in data.sources()],
        "distribution": files,
    }
