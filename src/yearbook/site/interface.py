"""Interface words of Sphinx in the reader's language."""

from __future__ import annotations

import gettext
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx.application import Sphinx

from .fonts import write_fonts

# Languages whose interface words Sphinx does not have in full; English is what they are written in.
TABLES = {"lv": "latvian.toml"}
CATALOGUES = (("general", "sphinx"),)


@cache
def table(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return a table of words that stands beside this module."""
    return tomllib.loads(files("yearbook.site").joinpath(name).read_text("utf-8"))


def interface(code: str) -> Mapping[str, str]:
    """Return the words of the site's own templates; in English for a language that the report is not written in."""
    words = table("interface.toml")
    return words.get(code, words["en"])


def catalogue(code: str) -> gettext.GNUTranslations:
    """Return the interface words of a language as a gettext catalogue, compiled in memory."""
    words = Catalog(locale=code)
    for message, translation in table(TABLES[code])["text"].items():
        words.add(message, translation)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate_interface(app: Sphinx) -> None:
    """Put our words before the catalogue of Sphinx.

    `Sphinx.add_message_catalog` only appends, and what comes with Sphinx would win.
    """
    code = app.config.language
    if code not in TABLES:
        return
    for key in CATALOGUES:
        ours = catalogue(code)
        ours.add_fallback(sphinx.locale.translators.get(key, gettext.NullTranslations()))
        sphinx.locale.translators[key] = ours
    app.translator = sphinx.locale.translators[CATALOGUES[0]]


def forget_translations(_app: Sphinx, _error: Exception | None) -> None:
    """Let the next build in this process begin with its own language; Sphinx keeps catalogues for ever."""
    for key in CATALOGUES:
        sphinx.locale.translators.pop(key, None)


def finish_pages(app: Sphinx, error: Exception | None) -> None:
    """Put in the fonts, and the words that the search page says by script."""
    code = app.config.language
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    write_fonts(static / "fonts")
    words = dict(table(TABLES[code])["script"]) if code in TABLES else {}
    # not by addTranslations, which makes a function of a text and so breaks the pages' policy
    said = f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(words, ensure_ascii=False)});\n"
    (static / "translations.js").write_text(f'{said}Documentation.LOCALE = "{code}";\n', "utf-8")
