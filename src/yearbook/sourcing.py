"""What stands under an exhibit: source with its release, rounding, flags, how far the figures reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from .dataset import Dataset
from .exhibit import escaped
from .indicators import Indicator
from .language import Language

# said of each derived dataset by its own origin
DERIVED = "derived"


def source_line(sources: Iterable[str], datasets: Mapping[str, Dataset], language: Language) -> str:
    """Return "Source: Eurostat, [migr_asyappctza](address), released May 2025." for "dataset@released" names."""
    releases: dict[str, list[str]] = {}
    for source in sorted(sources):
        name, _, released = source.partition("@")
        releases.setdefault(name, []).append(released)
    by_provider: dict[str, list[str]] = {}
    for name, dates in releases.items():
        dataset = datasets[name]
        days = language.join([released_on(day, language) for day in dates])
        table = f"[{escaped(dataset.code)}]({dataset.page}) ({language.word('released')} {days})"
        by_provider.setdefault(dataset.publisher.called(language.code), []).append(table)
    said = "; ".join(f"{provider}, {', '.join(tables)}" for provider, tables in by_provider.items())
    return f"{language.word('source')}: {said}{'' if said.endswith('.') else '.'}"


def origin_line(sources: Iterable[str], datasets: Mapping[str, Dataset], language: Language) -> str:
    """Return who processed the tables that are not the provider's own, each sentence once."""
    found = [datasets[source.partition("@")[0]] for source in sorted(sources)]
    said = (cast("Mapping[str, str]", one.origin)[language.code] for one in found if one.derived)
    return escaped(" ".join(dict.fromkeys(said)))


def caveat_line(caveats: Iterable[str], language: Language) -> str:
    """Return the sentences of the caveats, each once, in the order given."""
    return escaped(" ".join(language.caveat(caveat) for caveat in dict.fromkeys(caveats)))


def released_on(released: str, language: Language) -> str:
    """Return when a vintage was released, of full or reduced precision: "on 29 March 2023", "in May 2025"."""
    when = language.period(released[:7], "in")
    if len(released) < len("2023-03-29"):
        return when
    day = int(released[8:])
    if language.code == "lv":
        return when.replace(" gada ", f" gada {day}. ")
    return when.replace("in ", f"on {day} ")


def unit_label(indicator: Indicator, language: Language) -> str:
    """Return what one of the indicator is, for the head of an axis: "Applicants", "Per million inhabitants"."""
    if indicator.noun in ("percent", "per_million", "per_thousand"):
        return language.word(indicator.noun)
    plural = language.noun(indicator.noun, 2)
    return plural[0].upper() + plural[1:]
