"""`python -m benchmarks`: every task both ways, alternately, then BENCHMARKS.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from .measured import Measured, Run, run_task
from .report import Task, report

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "sources" / "eurostat" / "migr_asyappctza_2023-03-29.tsv.gz"


def main() -> None:
    """Run the benchmarks and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each way (3)")
    parser.add_argument("--output", type=Path, default=HERE / "BENCHMARKS.md", help="the report")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="yearbook-benchmark-") as folder:
        cube, pair = _inputs(Path(folder))
        tasks, found = _tasks("real" if cube == REAL else "made up"), {}
        for name, task in tasks.items():
            found[task.title] = measure(name, pair if name == "revisions" else cube, options.runs)
    day = datetime.now(UTC).date().isoformat()
    options.output.write_text(report(list(tasks.values()), found, load=load, day=day), "utf-8")
    print(options.output.read_text("utf-8"))


def _inputs(folder: Path) -> tuple[Path, Path]:
    cube = REAL
    if not cube.is_file():
        cube = folder / "migr_asyappctza.tsv.gz"
        run_task("make-cube", "", cube)
    pair = folder / "pair"
    pair.mkdir()
    run_task("make-pair", "", pair)
    return cube, pair


def _tasks(origin: str) -> dict[str, Task]:
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
