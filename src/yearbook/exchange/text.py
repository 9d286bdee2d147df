"""Values as text that reads back as the same number."""

from __future__ import annotations

import math


def number(value: object) -> str:
    """Return a value as text: whole numbers without a decimal point, no figure as nothing."""
    if not isinstance(value, float):
        return "" if value is None else str(value)
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)
