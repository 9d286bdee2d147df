"""The `typst_...` values of conf.py or _config.yml, and the front matter made of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sphinx.config import Config
from sphinx.errors import SphinxError

from ..errors import UnknownName
from .markup import string, strings
from .problems import PdfError

COVER = ("title", "subtitle", "institution", "project_line", "grant_line", "date", "logo", "logo_alt")
WORDS = {
    "en": {"contents": "Contents", "figures": "Figures", "tables": "Tables", "index": "Index"},
    "lv": {
        "contents": "Saturs",
        "figures": "Attēlu saraksts",
        "tables": "Tabulu saraksts",
        "index": "Alfabētiskais rādītājs",
    },
}
STANDARDS = ("ua-1", "a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f")
VALUES: dict[str, tuple[object, tuple[type, ...]]] = {
    "typst_standards": (["ua-1"], (list, tuple)),
    "typst_template": ("", (str,)),
    "typst_cover": ({}, (dict,)),
    "typst_colophon": ([], (list, tuple)),
    "typst_marks": ([], (list, tuple)),
    "typst_permalink": ("", (str,)),
    "typst_without": ([], (list, tuple)),
    "typst_timestamp": (None, (int, type(None))),
}


class UnknownSetting(UnknownName, SphinxError):
    """A key that no `typst_...` setting has; Sphinx prints it without a traceback."""

    category = "Configuration error"


# What a notebook's output is shown as on paper: pictures and text, never what needs a browser.
_ON_PAPER = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")


def prefer_paper(config: Config) -> None:
    """Tell myst-nb which form of an output this builder takes, unless the book says so itself.

    Called when the doctrees are already stored: the setting decides about rereading all documents,
    and another builder that shares the doctrees does not have these entries.
    """
    if "nb_mime_priority_overrides" not in config:
        return
    own = [tuple(entry) for entry in config.nb_mime_priority_overrides]
    known = {entry[:2] for entry in own}
    ours = [("typst", kind, 10 * (place + 1)) for place, kind in enumerate(_ON_PAPER)]
    config.nb_mime_priority_overrides = own + [entry for entry in ours if entry[:2] not in known]


def timestamp(config: Config) -> int | None:
    """Return the time of creation to write (seconds since 1970): the setting, else SOURCE_DATE_EPOCH, else None.

    Raises:
        PdfError: SOURCE_DATE_EPOCH is not a whole number.
    """
    if config.typst_timestamp is not None:
        return int(config.typst_timestamp)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdigit():
        raise PdfError(f"SOURCE_DATE_EPOCH is '{epoch}'", remedy="give whole seconds since 1970")
    return int(epoch) if epoch else None


def standards(config: Config) -> list[str]:
    """Return the PDF standards to hold.

    Raises:
        UnknownSetting: `typst_standards` names one that the compiler does not write.
    """
    for name in config.typst_standards:
        if name not in STANDARDS:
            raise UnknownSetting("standard of typst_standards", str(name), STANDARDS)
    return list(config.typst_standards)


def words(language: str | None) -> dict[str, str]:
    """Return the template's own words in the book's language; English where it is neither lv nor en."""
    return WORDS.get((language or "en").split("_")[0].split("-")[0], WORDS["en"])


def decimal_mark(language: str | None) -> str:
    """Return the mark by which figures in tables are aligned: the point in English, else the comma."""
    return "." if (language or "en").startswith("en") else ","


def permalink(config: Config) -> str:
    """Return the address that the pages of the book stand under, "" if it is not known.

    It is `typst_permalink` where that is a whole address; else that folder below `html_baseurl`.
    """
    folder, base = config.typst_permalink, config.html_baseurl
    if "://" in folder or not base:
        return folder if "://" in folder else ""
    return f"{base.rstrip('/')}/{folder}"


def cover(config: Config) -> dict[str, str]:
    """Return what stands on the cover, without empty entries; the title falls back to the project's name.

    Raises:
        UnknownSetting: `typst_cover` holds a key that is not known.
    """
    entries = {str(key): str(value) for key, value in config.typst_cover.items() if value}
    for key in entries:
        if key not in COVER:
            raise UnknownSetting("key of typst_cover", key, COVER)
    return {"title": config.project, **entries}


def beside(folder: Path, name: str, setting: str) -> Path:
    """Return the file that a setting names, relative to the folder of the configuration.

    Raises:
        PdfError: there is no such file.
    """
    file = folder / name
    if not file.is_file():
        raise PdfError(
            f"{setting}: there is no file '{name}'", where=setting, remedy="give its path from the book's root"
        )
    return file


def front_matter(config: Config, cover: dict[str, str]) -> str:
    """Return the head of the Typst file: the template and what it shows on cover, colophon and running heads."""
    language = (config.language or "en").replace("_", "-")
    arguments = {
        "language": string(language.split("-")[0]),
        "author": string(config.author or cover.get("institution", "")),
        "cover": _dictionary(cover),
        "colophon": _colophon(config.typst_colophon),
        "marks": strings([str(text) for text in config.typst_marks]),
        "words": _dictionary(words(language)),
    }
    lines = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
    return f'#import "template.typ": *\n#show: report.with(\n{lines})\n'


def _colophon(entries: Sequence[str | Sequence[str]]) -> str:
    """Return the paragraphs of the colophon; an entry that is a list has its heading first."""
    shown = (string(entry) if isinstance(entry, str) else strings([str(text) for text in entry]) for entry in entries)
    return "(" + "".join(f"{text}, " for text in shown).strip() + ")"


def _dictionary(entries: dict[str, str]) -> str:
    """Return a Typst dictionary of strings."""
    return "(" + (", ".join(f"{string(key)}: {string(value)}" for key, value in entries.items()) or ":") + ")"
