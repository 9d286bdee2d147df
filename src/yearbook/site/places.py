"""Places in a page that are filled later, when what stands there is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import Directive

if TYPE_CHECKING:
    from docutils import nodes


class Place(Directive):
    """A directive without arguments and content; it leaves a node where something will stand."""

    has_content = False
    node: ClassVar[type[nodes.Element]]

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        return [self.node()]
