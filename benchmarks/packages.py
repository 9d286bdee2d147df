"""Other packages' parsing of the files that services send, and ours: the same bytes, no network."""

from __future__ import annotations

import contextlib
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from yearbook.codes import Codes, load_codes
from yearbook.dataset import Dataset, find_dataset
from yearbook.exchange import export
from yearbook.exchange.sheet import Sheet
from yearbook.sources import Extract, read_extract

from .cubes import DATASET, ROOT

Answer = dict[str, float]
OBSERVATIONS = 100_000


WIRE, PART = f"wire/{DATASET}.tsv.gz", f"wire/{DATASET}.sdmx.csv"


def make_wire(cube: Path) -> None:
    """Write a cube as the service sends it (lines end with carriage return and line feed), and a part as SDMX-CSV.

    They stand in the folder `wire` beside the cube, which is a copy if it is the real one.
    """
    folder = cube.parent / "wire"
    folder.mkdir(exist_ok=True)
    (cube.parent / WIRE).write_bytes(gzip.compress(gzip.decompress(cube.read_bytes()).replace(b"\n", b"\r\n"), 6))
    dataset, codes = _declared()
    frame = read_extract(cube, dataset, codes).frame.head(OBSERVATIONS)
    for number, (dimension, code) in enumerate(dataset.pinned.items()):
        frame.insert(number, dimension, code)
    written = export(Sheet(DATASET, {"en": DATASET}, dataset.unit, frame, codes, (), ""), "sdmx-csv", folder)
    written.replace(cube.parent / PART)


def eurostat_tsv(path: Path) -> Callable[[], Answer]:
    """Parse the TSV with the package `eurostat`, which is given the answer instead of asking for it.

    Like all here, it returns what adds the answer up, which is no part of the parsing.
    """
    import eurostat.eurostat  # noqa: PLC0415  a task imports what it measures and nothing else

    with _answering(eurostat.eurostat, path.read_bytes()):
        frame = eurostat.eurostat.get_data_df(DATASET, flags=True)
    return lambda: _answer_of(frame)


def _answer_of(frame: pd.DataFrame) -> Answer:
    values = frame[[name for name in frame if name.endswith("_value")]]
    flags = frame[[name for name in frame if name.endswith("_flag")]].fillna("").to_numpy()
    flagged = ~pd.Series(flags.ravel()).isin(["", ":"])
    return {
        "values": int(values.notna().to_numpy().sum()),
        "sum": float(values.sum().sum()),
        "flagged": int(flagged.sum()),
    }


def our_tsv(path: Path) -> Callable[[], Answer]:
    """Parse the same TSV, with every check of `yearbook collect`, all of it kept."""
    table = _read(path).table
    return lambda: _flagged_answer(table)


def _flagged_answer(table: pa.Table) -> Answer:
    flagged = pc.or_(pc.not_equal(table["status"].cast("string"), ""), pc.not_equal(table["conf"].cast("string"), ""))
    return _answer(table["value"]) | {"flagged": pc.sum(flagged).as_py()}


def sdmx1_csv(path: Path) -> Callable[[], Answer]:
    """Parse the SDMX-CSV with sdmx1, which needs the structure."""
    import sdmx  # noqa: PLC0415
    from sdmx.model import v30  # noqa: PLC0415

    header = path.open(encoding="utf-8").readline().strip().split(",")
    structure = v30.DataStructureDefinition(id=DATASET)
    for name in header[3 : header.index("OBS_VALUE")]:
        structure.dimensions.append(v30.Dimension(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in ("OBS_FLAG", "CONF_STATUS"):
        structure.attributes.append(v30.DataAttribute(id=name))
    with path.open("rb") as file:
        message = sdmx.read_sdmx(io.BytesIO(file.read()), format="csv", structure=structure)
    return lambda: _message_answer(message)


def _message_answer(message: Any) -> Answer:
    found = [float(one.value) for data in message.data for one in data.obs if one.value not in (None, "")]
    return {"values": len(found), "sum": sum(found)}


def our_csv(path: Path) -> Callable[[], Answer]:
    """Parse the same SDMX-CSV, with every check of `yearbook collect`."""
    table = _read(path).table
    return lambda: _answer(table["value"])


def _answer(values: Any) -> Answer:
    return {"values": len(values) - values.null_count, "sum": float(pc.sum(values).as_py())}


def _read(path: Path) -> Extract:
    dataset, codes = _declared()
    return read_extract(path, dataset, codes)


def _declared() -> tuple[Dataset, Codes]:
    return find_dataset(ROOT, DATASET).model_copy(update={"keep": ({},)}), load_codes(ROOT)


@contextlib.contextmanager
def _answering(module: Any, content: bytes) -> Iterator[None]:
    """Let the package `eurostat` believe that the service has answered."""
    kept = {name: getattr(module, name) for name in ("__get_resp__", "__get_dims_info__")}
    module.__get_resp__ = lambda *_, **__: SimpleNamespace(content=content)
    module.__get_dims_info__ = lambda *_, **__: ("ESTAT", "EUROSTAT", [])
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(module, name, function)


def size_of(path: Path) -> float:
    """Return the megabytes (10^6 bytes) of a file, unpacked."""
    content = path.read_bytes()
    return len(gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content) / 1e6
