"""Sentences that put an institution beside a field's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.evidence import Quoter
from ingest.facts.frames import EACH, enumerations, lead_of
from ingest.facts.industries import relation_words
from ingest.facts.prose import Prose
from ingest.layout.table import Cell, Table, TableRow
from ingest.model import INSTITUTION_TYPES, Block, Entity, Evidence, Span
from ingest.naming.alike import plain
from ingest.naming.mentions import Sighting
from ingest.supports.meeting import Meeting, meetings
from ingest.supports.topics import SHORTEST, Profile, Topic

#: Columns whose bodies a row puts beside its direction; those that host or undertake what the row
#: is about support through that.
BESIDE, HOSTING = ("partner", "member"), ("host", "undertaker", "cohost", "body")
#: A sentence that only looks at others, or says that something is not there.
LOOKS_ELSEWHERE = re.compile("对标|相比|差距|尚无|没有|暂无|暂不|不作|看齐|赶超|借鉴")
#: What is lacking, unless the sentence says who makes up for it.
LACKING = re.compile("^(?!.*补).*(?:空白|短板)")
BROUGHT = re.compile("(?:由|依托|联合|支持|发挥|携手|会同|以)[^，。；]*$")
#: What a paragraph may be about so that all its sentences speak of it.
WORKS = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform"})
ORDER = re.compile("[前后]者")
TOLD_BEHIND = re.compile("(?:分别|依次|各自?)(?:由|交由|交给)")
LISTS = re.compile("[、和与及]|以及")
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
    def among(cls, entities: Iterable[Entity]) -> Known:
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

    def listed(self, text: str) -> Iterator[str]:
        """The institutions that a cell lists."""
        for item in re.split(r"[、；，]", re.sub(r"[（(]以下简称[^）)]*[）)]", "", text)):
            if institution := self.institutions.get(plain(item)):
                yield institution

    def of(self, prose: Prose, sighting: Sighting) -> str | None:
        """The institution that is seen, None where a longer name begins there."""
        name, span = sighting.name, sighting.mention.span
        text, size = prose.block.text, span.end - span.start
        longer = any(len(f) > size and text.startswith(f, span.start) for f in self.forms)
        return None if longer else self.institutions.get(plain(name))


def statements(
    prose: Sequence[Prose],
    tables: Sequence[Table],
    quoter: Quoter,
    entities: Iterable[Entity],
    profiles: Sequence[Profile],
) -> Iterator[Statement]:
    """Each institution of which a sentence or a row says that it works on what a field is about."""
    known = Known.among(entities)
    told = list(_telling(profiles))
    own = list(_own_paragraphs(profiles))
    for one in prose:
        if one.block.kind != "heading" and one.sightings:
            for sentence in one.sentences():
                yield from _in_sentence(one, sentence, known, told)
                yield from _in_own(one, sentence, known, _own_of(one.block, own))
                yield from _carried_on(one, sentence, known, profiles)
    for table in tables:
        for row in table.rows:
            yield from _in_row(row, quoter, known, profiles)


def _in_row(
    row: TableRow, quoter: Quoter, known: Known, profiles: Sequence[Profile]
) -> Iterator[Statement]:
    """Bodies in one row with a field's name or with a direction that falls under a field."""
    works = row.get("work", "name", "project")
    for said in row.all("direction", "field", "chain") if row.sure else ():
        for meeting in meetings(said.text, profiles):
            named = said.text in (meeting.profile.name, meeting.topic.text) and meeting.is_named
            told = meeting.is_named or meeting.literal
            if said.role == "direction" or named or (said.role == "field" and told):
                beside = BESIDE if works and not named else (*BESIDE, *HOSTING)
                yield from _row_statements(row.all(*beside), said, meeting, quoter, known)


