"""The statistical annex: every table of the report in one workbook, and what the columns of the CSV files mean."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..exhibit import escaped
from ..grammar import vocabulary
from ..indicators import find_indicator
from ..observations import State
from ..pages import Page
from ..sourcing import released_on
from ..tables import MARK_NOTES, STATUS_NOTES
from ..view import View
from ..workbook import About, Figure, Link, Sheet, Value, write_workbook
from .behind import plain_text
from .settings import published_of

FOLDER, WORKBOOK, DICTIONARY = "data", "annex/tables.xlsx", "annex/dictionary.csv"
# in a folder of their own, as every CSV file right in `data` is an exhibit
TABLES_PLACE, COLUMNS_PLACE = "% tables of the edition", "% columns of the data files"
TITLE = re.compile(r"^# (.*)$", re.MULTILINE)
ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)(?: <[^>]*>)?`")


@dataclass(frozen=True)
class Annexed:
    """A table of the report: its exhibit, and the chapter in which it stands."""

    exhibit: Mapping[str, Any]
    page: str
    chapter: str

    @property
    def name(self) -> str:
        """Name of the exhibit: the name of its CSV file."""
        return str(self.exhibit["name"])

    @property
    def title(self) -> str:
        """Its caption."""
        return str(self.exhibit["title"])


def annexed(pages: Mapping[str, Page]) -> list[Annexed]:
    """Return all tables in the order of the report."""
    return [
        Annexed(exhibit, name, _title(page))
        for name, page in pages.items()
        for exhibit in page.exhibits
        if exhibit["kind"] == "table" and exhibit["grid"]
    ]


def write_annex(book: Path, view: View, pages: Mapping[str, Page]) -> None:
    """Write `data/annex/tables.xlsx` and `data/annex/dictionary.csv` into a book's folder."""
    folder = book / FOLDER
    (folder / WORKBOOK).parent.mkdir(parents=True, exist_ok=True)
    published = published_of(view)
    title = f"{view.language.word('annex_title')}. {published.title}"
    about = About(title, view.language.code, published.author, published.day)
    write_workbook(folder / WORKBOOK, list(sheets(view, annexed(pages), about)), about)
    with (folder / DICTIONARY).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("column", "code", "meaning"))
        writer.writerows(dictionary(view, (one for page in pages.values() for one in page.exhibits)))


def sheets(view: View, tables: list[Annexed], about: About) -> Iterator[Sheet]:
    """Yield the sheets: cover, contents, notes, and one for each table."""
    word = view.language.word
    contents, notes = word("annex_contents"), word("notes")
    issued = word("annex_issued").format(when=released_on(about.issued.isoformat(), view.language))
    count = word("annex_about").format(count=view.language.number(len(tables)))
    lines = [
        published_of(view).title,
        about.author,
        issued,
        count,
        word("annex_missing"),
        word("annex_files"),
        word("reuse"),
    ]
    links = [Link(contents, sheet=contents), Link(notes, sheet=notes)]
    yield Sheet(word("annex_cover"), word("annex_title"), [*lines, *links])
    names = {table.name: f"T{number:02}" for number, table in enumerate(tables, start=1)}
    rows = [(Link(names[one.name], sheet=names[one.name]), one.title, one.chapter, f"{one.name}.csv") for one in tables]
    yield Sheet(contents, contents, (), [word(key) for key in ("number", "title", "chapter", "file")], rows)
    yield Sheet(notes, notes, [Link(contents, sheet=contents)], [word("symbol"), word("meaning")], list(signs(view)))
    for table in tables:
        yield _sheet(view, table, names[table.name])


def signs(view: View) -> Iterator[tuple[str, str]]:
    """Yield each sign that may stand in a cell or beside a figure, with its meaning."""
    language = view.language
    for sign, note in STATUS_NOTES.items():
        yield sign, language.note(note)
    for note in (*MARK_NOTES, *(state for state in State if state is not State.FIGURE)):
        yield language.symbol(note), language.note(note)


