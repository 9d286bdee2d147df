"""Readers of received files: the flavour is recognised by content, what is unknown is refused."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from ..codes import Codes
from ..dataset import Dataset
from ..errors import YearbookError
from . import sdmx_csv, tsv
from .database import Database
from .extract import Extract
from .received import Unpacked, unpack
from .table import Table, observations

__all__ = ["Extract", "read_extract"]

TABLE_NAME = re.compile(r"(?:estat_)?((?:migr|demo|lfsa|edat|crim)_[a-z0-9]+|tps\d{5})(?=[_.-]|$)")


def read_extract(path: Path, dataset: Dataset, codes: Codes) -> Extract:
    """Read what the dataset keeps of a received file: bulk or custom TSV, SDMX-CSV 1.0 (codes or labels) or 2.0.

    Raises:
        YearbookError: the file is cut, damaged, of another dataset or of no known flavour, or its content is wrong;
            the message names the line.
    """
    with TemporaryDirectory() as folder:
        file = unpack(path, Path(folder))
        _check_name(file.received.name, dataset)
        with Database(folder) as database:
            table = _load(database, file, dataset, codes)
            frame, read, dropped = observations(database, table, dataset, codes)
    return Extract(frame, file.received, table.flavour, read, dropped, table.stated_update)


def _load(database: Database, file: Unpacked, dataset: Dataset, codes: Codes) -> Table:
    if tsv.recognises(file.head):
        return tsv.load(database, file)
    if sdmx_csv.recognises(file.head):
        return sdmx_csv.load(database, file, codes, dataset.code)
    raise YearbookError(
        f"the flavour of the file is unknown; it begins with '{file.header[:60]}'",
        where=f"{file.received.name}, line 1",
        remedy="download it as TSV or as SDMX-CSV",
    )


def _check_name(name: str, dataset: Dataset) -> None:
    """Refuse a file whose name says that it is another table: TSV itself does not state the table."""
    stated = TABLE_NAME.match(name.lower())
    if stated and not re.match(rf"(?:estat_)?{re.escape(dataset.code)}(?![a-z0-9])", name.lower()):
        raise YearbookError(
            f"by its name the file is of the table {stated[1]}, not {dataset.code}",
            where=name,
            remedy="collect it under its own dataset, or rename it if the name is wrong",
        )
