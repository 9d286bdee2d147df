"""How providers write periods and flags, and what the yearbook makes of them."""

from __future__ import annotations

import re

from ..errors import YearbookError

PERIOD = re.compile(r"(?:19|20)\d\d(?P<part>-Q[1-4]|-(?:0[1-9]|1[0-2]))?")
STATUS_LETTERS = "bdefimnpu"
CONF_LETTERS = "CNP"
OLD_LETTERS = {"s": "i", "z": "m", "c": "C"}
"""Letters in use before 27 January 2025."""

LETTERS = STATUS_LETTERS + CONF_LETTERS + "".join(OLD_LETTERS)


OLD_PERIOD = re.compile(r"(?P<year>\d{4})(?P<part>M\d\d|Q\d)")
FIRST_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-01(?:[ T]00:00:00(?:\.0+)?)?")
FIRST_MONTHS = {"A": ("01",), "Q": ("01", "04", "07", "10")}


def todays_period(text: str, frequency: str = "") -> str:
    """Return the period as it is written today: "2008M01" is "2008-01", and the first day of a period the period.

    A text that is neither is returned as it is; a day stands for a period only if the frequency is known and the period
    begins on it.
    """
    if old := OLD_PERIOD.fullmatch(text):
        return f"{old['year']}-{old['part'].removeprefix('M')}"
    day = FIRST_DAY.fullmatch(text)
    if not day or not frequency or day["month"] not in FIRST_MONTHS.get(frequency, (day["month"],)):
        return text
    parts = {"A": "", "Q": f"-Q{(int(day['month']) + 2) // 3}", "M": f"-{day['month']}"}
    return day["year"] + parts[frequency]


def frequency_of(period: str) -> str:
    """Return "A", "Q" or "M".

    Raises:
        YearbookError: no year, quarter or month of the calendar is written so.
    """
    match = PERIOD.fullmatch(period)
    if not match:
        raise YearbookError(
            f"'{period}' is not a period of the calendar",
            remedy='periods are written "2023", "2023-Q1" or "2023-03", from 1900 to 2099',
        )
    part = match["part"] or ""
    return "A" if not part else "Q" if "Q" in part else "M"


def split_flags(flags: str) -> tuple[str, str]:
    """Return the status letters (sorted) and the confidentiality letter of a combined flag such as "bep" or "c".

    Raises:
        YearbookError: a letter does not exist, or two confidentiality letters meet.
    """
    letters = {OLD_LETTERS.get(letter, letter) for letter in flags if letter != " "}
    conf = sorted(letters & set(CONF_LETTERS))
    unknown = sorted(letters - set(STATUS_LETTERS + CONF_LETTERS))
    if unknown or len(conf) > 1:
        what = (
            f"the flag '{unknown[0]}' does not exist"
            if unknown
            else f"the flags {' and '.join(conf)} exclude each other"
        )
        raise YearbookError(what, remedy=f"flags are {', '.join(STATUS_LETTERS)}; of confidentiality C, N, P")
    return "".join(sorted(letters - set(conf))), "".join(conf)
