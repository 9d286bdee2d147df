"""Eurostat: tables in bulk, filtered or in small, from the queue if need be; only what the catalogue says is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any
from urllib.parse import quote, urlencode

from ..errors import UnknownName, YearbookError
from ..sources import Extract, read_extracts
from ..sources.jsonstat import Cube, read_cube
from .answer import ASYNCHRONOUS, TOO_BIG, Answer, expect
from .asked import check_dimensions
from .asked import wanted as wanted_codes
from .catalogue import Entry, read_catalogue
from .delivery import Delivery, Order, Plan, Unchanged
from .extraction import fetch_extraction
from .transport import Transport

SMALL = 50_000
"""Most values for which the statistics API is asked: its JSON names every value by its place and is read whole."""

LARGE = 2_000_000
"""Most values for which a filtered extraction is asked; the service makes none above five million."""

PROBE = "LV"
PACKED = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})
TSV = PACKED | {"text/tab-separated-values", "text/plain"}
CSV = PACKED | {"text/csv", "text/plain", "application/vnd.sdmx.data+csv"}
JSON = frozenset({"application/json", "application/vnd.sdmx.data+json"})
NOTHING = "NO_RESULTS"


@dataclass(frozen=True)
class Way:
    """One of the ways to ask: what it is called, the media types that answer it, the file's ending."""

    name: str
    kinds: frozenset[str]
    ending: str
    address: Callable[[str, str, Mapping[str, tuple[str, ...]], tuple[str, ...]], str]


def newest(order: Order, transport: Transport) -> str:
    """Return the day of the table's last release (ISO).

    Raises:
        UnknownName: the catalogue has no such table.
    """
    return _entry(order, transport).updated


def plan(order: Order, transport: Transport) -> Plan:
    """Return how the table would be asked for, without asking for it.

    Raises:
        Unchanged: the last vintage is as new as the provider's table.
        YearbookError: see `collect`.
    """
    entry = _news(order, transport)
    structure = _structure(order, transport)
    wanted = wanted_codes(order.dataset, structure.dimensions)
    way, values = _chosen(order, entry, structure, wanted)
    return Plan(way.address(_api(order), order.dataset.code, wanted, _order_of(structure)), way.name, values)


def collect(order: Order, transport: Transport) -> Delivery:
    """Fetch the table in the way that its size suggests; if the service finds it too big, in the next way.

    Raises:
        Unchanged: the last vintage is as new as the provider's table.
        YearbookError: the service cannot be reached, does not know the table, has other dimensions than declared, or
            answers with something else than what was asked for.
    """
    entry = _news(order, transport)
    structure = _structure(order, transport)
    if order.last and order.last.updated and structure.updated[:19] == order.last.updated:
        raise Unchanged(f"the service states its last update at {structure.updated[:19]}")
    wanted = wanted_codes(order.dataset, structure.dimensions)
    way, _ = _chosen(order, entry, structure, wanted)
    answer, way = _fetched(order, transport, way, wanted, structure)
    return Delivery(
        files=(answer.named(f"{order.dataset.code}{way.ending}{'.gz' if answer.packed else ''}").path,),
        updated=structure.updated[:19] or entry.updated,
        promised=entry.updated,
        exact=way is not BULK,
        code_lists=structure.labels,
        etag=answer.etag,
    )


def parse(delivery: Delivery, order: Order) -> Extract:
    """Read what was received as if it were a downloaded file.

    Raises:
        YearbookError: see `read_extracts`.
    """
    return read_extracts(delivery.files, order.dataset, order.codes)


def _api(order: Order) -> str:
    return order.dataset.publisher.api


def _entry(order: Order, transport: Transport) -> Entry:
    catalogue = read_catalogue(transport, _api(order), order.shelf)
    code = order.dataset.code.lower()
    if code not in catalogue:
        raise UnknownName("table of Eurostat", code, catalogue, where=f"{_api(order)}/catalogue/toc/txt?lang=en")
    return catalogue[code]


def _news(order: Order, transport: Transport) -> Entry:
    """Return the table's entry if it is newer than the last vintage."""
    entry = _entry(order, transport)
    if order.newest and entry.updated[: len(order.newest)] < order.newest:
        raise Unchanged(f"the catalogue states its last update on {entry.updated}")
    # a table may be updated twice a day, and the catalogue states days only
    same_day = order.last is not None and order.last.retrieved[:10] <= entry.updated
    if order.newest == entry.updated and not same_day:
        raise Unchanged(f"the catalogue states no update after {entry.updated}")
    return entry


