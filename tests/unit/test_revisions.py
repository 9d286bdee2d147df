from __future__ import annotations

import json

import pandas as pd
import pytest
from spec.tables import observations

from yearbook.changes import changes_between, changes_page, edition_before, released_label
from yearbook.dataset import find_dataset
from yearbook.edition import Figures, load_edition
from yearbook.errors import UnknownName, YearbookError
from yearbook.language import SPACE, language
from yearbook.project import Project
from yearbook.revisions import compare, compare_frames
from yearbook.sources import Extract
from yearbook.sources.received import Received
from yearbook.vintage import find_vintage, write_vintage

OLD = """
citizen | geo | period | value | flags
TOTAL   | LV  | 2020   | 180   |
TOTAL   | LV  | 2021   | 615   |
TOTAL   | SE  | 2020   | 16260 |
TOTAL   | SE  | 2021   | 14030 | p
TOTAL   | HR  | 2020   | 0     |
TOTAL   | HR  | 2021   | 2935  |
TOTAL   | EE  | 2021   | :     | C
TOTAL   | LT  | 2020   | 315   |
RU      | LV  | 2020   | 25    |
"""
NEW = """
citizen | geo | period | value | flags
TOTAL   | LV  | 2020   | 180   |
TOTAL   | LV  | 2021   | 615   |
TOTAL   | LV  | 2022   | 620   |
TOTAL   | SE  | 2020   | 20235 |
TOTAL   | SE  | 2021   | 14030 |
TOTAL   | HR  | 2020   | 10    |
TOTAL   | HR  | 2021   | 2550  |
TOTAL   | EE  | 2021   | 80    |
TOTAL   | LT  | 2021   | 4260  |
TOTAL   | LV  | 2019   | 195   |
"""


@pytest.fixture
def found():
    return compare_frames(("d@2023", "d@2025"), observations(OLD).frame, observations(NEW).frame)


@pytest.fixture(scope="module")
def applicants(real):
    pair = [find_vintage(real, "migr_asyappctza", released) for released in ("2023-03-29", "2025-05")]
    return compare(*pair)


