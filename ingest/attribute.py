"""What a plan's tables, and brackets of prose, state of a thing beside what ties it to others."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Evidence, Naming


@dataclass(frozen=True, slots=True)
class Stated:
    """What a place says of a subject beside its ties: a head and a value as printed, before things
    are told apart; ``row`` and ``column`` of the table count from 1, 0 where there is none."""

    subject: Naming
    head: str
    value: str
    basis: str
    evidence: tuple[Evidence, ...]
    table: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a cell of a table, or a bracket of prose, states of an entity (its id).

    ``head`` and ``value`` are as printed; ``number`` is there where the value is one, with its
    ``unit`` from the cell or the head, ``year`` where the head gives one. ``id`` is the hash of
    its content and place.
    """

    id: str
    entity: str
    head: str
    value: str
    number: float | None
    unit: str
    year: int | None
    basis: str
    table: str
    row: int
    column: int
    evidence: tuple[Evidence, ...] = ()
