"""Pairs of things that a statement may tie: two that one sentence names, or what a passage is
about (its heading, the name that opens it) and what a sentence of it names.

Things stand in enumerations (``frames.masked``), so that a pair is one of enumerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations

from ingest.facts.clues import (
    ENDS,
    LETTERS,
    Stand,
    Under,
    in_bracket_of_another,
    is_owner,
    says_of_another,
    together,
    under,
)
from ingest.facts.frames import LED, MARKED, SIGNS, Masked, enumerations, masked, pairs_of
from ingest.facts.prose import Prose
from ingest.model import RELATION_ENDS, Evidence, Span
from ingest.naming.mentions import Sighting
from ingest.naming.rules.words import words

#: The relations that are weighed; the others gained nothing on plans left out.
WEIGHED = ("HOSTED_BY", "UNDERTAKEN_BY", "PARTICIPATES_IN", "BASED_IN", "HAS_PROJECT")
MIXED = ("PARTICIPATES_IN",)  # things of several kinds stand in one enumeration
OF_INDUSTRIES = ("PARTICIPATES_IN", "BASED_IN", "HAS_PROJECT")
RESPONSIBLE = re.compile(
    r"[^（）：:]{0,6}(?:责任|主管|牵头|配合|指导)(?:单位|部门|处室|领导)?[：:]"
)
#: What a line on one project says of that project, not of the industry over it.
OF_PROJECTS = ("PARTICIPATES_IN", "BASED_IN")
OF_ONE = ("HOSTED_BY", "UNDERTAKEN_BY")  # what a bracket says is said of the thing before it
#: Industries, some of which are called like a topic of which much else is said (金融科技).
NAMED_SO = ("IndustryChain", "FutureIndustry", "ServiceIndustry")
#: What may stand around a name that is a line of its own.
LEAST = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．])?\s*"
    r"|(?:[（(，,：:]?[共计有]{0,2}[0-9一二两三四五六七八九十]+[项个家条][^（）()]{0,16}[）)]?)?[：:]?\s*$"
)
TITLES = ("heading", "title")
SILENT = (*TITLES, "caption", "cell", "note")
#: How near a topic stands, the farthest first.
SCOPES = ("outer heading", "heading", "lead", "before")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a passage is about: the things, the block that names them, how near it stands, what
    stands behind the name, in which sentence (-1 for a heading)."""

    scope: str
    letter: str
    things: tuple[Sighting, ...]
    prose: Prose
    behind: str
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Pair:
    """Things that a relation may tie, with the clues to it and the place that would say so."""

    relation: str
    ties: tuple[tuple[Sighting, Sighting], ...]
    clues: tuple[str, ...]
    prose: Prose
    span: Span
    topic: Topic | None = None

    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes: of the topic where there is one, and of the statement."""
        own = self.prose.quote(self.span.start, self.span.end)
        if not self.topic:
            return own
        at = self.topic.things[0].mention.span
        return tuple(dict.fromkeys((*self.topic.prose.quote(at.start, at.end), *own)))


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a block under the eyes of one relation: masked, and its places of things."""

    relation: str
    prose: Prose
    hidden: Masked
    text: str
    number: int

    def can_be(self, at: int, end: int) -> bool:
        """Whether what stands at a place can be the relation's head (0) or tail (1)."""
        labels = RELATION_ENDS[self.relation][end]
        return any(s.mention.label in labels for s in self.hidden.things[at])

    def span(self, *at: int) -> Span:
        """From the first of the places to the end of the last."""
        offsets = self.hidden.offsets
        return Span(offsets[min(at)], offsets[max(at) + 1])


