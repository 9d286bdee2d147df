"""What a change request says of newly collected vintages: the largest changes, editions touched, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from .consistency import Finding, Scope, findings_of
from .dataset import Dataset, find_dataset
from .edition import Edition, Figures, load_edition
from .indicators import Results
from .project import Project
from .revisions import Revisions, compare
from .vintage import Vintage, list_vintages
from .years import edition_years

ROWS = 10


def release_report(project: Project, vintages: Sequence[Vintage]) -> str:
    """Return the report as Markdown.

    Raises:
        YearbookError: a vintage or an edition cannot be read.
    """
    editions = [load_edition(project, year) for year in edition_years(project)]
    parts = [f"# New vintages: {', '.join(vintage.name for vintage in vintages)}"]
    for vintage in vintages:
        parts += _section(project, vintage, editions)
    return "\n\n".join(parts) + "\n"


def _section(project: Project, vintage: Vintage, editions: Sequence[Edition]) -> Iterator[str]:
    dataset = find_dataset(project, vintage.dataset)
    yield f"## {dataset.title['en']}"
    yield f"`{vintage.name}`, {vintage.provenance['rows']['kept']:,} observations, {dataset.publisher.name}"
    if vintage.retrieval and vintage.retrieval.accepted:
        yield f"Let pass by hand: {', '.join(vintage.retrieval.accepted)}."
    earlier = [one for one in list_vintages(project, vintage.dataset) if one.released < vintage.released]
    if earlier:
        yield from _changes(compare(earlier[-1], vintage), dataset, {one.country for one in editions})
    else:
        yield "It is the first vintage of this dataset."
    yield from _touched(project, vintage, editions)


def _changes(found: Revisions, dataset: Dataset, countries: set[str]) -> Iterator[str]:
    counts = found.counts
    yield (
        f"Beside `{found.old}`: {counts['compared']:,} observations in both, {counts['changed']:,} values changed, "
        f"{counts['flags']:,} flags only, {counts['vanished']:,} vanished, {counts['new']:,} new."
    )
    changed = found.frame[found.frame["state"] == "changed"]
    if len(changed):
        yield f"Largest changes ({dataset.unit}):"
        yield _table(changed.head(ROWS), dataset)
    for country in sorted(countries) if "geo" in changed else ():
        own = changed[changed["geo"] == country]
        yield f"Changes of {country}:" if len(own) else f"No published figure of {country} has changed."
        if len(own):
            yield _table(own.head(ROWS), dataset)


def _table(rows: pd.DataFrame, dataset: Dataset) -> str:
    columns = [*dataset.dimensions, "period", "old", "new", "difference"]
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(map(_text, row)) + " |" for row in rows[columns].itertuples(index=False)]
    return "\n".join(lines)


def _text(value: object) -> str:
    if isinstance(value, float):
        return ":" if pd.isna(value) else f"{value:,.10g}"
    return str(value)


def _touched(project: Project, vintage: Vintage, editions: Sequence[Edition]) -> Iterator[str]:
    touched = [edition for edition in editions if vintage.dataset in edition.pins]
    if not touched:
        yield "No edition pins this dataset."
        return
    years = ", ".join(str(edition.year) for edition in touched)
    yield f"Editions that pin this dataset, which keep their figures until their pins are changed: {years}."
    newest = max(touched, key=lambda edition: edition.year)
    findings = new_findings(project, newest, vintage)
    yield f"With this vintage pinned first, edition {newest.year} would have {len(findings) or 'no'} new findings."
    if findings:
        yield "\n".join(f"- {one.severity}: {one.what['en']} ({one.place})" for one in findings)


def new_findings(project: Project, edition: Edition, vintage: Vintage) -> list[Finding]:
    """Return what the checks would find in an edition that pins a vintage first, and do not find now.

    Raises:
        YearbookError: a vintage cannot be read.
    """
    pins = {**edition.pins, vintage.dataset: (vintage.released, *edition.pins.get(vintage.dataset, ()))}
    known = {(one.check, str(one.place)) for one in _findings(project, edition)}
    found = _findings(project, edition.model_copy(update={"pins": pins}))
    return [one for one in found if (one.check, str(one.place)) not in known]


def _findings(project: Project, edition: Edition) -> list[Finding]:
    return findings_of(Scope(Results(Figures(project, edition)), edition.country))
