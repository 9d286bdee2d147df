"""Exhibits on a web page: pictures for phones and dark pages, sized; tables that scroll inside themselves."""

from __future__ import annotations

import filecmp
import re
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from .words import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "exhibits"
PHONE, NIGHT = "-phone", "-dark"
NARROW = "(max-width: 600px)"
DARK = "screen and (prefers-color-scheme: dark)"
IMAGE = re.compile(r'<img (?P<rest>[^>]*?src="(?P<folder>[^"]*_images/)(?P<name>[^"/]+)\.svg"[^>]*?)\s*/?>')
SIZE = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
FIGURES = "figures"


def name_rows(_app: Sphinx, doctree: nodes.document) -> None:
    """Make the first column of tables of figures a head of their rows, for those who hear the table."""
    for table in doctree.findall(nodes.table):
        if FIGURES in table["classes"]:
            for column in list(table.findall(nodes.colspec))[:1]:
                column["stub"] = 1


def dress_exhibits(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Offer each chart in the variants that it has, and let a wide table scroll inside itself."""
    folder = Path(app.srcdir, FOLDER)
    body = context.get("body") or ""
    body = IMAGE.sub(lambda image: picture(image, folder), body)
    context["body"] = TABLE.sub(lambda table: scrollable(table[0], interface(app.config.language)), body)


def copy_variants(app: Sphinx, error: Exception | None) -> None:
    """Put the narrow and the dark variants beside the pictures that Sphinx copied."""
    if error or app.builder.format != "html":
        return
    images = Path(app.outdir, "_images")
    for ending in (PHONE, NIGHT):
        for variant in sorted(Path(app.srcdir, FOLDER).glob(f"*{ending}.svg")):
            images.mkdir(exist_ok=True)
            if not ((images / variant.name).is_file() and filecmp.cmp(variant, images / variant.name)):
                shutil.copy2(variant, images / variant.name)


def picture(image: re.Match[str], folder: Path) -> str:
    """Return an image with its size and, where they stand in `folder`, its narrow and dark variants."""
    name, place = image["name"], image["folder"]
    rest = image["rest"].strip()
    # those on the first screen come at once, the rest as the reader gets there
    own = f'<img {rest} {size(folder / f"{name}.svg")} loading="lazy" decoding="async">'
    variants = ((f"{PHONE}{NIGHT}", f"{NARROW} and {DARK}"), (NIGHT, DARK), (PHONE, NARROW))
    there = [(ending, media, folder / f"{name}{ending}.svg") for ending, media in variants]
    sources = [
        f'<source media="{media}"{_dark(ending)} srcset="{place}{file.name}" {size(file)}>'
        for ending, media, file in there
        if file.is_file()
    ]
    return f"<picture>{''.join(sources)}{own}</picture>" if sources else own


def _dark(ending: str) -> str:
    """Mark a source that the script turns on and off when the reader chooses light or dark."""
    if NIGHT not in ending:
        return ""
    return f' data-dark="{NARROW if PHONE in ending else "all"}"'


def size(svg: Path) -> str:
    """Return width and height of a picture as attributes, so that the page does not jump when it comes."""
    found = SIZE.search(svg.read_text("utf-8")[:1000]) if svg.is_file() else None
    return f'width="{round(float(found["width"]))}" height="{round(float(found["height"]))}"' if found else ""


def scrollable(table: str, words: dict[str, str] | Any) -> str:
    """Return a table inside a group that scrolls and that the keyboard reaches."""
    caption = CAPTION.search(table)
    named = (
        re.sub(r"<a class=\"headerlink.*?</a>|<[^>]*>", "", caption[1]).strip() if caption else words["table_scroll"]
    )
    return f'<div class="table-scroll" role="group" tabindex="0" aria-label="{escape(named)}">{table}</div>'
