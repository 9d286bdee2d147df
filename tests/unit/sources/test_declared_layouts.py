"""Tables of none of the known flavours: CSV, Parquet and JSON as a layout declares them."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from yearbook.errors import YearbookError

LONG = {"columns": {"citizen": "Country of citizenship", "geo": "geo"}, "period": ["year"], "value": "Number"}
CSV = (
    "Country of citizenship,geo,year,Number\nNamibia,Latvia,2023,1\nNamibia,LATVIA,2024,12.0\nKosovo*,Latvia,2024,NA\n"
)
BOTH = {"columns": {"citizen": "Country", "geo": "geo"}, "period": ["year"], "value": "n"}
PERIODS = {"columns": {"geo": "Land"}, "value": "n"}


def rows(extract):
    return [tuple(row)[:-2] for row in extract.frame.fillna({"value": -1}).itertuples(index=False)]


def test_labels_become_codes_and_missing_texts_no_figure(read_as):
    extract = read_as(CSV, LONG)
    assert rows(extract) == [("NA", "LV", "2023", 1), ("NA", "LV", "2024", 12)]
    assert (extract.flavour, extract.read, extract.dropped) == ("CSV", 3, {"not available (:)": 1})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Namibia,Latvia,2023",
            "Namibie,Latvia,2023",
            r"unknown label of citizen 'Namibie'\n  where: received.csv, line 2",
        ),
        ("Number", "Count", r"no column is headed 'Number'"),
        ("geo,year", "Number,year", r"no column is headed 'geo'"),
        ("2023,1", "2023,1.5", r"'1.5' is not a whole number\n  where: received.csv, line 2"),
        ("2023,1", '2023,"1.234,5"', r"'1.234,5' is not a whole number"),
        ("2023,1", "2023,-1", "cannot be negative"),
        ("LATVIA,2024", "LATVIA,2023", "the same key stands twice"),
        ("12.0", "12.0,7", "not the 4 cells"),
        (",2024,12.0", ",24,12.0", "'24' is not a period"),
    ],
)
def test_bad_content_is_refused_with_its_place(read_as, old, new, message):
    assert old in CSV
    with pytest.raises(YearbookError, match=message):
        read_as(CSV.replace(old, new, 1), LONG)


def test_columns_of_values_form_a_dimension_and_countries_may_have_iso3_codes(read_as):
    layout = {
        "columns": {"citizen": "coo_iso", "geo": "coa_iso"},
        "period": ["year"],
        "measure": "outcome",
        "values": {"RECOGNISED": "dec_recognized", "TOTAL": "dec_total"},
    }
    text = "year,coo_iso,coa_iso,dec_recognized,dec_total\n2024,XXA,GRC,1,5\n2024,GBR,LVA,0,\n2024,UNK,XKX,2,2\n"
    extract = read_as(text, layout, coding={"citizen": "iso3", "geo": "iso3"})
    assert rows(extract) == [
        ("STLS", "EL", "RECOGNISED", "2024", 1),
        ("STLS", "EL", "TOTAL", "2024", 5),
        ("UK", "LV", "RECOGNISED", "2024", 0),
        ("UNK", "XK", "RECOGNISED", "2024", 2),
        ("UNK", "XK", "TOTAL", "2024", 2),
    ]
    assert extract.read == 6
    with pytest.raises(YearbookError, match=r"'QQQ'(.|\n)*line 3"):
        read_as(text.replace("GBR", "QQQ"), layout, coding={"citizen": "iso3", "geo": "iso3"})


@pytest.mark.parametrize(
    ("stated", "frequency", "period"),
    [
        ("2023-03-01", "M", "2023-03"),
        ("2023-04-01", "Q", "2023-Q2"),
        ("2023-01-01", "A", "2023"),
        ("2023-01-01 00:00:00", "Q", "2023-Q1"),
    ],
)
def test_a_first_day_stands_for_its_period(read_as, stated, frequency, period):
    extract = read_as(f"Land,time,n\nLatvia,{stated},5\n", PERIODS | {"period": ["time"]}, frequency=frequency)
    assert extract.frame["period"].tolist() == [period]


@pytest.mark.parametrize(("stated", "frequency"), [("2023-03-02", "M"), ("2023-02-01", "Q"), ("2023-02-01", "A")])
def test_another_day_is_no_period(read_as, stated, frequency):
    with pytest.raises(YearbookError, match="is not a period"):
        read_as(f"Land,time,n\nLatvia,{stated},5\n", PERIODS | {"period": ["time"]}, frequency=frequency)


def test_several_headers_make_a_period_and_alternative_headers_a_column(read_as):
    layout = {"columns": {"geo": ["geo", "Land"]}, "period": ["Year", "Quarter"], "value": ["values", "n"]}
    extract = read_as("Land,Year,Quarter,n\nLatvia,2019,Q4,5\n", layout, frequency="Q")
    assert rows(extract) == [("LV", "2019-Q4", 5)]


def test_a_repeated_row_is_dropped_only_if_the_layout_allows_it_and_the_values_agree(read_as):
    text = CSV + "Namibia,Latvia,2023,1\n"
    with pytest.raises(YearbookError, match="stands twice"):
        read_as(text, LONG)
    extract = read_as(text, LONG | {"repeats": True})
    assert extract.read == 4
    assert extract.dropped["stands twice with the same value"] == 1
    with pytest.raises(YearbookError, match="stands twice"):
        read_as(CSV + "Namibia,Latvia,2023,2\n", LONG | {"repeats": True})


def test_parquet_is_read_and_a_cut_one_refused(read_as, tmp_path):
    frame = pd.DataFrame({"Land": ["Latvia"], "time": [pd.Timestamp("2023-03-01")], "n": [43815.0]})
    frame.to_parquet(tmp_path / "whole.parquet")
    content = (tmp_path / "whole.parquet").read_bytes()
    layout = PERIODS | {"period": ["time"]}
    extract = read_as(content, layout, "received.parquet", frequency="M")
    assert rows(extract) == [("LV", "2023-03", 43815)]
    assert extract.flavour == "Parquet"
    with pytest.raises(YearbookError, match="cut or damaged"):
        read_as(content[:-30], layout, "received.parquet", frequency="M")


TREE = {"countries": [{"geo": "LV", "years": [{"year": 2025, "groups": {"India": 642, "Other": 1046}}]}]}
NESTED = {
    "path": ["countries", "years", "groups"],
    "columns": {"citizen": "key", "geo": "geo"},
    "period": ["year"],
    "value": "value",
}


def test_json_records_are_found_by_their_path(read_as):
    extract = read_as(json.dumps(TREE), NESTED, "received.json", coding={"citizen": "labels"})
    assert rows(extract) == [("IN", "LV", "2025", 642), ("OTHER", "LV", "2025", 1046)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (json.dumps(TREE)[:-3], "cut or damaged"),
        (json.dumps({"countries": {"LV": 1}}), "headed"),
        ("{}", "lead to rec"),
    ],
)
def test_other_json_is_refused(read_as, content, message):
    with pytest.raises(YearbookError, match=message):
        read_as(content, NESTED, "received.json", coding={"citizen": "labels"})


def test_a_kind_of_file_that_the_layout_does_not_describe_is_refused(read_as):
    with pytest.raises(YearbookError, match="a JSON file, which the layout"):
        read_as("{}", LONG)
    with pytest.raises(YearbookError, match="a workbook file, which the layout"):
        read_as(b"PK\x03\x04", LONG, "received.xlsx")


def test_the_providers_own_flavours_are_no_derived_table(read_as):
    with pytest.raises(YearbookError, match="no column is headed"):
        read_as("freq,citizen,geo,TIME_PERIOD,OBS_VALUE\nA,NA,LV,2023,5\n", LONG)


YEARS = {"columns": {}, "period": ["year"], "measure": "outcome", "values": {"RECOGNISED": "yes", "TOTAL": "all"}}


@pytest.mark.parametrize("more", [{}, {"repeats": True}, {"added_up": ["place"]}])
def test_a_table_of_years_alone_is_about_the_country_that_is_declared(read_as, more):
    text = "year,place,yes,all\n2023,a,1,5\n2024,a,,7\n"
    changes = {"dimensions": ("outcome", "geo"), "coding": {}, "throughout": {"geo": "LV"}}
    found = rows(read_as(text, YEARS | more, **changes))
    assert found == [("RECOGNISED", "LV", "2023", 1), ("TOTAL", "LV", "2023", 5), ("TOTAL", "LV", "2024", 7)]


def test_rows_of_another_country_than_the_declared_one_are_left_out(read_as):
    changes = {"dimensions": ("citizen", "geo"), "coding": {"citizen": "labels"}, "throughout": {"geo": "LV"}}
    extract = read_as("Country,geo,year,n\nNamibia,LV,2023,1\nNamibia,LT,2023,2\n", BOTH, **changes)
    assert rows(extract) == [("NA", "LV", "2023", 1)]
    assert extract.dropped == {"geo is not LV": 1}
