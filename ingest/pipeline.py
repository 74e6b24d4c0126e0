"""The whole reading in one place: file → document → facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ingest.about import NO_ABOUT, About
from ingest.attribute import Attribute
from ingest.facts.affiliation import affiliations, places_by_name, with_owners_seen
from ingest.facts.areas import plan_areas
from ingest.facts.attributes import attributes, in_order, stated_in_brackets
from ingest.facts.indicators import read_indicators, table_indicators
from ingest.facts.industries import INDUSTRIES, industries_in, industry_facts, with_industries
from ingest.facts.known import forms_of
from ingest.facts.listed import listed_things
from ingest.facts.owners import project_owners
from ingest.facts.placing import placed_facts
from ingest.facts.projects import with_projects
from ingest.facts.prose import Prose, group_prose
from ingest.facts.relations import prose_facts
from ingest.facts.stated import plan_targets
from ingest.facts.tablefacts import Facts, table_facts
from ingest.facts.targets import Target, period_of
from ingest.facts.told import told_things
from ingest.facts.weighed import weighed_facts
from ingest.identity.entities import NOBODY, build_entities
from ingest.identity.names import Names, find_names
from ingest.identity.relative import completed, short_hospitals, zones_that_act
from ingest.judging.corrections import corrected
from ingest.judging.judgements import Judgements
from ingest.judging.verdicts import added_namings, judged_supports, kept_facts, placed, without_ends
from ingest.layout.reading import Reading, passages, rebuild
from ingest.ledger import ledger, notes, unsure
from ingest.model import Document, Entity, Extraction, Naming, ReadingNote, Tie
from ingest.naming.mentions import find_mentions
from ingest.sources import read_document
from ingest.sources.about import about
from ingest.supports.candidate import DeclaredField
from ingest.supports.doubt import doubted
from ingest.supports.fields import declared_fields
from ingest.supports.lenses import Lens, lay
from ingest.supports.support import field_supports


@dataclass(frozen=True, slots=True)
class Read:
    """A plan as far as it reads the same whatever people decided: facts before things are told
    apart."""

    reading: Reading
    fields: tuple[DeclaredField, ...]
    names: Names
    prose: tuple[Prose, ...]
    facts: tuple[Facts, ...]
    about: About = NO_ABOUT
    targets: tuple[Target, ...] = ()


def read_plan(
    path: Path, judgements: Judgements = NOBODY, lenses: Iterable[Lens] = ()
) -> Extraction:
    """All that the plan at ``path`` says, with what people decided, under its own fields and those
    of ``lenses``. Raises SourceError."""
    return conclude(read_file(path), judgements, lenses)


def read_file(path: Path, document: Document | None = None) -> Read:
    """The plan at ``path``, read but for people's judgements; ``document`` where it is at hand.
    Raises SourceError."""
    reading = rebuild(document or read_document(path))
    fields = declared_fields(reading.blocks, reading.tables)
    return read(reading, fields, find_names(path, [field.name for field in fields]))


def read(reading: Reading, fields: tuple[DeclaredField, ...], names: Names) -> Read:
    """What a rebuilt document says, place by place."""
    prose, boxes = _read_prose(reading)
    facts = [Facts(tuple(_field_namings(reading, fields, names)), ())]
    what = about(reading.document)
    facts += _facts(reading, prose, boxes, what)
    namings = [naming for fact in facts for naming in fact.namings]
    ties = [tie for fact in facts for tie in fact.ties]
    facts.append(project_owners(namings, ties, reading.document.text))
    zones = dict.fromkeys(naming.name for naming in namings if naming.label == "Area")
    targets = plan_targets(reading, what, zones)
    return Read(reading, fields, names, prose, tuple(facts), what, targets)


def extract(reading: Reading, names: Names, judgements: Judgements = NOBODY) -> Extraction:
    """Facts of a rebuilt document; the same document, names and judgements always give the same."""
    return conclude(
        read(reading, declared_fields(reading.blocks, reading.tables), names), judgements
    )


def conclude(
    known: Read, judgements: Judgements = NOBODY, lenses: Iterable[Lens] = ()
) -> Extraction:
    """Things told apart, tied and weighed, with what people decided; always the same for the
    same."""
    reading, document = known.reading, known.reading.document
    what = corrected(known.about, judgements.plans.of(document.id, document.title))
    added = placed(judgements, reading, what["title"])
    namings = [*(n for fact in known.facts for n in fact.namings), *added_namings(added)]
    ties = [tie for fact in known.facts for tie in fact.ties]
    every, tied_by = completed(what, namings, ties)
    home = what["short"], what["place"]
    entities, tied = build_entities(every, tied_by, known.names, judgements, *home)
    named = (*affiliations(entities, tied, document.text), *places_by_name(entities, tied))
    kept = kept_facts(with_owners_seen(entities, named), (*tied, *named), judgements, added)
    supports = doubted(
        field_supports(reading, known.fields, kept.entities, kept.claims, known.prose)
    )
    return Extraction(
        document,
        kept.entities,
        kept.claims,
        judged_supports(supports, kept.entities, judgements, added),
        tuple(ledger(reading, known.fields, kept.entities, kept.claims, kept.rejected)),
        tuple(passages(reading)),
        (*_notes(reading), *added.notes, *without_ends(added, kept.entities, judgements)),
        judged=judgements.of(document.id, document.title),
        about=what,
        lenses=tuple(lay(lens, reading, *kept.facts, known.prose) for lens in lenses),
        attributes=_attributes(known, kept.entities),
        targets=known.targets,
    )


def _attributes(known: Read, entities: Sequence[Entity]) -> tuple[Attribute, ...]:
    """What the plan states of entities beside their ties: in tables and in brackets."""
    told = attributes((s for fact in known.facts for s in fact.stated), entities)
    reading = known.reading
    return in_order((*told, *stated_in_brackets(reading.blocks, entities, reading.quoter)))


def _notes(reading: Reading) -> Iterator[ReadingNote]:
    yield from notes(reading)
    yield from unsure(reading.document)


def _read_prose(reading: Reading) -> tuple[tuple[Prose, ...], Sequence[Facts]]:
    """The boxes' facts, and the prose with what it names, zones' and boxes' names among it."""
    blocks = (*reading.blocks, *reading.inside)
    bare = group_prose(blocks, (), reading.quoter)
    zones = plan_areas(reading.document, bare)
    listed = list(listed_things(reading.blocks, reading.quoter))
    told = group_prose(blocks, find_mentions(blocks, [*zones, *listed]), reading.quoter)
    forms = forms_of(one.naming(s) for one in told for s in one.sightings)
    forms = {**forms, **{zone.name: ("Area", zone.name) for zone in zones}}
    single = (*listed, *told_things(told))
    boxes = [*table_facts(reading.tables, reading.quoter, forms), Facts(single, ())]
    known = [*zones, *(naming for box in boxes for naming in box.namings)]
    return group_prose(blocks, find_mentions(blocks, known), reading.quoter), boxes


