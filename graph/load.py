"""Loading an extraction: one transaction, so that a reader sees the old graph or the new one.

Everything written bears ``run``, a digest of what was read; what an earlier
run over the same document wrote and this one did not is removed. What
several documents say of one entity is kept apart on DESCRIBED_IN and merged
into the entity's own properties, the same whatever the order of loading.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from graph import logs
from graph.fingerprint import fingerprint
from graph.rows import (
    attribute_rows,
    description_rows,
    document_properties,
    ledger_properties,
    lens_field_rows,
    lens_support_rows,
    mention_rows,
    merge_descriptions,
    passage_rows,
    relation_rows,
    run_tag,
    target_rows,
)
from graph.statements import statement
from graph.store import Store, Unit, prepare
from ingest.model import Extraction

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load wrote and removed; ``changed`` is False when the graph held it all already."""

    entities: int
    relations: int
    supports: int
    passages: int
    mentions: int
    removed: int
    changed: bool


def load(store: Store, extraction: Extraction, progress: Progress | None = None) -> LoadCounts:
    """Make the graph hold ``extraction`` and nothing else of its document.

    All or nothing, and the same input twice changes nothing. ``progress`` is
    called with a step's name, its number and the number of steps.
    StoreError when the engine refuses; the graph is then as it was.
    """
    tell = progress or _silent
    with store.loading(lambda: tell("waiting", 0, len(STEPS))):
        began = time.monotonic()
        prepare(store)
        counts = store.atomically(lambda unit: _Load(unit, extraction, tell).counts())
    seconds = round(time.monotonic() - began, 2)
    logs.note("plan.loaded", document=extraction.document.id, seconds=seconds, **asdict(counts))
    return counts


def is_loaded(store: Store, document_id: str, judged: str = "") -> bool:
    """Whether the document is in the graph as this version of the product reads it, with what
    people decided (``judged`` as in Extraction)."""
    rows = store.read(statement("loaded"), id=document_id)
    return bool(rows) and rows[0]["fingerprint"] == fingerprint(document_id, judged)


def lay_lenses(store: Store, extraction: Extraction) -> None:
    """Make the graph hold what of the plan falls under the extraction's lenses, and nothing under
    others; the plan itself must be loaded. StoreError when the engine refuses."""
    with store.loading():
        prepare(store)
        store.atomically(lambda unit: _Load(unit, extraction, _silent).lenses_alone())


def drop_lens(store: Store, lens: str) -> None:
    """Remove what falls under the fields of a lens."""
    with store.loading():
        store.atomically(lambda unit: unit.run(statement("remove_lens"), lens=lens))


def unload(store: Store, document_id: str) -> int:
    """Remove a document and what only it says; returns how many things went."""
    with store.loading():
        removed = store.atomically(lambda unit: _remove(unit, document_id))
    logs.note("plan.removed", document=document_id, things=removed)
    return removed


def _silent(name: str, number: int, steps: int) -> None:
    """Progress that nobody watches."""


