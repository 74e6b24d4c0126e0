"""People's word on single facts: what they rejected goes, what they added comes with its line.

A word finds its fact by the names of both ends, as names are compared, so that
it outlives a new reading. An added fact is cut from the very lines that its
judgement names; where a new version of the plan has them elsewhere, the same
words are looked for, the nearest first; where it has them no more, the word
waits and the reading says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ingest.catalogue import LANGUAGES, text
from ingest.judging.judgements import (
    ADD,
    ENTITY,
    IDENTIFIER,
    REJECT,
    SUPPORTS,
    Judgement,
    Judgements,
)
from ingest.layout.reading import Reading, row_lines
from ingest.model import (
    ENTITY_TYPES,
    RELATION_ENDS,
    RELATION_TYPES,
    Claim,
    Document,
    Entity,
    Evidence,
    Naming,
    ReadingNote,
    Reason,
    Signed,
    Support,
    content_hash,
)
from ingest.naming.alike import plain

RULE = "person.added"
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """Entities and claims with people's word on them, and the evidence of what they rejected."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Evidence, ...] = ()

    @property
    def facts(self) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
        """Entities and claims."""
        return self.entities, self.claims


@dataclass(frozen=True, slots=True)
class Placed:
    """The facts that people added to this plan, each with its lines, and what waits."""

    rows: tuple[tuple[Judgement, tuple[Evidence, ...]], ...] = ()
    notes: tuple[ReadingNote, ...] = ()

    def of(self, *kinds: str) -> Iterator[tuple[Judgement, tuple[Evidence, ...]]]:
        """Those of these kinds."""
        return ((row, evidence) for row, evidence in self.rows if row.kind in kinds)


def placed(judgements: Judgements, reading: Reading, title: str = "") -> Placed:
    """Where this plan (also called ``title``) has the lines of the facts that people added."""
    document = reading.document
    rows, notes = [], []
    for row in judgements.rows:
        if (
            row.verdict == ADD
            and row.kind != IDENTIFIER
            and row.plan in ("", document.title, title)
        ):
            span = _find(document, row)
            if span:
                rows.append((row, _evidence(reading, *span)))
            else:
                notes.append(ReadingNote(_waiting(row)))
    return Placed(tuple(rows), tuple(notes))


def cut_lines(document: Document, lines: str) -> str | None:
    """The words of "12" or "12-14", without white space; None where there are no such lines."""
    numbers = line_numbers(lines)
    if not numbers or numbers[-1] > len(document.lines):
        return None
    return bare("".join(document.lines[number - 1].text for number in numbers)) or None


def bare(words: str) -> str:
    """Without white space."""
    return "".join(words.split())


def line_numbers(lines: str) -> range | None:
    """The numbers that "12" or "12-14" names; None for anything else, or for too many."""
    first, dash, last = lines.partition("-")
    parts = (first, last) if dash else (first, first)
    if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
        return None
    start, end = map(int, parts)
    return range(start, end + 1) if 0 < start <= end < start + MOST_LINES else None


def added_namings(known: Placed) -> Iterator[Naming]:
    """What people named, as if the reader had."""
    for row, evidence in known.of(ENTITY):
        yield Naming(row.second, row.first, evidence, RULE)


def kept_facts(
    entities: Sequence[Entity], claims: Sequence[Claim], judgements: Judgements, known: Placed
) -> Kept:
    """Without what people rejected, with what they added, and their word on what they confirmed."""
    claims = sorted(claims, key=lambda claim: claim.id)
    if not judgements.on(ENTITY, IDENTIFIER, *RELATION_TYPES):
        return Kept(tuple(entities), tuple(claims))
    said = _Said(judgements, entities)
    there = [_signed_entity(said.identified(one), said.of_entity(one)) for one in entities]
    alive = {one.id for one in entities if not _is_rejected(said.of_entity(one))}
    every = _with_added(claims, said, known, alive)
    words = {claim.id: said.of_claim(claim) for claim in every}
    kept = [c for c in every if {c.head, c.tail} <= alive and not _is_rejected(words[c.id])]
    return Kept(
        tuple(one for one in there if one.id in alive),
        tuple(_signed_claim(claim, words[claim.id]) for claim in kept),
        (
            *(e for one in entities if one.id not in alive for e in one.evidence),
            *(e for claim in every if claim not in kept for e in claim.evidence),
        ),
    )


