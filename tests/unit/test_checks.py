from __future__ import annotations

from yearbook.checks import check_all


def said(project, edition=""):
    return [str(found) for found in check_all(project, edition) if found.severity == "error"]


def test_nothing_is_wrong_with_the_tiny_project(tiny):
    assert said(tiny) == []


def test_nothing_is_wrong_with_the_project_itself(real):
    assert said(real) == []


def test_everything_is_found_at_once(spoilt):
    edition = spoilt.editions / "2023" / "edition.toml"
    edition.write_text(edition.read_text("utf-8").replace("2024-03-12", "2024-03-13"), "utf-8")
    for dataset in ("demo_gind", "migr_asydcfstq"):
        next(spoilt.vintages.glob(f"{dataset}/*/observations.parquet")).write_bytes(b"spoilt")
    (spoilt.notebooks / "asylum.ipynb").unlink()
    found = said(spoilt)
    assert any("there is no vintage migr_asydcfstq@2024-03-13" in one for one in found)
    assert sum("were changed after they were collected" in one for one in found) == 2
    assert any("'notebooks/asylum' is not there" in one for one in found)


def test_one_edition_alone_may_be_checked(spoilt):
    (spoilt.editions / "2022").mkdir()
    (spoilt.editions / "2022" / "edition.toml").write_text("colour = 1", "utf-8")
    assert said(spoilt, "2023") == []
    assert len(said(spoilt)) == 1
