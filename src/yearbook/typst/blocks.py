"""Paragraphs, lists, boxes, code and other blocks."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from .markup import escape, string
from .tables import notes_of
from .writer import Writer, writes

_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_BOXES = (
    *(nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint, nodes.important, nodes.note, nodes.tip),
    *(nodes.warning, nodes.admonition, nodes.topic, nodes.sidebar, addnodes.seealso),
)
CARD = "indicator-card"
_HIDDEN_INPUT = {"input", "input+output", "all"}
_HIDDEN_OUTPUT = {"output", "input+output", "all"}


@writes(nodes.paragraph, addnodes.compact_paragraph, "PassthroughTextElement")
def paragraph(writer: Writer, node: nodes.Element) -> str:
    """Write a paragraph; of class `source` or `small` in small type, of class `value` in large."""
    body = writer.block(node)
    if "value" in node["classes"]:
        return f"\n#large[{body}]\n\n"
    if {"source", "small"}.intersection(node["classes"]):
        return f"\n#small[{body}]\n\n"
    return f"{body}\n\n" if body else ""


@writes(nodes.container)
def container(writer: Writer, node: nodes.Element) -> str:
    """Write what a container holds, except parts of a notebook cell that its tags hide.

    Children of a container of class `key-numbers` stand side by side; one of class `commentary` has a rule beside it.
    """
    cell = node.parent.get("hide_mode") if isinstance(node.parent, nodes.Element) else None
    part = node.get("nb_element")
    hidden = {"cell_code_source": _HIDDEN_INPUT, "cell_code_output": _HIDDEN_OUTPUT}.get(str(part), set())
    if cell in hidden:
        return ""
    if "key-numbers" in node.get("classes", []):
        cards = ", ".join(f"[{writer.go(card).strip()}]" for card in node.children)
        return f"{writer.anchors(node)}\n#key-numbers({cards})\n\n"
    if "commentary" in node.get("classes", []):
        return f"\n#commentary[{writer.block(node)}]\n\n"
    before = node.parent[node.parent.index(node) - 1] if "notes" in node.get("classes", []) else None
    if isinstance(before, nodes.table) and notes_of(before) is node:
        return ""  # they stand with their table
    small = {"source", "small"}.intersection(node.get("classes", []))
    body = writer.anchors(node) + writer.kids(node)
    return f"\n#small[{body.strip()}]\n\n" if small else body


@writes(nodes.line_block)
def line_block(writer: Writer, node: nodes.Element) -> str:
    """Write lines that break where the author broke them."""
    inner = " \\\n".join(writer.go(child).strip() for child in node.children)
    if isinstance(node.parent, nodes.line_block):
        return f"#h(1.5em);{inner}"
    return f"{writer.anchors(node)}{inner}\n\n"


@writes(nodes.line)
def line(writer: Writer, node: nodes.Element) -> str:
    """Write one line of a line block."""
    return writer.kids(node)


@writes(nodes.block_quote)
def block_quote(writer: Writer, node: nodes.Element) -> str:
    """Write a quotation; an indented list that docutils calls a quotation stays a list."""
    if all(isinstance(child, (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)) for child in node):
        return writer.anchors(node) + writer.kids(node)
    said = "".join(writer.go(child) for child in node if not isinstance(child, nodes.attribution)).strip()
    by = "".join(writer.kids(child) for child in node if isinstance(child, nodes.attribution))
    attribution = f", attribution: [{by}]" if by else ""
    return f"\n#quote(block: true{attribution})[{writer.anchors(node)}{said}]\n\n"


@writes(nodes.bullet_list)
def bullet_list(writer: Writer, node: nodes.Element) -> str:
    """Write a list with bullets."""
    return f"\n#list({_items(writer, node)})\n\n"


@writes(nodes.enumerated_list)
def enumerated_list(writer: Writer, node: nodes.Element) -> str:
    """Write a numbered list with the author's numbering and start."""
    kind = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
    pattern = f"{node.get('prefix', '')}{kind}{node.get('suffix', '.') or '.'}"
    start = f"start: {int(node['start'])}, " if node.get("start") else ""
    return f"\n#enum(numbering: {string(pattern)}, {start}{_items(writer, node)})\n\n"


def _items(writer: Writer, node: nodes.Element) -> str:
    """Return the arguments of a list; items of several paragraphs stand apart."""
    loose = any(sum(isinstance(part, nodes.paragraph) for part in item.children) > 1 for item in node.children)
    items = ", ".join(f"[{writer.block(item)}]" for item in node.children if isinstance(item, nodes.Element))
    return ("tight: false, " if loose else "") + items


