"""A question's atoms → tokens: stretches with the senses they may have.

The cheapest cover of all atoms wins: known words cost least, long ones less
than short ones, words found only inside the graph's texts more, unknown atoms
most. Nothing of the question is ever dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from queries.asking import bodies
from queries.asking.kinds import TYPES
from queries.asking.lexicon import Form, Sense, generic, lexicon, terms, wordings
from queries.asking.normalise import form, is_chinese, joined
from queries.asking.vocabulary import Vocabulary, pieces

KNOWN, TERM, WORDED, FOUND, UNKNOWN = 1.0, 1.05, 1.1, 2.5, 3.0
LONGEST_FOUND = 12
YEAR = re.compile(r"(19|20)\d\d$")
YEAR_TAILS = tuple(tuple(tail) for tail in ("年", "年底", "年末", "年度", "年时"))
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
MEASURES = frozenset("大个条家项类种所座")
BODIES = frozenset("家所")
FIELDS = ("领域", "方向", "赛道", "产业")
LONGEST_CALLED = 8
LONG_ENOUGH = 4
#: A box or annex by its number, in a question no more than where something stands.
BOX = re.compile(
    r"(?:专 栏|附 件|附 表|表|box|annex|table|appendix)"
    r" (?:[0-9]+|[一二三四五六七八九十])(?: [那这] [张个])?(?: 指 标)?(?: [总大])?"
    r"(?: 表| [清名] 单)?(?: 里 [头面边]| [里中的])?(?= |$)"
)
LONGEST_BOX = 12
#: What is called an innovation platform.
WORKS = (
    ("type_lab", "Laboratory"),
    ("type_thing", "Facility"),
    ("type_thing", "InnovationCenter"),
    ("type_thing", "TechPlatform"),
)
COUNTED = ("亿", "万", "千", "百")
NEGATIVE = frozenset(("neg", "except", "only"))
INDUSTRIES = ("IndustryChain", "FutureIndustry", "IndustryCluster")
VERBS = frozenset("support direction host undertake join rely business".split())
SOLID = frozenset((*TYPES, "project_type", "field_type", "neg", "except", "only"))


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question and its senses; no sense at all when it is unknown."""

    words: Form
    senses: tuple[Sense, ...] = ()

    @property
    def text(self) -> str:
        """As a person would write it."""
        return joined(self.words)

    def of(self, *kinds: str) -> Sense | None:
        """Its first sense of one of these kinds."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to read a stretch that ends at ``end``."""

    end: int
    senses: tuple[Sense, ...]
    cost: float


def tokenise(words: Form, names: Vocabulary, widely: bool = False) -> list[Token]:
    """The tokens of a question, in order; they cover all its atoms. ``widely``: with everything
    that is also said for the general words."""
    edges = [list(_edges(words, start, names)) for start in range(len(words))]
    for start in range(len(words)):
        if box := BOX.match(" ".join(words[start : start + LONGEST_BOX])):
            edges[start].append(Edge(start + len(box[0].split()), (Sense("box"),), WORDED))
    for start in range(len(words)) if widely else ():
        for end, senses in wordings().at(words, start):
            edges[start].append(Edge(end, senses, WORDED - (end - start) ** 2 / 1000))
    known = _path(words, edges)
    gaps = [i for start, edge in known if not edge.senses for i in range(start, edge.end)]
    for start, edge in _found(words, gaps, known, names):
        edges[start].append(edge)
    cover = [Token(words[start : edge.end], edge.senses) for start, edge in _path(words, edges)]
    return list(_together(cover))


def spread(tokens: Iterable[Token]) -> Iterator[Token]:
    """创新平台 as what it sums up: laboratories, facilities, centres and platforms; 平台, which
    only some plans say of all, not beside one of the others: 实验室和平台."""
    tokens = list(tokens)
    others = any(t.of("type_lab", "type_thing") and not t.of("works") for t in tokens)
    for token in tokens:
        own = token.of("type_thing")
        if not token.of("works") or (own and others):
            yield replace(token, senses=(own,)) if own and token.of("works") else token
            continue
        words = token.words
        for at, (kind, value) in enumerate(WORKS):
            if at:
                yield Token((), (Sense("and"),))
            yield Token(() if at else words, (Sense(kind, (value, "")),))


def topic(words: Iterable[str], names: Vocabulary) -> tuple[Sense, ...]:
    """A topic and the names that its Chinese words are: fields, chains, parks and so on."""
    texts = tuple(words)
    senses = [Sense("topic", texts)]
    for text in texts:
        senses += [s for s in names.forms.senses.get(form(text), ()) if s not in senses]
        senses += [s for s in _part_of_chain(text, names) if s not in senses]
        senses += [s for s in _of_field(text, names) if s not in senses]
    return tuple(senses)


