"""What a field is about, read from its own name and paragraph.

A topic is a stretch of that text: the field's *name* or a part of it, a
*technology* that the paragraph lists, or a *context*: what the technologies
are for, built on or joined with, which says less about the field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Block, Span
from ingest.naming.rules.lists import is_general
from ingest.naming.rules.words import PROPER_TAGS, tag
from ingest.naming.technology import Word, bare, concept, words_in

CLAUSE = re.compile(r"[^，。；：]+")
ITEM = re.compile(r"(?:(?!以及|[、/和与及或]|(?<=[件料备术品])如).)+")
ASIDE = re.compile(
    r"[（(〔](?:(?:以下)?称|[^（）()〕]*(?:统称|简称)|[^（）()〕：]{0,8}(?:单位|部门|负责|牵头|配合)[：:])"
    r"[^（）()〕]*[）)〕]"
)
WHO = re.compile("(?:由|支持|依托|发挥|联合|鼓励|引导|会同)")  # a clause on who works on it
COORDINATED = re.compile(r"(?<=..)[和与及](?=..)")
CONTEXTS = (
    re.compile(r"等(?:[^等]{0,4})应用(?:领域|场景)的"),  # 甲、乙等新兴应用领域的丙: 甲、乙
    re.compile(r"等技术与[^，]*?融合.*"),  # 甲、乙等技术与丙融合: all of it
)
FOR_WHAT = re.compile(r"(?:面向|基于|针对|利用|运用|采用)(?P<what>[^的]+)的|可与[^的]*兼容的")
#: When something shall be reached says nothing of what a field is about.
WHEN = re.compile(r"[\u4e00-\u9fff]{0,2}(?:20[0-9]{2}年|[0-9一二两三四五]年)[底末初前内后之]{0,2}")
CATEGORY = re.compile(r"等(?P<category>[^等]+)$")
WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9-]+")
#: Where along a river or a coast: no technology.
REACH = re.compile("[江河湖海].?[上中下]游|流域|沿[江河湖海]")
TELLING_TAGS = PROPER_TAGS - {"ns"}
LONG = 4  # characters of a technology that tell it though the rest is missing
SHORTEST = 4  # characters of a technology that is known by its very words
FEW = 3  # a context list no longer than this tells what a field is about
WEIGHTS = {"name": 1.0, "technology": 0.9, "context": 0.45}


@dataclass(frozen=True, slots=True)
class Topic:
    """A stretch of a field's own text, at ``span`` of its block.

    ``concepts`` are its technical words; ``must`` those without which nothing
    falls under it, ``few`` how many have to meet. ``literal``: its very words
    are enough to know it by. ``listed``: how many stand in the same list. ``telling``: parts
    of its words that tell it though the rest is missing, the longest first.
    """

    text: str
    span: Span
    role: str
    concepts: tuple[str, ...] = ()
    must: frozenset[str] = frozenset()
    few: int = 2
    literal: bool = True
    listed: int = 1
    telling: tuple[str, ...] = ()
    by_words: bool = False

    @property
    def narrower(self) -> str:
        """What a topic says before its technical words: 宽禁带 of 宽禁带半导体."""
        first = next(words_in(self.text), None)
        before = self.text[bare(self.text).start : first.span.start] if first else ""
        return before if len(before) > 1 else ""

    @property
    def is_general(self) -> bool:
        """Whether it is one word of the general vocabulary (人工智能), which says little."""
        whole = Span(0, len(self.text))
        return self.role != "name" and any(w.span == whole for w in words_in(self.text))

    @property
    def weight(self) -> float:
        """How much it says about the field, between 0 and 1."""
        return WEIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Profile:
    """A field with all its topics; ``block`` is the text in which they stand."""

    field: str
    name: str
    block: Block
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A field as the plan declares it: id, name, where the name stands, and what else its text
    names: whose clause that is, it says who works on the field."""

    id: str
    name: str
    block: Block
    span: Span
    named: tuple[Span, ...] = ()

    def clauses(self) -> Iterator[tuple[str, int, bool]]:
        """(clause, where it begins, whether it names somebody) of what stands behind the name.

        Names in a clause are blanked out.
        """
        text = list(self.block.text)
        for span in self.named:
            text[span.start : span.end] = "、" * (span.end - span.start)
        said = ASIDE.sub(lambda m: "、" * len(m.group()), "".join(text))
        for clause in CLAUSE.finditer(said, self.span.end):
            who = clause.group() != self.block.text[clause.start() : clause.end()]
            if not WHO.match(clause.group()):
                yield clause.group(), clause.start(), who


def profiles(fields: Sequence[Declared]) -> tuple[Profile, ...]:
    """What each field is about, told apart from the others.

    What stands in one field's name is not another's technology; what the
    fields use only as context belongs where the list it stands in is short.
    """
    shared = Counter(id(field.block) for field in fields)
    read = [
        Profile(f.id, f.name, f.block, tuple(_topics(f, shared[id(f.block)] == 1))) for f in fields
    ]
    owned = {c: p.field for p in read for t in p.topics if t.role == "name" for c in _own(t)}
    told = [_without_others(profile, owned) for profile in read]
    raised = [_promoted(profile, _only_context(told)) for profile in told]
    parted = [_named_apart(profile, _shared_in_names(raised)) for profile in raised]
    heads = _shared_heads(parted)
    told_apart = [_telling_apart(profile, heads) for profile in parted]
    return tuple(_beside_others(profile, told_apart) for profile in told_apart)