def cells(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_changed_values_come_largest_first_with_both_differences(found):
    changed = found.state("changed")
    assert cells(changed, "geo", "period", "difference") == [
        ("SE", "2020", 3975.0),
        ("HR", "2021", -385.0),
        ("EE", "2021", pytest.approx(float("nan"), nan_ok=True)),
        ("HR", "2020", 10.0),
    ]
    assert changed["relative"].round(1).tolist()[:2] == [24.4, -13.1]
    assert changed["relative"].isna().tolist() == [False, False, True, True], "there is no per cent of none or zero"


def test_a_flag_that_went_is_a_revision_of_its_own(found):
    assert cells(found.state("flags"), "geo", "period", "old_status", "new_status") == [("SE", "2021", "p", "")]


def test_vanished_new_and_outside_are_three_things(found):
    assert cells(found.state("vanished"), "geo", "period", "old") == [("LT", "2020", 315.0)]
    assert cells(found.state("new"), "geo", "period", "new") == [("LT", "2021", 4260.0), ("LV", "2022", 620.0)]
    assert found.outside == {"old": 1, "new": 1}, "RU is not in the newer one, 2019 lies before the older one"
    assert found.only == {"old": {"citizen": ("RU",)}, "new": {"period": ("2019",)}}


def test_every_cell_is_accounted_for(found):
    counts = found.counts
    assert counts == {"compared": 7, "changed": 4, "flags": 1, "vanished": 1, "new": 2}
    assert counts["compared"] + counts["vanished"] + found.outside["old"] == len(observations(OLD).frame)
    assert counts["compared"] + counts["new"] + found.outside["new"] == len(observations(NEW).frame)


def test_sums_by_country_and_by_period(found):
    assert cells(found.by("geo"), "geo", "compared", "changed", "vanished", "new") == [
        ("HR", 2, 2, 0, 0),
        ("EE", 1, 1, 0, 0),
        ("SE", 2, 1, 0, 0),
        ("LT", 0, 0, 1, 1),
        ("LV", 2, 0, 0, 1),
    ]
    assert cells(found.by("period"), "period", "changed") == [("2020", 2), ("2021", 2), ("2022", 0)]
    assert found.by("period")["largest"].tolist()[:2] == [3975.0, 385.0]


def test_one_country_alone(found):
    sweden = found.of("SE")
    assert sweden.counts == {"compared": 2, "changed": 1, "flags": 1, "vanished": 0, "new": 0}
    assert set(sweden.frame["geo"]) == {"SE"}
    with pytest.raises(UnknownName, match="unknown country 'XX'"):
        found.of("XX")


def test_equal_tables_have_no_revisions():
    frame = observations(OLD).frame
    same = compare_frames(("d@1", "d@2"), frame, frame.sample(frac=1, random_state=1))
    assert same.frame.empty
    assert same.counts == {"compared": 9, "changed": 0, "flags": 0, "vanished": 0, "new": 0}


def test_tables_without_a_common_cell_say_nothing():
    old, new = observations(OLD).frame, observations(NEW).frame
    apart = compare_frames(("d@1", "d@2"), old[old["geo"] == "SE"], new[new["geo"] == "HR"])
    assert apart.counts == {"compared": 0, "changed": 0, "flags": 0, "vanished": 0, "new": 0}
    assert apart.outside == {"old": 2, "new": 2}


def test_a_table_without_countries_is_compared():
    old, new = (observations(table).only(geo="SE", citizen="TOTAL").frame.assign(kind="A") for table in (OLD, NEW))
    found = compare_frames(("d@1", "d@2"), old, new)
    assert found.counts["changed"] == 1
    with pytest.raises(YearbookError, match="d@2 is not divided by country"):
        found.of("SE")


def test_other_dimensions_are_refused():
    frame = observations(OLD).frame
    with pytest.raises(YearbookError, match=r"different dimensions: d@1 \(citizen, geo\) and d@2 \(sex, geo\)"):
        compare_frames(("d@1", "d@2"), frame, frame.rename(columns={"citizen": "sex"}))


def test_sweden_and_croatia_were_revised_and_latvia_never(applicants):
    changed = applicants.state("changed")
    totals = changed[changed["citizen"] == "TOTAL"]
    assert sorted(totals.loc[totals["geo"] == "SE", "period"]) == ["2018", "2019", "2020", "2021", "2022"]
    of_2022 = totals[totals["period"] == "2022"].set_index("geo")
    assert of_2022.loc["SE", ["old", "new"]].tolist() == [18640, 23845]
    assert of_2022.loc["HR", ["old", "new"]].tolist() == [12870, 2730]
    assert cells(changed.head(1), "geo", "period") == [("HR", "2022")]
    latvia = applicants.of("LV").counts
    assert latvia["compared"] > 0
    assert (latvia["changed"], latvia["flags"], latvia["vanished"]) == (0, 0, 0)


def test_what_a_narrower_extract_lacks_has_not_vanished(applicants, real):
    assert applicants.counts["vanished"] == 0
    rows = find_vintage(real, "migr_asyappctza", "2023-03-29").provenance["rows"]["kept"]
    assert applicants.outside["old"] == rows - applicants.counts["compared"]
    assert applicants.only["old"]["geo"] == ("EU27_2020",)


@pytest.fixture
def write(tmp_path, real):
    def vintage(released, frame, **changes):
        dataset = find_dataset(real, "demo_gind").model_copy(update=changes)
        extract = Extract(frame.drop(columns="source"), (Received("f", "0" * 64, 1),), "none", len(frame), {})
        return write_vintage(Project(tmp_path), dataset, released, extract)

    return vintage


def test_a_slice_that_the_other_filter_leaves_out_is_outside(write):
    frame = observations(OLD).frame
    more = observations("citizen | geo | period | value\nRU | SE | 2020 | 5").frame
    old = write("2023", frame, keep=({"citizen": ("TOTAL",)}, {"citizen": "*", "geo": ("LV",)}))
    new = write("2024", pd.concat([frame, more]), keep=({},))
    assert compare(old, new).counts["new"] == 0
    assert compare(old, new).outside == {"old": 0, "new": 1}


def test_other_pinned_codes_are_refused(write):
    old = write("2023", observations(OLD).frame, pinned={"unit": "PER"})
    new = write("2024", observations(OLD).frame, pinned={"unit": "THS"})
    with pytest.raises(YearbookError, match="collected for different codes: unit=PER and unit=THS"):
        compare(old, new)


def test_a_changed_file_is_refused(write):
    old, new = (write(released, observations(OLD).frame) for released in ("2023", "2024"))
    file = old.folder / "observations.parquet"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(YearbookError, match="changed after they were collected"):
        compare(old, new)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("demo_gind", "2023-03-29", "2023-03-29"), "cannot be compared with itself"),
        (("demo_gind", "2025-03-27", "2023-03-29"), "was not released before"),
        (("demo_gind", "2022", "2023-03-29"), "there is no vintage demo_gind@2022"),
        (("demo", "2022", "2023-03-29"), "unknown dataset 'demo'"),
        (("demo_gind", "2023-03-29", "2025-03-27", "--country", "XX"), "unknown country 'XX'"),
        (("demo_gind", "2023-03-29", "2025-03-27", "--format", "xml"), "unknown format 'xml'"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_message(run, real, words, message):
    said = run(real, "revisions", *words)
    assert said.code == 1
    assert message in said.text
    assert "Traceback" not in said.text


ASKED = ("revisions", "migr_asyappctza", "2023-03-29", "2025-05")


def test_the_command_prints_a_table(run, real):
    said = run(real, *ASKED, "--limit", "3")
    assert said.code == 0
    assert "15 values changed, 2 flags only" in said.text
    assert "the largest 3" in said.text
    assert "HR 2022 12,870 2,730 -10,140 -78.8 %" in said.text
    assert "geo only in migr_asyappctza@2023-03-29: EU27_2020" in said.text


def test_the_command_says_that_latvia_has_none(run, real):
    assert "30 cells in both: 0 values changed, 0 flags only 0 vanished" in run(real, *ASKED, "--country", "LV").text


def test_the_command_prints_csv_and_json(run, real):
    lines = run(real, *ASKED, "--country", "SE", "--format", "csv", "--limit", "2").out.splitlines()
    assert lines[0].startswith("citizen,sex,age,applicant,geo,period,state,old,new,difference,relative")
    assert lines[1].startswith("TOTAL,T,TOTAL,TOTAL,SE,2018,changed,21600.0,28660.0,7060.0,32.68")
    assert len(lines) == 3
    content = json.loads(run(real, *ASKED, "--format", "json").out)
    assert content["counts"]["changed"] == 15
    assert len(content["revisions"]) == 15 + 2 + content["counts"]["new"]
    assert content["revisions"][0]["difference"] == -10140
    assert content["revisions"][-1]["old"] is None
    assert {row["geo"] for row in content["by_geo"] if row["changed"]} == {"SE", "AT", "HR", "LU"}


EDITION = 'year = {year}\ncountry = "{country}"\nlanguages = ["lv", "en"]\npublished = 2024-01-01\n[pins]\n{pins}\n'


@pytest.fixture
def editions(spoilt):
    def write(year, country="LV", **pins):
        folder = spoilt.editions / str(year)
        folder.mkdir(parents=True, exist_ok=True)
        lines = "\n".join(f"{name} = {json.dumps(releases)}" for name, releases in pins.items())
        (folder / "edition.toml").write_text(EDITION.format(year=year, country=country, pins=lines), "utf-8")

    write(2021, migr_asyappctza=["2023-03-29"])
    write(2022, migr_asyappctza=["2023-03-29"], migr_asydcfstq=["2024-03-12"])
    write(2023, migr_asyappctza=["2025-05", "2023-03-29"], demo_gind=["2025-03-27"])
    return write


def page(project, year, country="LV", code="en"):
    return changes_page(Figures(project, load_edition(project, year)), country, language(code))


def test_the_edition_before_is_the_latest_of_the_same_country(spoilt, editions):
    editions(2022, country="LT", migr_asyappctza=["2023-03-29"])
    before = edition_before(spoilt, load_edition(spoilt, 2023))
    assert before is not None
    assert before.year == 2021
    assert edition_before(spoilt, load_edition(spoilt, 2021)) is None


def test_editions_are_compared_over_the_years_of_the_earlier_one(spoilt, editions):
    changes = {
        c.dataset.id: c for c in changes_between(*(Figures(spoilt, load_edition(spoilt, y)) for y in (2022, 2023)))
    }
    assert set(changes) == {"migr_asyappctza", "migr_asydcfstq", "demo_gind"}
    revisions = changes["migr_asyappctza"].revisions
    assert cells(revisions.state("changed"), "geo", "period", "old", "new") == [
        ("LV", "2022", 605.0, 620.0),
        ("LV", "2021", 610.0, 615.0),
    ]
    assert "2023" not in set(revisions.tally["period"])
    assert changes["demo_gind"].revisions is None


def test_the_page_shows_what_changed_for_the_country(spoilt, editions):
    text = page(spoilt, 2023)
    assert "Figures for Latvia that have changed: 2." in text
    assert "| Latvia | 2022 | Total | 605 | 620 | +15 | +2.5 |" in text
    assert "| 29 March 2023 | May 2025; 29 March 2023 |" in text.replace(SPACE, " ")
    assert "Datasets used for the first time: [demo\\_gind]" in text
    assert "Datasets no longer used: [migr\\_asydcfstq]" in text


def test_the_page_says_that_nothing_changed_for_the_country(spoilt, editions):
    text = page(spoilt, 2023, country="LT")
    assert "No figure for Lithuania has changed." in text
    assert "Largest changes elsewhere" in text
    latvian = page(spoilt, 2023, country="LT", code="lv")
    assert "Neviens Lietuvas skaitlis nav mainījies." in latvian
    assert "| Latvija | 2022 | Kopā | 605 | 620 | +15 | +2,5 |" in latvian
    assert "Change" not in latvian


def test_the_page_of_equal_pins_and_of_a_first_edition(spoilt, editions):
    text = page(spoilt, 2022)
    assert "The datasets that both editions use come from the same vintages; no figure has changed." in text
    assert "Same vintages as before: [migr\\_asyappctza]" in text
    assert "Figures for Latvia" not in text
    assert "first edition" in page(spoilt, 2021)
    assert "Tas ir pirmais izdevums" in page(spoilt, 2021, code="lv")


def test_release_dates_of_every_precision_are_written_out():
    written = [released_label(day, language("lv")) for day in ("2023-03-29", "2025-05", "2025")]
    assert written == ["2023. gada 29. marts", "2025. gada maijs", "2025"]
    assert released_label("2023-03-29", language("en")) == "29 March 2023"


def test_the_real_edition_has_no_changed_figure_for_latvia(real):
    text = page(real, 2023)
    assert "No figure for Latvia has changed." in text
    assert "| Croatia | 2022 | Total | 12,870 | 2,730 | −10,140 | −78.8 |" in text


def test_a_table_is_named_once_and_apart_from_what_somebody_made_of_it(real):
    text = page(real, 2023)
    [same] = [line for line in text.split("\n") if line.startswith("Same vintages as before: ")]
    tables = same.removeprefix("Same vintages as before: ").removesuffix(".").split(", ")
    assert len(tables) == len(set(tables)) and tables == sorted(tables)
    own, processed = (one for one in tables if one.startswith(r"[migr\_resvalid]"))
    assert processed.endswith(" (processed table)") and not own.endswith(" (processed table)")
