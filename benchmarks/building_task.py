"""One way to execute the chapters of an edition, in a process of its own: prints its seconds, without imports."""

from __future__ import annotations

import re
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from yearbook.book.contents import load_contents
from yearbook.project import Project

LANGUAGES = ("lv", "en")
COUNTRY = "LV"


def plain(folder: Path, year: str) -> float:
    """Execute with papermill, one notebook after another, into a copy of the book a language; return the seconds."""
    import papermill  # noqa: PLC0415

    books = {language: _book(folder, language) for language in LANGUAGES}
    begun = time.perf_counter()
    for path in load_contents(Project(folder)).chapters.values():
        for language, book in books.items():
            parameters = {"edition": int(year), "language": language, "country": COUNTRY}
            out = book / path.relative_to(folder)
            papermill.execute_notebook(str(path), str(out), parameters, progress_bar=False, cwd=str(folder))
    return time.perf_counter() - begun


def ours(folder: Path, year: str, jobs: str) -> float:
    """Execute in forked kernels with nothing kept, while the checks run as in a build; return the seconds."""
    from yearbook.book.warm import preload  # noqa: PLC0415
    from yearbook.consistency.kept import own_findings  # noqa: PLC0415
    from yearbook.edition import load_edition  # noqa: PLC0415
    from yearbook.execution import Run, execute_all  # noqa: PLC0415
    from yearbook.warm_kernels.client import warm_process  # noqa: PLC0415

    project = Project(folder)
    runs = [
        Run(path, {"edition": int(year), "language": language, "country": COUNTRY})
        for path in load_contents(project).chapters.values()
        for language in LANGUAGES
    ]
    begun = time.perf_counter()
    with warm_process(preload(project, year)) as server, ThreadPoolExecutor(max_workers=1) as aside:
        aside.submit(own_findings, project, load_edition(project, year), COUNTRY)
        done = execute_all(project, runs, int(jobs), lambda _: None, server)
    seconds = time.perf_counter() - begun
    for one in done:
        if one.error:
            raise one.error
    return seconds


def floor(folder: Path, year: str) -> float:
    """Run the code of all chapters in this process, which has everything loaded; return the seconds."""
    import nbformat  # noqa: PLC0415
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415
    from IPython.utils.capture import capture_output  # noqa: PLC0415

    import yearbook.chapter  # noqa: F401, PLC0415
    from yearbook.notebook import tags_of  # noqa: PLC0415
    from yearbook.prepared import prepare  # noqa: PLC0415

    prepare(str(folder), year)
    shell, cells = InteractiveShell.instance(), []
    for path in load_contents(Project(folder)).chapters.values():
        for language in LANGUAGES:
            cells.append(f"edition, language, country = {year}, {language!r}, {COUNTRY!r}")
            notebook = nbformat.read(path, as_version=4)
            code = [cell for cell in notebook.cells if cell.cell_type == "code"]
            cells += [cell.source for cell in code if "parameters" not in tags_of(cell)]
    begun = time.perf_counter()
    with capture_output():
        results = [shell.run_cell(cell) for cell in cells]
    seconds = time.perf_counter() - begun
    for result in results:
        result.raise_error()
    return seconds


def _book(folder: Path, language: str) -> Path:
    """Return a copy of what Jupyter Book needs, set to a language and to notebooks that have run."""
    book = folder / "plain" / language
    for part in ("book", "notebooks"):
        shutil.copytree(folder / part, book / part)
    shutil.copyfile(folder / "_toc.yml", book / "_toc.yml")
    config = (folder / "_config.yml").read_text("utf-8").replace("execute_notebooks: force", 'execute_notebooks: "off"')
    (book / "_config.yml").write_text(re.sub(r"language: lv", f"language: {language}", config), "utf-8")
    return book


if __name__ == "__main__":
    way, place, *words = sys.argv[1:]
    print({"plain": plain, "ours": ours, "floor": floor}[way](Path(place), *words))
