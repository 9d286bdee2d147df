from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yearbook.errors import UnknownName, YearbookError
from yearbook.sources import tsv

HEADER = "freq,citizen,unit,asyl_app,geo\\TIME_PERIOD\t2021 \t2022 \n"
TEXT = HEADER + (
    "A,TOTAL,PER,ASY_APP,LV\t615 \t620 p\n"
    "A,TOTAL,PER,NASY_APP,LV\t580 \t545 bep\n"
    "A,NA,PER,ASY_APP,LV\t0 n\t: c\n"
    "A,TOTAL,PER,SSEQ,LV\t40 \t80 \n"
    "A,TOTAL,PER,ASY_APP,EL\t: \t37395 s\n"
)


@pytest.fixture(autouse=True, params=[tsv.PART, 60], ids=["in one piece", "in parts"])
def part(request, monkeypatch):
    """Read every file both ways: whole, and part by part as a file that memory could not hold."""
    monkeypatch.setattr(tsv, "PART", request.param)
    return request.param


def rows(extract):
    return [tuple(row) for row in extract.frame.fillna({"value": -1}).itertuples(index=False)]


def test_cells_become_sorted_observations_with_todays_codes(read):
    assert rows(read(TEXT)) == [
        ("NA", "TOTAL", "LV", "2021", 0, "n", ""),
        ("NA", "TOTAL", "LV", "2022", -1, "", "C"),
        ("TOTAL", "FRST", "LV", "2021", 580, "", ""),
        ("TOTAL", "FRST", "LV", "2022", 545, "bep", ""),
        ("TOTAL", "TOTAL", "EL", "2022", 37395, "i", ""),
        ("TOTAL", "TOTAL", "LV", "2021", 615, "", ""),
        ("TOTAL", "TOTAL", "LV", "2022", 620, "p", ""),
    ]


def test_columns_are_dimensions_then_period_value_status_conf(read):
    assert list(read(TEXT).frame) == ["citizen", "applicant", "geo", "period", "value", "status", "conf"]


def test_every_cell_is_accounted_for(read):
    extract = read(TEXT)
    assert (extract.read, extract.kept) == (10, 7)
    assert extract.dropped == {"outside the part that the dataset keeps": 2, "not available (:)": 1}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace(" \t", "\t").replace(" \n", "\n"), id="no blanks after values"),
        pytest.param(lambda text: text.replace(": c", ":c"), id="flag close to the colon"),
        pytest.param(lambda text: text.replace("TIME_PERIOD", "time"), id="old name of time"),
        pytest.param(lambda text: text.replace("615 ", "6.15e2 "), id="exponent"),
    ],
)
def test_habits_of_providers_and_editors_change_nothing(read, change):
    assert rows(read(change(TEXT))) == rows(read(TEXT))


def test_gzip_is_recognised_by_content(read):
    assert rows(read(TEXT, "renamed.tsv.gz")) == rows(read(TEXT))


def test_other_codes_of_a_pinned_dimension_are_left_out_and_counted(read):
    extract = read(TEXT + "A,TOTAL,NR,ASY_APP,LV\t1 \t2 \n")
    assert extract.dropped["unit is not PER"] == 2
    assert extract.kept == 7


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("A,NA,", "A,QQ,", r"unknown code of citizen 'QQ'\n  where: received.txt, line 4"),
        ("ASY_APP,EL", "ASY_APP,GR", r"unknown code of geo 'GR'\n  where: received.txt, line 6"),
        ("SSEQ", "OTHER", r"unknown code of applicant 'OTHER'\n  where: received.txt, line 5"),
        (
            "A,NA,PER",
            "A,TOTAL,PER",
            r"the same key .*citizen=TOTAL.*applicant=TOTAL(.|\n)*a dimension may have been left out",
        ),
        ("2021 \t", "2022 \t", r"a period stands twice"),
        ("2021 ", "2021-M13 ", r"'2021-M13' is not a period(.|\n)*line 1, column 2"),
        ("2021 ", "2023-Q5 ", r"'2023-Q5' is not a period"),
        ("2021 ", "2021-13 ", r"'2021-13' is not a period"),
        ("2021 ", "1821 ", r"'1821' is not a period"),
        ("2021 ", "2021-03 ", r"'2021-03' does not suit the frequency A"),
        ("580 ", "580 x", r"the flag 'x' does not exist\n  where: received.txt, line 3, period 2021"),
        ("580 ", "580 CN", r"the flags C and N exclude"),
        ("40 ", "1.234,5 ", r"'1.234,5' is not a number\n  where: received.txt, line 5, period 2021"),
        ("40 ", "1,234 ", r"'1,234' is not a number"),
        ("40 ", "nan ", r"'nan' is not a number"),
        ("40 ", "", r"'' is not a number"),
        ("580 ", "-580 ", r"a count cannot be negative: -580\n  where: received.txt, line 3, period 2021"),
        ("580 \t545 bep", "580 ", r"1 cells, the header 5 and 2\n  where: received.txt, line 3"),
        ("580 \t", "580 \t1 \t", r"3 cells"),
        ("A,TOTAL,PER,NASY_APP,LV", "A,TOTAL,NASY_APP,LV", r"4 dimensions"),
        ("\nA,NA", "\n\nA,NA", r"an empty line inside"),
    ],
)
def test_bad_content_is_refused_with_its_place(read, old, new, message):
    assert TEXT.count(old)
    with pytest.raises(YearbookError, match=message):
        read(TEXT.replace(old, new, 1))


