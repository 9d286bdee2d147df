"""The explorer's files beside the pages of a book: catalogue, series, script, and the program that draws the charts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from ..cards import carded
from ..observations.arithmetic import breaks_that_matter
from ..project import Project
from ..tables import MARK_NOTES
from ..view import View
from .catalogue import catalogue
from .series import Held, Slice, as_script, held, shown

PAGE, CARDS = "explorer", "methodology"
STATIC = Path(__file__).parent / "static"
# in the order in which they build on one another; joined into one file, because a page from disk loads no modules
PARTS = (
    "store",
    "words",
    "figures",
    "address",
    "choice",
    "table",
    "marks",
    "specs",
    "chart",
    "files",
    "controls",
    "page",
)
DENOMINATOR, INHABITANTS = "population", "inhabitants"
MODULES = {
    "dataflow": "vega-dataflow@6.1.0",
    "transforms": "vega-transforms@5.1.0",
    "drawing": "vega-view-transforms@5.1.0",
    "encoding": "vega-encode@5.1.0",
    "parser": "vega-parser@7.1.0",
    "view": "vega-view@6.1.0",
    "interpreter": "vega-interpreter@2.0.0",
}
"""The parts of Vega that the charts use, in the versions of the vl-convert that the project is locked to."""


@dataclass(frozen=True)
class Explorer:
    """The figures of an edition as the explorer shows them, made once for the books of all languages."""

    view: View

    @cached_property
    def found(self) -> Mapping[str, Held]:
        """What is shown of each indicator that has any figure."""
        marks = {mark: self.view.language.symbol(mark) for mark in MARK_NOTES}
        computed = ((one, self.view.results.compute(one.name)) for one in carded(self.view))
        left = ((one.name, shown(whole, one.by, self.view.year)) for one, whole in computed)
        return {name: held(name, one, marks) for name, one in left if one.periods}

    @cached_property
    def inhabitants(self) -> Sequence[Slice]:
        """The population on 1 January by which counts are divided; as in `Observations.per_inhabitants`."""
        if DENOMINATOR not in self.found:
            return ()
        whole = self.view.results.compute(DENOMINATOR)
        steady = replace(whole, frame=whole.frame.assign(status=breaks_that_matter(whole)))
        return held(INHABITANTS, shown(steady, (), self.view.year), {}).slices

    def write(self, folders: Sequence[Path]) -> None:
        """Write the figures into folders, a file for each slice."""
        for part in (*(part for one in self.found.values() for part in one.slices), *self.inhabitants):
            script = part.script()
            for folder in folders:
                (folder / f"{part.name}.js").write_text(script, "utf-8")

    def index(self, view: View, cards: str) -> str:
        """Return the script with all that a reader's page knows before it loads figures.

        Args:
            view: whose reader it is for.
            cards: the page with the cards of the indicators, or "".
        """
        years = self.found[DENOMINATOR].periods if self.inhabitants else []
        content = {**catalogue(view, self.found, years), "cards": cards}
        return f'yearbookExplorer.receive("index",{as_script(content)});\n'


def write_explorers(project: Project, books: Iterable[tuple[Path, View]]) -> None:
    """Write the files of the explorer beside the pages of those books that have the page `explorer.html`.

    Args:
        project: keeps the program that draws the charts, which takes seconds to make.
        books: folder and view of each; all are of one edition.
    """
    wanted = [(folder, view) for folder, view in books if (folder / f"{PAGE}.html").is_file()]
    if not wanted:
        return
    explorer, program = Explorer(wanted[0][1]), chart_program(project)
    for folder, _ in wanted:
        (folder / PAGE).mkdir(exist_ok=True)
    explorer.write([folder / PAGE for folder, _ in wanted])
    for folder, view in wanted:
        place, cards = folder / PAGE, f"{CARDS}.html"
        (place / "index.js").write_text(explorer.index(view, cards if (folder / cards).is_file() else ""), "utf-8")
        (place / "explorer.js").write_text(script(), "utf-8")
        shutil.copyfile(STATIC / "explorer.css", place / "explorer.css")
        shutil.copyfile(program, place / "vega.js")


def script() -> str:
    """Return the explorer's script."""
    return "\n".join((STATIC / f"{part}.js").read_text("utf-8") for part in PARTS)


def bundled(libraries: str) -> str:
    """Return the script that vl-convert joins with Vega's modules, which it knows by addresses below `libraries`."""
    imports = [f'import * as {name} from "{libraries}{module}/+esm";' for name, module in MODULES.items()]
    return "\n".join(
        [
            *imports,
            "Object.assign(dataflow.transforms, transforms, drawing, encoding);",
            "window.yearbookVega = { View: view.View, parse: parser.parse,",
            "  expressionInterpreter: interpreter.expressionInterpreter };",
        ]
    )


def chart_program(project: Project) -> Path:
    """Return the file with those parts of Vega that the charts use, made once for each version of vl-convert."""
    made_from = hashlib.sha256(f"{version('vl-convert-python')}\n{bundled('')}".encode()).hexdigest()
    file = project.build / "explorer" / f"vega-{made_from[:12]}.js"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        # in a function of its own: the bundle's short names would be those of every script on the page
        unfinished.write_text(f"(function () {{\n{_bundle()}\n}})();\n", "utf-8")
        unfinished.replace(file)
    return file


def _bundle() -> str:
    import vl_convert  # noqa: PLC0415  a build that does not make the program does without its 100 MB

    # it has the modules in itself, under the addresses that its own pages name; nothing is asked of anybody
    page = vl_convert.vegalite_to_html({"mark": "point"}, bundle=False)
    return vl_convert.javascript_bundle(snippet=bundled(page.partition('src="')[2].partition("vega@")[0]))
