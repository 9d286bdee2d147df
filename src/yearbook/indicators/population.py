"""Population: the denominators of every rate."""

from __future__ import annotations

from ..observations import Observations
from . import indicator


@indicator(
    title={"lv": "Iedzīvotāju skaits 1. janvārī", "en": "Population on 1 January"},
    definition={
        "lv": "Pastāvīgo iedzīvotāju skaits pārskata gada 1. janvārī.",
        "en": "Usually resident population on 1 January of the reference year.",
    },
    noun="person",
)
def population(demo_gind: Observations) -> Observations:
    """Persons usually resident on 1 January (Regulation (EU) No 1260/2013, Article 2)."""
    return demo_gind.only(indic_de="JAN")