def pairs(prose: Sequence[Prose]) -> Iterator[Pair]:
    """The pairs of every paragraph, in reading order."""
    titles = {one.block.text: one for one in prose if one.block.kind in TITLES}
    above: tuple[Topic, ...] = ()
    for one in map(_without_topics, prose):
        if one.block.kind in TITLES:
            above = ()
        elif whole := _whole(one):
            above = (whole,)
        elif one.block.kind not in SILENT:
            kept = (t for t in _headings(one, titles) if t.letter not in {a.letter for a in above})
            yield from _in_block(one, (*kept, *above))


def _without_topics(prose: Prose) -> Prose:
    """The block without what is called like an industry only where a list of them says so."""
    kept = tuple(s for s in prose.sightings if s.mention.label not in NAMED_SO or _is_so(s))
    return replace(prose, sightings=kept)


def _is_so(one: Sighting) -> bool:
    opens = one.mention.span.start <= MARKED and one.block.kind != "heading"
    ends = LED.match(one.block.text, one.mention.span.end)
    return one.name.endswith(("产业链", "产业", "集群", "服务业")) or bool(opens and ends)


def _whole(prose: Prose) -> Topic | None:
    """The thing over what follows where a paragraph is nothing but its name."""
    text = LEAST.sub("", prose.block.text)
    one = next((s for s in prose.sightings if s.printed == text), None)
    if not one or one.mention.label not in SIGNS:
        return None
    return Topic("heading", SIGNS[one.mention.label].translate(LETTERS), (one,), prose, "")


def _headings(prose: Prose, titles: Mapping[str, Prose]) -> tuple[Topic, ...]:
    found: list[Topic] = []
    trail = prose.block.trail[-2:]
    for scope, text in zip(SCOPES[2 - len(trail) : 2], trail):
        if title := titles.get(text):
            whole = Span(0, len(title.block.text))
            for thing in (s for group in enumerations(title, whole) for s in group):
                letter = SIGNS[thing.mention.label].translate(LETTERS)
                behind = text[thing.mention.span.end :][:4]
                found.append(Topic(scope, letter, (thing,), title, behind))
    return tuple(found)


def _in_block(prose: Prose, topics: tuple[Topic, ...]) -> Iterator[Pair]:
    inner = replace(prose, sightings=tuple(s for s in prose.sightings if not _is_beside(prose, s)))
    passed = OF_PROJECTS if _opens_with_project(prose) else ()
    for number, sentence in enumerate(prose.sentences()):
        fine = masked(prose, sentence)
        if not fine.things:
            continue
        for relation in WEIGHED:
            own = inner if relation in OF_INDUSTRIES else prose
            hidden = masked(own, sentence, coarse=relation in MIXED)
            said = Said(relation, prose, hidden, hidden.text.translate(LETTERS), number)
            yield from _of_sentence(said)
            for topic in topics if relation not in passed else ():
                yield from _of_topic(said, topic, topics)
        topics = _with_opening(topics, prose, fine, number)


def _opens_with_project(prose: Prose) -> bool:
    """Whether a line is about one project: whose it is and where, is not said of its industry."""
    opening = (s for s in prose.sightings if s.mention.span.start <= MARKED)
    return any(s.mention.label == "Project" for s in opening)


#: Who shall come is no member yet; with whom one works together is none either.
SHALL_COME = re.compile("(?:引进|招引|引入)[^，。；、]{0,4}$")
WITH, TOGETHER = (
    re.compile("(?:与|同|和)[^，。；]*$"),
    re.compile("^[^，。；]*的(?:合作|对接|联系|交流)"),
)


def _is_beside(prose: Prose, one: Sighting) -> bool:
    """Whether a thing is only compared with, shall come or is worked with, or a bracket says that
    it is responsible."""
    text, at = prose.block.text, one.mention.span.start
    opened = text.rfind("（", 0, at)
    if opened > text.rfind("）", 0, at) and RESPONSIBLE.match(text, opened + 1):
        return True
    clause = prose.clause(at)
    before, behind = text[clause.start : at], text[one.mention.span.end : clause.end]
    with_others = WITH.search(before) and TOGETHER.search(behind)
    away = any(word in before for word in words("boundaries", "elsewhere"))
    return bool(away or with_others or SHALL_COME.search(before))


