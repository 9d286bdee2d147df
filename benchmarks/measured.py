"""Wall time and peak memory of a task, measured from outside; imports nothing heavy, as a child starts at its size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

KILOBYTES_A_UNIT = 1 if sys.platform == "linux" else 1 / 1024


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        seconds: wall time of the task, without imports.
        processor: processor time of its process over all cores, imports included, in seconds.
        megabytes: peak memory of its process (10^6 bytes).
        answer: what it found.
    """

    seconds: float
    processor: float
    megabytes: float
    answer: dict[str, float]


@dataclass(frozen=True)
class Measured:
    """Several runs of one way of a task."""

    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """Median of the wall times."""
        return median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """Median of the processor times."""
        return median(run.processor for run in self.runs)

    @property
    def megabytes(self) -> float:
        """Median of the peaks."""
        return median(run.megabytes for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """Shortest and longest wall time."""
        times = [run.seconds for run in self.runs]
        return min(times), max(times)


def run_task(task: str, way: str, path: Path) -> Run:
    """Run a task in a child process.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", "benchmarks.task", task, way, str(path)]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, text=True) as child:  # noqa: S603  our own module
        said = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{task} ({way}) failed with exit code {child.returncode}")
    found: dict[str, Any] = json.loads(said)
    megabytes = usage.ru_maxrss * KILOBYTES_A_UNIT * 1.024e-3
    return Run(found.get("seconds", 0.0), usage.ru_utime + usage.ru_stime, megabytes, found.get("answer", {}))
