"""Sphinx extension and theme of the reader's site: one language a build, its words, its look, its switches.

Add `yearbook.site` to the extensions and set `html_theme` to "yearbook". Configuration values, none of them required:

- `yearbook_country`, `yearbook_year`: what the book is about;
- `yearbook_shelf`: the books of that country in the site, this one included: language, year and pages of each;
- `yearbook_pdf`: whether a `report.pdf` stands beside the first page;
- `yearbook_own_pdfs`: page -> its own PDF, which then also stands there;
- `yearbook_published`: day of publication, ISO 8601; pages then say how to cite them;
- `yearbook_share`: picture for those who share the address of a page, beside the first page;
- `yearbook_credits`: lines at the foot of each page;
- `yearbook_links`: word of the interface and address of each link there.

`html_baseurl` is the address of the site's root, if it is known: canonical links then are absolute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    from .extension import register  # noqa: PLC0415  a build that borrows a module from here loads no Sphinx

    return register(app)
