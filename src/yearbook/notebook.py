"""A notebook as it stands in the repository, the parameters it declares, and what its code has shown."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import nbformat
from nbformat import NotebookNode

from .errors import UnknownName, YearbookError
from .exhibit import METADATA
from .looked import NOTES

PARAMETERS, INJECTED = "parameters", "injected-parameters"


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook as it stands in the repository.

    Raises:
        YearbookError: it is missing, is not a notebook, or has no cell tagged `parameters`.
    """
    try:
        notebook = nbformat.reads(path.read_text("utf-8"), as_version=4)
    except FileNotFoundError:
        raise YearbookError(
            "the notebook is not there", where=str(path), remedy="correct its name in _toc.yml"
        ) from None
    except (nbformat.ValidationError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise YearbookError(
            f"this is not a notebook: {str(error)[:200]}", where=str(path), remedy="open it in JupyterLab and save it"
        ) from None
    if not any(PARAMETERS in tags_of(cell) for cell in notebook.cells):
        raise YearbookError(
            "the notebook has no cell tagged 'parameters'",
            where=path.name,
            remedy="tag its first code cell, which sets edition, language and country, with 'parameters'",
        )
    return cast(NotebookNode, notebook)


def tags_of(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", ()))


def check_parameters(path: Path, given: Mapping[str, Any]) -> NotebookNode:
    """Return a notebook once the given parameters are exactly those that it declares.

    Raises:
        UnknownName: a parameter that the notebook does not have.
        YearbookError: one that it has and that is not given.
    """
    notebook = read_notebook(path)
    declared = _declared(notebook, path.name)
    for name in given:
        if name not in declared:
            raise UnknownName("parameter", name, declared, where=f"{path.name}, cell tagged 'parameters'")
    for name in sorted(declared - set(given)):
        raise YearbookError(
            f"the notebook asks for a parameter '{name}' that a build does not give",
            where=f"{path.name}, cell tagged 'parameters'",
            remedy="a chapter has the parameters edition, language and country; set others in a cell below",
        )
    return notebook


def _declared(notebook: NotebookNode, name: str) -> set[str]:
    """Return the names that the cell tagged `parameters` sets; papermill, which tells them too, takes long to load."""
    cell = next(cell for cell in notebook.cells if PARAMETERS in tags_of(cell))
    try:
        body = ast.parse(cell.source).body
    except SyntaxError as error:
        where = f"{name}, cell tagged '{PARAMETERS}', line {error.lineno}"
        raise YearbookError(f"this is not Python: {error.msg}", where=where, remedy="mend the cell") from None
    targets = [target for line in body if isinstance(line, ast.Assign) for target in line.targets]
    targets += [line.target for line in body if isinstance(line, ast.AnnAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def outputs_of(executed: NotebookNode) -> list[list[NotebookNode]]:
    """Return what each code cell of a notebook has shown to readers.

    Cells that papermill added, notes, and what previews an exhibit or a fact to the analyst are left out.
    """
    own = [cell for cell in executed.cells if cell.cell_type == "code" and INJECTED not in tags_of(cell)]
    return [[_for_readers(output) for output in cell.outputs if not _mark(output).get("preview")] for cell in own]


def notes_of(executed: NotebookNode) -> list[str]:
    """Return what an executed chapter looked at; nothing if its kernel kept no notes."""
    outputs = (output for cell in executed.cells for output in cell.get("outputs", ()))
    return sorted({note for output in outputs for note in _mark(output).get(NOTES, ())})


def with_outputs(notebook: NotebookNode, outputs: Sequence[Sequence[Mapping[str, Any]]]) -> NotebookNode:
    """Return a notebook with what each of its code cells has shown, and no other trace of the run."""
    shown = copy.deepcopy(notebook)
    for cell, own in zip((cell for cell in shown.cells if cell.cell_type == "code"), outputs, strict=True):
        cell.outputs, cell.execution_count = [nbformat.from_dict(output) for output in own], None
    return shown


def _for_readers(output: NotebookNode) -> NotebookNode:
    """Return an output without the HTML beside the Markdown that a page takes."""
    if "text/markdown" in output.get("data", {}) and _mark(output):
        data = NotebookNode({kind: text for kind, text in output.data.items() if kind != "text/html"})
        return NotebookNode({**output, "data": data})
    return output


def _mark(output: NotebookNode) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], output.get("metadata", {}).get(METADATA, {}))
