"""Projects built once for all tests of the builder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typst_projects import Built, build, kitchen


@pytest.fixture(scope="session")
def kitchen_en(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(kitchen("en", tmp_path_factory.mktemp("kitchen")))


@pytest.fixture(scope="session")
def kitchen_lv(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(kitchen("lv", tmp_path_factory.mktemp("kitchen")))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Built]:
    """A function that builds a project of one page, with other files beside it."""

    def make(text: str, files: dict[str, str] | None = None, **settings: object) -> Built:
        (tmp_path / "conf.py").write_text(
            'project = "P"\nextensions = ["myst_parser", "yearbook.typst"]\nnumfig = True\n'
            'source_suffix = {".md": "markdown"}\n'
            'myst_enable_extensions = ["colon_fence", "dollarmath"]\ntypst_timestamp = 0\n'
        )
        (tmp_path / "index.md").write_text(text, encoding="utf-8")
        for name, content in (files or {}).items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        return build(tmp_path, **settings)

    return make
