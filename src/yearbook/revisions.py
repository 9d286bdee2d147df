"""Revisions: two vintages of a dataset compared cell by cell; they are computed, never stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from .errors import UnknownName, YearbookError
from .observations import MEASURES
from .sources.database import Database, listed, literal
from .vintage import OBSERVATIONS, Vintage, parquet_bytes

STATES = ("changed", "flags", "vanished", "new")
Keep = Sequence[Mapping[str, Any]]

CODES = """
CREATE TABLE {table} AS
SELECT code, bool_or(old) AS in_old, bool_or(NOT old) AS in_new, row_number() OVER (ORDER BY code) - 1 AS id
FROM (SELECT DISTINCT {column} AS code, true AS old FROM old_cells
      UNION ALL SELECT DISTINCT {column}, false FROM new_cells)
GROUP BY code"""

# A period after the last one of the old vintage is new; any other that only one of the two holds is outside it.
LATER = "UPDATE {periods} SET in_old = true WHERE code > (SELECT max(code) FROM {periods} WHERE in_old)"

# One whole number a cell: joining on it takes half the memory of joining on the codes.
KEYED = "CREATE VIEW {side}_keyed AS SELECT {key} AS key, value, status, conf FROM {side}_cells {joins} WHERE {kept}"

FOUND = """
CREATE TABLE found AS
SELECT * FROM (
    SELECT key, o.value AS old, n.value AS new, o.status AS old_status, n.status AS new_status,
        o.conf AS old_conf, n.conf AS new_conf,
        CASE
            WHEN n.status IS NULL THEN 'vanished'
            WHEN o.status IS NULL THEN 'new'
            WHEN (o.value IS NULL) <> (n.value IS NULL)
                OR abs(o.value - n.value) > 1e-9 * greatest(abs(o.value), abs(n.value)) THEN 'changed'
            WHEN o.status <> n.status OR o.conf <> n.conf THEN 'flags'
        END AS state
    FROM old_keyed o FULL JOIN new_keyed n USING (key))
WHERE state IS NOT NULL"""

LISTED = """
SELECT {codes}, state, old, new, new - old AS difference,
    CASE WHEN old <> 0 THEN (new - old) / abs(old) * 100 END AS relative,
    coalesce(old_status, '') AS old_status, coalesce(new_status, '') AS new_status,
    coalesce(old_conf, '') AS old_conf, coalesce(new_conf, '') AS new_conf
