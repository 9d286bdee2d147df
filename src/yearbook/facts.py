"""Facts: numbers and phrases that stand in sentences, each computed from an indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from . import phrases
from .codes import COUNTRY_DIMENSIONS, Codes
from .errors import UnknownName
from .indicators import Indicator, all_indicators, by_name, find_indicator
from .language import Language, in_sentence
from .moments import moment, span
from .observations import HAVE_A_FIGURE, Observations, states
from .view import EU, View

FACETS = (
    "",
    "counted",
    "year",
    "when",
    "previous",
    "previous_when",
    "change",
    "changed",
    "change_short",
    "grown",
    "band",
    "rank",
    "rank_short",
    "eu",
)
REPORTED_SHARE = 0.5
MORE_IF_TIED, MOST_TIED = 2, 3
TOP_FACETS = ("", "year", "when", "first", "share")
TOP_COUNT = 5
# countries whose English names take an article
WITH_ARTICLE = frozenset(["AE", "BS", "CD", "CF", "CG", "DO", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "UK", "US"])


class MissingFactError(Exception):
    """A sentence asks for a facet that has no figure behind it; the sentence then does not stand."""


@dataclass(frozen=True)
class Fact:
    """What sentences may say of one indicator of one country.

    Attributes:
        name: what prose calls it; a facet is called "name.facet".
        facets: facet -> text in the reader's language, None where no figure allows it.
    """

    name: str
    facets: Mapping[str, str | None]

    def text(self, facet: str = "") -> str:
        """Return the text of a facet.

        Raises:
            UnknownName: no such facet.
            MissingFactError: there is no figure for it.
        """
        if facet not in self.facets:
            raise UnknownName("facet", facet, [f for f in self.facets if f], where=f"fact '{self.name}'")
        text = self.facets[facet]
        if text is None:
            raise MissingFactError(f"{self.name}.{facet}" if facet else self.name)
        return text

    def __getattr__(self, facet: str) -> str:
        if facet.startswith("_"):
            raise AttributeError(facet)
        return self.text(facet)

    def __format__(self, _spec: str) -> str:
        return self.text()

    @property
    def keys(self) -> dict[str, str | None]:
        """Every name by which prose may call this fact, with its text."""
        return {f"{self.name}.{facet}" if facet else self.name: text for facet, text in self.facets.items()}


def written(indicator: Indicator, value: float, language: Language) -> str:
    """Write a value with the unit and the decimals of its indicator."""
    if indicator.noun == "percent" and 0 < abs(value) < 1:
        return language.percent(value, indicator.decimals + 1)
    if indicator.noun == "percent":
        return language.percent(value, indicator.decimals)
    return language.number(value, indicator.decimals)


def series_of(observations: Observations) -> pd.DataFrame:
    """Return the observations that have a value, in calendar order, with `period` as the index."""
    frame = observations.frame
    return frame[states(frame).isin(HAVE_A_FIGURE)].sort_values("period").set_index("period", drop=False)


def country_fact(view: View, name: str) -> Fact:
    """Return the facts of an indicator in the view's country at its last available period of the edition."""
    indicator, language = find_indicator(name), view.language
    chosen = view.results.select(name)
    series = series_of(chosen.only(geo=view.country))
    # what has always been nought, as non-citizens where there are none, is nothing to speak of
    if series.empty or (len(series) > 1 and not series["value"].any()):
        return Fact(name, dict.fromkeys(FACETS))
    last = series.iloc[-1]
    period = str(last["period"])
    before = f"{int(period[:4]) - 1}{period[4:]}"
    old: Any = series.loc[before] if before in series.index else None
    rate = indicator.noun in ("percent", "per_million", "per_thousand")
    times = (moment(indicator, period, language), span(indicator, period, language))
    facets = {
        "": written(indicator, float(last["value"]), language),
        "counted": None if rate else language.counted(last["value"], indicator.noun),
        "year": language.period(period),
        "when": moment(indicator, period, language),
        "previous": None if old is None else written(indicator, float(old["value"]), language),
        "previous_when": None if old is None else language.period(before, "in"),
        "change": _change(indicator, chosen, last, old, (language, phrases.change)),
        "changed": _change(indicator, chosen, last, old, (language, partial(phrases.change, times=times))),
        "change_short": _change(indicator, chosen, last, old, (language, phrases.change_short)),
        "grown": phrases.grown(language, last["value"]) if (chosen.frame["value"] < 0).any() and not rate else None,
        "band": _band(last, language) if indicator.noun == "percent" else None,
        **_rank(view, chosen, period),
        "eu": _eu(indicator, chosen, period, language),
    }
    return Fact(name, facets)


