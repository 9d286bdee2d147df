from __future__ import annotations

import pytest

from yearbook.edition import Figures, check_country, load_edition
from yearbook.errors import UnknownName, YearbookError
from yearbook.years import edition_years

TEXT = """year = 2023
country = "LV"
languages = ["lv", "en"]
published = 2024-06-30

[pins]
demo_gind = "2025-03-27"
"""


@pytest.fixture
def edit(spoilt):
    def write(text, year="2023"):
        file = spoilt.editions / year / "edition.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return spoilt

    return write


def test_an_edition_is_read(edit):
    edition = load_edition(edit(TEXT), 2023)
    assert (edition.year, edition.country, edition.languages) == (2023, "LV", ("lv", "en"))
    assert edition.pins == {"demo_gind": ("2025-03-27",)}
    assert edition.embargo is None


def test_a_pin_may_be_one_release_or_several(edit):
    text = TEXT + 'migr_asyappctza = ["2025-05", "2023-03-29"]\n'
    assert load_edition(edit(text), "2023").pins["migr_asyappctza"] == ("2025-05", "2023-03-29")


def test_the_years_are_those_that_have_a_file(edit):
    project = edit(TEXT.replace("2023", "2021", 1), "2021")
    (project.editions / "2022").mkdir()
    assert edition_years(project) == ["2021", "2023"]


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        (
            "published",
            "publishd",
            "published: Field required|unknown key 'publishd'",
            "add it|did you mean 'published'",
        ),
        ("[pins]", "colour = 1\n[pins]", "unknown key 'colour'", "did you mean 'country'|known:"),
        ('country = "LV"\n', "", "country: Field required", "add it"),
        ("year = 2023", "year = 20230", "year: Input should be less than", "editions of other years"),
        ("year = 2023", "year =", "not valid TOML", ""),
        ("year = 2023", "year = 2022", "the folder says 2023, the file says year = 2022", "make them agree"),
        ('["lv", "en"]', "[]", "languages: ", ""),
        ("demo_gind =", "demo_gnd =", "unknown dataset 'demo_gnd'", "did you mean 'demo_gind'"),
        ("2025-03-27", "2025-03-28", "there is no vintage demo_gind@2025-03-28", "pin one of: 2025-03-27"),
        ("demo_gind", "migr_asytpsm", "there is no vintage migr_asytpsm@2025-03-27", "collect migr_asytpsm first"),
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_place_and_what_to_do(edit, old, new, what, remedy):
    project = edit(TEXT.replace(old, new))
    with pytest.raises(YearbookError, match=what) as mistake:
        load_edition(project, 2023)
    assert mistake.value.where.startswith("editions/2023/edition.toml")
    assert any(part in mistake.value.remedy for part in remedy.split("|"))


def test_an_edition_that_is_not_there_names_those_that_are(tiny):
    with pytest.raises(UnknownName, match=r"unknown edition '2032'(.|\n)*did you mean '2023'"):
        load_edition(tiny, 2032)


def test_figures_stop_at_the_reference_year(edit):
    project = edit(TEXT.replace("2023", "2021", 1), "2021")
    population = Figures(project, load_edition(project, 2021)).observations("demo_gind")
    assert population.periods == ("2020", "2021")


def test_a_series_comes_whole_from_the_first_release_that_has_it(tiny):
    applicants = Figures(tiny, load_edition(tiny, 2023)).observations("migr_asyappctza").only(geo="LV")
    total = applicants.only(citizen="TOTAL", applicant="TOTAL").frame
    assert total.set_index("period")["value"].to_dict() == {"2020": 180, "2021": 615, "2022": 620, "2023": 1700}
    assert set(total["source"]) == {"migr_asyappctza@2025-05"}
    assert set(applicants.only(citizen="IQ").frame["source"]) == {"migr_asyappctza@2023-03-29"}


def test_the_rounding_error_comes_from_the_declaration(tiny):
    figures = Figures(tiny, load_edition(tiny, 2023))
    assert (figures.observations("migr_asyappctza").error, figures.observations("demo_gind").error) == (2.0, 0.0)


def test_a_dataset_that_is_not_pinned_has_no_observations_but_its_columns(tiny):
    none = Figures(tiny, load_edition(tiny, 2023)).observations("migr_asytpsm")
    assert none.frame.empty
    assert {"citizen", "sex", "age", "geo"} <= set(none.dimensions)
    with pytest.raises(UnknownName, match="did you mean 'migr_asytpsm'"):
        Figures(tiny, load_edition(tiny, 2023)).observations("migr_asytpm")


def test_only_members_and_observers_of_the_network_publish_a_report(tiny):
    codes = Figures(tiny, load_edition(tiny, 2023)).codes
    assert [check_country(codes, code) for code in ("LV", "EL", "NO")] == ["LV", "EL", "NO"]
    with pytest.raises(UnknownName, match="Greece is EL"):
        check_country(codes, "GR")
    for code in ("XX", "EU27_2020", "lv", "US", ""):
        with pytest.raises(UnknownName, match="unknown country"):
            check_country(codes, code)
