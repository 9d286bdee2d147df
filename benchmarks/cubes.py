"""Inputs of the benchmarks: a received cube as large as the real one, and two vintages of six million cells."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yearbook.codes import load_codes
from yearbook.dataset import find_dataset
from yearbook.project import Project
from yearbook.sources import Extract
from yearbook.sources.received import Received
from yearbook.vintage import Vintage, write_vintage

ROOT = Project(Path(__file__).parents[1])
DATASET = "migr_asyappctza"
SEED = 20230329
SERIES, CELLS = 643_776, 6_000_000
AGES = ("TOTAL", "UNK", "Y14-17", "Y18-34", "Y35-64", "Y_GE65", "Y_LT14", "Y_LT18")
SEXES = ("F", "M", "T", "UNK")
YEARS = tuple(map(str, range(2008, 2023)))


def make_cube(path: Path, series: int = SERIES) -> None:
    """Write a made-up bulk TSV (.gz) of asylum applicants: 15 years a series, a third of the cells ":", few flags."""
    chance = np.random.default_rng(SEED)
    cells = np.array([": ", "0 ", "5 ", "10 ", "125 ", "1240 ", "5 p", "0 p"])
    weights = [0.35, 0.5, 0.08, 0.04, 0.015, 0.005, 0.005, 0.005]
    keys = product(_codes("citizen", 208), SEXES, AGES, ("ASY_APP", "NASY_APP", "SSEQ"), _codes("geo", 34))
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
        years = "\t".join(f"{year} " for year in YEARS)
        file.write(f"freq,citizen,sex,unit,age,asyl_app,geo\\TIME_PERIOD\t{years}\n")
        chosen = chance.choice(len(cells), size=(series, len(YEARS)), p=weights)
        for row, (citizen, sex, age, applicant, geo) in zip(chosen, keys, strict=False):
            line = "\t".join(cells[row])
            file.write(f"A,{citizen},{sex},PER,{age},{applicant},{geo}\t{line}\n")


def make_pair(root: Path, cells: int = CELLS) -> tuple[Vintage, Vintage]:
    """Write two vintages of about `cells` made-up observations each: 1 % revised, 0.3 % vanished, 0.3 % new."""
    chance = np.random.default_rng(SEED)
    lists = {
        "citizen": _codes("citizen", 208),
        "sex": SEXES,
        "age": AGES,
        "applicant": ("FRST", "SSEQ", "TOTAL"),
        "geo": _codes("geo", 34),
        "period": YEARS,
    }
    whole = int(np.prod([len(codes) for codes in lists.values()]))
    places = np.sort(chance.choice(whole, size=min(cells, whole), replace=False))
    values = np.where(chance.random(len(places)) < 0.7, 0.0, 5.0 * chance.integers(1, 200, len(places)))
    revised = values + 5.0 * (chance.random(len(places)) < 0.01)
    sides = [chance.random(len(places)) >= 0.003 for _ in range(2)]
    frames = [_frame(lists, places[held], v[held]) for held, v in zip(sides, (values, revised), strict=True)]
    old, new = (_vintage(root, day, frame) for day, frame in zip(("2023-03-29", "2024-03-27"), frames, strict=True))
    return old, new


def _frame(lists: dict[str, tuple[str, ...]], places: NDArray[np.int64], values: NDArray[np.float64]) -> pd.DataFrame:
    columns, rest = {}, places
    for name, codes in reversed(lists.items()):
        columns[name] = pd.Series(pd.Categorical.from_codes(rest % len(codes), pd.Index(codes))).astype("str")
        rest = rest // len(codes)
    frame = pd.DataFrame({name: columns[name] for name in lists} | {"value": values})
    return frame.assign(status=np.where(places % 50 == 0, "p", ""), conf="")


def _vintage(root: Path, released: str, frame: pd.DataFrame) -> Vintage:
    received = (Received("made up by the benchmark", "0" * 64, 0),)
    dataset = find_dataset(ROOT, DATASET).model_copy(update={"keep": ({},)})
    return write_vintage(Project(root), dataset, released, Extract(frame, received, "none", len(frame), {}))


def _codes(dimension: str, count: int) -> tuple[str, ...]:
    """Return so many codes that the readers know; "TOTAL" is among the citizenships."""
    codes = sorted(load_codes(ROOT).known(dimension))
    return tuple(sorted({*codes[: count - 1], "TOTAL"} if "TOTAL" in codes else codes[:count]))