def _row_statements(
    cells: Sequence[Cell], said: Cell, meeting: Meeting, quoter: Quoter, known: Known
) -> Iterator[Statement]:
    for cell in cells:
        for institution in known.listed(cell.text):
            spans = ((at, at + 1) for c in (cell, said) for at in c.block.offsets)
            quotes = quoter.of_spans(spans, "")
            strength = meeting.strength if cell.role != "member" else meeting.strength * 0.9
            told = (meeting.profile, meeting.topic, strength, meeting.literal)
            yield Statement(institution, *told, quotes)


def _own_paragraphs(profiles: Sequence[Profile]) -> Iterator[tuple[frozenset[int], Profile]]:
    """Where in the document each field stands that has paragraphs wholly about it."""
    shared = Counter(id(profile.block) for profile in profiles)
    for profile in profiles:
        if shared[id(profile.block)] == 1:
            yield frozenset(profile.block.offsets), profile


def _own_of(block: Block, own: Sequence[tuple[frozenset[int], Profile]]) -> Profile | None:
    """The field that a block is wholly about."""
    return next((profile for places, profile in own if block.offsets[-1] in places), None)


def _telling(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Topic]]:
    """Topics whose very words are one field's and no other's."""
    counts = Counter(text for p in profiles for text in {t.text for t in p.topics})
    for profile in profiles:
        for topic in profile.topics:
            said = topic.role != "context" and len(topic.text) >= SHORTEST
            if said and counts[topic.text] == 1 and not topic.is_general:
                yield profile, topic


def _in_sentence(
    prose: Prose, sentence: Span, known: Known, told: Sequence[tuple[Profile, Topic]]
) -> Iterator[Statement]:
    """Whom a sentence puts beside a field's very words, where it does not declare the field."""
    text = prose.block.text[sentence.start : sentence.end]
    met = [
        (profile, topic, words)
        for profile, topic in (() if _looks_elsewhere(text) else told)
        if topic.text in text
        and not _declares(prose, sentence, profile)
        and (words := _outside_names(prose, sentence, topic))
    ]
    for profile, topic, words in _best(prose, sentence, met):
        part = topic.role == "name" and topic.text != profile.name
        near = prose.clause(words.start) if part else sentence
        for institution, named in _beside(prose, near, words, known):
            quotes = _said(prose, named, words)
            yield Statement(institution, profile, topic, topic.weight, True, quotes)


def _looks_elsewhere(text: str) -> bool:
    return any(shape.search(text) for shape in (LOOKS_ELSEWHERE, LACKING))


def _beside(prose: Prose, sentence: Span, words: Span, known: Known) -> Iterator[tuple[str, Span]]:
    """The institutions to which a sentence ties the words: those told off against them one by one,
    those of their clause, else of the clause before that names some; and the laboratory that the
    whole block is about."""
    lead = lead_of(prose)
    about = lead is not None and lead.mention.label in WORKS
    start = 0 if about else sentence.start
    off = [*_told_off(prose, start, words), *_told_behind(prose, sentence.end, words)]
    told = [(i, s.mention.span) for s in off if (i := known.of(prose, s))]
    if told:
        yield from told
        return
    if lead and about and (laboratory := _alone(prose, lead, words, known)):
        yield laboratory, lead.mention.span
    for clause in _clauses_back(prose, start, words.start):
        named = list(_institutions(prose, clause, known))
        if named and clause.end < words.start and (own := _subject(prose, start, clause, known)):
            yield own
        if named:
            yield from ((i, at) for i, at in named if at.end <= words.start or _leads(prose, at))
            return
    behind = Span(prose.clause(words.start).end, sentence.end)
    yield from ((i, at) for i, at in _institutions(prose, behind, known) if _leads(prose, at))


def _alone(prose: Prose, lead: Sighting, words: Span, known: Known) -> str | None:
    """The thing that a block is about, where none of its kind is named between it and the words."""
    between = prose.within(lead.mention.span.end, words.start)
    others = any(s.mention.label == lead.mention.label for s in between)
    return None if others else known.of(prose, lead)


