"""`python -m benchmarks.growth`: what all of Europe would cost, planned from one edition and tried on a part of it.

The unit is one edition of one country: the figures are read and the indicators computed once, then every chapter is
executed in each language. A worker takes whole units. The plan counts units; the trial runs some of them, nothing kept
from before, and is held against what the plan says of the same number.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import product
from math import ceil
from pathlib import Path

from yearbook.book.contents import load_contents
from yearbook.book.warm import preload
from yearbook.execution import Run, execute_all
from yearbook.project import Project
from yearbook.warm_kernels.client import warm_process

HERE = Path(__file__).parent
LANGUAGES = ("lv", "en")
COUNTRIES, EDITIONS = 31, 10  # the Union, Iceland, Liechtenstein, Norway and Switzerland; ten reference years
PLANNED_WORKERS = (1, 16, 128)
WITHIN = 0.2
FASTER = 1.7


@dataclass(frozen=True)
class Unit:
    """What one edition of one country takes a single worker, in seconds.

    Attributes:
        ready: until its figures are read and its indicators computed.
        chapter: for one chapter in one language, on average.
        chapters: how many it has in one language.
    """

    ready: float
    chapter: float
    chapters: int

    def seconds(self, languages: int) -> float:
        """Return what it takes in so many languages."""
        return self.ready + languages * self.chapters * self.chapter


def planned(unit: Unit, units: int, languages: int, workers: int) -> float:
    """Return the seconds until `workers`, each taking whole units, have done all of them."""
    return ceil(units / workers) * unit.seconds(languages)


def run_unit(project: Project, country: str, edition: str, languages: Sequence[str]) -> Unit:
    """Execute all chapters of an edition one after another and return what it took.

    Raises:
        YearbookError: a chapter failed.
    """
    parameters = [{"edition": int(edition), "language": code, "country": country} for code in languages]
    paths = list(load_contents(project).chapters.values())
    runs = [Run(path, given) for given in parameters for path in paths]
    begun = time.perf_counter()
    with warm_process(preload(project, edition)) as server:
        done = execute_all(project, runs, 1, lambda _: None, server)
        whole = time.perf_counter() - begun
    for one in done:
        if one.error:
            raise one.error
    # the first chapter waits until the warm process is ready
    chapter = sum(one.seconds for one in done[1:]) / (len(done) - 1)
    return Unit(whole - len(done) * chapter, chapter, len(paths))


def tried(project: Project, units: Sequence[tuple[str, str]], languages: Sequence[str], workers: int) -> float:
    """Run units on so many workers and return the seconds until the last has ended."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        list(pool.map(lambda one: run_unit(project, *one, languages), units))
    return time.perf_counter() - begun


def report(
    unit: Unit, trial: tuple[int, int, float, float], workers: int, load: float, apart: tuple[float, float] = (0.0, 0.0)
) -> str:
    """Return the report in Markdown.

    Args:
        unit: as it was measured.
        trial: countries, editions, seconds planned and seconds taken.
        workers: of the trial.
        load: of the machine at the start.
        apart: seconds for two editions of one country, on one worker and on two; none if they were not measured.
    """
    explained = " ".join(str(__doc__).split("\n\n", 1)[1].split())
    versions = ", ".join(f"{name} {version(name)}" for name in ("papermill", "matplotlib", "pandas"))
    runs = COUNTRIES * EDITIONS * len(LANGUAGES) * unit.chapters
    countries, editions, expected, taken = trial
    off = taken / expected - 1
    return "\n".join(
        [
            "# All of Europe\n",
            f"Written by `python -m benchmarks.growth`; do not edit. {explained}\n",
            f"{datetime.now(UTC).date()}; {os.cpu_count()} cores, load {load:.1f} at the start; Python "
            f"{sys.version.split()[0]}, {versions}.\n",
            f"Unit: {unit.ready:.1f} s until its figures are ready, then {unit.chapter:.2f} s for each of "
            f"{unit.chapters} chapters in each language, on one worker.\n",
            f"Plan: {runs:,} chapters for {COUNTRIES} countries, {EDITIONS} editions and {len(LANGUAGES)} languages.\n",
            "| workers | hours |",
            "|--:|--:|",
            *(
                f"| {one} | {planned(unit, COUNTRIES * EDITIONS, len(LANGUAGES), one) / 3600:.2f} |"
                for one in PLANNED_WORKERS
            ),
            "",
            f"Trial: {countries} countries and {editions} editions in one language on {workers} workers took "
            f"{taken:.0f} s, planned {expected:.0f} s: {off:+.0%} "
            f"({'agrees' if abs(off) <= WITHIN else 'does not agree'} within {WITHIN:.0%}).\n",
            *_apart(apart),
        ]
    )


def _apart(seconds: tuple[float, float]) -> list[str]:
    one, two = seconds
    if not two:
        return []
    verdict = "met" if one >= FASTER * two else "missed"
    said = f"Two editions of one country in {len(LANGUAGES)} languages: {one:.0f} s on one worker, {two:.0f} s on two"
    return [f"{said}, {one / two:.1f} times as fast (goal {FASTER}: {verdict}).\n"]


def main() -> None:
    """Measure, print and write `GROWTH.md`."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--countries", default="LV,EE,DE,MT,NO")
    asked.add_argument("--editions", default="2021,2022,2023")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--output", type=Path, default=HERE / "GROWTH.md")
    given = asked.parse_args()
    project, load = Project(HERE.parent), os.getloadavg()[0]
    countries, editions = given.countries.split(","), given.editions.split(",")
    units, languages = list(product(countries, editions)), LANGUAGES[:1]
    # the unit is measured while all workers are busy, as they will be: cores share memory and caches
    with ThreadPoolExecutor(max_workers=given.workers) as pool:
        measured = list(pool.map(lambda one: run_unit(project, *one, languages), units[: given.workers]))
    unit = Unit(
        sum(one.ready for one in measured) / len(measured),
        sum(one.chapter for one in measured) / len(measured),
        measured[0].chapters,
    )
    expected = planned(unit, len(units), len(languages), given.workers)
    taken = tried(project, units, languages, given.workers)
    series = [(countries[0], edition) for edition in editions[-2:]]
    one, two = (tried(project, series, LANGUAGES, workers) for workers in (1, 2))
    text = report(unit, (len(countries), len(editions), expected, taken), given.workers, load, (one, two))
    given.output.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
