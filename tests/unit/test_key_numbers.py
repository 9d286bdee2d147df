from __future__ import annotations

from yearbook.key_numbers import key_figures, key_numbers


def rows(exhibit):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in exhibit.body.splitlines()]


def test_a_row_says_figure_change_rank_eu_and_course(view_of):
    exhibit = key_figures(view_of(), "latest", ("applicants", "first_time_applicants"), "T")
    head, _, applicants, first_time = rows(exhibit)
    assert head[1:] == ["Latest figure", "Change on the year", "Rank in the EU", "EU", "Last ten years"]
    assert applicants[:5] == ["{ref}`Asylum applicants <indicator-applicants>`", "1,700", "\\+174.2%", "2/3", "\\:"]
    assert first_time[0] == "{ref}`First-time asylum applicants (2022) <indicator-first-time-applicants>`"
    assert applicants[5].startswith("![Line chart")
    assert "data:image/svg+xml;base64," in applicants[5]


def test_symbols_that_stand_in_it_are_explained_and_no_others(view_of):
    said = " ".join(key_figures(view_of(), "latest", ("recognition_rate",), "T").notes)
    assert "≈ – a difference within the rounding error" in said
    assert "≠" not in said
    said = " ".join(key_figures(view_of("EE"), "latest", ("applicants",), "T").notes)
    assert "≠ – not comparable" in said


def test_what_has_no_figure_has_no_row(view_of):
    exhibit = key_figures(view_of(), "latest", ("applicants", "temporary_protection"), "T")
    assert len(rows(exhibit)) == 3
    assert set(exhibit.rows["indicator"]) == {"applicants"}
    assert key_figures(view_of(), "latest", ("temporary_protection",), "T").kind == "missing"


def test_the_columns_have_their_share_of_the_width(view_of):
    exhibit = key_figures(view_of(code="lv"), "latest", ("applicants",), "T")
    assert len(exhibit.widths) == len(rows(exhibit)[0])
    assert ":widths: 34 13 13 10 14 20\n" in exhibit.markdown()


def test_cards_say_figure_change_and_if_asked_the_rank(view_of):
    names = ("applicants", "temporary_protection", "recognition_rate")
    exhibit = key_numbers(view_of(), "cards", names, "T", ranks=True)
    first, second = exhibit.cards
    assert (first["value"], first["label"], first["rank"]) == (
        "1,700",
        "Asylum applicants, in 2023",
        "Rank in the EU: 2/3",
    )
    assert first["change"].startswith("increased by 174.2%")
    assert first["sparkline"].lstrip().startswith("<")
    assert second["value"] in exhibit.markdown()
    assert "Rank in the EU: 2/3" in exhibit.markdown()
    assert exhibit.notes[0].startswith("Rank in the EU: among the countries")
    plain = key_numbers(view_of(), "cards", names, "T")
    assert [card["rank"] for card in plain.cards] == ["", ""]
    assert "Rank in the EU" not in plain.markdown()


def test_without_a_figure_there_is_no_card(view_of):
    assert key_numbers(view_of("LT"), "cards", ("temporary_protection",), "T", ranks=True).kind == "missing"


def test_jupyterlab_shows_the_cards_and_not_their_source(view_of):
    exhibit = key_numbers(view_of(), "cards", ("applicants", "population"), "T", ranks=True)
    preview = exhibit.bundle()["text/html"]
    assert preview.count("<img ") == len(exhibit.cards) == 2
    assert all(card["value"] in preview for card in exhibit.cards)
    assert ":::" not in preview
