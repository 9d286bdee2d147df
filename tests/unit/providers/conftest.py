from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from replay import Replay, Reply, replaying

from yearbook.live import Choices, collect_live
from yearbook.project import Project
from yearbook.providers import Limits, Transport

TESTS = Path(__file__).parents[2]
RECORDED = TESTS / "recorded"
HURRIED = Limits(seconds=10, attempts=3, silence=0.4, pause=0.01, longest=0.02, poll=0.01)
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
BASES = {
    "https://ec.europa.eu/eurostat/api/dissemination": "/eurostat",
    "https://api.unhcr.org/population/v1": "/unhcr",
    "https://sdmx.oecd.org/public/rest": "/oecd",
    "https://data.stat.gov.lv/api/v1/en/OSP_PUB": "/csb",
}


def recorded(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def text(name: str) -> Reply:
    return Reply(recorded(name), headers={"Content-Type": "text/plain;charset=UTF-8"})


def json_reply(name: str, **more: Any) -> Reply:
    return Reply(recorded(name), headers={"Content-Type": "application/json"}, **more)


def xml(name: str, status: int = 200) -> Reply:
    return Reply(recorded(name), status, {"Content-Type": "application/xml"})


def tsv(content: bytes | str = b"", **more: Any) -> Reply:
    body = content.encode() if isinstance(content, str) else content or recorded("eurostat/migr_asyappctza.tsv")
    headers = {"Content-Type": "application/gzip", **more.pop("headers", {})}
    return Reply(more.pop("body", gzip.compress(body, mtime=0)), headers=headers, **more)


EUROSTAT = {
    "/eurostat/catalogue/toc/txt": text("eurostat/catalogue.txt"),
    "/eurostat/statistics/1.0/data/migr_asyappctza": json_reply("eurostat/structure_migr_asyappctza.json"),
    "/eurostat/sdmx/2.1/data/migr_asyappctza": tsv(),
    "/eurostat/statistics/1.0/data/demo_gind?format=JSON&lang=EN&geo=LV": json_reply(
        "eurostat/structure_demo_gind.json"
    ),
    "/eurostat/statistics/1.0/data/demo_gind": json_reply("eurostat/demo_gind.json"),
}


@pytest.fixture
def service() -> Iterator[Replay]:
    """Every provider's service as it answers on a good day; a test changes `answers`."""
    with replaying(EUROSTAT) as replay:
        yield replay


@pytest.fixture
def project(tmp_path: Path, service: Replay, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project without vintages, whose providers are on the loopback address."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "_toc.yml").write_text("", "utf-8")
    for name in ("labels.csv", "country_groups.csv", "datasets.toml"):
        shutil.copy(TESTS.parent / "data" / name, root / "data" / name)
    declared = root / "data" / "datasets.toml"
    content = declared.read_text("utf-8")
    for base, path in BASES.items():
        content = content.replace(f'"{base}"', f'"{service.url}{path}"')
    declared.write_text(content, "utf-8")
    return Project(root)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def transport(project: Project, said: list[str]) -> Transport:
    return Transport(project.build / "collect", HURRIED, say=said.append)


@pytest.fixture
def collect(project: Project, transport: Transport, said: list[str]) -> Callable[..., Any]:
    """Collect a dataset as of a day in November 2026."""

    def run(name: str = "migr_asyappctza", **choices: Any) -> Any:
        return collect_live(project, name, transport, Choices(**{"now": NOW, **choices}), say=said.append)

    return run


def vintages(project: Project) -> list[str]:
    return sorted(f"{path.parent.parent.name}@{path.parent.name}" for path in project.vintages.glob("*/*/vintage.toml"))


def refused(project: Project) -> str:
    """Return why something was put aside, if it was."""
    return "\n".join(path.read_text("utf-8") for path in (project.build / "refused").glob("*/*/reason.txt"))
