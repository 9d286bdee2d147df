"""The population balance: births and deaths, migration with adjustment, and the population a year later, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from .breaches import EXACT, NOTHING, Contradiction
from .finding import Finding
from .scope import Scope

DATASET = "demo_gind"
EQUATIONS = {
    "natural": ("NATGROW", {"LBIRTH": 1, "DEATH": -1}),
    "growth": ("GROW", {"NATGROW": 1, "CNMIGRAT": 1}),
    "next_year": ("NEXT", {"JAN": 1, "NATGROW": 1, "CNMIGRAT": 1}),
}
"""What is compared: the code on the left, and the codes with their signs on the right; NEXT is JAN a year later."""


def check_balance(scope: Scope) -> Iterator[Finding]:
    """Find years in which the flows do not give the change of the stock."""
    if DATASET not in scope.pinned:
        return
    frame = scope.frame(DATASET)
    for compared in EQUATIONS:
        rows = scope.rows(f"balance {compared}", (DATASET,), partial(imbalances, frame, compared))
        yield from Contradiction("balance", DATASET, compared).findings(scope, rows)


def imbalances(frame: pd.DataFrame, compared: str) -> pd.DataFrame:
    """Return the places and years in which one equation of EQUATIONS does not hold, all of its figures being there.

    Args:
        frame: observations by `indic_de` and `geo`, annual, in persons.
        compared: which equation.
    """
    left, right = EQUATIONS[compared]
    texts = frame.astype(dict.fromkeys(("indic_de", "geo", "period", "source"), object))
    own = texts[texts["indic_de"] == "JAN"]
    before = own.assign(indic_de="NEXT", period=(own["period"].astype(int) - 1).astype(str))
    wanted = pd.concat([texts, before])
    codes = {code: rows.set_index(["geo", "period"]) for code, rows in wanted.groupby("indic_de")}
    if not {left, *right} <= codes.keys():
        return NOTHING
    found = codes[left].rename(columns={"value": "total", "source": "sources"}).assign(sum=0.0)
    for code, sign in right.items():
        part = codes[code].reindex(found.index)
        found = found.assign(sum=found["sum"] + sign * part["value"], sources=found["sources"] + " " + part["source"])
    wrong = found[(found["total"] - found["sum"]).abs() > EXACT]
    return wrong.assign(tolerance=0.0, code=f"indic_de={left}").reset_index()
