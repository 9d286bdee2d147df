"""The view of a chapter: whose figures, of which year, for which reader; and the words that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .codes import Codes
from .dataset import Dataset
from .exhibit import Exhibit, escaped
from .indicators import Indicator, Results
from .language import SPACE, Language, in_sentence
from .observations import INDICATIVE
from .observations.noncitizens import COUNTRIES as WITH_NONCITIZENS
from .sourcing import DERIVED, caveat_line, caveats_apart, origin_line, raised, source_line

EU = "EU27_2020"
WITHOUT_NONCITIZENS = re.compile(
    r" \(?(?:bez nepilsoņiem|without recognised non-citizens)\)?|, non-citizens included|, nepilsoņi(?= un )"
    r"|, nepilsoņu(?= un )|, non-citizens(?= and )"
)


@dataclass(frozen=True)
class View:
    """One country of one edition, for the readers of one language."""

    results: Results
    language: Language
    country: str

    @property
    def codes(self) -> Codes:
        """Code lists and labels."""
        return self.results.figures.codes

    @property
    def datasets(self) -> dict[str, Dataset]:
        """Declared datasets by name."""
        return self.results.figures.datasets

    @property
    def year(self) -> int:
        """Reference year of the edition."""
        return self.results.figures.edition.year

    def place(self, geo: str) -> str:
        """Return the name of a country, or of the EU, in the reader's language."""
        return self.codes.label("geo", geo, self.language.code)

    def title_of(self, indicator: Indicator) -> str:
        """Return what an indicator is called."""
        title = indicator.title[self.language.code]
        # nobody has to be left out where there are no recognised non-citizens
        return title if self.country in WITH_NONCITIZENS else WITHOUT_NONCITIZENS.sub("", title)

    def has(self, indicator: Indicator) -> bool:
        """Whether the country can have figures of it: recognised non-citizens live in Latvia and Estonia."""
        return self.country in WITH_NONCITIZENS or "non_citizen" not in indicator.name

    def titles_of(self, indicators: Sequence[Indicator]) -> str:
        """Return what indicators are called, as one subject: "Uniform visas applied for; uniform visas issued"."""
        first, *more = (self.title_of(one) for one in indicators)
        return "; ".join([first, *(in_sentence(one) for one in more)])

    def peers(self) -> list[str]:
        """Return whom the country is set beside: the other Baltic states if it is one, and the EU."""
        baltic = self.codes.group("BALTIC")
        return [*(geo for geo in baltic if self.country in baltic and geo != self.country), EU]

    def span(self, periods: Sequence[str]) -> str:
        """Return "2014–2023", or one period alone, in words."""
        first, last = (self.language.period(period) for period in (periods[0], periods[-1]))
        return first if first == last else f"{first}–{last}" if first.isdigit() else f"{first} – {last}"

    def notes(
        self,
        indicators: Sequence[Indicator],
        subject: str,
        rows: pd.DataFrame,
        remarks: Iterable[str] = (),
        *,
        marked: bool = False,
    ) -> tuple[str, ...]:
        """Return the lines under an exhibit: what it shows; how far figures reach; source, caveats and flags.

        Args:
            indicators: what is shown.
            subject: what, where, when.
            rows: the observations shown; their periods, sources and flags are stated.
            remarks: sentences of this exhibit alone.
            marked: whether the exhibit shows the numbers of notes beside its indicators, see `marks`; a caveat that
                concerns some of many has one then.
        """
        small = ["small_base"] if "mark" in rows and rows["mark"].str.contains(INDICATIVE).any() else []
        common, single = self._caveats(indicators, rows, marked=marked)
        caveats = caveat_line((*common, *small), self.language)
        sources = {source for joined in rows["source"].dropna() for source in joined.split()}
        said = (f"{subject}." if subject else "", self._latest(rows), *remarks)
        first = escaped(" ".join(part for part in said if part))
        origins = origin_line(sources, self.datasets, self.language)
        lines = (source_line(sources, self.datasets, self.language), origins, caveats)
        second = " ".join(part for part in lines if part)
        third = " ".join(f"{raised(n)}{SPACE}{caveat_line([one], self.language)}" for n, one in enumerate(single, 1))
        return tuple(line for line in (first, third, second) if line)

    def marks(self, indicators: Sequence[Indicator], rows: pd.DataFrame) -> dict[str, str]:
        """Return the numbers of the notes that concern each of many indicators: "¹ ³"; see `notes`."""
        _, single = self._caveats(indicators, rows, marked=True)
        numbers = {
            one.name: [raised(n) for n, names in enumerate(single.values(), 1) if one.name in names]
            for one in indicators
        }
        return {name: SPACE.join(found) for name, found in numbers.items() if found}

    def _caveats(
        self, indicators: Sequence[Indicator], rows: pd.DataFrame, *, marked: bool
    ) -> tuple[list[str], dict[str, list[str]]]:
        """Return the caveats of all that is shown, and those of single indicators."""
        periods = sorted(rows.loc[rows["value"].notna(), "period"])
        elsewhere = not set(WITH_NONCITIZENS) & {self.country, *rows.get("geo", ())}
        stated = {
            one.name: [
                caveat
                for caveat in one.caveats
                if caveat != DERIVED
                and self.language.concerns(caveat, periods)
                and not (elsewhere and caveat.startswith("non_citizens"))
            ]
            for one in indicators
        }
        return caveats_apart(stated) if marked else caveats_apart(stated, few=len(stated) + 1)

    def links(self, indicators: Sequence[Indicator]) -> dict[str, Any]:
        """Return what an exhibit needs for its links: to the data files and to the cards of its indicators."""
        return {
            "data_word": self.language.word("data"),
            "definition_word": self.language.word("definition"),
            "definitions": {one.name: self.title_of(one) for one in indicators},
        }

    def missing(self, name: str, indicator: Indicator) -> Exhibit:
        """Return the sentence that stands where an exhibit would, had the vintages its figures."""
        words = {
            "title": self.title_of(indicator),
            "datasets": ", ".join(self.results.datasets_of(indicator.name)),
            "country": self.place(self.country),
            "year": self.year,
        }
        title = self.language.word("missing_title").format(**words)
        return Exhibit(name, "missing", title, body=self.language.word("missing").format(**words))

    def _latest(self, rows: pd.DataFrame) -> str:
        """Say which period is the last with a figure, if the reference year has none."""
        own = rows[rows["value"].notna()]
        if "geo" in own.columns and self.country in set(own["geo"]):
            own = own[own["geo"] == self.country]
        last = str(own["period"].max())
        if last[:4] >= str(self.year):
            return ""
        return self.language.word("latest").format(period=self.language.period(last))
