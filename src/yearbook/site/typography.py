"""Blanks at which no line may break: "2023. gada", "Nr. 862/2007", "1 January", and before a dash.

Analysts write ordinary blanks; what belongs together is bound when a page is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..language import SPACE

_LATVIAN_NOUNS = "gad|janvār|februār|mart|aprīl|maij|jūnij|jūlij|august|septembr|oktobr|novembr|decembr|pant|viet|līmen"
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# each pattern ends before one blank, which what follows keeps from breaking
PLACES: Mapping[str, tuple[str, ...]] = {
    "lv": (
        rf"(?<=\d\.) (?={_LATVIAN_NOUNS})",
        r"(?<=`\.) (?=gad)",
        r"(?<=\bNr\.) (?=\d)",
        r"(?<=\bskat\.) (?=\w)",
        r"(?<=\((?:ES|EK)\)) (?=\d|Nr\.)",
    ),
    "en": (
        rf"(?<=\d) (?=(?:{_ENGLISH_MONTHS})\b)",
        r"(?<=\bNo) (?=\d)",
        r"(?<=\bno\.) (?=\d)",
        r"(?<=\bArticle) (?=\d)",
        r"(?<=\((?:EU|EC)\)) (?=\d|No\b)",
    ),
}
DASH = re.compile(r"(?<=[\w`.,;:)”’%]) (?=– )")


def bound(text: str, code: str) -> str:
    """Return a page's source in which what belongs together stays on one line."""
    for place in PLACES.get(code, ()):
        text = re.sub(place, SPACE, text)
    return DASH.sub(SPACE, text)
