"""Where a text's words and a field's own words meet, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Span
from ingest.naming.technology import Word, concept, words_in
from ingest.supports.topics import Profile, Topic

ITEM = re.compile(r"(?:[^、；，。：;,\-－]|(?<=脑)-)+")
FOR_WHAT = re.compile(r"(?:面向|基于|满足|服务于|应用于|支撑)[^的、，；。]{1,24}的")
NEAR = 18  # characters within which words that count together have to stand
LISTED = 2  # a list longer than this says little of each of its members

# How surely a text falls under a topic by the way in which they meet.
LITERAL, SAME, KIND, TOGETHER, SHARED = 1.0, 0.85, 0.72, 0.8, 0.85
WITH_NAME = 0.9
IN_PASSING, NAMED_IN_PASSING = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Meeting:
    """A stretch of a text falls under a topic of a field; ``strength`` between 0 and 1.

    ``item`` is the member of a list in which ``span`` stands. ``way``: literal (the topic's very
    words), shared (a telling part of them), same (its head), kind (a kind of it), together
    (several words that mean it).
    """

    profile: Profile
    topic: Topic
    span: Span
    item: Span
    strength: float
    way: str

    @property
    def literal(self) -> bool:
        """Whether the text has the topic's very words."""
        return self.way == "literal"

    @property
    def broader(self) -> bool:
        """Whether the stretch is only a kind of what the topic means."""
        return self.way == "kind"

    @property
    def is_named(self) -> bool:
        """Whether the text has the field's own name, or a word that alone means it."""
        return self.topic.role == "name" and self.strength >= SAME


def meetings(text: str, profiles: Sequence[Profile], shared: str = "") -> Iterator[Meeting]:
    """The best meeting of ``text`` with each field.

    ``shared`` is a text whose words count with each item of ``text``: the name
    of what the text describes, where it does not say itself which technology is meant.
    """
    about = tuple(words_in(shared))
    about = () if any(word.concept.alone for word in about) else about
    best: dict[str, Meeting] = {}
    for item in _items(text):
        found = [m for profile in profiles for m in _item_meetings(text, item, profile, about)]
        for meeting in _plainest(found):
            known = best.get(meeting.profile.field)
            if known is None or _rank(meeting) > _rank(known):
                best[meeting.profile.field] = meeting
    return (best[profile.field] for profile in profiles if profile.field in best)


def _plainest(found: Sequence[Meeting]) -> Iterator[Meeting]:
    """What has a field's very words belongs to it, not to fields that it merely resembles."""
    telling = (m for m in found if (m.way in ("literal", "shared")) and not m.topic.is_general)
    said = {m.profile.field for m in telling if m.topic.role != "context"}
    return (m for m in found if not said or m.profile.field in said or m.is_named)


def _rank(meeting: Meeting) -> tuple[float, bool, int]:
    return meeting.strength, meeting.literal, -meeting.span.start


def items_in(text: str) -> int:
    """How many members the lists of a text have together."""
    return sum(1 for _ in _items(text))


def _items(text: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in ITEM.finditer(text))


def _item_meetings(
    text: str, item: Span, profile: Profile, about: Sequence[Word]
) -> Iterator[Meeting]:
    inner = text[item.start : item.end]
    passing = [Span(*found.span()) for found in FOR_WHAT.finditer(inner)]
    words = list(words_in(inner))
    for topic in profile.topics:
        for span, strength, way in _topic_meetings(inner, words, about, topic):
            named = way == "literal" and topic.role == "name"
            in_passing = NAMED_IN_PASSING if named else IN_PASSING
            weight = in_passing if _within(span, passing) else 1.0
            at = Span(item.start + span.start, item.start + span.end)
            yield Meeting(profile, topic, at, item, strength * topic.weight * weight, way)


def _topic_meetings(
    text: str, words: Sequence[Word], about: Sequence[Word], topic: Topic
) -> Iterator[tuple[Span, float, str]]:
    """Where, how surely and in which way a text falls under a topic."""
    at = text.find(topic.text) if topic.literal else -1
    if at >= 0:
        yield Span(at, at + len(topic.text)), LITERAL, "literal"
    elif span := _shared(text, topic):
        yield span, SHARED, "shared"
    if topic.few == 1 and (topic.role != "name" or topic.narrower in text):
        yield from _by_head(words, topic)
    if len(topic.concepts) > 1:
        yield from ((span, s, "together") for span, s in _together(words, about, topic))


def _shared(text: str, topic: Topic) -> Span | None:
    """A telling part of a topic's own words in a text."""
    piece = next((piece for piece in topic.telling if piece in text), "")
    at = text.find(piece)
    return Span(at, at + len(piece)) if piece else None


def _by_head(words: Sequence[Word], topic: Topic) -> Iterator[tuple[Span, float, str]]:
    """One word is enough: it means what the topic's head means, or a kind of it."""
    heads = topic.must or frozenset(topic.concepts)
    for word in words:
        own = word.concept
        if own.name in heads and own.alone:
            yield word.span, SAME, "same"
        elif own.alone and own.kinds & heads:
            yield word.span, KIND, "kind"


def _together(
    words: Sequence[Word], about: Sequence[Word], topic: Topic
) -> Iterator[tuple[Span, float]]:
    """Several words that stand near one another and mean what the topic's words mean."""
    wanted = frozenset(topic.concepts)
    for index, first in enumerate(words):
        near = list(_near(words[index:], topic))
        met = _met(near, wanted) | (_of_head(near, topic) if topic.few == 1 else frozenset())
        if _is_enough(met, topic):
            yield Span(first.span.start, near[-1].span.end), TOGETHER
        elif near and _is_enough(met | _met(about, wanted), topic):
            yield Span(first.span.start, near[-1].span.end), TOGETHER * WITH_NAME


def _near(words: Sequence[Word], topic: Topic) -> Iterator[Word]:
    """Words from the first on that mean what is wanted, until one is of another kind."""
    wanted = frozenset(topic.concepts)
    for word in words:
        if word.span.end - words[0].span.start > NEAR:
            return
        if _met([word], wanted) or _of_head([word], topic):
            yield word
        elif word.concept.alone or word is words[0]:
            return


def _met(words: Iterable[Word], wanted: frozenset[str]) -> frozenset[str]:
    """Which of the wanted concepts the words mean, themselves or as a kind."""
    return frozenset(n for w in words for n in {w.concept.name, *w.concept.kinds} & wanted)


def _of_head(words: Iterable[Word], topic: Topic) -> frozenset[str]:
    """The topic's head, where a word means what that is a kind of (诊治 for 精准诊治)."""
    return frozenset(h for h in topic.must for w in words if w.concept.name in concept(h).kinds)


def _is_enough(met: frozenset[str], topic: Topic) -> bool:
    telling = any(not concept(name).common for name in met)
    return topic.must <= met and len(met) >= max(topic.few, 2) and telling


def _within(span: Span, passages: Iterable[Span]) -> bool:
    return any(p.start <= span.start and span.end <= p.end for p in passages)