def test_a_repeated_key_names_its_lines_or_at_least_the_file(read, part):
    lines = "received.txt, lines 2 and 4" if part > len(TEXT) else "received.txt"
    with pytest.raises(YearbookError, match=rf"where: {lines}\n"):
        read(TEXT.replace("A,NA,PER", "A,TOTAL,PER", 1))


def test_negative_balances_are_accepted_where_declared(read):
    assert -580 in read(TEXT.replace("580 ", "-580 "), signed=True).frame["value"].tolist()


def test_unknown_code_suggests_a_near_one(read):
    with pytest.raises(UnknownName, match=r"a new code goes into data/labels.csv .* did you mean 'TOTAL'"):
        read(TEXT.replace("A,NA,", "A,TOTL,"))


def test_other_dimensions_mean_another_dataset(read):
    with pytest.raises(YearbookError, match="without applicant; with decision"):
        read(TEXT.replace("asyl_app", "decision"))


def test_a_monthly_file_holds_nothing_for_an_annual_dataset(read):
    with pytest.raises(YearbookError, match=r"holds nothing .*freq is not A"):
        read(TEXT.replace("\nA,", "\nM,"))


def test_a_header_alone_holds_nothing(read):
    with pytest.raises(YearbookError, match="it has no rows"):
        read(HEADER)


@pytest.mark.parametrize("name", ["migr_asyappctzm_2020.tsv", "estat_migr_asydcfstq.tsv", "tps00170.tsv"])
def test_a_file_named_after_another_table_is_refused(read, name):
    with pytest.raises(YearbookError, match="by its name"):
        read(TEXT, name)


@pytest.mark.parametrize(
    "name", ["estat_migr_asyappctza.tsv", "migr_asyappctza_2023-03-29.tsv", "from a colleague.tsv"]
)
def test_a_file_named_after_the_table_or_not_at_all_is_read(read, name):
    assert read(TEXT, name).kept == 7


CELLS = st.tuples(
    st.one_of(st.none(), st.integers(0, 10**9), st.decimals(0, 10**6, places=1, allow_nan=False)),
    st.lists(st.sampled_from("bdefimnpu"), max_size=3, unique=True).map("".join),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_whatever_is_written_is_read_back(read, table):
    places = ["LV", "LT", "EE", "EL", "UK", "XK", "NO", "EU27_2020"]
    lines, expected = [], {}
    for geo, cells in zip(places, table, strict=False):
        written = [f"{':' if value is None else value} {flags}" for value, flags in cells]
        lines.append(f"A,NA,PER,ASY_APP,{geo}\t" + "\t".join(written) + "\n")
        for period, (value, flags) in zip(("2021", "2022"), cells, strict=True):
            if value is not None or flags:
                expected[geo, period] = (None if value is None else float(value), "".join(sorted(flags)))
    extract = read(HEADER + "".join(lines))
    found = {
        (row.geo, row.period): (None if math.isnan(row.value) else row.value, row.status)
        for row in extract.frame.itertuples()
    }
    assert found == expected
    assert extract.read == extract.kept + sum(extract.dropped.values())
