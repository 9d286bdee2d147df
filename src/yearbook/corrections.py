"""Corrections: declared errors of a source, mended when an edition reads it (`data/corrections.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from .codes import load_codes
from .dataset import Bilingual, Dataset, load_datasets
from .errors import UnknownName, YearbookError
from .observations import merged
from .project import Project
from .sources.notation import frequency_of, split_flags

FILE = "data/corrections.toml"
MARK = "‡"
"""The mark in `status` of every corrected observation; no provider uses it as a flag."""

Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class Figure(BaseModel):
    """What a cell holds; what is left out may be anything (`expect`) or stays as it is (`set`).

    Attributes:
        value: a number in the dataset's unit, or "none" for no figure.
        status: letters of SDMX OBS_STATUS, "" for no flag.
        conf: letter of CONF_STATUS, "" for none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float | Literal["none"] | None = None
    status: str | None = None
    conf: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Figure:
        if self.value is None and self.status is None and self.conf is None:
            raise ValueError("state a value, a status or a conf")
        try:
            split = split_flags((self.status or "") + (self.conf or ""))
        except YearbookError as error:
            raise ValueError(error.what) from error
        if split != (self.status or "", self.conf or ""):
            raise ValueError(f"write flags in alphabetical order: status = '{split[0]}', conf = '{split[1]}'")
        return self

    @property
    def number(self) -> float:
        """The value, NaN for no figure."""
        return self.value if isinstance(self.value, float) else float("nan")

    def fits(self, row: Mapping[Any, Any]) -> bool:
        """Say whether an observation is as stated here."""
        if any(stated not in (None, row[name]) for name, stated in (("status", self.status), ("conf", self.conf))):
            return False
        return self.value is None or bool(np.isclose(self.number, row["value"], rtol=1e-9, atol=0, equal_nan=True))