def judged_supports(
    supports: Sequence[Support],
    entities: Iterable[Entity],
    judgements: Judgements,
    known: Placed = Placed(),
) -> tuple[Support, ...]:
    """The supports with people's word on them: accepted and added ones are shown, rejected ones
    are gone; who, when and why stand first among the reasons."""
    if not judgements.on(SUPPORTS):
        return tuple(supports)
    said = _Said(judgements, list(entities))
    found = {(each.institution, each.field): each for each in supports}
    for row, evidence in known.of(SUPPORTS):
        for key in said.ends(row):
            found[key] = _with_line(found.get(key), key, evidence)
    words = {key: said.of_support(*key) for key in found}
    return tuple(
        _judged(each, words[key])
        for key, each in sorted(found.items())
        if not _is_rejected(words[key])
    )


def without_ends(
    known: Placed, entities: Sequence[Entity], judgements: Judgements
) -> Iterator[ReadingNote]:
    """Relations and supports that people added between things which this plan does not name."""
    said = _Said(judgements, entities)
    for row, evidence in known.of(SUPPORTS, *RELATION_TYPES):
        if not list(said.ends(row)):
            yield ReadingNote(_waiting(row, "no_ends"), evidence[0].page, evidence[0].line)


class _Said:
    """What was said of each fact, found by the forms of its ends."""

    def __init__(self, judgements: Judgements, entities: Sequence[Entity]) -> None:
        self.judgements = judgements
        self.homes: dict[str, list[Entity]] = {}
        for entity in entities:
            for form in {plain(f) for f in (entity.id, entity.name, *entity.aliases)}:
                self.homes.setdefault(form, []).append(entity)
        self._identifiers: dict[str, set[str]] = {}
        for row in judgements.on(IDENTIFIER):
            for id, word in self.ends(row) if row.verdict == ADD else ():
                self._identifiers.setdefault(id, set()).add(word)
        self._words: Mapping[tuple[str, str, str], Judgement] = {
            (row.kind, *ends): row for row in judgements.rows if row.kind for ends in self.ends(row)
        }

    def ends(self, row: Judgement) -> Iterator[tuple[str, str]]:
        """The ids that a judgement on a fact speaks of."""
        if row.kind == ENTITY:
            yield from ((one.id, one.label) for one in self._things(row.first, {row.second}))
            return
        if row.kind == IDENTIFIER:
            yield from ((one.id, row.second) for one in self._things(row.first, ENTITY_TYPES))
            return
        heads, tails = (
            self._things(n, t) for n, t in zip((row.first, row.second), RELATION_ENDS[row.kind])
        )
        yield from product((one.id for one in heads), (one.id for one in tails))

    def identified(self, entity: Entity) -> Entity:
        """The entity with the identifiers that people chose for it."""
        found = tuple(sorted(self._identifiers.get(entity.id, ())))
        kept = {**entity.attributes, "identifiers": found}
        return replace(entity, attributes=kept) if found else entity

    def of_entity(self, entity: Entity) -> Judgement | None:
        """The word on an entity."""
        return self._words.get((ENTITY, entity.id, entity.label))

    def of_claim(self, claim: Claim) -> Judgement | None:
        """The word on a relation."""
        return self._words.get((claim.type, claim.head, claim.tail))

    def of_support(self, institution: str, field: str) -> Judgement | None:
        """The word on a support."""
        return self._words.get((SUPPORTS, institution, field))

    def _things(self, name: str, types: Collection[str]) -> list[Entity]:
        forms = sorted(self.judgements.forms(name))
        found = (one for form in forms for one in self.homes.get(form, ()) if one.label in types)
        return list({one.id: one for one in found}.values())


