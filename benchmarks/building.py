"""`python -m benchmarks.building`: an edition by papermill and Jupyter Book as they come, and by `yearbook build`.

The plain way executes the same notebooks one by one and calls `jupyter-book build` once a language for HTML and once
for the PDF: by XeLaTeX where that is installed (see `latex`), else by our Typst builder. It makes no data files,
workbooks, explorer or switches, which ours makes in the same time. Every run starts in a fresh copy of the repository.
The floor is the time inside the figures themselves: the code of all chapters run one after another in one process that
has everything loaded; where no chapter runs there is none.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

import psutil

from . import latex

HERE = Path(__file__).parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
LANGUAGES = ("lv", "en")
SAMPLE_SECONDS = 0.25
TEN = ",".join(map(str, range(2015, 2025)))


@dataclass(frozen=True)
class Measure:
    """One row of the table: what, seconds the plain way and ours, the ratio or time that is asked for, the floor."""

    what: str
    plain: float
    ours: float
    goal: str
    met: Callable[[float, float], bool]
    floor: float = 0.0

    @property
    def line(self) -> str:
        """The row in Markdown."""
        plain = f"{self.plain:.1f} | " if self.plain else " | "
        times = f"{self.plain / self.ours:.1f}" if self.plain else ""
        floor = f"{self.floor:.1f} | {self.ours / self.floor:.1f}" if self.floor else "none | "
        verdict = "met" if self.met(self.plain, self.ours) else "missed"
        return f"| {self.what} | {plain}{self.ours:.2f} | {times} | {floor} | {self.goal}: {verdict} |"


@contextmanager
def copy() -> Iterator[Path]:
    """Give a copy of the repository's files, without anything built."""
    with tempfile.TemporaryDirectory(prefix="yearbook-building-") as folder:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
        for name in filter(None, listed.stdout.split("\0")):
            place = Path(folder) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
        yield Path(folder)


def timed(words: Sequence[str | Path], folder: Path) -> float:
    """Run a command and return its wall time in seconds.

    Raises:
        RuntimeError: it failed.
    """
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "YEARBOOK_PROJECT": str(folder)}
    command = list(map(str, words))
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.perf_counter() - begun


def child(way: str, folder: Path, *words: str) -> float:
    """Do a task of this module in a process of its own and return the seconds that it prints: without imports."""
    command = [sys.executable, "-m", "benchmarks.building_task", way, str(folder), *words]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{ROOT}", "YEARBOOK_PROJECT": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{way}\n{done.stderr[-3000:]}")
    return float(done.stdout.splitlines()[-1])


def plain_book(folder: Path, *words: str) -> float:
    """Publish what `plain` has executed in both languages; return the seconds."""
    books = [folder / "plain" / language for language in LANGUAGES]
    return sum(timed([BIN / "jupyter-book", "build", "--quiet", book, *words], folder) for book in books)


def printed(folder: Path) -> float:
    """Make the PDFs of both languages by XeLaTeX from the pages that a build has staged; return the seconds."""
    books = {language: folder / "printed" / language for language in LANGUAGES}
    for language, book in books.items():
        source = next((folder / "_build" / "work" / "site").glob(f"*/{language}/*/source"))
        latex.prepare(source, folder / "_config.yml", language, book)
    return sum(map(latex.seconds_of, books.values()))


@contextmanager
def watched() -> Iterator[list[float]]:
    """Give a list that holds, in the end, the most memory that this process's children held together, in MB."""
    peak, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            held = 0.0
            for process in psutil.Process().children(recursive=True):
                try:
                    held += process.memory_full_info().pss / 1e6  # shared pages count once
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], held)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


SENTENCE = (("Tās ir dažādas cilvēku", "Tās ir atšķirīgas cilvēku"), ("These are different", "These are distinct"))
HEADING = (("# Integrācija", "# Integrācija un darbs"), ("# Integration", "# Integration and work"))


