"""Layouts: how a table stands in a file that is none of the providers' own flavours (declared in `datasets.toml`)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator


def _as_tuple(text: object) -> object:
    return (text,) if isinstance(text, str) else text


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""One text or a list of them."""


class Layout(BaseModel):
    """Where dimensions, period and values stand in a workbook, a CSV, Parquet or JSON file.

    Headers are compared without regard to case and line breaks; where several are given, any one of them may stand.

    Attributes:
        sheet: names of the workbook's sheet, any one of them.
        path: in JSON, the keys that lead from the root to the records; the last level may be an object, whose keys
            become the column "key" and whose values the column "value".
        columns: header of each dimension.
        period: headers of the period; several are joined by "-" ("Year", "Quarter").
        stated_period: expression with one group that finds the period in a cell, if the file holds one period only.
        period_sheet: sheet of that cell, if it is another one.
        value: header of the values, if they stand in one column.
        values: otherwise header by code of the dimension `measure`.
        measure: name of the dimension that the columns of values form.
        added_up: headers of columns that tell rows apart finer than the dimensions; values are added up over them.
        total_row: beginning of the cell that marks the file's own totals; the rows must come to them.
        repeats: whether a row may stand twice if its value is the same.
        missing: texts that stand for "not available".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, Texts]
    sheet: Texts = ()
    path: tuple[str, ...] = ()
    period: tuple[Texts, ...] = ()
    stated_period: str = ""
    period_sheet: Texts = ()
    value: Texts = ()
    values: dict[str, Texts] = {}
    measure: str = ""
    added_up: tuple[str, ...] = ()
    total_row: str = ""
    repeats: bool = False
    missing: tuple[str, ...] = ("", ":", "NA", "nan")

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions that the table holds, the measure last."""
        return (*self.columns, *((self.measure,) if self.measure else ()))

    @property
    def measures(self) -> dict[str, Texts]:
        """Headers of the columns of values by code, "" if there is only one."""
        return self.values or {"": self.value}

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Layout:
        if bool(self.value) == bool(self.values) or bool(self.values) != bool(self.measure):
            raise ValueError("give either `value`, or `values` and the `measure` that they form")
        if bool(self.period) == bool(self.stated_period):
            raise ValueError("give either `period` or `stated_period`")
        if self.stated_period and re.compile(self.stated_period).groups != 1:
            raise ValueError("`stated_period` must have one group, which is the period")
        return self
