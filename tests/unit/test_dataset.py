from __future__ import annotations

from pathlib import Path

import pytest

from yearbook.codes import load_codes
from yearbook.dataset import find_dataset, load_datasets
from yearbook.errors import UnknownName, YearbookError
from yearbook.project import Project

REAL = Project(Path(__file__).parents[2])
TEXT = """
[provider.p]
name = "P"
agency = "P"
licence = "free"
acknowledgement = { lv = "Avots: P", en = "Source: P" }
page = "https://example.org/{code}"

[dataset.d]
provider = "p"
code = "x_1"
title = { lv = "D", en = "D" }
kind = "flow"
unit = "persons"
frequency = "A"
rounding = 5
release_months = [3]
dimensions = ["citizen", "geo"]
pinned = { freq = "A" }
"""


@pytest.fixture
def declare(tmp_path):
    def write(text):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "datasets.toml").write_text(text, encoding="utf-8")
        return Project(tmp_path)

    return write


def test_a_declaration_is_completed_by_its_provider(declare):
    dataset = find_dataset(declare(TEXT), "d")
    assert dataset.page == "https://example.org/x_1"
    assert dataset.acknowledgement["lv"] == "Avots: P"
    assert dataset.licence == "free"
    assert dataset.columns == ("citizen", "geo", "period", "value", "status", "conf")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('unit = "persons"', 'unit = "persons"\ncolour = "red"', r"colour: Extra inputs(.|\n)*dataset.d"),
        ('unit = "persons"\n', "", "unit: Field required"),
        ('kind = "flow"', 'kind = "river"', "kind: "),
        ("rounding = 5", "rounding = 3", "rounding: "),
        ('provider = "p"', 'provider = "q"', "unknown provider 'q'"),
        ('pinned = { freq = "A" }', 'pinned = { geo = "LV" }', "either kept or pinned"),
        ('pinned = { freq = "A" }', 'keep = [{ sex = ["T"] }]', "not declared: sex"),
        ('pinned = { freq = "A" }', 'renamed = { asyl_app = "applicant" }', "not declared: applicant"),
        ('kind = "flow"', 'kind = "flow"\nkinds = { sex = { F = "stock" } }', "not declared: sex"),
        ('kind = "flow"', 'kind = "flow"\nderived = true', "a derived dataset, and no other, states its `origin`"),
        ('kind = "flow"', 'kind = "flow"\norigin = { lv = "-", en = "-" }', "a derived dataset, and no other"),
        ('kind = "flow"', 'kind = "flow"\nderived = true\norigin = { lv = "-" }', "stated in lv and en"),
        ('kind = "flow"', 'kind = "flow"\ncoding = { geo = "names" }', "coding.geo: "),
        ('kind = "flow"', 'kind = "flow"\nlayout = { columns = { geo = "g" }, period = ["y"] }', "layout: .*`value`"),
        ('kind = "flow"', 'kind = "flow"\nlayout = { columns = { sex = "s" }, period = ["y"], value = "v" }', "sex"),
        ('licence = "free"\n', "", r"licence: Field required(.|\n)*provider.p"),
        ("[dataset.d]", "[datasets.d]", "unknown table 'datasets'"),
        ("[dataset.d]", "[dataset.d", "cannot be read"),
    ],
)
def test_a_wrong_declaration_names_its_place(declare, old, new, message):
    assert old in TEXT
    with pytest.raises(YearbookError, match=message):
        load_datasets(declare(TEXT.replace(old, new)))


def test_an_unknown_dataset_suggests_a_near_one():
    with pytest.raises(UnknownName, match="did you mean 'migr_asyappctza'"):
        find_dataset(REAL, "migr_asyapctza")


def test_every_declared_code_of_the_project_exists():
    """Pinned, recoded and kept codes must be in the code lists, or nothing would ever fit."""
    codes = load_codes(REAL)
    for dataset in load_datasets(REAL).values():
        for dimension in dataset.dimensions:
            assert codes.known(dimension)
        named = [(dim, code) for dim, code in dataset.pinned.items() if dim in codes]
        named += [(dim, code) for dim, kinds in dataset.kinds.items() for code in kinds]
        if dataset.layout and dataset.layout.measure:
            named += [(dataset.layout.measure, code) for code in dataset.layout.values]
        named += [(dim, code) for dim, change in dataset.recoded.items() for code in change.values()]
        named += [
            (dim, code) for part in dataset.keep for dim, wanted in part.items() if wanted != "*" for code in wanted
        ]
        for dimension, code in named:
            assert code in codes.known(dimension), (dataset.id, dimension, code)


def test_a_code_may_be_of_another_kind_than_the_rest_of_its_dataset():
    dataset = find_dataset(REAL, "demo_gind")
    assert dataset.kind_of({"indic_de": "JAN", "geo": "LV"}) == "stock"
    assert dataset.kind_of({"indic_de": "NATGROW", "geo": "LV"}) == "flow"
    assert dataset.kind_of({}) == dataset.kind == "stock"


def test_a_derived_dataset_never_bears_the_name_of_the_providers_own():
    for dataset in load_datasets(REAL).values():
        assert dataset.derived == dataset.id.startswith("derived_")
        assert not (dataset.derived and dataset.id == dataset.code)
        assert not (dataset.derived and not dataset.layout)
