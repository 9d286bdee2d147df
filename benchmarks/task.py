"""One measured task in a process of its own: `python -m benchmarks.task TASK WAY PATH` prints its answer as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from . import cubes, packages
from .ways import WAYS

MAKERS = {"make-cube": cubes.make_cube, "make-pair": cubes.make_pair, "make-wire": packages.make_wire}


def main(task: str, way: str, place: str) -> None:
    """Do the task and print {"seconds": wall time without imports, "answer": what it found}."""
    path = Path(place)
    if task in MAKERS:
        MAKERS[task](path)
        print("{}")
        return
    start = time.perf_counter()
    found = WAYS[task][0 if way == "plain" else 1](path)
    seconds = time.perf_counter() - start
    # what a parser returns is added up after the clock has stopped
    answer = found() if callable(found) else found
    print(json.dumps({"seconds": seconds, "answer": answer}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