def _with_opening(
    topics: tuple[Topic, ...], prose: Prose, hidden: Masked, number: int
) -> tuple[Topic, ...]:
    """The topics with that of a sentence: what it names first."""
    at, text = min(hidden.things), hidden.text.translate(LETTERS)
    leads = any(topic.scope == "lead" for topic in topics)
    scope = "before" if leads and number else "lead"
    kept = (t for t in topics if t.scope != "before" or t.letter != text[at])
    opening = Topic(scope, text[at], hidden.things[at], prose, text[at + 1 : at + 7], number)
    return (*kept, opening)


def _of_sentence(said: Said) -> Iterator[Pair]:
    text, relation = said.text, said.relation
    for head, tail in permutations(sorted(said.hidden.things), 2):
        if not (said.can_be(head, 0) and said.can_be(tail, 1)):
            continue
        if is_owner(text, head) or is_owner(text, tail):
            continue
        if relation in OF_ONE and in_bracket_of_another(text, head, tail):
            continue
        heads, tails = said.hidden.things[head], said.hidden.things[tail]
        if ties := _ties(relation, heads, tails, text):
            many = len(heads), len(tails)
            clues = together(Stand(relation, text, head, tail, _labels(ties), many))
            yield _pair(relation, ties, clues, said.prose, said.span(head, tail))


def _of_topic(said: Said, topic: Topic, topics: Sequence[Topic]) -> Iterator[Pair]:
    things = (n for n in sorted(said.hidden.things) if not is_owner(said.text, n))
    for at in (n for n in things if not says_of_another(said.text, n)):
        for heads in (True, False):
            if not said.can_be(at, int(heads)):
                continue
            ends = (topic.things, said.hidden.things[at])
            ties = _ties(said.relation, *(ends if heads else ends[::-1]), said.text)
            if ties and _is_about(said, at, topic, topics, ENDS[said.relation][int(not heads)]):
                back = said.number - topic.sentence if topic.sentence >= 0 else 0
                about = partial(Under, said.relation, said.text, at, heads, topic.scope)
                clues = under(about(topic.behind, back, _labels(ties)))
                yield _pair(said.relation, ties, clues, said.prose, said.span(at), topic)


def _is_about(
    said: Said, at: int, topic: Topic, topics: Sequence[Topic], role: frozenset[str]
) -> bool:
    """Whether the topic is the only one of its kind there and none that could play its part is
    nearer, in the sentence itself or between."""
    here = [t for t in topics if (t.scope, t.letter) == (topic.scope, topic.letter)]
    near = SCOPES.index(topic.scope)
    nearer = (t for t in topics if SCOPES.index(t.scope) > near and t.letter in role)
    return (
        len(here) * len(topic.things) == 1
        and not any(sign in role for sign in said.text[:at])
        and all(t.things == topic.things for t in nearer)
    )


def _ties(
    relation: str, heads: Sequence[Sighting], tails: Sequence[Sighting], text: str
) -> tuple[tuple[Sighting, Sighting], ...]:
    """Each with each, or one by one, of those that the relation can tie."""
    first, second = RELATION_ENDS[relation]
    return tuple(
        (head, tail)
        for head, tail in pairs_of(heads, tails, text)
        if head.mention.label in first and tail.mention.label in second and head.name != tail.name
    )


def _labels(ties: Sequence[tuple[Sighting, Sighting]]) -> tuple[str, str]:
    return ties[0][0].mention.label, ties[0][1].mention.label


def _pair(
    relation: str,
    ties: tuple[tuple[Sighting, Sighting], ...],
    clues: Iterator[str],
    prose: Prose,
    span: Span,
    topic: Topic | None = None,
) -> Pair:
    return Pair(relation, ties, tuple(dict.fromkeys(clues)), prose, span, topic)
