"""OECD: SDMX, a filtered request of one dataflow with codes and labels side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ..errors import YearbookError
from ..sources import Extract, read_extracts
from .answer import expect
from .asked import check_dimensions, wanted
from .delivery import Delivery, Order, Plan, Unchanged
from .transport import Transport

CSV = frozenset({"text/csv", "application/vnd.sdmx.data+csv", "application/octet-stream", "text/plain"})
JSON = frozenset({"application/json", "application/vnd.sdmx.structure+json"})
STRUCTURE = {"Accept": "application/vnd.sdmx.structure+json; version=1.0"}


def newest(_order: Order, _transport: Transport) -> str:
    """Return "": the service does not state when a dataflow was last updated."""
    return ""


def plan(order: Order, transport: Transport) -> Plan:
    """Return the address of the request.

    Raises:
        YearbookError: see `collect`.
    """
    return Plan(_address(order, _structure(order, transport)), "a filtered request (SDMX 2.1, SDMX-CSV)")


def collect(order: Order, transport: Transport) -> Delivery:
    """Fetch what the dataset keeps.

    Raises:
        Unchanged: the service says that the figures are those of the last vintage.
        YearbookError: the service cannot be reached, has other dimensions than declared, or does not know the dataflow.
    """
    structure = _structure(order, transport)
    answer = transport.fetch(_address(order, structure), "answer", headers=order.conditions)
    if answer.status == 304:
        raise Unchanged("the service says that the figures are those of the last vintage")
    file = expect(answer, CSV).named(f"{order.dataset.id}.csv{'.gz' if answer.packed else ''}")
    names = {order.dataset.renamed.get(name, name): codes for name, codes in structure.items() if codes}
    return Delivery((file.path,), updated=answer.modified, exact=True, code_lists=names, etag=answer.etag)


def parse(delivery: Delivery, order: Order) -> Extract:
    """Read what was received as if it were a downloaded file.

    Raises:
        YearbookError: see `read_extracts`.
    """
    return read_extracts(delivery.files, order.dataset, order.codes)


def _flow(order: Order, separator: str) -> str:
    return separator.join((order.dataset.publisher.agency, order.dataset.code))


def _structure(order: Order, transport: Transport) -> dict[str, dict[str, str]]:
    """Return the dimensions in the order of the key, each with its code list where the service gives it."""
    flow = quote(_flow(order, "/"), safe="/@")
    url = f"{order.dataset.publisher.api}/dataflow/{flow}/latest?references=descendants&detail=referencepartial"
    said = expect(transport.fetch(url, "structure.json", headers=STRUCTURE), JSON).json()
    try:
        data = said["data"]
        parts = data["dataStructures"][0]["dataStructureComponents"]["dimensionList"]["dimensions"]
        lists = {one["id"]: _names(one) for one in data.get("codelists", ())}
        ordered = sorted(parts, key=lambda part: int(part["position"]))
        found = {part["id"]: lists.get(_list_of(part), {}) for part in ordered}
    except (KeyError, TypeError, IndexError, ValueError) as error:
        remedy = "the service may have changed; collect from a file meanwhile: --from FILE"
        raise YearbookError(f"the structure cannot be read ({error})", where=url, remedy=remedy) from error
    check_dimensions(order.dataset, found, url)
    return found


def _names(code_list: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: str(one.get("name", "")) for one in code_list.get("codes", ())}


def _list_of(dimension: dict[str, Any]) -> str:
    """Return the id of a dimension's code list, which its structure names by URN: "...=AGENCY:CL_SEX(1.0)"."""
    urn = str(dimension.get("localRepresentation", {}).get("enumeration", ""))
    return urn.rpartition(":")[2].partition("(")[0]


def _address(order: Order, structure: dict[str, dict[str, str]]) -> str:
    asked = wanted(order.dataset, structure)
    codes = {
        name: [code for code in asked.get(name, ()) if not known or code in known] for name, known in structure.items()
    }
    key = ".".join("+".join(map(quote, codes[name])) for name in structure)
    flow = quote(_flow(order, ","), safe=",@")
    options = "format=csvfilewithlabels&dimensionAtObservation=AllDimensions"
    return f"{order.dataset.publisher.api}/data/{flow},/{key}?{options}"
