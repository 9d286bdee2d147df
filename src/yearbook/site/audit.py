"""What a program can check of the accessibility of each page while the book is made; a breach stops the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from .words import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATEMENT, PLACE = "accessibility", "<!-- audit -->"
AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The sets of rules that the browser tests run; the statement tells of them."""
HEADING = re.compile(r"h[1-6]")
# the tags that an audit looks at, and what no tag stands in; all others would take ten times as long to read
LOOKED_AT = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|</?(?:html|title|img|h[1-6]|table|th)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
LEADS_ON = re.compile(r"<meta[^>]*http-equiv=[\"']?refresh", re.IGNORECASE)


@dataclass
class Audit(HTMLParser):
    """What was counted on one page, and what is wrong with it."""

    pictures: int = 0
    tables: int = 0
    headings: list[int] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    _title: bool = False
    _heads: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count and check an element."""
        given = dict(attrs)
        if tag == "html" and not given.get("lang"):
            self.breaches.append("the page has no language")
        elif tag == "title":
            self._title = True
        elif tag == "img":
            self.pictures += 1
            if "alt" not in given:
                self.breaches.append(f"a picture has no text alternative: {given.get('src')}")
        elif HEADING.fullmatch(tag):
            self._heading(int(tag[1]))
        elif tag == "table":
            self._heads.append(False)
        elif tag == "th" and self._heads:
            self._heads[-1] = True

    def handle_endtag(self, tag: str) -> None:
        """Check a table once it is whole."""
        if tag == "table" and self._heads:
            self.tables += 1
            if not self._heads.pop():
                self.breaches.append("a table has no heads")

    def _heading(self, level: int) -> None:
        if level > (self.headings[-1] if self.headings else 0) + 1:
            self.breaches.append(f"a heading of level {level} stands below one of level {(self.headings or [0])[-1]}")
        self.headings.append(level)

    def done(self) -> Audit:
        """Check what can only be said at the end, and return the audit."""
        if not self._title:
            self.breaches.append("the page has no title")
        if self.headings.count(1) != 1:
            self.breaches.append(f"the page has {self.headings.count(1)} main headings")
        return self


def audited(html: str) -> Audit:
    """Return the audit of one page."""
    audit = Audit()
    audit.feed("".join(found[0] for found in LOOKED_AT.finditer(html)))
    return audit.done()


def audit_pages(app: Sphinx, error: Exception | None) -> None:
    """Check every page of the book, and say the result on the page with the accessibility statement.

    Raises:
        ExtensionError: a page has a breach; all are named.
    """
    if error or app.builder.format != "html":
        return
    pages = sorted(page for page in Path(app.outdir).rglob("*.html") if "_static" not in page.parts)
    texts = {page.relative_to(app.outdir).as_posix(): page.read_text("utf-8") for page in pages}
    # Jupyter Book leads from the root to the first page by a page of one line
    found = {name: audited(text) for name, text in texts.items() if not LEADS_ON.search(text)}
    breaches = [f"{name}: {breach}" for name, audit in found.items() for breach in audit.breaches]
    if breaches:
        raise ExtensionError("not accessible: " + "; ".join(breaches))
    statement = Path(app.outdir, f"{STATEMENT}.html")
    if statement.is_file():
        result = results(found.values(), interface(app.config.language))
        statement.write_text(statement.read_text("utf-8").replace(PLACE, result), "utf-8")


def results(audits: Iterable[Audit], words: Mapping[str, str]) -> str:
    """Return what was checked and how often, as a table."""
    counted = list(audits)
    rows = {
        "statement_pages": len(counted),
        "statement_pictures": sum(one.pictures for one in counted),
        "statement_tables": sum(one.tables for one in counted),
        "statement_headings": sum(len(one.headings) for one in counted),
        "statement_breaches": sum(len(one.breaches) for one in counted),
    }
    lines = (f'<tr><th scope="row">{words[key]}</th><td>{count}</td></tr>' for key, count in rows.items())
    return f'<table class="figures">{"".join(lines)}</table>'


def statement_page(words: Mapping[str, str], day: str) -> str:
    """Return the body of the accessibility statement; the counts come in when all pages are made."""
    rules = ", ".join(AXE_RULES)
    return (
        f"<p>{words['statement_goal']}</p><h2>{words['statement_tests']}</h2>"
        f"<p>{words['statement_axe']} <code>{rules}</code></p>"
        f"<p>{escape(words['statement_build'].format(day=day))}</p>{PLACE}"
        f"<h2>{words['statement_limits']}</h2><p>{words['statement_limits_text']}</p>"
        f"<h2>{words['statement_contact']}</h2><p>{words['statement_contact_text']}</p>"
    )
