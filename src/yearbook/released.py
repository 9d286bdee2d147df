"""What an edition has released: its figures as a file beside `edition.toml`, so that none changes unnoticed.

An edition is released once `editions/<year>/figures.csv` stands there. For every indicator it holds the figures of the
edition's own country, and a fingerprint of all that the report may show of it: other countries and breakdowns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from .edition import Edition, Figures
from .indicators import Results, all_indicators
from .project import Project
from .years import FIGURES

HORIZON = 10
"""Years up to the reference year that are kept: those that the report shows."""
COLUMNS = ["indicator", "period", "value", "status"]
# differences of one machine's arithmetic from another's lie beyond the ninth digit
DIGITS = "%.9g"
ALL, FINGERPRINT = "all", 12
_NEVER_SHOWN = ["source", "conf", "mark"]


def released_file(project: Project, edition: Edition) -> Path:
    """Return where the released figures of an edition stand, or would stand."""
    return project.editions / str(edition.year) / FIGURES


def figures_of(results: Results) -> pd.DataFrame:
    """Return the figures of an edition as text: indicator, period, value, status; period "all" has the fingerprint."""
    edition = results.figures.edition
    parts = []
    for name in all_indicators():
        frame = results.compute(name).frame
        frame = frame[frame["period"].str[:4].astype(int) > edition.year - HORIZON]
        own = results.select(name).only(geo=[edition.country]).frame if len(frame) else frame
        own = own[own["value"].notna() & own["period"].isin(set(frame["period"]))].sort_values("period")
        if len(frame):
            parts.append(pd.DataFrame({"indicator": [name], "period": ALL, "value": fingerprint(frame), "status": ""}))
        values = own["value"].map(DIGITS.__mod__)
        parts.append(pd.DataFrame({"indicator": name, **own[["period", "status"]], "value": values})[COLUMNS])
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def fingerprint(frame: pd.DataFrame) -> str:
    """Return a short checksum of observations, whatever the order of their rows and columns."""
    kept = frame[sorted(set(frame.columns) - set(_NEVER_SHOWN))]
    kept = kept[frame["value"].notna() | frame["status"].ne("")]
    lines = sorted(kept.to_csv(index=False, header=False, float_format=DIGITS).splitlines())
    return hashlib.sha256("\n".join([",".join(kept.columns), *lines]).encode()).hexdigest()[:FINGERPRINT]


def write_released(project: Project, edition: Edition) -> Path:
    """Write the figures of an edition as those that it has released, and return the file."""
    file = released_file(project, edition)
    figures_of(Results(Figures(project, edition))).to_csv(file, index=False)
    return file


def changes_since_release(project: Project, results: Results) -> Iterator[tuple[str, str]]:
    """Yield the name of each released indicator whose figures are no longer the same, and what is different.

    An indicator that is new changes nothing that was released.
    """
    file = released_file(project, results.figures.edition)
    if not file.is_file():
        return
    released, now = (
        _by_indicator(pd.read_csv(file, dtype=str, keep_default_na=False)),
        _by_indicator(figures_of(results)),
    )
    for name, before in released.items():
        after = now.get(name, {})
        if before != after:
            changed = [p for p in sorted({*before, *after} - {ALL}) if before.get(p) != after.get(p)]
            said = [f"{p}: {before.get(p, 'no figure')} -> {after.get(p, 'no figure')}" for p in changed]
            yield name, "; ".join(said) or "figures of other countries or of a breakdown"


def _by_indicator(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, period, value, status in frame[COLUMNS].itertuples(index=False):
        found.setdefault(name, {})[period] = f"{value} {status}".strip()
    return found