class _Load:
    """The steps of one load, inside its transaction."""

    def __init__(self, unit: Unit, extraction: Extraction, progress: Progress) -> None:
        self.unit, self.extraction, self.progress = unit, extraction, progress
        self.document, self.run = extraction.document, run_tag(extraction)
        self.written: dict[str, int] = {}
        self.removed = 0

    def counts(self) -> LoadCounts:
        """Do all steps; what was written and removed."""
        before = self.unit.run(statement("loaded"), id=self.document.id)
        same = bool(before) and before[0]["run"] == self.run
        for number, step in enumerate(STEPS, 1):
            self.progress(step.__name__, number, len(STEPS))
            step(self)
        return LoadCounts(**self.written, removed=self.removed, changed=not same)

    def lenses_alone(self) -> None:
        """Only what falls under lenses, and the note of which were laid."""
        self.under_lenses()
        laid = self._properties()["lenses"]
        self.unit.run(statement("laid"), id=self.document.id, lenses=laid)

    def replaced(self) -> None:
        """An older version of the document (same title, same file name) goes."""
        names = {"title": self.document.title, "source": self.document.source}
        for row in self.unit.run(statement("documents_like"), id=self.document.id, **names):
            self.removed += _remove(self.unit, row["id"])

    def text(self) -> None:
        """The document and its passages in reading order."""
        rows = list(passage_rows(self.extraction, self.run))
        self.unit.run(statement("document"), id=self.document.id, properties=self._properties())
        ledger = ledger_properties(self.extraction, self.run)
        self.unit.run(statement("ledger"), id=self.document.id, properties=ledger)
        self.written["passages"] = self.unit.many(statement("passages"), rows)
        self.unit.many(statement("in_document"), rows)
        self.unit.many(statement("targets"), target_rows(self.extraction, self.run))
        order = [{"id": a["id"], "next": b["id"]} for a, b in pairwise(rows)]
        self.unit.many(statement("stale_next"), order)
        self.unit.many(statement("next"), order)

    def entities(self) -> None:
        """The entities, as this document describes them."""
        rows = list(description_rows(self.extraction, self.run))
        self.written["entities"] = self.unit.many(statement("entities"), rows)
        self.unit.many(statement("described"), rows)

    def relations(self) -> None:
        """Relations, supports and mentions with their evidence."""
        rows = list(relation_rows(self.extraction, self.run))
        self.unit.many(statement("relations"), rows)
        self.written["relations"] = len(self.extraction.claims)
        self.written["supports"] = len(self.extraction.supports)
        mentions = mention_rows(self.extraction, self.run)
        self.written["mentions"] = self.unit.many(statement("mentions"), mentions)

    def attributes(self) -> None:
        """What tables state of entities beside their ties."""
        self.unit.many(statement("attributes"), attribute_rows(self.extraction, self.run))

    def under_lenses(self) -> None:
        """What falls under the fields of lenses."""
        self.unit.many(statement("lens_fields"), lens_field_rows(self.extraction))
        rows = lens_support_rows(self.extraction, self.run)
        self.unit.many(statement("lens_supports"), rows)
        laid = [one.lens.digest for one in self.extraction.lenses]
        known = {"document": self.document.id, "laid": laid, "run": self.run}
        self.unit.run(statement("stale_lens_supports"), **known)
        self.unit.run(statement("stale_lens_fields"))

    def cleaned(self) -> None:
        """What this run no longer saw goes, and entities say what their documents say."""
        touched = _touched(self.unit, self.document.id)
        self.removed += _clean(self.unit, self.document.id, self.run, touched)
        _settle(self.unit, touched)

    def _properties(self) -> dict[str, Any]:
        marked = fingerprint(self.document.id, self.extraction.judged)
        return document_properties(self.extraction, self.run) | {"fingerprint": marked}


STEPS = (
    _Load.replaced,
    _Load.text,
    _Load.entities,
    _Load.relations,
    _Load.attributes,
    _Load.under_lenses,
    _Load.cleaned,
)


def _remove(unit: Unit, document: str) -> int:
    touched = _touched(unit, document)
    removed = _clean(unit, document, "", touched)
    _settle(unit, touched)
    unit.run(statement("remove_document"), id=document)
    unit.run(statement("stale_lens_fields"))
    return removed


def _touched(unit: Unit, document: str) -> list[str]:
    return [row["id"] for row in unit.run(statement("touched"), document=document)]


def _clean(unit: Unit, document: str, run: str, touched: list[str]) -> int:
    """Remove what ``document`` has that does not bear ``run``; returns how much."""
    stale = ("relations", "attributes", "passages", "targets", "descriptions")
    removed = [unit.run(statement(f"stale_{kind}"), document=document, run=run) for kind in stale]
    removed.append(unit.run(statement("stale_entities"), ids=touched))
    return sum(row["removed"] for rows in removed for row in rows)


def _settle(unit: Unit, entities: list[str]) -> None:
    """Set each entity's own properties from its descriptions."""
    rows = unit.run(statement("descriptions"), ids=entities)
    unit.many(statement("entity_properties"), _merged(rows))


def _merged(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for entity, found in groupby(rows, itemgetter("id")):
        yield merge_descriptions(entity, [row["description"] for row in found])