FROM found {joins}
ORDER BY list_position({states}, state), abs(coalesce(new, 0) - coalesce(old, 0)) DESC, key"""

PLACES = "SELECT {codes}, {state} AS state, count(*) AS cells FROM {cells} {joins} GROUP BY ALL ORDER BY ALL"


@dataclass(frozen=True)
class Revisions:
    """What differs between an older and a newer state of one dataset, over the keys that both hold.

    A cell is outside if the other side does not hold one of its codes at all, does not keep its slice, or begins later;
    nothing can be said of such cells. Cells of periods after the older one's last count as new.

    Attributes:
        old: the older state ("dataset@released").
        new: the newer one.
        frame: a row a difference: dimension codes, period, state ("changed", "flags": only flags or confidentiality,
            "vanished", "new"), old and new value (NaN = no figure), difference (units), relative (percent of the old
            value, NaN where that is none or zero), flags and confidentiality of both; by state, largest first.
        tally: cells by `geo` (if there is one) and period: compared, and a column a state.
        outside: cells which only one side could hold, by side ("old", "new").
        only: codes which only one side holds, by side and dimension.
    """

    old: str
    new: str
    frame: pd.DataFrame
    tally: pd.DataFrame
    outside: Mapping[str, int]
    only: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def counts(self) -> dict[str, int]:
        """Cells in both ("compared"), of which "changed" and "flags"; "vanished" and "new" ones."""
        return {name: int(self.tally[name].sum()) for name in ("compared", *STATES)}

    def state(self, name: str) -> pd.DataFrame:
        """Return the rows of one state, largest first."""
        return self.frame[self.frame["state"] == name]

    def of(self, country: str) -> Revisions:
        """Return what concerns one country (cells outside stay those of all).

        Raises:
            UnknownName: neither side has a figure for it.
            YearbookError: the dataset has no dimension geo.
        """
        if "geo" not in self.tally:
            raise YearbookError(f"{self.new} is not divided by country", remedy="leave the country out")
        known = sorted(set(self.tally["geo"]) | {c for side in self.only.values() for c in side.get("geo", ())})
        if country not in known:
            raise UnknownName("country", country, known, where=f"{self.old} and {self.new}")
        frame, tally = (part[part["geo"] == country] for part in (self.frame, self.tally))
        return replace(self, frame=frame.reset_index(drop=True), tally=tally.reset_index(drop=True))

    def by(self, column: str) -> pd.DataFrame:
        """Return the cells compared, changed, ... and the largest absolute difference by "geo" or "period"."""
        sums = self.tally.groupby(column)[["compared", *STATES]].sum()
        largest = self.state("changed").assign(largest=lambda rows: rows["difference"].abs())
        sums["largest"] = largest.groupby(column)["largest"].max()
        found = sums[sums[list(STATES)].sum(axis=1) > 0].reset_index()
        order = ["changed", column] if column == "geo" else [column]
        return found.sort_values(order, ascending=[name == column for name in order], ignore_index=True)


def compare(old: Vintage, new: Vintage) -> Revisions:
    """Compare two vintages of one dataset.

    Raises:
        YearbookError: one vintage twice, the newer one first, other dimensions or pinned codes, or a file that was
            changed after it was collected.
    """
    precision = min(len(old.released), len(new.released))
    if old.released[:precision] > new.released[:precision] or old.released == new.released:
        raise YearbookError(
            f"{old.name} was not released before {new.name}",
            remedy="give two different releases, the older one first",
        )
    filters = [vintage.provenance["filter"] for vintage in (old, new)]
    if filters[0]["pinned"] != filters[1]["pinned"]:
        raise YearbookError(
            f"{old.name} and {new.name} were collected for different codes: "
            + " and ".join(", ".join(f"{dim}={code}" for dim, code in one["pinned"].items()) for one in filters),
            remedy="compare vintages of the same pinned codes; data/datasets.toml changed between them",
        )
    return compare_files((old.name, new.name), (_intact(old), _intact(new)), tuple(one["keep"] for one in filters))


def compare_frames(names: tuple[str, str], old: pd.DataFrame, new: pd.DataFrame) -> Revisions:
    """Compare two tables of observations of one dataset, called by `names`.

    Raises:
        YearbookError: they have other dimensions.
    """
    with TemporaryDirectory() as folder:
        files = (Path(folder) / "old.parquet", Path(folder) / "new.parquet")
        for file, frame in zip(files, (old, new), strict=True):
            file.write_bytes(parquet_bytes(frame))
        return compare_files(names, files)


def compare_files(names: tuple[str, str], files: tuple[Path, Path], keeps: Sequence[Keep] = ((), ())) -> Revisions:
    """Compare two Parquet files of observations; `keeps` are the slices which each of them was filtered by.

    Raises:
        YearbookError: they have other dimensions.
    """
    columns = [tuple(name for name in pq.read_schema(file).names if name not in MEASURES) for file in files]
    if set(columns[0]) != set(columns[1]):
        said = " and ".join(f"{name} ({', '.join(dims)})" for name, dims in zip(names, columns, strict=True))
        raise YearbookError(
            f"the two have different dimensions: {said}", remedy="collect the older file anew with today's declaration"
        )
    with TemporaryDirectory() as folder, Database(folder) as database:
        for side, file in zip(("old", "new"), files, strict=True):
            database.run("CREATE VIEW {side}_cells AS FROM read_parquet({file})", side=side, file=literal(str(file)))
        return _Comparison(database, (*columns[1], "period")).run(names, keeps)


def _intact(vintage: Vintage) -> Path:
    file = vintage.folder / OBSERVATIONS
    with file.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != vintage.provenance["sha256"]:
            raise YearbookError(
                f"the observations of {vintage.name} were changed after they were collected",
                where=str(file),
                remedy="restore the file from version control",
            )
    return file


class _Comparison:
    """The steps inside the database; `old_cells` and `new_cells` stand there already."""

    def __init__(self, database: Database, columns: tuple[str, ...]) -> None:
        self.database, self.columns = database, columns
        self.tables = {column: f"codes_{place}" for place, column in enumerate(columns)}
        self.places: dict[str, str] = {}

    def run(self, names: tuple[str, str], keeps: Sequence[Keep]) -> Revisions:
        only = self._code_lists()
        self._keys(keeps)
        self.database.run(FOUND)
        states = "[" + ", ".join(map(literal, STATES)) + "]"
        frame = self.database.run(LISTED, states=states, **self._decoded(self.columns)).df()
        held = {side: self.database.count(f"{side}_cells") for side in ("old", "new")}
        tally = self._tally()
        both = int(tally["compared"].sum())
        outside = {"old": held["old"] - both - int(tally["vanished"].sum())}
        outside["new"] = held["new"] - both - int(tally["new"].sum())
        return Revisions(*names, frame, tally, outside, only)

    def _code_lists(self) -> dict[str, dict[str, tuple[str, ...]]]:
        only: dict[str, dict[str, tuple[str, ...]]] = {"old": {}, "new": {}}
        for column, table in self.tables.items():
            self.database.run(CODES, table=table, column=listed([column]))
            if column == "period":
                self.database.run(LATER, periods=table)
            for side, other in (("old", "new"), ("new", "old")):
                alone = "SELECT code FROM {table} WHERE NOT in_{other} ORDER BY code"
                codes = tuple(str(code) for (code,) in self.database.run(alone, table=table, other=other).fetchall())
                only[side] |= {column: codes} if codes else {}
        return only

    def _keys(self, keeps: Sequence[Keep]) -> None:
        step, terms = 1, []
        for column, table in self.tables.items():
            count = max(self.database.count(table), 1)
            terms.append(f"{table}.id::HUGEINT * {step}")
            self.places[column] = f"key // {step} % {count}"
            step *= count
        key = f"({' + '.join(terms)})" if step > 2**62 else f"({' + '.join(terms)})".replace("HUGEINT", "BIGINT")
        for side, other, keep in (("old", "new", keeps[1]), ("new", "old", keeps[0])):
            joins = " ".join(
                f"JOIN {table} ON {listed([column])} = {table}.code AND {table}.in_{other}"
                for column, table in self.tables.items()
            )
            self.database.run(KEYED, side=side, key=key, joins=joins, kept=_within(keep))

    def _decoded(self, columns: Sequence[str]) -> dict[str, str]:
        tables = {column: self.tables[column] for column in columns}
        return {
            "codes": ", ".join(f"{table}.code AS {listed([column])}" for column, table in tables.items()),
            "joins": " ".join(f"JOIN {table} ON {table}.id = {self.places[c]}" for c, table in tables.items()),
        }

    def _tally(self) -> pd.DataFrame:
        by = [column for column in ("geo", "period") if column in self.columns]
        parts = self._decoded(by)
        held = self.database.run(PLACES, cells="old_keyed", state="'held'", **parts).df()
        found = self.database.run(PLACES, cells="found", state="state", **parts).df()
        wide = pd.concat([held, found]).pivot_table(index=by, columns="state", values="cells", fill_value=0)
        wide = wide.reindex(columns=["held", *STATES], fill_value=0).astype(int)
        wide.insert(0, "compared", wide["held"] - wide["vanished"])
        return wide.drop(columns="held").rename_axis(columns=None).reset_index()


def _within(keep: Keep) -> str:
    """Return the condition that one of the slices holds a cell."""
    slices = [
        [f"{listed([dim])} IN ({', '.join(map(literal, codes))})" for dim, codes in part.items() if codes != "*"]
        for part in keep
    ]
    return " OR ".join(" AND ".join(tests) or "true" for tests in slices) or "true"
