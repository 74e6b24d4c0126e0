"""Claims → which institution supports which field, and why.

A ground is one path from an institution to a field: its own name, business
or direction; something that it hosts or undertakes; an industry in which it
takes part; a sentence that puts it beside the field's own words. The grounds
of one institution for one field make one support, as sure as the best of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.catalogue import LANGUAGES, text
from ingest.evidence import Quoter
from ingest.facts.prose import Prose
from ingest.layout.reading import Reading
from ingest.model import (
    INSTITUTION_TYPES,
    Block,
    Claim,
    Entity,
    Evidence,
    Reason,
    Span,
    Support,
)
from ingest.naming.alike import plain
from ingest.supports.candidate import DeclaredField
from ingest.supports.meeting import LISTED, Meeting, items_in, meetings
from ingest.supports.statements import statements
from ingest.supports.topics import Declared, Profile, Topic, profiles

INDUSTRIES = frozenset({"IndustryChain", "FutureIndustry", "ServiceIndustry"})
DESCRIBED = ("direction", "business")
SHOWN = 0.63  # what the default view shows is at least this sure
KEPT = 0.2  # what is less sure than this says nothing

# How much a path says: the institution's own words, one step, two steps.
OWN = {"name": 0.9, "direction": 0.95, "business": 0.95}
TRADE_NAME = 0.85  # what a firm's name says of its trade
STEP, TWO_STEPS, MEMBER, STATED = 0.9, 0.8, 0.9, 0.95
ONE_OF_MANY = 0.6
#: Ties that a thing has with whom it belongs to.
OWNING = ("HOSTED_BY", "UNDERTAKEN_BY")
BEFORE = 2  # characters before a word that tell whose name it belongs to


@dataclass(frozen=True, slots=True)
class Touch:
    """A thing's own words fall under a field; ``block`` and ``span`` are where they stand."""

    thing: Entity
    kind: str
    words: str
    meeting: Meeting
    strength: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One path from an institution to a field."""

    institution: str
    field: str
    stated: bool
    confidence: float
    via: tuple[str, ...]
    reason: Reason
    evidence: tuple[Evidence, ...]


def field_supports(
    reading: Reading,
    fields: Sequence[DeclaredField],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    prose: Sequence[Prose],
) -> tuple[Support, ...]:
    """Every support that the document's words carry, the weaker ones too, in a stable order."""
    told = profiles(list(_declared(fields, entities, prose)))
    case = _Case(reading, entities, claims, told)
    grounds = [*case.grounds(), *_spoken(case, reading, prose)]
    return tuple(_merged(grounds))


def _declared(
    fields: Iterable[DeclaredField], entities: Iterable[Entity], prose: Iterable[Prose]
) -> Iterator[Declared]:
    ids = {entity.name: entity.id for entity in entities if entity.label == "TechField"}
    named = frozenset(
        at
        for one in prose
        for s in one.sightings
        for at in one.block.offsets[s.mention.span.start : s.mention.span.end]
    )
    for field in fields:
        if field.name in ids:  # people may have rejected it
            spans = tuple(Span(i, i + 1) for i, at in enumerate(field.block.offsets) if at in named)
            yield Declared(ids[field.name], field.name, field.block, field.span, spans)


