"""Readers of received files: the flavour is recognised by content, what is unknown is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..codes import Codes
from ..dataset import Dataset
from ..errors import YearbookError
from ..layout import Layout
from . import declared, explorer, jsonstat, own, sdmx_csv, tsv
from .database import Database
from .extract import Extract, joined
from .observed import observations
from .received import Received, Unpacked, fingerprint, kind_of_file, unpack
from .table import Table, refuse_nothing

__all__ = ["Extract", "read_extract", "read_extracts"]

TABLE_NAME = re.compile(r"(?:estat_)?((?:migr|demo|lfsa|edat|crim)_[a-z0-9]+|tps\d{5})(?=[_.-]|$)")


def read_extract(path: Path, dataset: Dataset, codes: Codes) -> Extract:
    """Read what the dataset keeps of a received file.

    A dataset without a layout may come as bulk or custom TSV, SDMX-CSV 1.0 (codes or labels) or 2.0, JSON-stat 2.0, or
    the old Data Explorer's CSV; one with a layout as it declares, never as one of these. Either may come as we export
    it.

    Raises:
        YearbookError: the file is cut, damaged, of another dataset or of no known flavour, or its content is wrong;
            the message names the line.
    """
    with TemporaryDirectory() as folder, Database(folder) as database:
        _check_name(path.name, dataset)
        received, tables = _load(database, path, Path(folder), dataset, codes)
        parts = [_extract(received, table, dataset, codes) for table in tables]
    held = [part for part in parts if part.kept]
    if len(parts) > 1 and not held:
        refuse_nothing(path.name, dataset, parts[0].dropped)
    whole = joined(held or parts, dataset.columns)
    if len(parts) == 1:
        return whole
    dropped = sum((Counter(part.dropped) for part in parts), Counter())
    return replace(whole, received=(received,), read=sum(part.read for part in parts), dropped=dict(dropped))


def _extract(received: Received, table: Table, dataset: Dataset, codes: Codes) -> Extract:
    kept, dropped = observations(table, dataset, codes)
    return Extract(kept, (received,), table.flavour, table.read, dropped, table.stated_update)


def read_extracts(paths: Sequence[Path], dataset: Dataset, codes: Codes) -> Extract:
    """Read several files that are parts of one release.

    Raises:
        YearbookError: as `read_extract`, or an observation stands in two of the files.
    """
    return joined([read_extract(path, dataset, codes) for path in paths], dataset.columns)


def _load(
    database: Database, path: Path, folder: Path, dataset: Dataset, codes: Codes
) -> tuple[Received, Iterable[Table]]:
    layout, kind, names = dataset.layout, kind_of_file(path), (dataset.code, dataset.id)
    if kind == "JSON" and jsonstat.recognises(path):
        return fingerprint(path), [jsonstat.load(path, names)]
    if kind == "Parquet" and own.recognises_parquet(path):
        return fingerprint(path), [own.load_parquet(database, path)]
    if layout and kind != "text":
        _check_kind(path.name, kind, layout)
        return fingerprint(path), [declared.load(database, path, kind, layout)]
    file = unpack(path, folder)
    if layout and not (own.recognises(file.head) or sdmx_csv.states_table(file.head)):
        return file.received, [declared.load(database, file, kind, layout)]
    return file.received, _load_flavour(database, file, dataset, codes)


def _load_flavour(database: Database, file: Unpacked, dataset: Dataset, codes: Codes) -> Iterable[Table]:
    if tsv.recognises(file.head):
        return tsv.load(file)
    if explorer.recognises(file.head):
        return [explorer.load(database, file)]
    if sdmx_csv.recognises(file.head):
        return [sdmx_csv.load(database, file, codes, (dataset.code, dataset.id))]
    if own.recognises(file.head):
        return [own.load(database, file)]
    raise YearbookError(
        f"the flavour of the file is unknown; it begins with '{file.header[:60]}'",
        where=f"{file.received.name}, line 1",
        remedy="download it as TSV or as SDMX-CSV",
    )


def _check_kind(name: str, kind: str, layout: Layout) -> None:
    """Refuse a kind of file that the layout does not describe."""
    if (kind == "workbook") != bool(layout.sheet) or (kind == "JSON") != bool(layout.path):
        raise YearbookError(
            f"the file is a {kind} file, which the layout of the dataset does not describe",
            where=name,
            remedy="is it a file of another dataset? else declare `sheet` or `path` in data/datasets.toml",
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
