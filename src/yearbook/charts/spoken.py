"""Periods, lists and places in words, for texts that are read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from .periods import frequency

# nominative, genitive, dative, accusative, locative
_CASES = {"nom": 0, "gen": 1, "dat": 2, "acc": 3, "loc": 4}
_IS = ("is", "a", "im", "i", "ī")
_S = ("s", "a", "am", "u", "ā")
_MONTHS_LV = (
    ("janvār", "janvār", _IS),
    ("februār", "februār", _IS),
    ("mart", "mart", _S),
    ("aprīl", "aprīļ", _IS),
    ("maij", "maij", _S),
    ("jūnij", "jūnij", _S),
    ("jūlij", "jūlij", _S),
    ("august", "august", _S),
    ("septembr", "septembr", _IS),
    ("oktobr", "oktobr", _IS),
    ("novembr", "novembr", _IS),
    ("decembr", "decembr", _IS),
)
_QUARTER_LV = ("ceturksn", "ceturkšņ", _IS)
_YEAR_LV = ("gad", "gad", _S)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_QUARTERS_EN = ("first", "second", "third", "fourth")


def when(period: str, language: str) -> str:
    """Return "in March 2023" / "2023. gada martā"."""
    return _latvian(period, "loc") if language == "lv" else f"in {_english(period)}"


def about(periods: Sequence[str], language: str) -> str:
    """Return several periods after "for" / "par": "2010, 2011 and 2012"."""
    said = [_latvian(p, "acc") if language == "lv" else _english(p) for p in periods]
    return joined(said, language)


def named(periods: Sequence[str], language: str) -> str:
    """Return several periods after a colon: "2010 and 2012"; from four on only the first and the last."""
    if len(periods) > 3:
        return within(periods[0], periods[-1], language)
    return joined([_latvian(p, "nom") if language == "lv" else _english(p) for p in periods], language)


def within(first: str, last: str, language: str) -> str:
    """Return a range: "2008 to 2024" / "no 2008. līdz 2024. gadam"; one period stands alone."""
    if first == last:
        return _latvian(first, "loc") if language == "lv" else _english(first)
    if language == "en":
        return f"{_english(first)} to {_english(last)}"
    start = f"{first}." if frequency(first) == "A" else _latvian(first, "gen")
    return f"no {start} līdz {_latvian(last, 'dat')}"


def joined(texts: Sequence[str], language: str) -> str:
    """Return "A, B and C" / "A, B un C"."""
    link = " un " if language == "lv" else " and "
    return link.join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def ordinal(number: int, language: str) -> str:
    """Return "3rd" / "3."."""
    if language == "lv":
        return f"{number}."
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _declined(noun: tuple[str, str, tuple[str, ...]], case: str) -> str:
    stem, softened, endings = noun
    return (softened if case == "gen" else stem) + endings[_CASES[case]]


def _latvian(period: str, case: str) -> str:
    year, _, part = period.partition("-")
    if not part:
        return f"{year}. {_declined(_YEAR_LV, case)}"
    if part.startswith("Q"):
        return f"{year}. gada {part[1:]}. {_declined(_QUARTER_LV, case)}"
    return f"{year}. gada {_declined(_MONTHS_LV[int(part) - 1], case)}"


def _english(period: str) -> str:
    year, _, part = period.partition("-")
    if not part:
        return year
    if part.startswith("Q"):
        return f"the {_QUARTERS_EN[int(part[1:]) - 1]} quarter of {year}"
    return f"{_MONTHS_EN[int(part) - 1]} {year}"
