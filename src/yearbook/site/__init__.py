"""Sphinx extension of the reader's site: one language a build, its interface words, its look, its switches.

Add `yearbook.site` to the extensions. Configuration values: `yearbook_country` and `yearbook_year` (what the book is
about), `yearbook_languages` (codes of the languages that the edition is published in), `yearbook_pdf` (whether a
`report.pdf` stands beside the home page).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..language import LANGUAGES
from .exhibits import copy_phone_pictures, data_link, name_rows, offer_phone_pictures
from .interface import finish_pages, forget_translations, interface, translate_interface
from .languages import keep_source
from .search import SearchLatvian
from .switches import add_switches, drop_remote_kernels

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("yearbook_country", "", "html", types=(str,))
    app.add_config_value("yearbook_year", "", "html", types=(str, int))
    app.add_config_value("yearbook_languages", [], "html", types=(list, tuple))
    app.add_config_value("yearbook_pdf", default=False, rebuild="html", types=(bool,))
    # before the extensions that copy their options into scripts when the configuration is ready
    app.connect("config-inited", set_options, priority=100)
    app.connect("source-read", keep_one_language)
    app.connect("html-page-context", add_switches)
    app.connect("html-page-context", drop_remote_kernels, priority=900)
    app.connect("html-page-context", offer_phone_pictures)
    app.connect("doctree-read", name_rows)
    app.connect("build-finished", copy_phone_pictures)
    app.add_role("data-file", data_link)
    app.connect("build-finished", finish_pages)
    app.connect("build-finished", forget_translations)
    app.add_search_language(SearchLatvian)
    app.add_css_file("yearbook.css", priority=900)
    translate_interface(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def keep_one_language(app: Sphinx, docname: str, source: list[str]) -> None:
    """Drop the text in other languages before a page is read."""
    if app.config.language in LANGUAGES:
        notebook = Path(app.env.doc2path(docname)).suffix == ".ipynb"
        country, year = app.config.yearbook_country, int(app.config.yearbook_year or 0)
        source[0] = keep_source(source[0], app.config.language, country, year, notebook=notebook)


def set_options(_app: Sphinx, config: Config) -> None:
    """Set what the themes take from configuration: words, no buttons that need a server, no third party."""
    config.html_static_path = [*config.html_static_path, str(HERE / "static")]
    config.templates_path = [*config.templates_path, str(HERE / "templates")]
    words = interface(config.language)
    config.html_theme_options = {
        **config.html_theme_options,
        "search_bar_text": words["search_bar"],
        "toc_title": words["toc_title"],
        "use_download_button": False,
        "use_fullscreen_button": False,
        "use_repository_button": False,
        "use_issues_button": False,
        "use_edit_page_button": False,
        "launch_buttons": {},
        "article_header_end": ["yearbook-header.html"],
        "footer_content_items": ["author.html", "copyright.html", "extra-footer.html", "yearbook-editions.html"],
    }
    config.html_context = {"default_mode": "auto", **config.html_context}
    config.html_show_sphinx = False
    config.html_show_sourcelink = False
    config.html_copy_source = False
    config.html_use_index = False
    config.togglebutton_hint = words["show"]
    config.togglebutton_hint_hide = words["hide"]
