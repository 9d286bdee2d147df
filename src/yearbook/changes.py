"""Changes of figures: what the vintages of an edition revised since the edition before, and the page that says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import pandas as pd
from babel.dates import format_date

from .codes import Codes
from .corrections import Correction, load_corrections
from .dataset import Dataset
from .edition import Edition, Figures, load_edition
from .exhibit import escaped
from .language import SPACE, Language
from .project import Project
from .revisions import Revisions, compare_frames
from .years import edition_years

LARGEST = 10
WHOLES = frozenset({"TOTAL", "T"})

TEXTS = {
    "lv": {
        "title": "Skaitļu izmaiņas",
        "first": "Tas ir pirmais izdevums, tāpēc nav iepriekšējo skaitļu, ar ko salīdzināt.",
        "intro": "Datu sniedzēji jau publicētus skaitļus mēdz precizēt. Šajā lapā skaitļi, uz kuriem balstīts ziņojums "
        "par {year}. gadu, salīdzināti ar tiem, uz kuriem balstīts ziņojums par {before}. gadu. Salīdzināti periodi "
        "līdz {before}. gada beigām; vēlāku periodu skaitļi ir jauni, nevis precizēti.",
        "same_all": "Datu kopām, kas izmantotas abos izdevumos, laidieni ir tie paši; neviens skaitlis nav mainījies.",
        "caption": "Datu kopas, kurām izmantots cits laidiens nekā iepriekš",
        "heads": "Datu kopa|Iepriekšējais laidiens|Šis laidiens|Salīdzināti|Mainījušies|{country}: mainījušies",
        "added": "Iepriekšējo periodu skaitļi, kuri šajā izdevumā nākuši klāt: {new}; kuru tajā vairs nav: {vanished}.",
        "own": "{genitive} skaitļi",
        "none": "Neviens {genitive} skaitlis nav mainījies.",
        "some": "Mainījušos {genitive} skaitļu kopskaits: {count}.",
        "others": "Lielākās izmaiņas citur",
        "rest": "Valstu salīdzinājumi ziņojumā balstīti uz jaunākajiem skaitļiem.",
        "rows": "Valsts|Periods|Iedalījums|Iepriekš|Tagad|Pārmaiņas|%",
        "shown": "Parādītas {shown} lielākās no {count} izmaiņām.",
        "same": "Tie paši laidieni kā iepriekš: {names}.",
        "uncompared": "Nesalīdzinātās datu kopas",
        "processed": "apstrādāta tabula",
        "joined": "Pirmo reizi izmantotās datu kopas: {names}.",
        "left": "Vairs neizmantotās datu kopas: {names}.",
        "corrected": "Labotas avotu kļūdas",
    },
    "en": {
        "title": "Changes of figures",
        "first": "This is the first edition, so there are no earlier figures to compare with.",
        "intro": "Providers often revise figures that they have published. This page compares the figures behind the "
        "report on {year} with those behind the report on {before}, for periods up to the end of {before}; figures for "
        "later periods are new, not revised.",
        "same_all": "The datasets that both editions use come from the same vintages; no figure has changed.",
        "caption": "Datasets of which another vintage is used than before",
        "heads": "Dataset|Vintage before|Vintage now|Compared|Changed|{country}: changed",
        "added": "Figures for earlier periods that this edition adds: {new}; that it no longer holds: {vanished}.",
        "own": "Figures for {country}",
        "none": "No figure for {country} has changed.",
        "some": "Figures for {country} that have changed: {count}.",
        "others": "Largest changes elsewhere",
        "rest": "Comparisons between countries in the report rest on the newer figures.",
        "rows": "Country|Period|Breakdown|Before|Now|Change|%",
        "shown": "The largest {shown} of {count} changes are shown.",
        "same": "Same vintages as before: {names}.",
        "uncompared": "Datasets that were not compared",
        "processed": "processed table",
        "joined": "Datasets used for the first time: {names}.",
        "left": "Datasets no longer used: {names}.",
        "corrected": "Corrected errors of sources",
    },
}


@dataclass(frozen=True)
class Change:
    """One dataset in two editions; `revisions` is None unless both pin it, in different vintages."""

    dataset: Dataset
    old: tuple[str, ...]
    new: tuple[str, ...]
    revisions: Revisions | None = None

    def rows(self, country: str, *, own: bool) -> pd.DataFrame:
        """Return the changed values of the country, or of all others, the largest first."""
        if self.revisions is None or "geo" not in self.revisions.frame:
            return pd.DataFrame()
        changed = self.revisions.state("changed")
        return changed[(changed["geo"] == country) == own]


def edition_before(project: Project, edition: Edition) -> Edition | None:
    """Return the latest earlier edition of the same country, None if there is none."""
    earlier = [year for year in edition_years(project) if year < str(edition.year)]
    found = (load_edition(project, year) for year in reversed(earlier))
    return next((before for before in found if before.country == edition.country), None)


def changes_between(before: Figures, now: Figures) -> tuple[Change, ...]:
    """Compare what two editions rest on, dataset by dataset, up to the end of the earlier one's reference year.

    Pinned vintages are laid over each other and corrected first, as the chapters see them.
    """
    changes, pins = [], [one.edition.pins for one in (before, now)]
    for name in (name for name in now.datasets if any(name in pinned for pinned in pins)):
        old, new = (pinned.get(name, ()) for pinned in pins)
        revisions = None
        if old and new and old != new:
            frames = [one.observations(name).until(before.edition.year).frame for one in (before, now)]
            names = [f"{name}@{'+'.join(releases)}" for releases in (old, new)]
            revisions = compare_frames((names[0], names[1]), *frames)
        changes.append(Change(now.datasets[name], old, new, revisions))
    return tuple(changes)


def changes_page(figures: Figures, country: str, language: Language) -> str:
    """Return the page "Changes of figures" in MyST for the readers of one language.

    Args:
        figures: of the edition that is built.
        country: code of the country that the book is about.
        language: of the book.
    """
    project, edition = figures.project, figures.edition
    page = _Page(figures.codes, country, language)
    before = edition_before(project, edition)
    parts = [f"# {page.text('title')}"]
    if before is None:
        parts.append(page.text("first"))
    else:
        years = {"year": edition.year, "before": before.year}
        parts += [page.text("intro", **years), *page.changes(changes_between(Figures(project, before), figures))]
    parts += page.corrections(edition, load_corrections(project), figures.datasets.values())
    return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class _Page:
    codes: Codes
    country: str
    language: Language

    def text(self, name: str, **words: object) -> str:
        code = self.language.code
        country = self.codes.country(self.country, code)
        genitive = self.codes.country(self.country, code, "genitive") if code == "lv" else country
        return TEXTS[code][name].format(country=country, genitive=genitive, **words)

    def changes(self, changes: Sequence[Change]) -> list[str]:
        compared = [change for change in changes if change.revisions is not None]
        own = [change for change in compared if len(change.rows(self.country, own=True))]
        others = [change for change in compared if len(change.rows(self.country, own=False))]
        count = sum(len(change.rows(self.country, own=True)) for change in own)
        said = self.text("some", count=self.language.number(count)) if count else self.text("none")
        parts = [self.summary(compared) if compared else self.text("same_all"), self.added(compared)]
        if compared:
            parts += [f"## {self.text('own')}", said, *(self.largest(change, own=True) for change in own)]
        if others:
            parts += [f"## {self.text('others')}", self.text("rest")]
            parts += [self.largest(change, own=False) for change in others]
        return [*parts, *self.uncompared(changes)]

    def uncompared(self, changes: Sequence[Change]) -> list[str]:
        """Return the datasets of which no figures were compared, last: what has changed comes first."""
        found = {
            "same": [change.dataset for change in changes if change.old == change.new],
            "joined": [change.dataset for change in changes if not change.old],
            "left": [change.dataset for change in changes if not change.new],
        }
        said = [self.names(text, datasets) for text, datasets in found.items() if datasets]
        return [f"## {self.text('uncompared')}", *said] if said else []

    def summary(self, compared: Sequence[Change]) -> str:
        rows = []
        for change in compared:
            counts = change.revisions.counts if change.revisions else {}
            own = len(change.rows(self.country, own=True))
            numbers = [self.language.number(number) for number in (counts["compared"], counts["changed"], own)]
            rows.append([_link(change.dataset), self.released(change.old), self.released(change.new), *numbers])
        return _table(self.text("caption"), "changes-summary", self.text("heads").split("|"), rows, texts=3)

    def added(self, compared: Sequence[Change]) -> str:
        found = [change.revisions.counts for change in compared if change.revisions]
        new, vanished = (sum(counts[state] for counts in found) for state in ("new", "vanished"))
        write = self.language.number
        return self.text("added", new=write(new), vanished=write(vanished)) if new or vanished else ""

    def names(self, text: str, datasets: Sequence[Dataset]) -> str:
        """Return a sentence with the tables of datasets, each once, those that somebody has processed by that word."""
        tables = {(one.code, one.derived): _link(one) for one in datasets}
        said = [f"{tables[one]} ({self.text('processed')})" if one[1] else tables[one] for one in sorted(tables)]
        return self.text(text, names=", ".join(said)) if said else ""

    def largest(self, change: Change, *, own: bool) -> str:
        found = change.rows(self.country, own=own)
        name = f"changes-{change.dataset.id}-{'own' if own else 'others'}".replace("_", "-")
        rows = [self.row(change.dataset, row) for _, row in found.head(LARGEST).iterrows()]
        table = _table(change.dataset.title[self._code], name, self.text("rows").split("|"), rows, texts=3)
        words = {"shown": LARGEST, "count": self.language.number(len(found))}
        return f"{table}\n\n{self.text('shown', **words)}" if len(found) > LARGEST else table

    def row(self, dataset: Dataset, row: pd.Series[Any]) -> list[str]:
        held = {name: str(row[name]) for name in dataset.dimensions if name != "geo"}
        labels = [self.codes.label(name, code, self._code) for name, code in held.items() if code not in WHOLES]
        old, new = (float(str(row[side])) for side in ("old", "new"))
        decimals = 0 if all(math.isnan(number) or number.is_integer() for number in (old, new)) else 1
        difference, relative = (float(str(row[name])) for name in ("difference", "relative"))
        return [
            escaped(self.codes.label("geo", str(row["geo"]), self._code)),
            self.language.period(str(row["period"]), "short"),
            escaped(", ".join(labels) or self.language.word("total")),
            self.language.number(old, decimals),
            self.language.number(new, decimals),
            self.language.signed(difference, decimals),
            self.language.signed(relative, 1),
        ]

    def released(self, releases: Iterable[str]) -> str:
        # a date breaks over two lines of a cell only between dates
        return "; ".join(released_label(released, self.language).replace(" ", SPACE) for released in releases)

    def corrections(self, edition: Edition, declared: Iterable[Correction], datasets: Iterable[Dataset]) -> list[str]:
        titles = {dataset.id: dataset.title[self._code] for dataset in datasets}
        lines = [
            f"- {escaped(titles[one.dataset])}: {escaped(one.reason[self._code])} ({escaped(one.reference)}, "
            f"{released_label(one.declared.isoformat(), self.language)})"
            for one in declared
            if set(one.released or edition.pins.get(one.dataset, ())) & set(edition.pins.get(one.dataset, ()))
        ]
        return [f"## {self.text('corrected')}", "\n".join(lines)] if lines else []

    @property
    def _code(self) -> Literal["lv", "en"]:
        return cast(Literal["lv", "en"], self.language.code)


def released_label(released: str, language: Language) -> str:
    """Return a release date of full or reduced precision: "2023. gada 29. marts", "May 2025", "2025"."""
    if len(released) < len("2023-03-29"):
        return language.period(released)
    return str(format_date(date.fromisoformat(released), "long", locale=language.babel))


def _link(dataset: Dataset) -> str:
    return f"[{escaped(dataset.code)}]({dataset.page})"


def _table(caption: str, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]], texts: int) -> str:
    """Return a numbered pipe table; its first `texts` columns are text, the others figures."""
    rule = "|" + " :--- |" * texts + " ---: |" * (len(heads) - texts)
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, *rows)]
    body = "\n".join([lines[0], rule, *lines[1:]])
    return f":::{{table}} {escaped(caption)}\n:name: {name}\n:class: figures\n\n{body}\n:::"
