"""Interface words of Sphinx in the reader's language."""

from __future__ import annotations

import gettext
import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from .fonts import write_fonts
from .words import table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Languages whose interface words Sphinx does not have in full; English is what they are written in.
TABLES = {"lv": "latvian.toml"}
CATALOGUES = (("general", "sphinx"),)


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
