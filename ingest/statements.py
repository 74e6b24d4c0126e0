"""Sentences that put an institution beside a field's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.alike import plain
from ingest.industries import relation_words
from ingest.model import INSTITUTION_TYPES, Entity, Evidence, Span
from ingest.prose import Prose
from ingest.technology import words_in
from ingest.topics import SHORTEST, Profile, Topic

QUOTED = 60  # characters that a reader takes in as one quote


@dataclass(frozen=True, slots=True)
class Statement:
    """An institution (entity id) and a field's words in one sentence."""

    institution: str
    profile: Profile
    topic: Topic
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
    """Each institution on which a sentence relies that speaks of a field in the field's words."""
    known = Known.of(entities)
    told = list(_telling(profiles))
    for one in prose:
        if one.block.kind != "heading" and one.sightings:
            for sentence in one.sentences():
                yield from _in_sentence(one, sentence, known, told)


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
    known: Known,
    told: Sequence[tuple[Profile, Topic]],
) -> Iterator[Statement]:
    text = prose.block.text[sentence.start : sentence.end]
    met = _best(p_t for p_t in told if p_t[1].text in text and p_t[0].block is not prose.block)
    relied = list(_relied_on(prose, sentence, known)) if met else []
    for profile, topic in met:
        at = sentence.start + text.find(topic.text)
        words = Span(at, at + len(topic.text))
        for institution, named in relied:
            yield Statement(institution, profile, topic, _said(prose, named, words))


def _said(prose: Prose, named: Span, words: Span) -> tuple[Evidence, ...]:
    """The stretch from one to the other where it is short, else the clause of each."""
    start, end = min(named.start, words.start), max(named.end, words.end)
    if end - start <= QUOTED:
        return prose.quote(start, end)
    clauses = (prose.clause(named.start), prose.clause(words.start))
    return tuple(one for clause in clauses for one in prose.quote(clause.start, clause.end))


def _best(met: Iterable[tuple[Profile, Topic]]) -> list[tuple[Profile, Topic]]:
    """One topic of each field: its name before its technologies, the longer before the shorter."""
    best: dict[str, tuple[Profile, Topic]] = {}
    for profile, topic in sorted(met, key=lambda pair: (-pair[1].weight, -len(pair[1].text))):
        best.setdefault(profile.field, (profile, topic))
    return list(best.values())


def _relied_on(prose: Prose, sentence: Span, known: Known) -> Iterator[tuple[str, Span]]:
    relies = re.compile(str(relation_words()["relied_on"]))
    for sighting in prose.within(sentence.start, sentence.end):
        at = sighting.mention.span
        before = prose.block.text[prose.clause(at.start).start : at.start]
        institution = known.at(prose, sighting.name, at) if relies.search(before) else None
        if institution:
            yield institution, at
