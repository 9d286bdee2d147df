"""What stands under an exhibit: source with its release, rounding, flags, how far the figures reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from .dataset import Dataset
from .exhibit import escaped
from .indicators import Indicator
from .language import Language

# said of each derived dataset by its own origin
DERIVED = "derived"
# more tables than these are named without the days of their release, which the methodology lists
MOST_DATED = 3
# exhibits of fewer indicators say their caveats in a row
NUMBERED_FROM = 3
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def source_line(sources: Iterable[str], datasets: Mapping[str, Dataset], language: Language) -> str:
    """Return "Source: Eurostat, [migr_asyappctza](address) (released in May 2025)." for "dataset@released" names.

    Tables that came out on the same days share a bracket.
    """
    releases: dict[tuple[str, str], set[str]] = {}
    for source in sources:
        name, _, released = source.partition("@")
        dataset = datasets[name]
        table = f"[{escaped(dataset.code)}]({dataset.page})"
        releases.setdefault((dataset.publisher.called(language.code), table), set()).add(released)
    dated = len(releases) <= MOST_DATED
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (provider, table), known in sorted(releases.items()):
        groups.setdefault((provider, tuple(sorted(known)) if dated else ()), []).append(table)
    by_provider: dict[str, list[str]] = {}
    for (provider, days), tables in groups.items():
        by_provider.setdefault(provider, []).append(_released(tables, days, language))
    most_first = sorted(by_provider.items(), key=lambda one: -len(one[1]) if dated else -len(one[1][0]))
    said = "; ".join(f"{provider}, {', '.join(tables)}" for provider, tables in most_first)
    line = f"{language.word('source' if len(releases) == 1 else 'sources')}: {said}{'' if said.endswith('.') else '.'}"
    return line if dated else f"{line} {language.word('released_where')}"


def _released(tables: Sequence[str], days: Sequence[str], language: Language) -> str:
    """Return tables with the days of their release: "a and b (released in May 2025)"."""
    if not days:
        return language.join(tables)
    word = language.word("released" if len(tables) == 1 else "released_together")
    return f"{language.join(tables)} ({word} {language.join([released_on(day, language) for day in days])})"


def origin_line(sources: Iterable[str], datasets: Mapping[str, Dataset], language: Language) -> str:
    """Return who processed the tables that are not the provider's own, each sentence once."""
    found = [datasets[source.partition("@")[0]] for source in sorted(sources)]
    own = {one.code for one in found if not one.derived}
    lost: dict[str, str] = {}
    for one in found:
        if one.derived:
            # of several accounts of one table the longest tells most
            lost[one.code] = max(lost_in(one, language), lost.get(one.code, ""), key=len)
    alike: dict[tuple[str, bool], list[str]] = {}
    for code, told in lost.items():
        alike.setdefault((told, code in own), []).append(code)
    alone = len({one.code for one in found}) == 1
    return " ".join(_processed(codes, told, (alone, partly), language) for (told, partly), codes in alike.items())


def lost_in(dataset: Dataset, language: Language) -> str:
    """Return what the third party that processed a derived table lost: the origin without the table that it names."""
    told = cast("Mapping[str, str]", dataset.origin)[language.code]
    return told.partition("; ")[2] or told


def _processed(codes: Sequence[str], lost: str, how: tuple[bool, bool], language: Language) -> str:
    alone, partly = how
    key = "processed" if alone else "processed_table" if len(codes) == 1 else "processed_tables"
    word = language.word("processed_partly" if partly else key)
    return escaped(word.format(tables=language.join(codes), lost=lost))


def caveats_apart(
    caveats: Mapping[str, Sequence[str]], *, few: int = NUMBERED_FROM
) -> tuple[list[str], dict[str, list[str]]]:
    """Return the caveats that concern all of an exhibit, and those of single indicators with whom they concern.

    Args:
        caveats: caveats by indicator.
        few: those of fewer indicators all concern the exhibit.
    """
    concerned: dict[str, list[str]] = {}
    for name, stated in caveats.items():
        for caveat in dict.fromkeys(stated):
            concerned.setdefault(caveat, []).append(name)
    single = {one: names for one, names in concerned.items() if few <= len(caveats) > len(names)}
    return [one for one in concerned if one not in single], single


def raised(number: int) -> str:
    """Return a number as a mark of a note: ¹."""
    return str(number).translate(RAISED)


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
