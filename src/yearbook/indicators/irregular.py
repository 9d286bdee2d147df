"""Irregular migration (Regulation (EC) No 862/2007, Article 5)."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Personas, kas valstī uzturas nelikumīgi", "en": "Persons found to be illegally present"},
    definition={
        "lv": "Trešo valstu valstspiederīgie, par kuriem iestādes gada laikā konstatējušas, ka viņi valstī uzturas "
        "nelikumīgi. Viena persona gada laikā skaitīta vienreiz.",
        "en": "Third-country nationals whom the authorities found in the year to be illegally present in the country. "
        "A person is counted once in a year.",
    },
    noun="person",
    by=("apprehen", "reason"),
    caveats=("rounded_5", "uk_exit"),
)
def illegally_present(migr_eipre: Observations) -> Observations:
    """Persons found in the year (Regulation (EC) No 862/2007, Article 5(1)(b)), by place and by reason."""
    return migr_eipre.only(citizen="TOTAL", sex="T", age="TOTAL")
