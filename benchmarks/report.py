"""The table of `BENCHMARKS.md`."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from .measured import Measured

PACKAGES = ("duckdb", "pandas", "pyarrow", "numpy", "eurostat", "sdmx1")


@dataclass(frozen=True)
class Task:
    """One benchmark.

    Attributes:
        title: what is done.
        input: to what.
        faster: how many times less time is asked for, 0 for no goal.
        smaller: how many times less memory, 0 for no goal.
        rival: whose way ours is measured against.
        megabytes: size of the input when it is unpacked, 0 if it does not matter.
        speed: megabytes a second that are asked for, 0 for no goal.
    """

    title: str
    input: str
    faster: float = 0
    smaller: float = 0
    rival: str = "plain pandas"
    megabytes: float = 0
    speed: float = 0


def report(tasks: Sequence[Task], found: Mapping[str, tuple[Measured, Measured]], *, load: float, day: str) -> str:
    """Return the report in Markdown; `found` has the plain and our way by title, `load` is that at the start."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    first = sys.platform == "linux" and os.sched_getscheduler(0) == os.SCHED_FIFO
    ahead = ", both ways run ahead of it" if first else ""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    parts = [
        "# Benchmarks\n\nWritten by `make bench`; do not edit. Both ways run in the same minutes on the same input, "
        "each in a process of its own; time is wall time without imports and, of parsers, without adding up what they "
        "found, processor time that of all cores with imports, memory the peak of the whole process (`ru_maxrss`); all "
        "are medians. Other work on the machine (its load) slows the yearbook more than pandas, as it uses every core. "
        "The two ways must come to the same answer, or nothing is written.",
        f"{day}; {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, load {load:.1f} at the "
        f"start{ahead}; Python {platform.python_version()}, {versions}.",
    ]
    parts += [section(task, *found[task.title]) for task in tasks]
    return "\n\n".join(parts) + "\n"


def section(task: Task, plain: Measured, ours: Measured) -> str:
    """Return the table of one task and whether it met its goals."""
    lines = [f"## {task.title}", "", f"Input: {task.input}.", ""]
    lines += ["| way | time, s | shortest to longest, s | processor time, s | peak memory, MB |"]
    lines += ["|:--|--:|--:|--:|--:|"]
    for name, way in ((task.rival, plain), ("yearbook", ours)):
        low, high = way.spread
        lines.append(
            f"| {name} | {way.seconds:.2f} | {low:.2f} to {high:.2f} | {way.processor:.1f} | {way.megabytes:,.0f} |"
        )
    faster, smaller = plain.seconds / ours.seconds, plain.megabytes / ours.megabytes
    answer = ", ".join(f"{name} {number:,.0f}" for name, number in ours.runs[0].answer.items())
    lines += ["", f"{len(ours.runs)} runs each. Both found: {answer}.", ""]
    lines.append(f"**{faster:.1f} times less time{_goal(faster, task.faster)}, {smaller:.1f} times less memory")
    lines[-1] += f"{_goal(smaller, task.smaller)}.**"
    if task.megabytes:
        speed = task.megabytes / ours.seconds
        lines.append(f"\n{task.megabytes:,.0f} MB unpacked: **{speed:.0f} MB a second{_goal(speed, task.speed)}**, ")
        lines[-1] += f"{task.rival} {task.megabytes / plain.seconds:.1f}."
    return "\n".join(lines)


def _goal(ratio: float, asked: float) -> str:
    if not asked:
        return ""
    return f" (goal {asked:g}: {'met' if ratio >= asked else 'missed'})"
