from datetime import date

from yearbook.site.citing import Work, apa, bibtex, ris

WORK = Work(
    "EMT kontaktpunkts", "Ziņojums 2023. gadā", "Īsumā & 100 %", date(2024, 5, 1), "2023", "lv", "https://x.example/a"
)


def test_a_reference_names_author_year_chapter_report_and_address():
    assert apa(WORK) == "EMT kontaktpunkts. (2024). Īsumā & 100 %. Ziņojums 2023. gadā. https://x.example/a"


def test_bibtex_keeps_the_institution_whole_and_escapes_what_tex_would_read():
    entry = bibtex(WORK)
    assert entry.startswith("@inreference{yearbook-2023-isuma-100,")
    assert "author = {{EMT kontaktpunkts}}," in entry
    assert r"title = {Īsumā \& 100 \%}," in entry
    assert "langid = {latvian}," in entry and "date = {2024-05-01}," in entry


def test_ris_has_a_tag_a_line_and_an_end():
    lines = ris(WORK).split("\n")
    assert lines[0] == "TY  - CHAP" and lines[-1].startswith("ER  -")
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert "T2  - Ziņojums 2023. gadā" in lines


def test_the_whole_report_has_no_chapter():
    whole = Work("A", "T", "", date(2024, 5, 1), "2023", "en")
    assert apa(whole) == "A. (2024). T."
    assert bibtex(whole).startswith("@report{") and "TY  - RPRT" in ris(whole)