class _Case:
    """What the grounds are drawn from: entities, their ties, and where their words stand."""

    def __init__(
        self,
        reading: Reading,
        entities: Sequence[Entity],
        claims: Sequence[Claim],
        told: Sequence[Profile],
    ) -> None:
        self.quoter: Quoter = reading.quoter
        self.profiles = told
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.claims[claim.type].append(claim)
        self._cells: dict[str, list[Block]] = defaultdict(list)
        for block in reading.inside:
            if block.kind == "cell":
                self._cells[block.text].append(block)
        self._touches = {e.id: tuple(self._touching(e)) for e in entities}

    def grounds(self) -> Iterator[Ground]:
        """The grounds of names, descriptions and ties."""
        yield from self._own()
        yield from self._one_step()
        yield from self._members()
        yield from self._builders()

    def _touching(self, entity: Entity) -> Iterator[Touch]:
        """Where a thing's name or description falls under a field."""
        if entity.label in ("TechField", "Area", "Indicator", "Government"):
            return
        for meeting in meetings(entity.name, self.profiles):
            words = _cut(entity.name, meeting.span)
            yield Touch(entity, "name", words, meeting, meeting.strength, entity.evidence[:1])
        for kind in DESCRIBED:
            if described := str(entity.attributes.get(kind, "")):
                yield from self._described(entity, kind, described)

    def _described(self, entity: Entity, kind: str, described: str) -> Iterator[Touch]:
        broad = entity.label in INSTITUTION_TYPES - {"Laboratory"} and items_in(described) > LISTED
        for meeting in meetings(described, self.profiles, entity.name):
            strength = meeting.strength
            if broad and not meeting.is_named:
                strength *= ONE_OF_MANY
            words = _cut(described, meeting.item)
            evidence = self._described_at(entity, described, meeting.item) or entity.evidence[:1]
            yield Touch(entity, kind, words, meeting, strength, evidence)

    def _described_at(self, entity: Entity, described: str, span: Span) -> tuple[Evidence, ...]:
        """The words in the entity's own row: two rows may say the same."""
        blocks = self._cells.get(described, [])
        own = [b for b in blocks if b.trail and entity.name in plain(b.trail[-1])]
        return self.quoter.of_block((own or blocks)[0], span) if blocks else ()

    def _own(self) -> Iterator[Ground]:
        for entity in self.entities.values():
            for touch in self._touches[entity.id] if entity.label in INSTITUTION_TYPES else ():
                trade = entity.label == "Enterprise" and touch.kind == "name"
                confidence = (TRADE_NAME if trade else OWN[touch.kind]) * touch.strength
                yield self._ground(entity, touch, f"own_{touch.kind}", confidence, ())

    def _one_step(self) -> Iterator[Ground]:
        """Hosts and undertakers: what they host or undertake falls under the field."""
        for relation in OWNING:
            for claim in self.claims[relation]:
                institution, thing = self.entities[claim.tail], self.entities[claim.head]
                if institution.label in INSTITUTION_TYPES:
                    for touch in self._beside_owner(thing, institution):
                        path = f"{relation.lower()}_{touch.kind}"
                        yield self._ground(
                            institution, touch, path, STEP * touch.strength, (claim,)
                        )

    def _beside_owner(self, thing: Entity, owner: Entity) -> Iterator[Touch]:
        """Where the thing's own words fall under a field, its owner's name in them left out."""
        owned = (owner.name, *owner.aliases)
        for touch in self._touches[thing.id]:
            at = touch.meeting.span
            words = thing.name[max(0, at.start - BEFORE) : at.end]
            of_owner = at.start and any(words in form for form in owned)
            if touch.kind != "name" or not of_owner:
                yield touch

    def _members(self) -> Iterator[Ground]:
        """Members of an industry that is the field's by its name, and who hosts a member."""
        for claim in self.claims["PARTICIPATES_IN"]:
            member, industry = self.entities[claim.head], self.entities[claim.tail]
            for touch in self._touches[industry.id]:
                yield from self._membership(member, touch, claim)

    def _membership(self, member: Entity, touch: Touch, claim: Claim) -> Iterator[Ground]:
        wide = touch.meeting.broader or _is_wider(touch)
        strength = touch.strength * (ONE_OF_MANY if wide else 1.0)
        if member.label in INSTITUTION_TYPES:
            yield self._ground(member, touch, "member", MEMBER * strength, (claim,))
        for hosted in self.claims["HOSTED_BY"]:
            host = self.entities[hosted.tail]
            if hosted.head == member.id and host.label in INSTITUTION_TYPES:
                steps = (hosted, claim)
                yield self._ground(host, touch, "host_of_member", TWO_STEPS * strength, steps)

    def _builders(self) -> Iterator[Ground]:
        """Who undertakes a project that stands in the row of an industry that is the field's."""
        undertakers = {claim.head: claim for claim in self.claims["UNDERTAKEN_BY"]}
        for listed in self.claims["HAS_PROJECT"]:
            undertaken = undertakers.get(listed.tail)
            owner = self.entities[undertaken.tail] if undertaken else None
            if undertaken and owner and owner.label in INSTITUTION_TYPES:
                named = (t for t in self._touches[listed.head] if t.meeting.is_named)
                for touch in named:
                    confidence = TWO_STEPS * touch.strength
                    steps = (undertaken, listed)
                    yield self._ground(owner, touch, "builder", confidence, steps)

    def _ground(
        self,
        institution: Entity,
        touch: Touch,
        path: str,
        confidence: float,
        steps: tuple[Claim, ...],
    ) -> Ground:
        through = dict.fromkeys(end for step in steps for end in (step.head, step.tail))
        return Ground(
            institution.id,
            touch.meeting.profile.field,
            touch.meeting.literal and _is_one_statement(touch, steps),
            confidence * min((step.confidence for step in steps), default=1.0),
            tuple(id_ for id_ in through if id_ != institution.id),
            self._why(institution, touch, path, steps),
            (
                *(e for step in steps for e in step.evidence),
                *touch.evidence,
                *self.field_side(touch.meeting.profile, touch.meeting.topic),
            ),
        )

    def _why(
        self, institution: Entity, touch: Touch, path: str, steps: tuple[Claim, ...]
    ) -> Reason:
        between = self.entities[steps[0].head] if len(steps) > 1 else institution
        return _reason(
            path,
            institution=institution,
            thing=touch.thing,
            field=self.entities[touch.meeting.profile.field],
            member=between,
            words=touch.words,
            topic=touch.meeting.topic,
        )

    def field_side(self, profile: Profile, topic: Topic) -> tuple[Evidence, ...]:
        """The field's own words that meet the institution's."""
        return self.quoter.of_block(profile.block, topic.span)


