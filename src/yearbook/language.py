"""How a language writes numbers, counted nouns, periods, lists and the fixed words of the report."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Literal

from babel import Locale

from .errors import UnknownName, YearbookError
from .grammar import Case, entry, inflect, vocabulary

Value = int | float | Decimal
Where = Literal["label", "short", "in", "end"] | Case

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LATVIAN_ALPHABET = "aābcčdeēfgģhiījkķlļmnņopqrsštuūvwxyzž"
QUARTERS = ("first", "second", "third", "fourth")
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True)
class Language:
    """One language of the report; made by `language("lv")`, never by hand."""

    code: str
    name: str
    locale: str
    decimal: str
    thousands: str
    percent_sign: str
    conjunction: str
    open_quote: str
    close_quote: str

    @cached_property
    def babel(self) -> Locale:
        """The CLDR locale: names of countries and months, plural rules."""
        return Locale.parse(self.locale)

    def number(self, value: Value, decimals: int = 0) -> str:
        """Write a number: 1 624,5 in Latvian with no-break spaces, 1,624.5 in English; ":" if there is none."""
        if not exists(value):
            return self.symbol("not_available")
        rounded = rounded_decimal(value, decimals)
        digits = f"{abs(rounded):,.{decimals}f}"
        written = digits.replace(".", "\0").replace(",", self.thousands).replace("\0", self.decimal)
        return MINUS + written if rounded < 0 else written

    def percent(self, value: Value, decimals: int = 1) -> str:
        """Write a value that is already in percent: "12,3 %" or "12.3%"."""
        if not exists(value):
            return self.symbol("not_available")
        return self.number(value, decimals) + self.percent_sign

    def signed(self, value: Value, decimals: int = 0) -> str:
        """Write a number with its sign, "+5" or a true minus; zero has none."""
        plus = "+" if exists(value) and rounded_decimal(value, decimals) > 0 else ""
        return plus + self.number(value, decimals)

    def category(self, value: Value) -> str:
        """Return the plural category by CLDR: zero, one or other.

        One exception: after 11 to 19 the noun of a Latvian sentence stands in the nominative plural here ("11
        pieteikumi"), which the grammar allows beside CLDR's genitive ("11 pieteikumu").
        """
        amount = abs(Decimal(str(value)))
        if self.code == "lv" and amount == int(amount) and 11 <= amount % 100 <= 19:
            return "other"
        return str(self.babel.plural_form(amount))

    def plural(self, count: Value, forms: Mapping[str, str]) -> str:
        """Choose among forms by plural category; a missing category falls back to "other".

        Raises:
            YearbookError: there is no form "other".
        """
        if "other" not in forms:
            raise YearbookError("plural forms need the form 'other'", where=str(dict(forms)))
        return forms.get(self.category(count), forms["other"])

    def noun(self, name: str, count: Value, case: Case = "nominative") -> str:
        """Return a noun of the vocabulary as it stands after `count`, without the number.

        Raises:
            UnknownName: the vocabulary has no such noun.
        """
        forms = entry("noun", name)[self.code]
        if self.code != "lv":
            return self.plural(count, forms)
        category = self.category(count)
        if category == "zero" and case in ("nominative", "accusative"):
            return inflect(forms, "genitive", "plural")
        return inflect(forms, case, "singular" if category == "one" else "plural")

    def counted(self, count: Value, noun: str, case: Case = "nominative") -> str:
        """Write a number with its noun: "21 pieteikums", "10 pieteikumu", "1,624 applications"."""
        return f"{self.number(count)}{SPACE}{self.noun(noun, count, case)}"

    def month(self, period: str, *, short: bool = False) -> str:
        """Return the name of the month of "2023-03": "marts", "March"; short for axes.

        Raises:
            YearbookError: `period` is not a month.
        """
        _, _, month = parse_period(period)
        if not month:
            raise YearbookError(f"'{period}' is not a month", remedy="write it as 2023-03")
        names = self.babel.months["stand-alone" if self.code == "lv" else "format"]
        return str(names["abbreviated" if short else "wide"][month])

    def period(self, period: str, form: Where = "label") -> str:
        """Write "2023", "2023-Q1" or "2023-03" as a label, in short for axes, after "in", at its end, or in a case.

        Raises:
            YearbookError: the period is not in the calendar.
        """
        return latvian_period(self, period, form) if self.code == "lv" else english_period(self, period, form)

    def ordinal(self, number: int) -> str:
        """Write "3." or "3rd"."""
        if self.code == "lv":
            return f"{self.number(number)}."
        last = number % 10 if number % 100 not in (11, 12, 13) else 0
        return self.number(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")

    def join(self, items: Iterable[str]) -> str:
        """Write a list in a sentence: "A, B un C"."""
        *head, last = list(items) or [""]
        return f"{', '.join(head)} {self.conjunction} {last}" if head else last

    def sort(self, items: Iterable[str]) -> list[str]:
        """Sort by the language's alphabet, whatever the machine's locale."""
        return sorted(items, key=self.sort_key)

    def sort_key(self, text: str) -> tuple[tuple[int, str], ...]:
        """Return a key for sorting: Latvian letters have their own place, other accents do not count."""
        alphabet = LATVIAN_ALPHABET if self.code == "lv" else ""
        return tuple(letter_key(letter, alphabet) for letter in unicodedata.normalize("NFC", text).casefold())

    def quote(self, text: str) -> str:
        """Put text in the language's quotation marks."""
        return f"{self.open_quote}{text}{self.close_quote}"

    def word(self, name: str) -> str:
        """Return a fixed word of the report such as "source"; UnknownName if there is none."""
        return str(entry("word", name)[self.code])

    def note(self, name: str) -> str:
        """Return the meaning of a state or status flag such as "provisional"; UnknownName if there is none."""
        return str(entry("note", name)[self.code])

    def symbol(self, name: str) -> str:
        """Return the symbol that stands in a table for a state or status flag; UnknownName if there is none."""
        return str(entry("note", name)["symbol"])

    def caveat(self, name: str) -> str:
        """Return a footnote of the closed vocabulary such as "rounded_5"; UnknownName if there is none."""
        return str(entry("caveat", name)[self.code])

    def concerns(self, name: str, periods: Sequence[str]) -> bool:
        """Say whether a footnote is about these periods: one with a turning point only if they lie on both sides."""
        turn = str(entry("caveat", name).get("turns", ""))
        return not turn or (bool(periods) and min(periods) < turn <= max(periods))


LANGUAGES = {
    one.code: one
    for one in (
        Language("lv", "Latviešu", "lv", ",", SPACE, f"{SPACE}%", "un", "„", "”"),
        Language("en", "English", "en_GB", ".", ",", "%", "and", "‘", "’"),
    )
}


def language(code: str) -> Language:
    """Return the language of a code.

    Raises:
        UnknownName: the report is not written in it.
    """
    if code not in LANGUAGES:
        known = ", ".join(f"{one.code} ({one.name})" for one in LANGUAGES.values())
        raise UnknownName("language", code, LANGUAGES, remedy=f"the report is written in: {known}")
    return LANGUAGES[code]


def in_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: "family", but "EU citizens"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def exists(value: Value | None) -> bool:
    """Tell whether there is a finite number."""
    return value is not None and math.isfinite(value)


def rounded_decimal(value: Value, decimals: int) -> Decimal:
    """Round half away from zero, as readers do, not half to even."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def letter_key(letter: str, alphabet: str) -> tuple[int, str]:
    """Return the place of a letter: spaces and signs, digits, then the alphabet."""
    if letter in alphabet:
        return alphabet.index(letter) + 2, ""
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in alphabet:
        return alphabet.index(plain) + 2, letter
    return (1 if letter.isdigit() else 99 if plain.isalpha() else 0), plain


def parse_period(period: str) -> tuple[int, int, int]:
    """Return year, quarter and month of a period; 0 for what it does not have.

    Raises:
        YearbookError: the period is not in the calendar.
    """
    match = PERIOD.fullmatch(period)
    if not match:
        raise YearbookError(f"'{period}' is not a period", remedy="write 2023, 2023-Q1 or 2023-03")
    year, quarter, month = (int(part or 0) for part in match.group("year", "quarter", "month"))
    return year, quarter, month


def latvian_period(reader: Language, period: str, form: Where) -> str:
    """Write a period in Latvian: year first, then quarter or month in the case asked for."""
    year, quarter, month = parse_period(period)
    if form == "short":
        name = f"{year}. g. {quarter}. cet." if quarter else str(year)
        return f"{year}. g. {reader.month(period, short=True)}" if month else name
    if form == "end":
        return latvian_period(reader, period, "genitive") + " beigās"
    if form == "label" and not (quarter or month):
        return str(year)
    case: Case = "nominative" if form == "label" else "locative" if form == "in" else form
    if month:
        return f"{year}. gada {inflect(vocabulary()['months']['lv'][month - 1], case, 'singular')}"
    if quarter:
        return f"{year}. gada {quarter}. {inflect(entry('noun', 'quarter')['lv'], case, 'singular')}"
    return f"{year}. {inflect(entry('noun', 'year')['lv'], case, 'singular')}"


def english_period(reader: Language, period: str, form: Where) -> str:
    """Write a period in English: quarter or month first, then the year; cases make no difference."""
    year, quarter, month = parse_period(period)
    if form == "short":
        name = f"Q{quarter} {year}" if quarter else str(year)
        return f"{reader.month(period, short=True)} {year}" if month else name
    article = "" if form == "label" else "the "
    name = f"{article}{QUARTERS[quarter - 1]} quarter of {year}" if quarter else str(year)
    name = f"{reader.month(period)} {year}" if month else name
    return {"in": f"in {name}", "end": f"at the end of {name}"}.get(form, name)
