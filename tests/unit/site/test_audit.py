"""Each breach that the audit of a page knows is found, and nothing else."""

import pytest

from yearbook.site.audit import audited

GOOD = (
    '<html lang="lv"><head><title>x</title></head><body><h1>a</h1><h2>b</h2>'
    '<img src="a.svg" alt=""><table><tr><th>a</th></tr></table></body></html>'
)


def test_a_good_page_has_no_breach_and_is_counted():
    audit = audited(GOOD)
    assert audit.breaches == []
    assert (audit.pictures, audit.tables, audit.headings) == (1, 1, [1, 2])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (' lang="lv"', "", "no language"),
        ("<title>x</title>", "", "no title"),
        (' alt=""', "", "no text alternative: a.svg"),
        ("<h2>b</h2>", "<h3>b</h3>", "level 3 stands below one of level 1"),
        ("<h2>b</h2>", "<h1>b</h1>", "2 main headings"),
        ("<h1>a</h1><h2>b</h2>", "", "0 main headings"),
        ("<th>a</th>", "<td>a</td>", "a table has no heads"),
    ],
)
def test_a_breach_is_named(old, new, said):
    assert said in " ".join(audited(GOOD.replace(old, new)).breaches)
