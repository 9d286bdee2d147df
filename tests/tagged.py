"""What a screen reader finds in a tagged PDF."""

from __future__ import annotations

import pikepdf


def elements(pdf: pikepdf.Pdf, kind: str = "") -> list[pikepdf.Dictionary]:
    """Return the elements of the structure tree in reading order, all of them or those of one kind ("/Figure")."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node and kind in ("", str(node.S)):
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.Root.StructTreeRoot.K)
    return found
