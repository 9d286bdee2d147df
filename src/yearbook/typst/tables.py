"""Tables: heads, spans, alignment, columns as wide as the author says or as their content needs."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from .figures import exhibit
from .writer import Writer, writes

_ALIGNMENT = {"text-right": "right", "text-center": "center", "text-left": "left"}


@writes(nodes.table)
def table(writer: Writer, node: nodes.Element) -> str:
    """Write a table; with a title it is numbered and listed."""
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    body = "[" + "".join(f"#{_grid(writer, node, group)}\n" for group in groups).strip() + "]"
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    wide = "landscape" in node["classes"] and not isinstance(node.parent, nodes.entry)
    if titles:
        legend = "".join(writer.kids(child) for child in node.children if isinstance(child, nodes.legend))
        text = exhibit(writer, node, "table", body=body, caption=writer.kids(titles[0]).strip(), legend=legend)
    else:
        text = f"\n#plain-table({body}){writer.labelled(node)}\n\n"
    return f"\n#landscape[{text}]\n\n" if wide else text


def _grid(writer: Writer, node: nodes.Element, group: nodes.Element) -> str:
    """Return the call that draws one group of columns."""
    heads = [row for part in group.children if isinstance(part, nodes.thead) for row in part.children]
    rows = [row for part in group.children if isinstance(part, nodes.tbody) for row in part.children]
    specs = [part for part in group.children if isinstance(part, nodes.colspec)]
    header = (
        f"  table.header({_repeat(heads)}{', '.join(_row(writer, row, specs) for row in heads)}),\n" if heads else ""
    )
    body = "".join(f"  {_row(writer, row, specs)},\n" for row in rows)
    return f"data-table({_columns(node, specs)},\n{header}{body})"


def _repeat(heads: Sequence[nodes.Node]) -> str:
    """Return the setting of a head with links or notes: a repeated head is an artefact, which may hold neither."""
    kinds = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
    linked = any(isinstance(part, kinds) for row in heads for part in row.findall())
    return "repeat: false, " if linked else ""


def _columns(node: nodes.Element, specs: Sequence[nodes.Element]) -> str:
    """Return the widths: the author's where given, else what the content needs."""
    if "colwidths-given" in node["classes"]:
        return "(" + "".join(f"{spec['colwidth']}fr, " for spec in specs).strip() + ")"
    return "(" + "auto, " * len(specs) + ")" if specs else "1"


def _row(writer: Writer, row: nodes.Node, specs: Sequence[nodes.Element]) -> str:
    """Return the cells of a row as arguments."""
    cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
    return ", ".join(_cell(writer, cell, specs) for cell in cells)


def _cell(writer: Writer, cell: nodes.entry, specs: Sequence[nodes.Element]) -> str:
    """Return one cell; plain ones as bare content to keep the source short."""
    arguments = []
    align = next((_ALIGNMENT[name] for name in cell["classes"] if name in _ALIGNMENT), _styled(cell))
    if align:
        arguments.append(f"align: {align}")
    if cell.get("morecols"):
        arguments.append(f"colspan: {cell['morecols'] + 1}")
    if cell.get("morerows"):
        arguments.append(f"rowspan: {cell['morerows'] + 1}")
    content = writer.block(cell)
    if _is_stub(cell, specs):
        content = f"#strong[{content}]"
    return f"table.cell({', '.join(arguments)})[{content}]" if arguments else f"[{content}]"


def _styled(cell: nodes.entry) -> str:
    """Return the alignment that an inline style of the cell asks for, "" if none."""
    style = str(cell.get("style", "")).replace(" ", "")
    return next((side for side in ("right", "center", "left") if f"text-align:{side}" in style), "")


def _is_stub(cell: nodes.entry, specs: Sequence[nodes.Element]) -> bool:
    """Tell whether the cell stands in a column that names its rows."""
    row = cell.parent
    if isinstance(row.parent, nodes.thead) or row.index(cell) != 0 or not specs:
        return False
    return bool(specs[0].get("stub"))
