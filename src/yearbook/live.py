"""Collecting from a provider: what it sends becomes a vintage if it is new, is what was asked for, and is plausible."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from .codes import Codes, load_codes
from .collect import Collected, same_figures
from .dataset import Dataset, find_dataset, load_datasets
from .errors import YearbookError
from .guards import Doubt, doubts
from .project import Project
from .providers import Delivery, Order, Plan, Transport, Unchanged, Unreachable, service_of
from .retrieval import Retrieval
from .sources import Extract
from .sources.observed import NOT_AVAILABLE
from .vintage import Vintage, check_released, list_vintages, write_vintage

GUARDS = ("stale", "exact", "periods", "reporters", "aggregates", "vanished", "totals")
REASON = "reason.txt"


@dataclass(frozen=True)
class Choices:
    """What somebody decides for one run: a release date of their own, guards to let pass, the moment that is now."""

    released: str = ""
    accept: frozenset[str] = frozenset()
    now: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When it is."""
        return self.now or datetime.now(UTC)


def live_datasets(project: Project) -> list[str]:
    """Return the datasets that a provider's service offers."""
    return [
        name for name, dataset in load_datasets(project).items() if dataset.publisher.protocol and not dataset.derived
    ]


def order_of(project: Project, name: str) -> Order:
    """Return the order of a dataset: its declaration and what the last vintage tells."""
    vintages = list_vintages(project, name)
    dataset, newest = find_dataset(project, name), vintages[-1] if vintages else None
    shelf = project.build / "collect" / dataset.provider
    return Order(
        dataset, load_codes(project), newest.released if newest else "", newest.retrieval if newest else None, shelf
    )


def planned(project: Project, name: str, transport: Transport) -> Plan | str:
    """Return what collecting would ask for, or why it would ask for nothing.

    Raises:
        YearbookError: see `collect_live`.
    """
    order = order_of(project, name)
    try:
        return service_of(order.dataset).plan(order, transport.within(_folder(project, name)))
    except Unchanged as known:
        return str(known)


def collect_live(
    project: Project, name: str, transport: Transport, choices: Choices, say: Callable[[str], None] = lambda _: None
) -> Collected | None:
    """Make a vintage of what the provider has; None if it has nothing new.

    `say` is told what happens, line by line. What is half received stays for the next run; what is refused is put
    aside with the reason, below `_build/refused`.

    Raises:
        YearbookError: the service cannot be reached, or sends something that is no vintage or no plausible one;
            the vintages are as they were then.
    """
    order = order_of(project, name)
    service, folder = service_of(order.dataset), _folder(project, name)
    try:
        here = transport.within(folder)
        delivery = service.collect(order, here)
    except Unchanged as known:
        say(f"{name}: nothing new; {known}")
        return None
    except Unreachable:
        # what came is taken up by the next run
        raise
    except YearbookError as error:
        _put_aside_answer(project, name, folder, error, choices.moment)
        raise
    try:
        extract = service.parse(delivery, order)
        found = _vintage(project, order, (delivery, extract), here.asked, choices)
    except YearbookError as error:
        raise _refused(project, name, delivery.files, error, choices.moment) from error
    shutil.rmtree(folder, ignore_errors=True)
    if not isinstance(found, Collected):
        say(f"{name}: nothing new; the figures are those of {found.name}")
        return None
    for line in found.lines:
        say(line)
    return found


def _folder(project: Project, name: str) -> Path:
    return project.build / "collect" / name


def _vintage(
    project: Project, order: Order, sent: tuple[Delivery, Extract], asked: Sequence[str], choices: Choices
) -> Collected | Vintage:
    """Write the vintage, or return the last one if its figures are the same."""
    delivery, extract = sent
    earlier = list_vintages(project, order.dataset.id)
    if earlier and same_figures(extract, earlier[-1]):
        return earlier[-1]
    raised = [*_unlike(delivery, extract), *_beside_last(extract, earlier, order.dataset, order.codes)]
    _refuse_doubts([doubt for doubt in raised if doubt.guard not in choices.accept])
    retrieval = Retrieval(
        choices.moment.isoformat(timespec="seconds"),
        tuple(asked),
        delivery.updated,
        delivery.etag,
        delivery.code_lists,
        tuple(sorted({doubt.guard for doubt in raised})),
    )
    released = choices.released or _released(delivery, extract, earlier, choices.moment)
    check_released(released, choices.moment.date())
    vintage = write_vintage(project, order.dataset, released, extract, retrieval)
    return Collected(vintage, extract.read, extract.kept, extract.dropped)


def _unlike(delivery: Delivery, extract: Extract) -> list[Doubt]:
    """Return what makes a delivery another one than was asked for."""
    found = []
    stated = (extract.stated_update or delivery.updated)[:10]
    if stated and delivery.promised and stated < delivery.promised:
        what = f"the figures are those of {stated}, the catalogue promises those of {delivery.promised}"
        found.append(Doubt("stale", what))
    strange = {reason: count for reason, count in extract.dropped.items() if reason != NOT_AVAILABLE}
    if delivery.exact and strange:
        said = "; ".join(f"{reason} ({count:,})" for reason, count in strange.items())
        found.append(Doubt("exact", f"the answer holds what was not asked for: {said}"))
    return found


def _beside_last(extract: Extract, earlier: Sequence[Vintage], dataset: Dataset, codes: Codes) -> list[Doubt]:
    frame: pd.DataFrame = extract.frame
    return doubts(frame, earlier[-1].read(), dataset, codes) if earlier else []


def _refuse_doubts(raised: Sequence[Doubt]) -> None:
    if raised:
        names = ",".join(dict.fromkeys(doubt.guard for doubt in raised))
        raise YearbookError(
            "the figures are hard to believe: " + "; ".join(doubt.what for doubt in raised),
            remedy="the provider may still be filling the table: try again in some days. If you have looked into it "
            f"and it is right: --accept {names}",
        )


def _released(delivery: Delivery, extract: Extract, earlier: Sequence[Vintage], now: datetime) -> str:
    """Return the day of release: as stated, or today if none is stated or that day has a vintage already."""
    stated = (delivery.updated or extract.stated_update or delivery.promised)[:10]
    today = now.date().isoformat()
    if stated and stated not in {vintage.released for vintage in earlier}:
        return stated
    return today


def _put_aside_answer(project: Project, name: str, folder: Path, error: YearbookError, now: datetime) -> None:
    """Keep whole answers that a provider's module refused; an answer that never came leaves nothing."""
    files = [path for path in folder.glob("*") if not path.name.endswith((".part", ".part.json", "job.txt"))]
    if files:
        aside = _refused(project, name, files, error, now)
        error.where = aside.where


def _refused(project: Project, name: str, files: Sequence[Path], error: YearbookError, now: datetime) -> YearbookError:
    """Put files aside with the reason, and return an error that says where."""
    aside = project.build / "refused" / name / now.strftime("%Y-%m-%dT%H%M%S")
    aside.mkdir(parents=True, exist_ok=True)
    for file in files:
        if file.is_file():
            shutil.move(file, aside / file.name)
    (aside / REASON).write_text(f"{error}\n", "utf-8")
    kept = aside.relative_to(project.root).as_posix()
    said = f"{error.where}; " if error.where else ""
    return YearbookError(error.what, where=f"{name}: {said}what was received is in {kept}", remedy=error.remedy)