def _own(name: Topic) -> frozenset[str]:
    """The kinds of technology that are a field's by its name: its head, and whatever tells one by
    itself (稀土 of 稀土新材料)."""
    return name.must | {each for each in name.concepts if concept(each).alone}


def _beside_others(profile: Profile, read: Sequence[Profile]) -> Profile:
    """The profile with the parts of its topics' words that no other field has."""
    others = "\n".join(t.text for p in read if p is not profile for t in p.topics)
    topics = (
        replace(t, telling=(*_telling(t.text, others), *_core(t, others)))
        if t.role != "context" and not t.by_words
        else t
        for t in profile.topics
    )
    return replace(profile, topics=tuple(topics))


def _core(found: Topic, others: str) -> Iterator[str]:
    """What a name praises or qualifies, where no technical word says it: 轴承 of 高端轴承."""
    if found.role != "name" or found.concepts:
        return
    inner = bare(found.text)
    core = found.text[inner.start : inner.end]
    if 1 < len(core) < len(found.text) and core not in others:
        yield core


def _telling(text: str, others: str) -> Iterator[str]:
    """Stretches of a topic's words that are long or a proper name, the longest first; none that
    says only what anybody has (研究中心, 生产基地)."""
    for size in range(len(text) - 1, 1, -1):
        for start in range(len(text) - size + 1):
            piece = text[start : start + size]
            telling = WORDS.fullmatch(piece) and (size >= LONG or _is_proper(piece))
            told = telling and not REACH.search(piece) and not is_general(piece)
            if told and piece not in others:
                yield piece


def _is_proper(piece: str) -> bool:
    """Whether a short piece is a name and no word of technology at large (智慧)."""
    return tag(piece) in TELLING_TAGS and not any(words_in(piece))


def _shared_in_names(read: Sequence[Profile]) -> frozenset[str]:
    """Kinds of technology that the names of several fields have."""
    fields = Counter(
        name for p in read for name in {n for t in p.topics if t.role == "name" for n in t.must}
    )
    return frozenset(name for name, count in fields.items() if count > 1)


def _named_apart(profile: Profile, shared: frozenset[str]) -> Profile:
    """Names whose head another field's name has too are known by their very words only."""
    told = (
        replace(t, concepts=(), must=frozenset()) if t.role == "name" and t.must & shared else t
        for t in profile.topics
    )
    return replace(profile, topics=tuple(told))


def _shared_heads(read: Sequence[Profile]) -> frozenset[str]:
    """Kinds of technology that more than one field has: a word of them tells no field."""
    bearers: dict[str, set[str]] = {}
    for profile in read:
        for found in profile.topics:
            for name in found.concepts if found.role != "context" else ():
                bearers.setdefault(name, set()).add(profile.field)
    owned = {name for p in read for t in p.topics if t.role == "name" for name in t.must}
    return frozenset(n for n, fields in bearers.items() if len(fields) > 1 and n not in owned)


def _is_all_words(found: Topic) -> bool:
    """Whether a topic says little beside its one technical word: 植介入, but not 北斗定位芯片."""
    covered = sum(word.span.end - word.span.start for word in words_in(found.text))
    return len(found.concepts) == 1 and 2 * covered > len(found.text)


def _telling_apart(profile: Profile, shared: frozenset[str]) -> Profile:
    """Technologies whose head other fields have too are known by two of their words."""

    def told(found: Topic) -> Topic:
        tells = found.role != "technology" or not found.must & shared or _is_all_words(found)
        return found if tells or found.few != 1 else replace(found, few=2)

    return replace(profile, topics=tuple(map(told, profile.topics)))


def _topics(field: Declared, has_paragraph: bool) -> Iterator[Topic]:
    yield from _name_topics(field)
    for clause, start, who in field.clauses() if has_paragraph else ():
        found = _clause_topics(clause, start)
        yield from map(_literal, found) if who else found


def _literal(found: Topic) -> Topic:
    """What somebody is said to do for a field belongs to it by its very words only."""
    return replace(found, concepts=(), must=frozenset(), by_words=True)


def _name_topics(field: Declared) -> Iterator[Topic]:
    """The whole name and the parts of a coordinated one: 海洋仪器和装备 → 海洋仪器, 海洋装备."""
    name, start = field.name, field.span.start
    yield topic(name, field.span, "name")
    joint = COORDINATED.search(name)
    if not joint:
        return
    first, second = name[: joint.start()], name[joint.end() :]
    yield topic(first, Span(start, start + joint.start()), "name")
    whole = _modifier(first) + second if _is_bare_head(second) else second
    yield topic(whole, Span(start + joint.end(), field.span.end), "name")


def _modifier(text: str) -> str:
    words = list(words_in(text))
    return text[: words[-1].span.start] if len(words) > 1 else ""


