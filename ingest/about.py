"""The records of what a document is: title, place, issuer, period, and what tells each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.model import Evidence

#: What can be known of a document.
ABOUT = tuple("title short kind level place province city county zone issuer period date".split())


@dataclass(frozen=True, slots=True)
class Told:
    """One thing known of a document: its value, the rule (or ``person``) behind it, its place."""

    value: str
    rule: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a document is: those facts of ABOUT that are known, in this order.

    ``short`` is how it is cited, ``kind`` and ``level`` as in about.toml and about.py, ``place``
    all of it in one, ``period`` 2021–2025, ``date`` as much of an ISO date as is told.
    """

    facts: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, name: str) -> str:
        """The value of a fact, "" where it is not known."""
        told = self.facts.get(name)
        return told.value if told else ""


NO_ABOUT = About()
