"""Heads of rows in the tables of a tagged PDF, which the compiler tags as plain cells.

A cell that stands first in a row of a table's body and is set strong as a whole names its row. ISO 32000-1, 14.8.4.3.4
and 14.8.5.7: such a cell is a `TH` of scope `Row`, and the cells that name their heads (`Headers`) name it too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String


def tag_row_heads(path: Path, standards: Collection[str]) -> None:
    """Tag the heads of rows in a PDF as such, in place; the same file gives the same bytes.

    Args:
        path: a tagged PDF.
        standards: that it holds, such as "ua-1"; PDF/A-1 allows no objects packed into streams.
    """
    packed = (
        ObjectStreamMode.preserve if any(name.startswith("a-1") for name in standards) else ObjectStreamMode.generate
    )
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return
        root = pdf.Root.StructTreeRoot
        if "/IDTree" not in root:  # no table has a head
            return
        names = NameTree(root.IDTree)
        for number, table in enumerate(_found(root, "/Table"), start=1):
            _tag(table, f"R{number}", names)
        pdf.save(path, deterministic_id=True, fix_metadata_version=False, object_stream_mode=packed)


def _tag(table: Object, prefix: str, names: NameTree) -> None:
    """Tag the heads of a table's rows and tell the cells right of them; a head may stand for several rows."""
    head, further = "", 0
    for number, row in enumerate(row for body in _parts(table, "/TBody") for row in _parts(body, "/TR")):
        cells = list(_parts(row, "/TD"))
        if further:
            further -= 1
        elif cells and _is_strong(cells[0]) and (attributes := _of_table(cells[0])) is not None:
            head, first = f"{prefix}y{number}", cells.pop(0)
            first.S, first.ID, attributes.Scope = Name.TH, String(head), Name.Row
            further = int(attributes.get("/RowSpan", 1)) - 1
            names[head] = first
        else:
            head = ""
        for cell in cells if head else ():
            if (attributes := _of_table(cell)) is not None:
                attributes.Headers = Array([*_listed(attributes, "/Headers"), String(head)])


def _of_table(cell: Object) -> Object | None:
    """Return the attributes of a cell that say how it belongs to its table, None if it has none (PDF 1.4)."""
    return next((held for held in _listed(cell, "/A") if held.get("/O") == Name.Table), None)


def _is_strong(element: Object) -> bool:
    """Tell whether all that an element holds is strong, in paragraphs or not."""
    inside = _listed(element, "/K")
    return bool(inside) and all(
        isinstance(kid, Dictionary) and (kid.get("/S") == Name.Strong or (kid.get("/S") == Name.P and _is_strong(kid)))
        for kid in inside
    )


def _listed(element: Object, key: str) -> list[Object]:
    """Return what an element holds under a key, which need not be an array if it is one thing."""
    held = element.get(key)
    if isinstance(held, Array):
        return list(held)
    return [] if held is None else [held]


def _parts(element: Object, kind: str) -> Iterator[Object]:
    """Yield the elements of one kind right below an element."""
    return (kid for kid in _listed(element, "/K") if isinstance(kid, Dictionary) and kid.get("/S") == kind)


def _found(element: Object, kind: str) -> Iterator[Object]:
    """Yield the elements of one kind at any depth, in reading order."""
    for kid in _listed(element, "/K"):
        if isinstance(kid, Dictionary):
            if kid.get("/S") == kind:
                yield kid
            yield from _found(kid, kind)
