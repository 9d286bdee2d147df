"""`:::{downloads}`: the place of the list of what a reader may take home; `offers` fills it when all of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .offers import PLACE
from .places import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class downloads(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """Where the list will stand."""


class Downloads(Place):
    """The directive for it."""

    node = downloads


def keep_place(app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Leave a mark for the list in HTML; on paper there is nothing to load."""
    for place in list(doctree.findall(downloads)):
        kept = [nodes.raw("", PLACE, format="html")] if app.builder.format == "html" else []
        place.parent[place.parent.index(place) : place.parent.index(place) + 1] = kept
