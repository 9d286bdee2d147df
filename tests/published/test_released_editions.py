"""The newest edition states the figures that it has released; a workflow looks at the others."""

from __future__ import annotations

from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results
from yearbook.released import changes_since_release
from yearbook.years import newest_released


def test_the_newest_edition_states_what_it_has_released(real):
    edition = load_edition(real, newest_released(real))
    assert list(changes_since_release(real, Results(Figures(real, edition)))) == []
