"""SDMX-CSV: 1.0 with codes or with labels instead, 2.0 with codes and, beside them, labels."""

from __future__ import annotations

import csv
import re
from datetime import datetime

import duckdb

from ..codes import Codes
from ..errors import YearbookError
from .database import Database, literal
from .received import Unpacked
from .table import Table

FLOW = re.compile(r"\w+:(?P<code>\w+)(?:\$\w+)?\([\d.]+\)")


def recognises(head: str) -> bool:
    """Whether a file that begins so is of this flavour."""
    header = _header(head.partition("\n")[0])
    second = header[:2] == ["STRUCTURE", "STRUCTURE_ID"]
    return (second or header[:1] == ["DATAFLOW"]) and {"TIME_PERIOD", "OBS_VALUE"} <= set(header)


def load(database: Database, file: Unpacked, codes: Codes, code: str) -> Table:
    """Load the file's rows into the database, if they are of the table `code`.

    Raises:
        YearbookError: a row states another table, or has more or fewer cells than the header.
    """
    header = _header(file.header)
    second = header[0] == "STRUCTURE"
    places = {name: place for place, name in enumerate(header)}
    dimensions = _dimensions(header, second=second)
    _read(database, file, len(header))
    _check_flow(database, file.received.name, places["STRUCTURE_ID" if second else "DATAFLOW"], code)
    taken = {f"d{number}": places[name] for number, name in enumerate(dimensions)}
    taken |= {"period": places["TIME_PERIOD"], "value": places["OBS_VALUE"]}
    flags = " || ".join(f"c{places[name]}" for name in ("OBS_FLAG", "CONF_STATUS") if name in places) or "''"
    columns = ", ".join(f"trim(c{place}) AS {name}" for name, place in taken.items())
    statement = "CREATE TABLE rows AS SELECT line, {columns}, replace({flags}, ' ', '') AS flags FROM raw"
    database.run(statement, columns=columns, flags=flags)
    labelled = not second and not _all_codes(database, dimensions, codes)
    flavour = "SDMX-CSV 2.0" if second else f"SDMX-CSV 1.0, {'labels' if labelled else 'codes'}"
    update = _stated_update(database, file.received.name, places.get("LAST UPDATE"))
    name = file.received.name
    return Table(name, flavour, dimensions, "SELECT * FROM kept", ("period",), labelled=labelled, stated_update=update)


def _header(line: str) -> list[str]:
    return next(csv.reader([line]), [])


def _dimensions(header: list[str], *, second: bool) -> tuple[str, ...]:
    """Return the dimensions; in 2.0 with labels every other column is the label of the one before."""
    end = header.index("TIME_PERIOD")
    if not second:
        return tuple(header[1 + ("LAST UPDATE" in header) : end])
    return tuple(header[3:end:2] if "STRUCTURE_NAME" in header else header[2:end])


def _read(database: Database, file: Unpacked, width: int) -> None:
    """Make the table `raw`: line and every column as text, c0, c1, ..."""
    types = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    statement = (
        "CREATE TABLE raw AS SELECT row_number() OVER () + 1 AS line, * FROM read_csv({path}, columns={{{types}}}, "
        "delim=',', quote='\"', escape='\"', header=true, auto_detect=false, nullstr='\x1e', strict_mode=true)"
    )
    try:
        database.run(statement, path=literal(str(file.text)), types=types)
    except duckdb.Error as error:
        line = re.search(r"[Ll]ine:? (\d+)", str(error))
        raise YearbookError(
            f"a line has not the {width} cells of the header",
            where=f"{file.received.name}, line {line[1] if line else 'unknown'}",
            remedy="the file may be cut or mended by hand; download it again",
        ) from error


def _check_flow(database: Database, name: str, place: int, code: str) -> None:
    stated = database.run("SELECT {flow}, min(line) FROM raw GROUP BY 1 ORDER BY 2", flow=f"c{place}").fetchall()
    if not stated:
        raise YearbookError(
            "the file has a header and no rows", where=name, remedy="widen the selection and download it"
        )
    for flow, line in stated:
        match = FLOW.fullmatch(flow)
        if not match or match["code"].casefold() != code.casefold():
            raise YearbookError(
                f"the file is of the table {flow}, not {code}",
                where=f"{name}, line {line}",
                remedy="collect it under its own dataset",
            )


def _all_codes(database: Database, dimensions: tuple[str, ...], codes: Codes) -> bool:
    """Whether the file has codes; told by its frequencies, or by the first dimension if it has none."""
    place = dimensions.index("freq") if "freq" in dimensions else 0
    first = database.run("SELECT {column} FROM rows ORDER BY line LIMIT 1", column=f"d{place}").fetchone()
    return first is not None and first[0] in codes.known(dimensions[place])


def _stated_update(database: Database, name: str, place: int | None) -> str:
    """Return the latest "27/03/25 23:00:00" of the file as ISO text, "" if it states none."""
    if place is None:
        return ""
    found = database.run("SELECT DISTINCT {column} FROM raw", column=f"c{place}").fetchall()
    try:
        times = [datetime.strptime(text, "%d/%m/%y %H:%M:%S").isoformat() for (text,) in found if text]
    except ValueError as error:
        raise YearbookError(
            f"LAST UPDATE cannot be read: {error}", where=name, remedy="download the file again"
        ) from error
    return max(times, default="")
