"""JSON-stat 2.0: positions, flags, gaps and roles as the format defines them."""

import json

import pandas as pd
import pytest

from yearbook.errors import UnknownName, YearbookError
from yearbook.json_stat import About, Axis, json_stat

GEO = Axis("geo", "Country", {"LV": "Latvia", "EE": "Estonia"}, "geo")
TIME = Axis("period", "Period", {"2022": "2022", "2023": "2023"}, "time")


def frame(*rows):
    return pd.DataFrame(rows, columns=["geo", "period", "value", "status"])


FULL = frame(
    ("LV", "2022", 620.0, ""), ("LV", "2023", 1700.5, "p"), ("EE", "2022", None, ":"), ("EE", "2023", 3.0, None)
)


def test_values_stand_in_row_major_order_and_gaps_are_null():
    cube = json_stat(FULL, [GEO, TIME], About("Applicants"))
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert (cube["id"], cube["size"]) == (["geo", "period"], [2, 2])
    assert cube["value"] == [620, 1700.5, None, 3]
    assert cube["status"] == {"1": "p", "2": ":"}
    assert cube["role"] == {"geo": ["geo"], "time": ["period"]}
    assert cube["dimension"]["geo"]["category"] == {"index": ["LV", "EE"], "label": GEO.categories}


def test_the_order_of_rows_does_not_matter():
    assert json_stat(FULL.iloc[::-1], [GEO, TIME], About("x"))["value"] == [620, 1700.5, None, 3]


def test_a_sparse_cube_goes_by_position():
    cube = json_stat(frame(("EE", "2023", 3.0, "")), [GEO, TIME], About("x"))
    assert cube["value"] == {"3": 3}
    assert "status" not in cube


def test_it_says_what_it_is_and_leaves_out_what_it_does_not_know():
    cube = json_stat(FULL, [GEO, TIME], About("x", "Eurostat", "2025-05", ["Rounded."], {"doi": 1}))
    assert (cube["source"], cube["updated"], cube["note"]) == ("Eurostat", "2025-05", ["Rounded."])
    assert cube["extension"] == {"doi": 1}
    assert {"source", "updated", "note", "extension"}.isdisjoint(json_stat(FULL, [GEO, TIME], About("x")))
    assert json.loads(json.dumps(cube)) == cube


def test_a_metric_has_units():
    metric = Axis("indicator", "Indicator", {"a": "A"}, "metric", {"a": {"decimals": 1}})
    cube = json_stat(FULL.head(1).assign(indicator="a"), [metric, GEO, TIME], About("x"))
    assert cube["dimension"]["indicator"]["category"]["unit"] == {"a": {"decimals": 1}}
    assert cube["role"]["metric"] == ["indicator"]


def test_an_unknown_code_is_named():
    with pytest.raises(UnknownName, match="XX"):
        json_stat(frame(("XX", "2022", 1.0, "")), [GEO, TIME], About("x"))


def test_two_observations_with_the_same_codes_are_refused():
    with pytest.raises(YearbookError, match="same codes: geo LV, period 2022"):
        json_stat(frame(("LV", "2022", 1.0, ""), ("LV", "2022", 2.0, "")), [GEO, TIME], About("x"))
