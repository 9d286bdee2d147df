"""Observations and their algebra: what may be done with statistical figures, and what the conventions forbid.

`table` is the one shape and lists every operation; `states` and `flags` say what a cell can be; `noncitizens` keeps the
recognised non-citizens apart.
"""

from .arithmetic import BREAK_MATTERS, INDICATIVE_BELOW
from .flags import BROKEN, COMPOSITION, INDICATIVE, UNCHANGED, merged, merged_names, merged_sources
from .noncitizens import THIRD_COUNTRY, UNION, Denominators, Shares, apart, naturalisation, shares, without
from .parts import TOTALS, aggregates_in, is_aggregate
from .ranking import Ranking
from .states import HAVE_A_FIGURE, State, no_figure, state, states
from .table import MEASURES, Observations

__all__ = [
    "BREAK_MATTERS",
    "BROKEN",
    "COMPOSITION",
    "HAVE_A_FIGURE",
    "INDICATIVE",
    "INDICATIVE_BELOW",
    "MEASURES",
    "THIRD_COUNTRY",
    "TOTALS",
    "UNCHANGED",
    "UNION",
    "Denominators",
    "Observations",
    "Ranking",
    "Shares",
    "State",
    "aggregates_in",
    "apart",
    "is_aggregate",
    "merged",
    "merged_names",
    "merged_sources",
    "naturalisation",
    "no_figure",
    "shares",
    "state",
    "states",
    "without",
]
