"""The population balance: births and deaths, migration with adjustment, and the population a year later, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from .breaches import EXACT, Contradiction
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
    texts = frame.astype({name: object for name in ("indic_de", "geo", "period", "source")})
    own = texts[texts["indic_de"] == "JAN"]
    before = own.assign(indic_de="NEXT", period=(own["period"].astype(int) - 1).astype(str))
    wanted = pd.concat([texts, before])
    wanted = wanted[wanted["indic_de"].isin([left, *right])]
    cells = wanted.set_index(["geo", "period", "indic_de"])
    values = cells["value"].unstack("indic_de").reindex(columns=[left, *right])
    sources = cells["source"].unstack("indic_de").reindex(columns=[left, *right])
    total, flows = values[left], sum(values[code] * sign for code, sign in right.items())
    wrong = (total - flows).abs() > EXACT
    released = sources[wrong].agg(lambda names: " ".join(sorted(set(names))), axis=1)
    found = pd.DataFrame({"sum": flows[wrong], "total": total[wrong], "tolerance": 0.0, "code": f"indic_de={left}"})
    return found.assign(sources=released.astype(object) if len(found) else "").reset_index()
