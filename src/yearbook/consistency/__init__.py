"""Consistency of an edition: do its figures agree with one another, their history and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..edition import Edition, Figures
from ..errors import YearbookError
from ..indicators import Results
from ..project import Project
from ..view import View
from .balance import check_balance
from .bounds import check_bounds
from .declared import COUNTRIES, check_derived, check_exhibits, check_noncitizens
from .finding import SEVERITIES, Finding, Place, Severity, gravity, merged_editions, of_error
from .frequencies import check_frequencies
from .history import check_history
from .national import check_national
from .own import OwnFigures
from .parts import check_parts
from .providers import Reconciled, check_providers, reconciliation
from .releases import check_labels, check_pins, check_releases
from .remarks import Remark, explained, idle_remarks, load_remarks
from .scope import HORIZON, Scope

__all__ = [
    "SEVERITIES",
    "Finding",
    "Place",
    "Reconciled",
    "Scope",
    "Severity",
    "blocking_exhibits",
    "check_figures",
    "findings_of",
    "merged_editions",
    "of_error",
    "reconciliation",
    "refuse",
]

Check = Callable[[Scope], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_labels,
    check_derived,
    check_noncitizens,
    check_parts,
    check_bounds,
    check_balance,
    check_frequencies,
    check_providers,
    check_national,
    check_history,
    check_releases,
    check_pins,
)


def check_figures(project: Project, editions: Sequence[Edition]) -> list[Finding]:
    """Return what is found in the figures of editions, each finding once, and the remarks that explain nothing.

    Raises:
        YearbookError: a vintage or the remarks cannot be read.
    """
    if not editions:
        return []
    remarks, found = load_remarks(project), []
    floor, later = min(edition.year for edition in editions) - HORIZON, None
    for edition in sorted(editions, key=lambda one: one.year, reverse=True):
        later = Scope(Results(Figures(project, edition)), edition.country, later=later, floor=floor)
        found += findings_of(later, remarks)
    return merged_editions([*found, *idle_remarks(found, remarks)])


def findings_of(scope: Scope, remarks: Sequence[Remark] = ()) -> list[Finding]:
    """Return everything found in the figures of one edition, the gravest first, remarks beside what they explain."""
    editions = (str(scope.year),)
    found = [replace(one, editions=editions) for check in CHECKS for one in check(scope)]
    return sorted(explained(found, remarks), key=gravity)


def blocking_exhibits(view: View, exhibits: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return the errors in what chapters show: stocks by citizenship that lack the recognised non-citizens.

    Args:
        view: whose report it is.
        exhibits: name, `definitions` by indicator, `columns` and `records` of each.
    """
    figures = view.results.figures
    results = Results(OwnFigures(figures.project, figures.edition, COUNTRIES))
    return list(check_exhibits(Scope(results, view.country, own_only=True), exhibits))


def refuse(findings: Iterable[Finding]) -> None:
    """Refuse to go on if there is an error among the findings.

    Raises:
        YearbookError: it names all of them.
    """
    errors = [found for found in findings if found.severity == "error"]
    if errors:
        said = "\n\n".join(str(found) for found in errors)
        raise YearbookError(
            f"{len(errors)} findings keep the edition from being published\n\n{said}",
            remedy="mend what the findings name, or record why a figure stands in data/remarks.toml",
        )