def _structure(order: Order, transport: Transport) -> Cube:
    """Return dimensions and codes of the table as the service has them today: one country's last period.

    Raises:
        YearbookError: it has other dimensions than the dataset declares.
    """
    query = urlencode({"format": "JSON", "lang": "EN", "geo": PROBE, "lastTimePeriod": 1})
    url = f"{_api(order)}/statistics/1.0/data/{order.dataset.code}?{query}"
    structure = read_cube(expect(transport.fetch(url, "structure.json"), JSON).path)
    check_dimensions(order.dataset, [name for name in structure.dimensions if name != structure.period], url)
    return structure


def _chosen(order: Order, entry: Entry, structure: Cube, wanted: Mapping[str, tuple[str, ...]]) -> tuple[Way, int]:
    """Return the way that suits the number of values, and that number."""
    whole = int(structure.annotation("OBS_COUNT").get("title", 0)) or entry.values
    if not wanted:
        return BULK, whole
    countries = len(order.codes.group("EMN")) + len(order.codes.group("EMN_OBSERVER")) + 3
    sizes = {name: len(codes) for name, codes in zip(structure.dimensions, structure.codes, strict=True)}
    sizes |= {"geo": countries, structure.period: entry.years * {"A": 1, "Q": 4, "M": 12}[order.dataset.frequency]}
    asked = prod(len(wanted[name]) if name in wanted else size for name, size in sizes.items())
    asked = min(asked, whole) if whole else asked
    if asked <= SMALL:
        return SMALL_WAY, asked
    # the bulk file is made already, a filtered one is made for us alone
    return (FILTERED, asked) if asked <= LARGE and asked <= whole / 2 else (BULK, whole)


def _fetched(
    order: Order, transport: Transport, way: Way, wanted: Mapping[str, tuple[str, ...]], structure: Cube
) -> tuple[Answer, Way]:
    url = way.address(_api(order), order.dataset.code, wanted, _order_of(structure))
    answer = fetch_extraction(transport, _api(order), url, "answer", order.conditions)
    if answer.status == 304:
        raise Unchanged("the service says that the figures are those of the last vintage")
    if way is not BULK and (next_way := _other_way(answer, way)):
        transport.say(
            f"  {answer.complaint or 'the service finds the extraction too large'}; asking for it as {next_way.name}"
        )
        return _fetched(order, transport, next_way, wanted, structure)
    if NOTHING in answer.complaint:
        raise YearbookError(
            "the service has nothing for these codes", where=url, remedy="correct `keep` in data/datasets.toml"
        )
    return expect(answer, way.kinds), way


def _other_way(answer: Answer, way: Way) -> Way | None:
    """Return the way to go on with if this one does not lead to an answer: to the queue, or to the bulk file."""
    said = answer.complaint
    if ASYNCHRONOUS in said and way is not QUEUED:
        return QUEUED
    return BULK if TOO_BIG in said or answer.status == 413 else None


def _order_of(structure: Cube) -> tuple[str, ...]:
    """Return the dimensions in the order of an SDMX key; the statistics API gives them in the same one."""
    return tuple(name for name in structure.dimensions if name != structure.period)


def _small(api: str, code: str, wanted: Mapping[str, tuple[str, ...]], _: tuple[str, ...]) -> str:
    pairs: list[tuple[str, Any]] = [("format", "JSON"), ("lang", "EN")]
    pairs += [(name, text) for name, codes in wanted.items() for text in codes]
    return f"{api}/statistics/1.0/data/{code}?{urlencode(pairs)}"


def _filtered(api: str, code: str, wanted: Mapping[str, tuple[str, ...]], order: tuple[str, ...]) -> str:
    filters = "&".join(f"c[{name}]={','.join(map(quote, codes))}" for name, codes in wanted.items())
    key = ".".join("*" for _ in order)
    options = "compress=true&format=csvdata&formatVersion=2.0&lang=en&labels=id"
    return f"{api}/sdmx/3.0/data/dataflow/ESTAT/{code}/1.0/{key}?{filters}&{options}"


def _queued(api: str, code: str, wanted: Mapping[str, tuple[str, ...]], order: tuple[str, ...]) -> str:
    key = ".".join("+".join(map(quote, wanted.get(name, ()))) for name in order)
    return f"{api}/sdmx/2.1/data/{code}/{key}?format=SDMX-CSV&compressed=true"


def _bulk(api: str, code: str, _: Mapping[str, tuple[str, ...]], __: tuple[str, ...]) -> str:
    return f"{api}/sdmx/2.1/data/{code}?format=TSV&compressed=true"


SMALL_WAY = Way("a small request (JSON-stat)", JSON, ".json", _small)
FILTERED = Way("a filtered request (SDMX 3.0, SDMX-CSV)", CSV, ".csv", _filtered)
QUEUED = Way("an extraction from the queue (SDMX 2.1, SDMX-CSV)", CSV, ".csv", _queued)
BULK = Way("the bulk file (SDMX 2.1, TSV)", TSV, ".tsv", _bulk)