def change_text(folder: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Replace words in the text of one chapter, in both languages."""
    notebook = folder / "notebooks" / "integration.ipynb"
    text = notebook.read_text("utf-8")
    for old, new in pairs:
        if old not in text:
            raise RuntimeError(f"{notebook.name} does not say: {old}")
        text = text.replace(old, new, 1)
    notebook.write_text(text, "utf-8")


def once(year: str) -> dict[str, float]:
    """Measure everything once; return the seconds by name, and the memory of a build in MB."""
    found: dict[str, float] = {}
    build = [BIN / "yearbook", "build", year]
    with copy() as folder:
        found["plain execute"] = child("plain", folder, year)
        found["plain html"] = plain_book(folder)
        found["typst"] = plain_book(folder, "--builder", "custom", "--custom-builder", "typst")
        found["floor"] = child("floor", folder, year)
    for jobs in ("1", "2"):
        with copy() as folder:
            found[f"execute {jobs}"] = child("ours", folder, year, jobs)
    with copy() as folder:
        with watched() as peak:
            found["whole"] = timed(build, folder)
        found["memory"] = peak[0]
        found["nothing"] = timed(build, folder)
        for name, pairs in (("sentence", SENTENCE), ("heading", HEADING)):
            change_text(folder, pairs)
            found[name] = timed([*build, "--format", "html"], folder)
        if latex.is_installed():
            found["xelatex"] = printed(folder)
    found["help"] = timed([BIN / "yearbook", "--help"], ROOT)
    return found


def editions(years: Sequence[str]) -> tuple[float, list[float]]:
    """Build editions one after another in one site, the newest last; return the seconds, and MB of memory of each."""
    seconds, memory = 0.0, []
    with copy() as folder:
        for year in years:
            with watched() as peak:
                seconds += timed([BIN / "yearbook", "build", year], folder)
            memory.append(peak[0])
    return seconds, memory


def rows(found: dict[str, float], several: tuple[int, float]) -> list[Measure]:
    """Return the table's rows from the medians; `several` is how many editions were built in a row, and how long."""
    plain, floor = found["plain execute"] + found["plain html"] + found.get("xelatex", found["typst"]), found["floor"]
    count, seconds = several

    def times(least: float) -> Callable[[float, float], bool]:
        return lambda before, now: before >= least * now

    return [
        Measure("all chapters, both languages", found["plain execute"], found["execute 2"], "6 times", times(6), floor),
        Measure("whole edition, both languages, HTML and PDF", plain, found["whole"], "5 times", times(5), floor),
        Measure(
            "build with nothing changed",
            plain,
            found["nothing"],
            "40 times, under 1.5 s",
            lambda before, now: now < 1.5 and before >= 40 * now,
        ),
        Measure("a sentence changed, both HTML", plain, found["sentence"], "under 4 s", lambda _, now: now < 4),
        Measure(
            "a heading changed, which every page has", plain, found["heading"], "under 4 s", lambda _, now: now < 4
        ),
        Measure(
            f"{count} editions beside {count} times one",
            count * found["whole"],
            seconds,
            "not more each",
            times(1),
            count * floor,
        ),
        Measure(
            "chapters with 2 workers beside 1",
            found["execute 1"],
            found["execute 2"],
            "1.7 times",
            times(1.7),
            floor,
        ),
        Measure("start: yearbook --help", 0.0, found["help"], "under 0.4 s", lambda _, now: now < 0.4),
    ]


def report(
    measures: Sequence[Measure], found: dict[str, float], memory: Sequence[float], runs: int, load: float
) -> str:
    """Return the report in Markdown; `memory` is of editions built in a row."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("papermill", "jupyter-book", "matplotlib", "typst"))
    explained = " ".join(str(__doc__).split("\n\n", 1)[1].split())
    lines = [
        "# Building an edition\n",
        f"Written by `python -m benchmarks.building`; do not edit. {explained} Runs: {runs}, of which the median.\n",
        f"{datetime.now(UTC).date()}; {os.cpu_count()} cores, load {load:.1f} at the start; Python "
        f"{sys.version.split()[0]}, {versions}.\n",
        "| measure | plain, s | yearbook, s | times | floor, s | yearbook / floor | goal |",
        "|:--|--:|--:|--:|--:|--:|:--|",
        *(one.line for one in measures),
        "",
        _parts(found),
        "",
        f"Peak memory of a whole build, all processes together, shared pages once: {found['memory']:,.0f} MB "
        f"(goal 1,500: {'met' if found['memory'] < 1500 else 'missed'}). Of the editions built one after another, each "
        f"a build of its own: {', '.join(f'{one:,.0f}' for one in memory)} MB, by what each has to show.",
    ]
    return "\n".join(lines) + "\n"


def _parts(found: dict[str, float]) -> str:
    """Say what the plain way of a whole edition is made of."""
    html, typst, whole = found["plain html"], found["typst"], found["whole"]
    executed = f"The plain way: {found['plain execute']:.1f} s papermill, {html:.1f} s HTML"
    if "xelatex" not in found:
        return f"{executed}, {typst:.1f} s PDF by Typst; XeLaTeX is not installed on this machine."
    ratio = (found["plain execute"] + html + typst) / whole
    return (
        f"{executed}, {found['xelatex']:.1f} s PDF by XeLaTeX. With our Typst builder in its place ({typst:.1f} s) a "
        f"whole edition would be {ratio:.1f} times as fast."
    )


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each way (3)")
    parser.add_argument("--edition", default="2023", help="reference year (2023)")
    parser.add_argument("--editions", default=TEN, help=f"years built in a row ({TEN})")
    parser.add_argument("--output", type=Path, default=HERE / "BUILDING.md", help="the report")
    options = parser.parse_args()
    load, years = os.getloadavg()[0], options.editions.split(",")
    measured = [once(options.edition) for _ in range(options.runs)]
    found = {name: median(one[name] for one in measured) for name in measured[0]}
    seconds, memory = editions(years)
    text = report(rows(found, (len(years), seconds)), found, memory, options.runs, load)
    print(text)
    options.output.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
