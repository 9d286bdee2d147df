"""Tables: heads, spans, alignment, columns as wide as the author says or as their content needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from .columns import SIZES, Fit, fit, placed, shims
from .figures import exhibit
from .writer import Writer, writes

_ALIGNMENT = {"text-right": "right", "text-center": "center", "text-left": "left"}
_FEW, _LINE = 6, 80  # rows, with the head, and letters of a cell, of a table that stays whole
_TALL = 1200  # letters of a cell that may be higher than a page, so must be allowed to break


@writes(nodes.table)
def table(writer: Writer, node: nodes.Element) -> str:
    """Write a table; with a title it is numbered and listed, and notes that follow it stay with it."""
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    fits = [_fit(node, group) for group in groups]
    grids = (_grid(writer, group, found) for group, found in zip(groups, fits, strict=True))
    body = "[" + "".join(f"#{grid}\n" for grid in grids).strip() + "]"
    titles = [child for child in node.children if isinstance(child, nodes.title)]
    if titles:
        below = [child for child in node.children if isinstance(child, nodes.legend)]
        notes = notes_of(node)
        legend = "".join(writer.kids(part) for part in (*below, *([notes] if notes else [])))
        kind = "short" if _short(groups) else "table"
        text = exhibit(writer, node, kind, body=body, caption=writer.kids(titles[0]).strip(), legend=legend)
    else:
        text = f"\n#plain-table({body}){writer.labelled(node)}\n\n"
    turned = any(found.turned for found in fits) and not _inside(node)
    return f"\n#landscape[{text}]\n\n" if turned else text


def notes_of(node: nodes.Element) -> nodes.Element | None:
    """Return the container of class `notes` right behind a table with a title, None if there is none."""
    titled = isinstance(node, nodes.table) and any(isinstance(child, nodes.title) for child in node.children)
    after = node.next_node(descend=False, siblings=True) if titled else None
    return after if isinstance(after, nodes.container) and "notes" in after["classes"] else None


def _short(groups: Sequence[nodes.Element]) -> bool:
    """Tell whether a table has few rows of plain cells, so that it never takes a quarter of a page."""
    rows = [row for group in groups for kind in (nodes.thead, nodes.tbody) for row in _parts(group, kind)]
    if len(rows) > _FEW:
        return False
    cells = [cell for row in rows for cell in row.children]
    return all(len(cell.children) <= 1 and len(cell.astext()) <= _LINE for cell in cells)


def _inside(node: nodes.Element) -> bool:
    """Tell whether a table stands in the cell of another."""
    return isinstance(node.parent, nodes.entry)


def _parts(group: nodes.Element, kind: type) -> list[nodes.Node]:
    """Return the rows of a table's head or body, or its specifications of columns."""
    if kind is nodes.colspec:
        return [part for part in group.children if isinstance(part, kind)]
    return [row for part in group.children if isinstance(part, kind) for row in part.children]


def _fit(node: nodes.Element, group: nodes.Element) -> Fit:
    """Return how a group of columns fits the page, or its cell."""
    specs = [spec for spec in _parts(group, nodes.colspec) if isinstance(spec, nodes.Element)]
    given = [spec["colwidth"] for spec in specs] if "colwidths-given" in node["classes"] else []
    if _inside(node):
        return Fit(SIZES[0], tuple(f"{width}fr" for width in given) or ("auto",) * len(specs))
    rows = [*_parts(group, nodes.thead), *_parts(group, nodes.tbody)]
    return fit(rows, len(specs), given, turned="landscape" in node["classes"])


def _grid(writer: Writer, group: nodes.Element, found: Fit) -> str:
    """Return the call that draws one group of columns.

    Cells that no head explains are a grid, read row by row: a table without heads is not accessible.
    """
    heads, rows = _parts(group, nodes.thead), _parts(group, nodes.tbody)
    moved, kind = shims(rows, writer.decimal), "table" if heads else "grid"
    head = ", ".join(_row(writer, row, moved, kind) for row in heads)
    header = f"  table.header({_repeat(heads)}{head}),\n" if heads else ""
    body = "".join(f"  {_row(writer, row, moved, kind)},\n" for row in rows)
    widths = "(" + "".join(f"{width}, " for width in found.widths).strip() + ")" if found.widths else "1"
    size = f", size: {found.size}pt" if found.size != SIZES[0] else ""
    tall = any(len(cell.astext()) > _TALL for cell, _ in placed(rows))
    options = (f", heads: {len(heads)}" if len(heads) > 1 else "" if heads else ", kind: grid") + (
        ", breaks: true" if tall else ""
    )
    return f"data-table({widths}{size}{options},\n{header}{body})"


def _repeat(heads: Sequence[nodes.Node]) -> str:
    """Return the setting of a head with links or notes: a repeated head is an artefact, which may hold neither."""
    kinds = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
    linked = any(isinstance(part, kinds) for row in heads for part in row.findall())
    return "repeat: false, " if linked else ""


def _row(writer: Writer, row: nodes.Node, moved: Mapping[nodes.entry, str], kind: str) -> str:
    """Return the cells of a row as arguments."""
    cells = [cell for cell in row.children if isinstance(cell, nodes.entry)]
    return ", ".join(_cell(writer, cell, moved.get(cell, ""), kind) for cell in cells)


def _cell(writer: Writer, cell: nodes.entry, shim: str, kind: str) -> str:
    """Return one cell; plain ones as bare content to keep the source short."""
    arguments = []
    align = next((_ALIGNMENT[name] for name in cell["classes"] if name in _ALIGNMENT), _styled(cell))
    if align and align != "left":
        arguments.append(f"align: {align}")
    if cell.get("morecols"):
        arguments.append(f"colspan: {cell['morecols'] + 1}")
    if cell.get("morerows"):
        arguments.append(f"rowspan: {cell['morerows'] + 1}")
    content = writer.block(cell) + shim
    if _is_stub(cell):
        content = f"#strong[{content}]"
    return f"{kind}.cell({', '.join(arguments)})[{content}]" if arguments else f"[{content}]"


def _styled(cell: nodes.entry) -> str:
    """Return the alignment that an inline style of the cell asks for, "" if none."""
    style = str(cell.get("style", "")).replace(" ", "")
    return next((side for side in ("right", "center", "left") if f"text-align:{side}" in style), "")


def _is_stub(cell: nodes.entry) -> bool:
    """Tell whether the cell stands in a column that names its rows."""
    row = cell.parent
    group = row.parent.parent
    if isinstance(row.parent, nodes.thead) or row.index(cell) != 0:
        return False
    specs = _parts(group, nodes.colspec)
    return bool(specs) and bool(getattr(specs[0], "attributes", {}).get("stub"))
