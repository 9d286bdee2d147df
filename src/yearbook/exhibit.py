"""An exhibit as a notebook shows it: a preview for the analyst, MyST for the book, figures for the data files."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from .errors import YearbookError
from .observations import states

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|$@#~^])")
# a line that begins "2023. gadā" or "- " would become a list
LIST_MARK = re.compile(r"^(\d+)([.)])|^([-+:%])", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
METADATA = "yearbook"
NAME = re.compile(r"[a-z][a-z0-9_]*")
DATA_PLACE = "% data files"
CARD_LINK = re.compile(r"\{ref\}`([^`<]+) <indicator-([a-z0-9-]+)>`")


def card_anchor(name: str) -> str:
    """Return the anchor of an indicator's card."""
    return f"indicator-{name.replace('_', '-')}"


def escaped(text: str) -> str:
    """Return text in which no character means anything to Markdown."""
    return LIST_MARK.sub(lambda mark: f"{mark[1] or ''}\\{mark[2] or mark[3]}", SPECIAL.sub(r"\\\1", text))


def as_html(text: str) -> str:
    """Return a line of Markdown as the previews need it: links as links, escaped characters as they are."""
    linked = LINK.sub(lambda link: f'<a href="{link[2]}">{link[1]}</a>', html.escape(text))
    return re.sub(r"\\([^\w\s])", r"\1", linked)


def without_headings(page: str) -> str:
    """Return a page without its title, its headings as rubrics: the text of a notebook cell has no sections."""
    body = re.sub(r"^# .*$", "", page, count=1, flags=re.MULTILINE)
    return re.sub(r"^#+ (.*)$", r":::{rubric} \1\n:::", body, flags=re.MULTILINE).strip() + "\n"


