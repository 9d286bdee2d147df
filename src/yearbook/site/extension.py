"""What `yearbook.site` registers with Sphinx; see there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..language import LANGUAGES
from .audit import audit_pages
from .chapter_list import ChapterList, chapter_list, fill_chapter_list, keep_finding
from .disclosure import ExhibitData, drop_from_paper, exhibit_data, visit_exhibit_data
from .downloads import Downloads, downloads, keep_place
from .exhibits import copy_variants, dress_exhibits, name_rows
from .extra_pages import collect_pages
from .fact_links import NamedFact, link_facts
from .frame import fill_frame
from .interface import finish_pages, forget_translations, translate_interface
from .languages import keep_source
from .renewal import PageBuilder, renew
from .search import SearchLatvian
from .terms import explain_terms, keep_definitions
from .typography import bound

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

HERE = Path(__file__).parent


def register(app: Sphinx) -> dict[str, Any]:
    """Register nodes, roles, events and settings; return what Sphinx asks of an extension."""
    app.setup_extension("myst_nb")
    for name, default in {"country": "", "year": "", "published": "", "share": "", "pdf": False}.items():
        app.add_config_value(f"yearbook_{name}", default, "html", types=(type(default), int))
    app.add_config_value("yearbook_own_pdfs", {}, "html", types=(dict,))
    for name in ("shelf", "credits", "links"):
        app.add_config_value(f"yearbook_{name}", [], "html", types=(list, tuple))
    app.add_html_theme("yearbook", str(HERE / "theme"))
    app.connect("config-inited", set_options, priority=900)
    app.connect("source-read", keep_one_language)
    app.connect("env-get-updated", renew, priority=900)
    app.add_builder(PageBuilder, override=True)
    _connect_pages(app)
    app.connect("html-collect-pages", collect_pages)
    for step in (copy_variants, finish_pages, audit_pages):
        app.connect("build-finished", step)
    app.connect("build-finished", forget_translations)
    app.add_search_language(SearchLatvian)
    translate_interface(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _connect_pages(app: Sphinx) -> None:
    """Register what becomes of a page on its way from text to HTML."""
    app.add_role_to_domain("glue", "text", NamedFact(), override=True)
    app.add_node(chapter_list)
    app.add_node(downloads)
    app.add_node(exhibit_data, html=(visit_exhibit_data, None))
    app.add_directive("chapter-list", ChapterList)
    app.add_directive("downloads", Downloads)
    app.add_directive("exhibit-data", ExhibitData)
    for kept in (name_rows, keep_finding, keep_definitions):
        app.connect("doctree-read", kept)
    app.connect("doctree-resolved", fill_chapter_list)
    app.connect("doctree-resolved", keep_place)
    app.connect("doctree-resolved", drop_from_paper)
    # after the extensions that add to the page, so that the frame is filled with all of it
    for number, step in enumerate((dress_exhibits, link_facts, explain_terms, fill_frame)):
        app.connect("html-page-context", step, priority=800 + number)


def keep_one_language(app: Sphinx, docname: str, source: list[str]) -> None:
    """Drop the text in other languages before a page is read."""
    if app.config.language in LANGUAGES:
        notebook = Path(app.env.doc2path(docname)).suffix == ".ipynb"
        country, year = app.config.yearbook_country, int(app.config.yearbook_year or 0)
        kept = keep_source(source[0], app.config.language, country, year, notebook=notebook)
        source[0] = bound(kept, app.config.language)


def set_options(_app: Sphinx, config: Config) -> None:
    """Set what the theme takes from configuration: no sources, no index, no options of other themes."""
    config.html_theme_options = {}
    config.html_show_sphinx = False
    config.html_show_sourcelink = False
    config.html_copy_source = False
    config.html_use_index = False
    config.html_show_search_summary = False  # it would fetch the pages found, which pages from disk may not
    config.html_permalinks_icon = '<span aria-hidden="true">#</span>'  # the link is then called by its title
