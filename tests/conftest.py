"""The tiny project of `tests/fixture`, its one build, and `--update-golden`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from fixture.figures import PUBLISHED, tsv

from yearbook.book.build import Progress, Request, build
from yearbook.cli import main
from yearbook.collect import collect_file
from yearbook.edition import Figures, load_edition
from yearbook.execution import Executed
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.project import Project
from yearbook.view import View

HERE = Path(__file__).parent
REFERENCED = ("_config.yml", "data/datasets.toml", "data/labels.csv", "data/country_groups.csv", "book/explorer.md")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew instead of comparing")


@dataclass(frozen=True)
class Built:
    """The tiny edition after its build."""

    project: Project
    pages: list[Path]
    told: list[Executed]

    def book(self, code: str) -> Path:
        return self.project.build / "site" / "LV" / code / "2023"

    def source(self, code: str) -> Path:
        return self.project.build / "work" / "site" / "LV" / code / "2023" / "source"


@dataclass(frozen=True)
class Said:
    """How the command line ended."""

    code: object
    out: str
    err: str

    @property
    def text(self) -> str:
        """All that it said, on one line, so that a test does not depend on where a line breaks."""
        return " ".join((self.out + self.err).split())


def make_tiny(root: Path) -> Project:
    """Set the tiny project up in `root`: its own files, the real code lists, and what was published, collected."""
    real = HERE.parent
    shutil.copytree(HERE / "fixture", root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name in REFERENCED:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(real / name, root / name)
    project, received = Project(root), root / "received.tsv"
    for dataset, released, fixed, table in PUBLISHED:
        received.write_text(tsv(fixed, table), "utf-8")
        collect_file(project, dataset, received, released)
    received.unlink()
    return project


@pytest.fixture(scope="session")
def real() -> Project:
    """The project itself."""
    return Project(HERE.parent)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project; tests that change it take `spoilt` instead."""
    return make_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def spoilt(tiny: Project, tmp_path: Path) -> Project:
    """A copy of the tiny project that a test may spoil, without what was built."""
    shutil.copytree(tiny.root, tmp_path / "project", ignore=shutil.ignore_patterns("_build"))
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tiny: Project) -> Built:
    """The tiny edition, built once: both languages, HTML and PDF."""
    told: list[Executed] = []
    progress = Progress(plan=lambda _: None, chapter=told.append, step=lambda _: None)
    return Built(tiny, build(tiny, Request("2023"), progress), told)


@pytest.fixture(scope="session")
def view_of(tiny: Project) -> Callable[..., View]:
    """Return the view of a country of the tiny edition."""
    results = Results(Figures(tiny, load_edition(tiny, 2023)))
    return lambda country="LV", code="en": View(results, language(code), country)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the command line in a project's folder and return how it ended."""

    def command(project: Project, *words: str) -> Said:
        monkeypatch.chdir(project.root)
        monkeypatch.delenv("YEARBOOK_PROJECT", raising=False)
        monkeypatch.setattr(sys, "argv", ["yearbook", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Said(end.value.code, said.out, said.err)

    return command
