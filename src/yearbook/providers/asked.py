"""What a dataset keeps, said in a service's own names of dimensions and codes."""

from __future__ import annotations

from collections.abc import Iterable

from ..dataset import Dataset
from ..errors import YearbookError


def wanted(dataset: Dataset, theirs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the codes to ask for, by the service's name of the dimension.

    Empty if the dataset keeps several slices, which one request cannot say.

    Args:
        dataset: its declaration.
        theirs: the service's names of dimensions, of today or of older files.
    """
    if len(dataset.keep) > 1:
        return {}
    today = {dataset.renamed.get(name, name): name for name in theirs}
    kept = {name: tuple(codes) for name, codes in dataset.keep[0].items() if codes != "*"}
    found = {**{name: (code,) for name, code in dataset.pinned.items()}, **kept}
    return {today[name]: as_theirs(dataset, name, codes) for name, codes in found.items() if name in today}


def as_theirs(dataset: Dataset, dimension: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes as the service may write them: as today, and as in `recoded`."""
    old = {today: text for text, today in dataset.recoded.get(dimension, {}).items()}
    return tuple(dict.fromkeys(text for code in codes for text in (code, old.get(code, code))))


def check_dimensions(dataset: Dataset, theirs: Iterable[str], where: str) -> None:
    """Raise if the service's table has other dimensions than the dataset declares.

    Raises:
        YearbookError: it has; the message names them.
    """
    today = {dataset.renamed.get(name, name) for name in theirs}
    declared = {*dataset.dimensions, *dataset.pinned}
    # a service may leave out the frequency, which the periods tell
    lost, new = sorted(declared - today - {"freq", *dataset.throughout}), sorted(today - declared)
    if lost or new:
        what = "; ".join(f"{said} {', '.join(names)}" for said, names in (("without", lost), ("with", new)) if names)
        raise YearbookError(
            f"the dimensions of the table have changed: it is now {what}",
            where=where,
            remedy=f"correct `dimensions`, `pinned` or `renamed` of {dataset.id} in data/datasets.toml",
        )
