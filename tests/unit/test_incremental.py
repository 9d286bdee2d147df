"""What a build does again after each kind of change, and that it comes to the same bytes as a build from nothing."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fixture.figures import DECISIONS, DECISIONS_2024_03_12, tsv

from yearbook.collect import collect_file
from yearbook.project import Project

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[2] / "src"
ALL = {"asylum", "decisions", "glossary", "factsheet"}
BUILD = "from yearbook.cli import main; main()"
ENDED = re.compile(r"^ +(done|kept|failed) +(\w+) \((\w+)\)", re.MULTILINE)


@dataclass
class Workshop:
    """A project and a copy of the program, both of which a test may change."""

    project: Project
    program: Path
    surroundings: dict[str, str] = field(default_factory=dict)

    def build(self, *words: str) -> tuple[set[str], set[str]]:
        """Build as a user does, and return which chapters ran and which languages were rendered."""
        before = self._rendered()
        done = subprocess.run(
            [sys.executable, "-c", BUILD, "build", "2023", *(words or ("--format", "html"))],
            cwd=self.project.root,
            env={**os.environ, "PYTHONPATH": str(self.program), "YEARBOOK_PROJECT": "", **self.surroundings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        after = self._rendered()
        return {name for how, name, _ in ENDED.findall(done.stderr) if how == "done"}, {
            code for code in after if after[code] != before.get(code)
        }

    def _rendered(self) -> dict[str, int]:
        """Return when the pages of each language were last written."""
        pages = self.project.build.glob("work/site/LV/*/2023/html/index.html")
        return {page.parents[2].name: page.stat().st_mtime_ns for page in pages}

    def results(self) -> dict[str, bytes]:
        """Return all files of the site, and the notebooks as they were staged."""
        build = self.project.build
        files = [*(build / "site").rglob("*"), *build.glob("work/site/LV/*/2023/source/*.ipynb")]
        return {path.relative_to(build).as_posix(): path.read_bytes() for path in files if path.is_file()}


@pytest.fixture(scope="module")
def workshop(tiny, tmp_path_factory):
    root = tmp_path_factory.mktemp("workshop")
    shutil.copytree(tiny.root, root / "project", ignore=shutil.ignore_patterns("_build"))
    shutil.copytree(PACKAGE, root / "program", ignore=shutil.ignore_patterns("__pycache__"))
    made = Workshop(Project(root / "project"), root / "program")
    made.build()
    return made


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def text_of_a_chapter(shop: Workshop) -> None:
    replaced(shop.project.notebooks / "asylum.ipynb", "## Salīdzinājums", "## Salīdzinājums ar citiem")


def a_sentence_of_a_chapter(shop: Workshop) -> None:
    replaced(shop.project.notebooks / "asylum.ipynb", "Biežāk pārstāvētās", "Visbiežāk pārstāvētās")


def the_first_finding(shop: Workshop) -> None:
    old, new = "Lēmumu skaits {glue", "{.key-findings}\\n- **Lēmumi.** To skaits {glue"
    replaced(shop.project.notebooks / "decisions.ipynb", old, new)


def the_title_of_a_chapter(shop: Workshop) -> None:
    replaced(shop.project.notebooks / "decisions.ipynb", "# Lēmumi", "# Lēmumi un to skaits")


def a_table_before_others(shop: Workshop) -> None:
    table = ":::{table} Vēl viena\\n| a | b |\\n|:--|--:|\\n| c | d |\\n:::"
    replaced(shop.project.notebooks / "asylum.ipynb", "## Pilsonības", f"## Pilsonības\\n\\n{table}")


def code_of_a_chapter(shop: Workshop) -> None:
    replaced(shop.project.notebooks / "asylum.ipynb", "years=3", "years=2")


def a_vintage(shop: Workshop) -> None:
    received = shop.project.root / "received.tsv"
    received.write_text(tsv(DECISIONS, DECISIONS_2024_03_12.replace("| 70", "| 75")), "utf-8")
    collect_file(shop.project, "migr_asydcfstq", received, "2024-05-30")
    received.unlink()
    replaced(shop.project.editions / "2023" / "edition.toml", '["2024-03-12"]', '["2024-05-30"]')


def a_label(shop: Workshop) -> None:
    replaced(shop.project.data / "labels.csv", "country,IQ,,", "country,IQ,Irākas Republika,Republic of Iraq")


def a_label_that_nothing_shows(shop: Workshop) -> None:
    replaced(shop.project.data / "labels.csv", "citizen,UK_OCT,Britu", "citizen,UK_OCT,Lielbritānijas")


def an_indicator(shop: Workshop) -> None:
    module = shop.program / "yearbook" / "indicators" / "decisions.py"
    module.write_text(module.read_text("utf-8") + "\n# changed\n", "utf-8")


def the_style_of_charts(shop: Workshop) -> None:
    style = shop.program / "yearbook" / "charts" / "yearbook.mplstyle"
    style.write_text(style.read_text("utf-8") + "\nxtick.major.pad: 5\n", "utf-8")


def the_style_of_pages(shop: Workshop) -> None:
    style = shop.program / "yearbook" / "site" / "theme" / "static" / "yearbook.css"
    style.write_text(style.read_text("utf-8") + "\np { margin-block: 0.9em; }\n", "utf-8")


def a_commentary(shop: Workshop) -> None:
    text = "Skaitu ietekmēja notikumi ārpus Latvijas.\n"
    (shop.project.editions / "2023" / "asylum.lv.md").write_text(text, "utf-8")


def a_page_written_by_hand(shop: Workshop) -> None:
    page = shop.project.book / "index.md"
    page.write_text(page.read_text("utf-8") + '\n+++ {"tags": ["lang-en"]}\n\nOne more sentence.\n', "utf-8")


def the_contents(shop: Workshop) -> None:
    table = shop.project.root / "_toc.yml"
    lines = table.read_text("utf-8").splitlines()
    first, second = (lines.index(f"      - file: {name}") for name in ("notebooks/glossary", "book/explorer"))
    lines[first], lines[second] = lines[second], lines[first]
    table.write_text("\n".join(lines) + "\n", "utf-8")


def nothing(shop: Workshop) -> None:
    """Touch a file, as an editor that saves what it has opened."""
    (shop.project.notebooks / "asylum.ipynb").touch()


# kind of change, chapters that run, languages whose pages are rendered
Change = tuple[Callable[[Workshop], None], set[str], set[str]]
BOTH = {"lv", "en"}
CHANGES: list[Change] = [
    (text_of_a_chapter, set(), {"lv"}),
    (a_sentence_of_a_chapter, set(), {"lv"}),
    (the_first_finding, set(), {"lv"}),
    (the_title_of_a_chapter, set(), {"lv"}),
    (a_table_before_others, set(), {"lv"}),
    (code_of_a_chapter, {"asylum"}, BOTH),
    (a_vintage, {"decisions", "factsheet"}, BOTH),
    (a_label, {"asylum"}, BOTH),
    (a_label_that_nothing_shows, set(), set()),
    (an_indicator, {"decisions", "factsheet"}, set()),
    (the_style_of_charts, ALL, BOTH),
    (the_style_of_pages, set(), BOTH),
    (a_commentary, set(), {"lv"}),
    (a_page_written_by_hand, set(), BOTH),
    (the_contents, set(), BOTH),
    (nothing, set(), set()),
]


def test_each_kind_of_change_does_again_what_depends_on_it_and_the_bytes_are_those_of_a_clean_build(workshop, tmp_path):
    """The order is another one every time, so that no change is tested only after the same others.

    The clean build stands in another folder, at another time, in another time zone: this is also the proof that the
    same commit, vintages and lock give the same bytes, of pages, PDF, workbooks and staged notebooks.
    """
    order = CHANGES[:]
    random.Random(os.environ.get("GITHUB_RUN_ID") or os.getpid()).shuffle(order)  # noqa: S311
    # what concerns one language alone comes first; the rest is looked at in one, and the other catches up in the end
    order.sort(key=lambda change: change[2] != {"lv"})
    names = [change.__name__ for change, _, _ in order]
    for change, chapters, languages in order:
        change(workshop)
        words = ("--format", "html", *(() if languages == {"lv"} else ("--language", "lv")))
        assert workshop.build(*words) == (chapters, languages & {"lv"}), f"after {change.__name__} of {names}"
    workshop.build("--format", "html", "--format", "pdf")
    log = workshop.project.build / "work" / "site" / "LV" / "lv" / "2023" / "html.log"
    assert "0 added, 0 changed, 0 removed" in log.read_text("utf-8")  # a PDF beside the pages is none of their text
    incremental = workshop.results()
    abroad = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "COLUMNS": "200"}
    clean = Workshop(Project(tmp_path / "elsewhere"), workshop.program, abroad)
    shutil.copytree(workshop.project.root, clean.project.root, ignore=shutil.ignore_patterns("_build"))
    clean.build("--format", "html", "--format", "pdf")
    built = clean.results()
    assert sorted(incremental) == sorted(built)
    assert {Path(name).suffix for name in built} >= {".html", ".pdf", ".xlsx", ".ipynb", ".csv", ".svg", ".js"}
    assert [name for name in built if built[name] != incremental[name]] == []
