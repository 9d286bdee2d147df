from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from yearbook.codes import Codes, load_codes
from yearbook.dataset import Dataset, Provider
from yearbook.layout import Layout
from yearbook.project import Project
from yearbook.sources import Extract, read_extract

Read = Callable[..., Extract]


@pytest.fixture(scope="session")
def codes() -> Codes:
    return load_codes(Project(Path(__file__).parents[3]))


@pytest.fixture
def dataset() -> Dataset:
    """Applicants by citizenship, as small as a dataset can be and still use every key."""
    provider = Provider(name="P", agency="ESTAT", licence="-", acknowledgement={"lv": "-", "en": "-"}, page="{code}")
    return Dataset(
        id="migr_asyappctza",
        provider="eurostat",
        code="migr_asyappctza",
        title={"lv": "-", "en": "-"},
        kind="flow",
        unit="applicants",
        frequency="A",
        rounding=5,
        release_months=(3,),
        dimensions=("citizen", "applicant", "geo"),
        pinned={"freq": "A", "unit": "PER"},
        renamed={"asyl_app": "applicant"},
        recoded={"applicant": {"ASY_APP": "TOTAL", "NASY_APP": "FRST"}},
        keep=({"applicant": ("TOTAL", "FRST")},),
        publisher=provider,
    )


@pytest.fixture
def read(tmp_path: Path, dataset: Dataset, codes: Codes) -> Read:
    """Read text as a received file; keywords change the dataset."""

    def extract(text: str | bytes, name: str = "received.txt", **changes: object) -> Extract:
        path = tmp_path / name
        content = text.encode() if isinstance(text, str) else text
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return read_extract(path, dataset.model_copy(update=changes), codes)

    return extract


@pytest.fixture
def declared(dataset):
    """A dataset of countries by citizenship with the layout given."""

    def make(layout, **changes):
        changed = {
            "dimensions": Layout(**layout).dimensions,
            "pinned": {},
            "renamed": {},
            "recoded": {},
            "keep": ({},),
            "coding": {"citizen": "labels", "geo": "labels"},
            "layout": Layout(**layout),
            **changes,
        }
        return dataset.model_copy(update=changed)

    return make


@pytest.fixture
def read_as(tmp_path, codes, declared):
    """Read content as a file of the layout given."""

    def extract(content, layout, name="received.csv", **changes):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_extract(path, declared(layout, **changes), codes)

    return extract
