"""Phrases chosen by the figures: change, rank, top, band and share.

Each is a verb phrase or noun phrase that agrees with any subject, in either language, so that a sentence stays true
and grammatical for another year or country. No phrase claims what rounding does not allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypedDict, Unpack

from .language import MINUS, SPACE, Language, Value, exists, rounded_decimal

Unit = Literal["count", "rate", "percent"]

# Below this base a percentage says more than the figures do.
SMALL_BASE = 50

CHANGES: Mapping[str, Mapping[str, str]] = {
    "lv": {
        "missing": "– dati nav pieejami",
        "new": "{when}bija {new}; salīdzināmu datu par iepriekšējo gadu nav",
        "broken": "{when}bija {new}; laikrindas pārrāvuma dēļ ar iepriekšējo gadu salīdzināt nevar",
        "same": "{over}nemainījās ({new})",
        "same_rounded": "{over}noapaļošanas robežās nemainījās ({new})",
        "within": "{over}noapaļošanas robežās nemainījās ({new}; iepriekš {old})",
        "hardly": "{over}gandrīz nemainījās ({new}; iepriekš {old})",
        "up": "pieauga",
        "down": "samazinājās",
        "from_to": "{over}{verb} no {old} līdz {new}",
        "by": "{over}{verb} par {size} (no {old} līdz {new})",
    },
    "en": {
        "missing": "– data not available",
        "new": "stood at {new}{when}; there are no comparable data for the previous year",
        "broken": "stood at {new}{when}; a break in the series rules out a comparison with the previous year",
        "same": "did not change{over} ({new})",
        "same_rounded": "did not change within rounding{over} ({new})",
        "within": "did not change within rounding{over} ({new}; previously {old})",
        "hardly": "hardly changed{over} ({new}; previously {old})",
        "up": "increased",
        "down": "decreased",
        "from_to": "{verb} from {old} to {new}{over}",
        "by": "{verb} by {size}{over} (from {old} to {new})",
    },
}

FRACTIONS: Mapping[Fraction, Mapping[str, str]] = {
    Fraction(1, 2): {"lv": "puse", "en": "half"},
    Fraction(1, 3): {"lv": "trešdaļa", "en": "one third"},
    Fraction(2, 3): {"lv": "divas trešdaļas", "en": "two thirds"},
    Fraction(1, 4): {"lv": "ceturtdaļa", "en": "one quarter"},
    Fraction(3, 4): {"lv": "trīs ceturtdaļas", "en": "three quarters"},
    Fraction(1, 5): {"lv": "piektdaļa", "en": "one fifth"},
}


@dataclass(frozen=True)
class Comparison:
    """Two figures that exist, the rounding of each, and their unit."""

    new: Value
    old: Value
    rounding: Value
    unit: Unit

    @property
    def decimals(self) -> int:
        """Decimals that the unit is written with; percentages below one need one more."""
        small = self.unit == "percent" and 0 < max(abs(float(self.new)), abs(float(self.old))) < 1
        return 0 if self.unit == "count" else 2 if small else 1

    @property
    def difference(self) -> Fraction:
        """New less old, exactly."""
        return exact(self.new) - exact(self.old)

    @property
    def points(self) -> Decimal:
        """Percentage points between the two figures as they are printed, so that a reader who subtracts them agrees."""
        return abs(rounded_decimal(self.new, self.decimals) - rounded_decimal(self.old, self.decimals))

    def write(self, language: Language, value: Value) -> str:
        """Write one of the figures in its unit."""
        return (language.percent if self.unit == "percent" else language.number)(value, self.decimals)

    def kind(self) -> str:
        """Return which phrase the two figures allow."""
        if self.difference == 0:
            return "same_rounded" if self.rounding else "same"
        if abs(self.difference) < exact(self.rounding):
            return "within"
        if self.unit == "percent":
            return "by" if self.points else "hardly"
        if self.old < SMALL_BASE or self.new <= 0:
            return "from_to" if shows(self.difference, self.decimals) else "hardly"
        return "by" if shows(100 * self.difference / exact(self.old)) else "hardly"

    def size(self, language: Language) -> str:
        """Write how large the change is: percent of the old figure, or percentage points between two percentages."""
        if self.unit != "percent":
            return language.percent(float(abs(100 * self.difference / exact(self.old))))
        points = language.noun("percentage_point", self.points, "prepositional")
        return f"{language.number(self.points, self.decimals)}{SPACE}{points}"


class How(TypedDict, total=False):
    """How two figures compare.

    Attributes:
        rounding: what both are rounded to, in their own unit (Eurostat's asylum counts: 5); 0 if exact. A difference
            smaller than it is never called a change.
        broken: whether the series breaks between the two.
        unit: "count", "rate" (one decimal), or "percent" (change in percentage points).
    """

    rounding: Value
    broken: bool
    unit: Unit


def change(
    language: Language,
    new: Value | None,
    old: Value | None,
    *,
    times: tuple[str, str] = ("", ""),
    **how: Unpack[How],
) -> str:
    """Say how a figure changed, as a predicate that fits any subject: "pieauga par 175,4 % (no 617 līdz 1 699)".

    Args:
        language: the reader's.
        new: the figure of this period; None or nan if not available.
        old: the figure of the previous period; None or nan if not available.
        times: to be said in their place: when the figure is of ("on 1 January 2023"), for where there is no change to
            tell of, and over which time it changed: "increased by 175.4% in 2023 (from 617 to 1,699)".
        how: how the two compare.
    """
    phrase = CHANGES[language.code]
    if new is None or not exists(new):
        return phrase["missing"]
    # the time stands before a Latvian verb, and after an English one
    when, over = ((f"{one} " if language.code == "lv" else f" {one}") if one else "" for one in times)
    if old is None or not exists(old):
        return phrase["new"].format(new=compared(new, new, how).write(language, new), when=when)
    pair = compared(new, old, how)
    kind = "broken" if how.get("broken") else pair.kind()
    return phrase[kind].format(
        verb=phrase["up" if pair.difference > 0 else "down"],
        new=pair.write(language, new),
        old=pair.write(language, old),
        size=pair.size(language) if kind == "by" else "",
        when=when,
        over=over,
    )


def compared(new: Value, old: Value, how: How) -> Comparison:
    """Return two figures that exist as they compare."""
    return Comparison(new, old, how.get("rounding", 0), how.get("unit", "count"))


def grown(language: Language, by: Value) -> str:
    """Say by how much a whole grew or shrank in a year: "samazinājās par 17 466", "did not change"."""
    phrase = CHANGES[language.code]
    if not by:
        return phrase["same"].format(over="", new="").removesuffix(" ()")
    size = language.number(by if by > 0 else -by)
    verb = phrase["up" if by > 0 else "down"]
    return f"{verb} {'par' if language.code == 'lv' else 'by'} {size}"


def rank(language: Language, place: int, of: int, *, tied: int = 0, noun: str = "country") -> str:
    """Say a place: "3. vietā starp 27 valstīm", "3rd of 27 countries".

    Args:
        language: the reader's.
        place: 1 is the first.
        of: how many were ranked; only those that report the period.
        tied: how many others share the place.
        noun: what is ranked, a noun of the vocabulary.
    """
    if of == 1:
        only = language.noun(noun, 1)
        return f"vienīgā {only}, par kuru ir dati" if language.code == "lv" else f"the only {only} with data"
    if language.code == "lv":
        shared = f" (dalīta ar vēl {language.counted(tied, noun, 'prepositional')})" if tied else ""
        return f"{language.ordinal(place)} vietā starp {language.counted(of, noun, 'prepositional')}{shared}"
    others = "other" if tied == 1 else "others"
    shared = f" (shared with {language.number(tied)} {others})" if tied else ""
    return f"{'joint ' if tied else ''}{language.ordinal(place)} of {language.counted(of, noun)}{shared}"


def change_short(language: Language, new: Value | None, old: Value | None, **how: Unpack[How]) -> str:
    """Write a change for the cell of a table; the arguments are those of `change`.

    "+174,2 %"; between percentages "+1,2 p. p.", on a small base "+12"; the symbol of what is not a change: within the
    rounding, over a break, not available.
    """
    if new is None or old is None or not (exists(new) and exists(old)):
        return language.symbol("not_available")
    pair = compared(new, old, how)
    kind, sign = pair.kind(), "+" if pair.difference > 0 else MINUS
    if how.get("broken"):
        return language.symbol("broken")
    if kind in ("same", "hardly"):
        return language.number(0) if kind == "same" else language.percent(0)
    if kind in ("same_rounded", "within"):
        return language.symbol("unchanged")
    if kind == "from_to":
        return language.signed(float(pair.difference), pair.decimals)
    points = {"lv": f"{SPACE}p.{SPACE}p.", "en": f"{SPACE}pp"}[language.code]
    size = language.number(pair.points, pair.decimals) + points if pair.unit == "percent" else pair.size(language)
    return sign + size


def rank_short(language: Language, place: int, of: int, *, tied: int = 0) -> str:
    """Write a place for the cell of a table: "3/27"; all the places that several share: "3–5/27"."""
    last = f"–{language.number(place + tied)}" if tied else ""
    return f"{language.number(place)}{last}/{language.number(of)}"


def top(language: Language, ranked: Iterable[tuple[str, Value]], *, unit: Unit = "count") -> str:
    """List the largest with their figures: "Sīrija (120), Irāka (85) un Krievija (20)"; those without are left out."""
    items = [
        f"{label} ({Comparison(value, value, 0, unit).write(language, value)})"
        for label, value in ranked
        if exists(value)
    ]
    return language.join(items) if items else language.note("not_available")


def band(language: Language, low: Value, high: Value, *, decimals: int = 0) -> str:
    """Write the range of a rate in percent: "37–52 %"; one figure if both ends read the same."""
    if not (exists(low) and exists(high)):
        return language.note("not_available")
    first, last = language.number(low, decimals), language.percent(high, decimals)
    # A dash after a minus cannot be read, so negative ranges say "to" in words.
    if first == language.number(high, decimals):
        return last
    to = {"lv": " līdz ", "en": " to "}[language.code] if low < 0 else "–"
    return f"{first}{to}{last}"


def share(language: Language, part: Value | None, whole: Value | None, *, rounding: Value = 0) -> str:
    """Say a part of a whole: "divas trešdaļas" only if exact, "15 no 35" on a small base, else percent.

    Args:
        language: the reader's.
        part: the numerator; None or nan if not available.
        whole: the denominator; None, nan or 0 give "not available".
        rounding: what both are rounded to; rounded figures are never called an exact fraction.
    """
    if part is None or whole is None or not (exists(part) and exists(whole)) or not whole:
        return language.note("not_available")
    fraction = exact(part) / exact(whole)
    if not rounding and fraction in FRACTIONS:
        return FRACTIONS[fraction][language.code]
    if whole < SMALL_BASE:
        of = {"lv": "no", "en": "of"}[language.code]
        return f"{language.number(part)} {of} {language.number(whole)}"
    return language.percent(float(100 * fraction))


def exact(value: Value) -> Fraction:
    """Return a figure as the fraction that its digits say: 0.1 is a tenth."""
    return Fraction(str(value))


def shows(value: Fraction, decimals: int = 1) -> bool:
    """Tell whether a figure is more than zero once written with its decimals."""
    return rounded_decimal(float(value), decimals) != 0