class Correction(BaseModel):
    """One error of a source, as declared.

    Attributes:
        dataset: its id.
        released: the vintages that have the error; none for every vintage that an edition pins.
        filter: a code, or several, of every dimension, and the period or periods; each combination is a cell.
        expect: what the source has; the correction fails when it no longer does.
        becomes: what the edition has instead (`set` in the file).
        reason: why, by language.
        reference: where the right figure stands, or who confirmed it.
        declared: the day of the entry (`date` in the file).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    released: Texts = ()
    filter: dict[str, Texts]
    expect: Figure
    becomes: Figure = Field(alias="set")
    reason: Bilingual
    reference: str = Field(min_length=1)
    declared: date = Field(alias="date")

    @model_validator(mode="after")
    def _is_whole(self) -> Correction:
        if set(self.reason) != {"lv", "en"}:
            raise ValueError("the `reason` is stated in lv and en")
        if self.expect == self.becomes:
            raise ValueError("`set` says the same as `expect`")
        if not all(self.filter.values()):
            raise ValueError("a dimension of the filter has no code")
        return self

    @property
    def where(self) -> str:
        """The entry as a message names it."""
        cells = ", ".join(f"{name}={'+'.join(codes)}" for name, codes in self.filter.items())
        return f"{FILE}, {self.dataset} {cells}"


def load_corrections(project: Project) -> tuple[Correction, ...]:
    """Return the declared corrections in the order of the file; none if there is no file.

    Raises:
        UnknownName: a dataset, dimension or code that does not exist.
        YearbookError: the file is not TOML, a key is wrong or missing, a dimension is left open, or a period is not one
            of the dataset's frequency.
    """
    path = project.data / "corrections.toml"
    if not path.is_file():
        return ()
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise YearbookError(f"not valid TOML: {error}", where=FILE) from None
    if strange := sorted(set(content) - {"correction"}):
        raise UnknownName("table", strange[0], ["correction"], where=FILE, remedy="use [[correction]]")
    corrections = tuple(_parsed(block, place) for place, block in enumerate(content.get("correction", []), start=1))
    for correction in corrections:
        _check(project, correction)
    return corrections


def _parsed(block: dict[str, Any], place: int) -> Correction:
    try:
        return Correction.model_validate(block)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        remedy = "the head of the file explains every key"
        raise YearbookError(
            f"{key or 'entry'}: {first['msg']}", where=f"{FILE}, entry {place}", remedy=remedy
        ) from None


def _check(project: Project, correction: Correction) -> None:
    datasets = load_datasets(project)
    if correction.dataset not in datasets:
        raise UnknownName("dataset", correction.dataset, datasets, where=correction.where)
    dataset = datasets[correction.dataset]
    key = (*dataset.dimensions, "period")
    for name in correction.filter:
        if name not in key:
            raise UnknownName("dimension", name, key, where=correction.where)
    if left := [name for name in key if name not in correction.filter]:
        remedy = f"add to the filter: {', '.join(left)}"
        raise YearbookError("the filter leaves a dimension open", where=correction.where, remedy=remedy)
    codes = load_codes(project)
    for dimension in dataset.dimensions:
        for code in correction.filter[dimension]:
            if code not in codes.known(dimension):
                raise UnknownName(f"code of {dimension}", code, codes.known(dimension), where=correction.where)
    for period in correction.filter["period"]:
        try:
            suits = frequency_of(period) == dataset.frequency
        except YearbookError as error:
            raise YearbookError(error.what, where=correction.where, remedy=error.remedy) from None
        if not suits:
            what = f"the period '{period}' does not suit the frequency {dataset.frequency} of {dataset.id}"
            raise YearbookError(what, where=correction.where)


def corrected(frame: pd.DataFrame, dataset: Dataset, corrections: Iterable[Correction]) -> pd.DataFrame:
    """Return the observations of pinned vintages with the source's errors mended and marked.

    Args:
        frame: dimensions, period, value, status, conf, source, as `pinned_observations` returns them.
        dataset: what they are observations of.
        corrections: those declared; the ones of other datasets, or of vintages not in `frame`, do nothing.

    Raises:
        YearbookError: the vintage has no such observation, `expect` does not hold, or a cell is corrected twice.
    """
    for correction in corrections:
        if correction.dataset == dataset.id and _applies(frame, correction):
            frame = _mended(frame, dataset, correction)
    return frame


def _applies(frame: pd.DataFrame, correction: Correction) -> bool:
    if not correction.released:
        return not frame.empty
    return bool(frame["source"].isin([f"{correction.dataset}@{day}" for day in correction.released]).any())


def _mended(frame: pd.DataFrame, dataset: Dataset, correction: Correction) -> pd.DataFrame:
    key = [*dataset.dimensions, "period"]
    chosen = np.logical_and.reduce([frame[name].isin(correction.filter[name]) for name in key])
    found = frame[chosen]
    _guard(found, key, correction)
    if correction.released:
        # the series may come from a vintage without the error
        found = found[found["source"].isin([f"{dataset.id}@{day}" for day in correction.released])]
    for row in found.to_dict("records"):
        _refuse_other(row, key, correction)
    becomes, rows = correction.becomes, found.index
    frame = frame.copy()
    if becomes.value is not None:
        frame.loc[rows, "value"] = becomes.number
    if becomes.conf is not None:
        frame.loc[rows, "conf"] = becomes.conf
    status = found["status"] if becomes.status is None else pd.Series(becomes.status, index=rows, dtype="str")
    frame.loc[rows, "status"] = [merged(flags, MARK) for flags in status]
    return frame


def _guard(found: pd.DataFrame, key: Sequence[str], correction: Correction) -> None:
    """Refuse cells that the vintage does not hold."""
    held = set(found[list(key)].itertuples(index=False, name=None))
    for cell in product(*(correction.filter[name] for name in key)):
        if cell not in held:
            raise YearbookError(
                f"there is no observation to correct: {_cell(dict(zip(key, cell, strict=True)), key)}",
                where=correction.where,
                remedy="correct the filter; a figure that the source does not have cannot be set",
            )


def _refuse_other(row: Mapping[Any, Any], key: Sequence[str], correction: Correction) -> None:
    """Refuse an observation which is not the one that `expect` describes."""
    if MARK in row["status"]:
        what = f"two corrections concern one observation: {_cell(row, key)}"
        raise YearbookError(what, where=correction.where, remedy="join the two entries")
    if correction.expect.fits(row):
        return
    value = "none" if pd.isna(row["value"]) else f"{row['value']:.15g}"
    raise YearbookError(
        f"the source no longer has the error: {row['source']} says value {value}, status '{row['status']}', "
        f"conf '{row['conf']}' for {_cell(row, key)}",
        where=correction.where,
        remedy="delete the entry; if an older edition still needs it, name the vintages with the error in `released`",
    )


def _cell(row: Mapping[Any, Any], key: Sequence[str]) -> str:
    return ", ".join(f"{name}={row[name]}" for name in key)
