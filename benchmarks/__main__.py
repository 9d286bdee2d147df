"""`python -m benchmarks`: every task both ways, alternately, then BENCHMARKS.md."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from .measured import Measured, Run, run_task
from .packages import OBSERVATIONS, PART, WIRE, size_of
from .report import Task, report

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "sources" / "eurostat" / "migr_asyappctza_2023-03-29.tsv.gz"


def main() -> None:
    """Run the benchmarks and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each way (3)")
    parser.add_argument("--output", type=Path, default=HERE / "BENCHMARKS.md", help="the report")
    parser.add_argument("--only", action="append", help="this task alone, may be repeated; nothing is written then")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="yearbook-benchmark-") as folder:
        places = _inputs(Path(folder))
        tasks, found = _tasks("real" if REAL.is_file() else "made up", places), {}
        tasks = {name: task for name, task in tasks.items() if name in (options.only or tasks)}
        for name, task in tasks.items():
            found[task.title] = measure(name, places[name], options.runs)
    day = datetime.now(UTC).date().isoformat()
    text = report(list(tasks.values()), found, load=load, day=day)
    print(text)
    if not options.only:
        options.output.write_text(text, "utf-8")


def _inputs(folder: Path) -> dict[str, Path]:
    """Make the inputs and return where each task finds its own."""
    cube = folder / "migr_asyappctza.tsv.gz"
    if REAL.is_file():
        shutil.copyfile(REAL, cube)
    else:
        run_task("make-cube", "", cube)
    run_task("make-wire", "", cube)
    pair = folder / "pair"
    pair.mkdir()
    run_task("make-pair", "", pair)
    wire = {"parse-tsv": folder / WIRE, "parse-csv": folder / PART}
    return {"read-kept": cube, "read-whole": cube, "revisions": pair, **wire}


def _tasks(origin: str, places: Mapping[str, Path]) -> dict[str, Task]:
    cube = f"the bulk TSV (.gz) of migr_asyappctza, 643,776 series of 15 years, {origin}"
    return {
        "read-kept": Task(
            "Reading the cube into a vintage, the part that data/datasets.toml keeps",
            f"{cube}; the plain way filters after melting",
            faster=8,
            smaller=2,
        ),
        "read-whole": Task("Reading the cube into a vintage, all of it", cube, faster=8, smaller=2),
        "revisions": Task(
            "Comparing two vintages of 6 million cells",
            "two made-up Parquet files, 1 % of the cells revised; the plain way is an outer merge",
        ),
        "parse-tsv": Task(
            "Parsing the TSV that Eurostat's service sends",
            f"{cube}, with the line ends of the service; parsing alone, no vintage is written",
            rival="eurostat",
            megabytes=size_of(places["parse-tsv"]),
            speed=50,
        ),
        "parse-csv": Task(
            "Parsing SDMX-CSV 2.0",
            f"the first {OBSERVATIONS:,} observations of the same cube, as `yearbook export` writes them",
            rival="sdmx1",
            megabytes=size_of(places["parse-csv"]),
        ),
    }


def measure(name: str, path: Path, runs: int) -> tuple[Measured, Measured]:
    """Run a task both ways, alternately.

    Raises:
        SystemExit: the two ways do not come to the same answer.
    """
    plain: list[Run] = []
    ours: list[Run] = []
    for number in range(runs):
        for way, found in (("plain", plain), ("ours", ours)):
            found.append(run_task(name, way, path))
            print(f"{name}, {way}, run {number + 1}: {found[-1].seconds:.2f} s", file=sys.stderr)
    if plain[0].answer != ours[0].answer:
        sys.exit(f"{name}: the ways differ: plain {plain[0].answer}, ours {ours[0].answer}")
    return Measured(tuple(plain)), Measured(tuple(ours))


if __name__ == "__main__":
    main()