def _subject(prose: Prose, start: int, clause: Span, known: Known) -> tuple[str, Span] | None:
    """The laboratory of which a clause without a subject speaks, behind one that only says who
    takes part in it: 甲实验室由乙牵头，丙参与，聚焦丁."""
    named = [s for s in prose.within(start, clause.end) if s.mention.label == "Laboratory"]
    if len(named) != 1 or named[0].mention.span.end > clause.start:
        return None
    own = known.of(prose, named[0])
    return (own, named[0].mention.span) if own else None


def _clauses_back(prose: Prose, start: int, at: int) -> Iterator[Span]:
    """The clause at a place and those before it, the nearest first."""
    while at >= start:
        clause = prose.clause(at)
        yield Span(max(clause.start, start), clause.end)
        at = clause.start - 2


def _told_off(prose: Prose, start: int, words: Span) -> Iterator[Sighting]:
    """Who is meant where things are told off: 甲、乙分别研究丙和丁, 前者研究丙."""
    clause = prose.clause(words.start)
    said = prose.block.text[clause.start : words.start]
    listed = EACH.search(said)
    if listed:
        place = len(LISTS.findall(said, listed.end()))
        size = place + 1 + len(LISTS.findall(prose.block.text, words.end, clause.end))
    elif order := ORDER.search(said):
        place, size = int(order.group() == "后者"), 2
    else:
        return
    groups = list(enumerations(prose, Span(start, words.start)))
    if listed and not any(len(group) == size for group in groups):
        groups = [[s for group in groups for s in group]]
    for group in groups if size > 1 else ():
        if len(group) in (1, size):
            yield group[place] if len(group) == size else group[0]


def _told_behind(prose: Prose, end: int, words: Span) -> Iterator[Sighting]:
    """Who is meant where things are told off before those who do them: 甲、乙依次由丙、丁领办."""
    by = TOLD_BEHIND.search(prose.block.text, words.end, end)
    if by is None:
        return
    clause = prose.clause(words.start)
    place = len(LISTS.findall(prose.block.text, clause.start, words.start))
    behind = LISTS.findall(prose.block.text, words.end, min(clause.end, by.start()))
    size = place + 1 + len(behind)
    group = next(enumerations(prose, Span(by.end(), end)), [])
    if len(group) == size > 1:
        yield group[place]


def _leads(prose: Prose, at: Span) -> bool:
    """Whether a name behind the words is who does it: 甲技术由乙承担."""
    before = prose.block.text[prose.clause(at.start).start : at.start]
    return BROUGHT.search(before) is not None


def _institutions(prose: Prose, span: Span, known: Known) -> Iterator[tuple[str, Span]]:
    for sighting in prose.within(span.start, span.end):
        if institution := known.of(prose, sighting):
            yield institution, sighting.mention.span


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
    prose: Prose, sentence: Span, known: Known, profile: Profile | None
) -> Iterator[Statement]:
    """Whom a field's own paragraph names as working on it."""
    text = prose.block.text[sentence.start : sentence.end]
    if profile is None or _looks_elsewhere(text):
        return
    name = profile.topics[0]
    for institution, named in _institutions(prose, sentence, known):
        quotes = _said_of_field(prose, named, name)
        yield Statement(institution, profile, name, name.weight, True, quotes)


def _said_of_field(prose: Prose, named: Span, name: Topic) -> tuple[Evidence, ...]:
    """The clause that names the institution in the field's own paragraph."""
    clause = prose.clause(named.start)
    return prose.quote(clause.start, clause.end)


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
        institution = known.of(prose, sighting) if found else None
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


def _best(prose: Prose, sentence: Span, met: Iterable[Met]) -> Iterator[Met]:
    """The topics of each field: its name before its technologies, the longer before the shorter,
    none inside another; of a clause only the first where nothing is told off."""
    taken: dict[str, list[Span]] = {}
    for one in sorted(met, key=lambda m: (-m[1].weight, -len(m[1].text))):
        own = taken.setdefault(one[0].field, [])
        clause = prose.clause(one[2].start)
        told_off = EACH.search(prose.block.text, clause.start, sentence.end)
        if not any(_meet(one[2] if told_off else clause, other) for other in own):
            own.append(one[2])
            yield one


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
