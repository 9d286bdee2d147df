"""What is made ready once, before the kernels of an edition's chapters are forked, and what each of them looked at."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path
from string import ascii_letters, digits

from IPython import get_ipython
from IPython.display import display

from .charts import Reader, Series, house_style, line, to_svg
from .edition import Figures, load_edition
from .exhibit import METADATA
from .indicators import Results, all_indicators
from .looked import NOTES, keep_notes, keeps_notes, notes
from .project import Project

_prepared: dict[tuple[Path, str], Results] = {}


def prepared(project: Project, edition: str) -> Results | None:
    """Return the indicators of an edition as they were made ready before this kernel was forked, or None."""
    return _prepared.get((project.root, edition))


def prepare(root: str, edition: str) -> None:
    """Read the vintages of an edition and compute its indicators once for all chapters whose kernels are forked later.

    What cannot be computed is left to the chapter that asks for it and then says what is wrong.
    """
    project = Project(Path(root))
    results = Results(Figures(project, load_edition(project, edition)))
    house_style()
    _draw_once()
    known = (Path(__file__).parent, project.build)
    os.register_at_fork(after_in_child=lambda: keep_notes(project.root, known))
    results.figures.codes.known("geo")  # read now, not once in every kernel
    for name in all_indicators():
        with contextlib.suppress(Exception):
            results.compute(name)
    _prepared[project.root, edition] = results


def _draw_once() -> None:
    """Draw a picture with all letters: the first in a process takes twice as long as the next."""
    reader = Reader(number=str, tick=str, period=str, language="en")
    letters = Series(f"{ascii_letters} {digits} āčēģīķļņšūž", ("2022", "2023"), (1.0, 2.0), role="country")
    to_svg(line([letters, replace(letters, role="context")], reader, unit="%"))


def hand_over_notes() -> None:
    """Let each cell end with what was looked at since the last, as an output that no page shows."""
    shell, told = get_ipython(), set[str]()
    if shell is None or not keeps_notes():
        return

    def tell(_result: object) -> None:
        new = sorted(set(notes()) - told)
        if new:
            told.update(new)
            display({"text/plain": ""}, raw=True, metadata={METADATA: {"preview": True, NOTES: new}})

    shell.events.register("post_run_cell", tell)