def top_fact(view: View, name: str, *, by: str, count: int) -> Fact:
    """Return the facts of the largest categories of a breakdown at its last available period."""
    chosen = view.results.select(name, by=(by,)).only(geo=view.country)
    ranked, fact = top_categories(chosen, by, view.codes), by_name(name, by)
    # "unknown" is no citizenship, so it is never among the most frequent ones
    largest = leading(ranked[ranked[by] != "UNK"], count)
    if largest.empty:
        return Fact(fact, dict.fromkeys(TOP_FACETS))
    period = str(ranked["period"].iloc[0])
    names = [view.codes.label(by, code, view.language.code) for code in largest[by]]
    places = [by in COUNTRY_DIMENSIONS and view.codes.is_country(code) for code in largest[by]]
    names = [
        named(name, code, view.language) if place else in_sentence(name)
        for name, code, place in zip(names, largest[by], places, strict=True)
    ]
    total = _same_vintage(view.results.select(name).only(geo=view.country), period, set(largest["source"]))
    rounding = 2 * chosen.error + 1 if chosen.error else 0
    facets = {
        "": phrases.top(view.language, zip(names, largest["value"], strict=True)),
        "year": view.language.period(period),
        "when": view.language.period(period, "in"),
        "first": first_of(names, largest["value"].tolist(), view.language),
        "share": phrases.share(view.language, largest["value"].sum(), total, rounding=rounding) if total else None,
    }
    return Fact(fact, facets)


def named(name: str, code: str, language: Language) -> str:
    """Return the name of a country as it stands within a sentence: "the Netherlands"."""
    return f"the {name}" if language.code == "en" and code in WITH_ARTICLE else name


def place_facts(view: View) -> tuple[Fact, Fact]:
    """Return the facts that every chapter has: `country`, `country.where`, `country.whose`, `year`, `year.when`."""
    name, code = view.country, view.language.code
    own = view.codes.country(name, code)
    where = view.codes.country(name, code, "locative") if code == "lv" else f"in {named(own, name, view.language)}"
    whose = view.codes.country(name, code, "genitive") if code == "lv" else f"of {named(own, name, view.language)}"
    year = str(view.year)
    return (
        Fact("country", {"": own, "where": where, "whose": whose}),
        Fact("year", {"": year, "when": view.language.period(year, "in")}),
    )


def fact_text(view: View, key: str) -> str | None:
    """Return what a fact says by the name that prose calls it by, outside of a notebook; None if it has no figure.

    Raises:
        UnknownName: there is no such fact or facet.
    """
    name, _, facet = key.partition(".")
    facts = {fact.name: fact for fact in place_facts(view)}
    tops = {by_name(one.name, by): (one.name, by) for one in all_indicators().values() for by in one.by}
    if name in all_indicators():
        facts[name] = country_fact(view, name)
    elif name in tops:
        facts[name] = top_fact(view, tops[name][0], by=tops[name][1], count=TOP_COUNT)
    if name not in facts:
        raise UnknownName("fact", name, (*facts, *all_indicators(), *tops))
    if facet not in facts[name].facets:
        raise UnknownName("facet", facet, [one for one in facts[name].facets if one], where=f"fact '{name}'")
    return facts[name].facets[facet]


