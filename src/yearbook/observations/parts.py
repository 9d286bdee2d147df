"""Which codes lie inside others, so that they are never added up or ranked with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from ..errors import YearbookError

TOTALS = {
    "citizen": "TOTAL",
    "sex": "T",
    "age": "TOTAL",
    "reason": "TOTAL",
    "duration": "TOTAL",
    "decision": "TOTAL",
    "outcome": "TOTAL",
    "apprehen": "TOTAL",
    "border": "TOTAL",
    "partner": "TOTAL",
    "isced11": "TOTAL",
}
NONCITIZENS = "RNC"
PLACES = frozenset({"geo", "citizen", "c_birth", "partner"})
SINGLE_PLACE = re.compile(r"(?!EU|EA|FX)[A-Z]{2}|UK_OCT|STLS|UNK")
OTHER_TOTALS = re.compile(r"TOTAL(_.*)?|T")


def is_aggregate(dimension: str, code: str) -> bool:
    """Say whether a code adds up others: TOTAL, EU27_2020, EXT_EU27_2020, FOR, TOTAL_POS, ..."""
    if dimension in PLACES:
        return code != NONCITIZENS and not SINGLE_PLACE.fullmatch(code)
    return bool(OTHER_TOTALS.fullmatch(code))


def aggregates_in(dimension: str, codes: Iterable[str]) -> list[str]:
    """Return those of the codes that add up others, each once, sorted."""
    return sorted(code for code in set(codes) if is_aggregate(dimension, code))


def refuse_aggregates(dimension: str, codes: Iterable[str], deed: str) -> None:
    """Refuse to do with aggregates what may be done with their parts only.

    Raises:
        YearbookError: one of the codes adds up others.
    """
    if found := aggregates_in(dimension, codes):
        raise YearbookError(
            f"{', '.join(found)} of '{dimension}' add{'s' if len(found) == 1 else ''} up other codes: not {deed}",
            remedy="name single codes; a total is read from the provider's own code, .only(...)",
        )


def refuse_overlap(dimension: str, codes: tuple[str, ...]) -> None:
    """Refuse to add up codes that may lie inside one another.

    Recognised non-citizens lie inside the third-country nationals and are kept apart from every other citizenship.

    Raises:
        YearbookError: nothing is named, one code adds up others, age classes overlap, or non-citizens are among others.
    """
    if not codes:
        raise YearbookError(
            f"no codes of '{dimension}' are named to be added up",
            remedy="name them, or read the provider's total: a sum over all codes counts many persons more than once",
        )
    refuse_aggregates(dimension, codes, "to be added up")
    if dimension in PLACES and NONCITIZENS in codes and len(codes) > 1:
        raise YearbookError(
            "recognised non-citizens are not added to other citizenships", remedy="show them apart: apart(...)"
        )
    for one, other in combinations(codes, 2):
        if (first := _span(one)) and (second := _span(other)) and first[0] <= second[1] and second[0] <= first[1]:
            raise YearbookError(f"{one} and {other} of '{dimension}' overlap", remedy="name classes that do not")


def _span(code: str) -> tuple[float, float] | None:
    """Return the first and last year or month of a class: "Y14-17" is (14, 17), "Y_LT18" (0, 17)."""
    found = re.fullmatch(r"[YM](?:(?P<first>\d+)(?:-(?P<last>\d+))?|_(?P<word>LT|LE|GE|GT)(?P<bound>\d+))", code)
    if not found:
        return None
    if found["word"]:
        bound = int(found["bound"])
        spans = {"LT": (0, bound - 1), "LE": (0, bound), "GE": (bound, float("inf")), "GT": (bound + 1, float("inf"))}
        return spans[found["word"]]
    return int(found["first"]), int(found["last"] or found["first"])
