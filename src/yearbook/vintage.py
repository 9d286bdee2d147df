"""Vintages: a dataset as it stood on one release day, written once and never changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w

from .dataset import Dataset
from .errors import YearbookError
from .project import Project
from .retrieval import Retrieval
from .sources.coded import coded
from .sources.extract import Extract

OBSERVATIONS = "observations.parquet"
PROVENANCE = "vintage.toml"
CODE_LISTS = "code_lists.json"
ROW_GROUP = 1 << 20
COMPRESSION = 6  # level 12 saves 4 % of the bytes and takes 1.6 times as long
RELEASED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Vintage:
    """One dataset on one release day ("2023-03-29"; "2025-05" or "2025" where the day is not known)."""

    dataset: str
    released: str
    folder: Path

    @property
    def name(self) -> str:
        """How a source line calls it: "<dataset>@<released>"."""
        return f"{self.dataset}@{self.released}"

    @property
    def provenance(self) -> dict[str, Any]:
        """The record of `vintage.toml`: provider, title, received file, licence, periods, rows, fingerprint."""
        return tomllib.loads((self.folder / PROVENANCE).read_text(encoding="utf-8"))

    @property
    def received(self) -> tuple[dict[str, Any], ...]:
        """The files behind the vintage: name, sha256, bytes of each."""
        record = self.provenance["received"]
        return tuple(record.get("files", [record]))

    @property
    def retrieval(self) -> Retrieval | None:
        """How it was collected from the provider, without code lists; None if it came from a file."""
        stated = self.provenance.get("retrieval")
        return Retrieval.of(stated) if stated else None

    def content(self) -> bytes:
        """Return the observations as they are stored.

        Raises:
            YearbookError: the file is not the one that was written.
        """
        content = (self.folder / OBSERVATIONS).read_bytes()
        if hashlib.sha256(content).hexdigest() != self.provenance["sha256"]:
            raise YearbookError(
                f"the observations of {self.name} were changed after they were collected",
                where=str(self.folder / OBSERVATIONS),
                remedy="restore the file from version control",
            )
        return content

    def read(self) -> pd.DataFrame:
        """Return the observations: dimensions, period, value (NaN = none), status, conf.

        Raises:
            YearbookError: the file is not the one that was written.
        """
        # in this thread alone: kernels are forked from a process that has read the vintages
        table = pq.ParquetFile(pa.BufferReader(self.content()), pre_buffer=False).read(use_threads=False)
        return cast(pd.DataFrame, table.to_pandas(use_threads=False))


def check_released(released: str, today: date) -> str:
    """Return the release date if it is one: a day, month or year, not after `today`.

    Raises:
        YearbookError: it is not, or lies in the future.
    """
    try:
        if not RELEASED.fullmatch(released):
            raise ValueError("not a date")
        date.fromisoformat((released + "-01-01")[:10])
    except ValueError as error:
        raise YearbookError(
            f"'{released}' is not a release date",
            remedy='write "2023-03-29", or "2025-05" or "2025" if no more is known',
        ) from error
    if released > today.isoformat()[: len(released)]:
        raise YearbookError(f"the release date {released} lies in the future", remedy="give the day of the release")
    return released


def write_vintage(
    project: Project, dataset: Dataset, released: str, extract: Extract, retrieval: Retrieval | None = None
) -> Vintage:
    """Write a new vintage whole or not at all; with `retrieval` if it was collected from the provider.

    Raises:
        YearbookError: there is a vintage of this release already.
    """
    vintage = Vintage(dataset.id, released, project.vintages / dataset.id / released)
    refuse_existing(vintage)
    vintage.folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=vintage.folder.parent))
    try:
        content = parquet_bytes(extract.table)
        (unfinished / OBSERVATIONS).write_bytes(content)
        record = _record(dataset, released, extract, content)
        if retrieval:
            record["retrieval"] = retrieval.record
            lists = json.dumps(retrieval.code_lists, ensure_ascii=False, indent=1)
            (unfinished / CODE_LISTS).write_text(lists + "\n", encoding="utf-8", newline="\n")
        (unfinished / PROVENANCE).write_text(tomli_w.dumps(record), encoding="utf-8", newline="\n")
        unfinished.chmod(0o755)
        os.rename(unfinished, vintage.folder)  # noqa: PTH104 - unlike Path.replace it is known to refuse a full folder
    except OSError as error:
        refuse_existing(vintage)
        remedy = "make room on the disk, or mend the rights of the folder; the vintages are as they were"
        raise YearbookError(
            f"the vintage cannot be written: {error}", where=str(vintage.folder), remedy=remedy
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return vintage


def refuse_existing(vintage: Vintage) -> None:
    """Raise if the vintage is there.

    Raises:
        YearbookError: it is.
    """
    if vintage.folder.exists():
        raise YearbookError(
            f"{vintage.name} was collected already and is never rewritten",
            where=str(vintage.folder),
            remedy="give the release date of the new file; a vintage no edition pins may be removed by hand",
        )


def parquet_bytes(observations: pa.Table | pd.DataFrame) -> bytes:
    """Return observations as Parquet: the same ones give the same bytes, whether codes are dictionaries or text."""
    table = observations
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    packed = pa.table({name: _packed(table[name]) for name in table.column_names})
    sink = pa.BufferOutputStream()
    # dictionaries are written as they are; without Arrow's own schema they are read as plain text
    with pq.ParquetWriter(
        sink, packed.schema, compression="zstd", compression_level=COMPRESSION, store_schema=False
    ) as writer:
        writer.write_table(packed, row_group_size=ROW_GROUP)
    return cast(bytes, sink.getvalue().to_pybytes())


def _packed(column: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return column if pa.types.is_floating(column.type) else coded(column).used().arrow()


def list_vintages(project: Project, dataset: str | None = None) -> list[Vintage]:
    """Return the vintages that are there, by dataset and release."""
    pattern = f"{dataset or '*'}/*/{PROVENANCE}"
    folders = sorted(path.parent for path in project.vintages.glob(pattern) if not path.parent.name.startswith("."))
    return [Vintage(folder.parent.name, folder.name, folder) for folder in folders]


def find_vintage(project: Project, dataset: str, released: str) -> Vintage:
    """Return one vintage.

    Raises:
        YearbookError: it is not there; the message lists those that are.
    """
    there = {vintage.released: vintage for vintage in list_vintages(project, dataset)}
    if released not in there:
        raise YearbookError(
            f"there is no vintage {dataset}@{released}",
            where=f"data/vintages/{dataset}",
            remedy=f"pin one of: {', '.join(there)}" if there else f"collect {dataset} first; it has no vintage yet",
        )
    return there[released]


def pinned_observations(project: Project, dataset: str, releases: Sequence[str]) -> pd.DataFrame:
    """Return the observations of the pinned releases, laid one over the other, the first on top; see `laid_over`."""
    return laid_over(project, dataset, releases)[0]


def laid_over(project: Project, dataset: str, releases: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations of the pinned releases, and those that an earlier choice covers.

    A series (all dimensions, whatever the period) comes wholly from the first release that has it, so that no series
    mixes two vintages; the extra column `source` names it ("<dataset>@<released>"). What is covered serves figures
    made of several series, which must not mix vintages either.

    Raises:
        YearbookError: nothing is pinned, a vintage is not there, or their dimensions differ.
    """
    if not releases:
        raise YearbookError(f"no vintage of {dataset} is pinned", remedy="pin a release in edition.toml")
    vintages = [find_vintage(project, dataset, released) for released in releases]
    frames = [vintage.read().assign(source=vintage.name) for vintage in vintages]
    laid, covered = frames[0], frames[0].iloc[:0]
    key = [column for column in map(str, laid) if column not in {"period", "value", "status", "conf", "source"}]
    for vintage, frame in zip(vintages[1:], frames[1:], strict=True):
        if list(frame) != list(laid):
            raise YearbookError(
                f"{vintage.name} has other dimensions than {vintages[0].name}", where=str(vintage.folder)
            )
        seen = pd.MultiIndex.from_frame(laid[key].drop_duplicates())
        new = ~pd.MultiIndex.from_frame(frame[key]).isin(seen)
        laid, covered = pd.concat([laid, frame[new]]), pd.concat([covered, frame[~new]])
    if len(frames) > 1:  # a vintage is sorted as it stands
        laid = laid.sort_values([*key, "period"], kind="stable", ignore_index=True)
    return laid, covered.reset_index(drop=True)