def _edges(words: Form, start: int, names: Vocabulary) -> Iterator[Edge]:
    """Known ways to read what begins at ``start``; one atom unknown as the last resort."""
    yield Edge(start + 1, (), UNKNOWN)
    found: dict[int, list[Sense]] = {}
    for forms in (names.forms, lexicon()):
        for end, senses in forms.at(words, start):
            found.setdefault(end, []).extend(senses)
    ends: dict[int, float] = dict.fromkeys(found, KNOWN)
    for end, about in _terms(words, start):
        ends.setdefault(end, TERM)
        known = found.setdefault(end, [])
        known.extend(s for s in topic(about, names) if s not in known)
    for end, senses in _parted(words, start, names):
        ends.setdefault(end, KNOWN)
        found.setdefault(end, []).extend(senses)
    for end, senses in _doubled(words, start):
        ends.setdefault(end, KNOWN)
        found.setdefault(end, []).extend(senses)
    for end, sense in (*_figures(words, start), *_counted_fields(words, start, names)):
        ends.setdefault(end, KNOWN)
        found.setdefault(end, []).append(sense)
    for end in bodies.ends(words, start):
        ends.setdefault(end, KNOWN)
        found.setdefault(end, [])
    for end, meant in found.items():
        yield Edge(end, tuple(meant), ends[end] - (end - start) ** 2 / 1000)


def _parted(words: Form, start: int, names: Vocabulary) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    """A name with 的 inside: 浙江医院的分院."""
    for at in range(start + 2, min(start + LONGEST_FOUND, len(words))):
        if words[at] == "的":
            whole = (*words[start:at], *words[at + 1 : at + 1 + LONGEST_FOUND])
            rest = at - start
            ends = names.forms.at(whole, 0)
            yield from ((start + end + 1, senses) for end, senses in ends if end > rest)


def _doubled(words: Form, start: int) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    """A verb asked with itself denied: 搞不搞, 支不支持."""
    if (
        words[start + 1 : start + 2] != ("不",)
        or words[start + 2 : start + 3] != words[start : start + 1]
    ):
        return
    for end in range(start + 3, min(start + 5, len(words)) + 1):
        if senses := lexicon().senses.get(words[start + 2 : end]):
            yield end, (*senses, Sense("yesno"))


def _figures(words: Form, start: int) -> Iterator[tuple[int, Sense]]:
    """Numbers, and years with the words around them: 2025, 2025年, 2025年底."""
    word = words[start]
    yield from _tallies(words, start)
    yield from _written_out(words, start)
    if not word.replace(".", "").isdecimal():
        return
    if not YEAR.match(word):
        yield start + 1, Sense("number", (word,))
        yield from _short_years(words, start)
        return
    yield start + 1, Sense("year", (word,))
    for tail in YEAR_TAILS:
        if words[start + 1 : start + 1 + len(tail)] == tail:
            yield start + 1 + len(tail), Sense("year", (word,))


def _written_out(words: Form, start: int) -> Iterator[tuple[int, Sense]]:
    """Numbers in Chinese signs before what they measure: 五十亿, 两千万."""
    for end in range(start + 1, min(start + 4, len(words))):
        if words[end] in COUNTED and (value := _value("".join(words[start:end]))):
            yield end, Sense("number", (str(value),))


def _short_years(words: Form, start: int) -> Iterator[tuple[int, Sense]]:
    """Years by their last two digits: 25年, 30年底."""
    word = words[start]
    for tail in YEAR_TAILS if len(word) == 2 and "15" <= word <= "40" else ():
        if words[start + 1 : start + 1 + len(tail)] == tail:
            yield start + 1 + len(tail), Sense("year", (f"20{word}",))


def _tallies(words: Form, start: int) -> Iterator[tuple[int, Sense]]:
    """How many there are said to be: 六大, 10个, 十二条; how many of the first: 前三名."""
    if words[start] == "前":
        for end in range(start + 2, min(start + 5, len(words)) + 1):
            if value := _value("".join(words[start + 1 : end])):
                measured = words[end : end + 1] and words[end] in MEASURES | set("名位家强")
                yield end + bool(measured), Sense("top", (str(value),))
    if words[start] == "哪":
        yield from _which(words, start)
    for end in range(start + 1, min(start + 4, len(words))):
        value = _value("".join(words[start:end]))
        if value and words[end] in MEASURES:
            yield end + 1, Sense("tally", (str(value),))


def _counted_fields(words: Form, start: int, names: Vocabulary) -> Iterator[tuple[int, Sense]]:
    """The plan's fields by their number, whatever they are called: 六大先导产业方向, 五大赛道."""
    there = [len(list(names.of_type(kind))) for kind in ("TechField", *INDUSTRIES)]
    for begin, tally in _tallies(words, start):
        if tally.kind != "tally" or int(tally.value) != there[0]:
            continue
        for end in range(begin + 2, min(begin + LONGEST_CALLED, len(words)) + 1):
            head = "".join(words[end - 2 : end])
            clear = head != "产业" or there[0] not in there[1:]
            if head in FIELDS and clear and _calls(words, begin, end, names):
                yield end, Sense("field_type", ("TechField", ""))