def data_address(svg: str) -> str:
    """Return an SVG picture as a data: address."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


@dataclass(frozen=True)
class Exhibit:
    """A chart or a table with everything that belongs to it.

    Attributes:
        name: unique in the edition; file name of its data and last part of its anchor.
        kind: "figure", "table", "numbers" or "missing".
        title: the finding, in the reader's language; becomes the numbered caption.
        notes: lines under it: what, unit, where, when; source; caveats. They may hold Markdown links.
        body: rows of a table or cards of numbers in Markdown; for a missing exhibit the sentence that says so.
        body_html: for a table its rows in HTML, for the preview.
        pictures: for a figure its SVG by width, "full" and "phone".
        alt: alternative text of a figure.
        rows: the observations shown.
        data_word: what the links to the data files are called.
        numeric: for a table whether its cells hold figures.
        definitions: title of each indicator shown by its name; the build links them to their cards.
        definition_word: what those links are called.
        widths: for a table the share of each column in its width, where the content alone would divide it badly.
        grid: for a table its head and rows as plain values, for the statistical annex.
        marks: numbers of the notes that concern each indicator shown: {"population": "¹ ³"}.
        cards: for numbers the texts of each: value, label, change, rank, sparkline (SVG), alt; for the factsheet.
    """

    name: str
    kind: str
    title: str
    notes: tuple[str, ...] = ()
    body: str = ""
    body_html: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    alt: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    data_word: str = "Data"
    numeric: bool = True
    definitions: Mapping[str, str] = field(default_factory=dict)
    definition_word: str = ""
    widths: tuple[int, ...] = ()
    grid: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[Mapping[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise YearbookError(
                f"'{self.name}' cannot be the name of an exhibit",
                remedy="it names files and anchors: use small letters, digits and underscores, a letter first",
            )

    @property
    def anchor(self) -> str:
        """The anchor by which text may refer to it: "fig-applicants", "tab-key-figures"."""
        return f"{'tab' if self.kind == 'table' else 'fig'}-{self.name.replace('_', '-')}"

    def bundle(self) -> dict[str, str]:
        """Return what Jupyter displays: HTML for JupyterLab, Markdown (MyST) for the book."""
        return {"text/html": self.preview(), "text/markdown": self.markdown()}

    def metadata(self) -> dict[str, Any]:
        """Return what the build needs beside the text: name, kind, pictures and the observations as records."""
        rows = self.rows.assign(state=states(self.rows)) if "status" in self.rows else self.rows
        told = [_told(rows[name]) for name in rows]
        records = [dict(zip(rows, row, strict=True)) for row in zip(*told, strict=True)]
        exhibit = {
            "name": self.name,
            "kind": self.kind,
            "anchor": self.anchor,
            "title": self.title,
            "notes": list(self.notes),
            "alt": self.alt,
            "data_word": self.data_word,
            "phone": self.pictures.get("phone", ""),
            "definitions": dict(self.definitions),
            "definition_word": self.definition_word,
            "grid": dict(self.grid),
            "marks": dict(self.marks),
            "cards": [dict(card) for card in self.cards],
            "columns": list(rows.columns),
            "records": records,
        }
        return {METADATA: {"exhibit": exhibit}}

    def markdown(self) -> str:
        """Return the exhibit in MyST: a numbered figure or table with its notes, or a note that it is missing."""
        title = escaped(self.title)
        if self.kind == "missing":
            return f":::{{admonition}} {title}\n:class: note missing\n\n{escaped(self.body)}\n:::\n"
        # the build puts links to the data files where the comment stands
        notes = "\n\n".join((*self.notes, DATA_PLACE))
        if self.kind == "table":
            kind = ":class: figures\n" if self.numeric else ""
            kind += f":widths: {' '.join(map(str, self.widths))}\n" if self.widths else ""
            head = f":::{{table}} {title}\n:name: {self.anchor}\n{kind}\n{self.body}\n:::\n"
            return f"{head}\n:::::{{container}} notes small\n\n{notes}\n:::::\n"
        if self.kind == "numbers":
            return f"{self.body}\n:::::{{container}} notes small\n\n{notes}\n:::::\n"
        picture = data_address(self.pictures["full"])
        alt = re.sub(r"\s*\n\s*", " ", self.alt.strip())
        options = f":name: {self.anchor}\n:alt: {alt}\n:class: chart\n:width: 100%\n"
        return f":::::{{figure}} {picture}\n{options}\n{title}\n\n{notes}\n:::::\n"

    def preview(self) -> str:
        """Return the exhibit as JupyterLab shows it after the cell has run."""
        title, notes = (
            html.escape(self.title),
            "".join(f"<p><small>{as_html(note)}</small></p>" for note in self.notes),
        )
        if self.kind == "figure":
            address = data_address(self.pictures["full"])
            picture = f'<img style="max-width:100%" alt="{html.escape(self.alt)}" src="{address}">'
            return f"<figure>{picture}<figcaption><strong>{title}</strong>{notes}</figcaption></figure>"
        if self.kind == "table":
            return f"<p><strong>{title}</strong></p>{self.body_html}{notes}"
        if self.kind == "numbers":
            return f"<p><strong>{title}</strong></p><div>{''.join(map(_card_preview, self.cards))}</div>{notes}"
        return f"<p><strong>{title}</strong></p><p>{html.escape(self.body)}</p>"


def _told(column: pd.Series[Any]) -> list[Any]:
    """Return the values of a column as JSON has them: None for what is missing."""
    return [None if lacks else value for value, lacks in zip(column.tolist(), column.isna(), strict=True)]


def _card_preview(card: Mapping[str, str]) -> str:
    """Return a key number as JupyterLab shows it."""
    value, *lines = (html.escape(card[kind]) for kind in ("value", "label", "change", "rank"))
    said = "".join(f"<br><small>{line}</small>" for line in lines if line)
    picture = f'<img alt="{html.escape(card["alt"])}" src="{data_address(card["sparkline"])}">'
    place = "display:inline-block;vertical-align:top;width:14em;margin:0 1em 1em 0"
    return f'<div style="{place}"><strong style="font-size:1.6em">{value}</strong>{said}<br>{picture}</div>'
