"""Providers' services: one module each, which collects what a dataset declares and parses what came."""

from __future__ import annotations

from typing import Protocol, cast

from ..dataset import Dataset
from ..errors import YearbookError
from ..sources import Extract
from . import eurostat, oecd, pxweb, unhcr
from .delivery import Delivery, Order, Plan, Unchanged
from .transport import Limits, Transport, Unreachable

__all__ = ["Delivery", "Limits", "Order", "Plan", "Service", "Transport", "Unchanged", "Unreachable", "service_of"]


class Service(Protocol):
    """What a module of a provider has."""

    def newest(self, order: Order, transport: Transport) -> str:
        """Return the day of the last release as the provider states it (ISO), "" if it does not."""

    def plan(self, order: Order, transport: Transport) -> Plan:
        """Return what would be asked for."""

    def collect(self, order: Order, transport: Transport) -> Delivery:
        """Fetch what the dataset keeps."""

    def parse(self, delivery: Delivery, order: Order) -> Extract:
        """Read what was fetched."""


SERVICES = {"eurostat": eurostat, "oecd": oecd, "pxweb": pxweb, "unhcr": unhcr}


def service_of(dataset: Dataset) -> Service:
    """Return the module that collects a dataset.

    Raises:
        YearbookError: its provider has no service that we know, or the dataset is derived: nobody offers it.
    """
    if dataset.derived or not dataset.publisher.protocol:
        raise YearbookError(
            f"{dataset.id} can be collected from a file only",
            where=f"data/datasets.toml [dataset.{dataset.id}]",
            remedy=f"yearbook collect {dataset.id} --from FILE --released DATE",
        )
    return cast(Service, SERVICES[dataset.publisher.protocol])
