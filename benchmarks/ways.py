"""The two ways of each task: the plain pandas one as an analyst would write it, and the yearbook's."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc

from yearbook.codes import load_codes
from yearbook.dataset import Dataset, find_dataset
from yearbook.project import Project
from yearbook.revisions import compare
from yearbook.sources import read_extract
from yearbook.vintage import OBSERVATIONS, find_vintage, write_vintage

from . import packages
from .cubes import DATASET, ROOT

Answer = dict[str, float]
RELEASED = "2023-03-29"


def plain_read(path: Path, *, whole: bool) -> Answer:
    """Read a bulk TSV with pandas: split the key, melt the years, extract the flags, filter, write Parquet."""
    dataset = _dataset(whole=whole)
    wide = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    first = str(wide.columns[0])
    names = [dataset.renamed.get(name, name) for name in first.partition("\\")[0].split(",")]
    wide[names] = wide.pop(first).str.split(",", expand=True)
    frame = wide.melt(id_vars=names, var_name="period", value_name="cell")
    parts = frame.pop("cell").str.split(" ", n=1, expand=True)
    frame["period"] = frame["period"].str.strip()
    frame["value"] = pd.to_numeric(parts[0].replace(":", None))
    frame["status"] = parts[1].fillna("")
    frame = frame[frame["value"].notna() | (frame["status"] != "")]
    for name, codes in dataset.recoded.items():
        frame[name] = frame[name].replace(codes)
    kept = pd.Series(data=False, index=frame.index)
    for part in dataset.keep:
        fits = pd.Series(data=True, index=frame.index)
        for name, wanted in part.items():
            fits &= True if wanted == "*" else frame[name].isin(list(wanted))
        kept |= fits
    frame = frame.loc[kept, [*dataset.dimensions, "period", "value", "status"]].assign(conf="")
    frame = frame.sort_values([*dataset.dimensions, "period"])
    with tempfile.TemporaryDirectory() as folder:
        frame.to_parquet(Path(folder) / OBSERVATIONS, index=False)
    return {"rows": len(frame), "sum": float(frame["value"].sum()), "flagged": int((frame["status"] != "").sum())}


def our_read(path: Path, *, whole: bool) -> Answer:
    """Read the same file into a vintage, with every check of `yearbook collect`."""
    dataset = _dataset(whole=whole)
    extract = read_extract(path, dataset, load_codes(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        write_vintage(Project(Path(folder)), dataset, RELEASED, extract)
    table = extract.table
    flagged = sum(found["counts"] for found in table["status"].value_counts().to_pylist() if found["values"])
    return {"rows": len(table), "sum": float(pc.sum(table["value"]).as_py()), "flagged": flagged}


def plain_revisions(root: Path) -> Answer:
    """Compare two vintages by an outer merge of everything."""
    files = sorted((root / "data" / "vintages" / DATASET).glob(f"*/{OBSERVATIONS}"))
    old, new = (pd.read_parquet(file) for file in files)
    keys = [name for name in old.columns if name not in {"value", "status", "conf"}]
    both = old.merge(new, on=keys, how="outer", suffixes=("_old", "_new"), indicator="side")
    held = both["side"] == "both"
    changed = both[held & (both["value_old"] != both["value_new"])]
    changed = changed.assign(difference=changed["value_new"] - changed["value_old"])
    changed = changed.sort_values("difference", key=abs, ascending=False)
    sides = both["side"].value_counts()
    counts = {"vanished": int(sides["left_only"]), "new": int(sides["right_only"])}
    return {"compared": int(held.sum()), "changed": len(changed), **counts}


def our_revisions(root: Path) -> Answer:
    """Compare the same two as `yearbook revisions` does: checksums, flags, tallies and the ordered list."""
    days = sorted(folder.name for folder in (root / "data" / "vintages" / DATASET).iterdir())
    old, new = (find_vintage(Project(root), DATASET, day) for day in days)
    counts = compare(old, new).counts
    return {name: counts[name] for name in ("compared", "changed", "vanished", "new")}


Way = Callable[[Path], Answer | Callable[[], Answer]]
WAYS: dict[str, tuple[Way, Way]] = {
    "read-kept": (lambda path: plain_read(path, whole=False), lambda path: our_read(path, whole=False)),
    "read-whole": (lambda path: plain_read(path, whole=True), lambda path: our_read(path, whole=True)),
    "revisions": (plain_revisions, our_revisions),
    "parse-tsv": (packages.eurostat_tsv, packages.our_tsv),
    "parse-csv": (packages.sdmx1_csv, packages.our_csv),
}


def _dataset(*, whole: bool) -> Dataset:
    dataset = find_dataset(ROOT, DATASET)
    return dataset.model_copy(update={"keep": ({},)}) if whole else dataset
