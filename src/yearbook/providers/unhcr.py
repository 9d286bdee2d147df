"""UNHCR's Refugee Data Finder: pages of records by country of asylum and origin, all years."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlencode

from babel.core import get_global

from ..codes import Codes
from ..dataset import Dataset
from ..errors import YearbookError
from ..sources import Extract, read_extracts
from .answer import Answer, expect
from .delivery import Delivery, Order, Plan
from .transport import Transport

FIRST_YEAR = 1951
PAGE = 10_000
JSON = frozenset({"application/json"})
FORMER = frozenset({"DDR", "FXX"})
"""Alpha-3 codes of states that are no more, or are part of another code today."""

NONE = "-"
"""What the service writes where it has no figure."""


def newest(_order: Order, _transport: Transport) -> str:
    """Return "": the service does not state when it was last updated."""
    return ""


def plan(order: Order, _transport: Transport) -> Plan:
    """Return the address of the first page."""
    return Plan(address(order, 1), f"pages of {PAGE:,} records")


def collect(order: Order, transport: Transport) -> Delivery:
    """Fetch all pages; those that came earlier on the same day are not asked for again.

    Raises:
        YearbookError: the service cannot be reached, or a page is not the one that was asked for.
    """
    day, files, last = datetime.now(UTC).date(), list[Any](), 1
    while len(files) < last:
        number = len(files) + 1
        path = transport.folder / f"{order.dataset.code}-{day}-{number:03d}.json"
        url = address(order, number)
        answer = Answer(url, 200, {}, path) if path.is_file() else transport.fetch(url, path.name)
        pages = _pages(expect(answer, JSON), number)
        if files and pages != last:
            raise YearbookError(
                f"the number of pages changed from {last} to {pages} while they were fetched",
                where=url,
                remedy="the provider is updating its data; collect again tomorrow",
            )
        last = pages
        files.append(path)
    return Delivery(tuple(files), exact=True)


def parse(delivery: Delivery, order: Order) -> Extract:
    """Read the pages by the dataset's layout, which is that of the provider's files.

    Raises:
        YearbookError: see `read_extracts`.
    """
    return read_extracts(delivery.files, _paged(order.dataset), order.codes)


def address(order: Order, page: int) -> str:
    """Return the address of a page."""
    query: dict[str, Any] = {"limit": PAGE, "page": page, "yearFrom": FIRST_YEAR, "yearTo": datetime.now(UTC).year}
    query |= {"coo_all": "true", "cf_type": "ISO", **_asylum(order)}
    endpoint = order.dataset.code.replace("_", "-")
    return f"{order.dataset.publisher.api}/{endpoint}/?{urlencode(query, safe=',')}"


def _asylum(order: Order) -> dict[str, str]:
    keep = order.dataset.keep
    if len(keep) != 1 or keep[0].get("geo", "*") == "*":
        return {"coa_all": "true"}
    return {"coa": ",".join(sorted(iso3(order.codes, code) for code in keep[0]["geo"]))}


def iso3(codes: Codes, code: str) -> str:
    """Return the ISO 3166 alpha-3 code of a country.

    Raises:
        UnknownName: there is no such country.
        YearbookError: it has none.
    """
    iso = codes.iso(code)
    aliases = cast(dict[str, list[str]], get_global("territory_aliases"))
    found = sorted(key for key, value in aliases.items() if value == [iso] and len(key) == 3 and key.isalpha())
    found = [key for key in found if key not in FORMER]
    if not found:
        raise YearbookError(f"{code} has no alpha-3 code", remedy="leave it out of `keep`")
    return found[0]


def _pages(answer: Answer, number: int) -> int:
    """Return how many pages there are, if this is the one that was asked for."""
    said = answer.json()
    if not isinstance(said, dict) or said.get("page") != number or not said.get("items"):
        raise YearbookError(
            f"page {number} is not what was asked for, or holds no records",
            where=answer.url,
            remedy="collect again; if it stays so, the service may have changed",
        )
    return int(said.get("maxPages", 1))


def _paged(dataset: Dataset) -> Dataset:
    """Return the dataset with the layout of a page."""
    if not dataset.layout:
        raise YearbookError(f"{dataset.id} has no layout", where="data/datasets.toml", remedy="declare the columns")
    layout = dataset.layout.model_copy(update={"path": ("items",), "missing": (*dataset.layout.missing, NONE)})
    return dataset.model_copy(update={"layout": layout})