def _facts(
    reading: Reading, prose: Sequence[Prose], boxes: Sequence[Facts], what: About
) -> Iterator[Facts]:
    yield from boxes
    yield from _indicators(reading, period_of(what)[1])
    areas = plan_areas(reading.document, prose)
    zones = frozenset(name for area in areas for name in (area.name, *area.aliases))
    zoned = tuple(one.with_zones(zones) for one in prose)
    listed = [n for box in boxes for n in box.namings if n.label in INDUSTRIES]
    known = {n.name: n.label for n in industries_in(zoned, listed)}
    told = tuple(with_projects(with_industries(one, known)) for one in zoned)
    yield Facts(areas, ())
    yield industry_facts(told, listed)
    yield prose_facts(told, zones)
    yield placed_facts(zoned, zones)
    yield weighed_facts(told)
    yield Facts((*zones_that_act(zoned), *short_hospitals(zoned)), ())


def _indicators(reading: Reading, end: int) -> Iterator[Facts]:
    for table in reading.tables:
        scope = table.title or reading.document.title
        yield Facts(tuple(table_indicators(table, scope, end, reading.quoter)), ())
    for part in reading.figures:
        trail = reading.trail_at(part.head_rows[0].line)
        scope = next((h.split("：")[-1] for h in trail if "：" in h), "") or reading.document.title
        yield Facts(tuple(read_indicators(part, scope, end, reading.quoter)), ())


def _field_namings(
    reading: Reading, fields: Sequence[DeclaredField], names: Names
) -> Iterator[Naming]:
    for field in fields:
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


__all__ = ["Facts", "Read", "Tie", "conclude", "extract", "read_file", "read_plan"]