def _filter(dataset: Dataset) -> dict[str, Any]:
    return {
        "dimensions": list(dataset.dimensions),
        "pinned": dataset.pinned,
        "keep": [
            {dim: wanted if wanted == "*" else list(wanted) for dim, wanted in part.items()} for part in dataset.keep
        ],
    }


def _received(extract: Extract) -> dict[str, Any]:
    """Return what identifies the files; of several, `sha256` is the fingerprint of their fingerprints, one a line."""
    files = [{"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in extract.received]
    stated = {"flavour": extract.flavour, "stated_update": extract.stated_update}
    if len(files) == 1:
        return {**files[0], **stated}
    together = hashlib.sha256("".join(f"{file.sha256}\n" for file in extract.received).encode()).hexdigest()
    names = "; ".join(file.name for file in extract.received)
    size = sum(file.bytes for file in extract.received)
    return {"name": names, "sha256": together, "bytes": size, **stated, "files": files}


def _record(dataset: Dataset, released: str, extract: Extract, content: bytes) -> dict[str, Any]:
    periods = extract.table["period"].unique().to_pylist()
    return {
        "dataset": dataset.id,
        "provider": dataset.provider,
        "code": dataset.code,
        "title": dataset.title,
        "page": dataset.page,
        "released": released,
        "derived": dataset.derived,
        **({"origin": dataset.origin} if dataset.derived else {}),
        "licence": dataset.licence,
        "acknowledgement": dataset.acknowledgement,
        "sha256": hashlib.sha256(content).hexdigest(),
        "filter": _filter(dataset),
        "received": _received(extract),
        "periods": {"first": min(periods), "last": max(periods)},
        "rows": {"read": extract.read, "kept": extract.kept, "dropped": extract.dropped},
    }
