"""Indicators computed from small tables that people read."""

from __future__ import annotations

from functools import partial

from spec.tables import observations

from yearbook.indicators import find_indicator

ROUNDED = partial(observations, error=2.0)
STOCK = partial(observations, kind="stock")
ROUNDED_STOCK = partial(observations, kind="stock", error=2.0)
RATE = partial(observations, kind="ratio", unit="percent")


def compute(name, **inputs):
    """Compute an indicator from exactly its inputs."""
    found = find_indicator(name)
    assert set(found.inputs) == set(inputs)
    return found.compute(**inputs)
