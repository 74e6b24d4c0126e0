"""The whole reading in one place: file → document → facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from ingest.affiliation import affiliations, places_by_name, with_owners_seen
from ingest.areas import plan_areas
from ingest.entities import NOBODY, build_entities
from ingest.indicators import read_indicators
from ingest.industries import industry_facts
from ingest.judgements import Judgements
from ingest.ledger import ledger, notes
from ingest.mentions import find_mentions
from ingest.model import Document, Extraction, Naming, Tie
from ingest.names import Names, find_names
from ingest.owners import project_owners
from ingest.placing import placed_facts
from ingest.prose import Prose, group_prose
from ingest.reading import Reading, passages, rebuild
from ingest.relations import prose_facts
from ingest.review import judged_supports
from ingest.sources import read_document
from ingest.support import field_supports
from ingest.tablefacts import Facts, table_facts


def read_plan(path: Path, judgements: Judgements = NOBODY) -> Extraction:
    """All that the plan at ``path`` says, with what people decided. Raises SourceError."""
    document = read_document(path)
    reading = rebuild(document)
    names = find_names(path, [field.name for field in reading.fields])
    return extract(document, reading, names, judgements)


def extract(
    document: Document, reading: Reading, names: Names, judgements: Judgements = NOBODY
) -> Extraction:
    """Facts of a rebuilt document; the same document, names and judgements always give the same."""
    prose, boxes = _read_prose(reading)
    facts = list(_facts(reading, names, prose, boxes))
    read = [naming for fact in facts for naming in fact.namings]
    facts.append(project_owners(read, document.text))
    namings = [naming for fact in facts for naming in fact.namings]
    ties = [tie for fact in facts for tie in fact.ties]
    entities, tied = build_entities(namings, ties, names, judgements)
    named = (*affiliations(entities, tied, document.text), *places_by_name(entities, tied))
    entities = with_owners_seen(entities, named)
    claims = tuple(sorted((*tied, *named), key=lambda claim: claim.id))
    return Extraction(
        document,
        entities,
        claims,
        judged_supports(field_supports(reading, entities, claims, prose), entities, judgements),
        tuple(ledger(reading, entities, claims)),
        tuple(passages(reading)),
        tuple(notes(reading)),
        judged=judgements.digest,
    )


def _read_prose(reading: Reading) -> tuple[tuple[Prose, ...], Sequence[Facts]]:
    """The boxes' facts, and the prose with what it names, zones' and boxes' names among it."""
    boxes = list(table_facts(reading.tables, reading.quoter))
    blocks = (*reading.blocks, *reading.inside)
    bare = group_prose(blocks, (), reading.quoter)
    zones = plan_areas(reading.document, bare)
    known = [*zones, *(naming for box in boxes for naming in box.namings)]
    return group_prose(blocks, find_mentions(blocks, known), reading.quoter), boxes


def _facts(
    reading: Reading, names: Names, prose: Sequence[Prose], boxes: Sequence[Facts]
) -> Iterator[Facts]:
    yield Facts(tuple(_field_namings(reading, names)), ())
    yield from boxes
    yield Facts(tuple(_indicators(reading)), ())
    areas = plan_areas(reading.document, prose)
    zones = frozenset(name for area in areas for name in (area.name, *area.aliases))
    zoned = tuple(one.with_zones(zones) for one in prose)
    yield Facts(areas, ())
    yield industry_facts(zoned, [n for box in boxes for n in box.namings])
    yield prose_facts(zoned, zones)
    yield placed_facts(zoned, zones)


def _indicators(reading: Reading) -> Iterator[Naming]:
    for part in reading.figures:
        trail = reading.trail_at(part.head_rows[0].line)
        scope = next((h.split("：")[-1] for h in trail if "：" in h), "") or reading.document.title
        yield from read_indicators(part, scope, reading.quoter)


def _field_namings(reading: Reading, names: Names) -> Iterator[Naming]:
    for field in reading.fields:
        attributes: dict[str, object] = {"order": field.order, "paragraph": field.block.text}
        if field.name in names.field_ids:
            attributes["id"] = names.field_ids[field.name]
        evidence = reading.quoter.of_block(field.block, field.span)
        yield Naming(
            "TechField",
            field.name,
            evidence,
            "fields.declared",
            attributes=MappingProxyType(attributes),
        )


__all__ = ["Facts", "Tie", "extract", "read_plan"]