def dictionary(view: View, exhibits: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield column, code and meaning for all columns of the CSV files; the row without a code is of the column."""
    used: dict[str, set[str]] = {}
    for exhibit in exhibits:
        for column in exhibit["columns"] if exhibit["records"] else ():
            codes = {str(record[column]) for record in exhibit["records"] if record[column] not in (None, "")}
            used.setdefault(column, set()).update(codes)
    for column in sorted(used):
        yield column, "", _meaning(view, column)
        for code in sorted(used[column]):
            if meaning := _code(view, column, code):
                yield column, code, meaning


def filled(text: str, view: View, pages: Mapping[str, Page]) -> str:
    """Return a page written by hand with the list of tables and the columns of the data files in their places."""
    if TABLES_PLACE not in text:
        return text
    columns = [row for row in dictionary(view, (one for page in pages.values() for one in page.exhibits)) if not row[1]]
    word = view.language.word
    lines = [f"| {word('column')} | {word('meaning')} |", "| :--- | :--- |"]
    lines += [f"| `{column}` | {escaped(meaning)} |" for column, _, meaning in columns]
    return text.replace(TABLES_PLACE, _links(view, annexed(pages))).replace(COLUMNS_PLACE, "\n".join(lines))


def _links(view: View, tables: list[Annexed]) -> str:
    """Return links to the workbook, the dictionary and the CSV file of each table; on paper there are no files."""
    listed = "".join(
        f'<li><a href="{one.page}.html#{one.exhibit["anchor"]}">{html.escape(one.title)}</a> '
        f'(<a href="{FOLDER}/{one.name}.csv">CSV</a>)</li>\n'
        for one in tables
    )
    word = view.language.word
    first = f'<p><a href="{FOLDER}/{WORKBOOK}">{word("annex_title")} (XLSX)</a> · '
    second = f'<a href="{FOLDER}/{DICTIONARY}">{Path(DICTIONARY).name}</a></p>\n'
    raw = f":::{{raw}} html\n{first}{second}<ol>\n{listed}</ol>\n:::"
    return f"::::{{only}} html\n{raw}\n::::\n\n::::{{only}} typst\n{escaped(word('annex_note'))}\n::::"


def _title(page: Page) -> str:
    """Return the title of a chapter as plain text."""
    told = (TITLE.search(cell.source) for cell in page.notebook.cells if cell.cell_type == "markdown")
    return next((ROLE.sub(r"\1", found[1]) for found in told if found), "")


def _sheet(view: View, table: Annexed, name: str) -> Sheet:
    """Return the sheet of one table; a column of flags follows each column that has any."""
    word, grid = view.language.word, table.exhibit["grid"]
    flagged = {column for row in grid["rows"] for column, cell in enumerate(row) if cell["flags"]}
    head: list[str] = []
    for column, text in enumerate(grid["head"]):
        head += [text, f"{text}: {word('flags').lower()}"] if column in flagged else [text]
    rows: list[list[Value]] = []
    for row in grid["rows"]:
        cells: list[Value] = []
        for column, cell in enumerate(row):
            cells += [_value(view, cell), cell["flags"] or None] if column in flagged else [_value(view, cell)]
        rows.append(cells)
    contents = word("annex_contents")
    lines: list[Value] = [
        *(plain_text(note) for note in table.exhibit["notes"]),
        Link(word("annex_back"), sheet=contents),
    ]
    return Sheet(name, table.title, lines, head, rows)


def _value(view: View, cell: Mapping[str, Any]) -> Value:
    """Return a figure as a number with the decimals and the unit that the report prints, or else the text."""
    if cell["value"] is None:
        return str(cell["text"])
    number, unit = re.fullmatch(r"(.*\d)(\D*)", cell["text"], re.DOTALL).groups()  # type: ignore[union-attr]
    decimals = len(number.partition(view.language.decimal)[2])
    return Figure(round(cell["value"], decimals), decimals, unit)


def _meaning(view: View, column: str) -> str:
    words = vocabulary()["word"]
    name = next((key for key in (f"column_{column}", f"by_{column}") if key in words), "")
    return view.language.word(name) if name else column


def _code(view: View, column: str, code: str) -> str:
    """Return what a code of a column means; "" for what is no code."""
    language = view.language
    if column == "indicator":
        return view.title_of(find_indicator(code))
    if column in ("state", "mark"):
        return language.note(code) if code in vocabulary()["note"] else ""
    if column == "status":
        return "; ".join(language.note(STATUS_NOTES[flag]) for flag in code if flag in STATUS_NOTES)
    if column in view.codes and code in view.codes.known(column):
        return view.codes.label(column, code, language.code)
    return ""
