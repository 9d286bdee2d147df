"""The results of the checks as a part of the methodology: a table by check, the warnings, providers compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from ..exhibit import escaped
from ..observations import TOTALS, Observations
from ..tables import Cell, Table
from ..view import View
from .finding import SEVERITIES, Finding
from .kept import own_findings, own_scope
from .national import compared, office_of
from .providers import reconciliation
from .scope import Scope
from .wording import CHECKS, phrase, title_of


def findings_page(view: View) -> str:
    """Return what the checks found for the view's country and edition, as MyST.

    A table of the number of findings about the country by check and severity; the errors and warnings, each with what
    has been recorded about it; a table of Eurostat's and UNHCR's figures side by side with the reasons; what the
    national statistical office has otherwise than Eurostat. No headings: the chapter has them.

    Raises:
        YearbookError: a vintage or the remarks cannot be read.
    """
    project, edition = view.results.figures.project, view.results.figures.edition
    scope = own_scope(project, edition, view.country)
    findings = own_findings(project, edition, view.country)
    return "\n".join(
        [_summary(view, findings), _warnings(view, findings), _reconciled(view, scope), _national(view, scope)]
    )


def _summary(view: View, findings: Sequence[Finding]) -> str:
    code, number = view.language.code, view.language.number
    counts = Counter((found.check, found.severity) for found in findings)
    head = (_said("check", code), *(_said(severity, code) for severity in SEVERITIES))
    rows = [
        (title_of(check, code), *(number(counts[check, severity]) for severity in SEVERITIES))
        for check in CHECKS
        if check != "remark"
    ]
    title = _said("summary", code).format(country=view.place(view.country))
    return _table(title, "tab-findings", head, rows)


def _warnings(view: View, findings: Sequence[Finding]) -> str:
    code = view.language.code
    mine = [one for one in findings if one.severity != "note" and one.place.geo in ("", view.country)]
    if not mine:
        return _said("nothing", code) + "\n"
    title = _said("about", code).format(country=view.place(view.country))
    lines = [f"**{escaped(title)}**", ""]
    for check in dict.fromkeys(one.check for one in mine):  # the gravest first
        of_check = [one for one in mine if one.check == check]
        lines += [f"- {escaped(title_of(check, code))}", *(f"  - {_warning(view, one)}" for one in of_check)]
    return "\n".join([*lines, ""])


def _warning(view: View, found: Finding) -> str:
    """Return a warning as an item in the list of its check: dataset and period, what was found, what is known of it."""
    code, place = view.language.code, found.place
    table = view.datasets[place.dataset].code if place.dataset in view.datasets else place.dataset
    pairs = [pair.split("=") for pair in place.code.split() if pair.count("=") == 1]
    parts = [one for one in pairs if TOTALS.get(one[0], "TOTAL") != one[1] and one[1] in view.codes.known(one[0])]
    codes = [view.codes.label(dimension, part, code) for dimension, part in parts]
    where = ", ".join(part for part in (table, *codes, place.period) if part)
    said = f"{where}: {found.what[code]}." if where else f"{found.what[code]}."
    remark = f" {_said('remark', code)}: {found.remark[code]}" if found.remark else ""
    return escaped(said + remark)


def _reconciled(view: View, scope: Scope) -> str:
    code, number = view.language.code, view.language.number
    found = reconciliation(scope)
    if not found:
        return ""
    head = (_said("measure", code), _said("year", code), "Eurostat", "UNHCR", _said("difference", code))
    rows = [
        (
            phrase("measure", one.measure)[code],
            one.year,
            number(one.eurostat),
            number(one.unhcr),
            view.language.signed(one.difference),
        )
        for one in found
    ]
    reasons = dict.fromkeys(one.reason for one in found)
    table = _table(_said("reconciled", code), "tab-providers", head, rows)
    items = [f"- {escaped(phrase('because', reason)[code])}" for reason in reasons]
    return "\n".join([table, f"**{_said('reasons', code)}**", "", *items, ""])


def _national(view: View, scope: Scope) -> str:
    """Return what the national office has otherwise than Eurostat, and of how many figures."""
    code, number = view.language.code, view.language.number
    office, found = office_of(scope), compared(scope)
    if not office or not found:
        return ""
    apart = [one for one in found if one.difference]
    said = _said("compared", code).format(
        office=office.publisher.called(code), all=number(len(found)), count=number(len(apart))
    )
    if not apart:
        return said + "\n"
    head = (_said("measure", code), _said("year", code), "Eurostat", _said("office", code), _said("difference", code))
    rows = [
        (
            view.codes.label("indic_de", one.code, code),
            one.year,
            number(one.eurostat),
            number(one.national),
            view.language.signed(one.difference),
        )
        for one in apart
    ]
    return "\n".join([said, "", _table(_said("national", code), "tab-national", head, rows)])


def _table(title: str, name: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    body = Table(head, cells, Observations(pd.DataFrame(), unit="")).markdown()
    return f":::{{table}} {escaped(title)}\n:name: {name}\n:class: figures\n\n{body}\n:::\n"


def _said(name: str, language: str) -> str:
    return phrase("page", name)[language]
