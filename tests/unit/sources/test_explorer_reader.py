from __future__ import annotations

import pytest

from yearbook.errors import YearbookError

EXPLORER = (
    '"TIME","GEO","CITIZEN","ASYL_APP","UNIT","Value","Flag and Footnotes"\n'
    '"2015","Germany (until 1990 former territory of the FRG)","Total","Asylum applicant","Person","476,510","p"\n'
    '"2016","Latvia","Total","Asylum applicant","Person","350",""\n'
    '"2016","Latvia","Côte d\'Ivoire","Asylum applicant","Person",":","c"\n'
    '"2016","Latvia","Namibia","Asylum applicant","Person",":",""\n'
)


def rows(extract):
    return [tuple(row) for row in extract.frame.fillna({"value": -1}).itertuples(index=False)]


KNOWN = [
    ("CI", "TOTAL", "LV", "2016", -1, "", "C"),
    ("TOTAL", "TOTAL", "DE", "2015", 476510, "p", ""),
    ("TOTAL", "TOTAL", "LV", "2016", 350, "", ""),
]


def test_labels_thousands_and_latin_letters_are_read_without_a_frequency(read):
    extract = read(EXPLORER.encode("latin-1"))
    assert rows(extract) == KNOWN
    assert (extract.flavour, extract.read, extract.dropped) == ("Data Explorer CSV", 4, {"not available (:)": 1})


@pytest.mark.parametrize("blank", [" ", "\xa0"])
def test_blanks_may_part_thousands(read, blank):
    assert rows(read(EXPLORER.replace("476,510", f"476{blank}510").encode("latin-1"))) == KNOWN


def test_the_column_of_flags_may_be_missing(read):
    text = EXPLORER.replace(',"Flag and Footnotes"', "").replace(',"p"\n', "\n")
    text = text.replace(',""\n', "\n").replace(',"c"\n', "\n")
    assert [row[5] for row in rows(read(text.encode("latin-1")))] == ["", ""]


@pytest.mark.parametrize(
    ("old", "new", "frequency", "period"),
    [('"2015"', '"2015M03"', "M", "2015-03"), ('"2015"', '"2015Q3"', "Q", "2015-Q3")],
)
def test_old_periods_are_written_as_today(read, old, new, frequency, period):
    line = EXPLORER.splitlines(keepends=True)
    text = line[0] + line[1].replace(old, new)
    assert rows(read(text, frequency=frequency, pinned={"freq": frequency, "unit": "PER"}))[0][3] == period


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("476,510", "1.234,5", r"'1.234,5' is not a number\n  where: received.txt, line 2, period 2015"),
        ("476,510", "476,51", r"'476,51' is not a number"),
        ("476,510", "-476,510", "cannot be negative"),
        ('"350",""', '"350","y"', r"the flag 'y' does not exist\n  where: received.txt, line 3"),
        ('"Namibia"', '"Namibie"', r"unknown label of citizen 'Namibie'\n  where: received.txt, line 5"),
        ('"Namibia"', '"NA"', r"unknown label of citizen 'NA'"),
        ('"2016","Latvia","Total"', '"2016M13","Latvia","Total"', r"'2016-13' is not a period"),
        ('"2016","Latvia","Total"', '"2016M01","Latvia","Total"', r"does not suit the frequency A(.|\n)*line 3"),
        ('"350",""\n', '"350"\n', r"not the 7 cells(.|\n)*line 3"),
        ('"UNIT"', '"GEO"', "a column stands twice"),
        ('"GEO",', '"PLACE",', "dimensions are not those of migr_asyappctza: without geo; with place"),
    ],
)
def test_bad_content_is_refused_with_its_place(read, old, new, message):
    assert old in EXPLORER
    with pytest.raises(YearbookError, match=message):
        read(EXPLORER.replace(old, new, 1).encode("latin-1"))


def test_a_file_cut_in_the_middle_of_a_line_is_refused(read):
    with pytest.raises(YearbookError, match="ends in the middle of a line"):
        read(EXPLORER[:-20].encode("latin-1"))


def test_two_flavours_in_one_file_are_refused(read):
    with pytest.raises(YearbookError, match="not the 7 cells"):
        read((EXPLORER + "A,TOTAL,PER,ASY_APP,LV\t615 \t620 p\n").encode("latin-1"))


def test_a_tsv_of_before_2022_needs_no_frequency(read):
    extract = read("unit,citizen,asyl_app,geo\\time\t2015 \t2016 \nPER,TOTAL,ASY_APP,LV\t330 \t350 \n")
    assert [row[3:5] for row in rows(extract)] == [("2015", 330), ("2016", 350)]


def test_months_of_an_old_tsv_are_written_as_today(read):
    text = "unit,citizen,asyl_app,geo\\time\t2015M12 \nPER,TOTAL,ASY_APP,LV\t30 \n"
    extract = read(text, frequency="M", pinned={"freq": "M", "unit": "PER"})
    assert extract.frame["period"].tolist() == ["2015-12"]
