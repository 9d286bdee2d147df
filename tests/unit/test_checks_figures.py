"""Every check of figures: what it finds, and what it lets pass, in frames made for it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from spec.tables import rows

from yearbook.consistency import Scope, check_figures, refuse
from yearbook.consistency.balance import check_balance
from yearbook.consistency.bounds import check_bounds
from yearbook.consistency.declared import check_derived, check_exhibits, check_noncitizens
from yearbook.consistency.frequencies import check_frequencies
from yearbook.consistency.history import check_history, jumps, missing_years
from yearbook.consistency.kept import own_findings
from yearbook.consistency.national import check_national, compared
from yearbook.consistency.parts import age_partitions, age_span, check_parts
from yearbook.consistency.providers import check_providers, reconciliation
from yearbook.consistency.releases import check_labels, check_pins, check_releases, releases_due
from yearbook.consistency.remarks import Remark, explained, idle_remarks, load_remarks
from yearbook.dataset import find_dataset
from yearbook.edition import Edition, Figures, load_edition
from yearbook.errors import YearbookError
from yearbook.indicators import Indicator, Results
from yearbook.observations import Observations

RELEASED = "2024-03-15"


class MadeFigures(Figures):
    """An edition whose figures a test has typed."""

    def __init__(self, project, tables, year, country):
        pins = dict.fromkeys(tables, (RELEASED,))
        known = {"country": country, "languages": ("lv", "en"), "published": date(2024, 6, 1)}
        super().__init__(project, Edition(year=year, pins=pins, **known))
        self.tables = tables

    def _read(self, name):
        dataset = self.datasets[name]
        found = rows(self.tables[name]) if name in self.tables else []
        frame = pd.DataFrame(found, columns=None if found else [*dataset.dimensions, "period", "value", "source"])
        value = pd.to_numeric(frame["value"].replace(":", None)).astype(float)
        source = frame.get("source", f"{name}@{RELEASED}")
        frame = frame.assign(value=value, status="", conf="", source=source)
        error = (dataset.rounding - 1) / 2 if dataset.rounding else 0.0
        made = Observations(frame, unit=dataset.unit, kind=dataset.kind, kinds=dataset.kinds, error=error)
        return made.until(self.edition.year)


@pytest.fixture
def scope_of(real):
    def scope(country="LV", year=2023, publisher="LV", **tables):
        return Scope(Results(MadeFigures(real, tables, year, publisher)), country)

    return scope


def told(findings):
    return [(one.severity, str(one.place)) for one in findings]


SEXES = """
citizen | sex | age   | applicant | geo | period | value
TOTAL   | T   | TOTAL | TOTAL     | LV  | 2022   | 620
TOTAL   | M   | TOTAL | TOTAL     | LV  | 2022   | {men}
TOTAL   | F   | TOTAL | TOTAL     | LV  | 2022   | 200
"""


@pytest.mark.parametrize(("men", "found"), [(420, 0), (425, 0), (415, 0), (430, 1), (410, 1), (":", 0)])
def test_parts_may_differ_from_their_total_by_rounding_alone(scope_of, men, found):
    findings = list(check_parts(scope_of(migr_asyappctza=SEXES.format(men=men))))
    where = ("error", "migr_asyappctza, LV, 2022, citizen=TOTAL age=TOTAL applicant=TOTAL sex=T")
    assert told(findings) == [where] * found


def test_a_finding_says_the_figures_and_the_tolerance_in_both_languages(scope_of):
    [found] = check_parts(scope_of(migr_asyappctza=SEXES.format(men=1420)))
    assert found.what["en"] == "sex: the parts add up to 1,620, the total is 620; rounding explains a gap of 6 at most"
    assert "daļu summa ir 1\N{NO-BREAK SPACE}620, bet kopskaits – 620" in found.what["lv"]


def test_parts_of_which_one_is_missing_can_only_be_too_many(scope_of):
    with_unknown = SEXES + "TOTAL | UNK | TOTAL | TOTAL | LV | 2021 | 5\n"
    assert not list(check_parts(scope_of(migr_asyappctza=with_unknown.format(men=300))))
    assert list(check_parts(scope_of(migr_asyappctza=with_unknown.format(men=430))))


def test_of_other_countries_there_is_one_note_and_of_a_guest_a_warning(scope_of):
    table = SEXES.format(men=500)
    assert told(check_parts(scope_of("EE", migr_asyappctza=table)))[0][0] == "note"
    guest = scope_of("LV", publisher="EE", migr_asyappctza=table)
    assert [one.severity for one in check_parts(guest)] == ["warning"]


def test_parts_of_another_release_are_a_warning_that_names_both(scope_of):
    table = """
    reason | citizen | duration | geo | period | value | source
    TOTAL  | TOTAL   | TOTAL    | LV  | 2023   | 10    | migr_resfirst@2025
    EMP    | TOTAL   | TOTAL    | LV  | 2023   | 1     | migr_resfirst@2024
    EDUC   | TOTAL   | TOTAL    | LV  | 2023   | 2     | migr_resfirst@2024
    FAM    | TOTAL   | TOTAL    | LV  | 2023   | 3     | migr_resfirst@2024
    OTH    | TOTAL   | TOTAL    | LV  | 2023   | 3     | migr_resfirst@2024
    """
    [found] = check_parts(scope_of(migr_resfirst=table))
    assert found.severity == "warning"
    assert found.what["en"].endswith("different releases: migr_resfirst@2024, migr_resfirst@2025")
    assert not list(
        check_parts(
            scope_of(
                migr_resfirst=table.replace(
                    "OTH    | TOTAL   | TOTAL    | LV  | 2023   | 3", "OTH    | TOTAL   | TOTAL    | LV  | 2023   | 4"
                )
            )
        )
    )


def test_ages_are_laid_end_to_end():
    classes = {"TOTAL", "Y_LT14", "Y14-17", "Y_LT18", "Y18-34", "Y35-64", "Y_GE65", "UNK"}
    found = {one.whole: one.parts for one in age_partitions(classes)}
    assert found == {
        "TOTAL": ("Y_LT14", "Y14-17", "Y18-34", "Y35-64", "Y_GE65"),
        "Y_LT18": ("Y_LT14", "Y14-17"),
    }
    assert age_partitions(classes - {"Y35-64"})[0].whole == "Y_LT18"
    assert [age_span(code) for code in ("Y5", "Y_LT1", "Y_GE100", "UNK", "Y_OPEN")][:2] == [(5.0, 5.0), (0.0, 0.0)]
    assert age_span("UNK") is age_span("Y_OPEN") is None


FIRST = """
citizen | sex | age   | applicant | geo | period | value
TOTAL   | T   | TOTAL | TOTAL     | LV  | 2022   | 620
TOTAL   | T   | TOTAL | FRST      | LV  | 2022   | {first}
"""
DECIDED = """
decision  | geo | period  | value
TOTAL     | LV  | 2022-Q1 | 50
TOTAL_POS | LV  | 2022-Q1 | {positive}
"""


@pytest.mark.parametrize(("first", "found"), [(545, 0), (624, 0), (625, 1)])
def test_first_time_applicants_are_among_all(scope_of, first, found):
    assert len(list(check_bounds(scope_of(migr_asyappctza=FIRST.format(first=first))))) == found


@pytest.mark.parametrize(("positive", "found"), [(50, 0), (55, 1)])
def test_positive_decisions_are_among_all(scope_of, positive, found):
    assert len(list(check_bounds(scope_of(derived_decisions=DECIDED.format(positive=positive))))) == found


PEOPLE = """
indic_de | geo | period | value
JAN      | LV  | 2021   | 1000
LBIRTH   | LV  | 2021   | 10
DEATH    | LV  | 2021   | 20
NATGROW  | LV  | 2021   | -10
CNMIGRAT | LV  | 2021   | 5
GROW     | LV  | 2021   | -5
JAN      | LV  | 2022   | {later}
"""


def test_the_population_is_that_of_the_year_before_and_its_change(scope_of):
    assert not list(check_balance(scope_of(demo_gind=PEOPLE.format(later=995))))
    [found] = check_balance(scope_of(demo_gind=PEOPLE.format(later=996)))
    assert told([found]) == [("error", "demo_gind, LV, 2021, indic_de=NEXT")]
    assert "the flows give 995, the table says 996" in found.what["en"]


@pytest.mark.parametrize(("code", "place"), [("LBIRTH", "NATGROW"), ("GROW", "GROW")])
def test_changes_are_those_of_their_parts(scope_of, code, place):
    lines = [line for line in PEOPLE.format(later=995).splitlines() if not line.startswith(code)]
    wrong = "\n".join([*lines, f"{code} | LV | 2021 | 11"])
    assert [one.place.code for one in check_balance(scope_of(demo_gind=wrong))] == [f"indic_de={place}"]


def months(last):
    head = "citizen | sex | age | applicant | geo | period | value\n"
    values = [*[50] * 11, last]
    return head + "\n".join(f"TOTAL | T | TOTAL | FRST | LV | 2022-{n:02d} | {v}" for n, v in enumerate(values, 1))


@pytest.mark.parametrize(("last", "found"), [(5, 0), (31, 0), (35, 1), (":", 0)])
def test_twelve_months_are_the_year_within_rounding(scope_of, last, found):
    year = FIRST.format(first=555)
    findings = list(check_frequencies(scope_of(migr_asyappctzm=months(last), migr_asyappctza=year)))
    assert [one.severity for one in findings] == ["warning"] * found


def test_four_quarters_are_the_year_within_rounding(scope_of):
    head = "citizen | sex | age | decision | geo | period | value\n"
    quarters = head + "\n".join(f"TOTAL | T | TOTAL | TOTAL | LV | 2016-Q{n} | 65" for n in range(1, 5))
    for value, found in ((260, 0), (270, 0), (275, 1)):
        year = f"{head}TOTAL | T | TOTAL | TOTAL | LV | 2016 | {value}"
        assert len(list(check_frequencies(scope_of(migr_asydcfstq=quarters, migr_asydcfsta=year)))) == found


def test_both_providers_are_set_side_by_side_with_a_reason(scope_of):
    unhcr = """
    citizen | procedure | application | level | counted | geo | period | value
    IQ      | G         | N           | FI    | P       | LV  | 2022   | 400
    RU      | G         | N           | FI    | P       | LV  | 2022   | 141
    RU      | G         | A           | AR    | P       | LV  | 2022   | 99
    """
    scope = scope_of(migr_asyappctza=FIRST.format(first=545), unhcr_applications=unhcr)
    found = {one.measure: (one.eurostat, one.unhcr, one.difference, one.reason) for one in reconciliation(scope)}
    assert found["first_time"] == (545, 541, -4, "applications")
    assert found["applicants"] == (620, 541, -79, "all_applicants")
    assert {one.severity for one in check_providers(scope)} == {"note"}
    near = scope_of(migr_asyappctza=FIRST.format(first=540), unhcr_applications=unhcr)
    assert reconciliation(near)[0].reason == "rounding"


CALM = [265, 745, 745, 400, 395, 215, 110, 175]


OFFICE = """
indic_de | geo | period | value
JAN      | LV  | 2021   | 1000
LBIRTH   | LV  | 2021   | 10
JAN      | LV  | 2022   | {later}
JAN      | LV  | 2009   | 1
"""


def test_a_figure_that_the_national_office_has_revised_is_found(scope_of):
    eurostat = PEOPLE.format(later=995)
    same = scope_of(demo_gind=eurostat, csb_population=OFFICE.format(later=995))
    assert (len(compared(same)), list(check_national(same))) == (3, [])
    both = {"csb_population": OFFICE.format(later=1007), "derived_csb_population": OFFICE.format(later=995)}
    [found] = check_national(scope_of(demo_gind=eurostat, **both))
    assert told([found]) == [("warning", "csb_population, LV, 2022, indic_de=JAN")]
    assert "differ in 1 of 2 years, most in 2022: Eurostat 995, Central Statistical Bureau" in found.what["en"]
    assert "Eurostat – 995, Centrālā statistikas pārvalde – 1\u00a0007" in found.what["lv"]


def test_of_a_country_whose_office_has_no_table_here_nothing_is_compared(scope_of):
    tables = {"demo_gind": PEOPLE.format(later=995), "csb_population": OFFICE.format(later=1)}
    assert not list(check_national(scope_of("LT", **tables)))
    assert not list(check_national(scope_of(csb_population=OFFICE.format(later=1))))


def series(values, first=2014, country="LV"):
    head = "citizen | border | reason | geo | period | value\n"
    return head + "\n".join(f"TOTAL | TOTAL | TOTAL | {country} | {first + n} | {v}" for n, v in enumerate(values))


def test_a_jump_is_measured_by_the_history_of_the_series(scope_of):
    [found] = check_history(scope_of(migr_eirfs=series([*CALM, 13575, 14205])))
    assert told([found]) == [("warning", "migr_eirfs, LV, 2022, citizen=TOTAL border=TOTAL reason=TOTAL")]
    assert "from 175 to 13,575 in a year: 77.6 times the year before" in found.what["en"]
    assert "77,6" in found.what["lv"]


@pytest.mark.parametrize(
    "values",
    [
        [*CALM, 190, 200],  # nothing unusual
        [100, 13575, 14000],  # too short a history
        [0, 0, 0, 0, 0, 0, 5, 45],  # too small
        [1000, 1001, 1000, 1001, 1000, 1001, 1000, 1100],  # far from what is usual, but no jump
        [10, -5, 10, -5, 10, -5, 10, 9000],  # a balance
    ],
)
def test_what_is_no_jump(scope_of, values):
    assert not list(check_history(scope_of(migr_eirfs=series(values))))


def test_a_change_over_missing_years_is_no_change_of_a_year():
    years = [str(year) for year in (*range(2008, 2016), 2020)]
    assert not jumps(years, pd.Series([100.0, 110, 100, 105, 100, 110, 100, 105, 9000]).to_numpy())


def test_a_year_missing_inside_a_series_is_found_and_those_at_its_ends_are_not(scope_of):
    [found] = check_history(scope_of(migr_eirfs=series([5, 5, ":", 5, ":"])))
    assert told([found]) == [("warning", "migr_eirfs, LV, 2016")]
    assert missing_years(["2014", "2016", "2019"]) == ["2015", "2017", "2018"]
    other = list(check_history(scope_of("EE", migr_eirfs=series([5, 5, ":", 5]))))
    assert told(other) == [("note", "migr_eirfs")]
    assert "Latvia" in other[0].what["en"]


@pytest.mark.parametrize(
    ("released", "by", "due"),
    [
        ("2023-03-29", date(2023, 12, 1), 0),
        ("2023-03-29", date(2024, 3, 31), 0),
        ("2023-03-29", date(2024, 4, 1), 1),
        ("2023-02", date(2023, 4, 1), 1),
        ("2017", date(2020, 1, 1), 2),
    ],
)
def test_a_release_is_stale_once_the_month_of_the_next_has_passed(real, released, by, due):
    assert releases_due(find_dataset(real, "migr_asyappctza"), released, by) == due


def test_a_stale_release_is_graver_without_the_reference_year(tiny):
    edition = load_edition(tiny, 2023).model_copy(update={"published": date(2030, 1, 1)})
    found = {one.place.dataset: one.severity for one in check_releases(Scope(Results(Figures(tiny, edition)), "LV"))}
    assert found == {"demo_gind": "note", "migr_asyappctza": "note", "migr_asydcfstq": "note"}
    later = edition.model_copy(update={"year": 2024})
    found = {one.place.dataset: one.severity for one in check_releases(Scope(Results(Figures(tiny, later)), "LV"))}
    assert set(found.values()) == {"warning"}


def test_a_code_without_a_label_is_an_error(spoilt):
    edition = load_edition(spoilt, 2023)
    assert not list(check_labels(Scope(Results(Figures(spoilt, edition)), "LV")))
    labels = spoilt.data / "labels.csv"
    kept = [line for line in labels.read_text("utf-8").splitlines() if not line.startswith("citizen,EXT_EU27_2020,")]
    labels.write_text("\n".join([*kept, ""]), "utf-8")
    found = list(check_labels(Scope(Results(Figures(spoilt, edition)), "LV")))
    assert ("error", "migr_asydcfstq, citizen") in told(found)
    assert "EXT_EU27_2020" in found[0].what["en"]


FOREIGNERS = """
citizen        | geo | period | value
TOTAL          | LV  | 2023   | 1883008
NAT            | LV  | 2023   | 1621208
FOR_STLS       | LV  | 2023   | 261799
EU27_2020_FOR  | LV  | 2023   | 6500
NEU27_2020_FOR | LV  | 2023   | 255150
STLS           | LV  | 2023   | 149
RNC            | LV  | 2023   | 175000
"""


@pytest.fixture
def declare(monkeypatch):
    """Declare the indicators of a test in place of those of the program."""

    def declared(*indicators):
        known = {one.name: one for one in indicators}
        for module in ("declared", "releases"):
            monkeypatch.setattr(f"yearbook.consistency.{module}.all_indicators", lambda: known)
        monkeypatch.setattr("yearbook.indicators._all", lambda: known)

    return declared


def indicator(name, compute, by=(), caveats=()):
    texts = {"lv": name, "en": name}
    return Indicator(name, compute, texts, texts, {}, "person", by, caveats)


def foreigners(derived_population):
    return derived_population.only(citizen="FOR_STLS")


def without_them(derived_population):
    return derived_population.only(citizen="FOR_STLS").minus(derived_population.only(citizen="RNC"))


def everybody(derived_population):
    return derived_population.only(citizen="TOTAL")


def by_citizen(derived_population):
    return derived_population


def test_a_pin_that_nothing_uses_is_found(scope_of, declare):
    declare(indicator("made", everybody))
    scope = scope_of(derived_population=FOREIGNERS, demo_gind=PEOPLE, tps00176=PEOPLE)
    assert told(check_pins(scope)) == [("warning", "tps00176")]


@pytest.mark.parametrize(
    ("compute", "caveats", "found"),
    [
        (foreigners, (), 1),
        (foreigners, ("non_citizens_included",), 0),
        (without_them, (), 0),
        (everybody, (), 0),
        (by_citizen, (), 0),
    ],
)
def test_a_stock_that_counts_noncitizens_shows_them_or_says_so(scope_of, declare, compute, caveats, found):
    declare(indicator("made", compute, caveats=caveats))
    assert told(check_noncitizens(scope_of(derived_population=FOREIGNERS))) == [("error", "made")] * found


@pytest.mark.parametrize(("country", "shown", "found"), [("LV", "RU", 1), ("LV", "RNC", 0), ("LT", "RU", 0)])
def test_an_exhibit_of_a_stock_by_citizenship_shows_them(scope_of, declare, country, shown, found):
    declare(indicator("made", by_citizen, by=("citizen",)))
    records = [{"citizen": "UA", "value": 1.0}, {"citizen": shown, "value": 2.0}]
    exhibit = {"name": "made_table", "definitions": {"made": "Made"}, "columns": ["citizen"], "records": records}
    findings = list(check_exhibits(scope_of(country, derived_population=FOREIGNERS), [exhibit]))
    assert told(findings) == [("error", f"made_table, {country}")] * found


def test_a_derived_table_is_named_under_its_exhibits(scope_of, declare, monkeypatch):
    declare(indicator("made", by_citizen, by=("citizen",)))
    scope = scope_of(derived_population=FOREIGNERS)
    assert not list(check_derived(scope))
    monkeypatch.setattr("yearbook.view.origin_line", lambda *_: "")
    assert told(check_derived(scope)) == [("error", "made")]


def remark(**changes):
    known = {"check": "outlier", "dataset": "migr_eirfs", "geo": "LV", "period": "2022", "reference": "somewhere"}
    return Remark.model_validate(
        {**known, "text": {"lv": "Tāpēc.", "en": "Therefore."}, "date": date(2026, 1, 1), **changes}
    )


def test_a_remark_stands_beside_what_it_explains_and_only_there(scope_of):
    found = list(check_history(scope_of(migr_eirfs=series([*CALM, 13575, 14205]))))
    assert [one.remark for one in explained(found, [remark()])] == [{"lv": "Tāpēc.", "en": "Therefore."}]
    for other in ({"period": "2021"}, {"geo": "EE"}, {"dataset": "migr_eipre"}, {"check": "gap"}, {"code": "sex=M"}):
        assert [one.remark for one in explained(found, [remark(**other)])] == [{}]


def test_a_remark_turns_an_error_into_a_warning(scope_of):
    errors = list(check_parts(scope_of(migr_asyappctza=SEXES.format(men=500))))
    said = remark(check="parts", dataset="migr_asyappctza")
    assert [one.severity for one in explained(errors, [said])] == ["warning"]
    assert [one.severity for one in explained(errors, [remark()])] == ["error"]


def test_a_remark_that_explains_nothing_is_found():
    assert [one.check for one in idle_remarks([], [remark()])] == ["remark"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[remark", "not valid TOML"),
        ("[[note]]", "unknown table 'note'"),
        ('[[remark]]\ncheck = "outlier"', "text: Field required"),
        ('[[remark]]\ncheck = "luck"\nreference = "x"\ndate = 2026-01-01\ntext = {lv = "a", en = "b"}', "no check of"),
        ('[[remark]]\ncheck = "label"\nreference = "x"\ndate = 2026-01-01\ntext = {lv = "a", en = "b"}', "no check of"),
        ('[[remark]]\ncheck = "gap"\nreference = "x"\ndate = 2026-01-01\ntext = {lv = "a"}', "in lv and en"),
    ],
)
def test_wrong_remarks_are_refused(spoilt, text, what):
    (spoilt.data / "remarks.toml").write_text(text, "utf-8")
    with pytest.raises(YearbookError, match=what):
        load_remarks(spoilt)


def test_errors_block_and_warnings_do_not(scope_of):
    findings = list(check_parts(scope_of(migr_asyappctza=SEXES.format(men=500))))
    with pytest.raises(YearbookError, match="keep the edition from being published"):
        refuse(findings)
    refuse(explained(findings, [remark(check="parts", dataset="")]))


def test_the_tiny_edition_may_be_published(tiny):
    refuse(own_findings(tiny, load_edition(tiny, 2023), "LV"))


def test_the_same_finding_of_two_editions_is_told_once(spoilt):
    edition = load_edition(spoilt, 2023)
    labels = spoilt.data / "labels.csv"
    kept = [line for line in labels.read_text("utf-8").splitlines() if not line.startswith("citizen,EXT_EU27_2020,")]
    labels.write_text("\n".join([*kept, ""]), "utf-8")
    found = check_figures(spoilt, [edition, edition.model_copy(update={"year": 2022})])
    assert {one.editions for one in found if one.check == "label"} == {("2022", "2023")}
