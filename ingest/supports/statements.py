"""Sentences that put an institution beside a field's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.facts.industries import relation_words
from ingest.facts.prose import Prose
from ingest.model import INSTITUTION_TYPES, Block, Entity, Evidence, Span
from ingest.naming.alike import plain
from ingest.naming.technology import words_in
from ingest.supports.meeting import meetings
from ingest.supports.topics import SHORTEST, Profile, Topic

QUOTED = 60  # characters that a reader takes in as one quote


@dataclass(frozen=True, slots=True)
class Statement:
    """An institution (entity id) and a field's words in one sentence; ``strength`` up to 1."""

    institution: str
    profile: Profile
    topic: Topic
    strength: float
    literal: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The forms of every name, and the institution of each form that is one's own alone."""

    forms: frozenset[str]
    institutions: Mapping[str, str]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Known:
        """The names of ``entities``."""
        every: set[str] = set()
        bearers: dict[str, set[str]] = {}
        for entity in entities:
            every |= {entity.name, *entity.aliases}
            for form in (entity.name, *entity.aliases):
                if entity.label in INSTITUTION_TYPES:
                    bearers.setdefault(plain(form), set()).add(entity.id)
        own = {form: next(iter(ids)) for form, ids in bearers.items() if len(ids) == 1}
        return cls(frozenset(every), own)

    def at(self, prose: Prose, name: str, span: Span) -> str | None:
        """The institution named at ``span``, None where a longer name begins there."""
        text, size = prose.block.text, span.end - span.start
        longer = any(len(f) > size and text.startswith(f, span.start) for f in self.forms)
        return None if longer else self.institutions.get(plain(name))


def statements(
    prose: Sequence[Prose], entities: Iterable[Entity], profiles: Sequence[Profile]
) -> Iterator[Statement]:
    """Each institution of which a sentence says that it works on what a field is about."""
    known = Known.of(entities)
    told = list(_telling(profiles))
    own = list(_own_paragraphs(profiles))
    for one in prose:
        if one.block.kind != "heading" and one.sightings:
            for sentence in one.sentences():
                relied = list(_relied_on(one, sentence, known))
                yield from _in_sentence(one, sentence, relied, told)
                yield from _in_own(one, relied, _own_of(one.block, own))
                yield from _carried_on(one, sentence, known, profiles)


def _own_paragraphs(profiles: Sequence[Profile]) -> Iterator[tuple[Span, Profile]]:
    """Where in the document each field stands that has paragraphs wholly about it."""
    shared = Counter(id(profile.block) for profile in profiles)
    for profile in profiles:
        if shared[id(profile.block)] == 1:
            yield Span(profile.block.offsets[0], profile.block.offsets[-1]), profile


def _own_of(block: Block, own: Sequence[tuple[Span, Profile]]) -> Profile | None:
    """The field that a block is wholly about."""
    at = block.offsets[0]
    return next((profile for span, profile in own if span.start <= at <= span.end), None)


def _telling(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Topic]]:
    """Topics whose very words are one field's and no other's."""
    counts = Counter(text for p in profiles for text in {t.text for t in p.topics})
    for profile in profiles:
        for topic in profile.topics:
            said = topic.role != "context" and len(topic.text) >= SHORTEST
            if said and counts[topic.text] == 1 and not _is_general(topic):
                yield profile, topic


def _is_general(topic: Topic) -> bool:
    """One word of the general vocabulary (人工智能), which says little of who works on what."""
    whole = Span(0, len(topic.text))
    return topic.role != "name" and any(w.span == whole for w in words_in(topic.text))


def _in_sentence(
    prose: Prose,
    sentence: Span,
    relied: Sequence[tuple[str, Span]],
    told: Sequence[tuple[Profile, Topic]],
) -> Iterator[Statement]:
    """Whom a sentence relies on that has a field's very words, and does not declare the field."""
    met = [
        (profile, topic, words)
        for profile, topic in (told if relied else ())
        if not _declares(prose, sentence, profile)
        and (words := _outside_names(prose, sentence, topic))
    ]
    for profile, topic, words in _best(met):
        for institution, named in relied:
            quotes = _said(prose, named, words)
            yield Statement(institution, profile, topic, topic.weight, True, quotes)


def _outside_names(prose: Prose, sentence: Span, topic: Topic) -> Span | None:
    """Where a sentence has a topic's words for themselves, not in something's name."""
    named = [sighting.mention.span for sighting in prose.sightings]
    for found in re.finditer(re.escape(topic.text), prose.block.text):
        at = Span(*found.span())
        inside = any(n.start <= at.start and at.end <= n.end for n in named)
        if sentence.start <= at.start and at.end <= sentence.end and not inside:
            return at
    return None


def _declares(prose: Prose, sentence: Span, profile: Profile) -> bool:
    name = profile.topics[0].span
    return profile.block is prose.block and sentence.start <= name.start < sentence.end


def _in_own(
    prose: Prose, relied: Iterable[tuple[str, Span]], profile: Profile | None
) -> Iterator[Statement]:
    """Whom a field's own paragraph relies on."""
    for institution, named in relied if profile else ():
        assert profile
        name = profile.topics[0]
        quotes = _said(prose, named, name.span)
        yield Statement(institution, profile, name, name.weight, True, quotes)


def _carried_on(
    prose: Prose, sentence: Span, known: Known, profiles: Sequence[Profile]
) -> Iterator[Statement]:
    """``支持甲开展乙``: 甲 where 乙 falls under a field."""
    carries = re.compile(str(relation_words()["carries_on"]))
    for sighting in prose.within(sentence.start, sentence.end):
        at = sighting.mention.span
        clause = prose.clause(at.start)
        whole = prose.block.text[clause.start : clause.end]
        found = carries.match(whole[at.end - clause.start :])
        institution = known.at(prose, sighting.name, at) if found else None
        if found and institution:
            for meeting in meetings(found["what"], profiles):
                quotes = prose.quote(at.start, clause.end)
                yield Statement(
                    institution,
                    meeting.profile,
                    meeting.topic,
                    meeting.strength,
                    meeting.literal,
                    quotes,
                )


def _said(prose: Prose, named: Span, words: Span) -> tuple[Evidence, ...]:
    """The stretch from one to the other where it is short, else the clause of each."""
    start, end = min(named.start, words.start), max(named.end, words.end)
    if end - start <= QUOTED:
        return prose.quote(start, end)
    clauses = (prose.clause(named.start), prose.clause(words.start))
    return tuple(one for clause in clauses for one in prose.quote(clause.start, clause.end))


Met = tuple[Profile, Topic, Span]


def _best(met: Iterable[Met]) -> Iterable[Met]:
    """One topic of each field: its name before its technologies, the longer before the shorter."""
    best: dict[str, Met] = {}
    for one in sorted(met, key=lambda m: (-m[1].weight, -len(m[1].text))):
        best.setdefault(one[0].field, one)
    return best.values()


def _relied_on(prose: Prose, sentence: Span, known: Known) -> Iterator[tuple[str, Span]]:
    relies = re.compile(str(relation_words()["relied_on"]))
    for sighting in prose.within(sentence.start, sentence.end):
        at = sighting.mention.span
        before = prose.block.text[prose.clause(at.start).start : at.start]
        institution = known.at(prose, sighting.name, at) if relies.search(before) else None
        if institution:
            yield institution, at
