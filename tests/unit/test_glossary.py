from __future__ import annotations

import pytest

from yearbook.book.terms import Finder
from yearbook.checks import check_all
from yearbook.errors import YearbookError
from yearbook.glossary import article_in, glossary_faults, load_glossary
from yearbook.language import LANGUAGES, language
from yearbook.project import Project


@pytest.fixture(scope="module")
def glossary(real):
    return load_glossary(real)


@pytest.fixture
def link(glossary):
    """Link the terms of a text as a page of one language does."""
    finders = {code: Finder(glossary, code) for code in LANGUAGES}
    return lambda code, text: finders[code].links()(text)


def test_about_eighty_terms_and_more_in_both_languages(glossary):
    assert len(glossary.terms) >= 80
    for term in glossary.terms.values():
        for code in LANGUAGES:
            assert term.define[code].endswith(".")
            assert len(term.define[code].split()) <= 45
            assert not term.called[code].endswith(".")


def test_a_term_is_mostly_defined_by_law(glossary):
    cited = [term for term in glossary.terms.values() if term.source]
    assert len(cited) > 0.8 * len(glossary.terms)


@pytest.mark.parametrize(
    ("article", "lv", "en"),
    [
        ("4", "4. pants", "Article 4"),
        ("2(c)", "2. panta c) punkts", "Article 2(c)"),
        ("3(4)", "3. panta 4. punkts", "Article 3(4)"),
        ("2(1)(b)", "2. panta 1. punkta b) apakšpunkts", "Article 2(1)(b)"),
    ],
)
def test_articles_are_cited_as_each_language_does(article, lv, en):
    assert article_in(article, language("lv")).replace("\u00a0", " ") == lv
    assert article_in(article, language("en")).replace("\u00a0", " ") == en


def test_latvian_terms_stand_by_the_latvian_alphabet(glossary):
    page = glossary.page(language("lv"))
    places = [page.index(f"\n{name}\n") for name in ("aizturēšana", "ārējā robeža", "bezvalstnieks", "bēglis")]
    assert places == sorted(places)
    places = [page.index(f"\n{name}\n") for name in ("sezonas darbinieks", "Šengenas zona", "trešās valsts pilsonis")]
    assert places == sorted(places)


def test_an_entry_names_the_other_language_the_law_and_related_terms(glossary):
    page = glossary.page(language("lv")).replace("\u00a0", " ")
    entry = page[page.index("\nnepavadīts nepilngadīgais\n") :]
    assert entry.split("\n\n")[0].endswith("bez pieaugušā, kas par viņu atbild.")
    assert "Angliski: [unaccompanied minor]{.language-en}." in entry
    assert "[Direktīva 2011/95/ES, 2. panta l) punkts](http://data.europa.eu/eli/dir/2011/95/oj)" in entry
    assert "Sk. arī: {term}`nepilngadīgais`, {term}`bērna labākās intereses`" in entry


LONG = "{term}`Beneficiaries of international protection <beneficiary of international protection>`."


@pytest.mark.parametrize(
    ("code", "text", "linked"),
    [
        ("lv", "Daudziem patvēruma meklētājiem.", "Daudziem {term}`patvēruma meklētājiem <patvēruma meklētājs>`."),
        ("lv", "Patvēruma pieteikumu iesniedzējs.", "{term}`Patvēruma pieteikumu iesniedzējs <patvēruma meklētājs>`."),
        ("lv", "Par nepilsoņiem un bēgļu.", "Par {term}`nepilsoņiem <nepilsonis>` un {term}`bēgļu <bēglis>`."),
        ("lv", "trešo valstu pilsoņiem", "{term}`trešo valstu pilsoņiem <trešās valsts pilsonis>`"),
        ("lv", "Pārcelšanās uz citu pilsētu.", "Pārcelšanās uz citu pilsētu."),
        (
            "lv",
            "Patvēruma likuma pants, pilsonības, pilsonība.",
            "Patvēruma likuma pants, {term}`pilsonības <pilsonība>`, pilsonība.",
        ),
        (
            "en",
            "First-time applicants and minors.",
            "{term}`First-time applicants <first-time applicant>` and {term}`minors <minor>`.",
        ),
        (
            "en",
            "the beneficiaries of international protection",
            "the {term}`beneficiaries of international protection <beneficiary of international protection>`",
        ),
        ("en", "The European Migration Network.", "The European Migration Network."),
        ("en", "The asylum\nseeker.", "The {term}`asylum seeker <asylum applicant>`."),
        ("en", "Asylum, migrants.", "{term}`Asylum <asylum>`, migrants."),
        ("en", "To return home.", "To return home."),
    ],
)
def test_terms_are_found_in_every_form_and_nowhere_else(link, code, text, linked):
    assert link(code, text) == linked


