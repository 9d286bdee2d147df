"""How figures came from a provider, as their vintage remembers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Retrieval:
    """How figures were collected from a provider.

    Attributes:
        retrieved: when, ISO time in UTC.
        requests: addresses that were asked.
        updated: time of the release as the provider states it (ISO), "" if it does not.
        etag: the service's name of this state, "" if it gives none.
        code_lists: names of codes by dimension, as the service gave them.
        accepted: doubts about the figures that somebody looked into and let pass.
    """

    retrieved: str
    requests: tuple[str, ...] = ()
    updated: str = ""
    etag: str = ""
    code_lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """What `vintage.toml` says of it: everything but the code lists, which have a file of their own."""
        stated = {name: value for name, value in asdict(self).items() if name != "code_lists" and value}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in stated.items()}

    @staticmethod
    def of(record: Mapping[str, Any]) -> Retrieval:
        """Return the retrieval that a record tells of."""
        found: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in record.items()}
        return Retrieval(**found)
