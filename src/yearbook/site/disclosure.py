"""The data behind an exhibit, unfolded under it: `:::{exhibit-data} NAME`.

What it shows stands in `exhibits/NAME.data.json` beside the pages (see `behind`); without that file, as in a plain
`jupyter-book build`, nothing is shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive

from .behind import ENDING, Behind
from .exhibits import FOLDER
from .words import interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class exhibit_data(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """Where the data of an exhibit unfold."""


class ExhibitData(Directive):
    """The directive `exhibit-data`; its argument is the name of the exhibit."""

    required_arguments = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Return the place of the data."""
        return [exhibit_data(name=self.arguments[0])]


def drop_from_paper(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Take the disclosures out of everything that is not HTML."""
    if app.builder.format != "html":
        for place in list(doctree.findall(exhibit_data)):
            place.parent.remove(place)


def visit_exhibit_data(translator: Any, node: nodes.Element) -> None:
    """Write the disclosure into the page."""
    app = translator.builder.app
    file = Path(app.srcdir, FOLDER, f"{node['name']}{ENDING}")
    if file.is_file():
        behind = Behind(**json.loads(file.read_text("utf-8")))
        translator.body.append(disclosure(behind, interface(app.config.language)))
    raise nodes.SkipNode


def disclosure(behind: Behind, words: Mapping[str, str]) -> str:
    """Return the data behind an exhibit as HTML; every text is escaped, whatever it holds."""
    title, get = escape(behind.title), words["download"]
    links = " ".join(
        f'<a href="{escape(href)}" download aria-label="{get}: {title}, {label}">{label}</a>'
        for label, href in behind.files.items()
    )
    listed = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _facts(behind, words) if text)
    return (
        f'<details class="exhibit-data"><summary>{words["data"]}<span class="unseen">: {title}</span></summary>'
        f'<p class="files">{get}: {links}</p>{table(behind)}<dl>{listed}</dl></details>\n'
    )


def _facts(behind: Behind, words: Mapping[str, str]) -> list[tuple[str, str]]:
    anchor = escape(behind.anchor)
    return [
        (words["source"], "; ".join(_source(text, href) for text, href in behind.sources)),
        (words["how_to_cite"], f'{escape(behind.cite)} <span class="here" data-anchor="{anchor}"></span>'),
        (words["permalink"], f'<a class="permalink" href="#{anchor}">#{anchor}</a>'),
        (words["embed"], embedding(behind)),
    ]


def embedding(behind: Behind) -> str:
    """Return the code by which others show the exhibit in their pages; the script makes its address absolute."""
    if not behind.embed:
        return ""
    size = 'width="680" height="560"'
    code = f'<iframe src="{escape(behind.embed)}" title="{escape(behind.title)}" {size}></iframe>'
    return f'<code class="embed" data-embed="{escape(behind.embed)}">{escape(code)}</code>'


def table(behind: Behind) -> str:
    """Return the figures as a table of HTML, or "" where the exhibit is a table itself."""
    if not behind.rows:
        return ""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in behind.head)
    rows = "".join(f"<tr>{_row(row, behind.stubs)}</tr>" for row in behind.rows)
    caption = f'<caption class="unseen">{escape(behind.title)}</caption>'
    return f'<table class="table figures">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(row: Sequence[str], stubs: int) -> str:
    names = "".join(f'<th scope="row">{escape(cell)}</th>' for cell in row[:stubs])
    return names + "".join(f"<td>{escape(cell)}</td>" for cell in row[stubs:])


def _source(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>' if href.startswith("https://") else escape(text)
