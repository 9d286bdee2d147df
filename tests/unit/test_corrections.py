from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from spec.tables import observations

from yearbook.changes import changes_page
from yearbook.corrections import MARK, corrected, load_corrections
from yearbook.dataset import find_dataset
from yearbook.edition import Figures, load_edition
from yearbook.errors import UnknownName, YearbookError
from yearbook.language import language

ENTRY = """
[[correction]]
dataset = "migr_asydcfstq"
reason = { lv = "Iemesls.", en = "Reason." }
reference = "letter no. 5"
date = 2024-05-06
expect = { value = 900 }
set = { value = 90, status = "e" }
filter = { citizen = "TOTAL", sex = "T", age = "TOTAL", decision = "TOTAL", geo = "EE", period = "2022-Q1" }
"""
READ = """
citizen | sex | age   | decision | geo | period  | value | flags | source
TOTAL   | T   | TOTAL | TOTAL    | EE  | 2022-Q1 | 900   | p     | migr_asydcfstq@2024
TOTAL   | T   | TOTAL | TOTAL    | EE  | 2022-Q2 | 800   |       | migr_asydcfstq@2024
TOTAL   | T   | TOTAL | TOTAL    | LV  | 2022-Q1 | :     | C     | migr_asydcfstq@2023
"""


@pytest.fixture
def declare(spoilt):
    def write(text):
        (spoilt.data / "corrections.toml").write_text(text, "utf-8")
        return load_corrections(spoilt)

    return write


@pytest.fixture
def mend(declare, real):
    def apply(text, table=READ, dataset="migr_asydcfstq"):
        return corrected(observations(table).frame, find_dataset(real, dataset), declare(text))

    return apply


def shown(frame):
    return list(frame[["geo", "period", "value", "status", "conf"]].itertuples(index=False, name=None))


def test_a_correction_sets_value_and_flags_and_marks_the_observation(mend):
    assert shown(mend(ENTRY))[:2] == [("EE", "2022-Q1", 90.0, "e‡", ""), ("EE", "2022-Q2", 800.0, "", "")]
    assert MARK == "‡"


def test_what_is_not_set_stays(mend):
    text = ENTRY.replace('set = { value = 90, status = "e" }', "set = { value = 90 }")
    assert shown(mend(text))[0] == ("EE", "2022-Q1", 90.0, "p‡", "")


def test_the_frame_given_is_left_as_it_was(declare, real):
    frame = observations(READ).frame
    corrected(frame, find_dataset(real, "migr_asydcfstq"), declare(ENTRY))
    assert shown(frame)[0] == ("EE", "2022-Q1", 900.0, "p", "")


def test_a_figure_may_be_taken_away_or_given(mend):
    away = ENTRY.replace('set = { value = 90, status = "e" }', 'set = { value = "none" }')
    assert np.isnan(shown(mend(away))[0][2])
    given = ENTRY.replace('"EE"', '"LV"').replace("value = 900", 'value = "none", conf = "C"')
    given = given.replace('status = "e" }', 'conf = "" }')
    assert shown(mend(given))[2] == ("LV", "2022-Q1", 90.0, "‡", "")


def test_a_missing_break_may_be_marked_over_several_periods(mend):
    text = ENTRY.replace('"2022-Q1"', '["2022-Q1", "2022-Q2"]').replace(
        "expect = { value = 900 }", "expect = {conf=''}"
    )
    found = mend(text.replace('set = { value = 90, status = "e" }', 'set = { status = "b" }'))
    assert shown(found)[:2] == [("EE", "2022-Q1", 900.0, "b‡", ""), ("EE", "2022-Q2", 800.0, "b‡", "")]


@pytest.mark.parametrize("expect", ["value = 905", 'value = "none"', 'status = ""', 'value = 900, conf = "C"'])
def test_a_correction_fails_once_the_source_is_fixed(mend, expect):
    with pytest.raises(YearbookError, match=r"no longer has the error: migr_asydcfstq@2024 says value 900, status 'p'"):
        mend(ENTRY.replace("expect = { value = 900 }", f"expect = {{ {expect} }}"))


def test_the_message_says_what_to_do(mend):
    with pytest.raises(YearbookError) as caught:
        mend(ENTRY.replace("value = 900", "value = 1"))
    assert "delete the entry" in caught.value.remedy
    assert "data/corrections.toml, migr_asydcfstq" in caught.value.where


