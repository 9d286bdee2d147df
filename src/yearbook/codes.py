"""Code lists: what a code of a dimension is called in each language, and which countries form a group."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.core import get_global

from .errors import UnknownName, YearbookError
from .looked import look
from .project import Project

Case = Literal["nominative", "genitive", "locative"]

COUNTRY_DIMENSIONS = frozenset({"geo", "citizen", "c_birth", "partner"})
"""Dimensions whose codes are countries besides the groups that labels.csv states for them."""

ISO_OF = {"EL": "GR", "UK": "GB"}
"""Eurostat's country codes that differ from ISO 3166 (XK, Kosovo, is the same in both)."""

OWN_CODE = {iso: code for code, iso in ISO_OF.items()}
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
LANGUAGES = ("lv", "en")


@dataclass(frozen=True)
class Code:
    """One row of labels.csv; of a country only what differs from the CLDR names, and the Latvian case forms."""

    dimension: str
    code: str
    lv: str = ""
    en: str = ""
    lv_genitive: str = ""
    lv_locative: str = ""
    aliases: str = ""
    aggregate: str = ""
    valid_from: str = ""
    valid_to: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """English wordings by which providers call the code."""
        return tuple(wording for wording in (self.en, *self.aliases.split("|")) if wording)


@dataclass(frozen=True)
class Membership:
    """A country's time in a group; a date may lack day or month, an empty one is an open end."""

    group: str
    geo: str
    valid_from: str = ""
    valid_to: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether the country was a member on an ISO day."""
        return (self.valid_from or "0") <= day <= (self.valid_to or "9")


@dataclass(frozen=True)
class Codes:
    """All code lists of the project."""

    entries: dict[str, dict[str, Code]] = field(repr=False)
    memberships: tuple[Membership, ...] = field(repr=False)

    def __contains__(self, dimension: object) -> bool:
        look("has-dimension", dimension)
        return dimension in self.entries or dimension in COUNTRY_DIMENSIONS

    def known(self, dimension: str) -> frozenset[str]:
        """Return the codes of a dimension.

        Raises:
            UnknownName: labels.csv has no such dimension.
        """
        look("dimension", dimension)
        return frozenset(self._list(dimension))

    def entry(self, dimension: str, code: str) -> Code:
        """Return the code's row: labels, aliases, validity.

        Raises:
            UnknownName: the dimension has no such code.
        """
        look("label", f"{dimension}/{code}")
        entries = self._list(dimension)
        if code not in entries:
            raise UnknownName(f"code of {dimension}", code, entries, where="data/labels.csv")
        return entries[code]

    def label(self, dimension: str, code: str, language: str) -> str:
        """Return the name of a code in a language ("lv" or "en").

        Raises:
            UnknownName: no such dimension, code or language.
        """
        return str(getattr(self.entry(dimension, code), _language(language)))

    def country(self, code: str, language: str, case: Case = "nominative") -> str:
        """Return the name of a country or group of countries; the case matters in Latvian only.

        Raises:
            UnknownName: no such country or language.
            YearbookError: labels.csv does not state the case form.
        """
        entry = self.entry("geo", code)
        if case == "nominative" or language != "lv":
            return str(getattr(entry, _language(language)))
        form = str(getattr(entry, f"lv_{case}"))
        if not form:
            raise YearbookError(
                f"the {case} of '{entry.lv}' ({code}) is not stated",
                where="data/labels.csv",
                remedy=f"fill in lv_{case} in its row, or use the nominative",
            )
        return form

    def code_of(self, dimension: str, label: str) -> str:
        """Return the code which a provider calls by this English label or alias, whatever the case of its letters.

        Raises:
            UnknownName: no code of the dimension is called so.
            YearbookError: several are.
        """
        look("dimension", dimension)
        wordings = self._wordings.get(dimension, {})
        codes = wordings.get(_folded(label), ())
        if not codes:
            known = {wording for entry in self._list(dimension).values() for wording in entry.wordings}
            raise UnknownName(f"label of {dimension}", label, known, where="data/labels.csv")
        if len(codes) > 1:
            raise YearbookError(
                f"the label '{label}' of {dimension} fits several codes: {', '.join(codes)}",
                remedy="download the file with codes instead of labels",
            )
        return codes[0]

    def code_of_iso3(self, dimension: str, iso3: str) -> str:
        """Return the code of a country by its ISO 3166 alpha-3 code, or of what else the labels call so ("XXA").

        Raises:
            UnknownName: no code of the dimension is called so.
        """
        look("dimension", dimension)
        codes = get_global("territory_aliases").get(iso3, ())
        code = OWN_CODE.get(codes[0], codes[0]) if len(codes) == 1 else ""
        return code if code in self._list(dimension) else self.code_of(dimension, iso3)

    def group(self, name: str, period: str | None = None) -> tuple[str, ...]:
        """Return the members of a group at the end of a period ("2020", "2020-Q1", "2020-01").

        Without a period: those whose membership has no end, or all if it ended for all (EU28).

        Raises:
            UnknownName: no such group.
        """
        rows = [row for row in self.memberships if row.group == name]
        if not rows:
            raise UnknownName("country group", name, {row.group for row in self.memberships})
        if period is None:
            return tuple(row.geo for row in rows if not row.valid_to) or tuple(row.geo for row in rows)
        day = last_day(period)
        return tuple(row.geo for row in rows if row.holds_on(day))

    def is_aggregate(self, code: str) -> bool:
        """Whether the code adds up others (EU27_2020, TOTAL, EXT_EU27_2020, ...) and never enters a ranking."""
        look("code", code)
        return any(code in codes and bool(codes[code].aggregate) for codes in self.entries.values())

    def is_country(self, code: str) -> bool:
        """Whether the code is a single country (neither an aggregate nor stateless, unknown, ...)."""
        look("label", f"country/{code}")
        return code in self.entries["country"]

    def iso(self, code: str) -> str:
        """Return the ISO 3166 alpha-2 code of a country (EL is GR, UK is GB).

        Raises:
            UnknownName: no such country.
        """
        return ISO_OF.get(self.entry("country", code).code, code)

    @cached_property
    def _wordings(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the codes by label, by dimension."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for dimension in self.entries.keys() | COUNTRY_DIMENSIONS:
            codes: defaultdict[str, set[str]] = defaultdict(set)
            for code, entry in self._list(dimension).items():
                for wording in entry.wordings:
                    codes[_folded(wording)].add(code)
            found[dimension] = {wording: tuple(sorted(fitting)) for wording, fitting in codes.items()}
        return found

    def _list(self, dimension: str) -> dict[str, Code]:
        own = self.entries.get(dimension, {})
        if dimension in COUNTRY_DIMENSIONS:
            return {**self.entries["country"], **own}
        if not own:
            known = self.entries.keys() | COUNTRY_DIMENSIONS
            raise UnknownName("dimension", dimension, known, where="data/labels.csv")
        return own


def load_codes(project: Project) -> Codes:
    """Return the code lists of `data/labels.csv` and `data/country_groups.csv`, countries completed from CLDR.

    Raises:
        YearbookError: a file is missing, a row has an unknown or missing column, or a code is stated twice.
    """
    entries: defaultdict[str, dict[str, Code]] = defaultdict(dict)
    entries["country"] = dict(_countries())
    stated: set[tuple[str, str]] = set()
    path = project.data / "labels.csv"
    for row in _rows(path, tuple(part.name for part in fields(Code))):
        code = Code(**row)
        if (code.dimension, code.code) in stated:
            raise YearbookError(f"{code.dimension} {code.code} is stated twice", where=str(path))
        stated.add((code.dimension, code.code))
        entries[code.dimension][code.code] = _completed(code, entries["country"])
    groups = _rows(project.data / "country_groups.csv", tuple(part.name for part in fields(Membership)))
    return Codes(dict(entries), tuple(Membership(**row) for row in groups))


def last_day(period: str) -> str:
    """Return an ISO day not before the end of a period, comparable as text ("2020" -> "2020-12-31")."""
    year, _, part = period.partition("-")
    month = 3 * int(part[1]) if part.startswith("Q") else int(part or 12)
    return f"{year}-{month:02d}-31"


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    return language


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _countries() -> Iterator[tuple[str, Code]]:
    names = {language: Locale.parse(language).territories for language in LANGUAGES}
    for iso in sorted(names["en"]):
        # CLDR names a few places (Sark) in English only
        if len(iso) == 2 and iso.isalpha() and iso not in NOT_COUNTRIES and iso in names["lv"]:
            code = OWN_CODE.get(iso, iso)
            yield code, Code("country", code, names["lv"][iso], names["en"][iso])


def _completed(code: Code, countries: dict[str, Code]) -> Code:
    """Take from CLDR what the row of a country leaves out."""
    if code.dimension != "country" or code.code not in countries:
        return code
    cldr = countries[code.code]
    return Code(**{**vars(code), "lv": code.lv or cldr.lv, "en": code.en or cldr.en})


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            rows = list(reader)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise YearbookError(f"the code list cannot be read: {error}", where=str(path)) from error
    if tuple(reader.fieldnames or ()) != columns:
        raise YearbookError("wrong columns", where=str(path), remedy=f"the columns are: {', '.join(columns)}")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            where = f"{path}, line {number}"
            raise YearbookError("wrong number of cells", where=where, remedy="put cells with a comma in quotes")
    return rows