def _spoken(case: _Case, reading: Reading, prose: Sequence[Prose]) -> Iterator[Ground]:
    """Sentences and rows that put an institution beside a field's own words."""
    told = statements(prose, reading.tables, case.quoter, case.entities.values(), case.profiles)
    for said in told:
        institution, field = case.entities[said.institution], case.entities[said.profile.field]
        reason = _reason(
            "sentence",
            institution=institution,
            thing=institution,
            field=field,
            member=institution,
            words=said.topic.text,
            topic=said.topic,
        )
        yield Ground(
            said.institution,
            field.id,
            said.literal,
            STATED * said.strength,
            (),
            reason,
            (*said.evidence, *case.field_side(said.profile, said.topic)),
        )


def _is_one_statement(touch: Touch, steps: Sequence[Claim]) -> bool:
    """Whether institution and words meet in one sentence, row or name: its own, or those of a thing
    that it hosts or undertakes, in the place that says so. What goes over an industry does not:
    its row lists the institution, not the field."""
    if not steps:
        return True
    claim = steps[0]
    if len(steps) > 1 or claim.type not in OWNING:
        return False
    if touch.kind == "name":
        return True
    places = {(e.document, e.section) for e in touch.evidence if e.section}
    return claim.basis == "table" and any((e.document, e.section) in places for e in claim.evidence)


def _is_wider(touch: Touch) -> bool:
    """Whether an industrial cluster holds more than what falls under the field."""
    core = touch.thing.name.removesuffix("产业集群")
    return touch.thing.label == "IndustryCluster" and len(core) > len(touch.words) + 1


def _cut(words: str, span: Span) -> str:
    return words[span.start : span.end]


def _reason(
    path: str,
    *,
    institution: Entity,
    thing: Entity,
    field: Entity,
    member: Entity,
    words: str,
    topic: Topic,
) -> Reason:
    def said(lang: str) -> str:
        about = "field" if topic.role == "name" else "topic"
        under = text(f"support.{about}", lang, field=_called(field, lang), topic=topic.text)
        return text(
            f"support.{path}",
            lang,
            institution=_called(institution, lang),
            thing=_called(thing, lang),
            member=_called(member, lang),
            words=words,
            under=under,
        )

    return Reason(*map(said, LANGUAGES))


def _called(entity: Entity, lang: str) -> str:
    """Its English name where it has one and English is spoken."""
    return str(entity.attributes.get("name_en", entity.name)) if lang == "en" else entity.name


def _merged(grounds: Iterable[Ground]) -> Iterator[Support]:
    """One support for each institution and field, out of all their grounds."""
    together: dict[tuple[str, str], list[Ground]] = defaultdict(list)
    for ground in grounds:
        if ground.confidence >= KEPT:
            together[ground.institution, ground.field].append(ground)
    for (institution, field), own in sorted(together.items()):
        yield _support(institution, field, sorted(own, key=lambda g: (-g.confidence, g.via)))


def _support(institution: str, field: str, grounds: Sequence[Ground]) -> Support:
    """The best grounds first; beside grounds that are shown, weaker ones are left out."""
    best = grounds[0].confidence
    told = [g for g in grounds if best < SHOWN or g.confidence >= SHOWN]
    return Support(
        institution,
        field,
        "stated" if any(g.stated for g in told) else "derived",
        round(best, 2),
        round(best, 2) >= SHOWN,
        tuple(dict.fromkeys(id_ for g in told for id_ in g.via)),
        tuple(dict.fromkeys(g.reason for g in told)),
        tuple(dict.fromkeys(e for g in told for e in g.evidence)),
    )
