"""Layouts: how a table stands in a file that is none of the providers' own flavours (declared in `datasets.toml`)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator


def _as_tuple(text: object) -> object:
    return (text,) if isinstance(text, str) else text


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""One text or a list of them."""


RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d*):([A-Z]{1,3})([1-9]\d*)")


def _column(letters: str) -> int:
    """Return the number of a spreadsheet's column, counted from 0: "A" is 0, "AA" is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Layout(BaseModel):
    """Where dimensions, period and values stand in a workbook, a CSV, Parquet or JSON file.

    Headers are compared without regard to case and line breaks; where several are given, any one of them may stand.

    Attributes:
        sheet: names of the workbook's sheet, any one of them.
        range: cells of the table in the sheet, its header first ("B4:F47"); all of them must be filled, and the table
            must end there.
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
    range: str = ""
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

    @property
    def block(self) -> tuple[int, int, int, int] | None:
        """First and last row, first and last column of the range, counted from 0; None if there is no range."""
        match = RANGE.fullmatch(self.range)
        if not match:
            return None
        left, top, right, bottom = match.groups()
        return int(top) - 1, int(bottom) - 1, _column(left), _column(right)

    @model_validator(mode="after")
    def _range_is_one(self) -> Layout:
        block = self.block
        if self.range and (not self.sheet or not block or block[0] >= block[1] or block[2] > block[3]):
            raise ValueError('`range` is a block of cells in a `sheet`, its header first: "B4:F47"')
        return self

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Layout:
        if bool(self.value) == bool(self.values) or bool(self.values) != bool(self.measure):
            raise ValueError("give either `value`, or `values` and the `measure` that they form")
        if bool(self.period) == bool(self.stated_period):
            raise ValueError("give either `period` or `stated_period`")
        if self.stated_period and re.compile(self.stated_period).groups != 1:
            raise ValueError("`stated_period` must have one group, which is the period")
        return self
