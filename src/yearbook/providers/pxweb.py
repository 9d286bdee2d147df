"""PxWeb, the service of the Central Statistical Bureau of Latvia and of many other offices.

A table is asked for by a JSON query and answered as JSON-stat. A service answers a limited number of cells at once and
of calls in a while; what is larger is asked for in parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from ..errors import YearbookError
from ..sources import Extract, read_extracts
from ..sources.jsonstat import read_cube
from .answer import expect
from .asked import check_dimensions, wanted
from .delivery import Delivery, Order, Plan, Unchanged
from .transport import Transport

JSON = frozenset({"application/json", "text/json"})
CELLS, CALLS, WINDOW = 100_000, 30, 10
"""What a service allows if it does not say: cells an answer, calls in a number of seconds."""

Choice = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Variable:
    """A dimension of a table: its code, its values with their texts, whether it is the period."""

    code: str
    values: Mapping[str, str]
    time: bool


@dataclass(frozen=True)
class Allowed:
    """What a service allows: cells an answer, seconds to let pass between calls."""

    cells: int = CELLS
    pause: float = WINDOW / CALLS


def newest(order: Order, transport: Transport) -> str:
    """Return the day on which the table was last updated (ISO), as the list of its folder states it, else ""."""
    folder, _, table = order.dataset.code.rpartition("/")
    listed = expect(transport.fetch(f"{_api(order)}/{folder}", "folder.json"), JSON).json()
    found = (
        [one for one in listed if isinstance(one, dict) and one.get("id") == table] if isinstance(listed, list) else []
    )
    return str(found[0].get("updated", ""))[:10] if found else ""


def plan(order: Order, transport: Transport) -> Plan:
    """Return the address of the table and in how many parts it would be asked for.

    Raises:
        Unchanged: the table was not updated after the last vintage.
        YearbookError: see `collect`.
    """
    _refuse_old(order, transport)
    variables, allowed = _variables(order, transport), _allowed(order, transport)
    parts = list(split(_choice(order, variables), allowed.cells))
    cells = sum(prod(map(len, part.values())) for part in parts)
    return Plan(f"{_api(order)}/{order.dataset.code}", f"{len(parts)} queries (PxWeb)", cells)


def collect(order: Order, transport: Transport) -> Delivery:
    """Fetch what the dataset keeps, part by part; parts that came before a break are not asked for again.

    Raises:
        Unchanged: the table was not updated after the last vintage.
        YearbookError: the service cannot be reached, has other dimensions than declared, or does not know the table.
    """
    updated = _refuse_old(order, transport)
    variables, allowed = _variables(order, transport), _allowed(order, transport)
    files: list[Path] = []
    for number, part in enumerate(split(_choice(order, variables), allowed.cells), start=1):
        path = transport.folder / f"{order.dataset.id}-{updated or 'undated'}-{number:03d}.json"
        if not path.is_file():
            if files:
                transport.wait(allowed.pause)
            answer = transport.fetch(f"{_api(order)}/{order.dataset.code}", "answer", json=query(part))
            path = expect(answer, JSON).named(path.name).path
        files.append(path)
    stated = {read_cube(path).updated[:19] for path in files}
    if len(stated) > 1:
        raise YearbookError(
            "the table was updated while its parts were fetched", where=order.dataset.code, remedy="collect again"
        )
    lists = {order.dataset.renamed.get(one.code, one.code): dict(one.values) for one in variables if not one.time}
    return Delivery(tuple(files), updated=max(stated), promised=updated, exact=True, code_lists=lists)


def parse(delivery: Delivery, order: Order) -> Extract:
    """Read the parts.

    Raises:
        YearbookError: see `read_extracts`.
    """
    return read_extracts(delivery.files, order.dataset, order.codes)


def split(choice: Choice, cells: int) -> Iterator[Choice]:
    """Yield parts of a choice of codes that have no more cells than allowed each, together all of it."""
    longest = max(choice, key=lambda code: len(choice[code]))
    codes = choice[longest]
    if prod(map(len, choice.values())) <= cells or len(codes) == 1:
        yield choice
        return
    middle = len(codes) // 2
    for half in (codes[:middle], codes[middle:]):
        yield from split({**choice, longest: half}, cells)


def query(choice: Choice) -> dict[str, Any]:
    """Return the query of a choice of codes."""
    selections = [
        {"code": code, "selection": {"filter": "item", "values": list(values)}} for code, values in choice.items()
    ]
    return {"query": selections, "response": {"format": "json-stat2"}}


def _api(order: Order) -> str:
    return order.dataset.publisher.api


def _refuse_old(order: Order, transport: Transport) -> str:
    updated = newest(order, transport)
    if updated and order.newest and updated <= order.newest:
        raise Unchanged(f"the table was last updated on {updated}")
    return updated


def _variables(order: Order, transport: Transport) -> list[Variable]:
    url = f"{_api(order)}/{order.dataset.code}"
    said = expect(transport.fetch(url, "table.json"), JSON).json()
    try:
        found = [
            Variable(one["code"], dict(zip(one["values"], one["valueTexts"], strict=True)), bool(one.get("time")))
            for one in said["variables"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        remedy = "is `code` the path of a table? if it is, the service may have changed"
        raise YearbookError(
            f"the table is not described as PxWeb does it ({error})", where=url, remedy=remedy
        ) from error
    check_dimensions(order.dataset, [one.code for one in found if not one.time], url)
    return found


def _choice(order: Order, variables: Sequence[Variable]) -> Choice:
    asked = wanted(order.dataset, [one.code for one in variables])
    # codes that a table does not have are an error to PxWeb, and ours may be today's or the former ones
    return {
        one.code: tuple(code for code in one.values if code in asked[one.code]) if one.code in asked else (*one.values,)
        for one in variables
    }


def _allowed(order: Order, transport: Transport) -> Allowed:
    answer = transport.fetch(f"{_api(order)}?config", "config.json")
    if answer.status != 200 or answer.complaint:
        return Allowed()
    said = answer.json()
    cells, calls, window = (int(said.get(key, other)) for key, other in _DEFAULTS)
    return Allowed(cells, window / max(1, calls))


_DEFAULTS = (("maxCells", CELLS), ("maxCalls", CALLS), ("timeWindow", WINDOW))
