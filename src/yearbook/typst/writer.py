"""From a doctree to Typst source: the walk, and the table of which function writes which node."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from docutils import nodes

from .compile import FROM
from .markup import anchor, escape, label
from .problems import Problem, line_of, place


@dataclass(frozen=True)
class Numbers:
    """Sphinx's own numbers, so that PDF and HTML agree.

    Attributes:
        sections: document -> "#anchor" -> number, as in `env.toc_secnumbers`.
        figures: document -> kind -> id -> number, as in `env.toc_fignumbers`.
        formats: kind -> text with one `%s`, as in `numfig_format`.
        suffix: what stands between a section's number and its title.
    """

    sections: Mapping[str, Mapping[str, tuple[int, ...]]]
    figures: Mapping[str, Mapping[str, Mapping[str, tuple[int, ...]]]]
    formats: Mapping[str, str]
    suffix: str = ". "


@dataclass
class Writer:
    """Writes one assembled doctree.

    Attributes:
        root: name of the root document.
        numbers: numbers of sections, figures and tables.
        images: path of an image as in the doctree -> name of the file beside the Typst source.
        parts: first document of a part -> title of the part.
        permalink: address that the pages of the book stand under, "" = figures show page and anchor alone.
        without: documents that only the web has; links to them lead there, or are plain words if it has no address.
        decimal: the decimal mark of the language, by which figures in tables are aligned.
        problems: faults met on the way.
        references: label that a link leads to, and document and line of the link.
    """

    root: str
    numbers: Numbers
    images: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)
    permalink: str = ""
    without: Collection[str] = ()
    decimal: str = ","
    problems: list[Problem] = field(default_factory=list)
    references: list[tuple[str, tuple[str, int | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.doc = self.root
        self.nesting = 0  # files around the present one
        self.depth = 0  # sections around the present node, within its file
        self.last_level = 0
        self.aliases: dict[str, str] = {}
        self.footnotes: dict[str, nodes.Element] = {}
        self.labels: set[str] = set()

    def write(self, tree: nodes.document) -> str:
        """Return the Typst source of the body; faults are in `problems`, links in `references`."""
        self._survey(tree, self.root)
        return f"{FROM}{self.root}\n{self.go(tree)}"

    def go(self, node: nodes.Node) -> str:
        """Return the source of one node, by the nearest of its classes that has a writing function."""
        if isinstance(node, nodes.Text):
            return escape(node.astext())
        for kind in type(node).__mro__:
            if write := HANDLERS.get(kind) or BY_NAME.get(kind.__name__):
                return write(self, node)
        self.problem(f"the PDF writer does not know the node '{type(node).__name__}'", node)
        return ""

    def kids(self, node: nodes.Element) -> str:
        """Return the source of all children."""
        return "".join(self.go(child) for child in node.children)

    def block(self, node: nodes.Element) -> str:
        """Return the source of all children as the inside of a content block, led by the node's anchor."""
        return self.anchors(node) + self.kids(node).strip()

    def problem(self, what: str, node: nodes.Node) -> None:
        """Note a fault at the node's place; the build fails once all are known."""
        self.problems.append(Problem(what, place(node, self.doc)))

    def name(self, identifier: str, docname: str | None = None) -> str:
        """Return the label's name of an id in a document (default: the present one)."""
        return f"{docname or self.doc}#{identifier}"

    def take(self, node: nodes.Element) -> str:
        """Return the label of a node that no other node has used yet, "" if it has none."""
        name = self.name(node["ids"][0]) if node.get("ids") else ""
        if not name or name in self.labels:
            return ""
        self.labels.add(name)
        return name

    def anchors(self, node: nodes.Element) -> str:
        """Return an anchor for the node's ids, if it has any."""
        name = self.take(node)
        return anchor(name) if name else ""

    def labelled(self, node: nodes.Element) -> str:
        """Return the label to put right behind an element, if the node has ids."""
        name = self.take(node)
        return f"#{label(name)}" if name else ""

    def target(self, uri: str) -> str:
        """Return the label that "%document#id" leads to, whichever of its ids the target is known by."""
        docname, _, identifier = uri.removeprefix("%").partition("#")
        name = self.name(identifier, docname)
        return self.aliases.get(name, name)

    def address(self, page: str, identifier: str) -> str:
        """Return where a page of the book, or a place on it, stands on the web; without a permalink, page and place."""
        base = f"{self.permalink.rstrip('/')}/" if self.permalink else ""
        return f"{base}{page}.html" + (f"#{identifier}" if identifier else "")

    def refer(self, name: str, node: nodes.Node) -> None:
        """Note that a link leads to a label; the builder warns if there is no such label."""
        self.references.append((name, (self.doc, line_of(node))))

    def _survey(self, node: nodes.Element, docname: str) -> None:
        """Learn ahead: the first id of each node stands for the others, and where the footnotes are."""
        for child in node.children:
            if not isinstance(child, nodes.Element):
                continue
            inside = child["docname"] if type(child).__name__ == "start_of_file" else docname
            ids: list[str] = child.get("ids", [])
            if isinstance(child, nodes.footnote):
                self.footnotes.update({self.name(identifier, inside): child for identifier in ids})
            if isinstance(child, nodes.section) and ids:
                self.aliases.setdefault(f"{inside}#", self.name(ids[0], inside))
            for identifier in ids[1:]:
                self.aliases[self.name(identifier, inside)] = self.name(ids[0], inside)
            self._survey(child, inside)


HANDLERS: dict[type, Callable[..., str]] = {}
BY_NAME: dict[str, Callable[..., str]] = {}  # of extensions that a book may use and we do not import


def writes(*kinds: type | str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Register a function `(writer, node) -> Typst source` for classes of nodes or their names, with subclasses."""

    def register(function: Callable[..., str]) -> Callable[..., str]:
        HANDLERS.update({kind: function for kind in kinds if isinstance(kind, type)})
        BY_NAME.update({kind: function for kind in kinds if isinstance(kind, str)})
        return function

    return register