def _with_added(
    claims: Sequence[Claim], said: _Said, known: Placed, alive: Iterable[str]
) -> tuple[Claim, ...]:
    """The claims, and those that people added between things that are there."""
    there = {claim.id: claim for claim in claims}
    for row, evidence in known.of(*RELATION_TYPES):
        for head, tail in said.ends(row):
            key = content_hash(row.kind, head, tail)
            if head != tail and {head, tail} <= set(alive) and key not in there:
                there[key] = Claim(key, row.kind, head, tail, _basis(evidence), RULE, evidence)
    return tuple(sorted(there.values(), key=lambda claim: claim.id))


def _basis(evidence: Sequence[Evidence]) -> str:
    return "table" if evidence[0].section.startswith("专栏") else "prose"


def _is_rejected(row: Judgement | None) -> bool:
    return row is not None and row.verdict == REJECT


def _signed_entity(entity: Entity, row: Judgement | None) -> Entity:
    return replace(entity, judged=_signed(row)) if row else entity


def _signed_claim(claim: Claim, row: Judgement | None) -> Claim:
    return replace(claim, judged=_signed(row), default=True) if row else claim


def _judged(support: Support, row: Judgement | None) -> Support:
    if not row:
        return support
    reasons = (_signed(row).words, *support.reasons)
    return replace(support, default=True, reasons=reasons, judged=row.verdict)


def _with_line(
    support: Support | None, key: tuple[str, str], evidence: tuple[Evidence, ...]
) -> Support:
    """A support that people added, the reader's own grounds behind it."""
    if support is None:
        return Support(*key, "stated", 1.0, True, evidence=evidence)
    every = tuple(dict.fromkeys((*evidence, *support.evidence)))
    return replace(support, basis="stated", confidence=1.0, evidence=every)


def _signed(row: Judgement) -> Signed:
    return Signed(row.verdict, Reason(*(_sentence(row, lang) for lang in LANGUAGES)))


def _sentence(row: Judgement, lang: str) -> str:
    why = text("review.fact.why", lang, why=row.why) if row.why else ""
    return text(f"review.fact.{row.verdict}", lang, who=row.who, when=row.when[:10], why=why)


def _waiting(row: Judgement, key: str = "no_line") -> str:
    told = {"first": row.first, "second": row.second, "who": row.who, "lines": row.lines}
    return " / ".join(text(f"review.fact.{key}", lang, **told) for lang in LANGUAGES)


def _find(document: Document, row: Judgement) -> tuple[int, int] | None:
    """Offsets of the lines' words: the lines themselves, else the nearest place that has them."""
    numbers = line_numbers(row.lines) or range(1, 2)
    if cut_lines(document, row.lines) == bare(row.quote):
        return document.lines[numbers[0] - 1].start, document.lines[numbers[-1] - 1].end
    return _nearest(document, bare(row.quote), numbers[0])


def _nearest(document: Document, quote: str, line: int) -> tuple[int, int] | None:
    """Where the text has ``quote``, white space aside, nearest to ``line``."""
    offsets = [at for at, sign in enumerate(document.text) if not sign.isspace()]
    words = "".join(document.text[at] for at in offsets)
    wanted = document.lines[min(line, len(document.lines)) - 1].start if document.lines else 0
    found = []
    at = words.find(quote) if quote else -1
    while at >= 0:
        found.append((offsets[at], offsets[at + len(quote) - 1] + 1))
        at = words.find(quote, at + 1)
    return min(found, key=lambda span: abs(span[0] - wanted), default=None)


def _evidence(reading: Reading, start: int, end: int) -> tuple[Evidence, ...]:
    """The words from ``start`` to ``end``, a quote for each page, under their heading or box."""
    line = reading.quoter.line_at(start)
    section = next((box for box, lines in _boxes(reading) if line in lines), "")
    trail = section or " › ".join(reading.trail_at(line))
    inked = ((at, at + 1) for at in range(start, end) if not reading.document.text[at].isspace())
    return reading.quoter.of_spans(inked, trail)


def _boxes(reading: Reading) -> Iterator[tuple[str, frozenset[int]]]:
    for table in reading.tables:
        lines = {line for row in table.rows for line in row_lines(reading.quoter, row)}
        yield f"专栏：{table.title}", frozenset(lines)