@writes(
    addnodes.hlist, addnodes.hlistcol, addnodes.acks, nodes.list_item, addnodes.glossary, nodes.definition, nodes.legend
)
def inside(writer: Writer, node: nodes.Element) -> str:
    """Write the content of a node that its list arranges."""
    return writer.anchors(node) + writer.kids(node)


@writes(nodes.definition_list)
def definition_list(writer: Writer, node: nodes.Element) -> str:
    """Write terms with their definitions."""
    items = [_term(writer, item) for item in node.children if isinstance(item, nodes.definition_list_item)]
    return f"\n{writer.anchors(node)}#terms(\n{''.join(items)})\n\n"


def _term(writer: Writer, item: nodes.Element) -> str:
    """Return one item of a term list; several terms may share a definition."""
    terms = [child for child in item.children if isinstance(child, (nodes.term, nodes.classifier))]
    names = ", ".join(writer.kids(child).strip() for child in terms)
    anchors = "".join(writer.anchors(child) for child in terms)
    meaning = "".join(writer.go(child) for child in item.children if isinstance(child, nodes.definition)).strip()
    return f"terms.item([{names}], [{anchors}{meaning}]),\n"


@writes(nodes.field_list, nodes.option_list)
def field_list(writer: Writer, node: nodes.Element) -> str:
    """Write fields (name and body) or options as terms."""
    rows = [[part for part in row.children if isinstance(part, nodes.Element)] for row in node.children]
    items = [f"terms.item([{writer.kids(name)}], [{writer.block(body)}]),\n" for name, body in rows]
    return f"\n#terms(\n{''.join(items)})\n\n"


@writes(nodes.option_group, nodes.option, nodes.option_string, nodes.option_argument, nodes.description)
def option(writer: Writer, node: nodes.Element) -> str:
    """Write the parts of a command line option."""
    before = node.get("delimiter", "") if isinstance(node, nodes.option_argument) else ""
    return escape(before) + writer.kids(node)


@writes(*_BOXES)
def admonition(writer: Writer, node: nodes.Element) -> str:
    """Write a box with its title, in the book's language if it is one of the common kinds.

    Boxes of class `indicator-card` that follow each other stand in two columns of small type.
    """
    kind = type(node).__name__
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    heading = writer.kids(titles[0]) if titles else escape(str(admonitionlabels.get(kind, "")))
    body = "".join(writer.go(child) for child in node.children if not isinstance(child, nodes.title)).strip()
    kinds = {kind, *node.get("classes", [])}
    if CARD in kinds:
        opening = "" if _is_card(node.previous_sibling()) else "\n#cards["
        closing = "" if _is_card(node.next_node(descend=False, siblings=True)) else "]\n\n"
        return f"{opening}\n#card([{heading}])[{writer.anchors(node)}{body}]\n{closing}"
    tone = "warning" if kinds & {"warning", "danger", "error", "attention", "caution", "important"} else "note"
    return f"\n#admonition({string(tone)}, [{heading}])[{writer.anchors(node)}{body}]\n\n"


def _is_card(node: nodes.Node | None) -> bool:
    """Tell whether a neighbour is a card too."""
    return isinstance(node, nodes.admonition) and CARD in node["classes"]


@writes(addnodes.versionmodified)
def version_modified(writer: Writer, node: nodes.Element) -> str:
    """Write a note on a version."""
    return writer.anchors(node) + writer.kids(node)


@writes(nodes.literal_block, nodes.doctest_block)
def literal_block(writer: Writer, node: nodes.Element) -> str:
    """Write a block of code or a cell's plain output."""
    language = node.get("language", "")
    named = f", lang: {string(language)}" if language and language not in ("none", "default", "text") else ""
    return f"\n{writer.anchors(node)}#raw({string(node.astext())}, block: true{named})\n\n"


@writes(nodes.transition)
def transition(writer: Writer, node: nodes.Element) -> str:
    """Write a break between paragraphs; the one that MyST puts before footnotes has no use on paper."""
    return writer.anchors(node) if "footnotes" in node.get("classes", []) else "\n#section-break()\n\n"


@writes(addnodes.centered)
def centered(writer: Writer, node: nodes.Element) -> str:
    """Write a centred line."""
    return f"\n#align(center)[{writer.kids(node)}]\n\n"


@writes(nodes.citation)
def citation(writer: Writer, node: nodes.Element) -> str:
    """Write one entry of the bibliography under its label."""
    name = "".join(writer.kids(child) for child in node.children if isinstance(child, nodes.label))
    body = "".join(writer.go(child) for child in node.children if not isinstance(child, nodes.label)).strip()
    return f"\n#bibliography-entry([{name}])[{writer.anchors(node)}{body}]\n\n"
