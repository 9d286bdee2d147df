"""Interface words of Sphinx and its themes in the reader's language."""

from __future__ import annotations

import gettext
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import sphinx.locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx.application import Sphinx

from .fonts import write_fonts

# Languages whose interface words Sphinx and its themes do not have in full; English is what they are written in.
TABLES = {"lv": "latvian.toml"}
CATALOGUES = (("general", "sphinx"), ("general", "booktheme"))


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
    """Put our words before the catalogues of Sphinx and its themes.

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


def translate_page(html: str, words: Mapping[str, str]) -> str:
    """Return a finished page with what the themes write in English, in attributes or between two tags, translated."""
    if not words:
        return html
    texts = "|".join(re.escape(text) for text in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf'((?:title|aria-label|placeholder|alt)="|>\s*)({texts})("|\s*<)')
    return pattern.sub(lambda found: found[1] + words[found[2]] + found[3], html)


def finish_pages(app: Sphinx, error: Exception | None) -> None:
    """Put in the fonts, and translate the last English words: in pages and in the scripts of search and copy button."""
    code = app.config.language
    if error or app.builder.format != "html":
        return
    write_fonts(Path(app.outdir, "_static", "fonts"))
    if code not in TABLES:
        return
    words = table(TABLES[code])
    for page in sorted(Path(app.outdir).rglob("*.html")):
        rewrite(page, lambda text: translate_page(text, words["page"]))
    messages = json.dumps({"locale": code, "plural_expr": "0", "messages": dict(words["script"])}, ensure_ascii=False)
    static = Path(app.outdir, "_static")
    (static / "translations.js").write_text(f"Documentation.addTranslations({messages});\n", "utf-8")
    # The copy button reads its words from a constant in its own file, which has no door for another language.
    copying = json.dumps({code: dict(words["copy"])}, ensure_ascii=False)
    door = "let locale = 'en'"
    rewrite(static / "copybutton.js", lambda text: text.replace(door, f"Object.assign(messages, {copying})\n{door}", 1))


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file; the file may be absent, and stays untouched if nothing changes."""
    if not file.is_file():
        return
    before = file.read_text("utf-8")
    after = change(before)
    if after != before:
        file.write_text(after, "utf-8")
