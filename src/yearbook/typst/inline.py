"""Words within a paragraph: emphasis, code, links, footnotes, formulas."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from .formula import FormulaError, typst_math
from .markup import label, string
from .writer import Writer, writes


@writes(nodes.strong, addnodes.literal_strong)
def strong(writer: Writer, node: nodes.Element) -> str:
    """Write strong words."""
    return f"{writer.anchors(node)}#strong[{writer.kids(node)}];"


@writes(nodes.emphasis, nodes.title_reference, addnodes.literal_emphasis)
def emphasis(writer: Writer, node: nodes.Element) -> str:
    """Write emphasised words."""
    return f"{writer.anchors(node)}#emph[{writer.kids(node)}];"


@writes(nodes.inline, nodes.abbreviation, nodes.acronym, addnodes.download_reference, addnodes.pending_xref)
def inline(writer: Writer, node: nodes.Element) -> str:
    """Write the words alone."""
    return writer.anchors(node) + writer.kids(node)


@writes(nodes.superscript)
def superscript(writer: Writer, node: nodes.Element) -> str:
    """Write raised text."""
    return f"#super[{writer.kids(node)}];"


@writes(nodes.subscript)
def subscript(writer: Writer, node: nodes.Element) -> str:
    """Write lowered text."""
    return f"#sub[{writer.kids(node)}];"


@writes(nodes.literal)
def literal(writer: Writer, node: nodes.Element) -> str:
    """Write code within a line."""
    return f"{writer.anchors(node)}#raw({string(node.astext())});"


@writes(nodes.target)
def target(writer: Writer, node: nodes.Element) -> str:
    """Write a place that links lead to."""
    return writer.anchors(node) + writer.kids(node)


@writes(nodes.reference)
def reference(writer: Writer, node: nodes.Element) -> str:
    """Write a link within the book or to the world; a link must have text."""
    text = writer.anchors(node) + writer.kids(node)
    if not node.astext().strip() and not list(node.findall(nodes.image)):
        writer.problem(f"a link without text: {node.get('refuri') or node.get('refid')}", node)
        return text
    uri: str = node.get("refuri", "")
    if node.get("refid"):
        uri = f"%{writer.doc}#{node['refid']}"
    elif uri.startswith("#"):
        uri = f"%{writer.doc}{uri}"
    if uri.startswith("%"):
        page, _, anchor = uri[1:].partition("#")
        if page in writer.without:
            address = writer.address(page, anchor)
            return f"#link({string(address)})[{text}];" if "://" in address else text
        name = writer.target(uri)
        writer.refer(name, node)
        return f"#link({label(name)})[{text}];"
    return f"#link({string(uri)})[{text}];" if uri else text


@writes(nodes.footnote_reference)
def footnote_reference(writer: Writer, node: nodes.Element) -> str:
    """Write the footnote at its first mark, and refer to it at the next ones."""
    name = writer.name(node.get("refid", ""))
    note = writer.footnotes.get(name)
    if note is None:
        writer.problem(f"the footnote '{node.astext()}' does not exist", node)
        return ""
    name = writer.name(note["ids"][0])
    if name in writer.labels:
        return f"#note-again({string(name)});"
    writer.labels.add(name)
    text = "".join(writer.go(child) for child in note.children if not isinstance(child, nodes.label)).strip()
    return f"#note({string(name)})[{text}];"


@writes(nodes.citation_reference)
def citation_reference(writer: Writer, node: nodes.Element) -> str:
    """Write a citation that docutils itself resolved."""
    name = writer.target(f"%{writer.doc}#{node.get('refid', '')}")
    writer.refer(name, node)
    return f"#link({label(name)})[\\[{writer.kids(node)}\\]];"


def _formula(writer: Writer, node: nodes.Element, block: str) -> str:
    """Return the call that sets a TeX formula; its source is its alternative text."""
    tex = " ".join(node.astext().split())
    try:
        source = typst_math(tex)
    except FormulaError as error:
        writer.problem(f"the formula '{tex}' cannot be set: {error}", node)
        return ""
    return f"#math.equation(block: {block}, alt: {string(tex)}, $ {source} $)"


@writes(nodes.math)
def math(writer: Writer, node: nodes.Element) -> str:
    """Write a formula within a line."""
    return _formula(writer, node, "false") + ";"


@writes(nodes.math_block)
def math_block(writer: Writer, node: nodes.Element) -> str:
    """Write a displayed formula, with its number if it has one."""
    formula = _formula(writer, node, "true")
    if number := node.get("number"):
        formula = f"#numbered-equation({string(str(number))}, {formula.removeprefix('#')})"
    return f"\n{formula}{writer.labelled(node)}\n\n"