@pytest.mark.parametrize(
    "text",
    [
        "# Asylum",
        "{glue:text}`asylum`",
        "`asylum`",
        "[asylum](a.md)",
        ":::{admonition} Asylum",
        ":class: asylum",
        "| asylum | 5 |",
        "{.asylum}",
    ],
)
def test_only_running_text_is_linked(link, text):
    assert link("en", text) == text


def test_the_first_mention_alone_is_linked_over_all_texts_of_a_page(glossary):
    links = Finder(glossary, "en").links()
    assert links("# Asylum\n\nAsylum.") == "# Asylum\n\n{term}`Asylum <asylum>`."
    assert links("More asylum.") == "More asylum."


GOOD = """
[act]
law = { lv = "Likums", en = "Law" }
[a]
lv = "a"
en = "a"
define = { lv = "A.", en = "A." }
source = ["law 2(c)"]
related = ["b"]
[b]
lv = "b"
en = "b"
define = { lv = "B.", en = "B." }
source = []
related = []
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('lv = "a"\n', "", "no text in: lv"),
        ('en = "B."', 'en = " "', "no text in: en"),
        ('en = "Law"', 'en = ""', "no text in: en"),
        ('related = ["b"]', 'related = ["c"]', "unknown term 'c'"),
        ('related = ["b"]', 'related = ["a"]', "related to itself"),
        ('source = ["law 2(c)"]', 'source = ["lav 2"]', "unknown act 'lav'"),
        ('source = ["law 2(c)"]', 'source = ["law second"]', "'second' is not an article"),
        ('lv = "b"', 'lv = "A"', "'A' is a name of 'a' and of 'b'"),
        ("source = []", 'colour = "red"\nsource = []', "unknown key 'colour'"),
        ("source = []", "", "'source' is missing"),
        ("[a]", "[a", "not valid TOML"),
    ],
)
def test_a_fault_is_named(tmp_path, old, new, said):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "glossary.toml").write_text(GOOD.replace(old, new), "utf-8")
    (fault,) = glossary_faults(Project(tmp_path))
    assert said in fault.what
    with pytest.raises(YearbookError):
        load_glossary(Project(tmp_path))


def test_the_check_names_the_faults(spoilt):
    path = spoilt.root / "data" / "glossary.toml"
    path.write_text(path.read_text("utf-8").replace('related = ["citizenship"]', 'related = ["citizen"]'), "utf-8")
    said = [str(found) for found in check_all(spoilt, "2023") if found.check == "glossary"]
    assert len(said) == 1
    assert "did you mean 'citizenship'?" in said[0]


@pytest.mark.slow
def test_chapters_lead_to_the_glossary_on_the_web_and_on_paper(built):
    html = (built.book("lv") / "asylum.html").read_text("utf-8")
    assert 'href="glossary.html#term-pirmreizejais-iesniedzejs"' in html
    assert 'id="term-pirmreizejais-iesniedzejs"' in (built.book("lv") / "glossary.html").read_text("utf-8")
    typst = (built.project.build / "work" / "site" / "LV" / "lv" / "2023" / "pdf" / "report.typ").read_text("utf-8")
    assert typst.count("glossary#term-pirmreizejais-iesniedzejs") >= 2
