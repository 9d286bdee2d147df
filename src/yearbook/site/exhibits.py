"""Exhibits on a web page: narrow pictures for phones, row heads of tables, links to the figures behind them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx

PHONE = "-phone.svg"
IMAGE = re.compile(r'<img [^>]*?src="(?P<folder>[^"]*_images/)(?P<name>[^"/]+)\.svg"[^>]*>')
FIGURES = "figures"


def data_link(
    _name: str, raw: str, text: str, _line: int, _inliner: Inliner, *_rest: Any
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a link to a file of the page's `data` folder, which is written after the pages."""
    label = Path(text).suffix.removeprefix(".").upper()
    return [nodes.reference(raw, label, refuri=f"data/{text}", classes=["data-link"])], []


def name_rows(_app: Sphinx, doctree: nodes.document) -> None:
    """Make the first column of tables of figures a head of their rows, for those who hear the table."""
    for table in doctree.findall(nodes.table):
        if FIGURES in table["classes"]:
            for column in list(table.findall(nodes.colspec))[:1]:
                column["stub"] = 1


def offer_phone_pictures(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let narrow screens load the narrow variant of a chart instead of shrinking the wide one."""
    folder = Path(app.srcdir, "exhibits")
    if "body" in context and folder.is_dir():
        context["body"] = IMAGE.sub(lambda image: _picture(image, folder), context["body"])


def copy_phone_pictures(app: Sphinx, error: Exception | None) -> None:
    """Put the narrow variants beside the pictures that Sphinx copied."""
    if error or app.builder.format != "html":
        return
    images = Path(app.outdir, "_images")
    for phone in sorted(Path(app.srcdir, "exhibits").glob(f"*{PHONE}")):
        images.mkdir(exist_ok=True)
        shutil.copyfile(phone, images / phone.name)


def _picture(image: re.Match[str], folder: Path) -> str:
    name = f"{image['name']}{PHONE}"
    if not (folder / name).is_file():
        return image[0]
    return f'<picture><source media="(max-width: 600px)" srcset="{image["folder"]}{name}">{image[0]}</picture>'
