"""What holds for every frame of observations, tried by hypothesis."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from yearbook.observations import Observations, State, merged, merged_names, state, states
from yearbook.observations.flags import by_group, by_pairs

# a machine under load is slow, not wrong
TRIED = settings(deadline=None, max_examples=25)

LETTERS = st.text("bdefipu", max_size=3).map(merged)
NAMES = st.lists(st.sampled_from(["a@1", "a@2", "b@1"]), max_size=3).map(lambda names: merged_names(*names))
STATES = ("figure", "zero", "below_half", "not_available", "cannot_exist", "confidential")
PLACES = ("LV", "EE", "LT", "FI")
CELLS = {
    "figure": lambda value: (float(value), "", ""),
    "zero": lambda _: (0.0, "", ""),
    "below_half": lambda _: (0.0, "n", ""),
    "not_available": lambda _: (math.nan, "", ""),
    "cannot_exist": lambda _: (math.nan, "m", ""),
    "confidential": lambda value: (float(value) if value % 2 else math.nan, "", "C"),
}


@st.composite
def cells(draw):
    """One cell: value, letters of status (m and n only with their state), letter of confidentiality."""
    kind = draw(st.sampled_from(STATES))
    value, status, conf = CELLS[kind](draw(st.integers(1, 5000)))
    return value, merged(status, draw(LETTERS)), conf


def table(rows, **kind):
    """Return observations of (geo, period, (value, status, conf))."""
    frame = pd.DataFrame(
        [(geo, period, value, status, conf, "a@1") for geo, period, (value, status, conf) in rows],
        columns=["geo", "period", "value", "status", "conf", "source"],
    )
    return Observations(frame, **{"unit": "persons", **kind})


@st.composite
def tables(draw, periods=("2021", "2022", "2023")):
    keys = [(geo, period) for geo in PLACES for period in periods]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
    return table([(*key, draw(cells())) for key in chosen], error=draw(st.sampled_from([0.0, 2.0])))


def by_key(observations):
    frame = observations.frame.assign(state=states(observations.frame))
    return {(row["geo"], row["period"]): row for row in frame.to_dict("records")}


@TRIED
@given(LETTERS, LETTERS, LETTERS)
def test_the_union_of_flags_is_associative_commutative_and_idempotent(one, two, three):
    assert merged(one, merged(two, three)) == merged(merged(one, two), three)
    assert merged(one, two) == merged(two, one)
    assert merged(one, one) == one
    assert merged(one, "") == one


@TRIED
@given(NAMES, NAMES, NAMES)
def test_the_union_of_sources_is_associative_commutative_and_idempotent(one, two, three):
    assert merged_names(one, merged_names(two, three)) == merged_names(merged_names(one, two), three)
    assert merged_names(one, two) == merged_names(two, one)
    assert merged_names(one, one) == one


@TRIED
@given(st.lists(st.tuples(LETTERS, LETTERS)))
def test_columns_are_merged_as_single_cells_are(pairs):
    left, right = (pd.Series([pair[side] for pair in pairs], dtype=object) for side in (0, 1))
    assert list(by_pairs(left, right, merged)) == [merged(*pair) for pair in pairs]


@TRIED
@given(st.lists(LETTERS, min_size=1), st.data())
def test_groups_are_united_as_single_cells_are(flags, data):
    drawn = data.draw(st.lists(st.integers(0, 3), min_size=len(flags), max_size=len(flags)))
    groups = pd.Series(pd.factorize(pd.Series(drawn))[0])
    united = by_group(groups, pd.Series(flags), merged)
    for number in set(groups):
        assert united[number] == merged(*(flag for flag, own in zip(flags, groups, strict=True) if own == number))


@TRIED
@given(cells())
def test_one_row_and_a_column_have_the_same_state(cell):
    frame = table([("LV", "2023", cell)]).frame
    assert state(frame.iloc[0]) == state(frame.to_dict("records")[0]) == states(frame).iloc[0]


@TRIED
@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([0.0, 2.0]), st.sampled_from([0.0, 2.0]))
def test_the_band_holds_the_ratio_and_every_ratio_of_true_counts(top, bottom, error, below):
    def rounded(count, by):
        return 5 * ((count + 2) // 5) if by else count

    part = table([("LV", "2023", (float(rounded(top, error)), "", ""))], error=error)
    whole = table([("LV", "2023", (float(rounded(bottom, below)), "", ""))], error=below)
    found = part.divided_by(whole, unit="percent", times=100).frame.iloc[0]
    if rounded(bottom, below) == 0:
        assert math.isnan(found["value"])
        return
    slack = 1e-9
    assert found["low"] - slack <= found["value"]
    assert math.isnan(found["high"]) or found["value"] <= found["high"] + slack
    if bottom:
        true = 100 * top / bottom
        assert found["low"] - slack <= true <= found["high"] + slack


@TRIED
@given(st.integers(0, 300), st.integers(1, 300))
def test_the_band_of_a_share_holds_every_share_of_true_counts(part, rest):
    whole = part + rest
    one, other = (table([("LV", "2023", (5.0 * ((count + 2) // 5), "", ""))], error=2.0) for count in (part, whole))
    found = one.share_of(other).frame.iloc[0]
    if not math.isnan(found["value"]):
        assert found["low"] - 1e-9 <= 100 * part / whole <= found["high"] + 1e-9
        assert found["high"] <= max(100, found["value"])


@TRIED
@given(tables(), tables(), st.sampled_from(["minus", "plus", "divided_by"]))
def test_no_operation_makes_a_figure_of_what_is_none(left, right, name):
    right = Observations(right.frame, unit="persons", error=left.error)
    result = left.divided_by(right, unit="x") if name == "divided_by" else getattr(left, name)(right)
    one, other, found = by_key(left), by_key(right), by_key(result)
    assert set(found) == set(one) & set(other)
    for key, row in found.items():
        parts = {one[key]["state"], other[key]["state"]}
        if "confidential" in parts:
            assert row["state"] == State.CONFIDENTIAL
        elif parts & {"not_available", "cannot_exist"}:
            assert row["state"] in (State.NOT_AVAILABLE, State.CANNOT_EXIST)
        assert (row["state"] == "cannot_exist") <= ("cannot_exist" in parts)
        assert (row["state"] == "below_half") <= ("below_half" in parts)
        letters = (set(one[key]["status"]) | set(other[key]["status"])) - set("bmn")
        assert letters <= set(row["status"])


@TRIED
@given(tables(), st.booleans(), st.booleans())
def test_a_change_compares_two_figures_or_says_why_not(observations, percent, over_break):
    change = observations.percent_change if percent else observations.change
    own, found = by_key(observations), by_key(change(over_break=over_break))
    for (geo, period), row in found.items():
        now, then = own[geo, period], own[geo, str(int(period) - 1)]
        if "b" in now["status"]:
            assert "b" in row["status"]
            assert over_break or math.isnan(row["value"])
        if row["state"] == "broken":
            assert "b" in now["status"]
            assert not over_break
        if not math.isnan(row["value"]):
            assert {now["state"], then["state"]} <= {"figure", "zero", "below_half"}
            assert row["low"] <= row["value"] + 1e-9
            assert not row["value"] > row["high"] + 1e-9
            if not percent:
                assert row["value"] == now["value"] - then["value"]
        if "unchanged" in row["mark"]:
            assert abs(now["value"] - then["value"]) <= 2 * observations.error


@TRIED
@given(tables(periods=tuple(f"{year}-Q{quarter}" for year in (2022, 2023) for quarter in (1, 2, 3, 4))))
def test_a_year_is_the_sum_of_four_quarters_and_never_invented(quarters):
    own, found = by_key(quarters), by_key(quarters.annual())
    whole = {
        (geo, year)
        for geo in PLACES
        for year in ("2022", "2023")
        if all((geo, f"{year}-Q{quarter}") in own for quarter in (1, 2, 3, 4))
    }
    assert set(found) == whole
    for (geo, year), row in found.items():
        parts = [own[geo, f"{year}-Q{quarter}"] for quarter in (1, 2, 3, 4)]
        seen = {part["state"] for part in parts}
        if "confidential" in seen:
            assert row["state"] == "confidential"
        elif seen == {"cannot_exist"}:
            assert row["state"] == "cannot_exist"
        elif seen & {"not_available", "cannot_exist"}:
            assert row["state"] == "not_available"
        else:
            assert row["value"] == sum(part["value"] for part in parts)
            assert (row["state"] == "zero") == (seen == {"zero"})


@TRIED
@given(tables(periods=("2023",)))
def test_a_rank_counts_the_reporters_and_nobody_else(observations):
    ranking, own = observations.rank("2023", PLACES), by_key(observations)
    reporting = {geo for geo, _ in own if own[geo, "2023"]["state"] in ("figure", "zero", "below_half")}
    assert ranking.reporters == len(reporting)
    places = sorted(ranking.place(geo) for geo in reporting)
    assert all(1 <= place <= ranking.reporters for place in places)
    for geo in reporting:
        assert sum(ranking.place(other) == ranking.place(geo) for other in reporting) == ranking.tied(geo) + 1
    assert all(geo not in ranking for geo in set(PLACES) - reporting)


@TRIED
@given(tables(), tables())
def test_operations_leave_what_they_start_from_alone(left, right):
    right = Observations(right.frame, unit="persons", error=left.error)
    before = left.frame.copy(), right.frame.copy()
    for deed in (left.plus, left.minus, left.share_of):
        deed(right)
    left.change()
    left.sum_of("geo", ["LV", "EE"])
    left.annual()
    left.last()
    assert left.frame.equals(before[0])
    assert right.frame.equals(before[1])


@TRIED
@given(tables(), st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(observations, order):
    turned = [place for place in order if place < len(observations.frame)]
    other = observations.with_frame(observations.frame.iloc[turned])
    one, two = (by_key(which.change(over_break=True)) for which in (observations, other))
    assert {key: repr(row) for key, row in one.items()} == {key: repr(row) for key, row in two.items()}
