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
from ingest.topics import SHORTEST, Profile, Topic


@dataclass(frozen=True, slots=True)
class Statement:
    """An institution (entity id) and a field's words in one sentence."""

    institution: str
    profile: Profile
    topic: Topic
    evidence: tuple[Evidence, ...]


def statements(
    prose: Sequence[Prose], entities: Iterable[Entity], profiles: Sequence[Profile]
) -> Iterator[Statement]:
    """Each institution on which a sentence relies that speaks of a field in the field's words."""
    known = forms(entities)
    told = list(_telling(profiles))
    for one in prose:
        if one.block.kind != "heading" and one.sightings:
            for sentence in one.sentences():
                yield from _in_sentence(one, sentence, known, told)


def forms(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The institution that each form names; forms that two share are left out."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        if entity.label in INSTITUTION_TYPES:
            for form in (entity.name, *entity.aliases):
                found.setdefault(plain(form), set()).add(entity.id)
    return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1}


def _telling(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Topic]]:
    """Topics whose very words are one field's and no other's."""
    counts = Counter(text for p in profiles for text in {t.text for t in p.topics})
    for profile in profiles:
        for topic in profile.topics:
            said = topic.role != "context" and len(topic.text) >= SHORTEST
            if said and counts[topic.text] == 1:
                yield profile, topic


def _in_sentence(
    prose: Prose,
    sentence: Span,
    known: Mapping[str, str],
    told: Sequence[tuple[Profile, Topic]],
) -> Iterator[Statement]:
    text = prose.block.text[sentence.start : sentence.end]
    met = [(p, t) for p, t in told if t.text in text and p.block is not prose.block]
    relied = list(_relied_on(prose, sentence, known)) if met else []
    for profile, topic in met:
        at = sentence.start + text.find(topic.text)
        words = prose.quote(at, at + len(topic.text))
        for institution, span in relied:
            yield Statement(
                institution, profile, topic, (*prose.quote(span.start, span.end), *words)
            )


def _relied_on(
    prose: Prose, sentence: Span, known: Mapping[str, str]
) -> Iterator[tuple[str, Span]]:
    relies = re.compile(str(relation_words()["relied_on"]))
    for sighting in prose.within(sentence.start, sentence.end):
        at = sighting.mention.span
        before = prose.block.text[prose.clause(at.start).start : at.start]
        institution = known.get(plain(sighting.name))
        if institution and relies.search(before):
            yield institution, at
