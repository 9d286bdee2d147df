"""Projects built once for all tests of the builder."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typst_projects import DOT, KITCHEN, Built, build, notebook


@pytest.fixture(scope="session")
def kitchen_en(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("kitchen") / "en"
    shutil.copytree(KITCHEN / "en", folder)
    (folder / "dot.png").write_bytes(base64.b64decode(DOT))
    notebook(folder / "notebook.ipynb")
    return build(folder)


@pytest.fixture(scope="session")
def kitchen_lv(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("kitchen") / "lv"
    shutil.copytree(KITCHEN / "lv", folder)
    return build(folder)


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
