"""Places in a page that are filled later, when what stands there is known."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive


class Place(Directive):
    """A directive without arguments and content; it leaves a node where something will stand."""

    has_content = False
    node: ClassVar[type[nodes.Element]]

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        return [self.node()]
