"""When a figure is of, and over which time it has changed, in words: a flow of a year, a position on a day."""

from __future__ import annotations

from .indicators import Indicator
from .language import Language

# what titles of indicators say of the day that their figures are of
DAYS = {"lv": ("gada beigās", "1. janvārī"), "en": ("at year end", "on 1 January")}


def moment(indicator: Indicator, period: str, language: Language) -> str:
    """Return when a figure is of: "in 2023"; of a stock "at the end of March 2023", "on 1 January 2023"."""
    if "stock_1_january" in indicator.caveats:
        return {"lv": f"{period}. gada 1. janvārī", "en": f"on 1 January {period}"}[language.code]
    return language.period(period, "end" if "stock" in indicator.caveats else "in")


def span(indicator: Indicator, period: str, language: Language) -> str:
    """Return over which time a figure has changed since a year before: "in 2023", "in the year to 1 January 2023".

    What stands at the end of December has changed in the year.
    """
    if "stock_1_january" in indicator.caveats:
        return {
            "lv": f"gada laikā līdz {period}. gada 1. janvārim",
            "en": f"in the year to 1 January {period}",
        }[language.code]
    if "stock" not in indicator.caveats:
        return language.period(period, "in")
    if period[4:] in ("", "-12", "-Q4"):
        return language.period(period[:4], "in")
    return {
        "lv": f"gada laikā līdz {language.period(period, 'genitive')} beigām",
        "en": f"in the year to the end of {language.period(period, 'genitive')}",
    }[language.code]


def dated(title: str, when: str, language: Language) -> str:
    """Return a title of an indicator with the time of its figure, said once: "Population on 1 January 2023"."""
    day = next((one for one in DAYS[language.code] if one in title), "")
    return title.replace(day, when, 1) if day else f"{title}, {when}"