def _is_bare_head(text: str) -> bool:
    words = list(words_in(text))
    return len(words) == 1 and words[0].span == Span(0, len(text)) and words[0].concept.common


def _clause_topics(clause: str, start: int) -> Iterator[Topic]:
    items = [(item, role) for piece, role in _pieces(clause) for item in _items(clause, piece)]
    sizes = Counter(role for _, role in items)
    category = CATEGORY.search(clause)
    summed_up = words_in(category["category"]) if category else ()
    kinds = frozenset(word.concept.name for word in summed_up if word.concept.alone)
    for item, role in items:
        span = Span(start + item.start, start + item.end)
        found = topic(clause[item.start : item.end], span, role)
        told = found if role == "context" else _summed_up(found, kinds)
        yield replace(told, listed=sizes[role])


def _context_until(clause: str) -> int:
    """Where the context at the beginning of a clause ends; 0 where there is none."""
    found = next((m for shape in CONTEXTS if (m := shape.search(clause))), None)
    return found.end() if found else 0


def _pieces(clause: str) -> Iterator[tuple[Span, str]]:
    """The clause cut where a context ends: 面向甲的乙 is 甲 (context) and 乙 (technology)."""
    start = _context_until(clause)
    if start:
        yield Span(0, start), "context"
    found = FOR_WHAT.search(clause, start)
    if not found:
        yield Span(start, len(clause)), "technology"
        return
    yield Span(start, found.start()), "technology"
    if found["what"]:
        yield Span(*found.span("what")), "context"
    yield Span(found.end(), len(clause)), "technology"


def _items(clause: str, piece: Span) -> Iterator[Span]:
    """The members of a list, each bare of verbs and praise."""
    for found in ITEM.finditer(clause, piece.start, piece.end):
        for start, end in _parts(found.group()):
            inner = bare(found.group()[start:end])
            said = found.group()[start:end][inner.start : inner.end]
            if len(said) > 1 and not WHEN.fullmatch(said):
                at = found.start() + start
                yield Span(at + inner.start, at + inner.end)


def _parts(item: str) -> Iterator[tuple[int, int]]:
    """``甲的乙``: the whole, and 乙 by itself unless 甲 says which technology is meant."""
    item = item.split("等")[0]
    yield 0, len(item)
    at = item.rfind("的", 0, -1) + 1
    if at and not any(word.concept.alone for word in words_in(item[:at])):
        yield at, len(item)


def topic(text: str, span: Span, role: str) -> Topic:
    """A stretch of text with the technical words that decide what falls under it."""
    words = list(words_in(text))
    names = tuple(dict.fromkeys(word.concept.name for word in words))
    literal = role == "name" or len(text) >= SHORTEST
    if not words or (len(names) == 1 and not words[-1].concept.alone and role != "name"):
        return Topic(text, span, role, literal=literal)
    if words[-1].concept.alone:
        head = words[-1].concept.name
        return Topic(text, span, role, names, frozenset({head}), 1, literal)
    must = {word.concept.name for word in words if word.concept.alone}
    if len(names) > 2:
        must.add(names[0])
    return Topic(text, span, role, names, frozenset(must), min(2, len(names)), literal)


def _summed_up(found: Topic, kinds: frozenset[str]) -> Topic:
    """``甲、乙等丙技术``: what a list sums up as 丙 is meant as 丙 where it does not say so."""
    if len(kinds) != 1 or _related(found.concepts, kinds):
        return found
    return replace(
        found,
        concepts=(*found.concepts, *kinds),
        must=found.must | kinds,
        few=len(found.concepts) + 1,
        literal=False,
    )


def _related(names: Iterable[str], kinds: frozenset[str]) -> bool:
    wider = {kind for name in kinds for kind in concept(name).kinds} | kinds
    return any(name in wider or concept(name).kinds & wider for name in names)


def _without_others(profile: Profile, owned: Mapping[str, str]) -> Profile:
    """Technologies whose head another field has in its name are known by their very words only:
    稀土钢 beside a field 稀土新材料."""
    own = {name for name, field in owned.items() if field == profile.field}
    others = owned.keys() - own

    def told(found: Topic) -> Topic:
        if found.role == "name" or not found.must & others or found.must & own:
            return found
        return replace(found, concepts=(), must=frozenset())

    return replace(profile, topics=tuple(map(told, profile.topics)))


def _only_context(read: Sequence[Profile]) -> frozenset[str]:
    """Technologies that stand nowhere but in contexts."""
    roles: dict[str, set[str]] = {}
    for profile in read:
        for found in profile.topics:
            for name in found.must:
                roles.setdefault(name, set()).add(found.role)
    return frozenset(name for name, seen in roles.items() if seen == {"context"})


def _promoted(profile: Profile, lone: frozenset[str]) -> Profile:
    def raised(found: Topic) -> Topic:
        tells = found.must & lone and found.listed <= FEW
        return replace(found, role="technology") if tells else found

    return replace(profile, topics=tuple(map(raised, profile.topics)))


__all__ = ["Declared", "Profile", "Topic", "Word", "profiles", "topic"]
