"""Descriptions of functions, classes and the like, as documentation of a program has them."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from .markup import string
from .writer import Writer, writes


@writes(addnodes.desc)
def description(writer: Writer, node: nodes.Element) -> str:
    """Write a signature in code, and what is said of it indented below."""
    return writer.anchors(node) + writer.kids(node)


@writes(addnodes.desc_signature)
def signature(writer: Writer, node: nodes.Element) -> str:
    """Write one signature as a line of code."""
    line = " ".join(node.astext().replace("->", "→").split())
    return f"\n#block(sticky: true)[{writer.anchors(node)}#raw({string(line)})]\n\n"


@writes(addnodes.desc_content)
def content(writer: Writer, node: nodes.Element) -> str:
    """Write what a signature means."""
    body = writer.block(node)
    return f"\n#pad(left: 1.4em)[{body}]\n\n" if body else ""


@writes(addnodes.productionlist)
def productions(writer: Writer, node: nodes.Element) -> str:
    """Write the rules of a grammar as lines of code."""
    rules = [rule for rule in node.children if isinstance(rule, nodes.Element)]
    lines = "\n".join(f"{rule.get('tokenname', '')}: {rule.astext()}".lstrip(": ") for rule in rules)
    return f"\n{writer.anchors(node)}#raw({string(lines)}, block: true)\n\n"
