from datetime import date

import pytest

from yearbook.book.settings import marks
from yearbook.edition import Figures, load_edition
from yearbook.indicators import Results
from yearbook.language import language
from yearbook.project import Project
from yearbook.view import View

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(("year", "stamps"), [("2022", ["NOT THE LATEST EDITION"]), ("2023", []), ("2024", ["DRAFT"])])
def test_a_draft_does_not_outdate_the_edition_before_it(real: Project, year, stamps):
    edition = load_edition(real, year)
    view = View(Results(Figures(real, edition)), language("en"), "LV")
    assert marks(view, edition, TODAY) == stamps