def _calls(words: Form, start: int, end: int, names: Vocabulary) -> bool:
    """Whether a stretch only says what sort of fields they are: it names nothing, no other type."""
    if not is_chinese(joined(words[start:end])) or "".join(words[end : end + 1]) in ("链", "集"):
        return False
    inside = [(a, b) for a in range(start, end) for b in range(a + 2, end + 1)]
    said = [words[a:b] for a, b in inside]
    own = any(one in names.forms.senses for one in said if one != words[start:end])
    kinds = {sense.kind for one in said for sense in lexicon().senses.get(one, ())}
    return not own and not kinds & (set(TYPES) - {"industry_type"}) and "的" not in words[start:end]


def _which(words: Form, start: int) -> Iterator[tuple[int, Sense]]:
    """How many are asked for with which: 哪两家, 哪十个."""
    for end in range(start + 2, min(start + 4, len(words))):
        if _value("".join(words[start + 1 : end])) and words[end] in MEASURES | BODIES:
            yield end + 1, Sense("who" if words[end] in BODIES else "what")


def _value(text: str) -> int:
    """The value of a small number in digits or Chinese numerals; 0 for anything else."""
    if text.isdecimal() and len(text) < 3:
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if set(tens) | set(ones) <= DIGITS.keys() and max(len(tens), len(ones)) < 2 and text:
        return 10 * DIGITS.get(tens, 1) * bool(ten) + DIGITS.get(ones, 0)
    return 0


def _terms(words: Form, start: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for end in range(start + 1, min(start + 10, len(words)) + 1):
        if about := terms().get(words[start:end]):
            yield end, about


def _found(
    words: Form, gaps: list[int], known: list[tuple[int, Edge]], names: Vocabulary
) -> Iterator[tuple[int, Edge]]:
    """Stretches around unknown atoms that stand in the graph's texts and hide no word of
    the question that would change the answer."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_FOUND, len(words)) + 1):
            holds = any(start <= gap < end for gap in gaps)
            if not holds or not _stands(words[start:end], names):
                continue
            if not any(_hides(start, end, at, edge) for at, edge in known):
                cost = FOUND - (end - start) ** 2 / 1000
                yield start, Edge(end, topic([joined(words[start:end])], names), cost)


def _hides(start: int, end: int, at: int, edge: Edge) -> bool:
    """Whether a stretch takes a whole word in that asks for something: a type, a negation,
    the verb that it begins with. One character may be part of a longer word: 光 in 光辐射."""
    kinds = {sense.kind for sense in edge.senses}
    if at <= start < edge.end and kinds & VERBS:
        return True
    if not (start <= at and edge.end <= end):
        return False
    if edge.end == at + 1 and end - start >= LONG_ENOUGH and kinds <= NEGATIVE:
        return False
    return bool(kinds & SOLID)


def _stands(words: Form, names: Vocabulary) -> bool:
    text = joined(words)
    if len(text) < 2 or not text.strip("0123456789. ") or any(w in ",?;、" for w in words):
        return False
    if is_chinese(text):
        return text in names.text
    return len(words) == 1 and len(text) > 2 and text in names.words


def _part_of_chain(text: str, names: Vocabulary) -> Iterator[Sense]:
    """A word inside the name of a chain may stand for it, where the question says chain."""
    if text in generic():
        return
    keys = tuple(n.id for n in names.of_type("IndustryChain") if text in n.name.lower())
    if keys:
        yield Sense("chain_part", keys)


def _of_field(text: str, names: Vocabulary) -> Iterator[Sense]:
    """A technology that a field's paragraph lists under a word of the field's own name."""
    keys = tuple(
        n.id
        for n in names.of_type("TechField")
        if (text in n.paragraph and any(piece in text for piece in pieces(n.name)))
        or _runs_through(text, n.name)
    )
    if keys:
        yield Sense("field", keys)


def _runs_through(text: str, name: str) -> bool:
    """Whether a long word has only characters of a name, in order: 网络安全 of 网络空间安全."""
    rest = iter(name)
    return (
        len(text) >= LONG_ENOUGH and text[0] == name[0] and all(letter in rest for letter in text)
    )


def _path(words: Form, edges: list[list[Edge]]) -> list[tuple[int, Edge]]:
    """The cheapest way through: starts and edges, in order."""
    best: list[tuple[float, int, Edge | None]] = [(0.0, 0, None)]
    best += [(float("inf"), 0, None)] * len(words)
    for start in range(len(words)):
        for edge in edges[start]:
            cost = best[start][0] + edge.cost
            if cost < best[edge.end][0]:
                best[edge.end] = (cost, start, edge)
    return list(reversed(list(_back(best))))


def _back(best: list[tuple[float, int, Edge | None]]) -> Iterator[tuple[int, Edge]]:
    at = len(best) - 1
    while at > 0:
        _, start, edge = best[at]
        assert edge is not None
        yield start, edge
        at = start


def _together(tokens: Iterable[Token]) -> Iterator[Token]:
    """Unknown atoms side by side are one unknown token."""
    waiting: Form = ()
    for token in tokens:
        if not token.senses:
            waiting += token.words
            continue
        if waiting:
            yield Token(waiting)
        waiting = ()
        yield token
    if waiting:
        yield Token(waiting)
