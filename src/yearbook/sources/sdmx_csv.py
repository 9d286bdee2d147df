"""SDMX-CSV: 1.0 with codes or labels, 2.0 with codes and, beside them, labels; also without the leading columns."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from ..codes import Codes
from ..errors import YearbookError
from .database import Database
from .delimited import header_of, load_lines
from .own import OWN_AGENCY
from .received import Unpacked
from .rows import table_of_rows
from .table import Table

FLOW = re.compile(r"(?P<agency>[\w.]+):(?P<code>[\w@]+)(?:\$\w+)?\([\d.]+\)")
LEADING = {"DATAFLOW", "LAST UPDATE", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION"}
STATES_TABLE = ("STRUCTURE_ID", "DATAFLOW")

# SDMX's own letters are capitals, and A says that the value is normal
FLAGS = {"OBS_FLAG": "c{}", "CONF_STATUS": "c{}", "OBS_STATUS": "CASE c{0} WHEN 'A' THEN '' ELSE lower(c{0}) END"}


def recognises(head: str) -> bool:
    """Whether a file that begins so is of this flavour."""
    header = header_of(head.partition("\n")[0])
    return {"TIME_PERIOD", "OBS_VALUE"} <= set(header) and header[0] != "TIME_PERIOD"


def states_table(head: str) -> bool:
    """Whether a file of this flavour says on every row which table it is of, as those of 2.0 do."""
    return recognises(head) and "STRUCTURE_ID" in header_of(head.partition("\n")[0])


def load(database: Database, file: Unpacked, codes: Codes, names: Collection[str]) -> Table:
    """Load the file's rows into the database, if they are of the table that has one of these names.

    Raises:
        YearbookError: a row states another table or thousands instead of units, or has more or fewer cells than the
            header.
    """
    header, name = load_lines(database, file), file.received.name
    places = {column: place for place, column in enumerate(header)}
    stated = next((column for column in STATES_TABLE if column in places), "")
    todays = bool(stated) and _check_flow(database, name, places[stated], names)
    if "UNIT_MULT" in places:
        _check_units(database, name, places["UNIT_MULT"])
    dimensions = _dimensions(header)
    taken = {f"d{number}": places[column] for number, column in enumerate(dimensions)}
    taken |= {"period": places["TIME_PERIOD"], "value": places["OBS_VALUE"]}
    flags = " || ".join(sql.format(places[column]) for column, sql in FLAGS.items() if column in places) or "''"
    columns = ", ".join(f"trim(c{place}) AS {column}" for column, place in taken.items())
    statement = "CREATE TABLE rows AS SELECT line, {columns}, replace({flags}, ' ', '') AS flags FROM raw"
    database.run(statement, columns=columns, flags=flags)
    second = stated == "STRUCTURE_ID"
    labelled = not second and not _all_codes(database, dimensions, codes)
    flavour = "SDMX-CSV 2.0" if second else f"SDMX-CSV 1.0, {'labels' if labelled else 'codes'}"
    update = _stated_update(database, name, places.get("LAST UPDATE"))
    table = table_of_rows(database, name, flavour, dimensions)
    return replace(table, labelled=labelled, todays=todays, stated_update=update)


def _dimensions(header: list[str]) -> tuple[str, ...]:
    """Return the dimensions; in 2.0 with labels every other column is the label of the one before."""
    columns = [column for column in header[: header.index("TIME_PERIOD")] if column not in LEADING]
    return tuple(columns[::2] if "STRUCTURE_NAME" in header else columns)


def _check_flow(database: Database, name: str, place: int, names: Collection[str]) -> bool:
    """Refuse rows of another table; return whether all are the yearbook's own."""
    known, agencies = {one.casefold() for one in names}, set()
    stated = database.run("SELECT {flow}, min(line) FROM raw GROUP BY 1 ORDER BY 2", flow=f"c{place}").fetchall()
    for flow, line in stated:
        match = FLOW.fullmatch(flow)
        if not match or match["code"].casefold() not in known:
            raise YearbookError(
                f"the file is of the table {flow}, not {next(iter(names))}",
                where=f"{name}, line {line}",
                remedy="collect it under its own dataset",
            )
        agencies.add(match["agency"])
    return agencies == {OWN_AGENCY}


def _check_units(database: Database, name: str, place: int) -> None:
    """Refuse values that are counted in thousands or millions."""
    strange = database.first(
        "SELECT {power}, line FROM raw WHERE {power} NOT IN ('', '0') ORDER BY line LIMIT 1", power=f"c{place}"
    )
    if strange:
        raise YearbookError(
            f"the value is not in units: UNIT_MULT is {strange[0]}",
            where=f"{name}, line {strange[1]}",
            remedy="download the table in units",
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
