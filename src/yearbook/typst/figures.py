"""Pictures, figures with caption and legend, and the captions of tables and code."""

from __future__ import annotations

import re

from docutils import nodes

from .markup import escape, length, string
from .writer import Writer, writes

_AUTOMATIC = re.compile(r"id[0-9]+")


@writes(nodes.image)
def image(writer: Writer, node: nodes.Element) -> str:
    """Write a picture: on its own line if it stands alone, else within the line."""
    call = picture(writer, node)
    if not call:
        return ""
    line = node.parent if not isinstance(node.parent, nodes.reference) else node.parent.parent
    within = isinstance(line, nodes.TextElement) and bool(line.astext().strip())
    return f"#box({call});" if within else f"\n#{call}\n\n"


def picture(writer: Writer, node: nodes.Element) -> str:
    """Return the call that draws an image at its own size (at most the column), or as wide as the author says."""
    uri = node["uri"]
    file = writer.images.get(uri)
    if "://" in uri or uri.startswith("data:"):
        writer.problem(f"the image '{uri[:80]}' is not a file of the book; save it beside the text", node)
        return ""
    if file is None:
        writer.problem(f"the image '{uri}' does not exist or is neither SVG, PNG nor JPEG", node)
        return ""
    decorative = "decorative" in node.get("classes", [])
    alt = " ".join(node.get("alt", "").split())
    if not alt and not decorative:
        writer.problem(f"{_described(writer, node)} has no alt text", node)
    arguments = [string(file), *_size(node)] + ([f"alt: {string(alt)}"] if alt else [])
    call = f"image({', '.join(arguments)})"
    if node.get("scale") and node["scale"] != 100:
        call = f"scale({node['scale']}%, reflow: true, {call})"
    return f"pdf.artifact({call})" if decorative else call


def _described(writer: Writer, node: nodes.Element) -> str:
    """Return what a reader calls the picture: its figure's number and caption, else its file."""
    up: nodes.Node | None = node
    while up is not None and not isinstance(up, nodes.figure):
        up = up.parent
    if up is None:
        return f"the image '{node['uri'].rsplit('/', 1)[-1]}'"
    caption = next(iter(up.findall(nodes.caption)), None)
    words = [number(writer, "figure", up).strip(), f"'{caption.astext()}'" if caption is not None else ""]
    return "the figure " + (" ".join(word for word in words if word) or ", ".join(up["ids"]))


def _size(node: nodes.Element) -> list[str]:
    """Return the arguments width and height, as far as the author gave them."""
    asked = {side: length(str(node.get(side, ""))) for side in ("width", "height")}
    return [f"{side}: {value}" for side, value in asked.items() if value]


def number(writer: Writer, kind: str, node: nodes.Element) -> str:
    """Return Sphinx's own number of a figure, table or code block ("2.1. attēls"), "" if it has none."""
    known = writer.numbers.figures.get(writer.doc, {}).get(kind, {})
    found = next((known[identifier] for identifier in node["ids"] if identifier in known), None)
    return writer.numbers.formats[kind] % ".".join(map(str, found)) if found else ""


def exhibit(writer: Writer, node: nodes.Element, kind: str, *, body: str, caption: str, legend: str) -> str:
    """Return a numbered figure or table: caption, body, legend, and its address: page and anchor of the web page.

    A "short" table stays whole.
    """
    size, kind = (", short: true", "table") if kind == "short" else ("", kind)
    address = ""
    if given := [name for name in node["ids"] if not _AUTOMATIC.fullmatch(name)]:
        address = f", permalink: {string(writer.address(writer.doc, given[0]))}"
    numbered = f"[{escape(number(writer, kind, node))}]"
    legend = f", legend: [{legend.strip()}]" if legend.strip() else ""
    name = writer.take(node)
    mark = f", name: {string(name)}" if name else ""
    return f"\n#exhibit({string(kind)}, {numbered}, [{caption}]{size}{legend}{address}{mark}, {body})\n\n"


@writes(nodes.figure)
def figure(writer: Writer, node: nodes.Element) -> str:
    """Write a figure: pictures (or anything else), caption below, legend in small type under it."""
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    rest = [child for child in node.children if child not in captions and child not in legends]
    tables = [child for child in rest if isinstance(child, nodes.table)]
    body = "[" + "".join(writer.go(child) for child in rest).strip() + "]"
    return exhibit(
        writer,
        node,
        "figure" if not tables else "tabular",
        body=body,
        caption="".join(writer.kids(child).strip() for child in captions),
        legend="".join(writer.kids(child) for child in legends),
    )


@writes(nodes.caption)
def caption(writer: Writer, node: nodes.Element) -> str:
    """Write a caption that no figure arranges: that of a code block or of a list of documents."""
    holder = node.parent
    label = escape(number(writer, "code-block", holder)) if isinstance(holder, nodes.container) else ""
    return f"\n#code-caption[{label} {writer.kids(node)}]\n\n"