def leading(ranked: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the first rows of a ranking, about `count`: those that share a place are all in it or all out of it.

    Where more share the first place than would fit, none is among the largest.
    """
    values = ranked["value"].tolist()
    if len(values) <= count or values[count - 1] > values[count]:
        return ranked.head(count)
    above, within = (sum(v > values[count] for v in values), sum(v >= values[count] for v in values))
    if within <= count + MORE_IF_TIED:
        return ranked.head(within)
    return ranked.head(above)


def first_of(names: Sequence[str], values: Sequence[float], language: Language) -> str | None:
    """Return the name of the largest, or of all that share the first place; None if these are more than three."""
    tied = [name for name, value in zip(names, values, strict=True) if value == values[0]]
    return language.join(tied) if len(tied) <= MOST_TIED else None


def _same_vintage(whole: Observations, period: str, sources: set[str]) -> float | None:
    """Return a total of the vintages that its parts come from, be it covered by a later one; None if there is none."""
    frames = [whole.frame] if whole.covered is None else [whole.frame, whole.covered]
    found = pd.concat(frames)
    values = found.loc[(found["period"] == period) & found["source"].isin(sources), "value"].dropna()
    return float(values.iloc[0]) if len(sources) == 1 and len(values) else None


def top_categories(observations: Observations, by: str, labels: Codes) -> pd.DataFrame:
    """Return the categories of the last period, largest first, unknown last; aggregates and zeros are left out.

    A period for which less than half of the categories report is not a basis for a ranking: the one before is taken.
    """
    frame: pd.DataFrame = observations.frame
    frame = frame[frame["value"].notna() & ~frame[by].map(labels.is_aggregate).astype(bool)]
    if frame.empty:
        return frame
    reported = frame.groupby("period")[by].nunique()
    full = reported.index[reported >= reported.max() * REPORTED_SHARE].max()
    frame = frame[(frame["period"] == full) & (frame["value"] > 0)]
    unknown = frame[by] == "UNK"
    return frame.assign(_last=unknown).sort_values(["_last", "value", by], ascending=[True, False, True])[frame.columns]


def ranked_countries(chosen: Observations, period: str, codes: Codes) -> pd.DataFrame:
    """Return the EU countries that report `period`, largest first; aggregates never take part."""
    return chosen.rank(period, codes.group(EU)).frame


def _rank(view: View, chosen: Observations, period: str) -> dict[str, str | None]:
    """Return the place among the countries of the EU, in full and in short."""
    ranking, said = chosen.rank(period, view.codes.group(EU)), {"rank": phrases.rank, "rank_short": phrases.rank_short}
    if view.country not in ranking or ranking.reporters < 2:
        return dict.fromkeys(said)
    place, tied = ranking.place(view.country), ranking.tied(view.country)
    return {facet: say(view.language, place, ranking.reporters, tied=tied) for facet, say in said.items()}


def _eu(indicator: Indicator, chosen: Observations, period: str, language: Language) -> str | None:
    union = series_of(chosen.only(geo=EU))
    return written(indicator, float(union["value"][period]), language) if period in union.index else None


def _change(
    indicator: Indicator, chosen: Observations, last: Any, old: Any, said: tuple[Language, Callable[..., str]]
) -> str:
    rounding = 2 * chosen.error + 1 if chosen.error else 0.0
    if "low" in last.index and old is not None:
        rounding = (last["high"] - last["low"] + old["high"] - old["low"]) / 2
    unit: phrases.Unit = "percent" if indicator.noun == "percent" else "rate" if indicator.decimals else "count"
    language, say = said
    return say(
        language,
        last["value"],
        None if old is None else old["value"],
        rounding=rounding,
        broken="b" in last["status"],
        unit=unit,
    )


def _band(last: Any, language: Language) -> str | None:
    if pd.isna(last.get("high")):
        return None
    # of large figures the range is narrow
    low, high = last["low"], last["high"]
    decimals = next((few for few in (0, 1) if language.number(low, few) != language.number(high, few)), 2)
    return phrases.band(language, low, high, decimals=decimals)