def test_a_correction_of_some_vintages_leaves_the_others_alone(mend):
    other = ENTRY.replace("[[correction]]", '[[correction]]\nreleased = ["2023"]')
    assert shown(mend(other))[0] == ("EE", "2022-Q1", 900.0, "p", ""), "the series comes from a later vintage"
    absent = ENTRY.replace("[[correction]]", '[[correction]]\nreleased = "2019"').replace("900", "1")
    assert shown(mend(absent))[0] == ("EE", "2022-Q1", 900.0, "p", ""), "the edition does not pin that vintage"
    named = ENTRY.replace("[[correction]]", '[[correction]]\nreleased = "2024"')
    assert shown(mend(named))[0] == ("EE", "2022-Q1", 90.0, "e‡", "")


def test_a_cell_that_the_source_does_not_have_cannot_be_corrected(mend):
    with pytest.raises(YearbookError, match=r"there is no observation to correct: .*geo=EE, period=2020-Q1"):
        mend(ENTRY.replace("2022-Q1", "2020-Q1"))


def test_two_corrections_of_one_cell_are_refused(mend):
    with pytest.raises(YearbookError, match="two corrections concern one observation"):
        mend(ENTRY + ENTRY.replace("value = 900", "value = 90"))


def test_corrections_of_other_datasets_do_nothing(mend):
    table = "indic_de | geo | period | value\nJAN | LV | 2022 | 5"
    assert shown(mend(ENTRY, table, "demo_gind")) == [("LV", "2022", 5.0, "", "")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"migr_asydcfstq"', '"migr_asydcfst"', "unknown dataset 'migr_asydcfst'"),
        ("geo =", "land =", "unknown dimension 'land'"),
        ('"EE"', '"QQ"', "unknown code of geo 'QQ'"),
        ('sex = "T", ', "", "leaves a dimension open"),
        ('period = "2022-Q1"', 'sex2 = "T"', "unknown dimension 'sex2'"),
        ("2022-Q1", "2022", "'2022' does not suit the frequency Q"),
        ("2022-Q1", "2022-Q9", "2022-Q9"),
        ('"EE"', "[]", "a dimension of the filter has no code"),
        ("reference", "refernce", "reference: Field required"),
        ("date = 2024-05-06", "date = 'soon'", "date: "),
        ('en = "Reason."', 'en = "Reason.", fr = "Raison."', "reason"),
        (', en = "Reason."', "", "stated in lv and en"),
        ('status = "e"', 'status = "q"', "'q'"),
        ('status = "e"', 'status = "pe"', "write flags in alphabetical order: status = 'ep'"),
        ("expect = { value = 900 }", "expect = {}", "state a value, a status or a conf"),
        ('{ value = 90, status = "e" }', "{ value = 900 }", "says the same as `expect`"),
        ("value = 90,", "value = 'some',", "set.value"),
        ("[[correction]]", "[[corection]]", "unknown table 'corection'"),
        ("[[correction]]", "[[correction]", "not valid TOML"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(declare, old, new, message):
    assert old in ENTRY
    with pytest.raises(YearbookError) as caught:
        declare(ENTRY.replace(old, new))
    assert message in caught.value.what
    assert caught.value.where.startswith("data/corrections.toml")


def test_an_unknown_name_comes_with_the_nearest(declare):
    with pytest.raises(UnknownName) as caught:
        declare(ENTRY.replace('"EE"', '"EU27_202"'))
    assert "EU27_2020" in caught.value.remedy


def test_without_a_file_there_are_no_corrections(spoilt):
    (spoilt.data / "corrections.toml").unlink(missing_ok=True)
    assert load_corrections(spoilt) == ()


def test_the_projects_own_corrections_hold_in_every_vintage_they_name(real):
    for correction in load_corrections(real):
        assert correction.declared <= date.today()


def test_the_page_of_changes_lists_the_corrections_that_an_edition_uses(spoilt, declare):
    declare(ENTRY + ENTRY.replace("[[correction]]", '[[correction]]\nreleased = "1999"').replace("Reason.", "Another."))
    text = changes_page(Figures(spoilt, load_edition(spoilt, 2023)), "LV", language("en"))
    assert "## Corrected errors of sources" in text
    assert "Reason\\. (letter no. 5, 6 May 2024)" in text or "Reason. (letter no. 5, 6 May 2024)" in text
    assert "Another" not in text
