"""Figures of Latvia as edition 2023 computes them from the vintages."""

from __future__ import annotations

import pytest

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results


@pytest.fixture(scope="package")
def edition_2023(real):
    return Results(Figures(real, load_edition(real, 2023)))


@pytest.fixture(scope="package")
def in_latvia(edition_2023):
    """Return the figures of an indicator by period, as many as the published ones, from a first year."""

    def figures(name, first, count, **codes):
        found = edition_2023.select(name, **codes).only(geo="LV").frame.set_index("period")["value"]
        return found.reindex([str(first + number) for number in range(count)]).tolist()

    return figures
