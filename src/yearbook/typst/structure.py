"""Files, sections and headings."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from .compile import FROM
from .markup import anchor, escape, label, string
from .problems import line_of
from .writer import Writer, writes

logger = logging.getLogger(__name__)
_MARKUP = re.compile(r"<!--.*?-->|<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@writes(nodes.document, addnodes.toctree, nodes.compound)
def through(writer: Writer, node: nodes.Element) -> str:
    """Write what is inside and nothing of its own."""
    return writer.anchors(node) + writer.kids(node)


@writes(addnodes.start_of_file)
def file(writer: Writer, node: nodes.Element) -> str:
    """Write one document of the book; its sections count from the depth of the file in the contents."""
    outer = writer.doc, writer.depth
    writer.doc, writer.depth = node["docname"], 0
    writer.nesting += 1
    part = writer.parts.get(writer.doc)
    body = (
        f"\n{FROM}{writer.doc}\n"
        + (f"\n#part[{escape(part)}]\n" if part else "")
        + _own_anchor(writer)
        + writer.kids(node)
    )
    writer.nesting -= 1
    writer.doc, writer.depth = outer
    return body


def _own_anchor(writer: Writer) -> str:
    """Return an anchor for the file itself, unless its first heading serves."""
    name = f"{writer.doc}#"
    if name in writer.aliases or name in writer.labels:
        return ""
    writer.labels.add(name)
    return anchor(name) + "\n"


@writes(nodes.section)
def section(writer: Writer, node: nodes.Element) -> str:
    """Write a section one level deeper."""
    writer.depth += 1
    body = writer.kids(node)
    writer.depth -= 1
    return body


@writes(nodes.title)
def title(writer: Writer, node: nodes.Element) -> str:
    """Write the heading of a section; titles of tables and boxes are written by those."""
    parent = node.parent
    if not isinstance(parent, nodes.section):
        return f"\n#strong[{writer.kids(node)}]\n\n"
    level = min(max(1, writer.nesting) - 1 + writer.depth, writer.last_level + 1)
    writer.last_level = level
    number = _number(writer, parent)
    begins = ", supplement: [part]" if level == 1 and writer.doc in writer.parts else ""
    name = writer.take(parent)
    mark = f"#{label(name)}" if name else ""
    return f"\n#heading(level: {level}{begins})[{escape(number)}{writer.kids(node).strip()}]{mark}\n\n"


def _number(writer: Writer, node: nodes.Element) -> str:
    """Return the section's number as the HTML shows it, with what follows it."""
    known = writer.numbers.sections.get(writer.doc, {})
    anchors = [f"#{identifier}" for identifier in node["ids"]] + ([""] if writer.depth == 1 else [])
    number = next((known[found] for found in anchors if known.get(found)), None)
    return ".".join(map(str, number)) + writer.numbers.suffix if number else ""


@writes(nodes.rubric)
def rubric(writer: Writer, node: nodes.Element) -> str:
    """Write a heading that is not part of the contents."""
    return f"\n{writer.anchors(node)}#rubric[{writer.kids(node)}]\n\n"


@writes(nodes.subtitle)
def subtitle(writer: Writer, node: nodes.Element) -> str:
    """Write a subtitle as a rubric."""
    return rubric(writer, node)


@writes(nodes.raw)
def raw(writer: Writer, node: nodes.Element) -> str:
    """Take what is meant for Typst, leave what is meant for others; warn if a text is lost with it.

    `{only} html` around the text says that this is meant.
    """
    end = "" if isinstance(node.parent, nodes.TextElement) else "\n\n"
    if "typst" in node.get("format", "").split():
        return writer.anchors(node) + node.astext() + end
    html = node.astext()
    if "task-list-item-checkbox" in html:
        return ("☒" if "checked" in html else "☐") + " "
    lost = " ".join(_MARKUP.sub(" ", html).split()) if node.get("format") == "html" else ""
    if lost:
        where = (writer.doc, line_of(node))
        logger.warning("HTML that the PDF cannot show: %s", lost[:80], location=where, type="typst", subtype="raw")
    return writer.anchors(node)


@writes(
    nodes.comment,
    nodes.substitution_definition,
    nodes.meta,
    nodes.colspec,
    nodes.footnote,
    nodes.label,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
    nodes.docinfo,
    nodes.decoration,
    nodes.generated,
)
def nothing(writer: Writer, node: nodes.Element) -> str:
    """Leave out what is not text: settings, comments, and footnotes, which stand where they are referred to."""
    return writer.anchors(node) if isinstance(node, addnodes.index) else ""


@writes(nodes.system_message, nodes.problematic)
def broken(writer: Writer, node: nodes.Element) -> str:
    """Refuse markup that docutils could not read."""
    writer.problem(f"markup that could not be read: {string(node.astext()[:120])}", node)
    return ""
