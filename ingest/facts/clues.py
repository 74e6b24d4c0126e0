"""What is known of how two things stand to one another, before it is weighed: a name for each clue.

Things are letters in the text: ``Ｗ`` a work (laboratory, facility, centre, platform), ``Ｂ`` an
organisation, ``Ｏ`` an association, ``Ｐ`` a park, ``Ａ`` an area, ``Ｃ`` an industry, ``Ｇ`` a
cluster, ``Ｊ`` a project; a letter stands for a whole enumeration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.facts.frames import EACH, SIGNS
from ingest.model import RELATION_ENDS

#: Signs of masked text → letters that a person can read in the weights.
LETTERS: Mapping[int, int] = str.maketrans(
    "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007", "ＷＢＯＰＡＣＧＪ"
)
LETTER = "ＷＢＯＰＡＣＧＪ"
PAUSES, STOPS = "，；：。", "，：。—"
OWNER = re.compile(
    rf"[（(]?[^，。；（）(){LETTER}]{{0,2}}(?:全资|控股|参股|直属|下属|所属|旗下)[^，。；{LETTER}]{{0,8}}[ＢＯ]"
)
NEAR = 16  # characters between two things that are read whole
STEPS = (0, 2, 6, 14, 29)  # bounds of distances


def _letters_of(labels: frozenset[str]) -> frozenset[str]:
    return frozenset(sign.translate(LETTERS) for label, sign in SIGNS.items() if label in labels)


#: The letters that stand at a relation's two ends.
ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {name: (_letters_of(head), _letters_of(tail)) for name, (head, tail) in RELATION_ENDS.items()}
)


@dataclass(frozen=True, slots=True)
class Stand:
    """Two things in a sentence: where its head and its tail are, of what types, how many."""

    relation: str
    text: str
    head: int
    tail: int
    labels: tuple[str, str]
    many: tuple[int, int]

    @property
    def way(self) -> str:
        """Which of the two comes first."""
        return ">" if self.head < self.tail else "<"

    @property
    def between(self) -> str:
        """What stands between them."""
        return self.text[min(self.head, self.tail) + 1 : max(self.head, self.tail)]


@dataclass(frozen=True, slots=True)
class Under:
    """A thing in a sentence of a passage that is about another one, its topic.

    ``heads``: the topic is the relation's head; ``scope`` says where it is named, ``behind`` what
    stands behind its name there, ``back`` how many sentences before (0 for a heading).
    """

    relation: str
    text: str
    at: int
    heads: bool
    scope: str
    behind: str
    back: int
    labels: tuple[str, str]

    @property
    def way(self) -> str:
        """Which of the two the topic is."""
        return "T>" if self.heads else "T<"


def grams(name: str, text: str, longest: int) -> Iterator[str]:
    """Every stretch of one to ``longest`` characters."""
    for size in range(1, longest + 1):
        for at in range(len(text) - size + 1):
            yield f"{name}:{text[at : at + size]}"


def together(one: Stand) -> Iterator[str]:
    """Clues of two things in one sentence."""
    way, types = one.way, ">".join(one.labels)
    yield from ("always", "types " + types, "order " + way, f"order {way} {types}")
    yield f"heads {min(one.many[0], 3)}"
    yield f"tails {min(one.many[1], 3)}"
    if EACH.search(one.text):
        yield "each" + way
    yield from _between(one)
    yield from _around(one)
    yield from _brackets(one)
    yield from _rivals(one)


def _between(one: Stand) -> Iterator[str]:
    way, text = one.way, one.between
    yield f"distance{way} {sum(len(text) > step for step in STEPS)}"
    yield f"pauses{way} {min(sum(sign in PAUSES for sign in text), 3)}"
    others = [sign for sign in text if sign in LETTER]
    yield f"others{way} {min(len(others), 3)}"
    yield from (f"other{way} {sign}" for sign in sorted(set(others)))
    for end, at in (("head", one.head), ("tail", one.tail)):
        if one.text[at] in others:
            yield f"another {end} between{way}"
    near = text if len(text) <= NEAR else f"{text[: NEAR // 2]}…{text[-NEAR // 2 :]}"
    yield from grams("between" + way, near, 3)
    yield f"opens{way}:{text[:2]}"
    yield f"closes{way}:{text[-2:]}"
    if len(text) < 7:
        yield f"all{way}:{text}"


def _around(one: Stand) -> Iterator[str]:
    first, last = min(one.head, one.tail), max(one.head, one.tail)
    before, behind = one.text[max(0, first - 6) : first], one.text[last + 1 : last + 9]
    yield from grams("before" + one.way, before, 2)
    yield f"just before{one.way}:{before[-2:]}"
    yield from grams("behind" + one.way, behind, 2)
    yield f"just behind{one.way}:{behind[:2]}"
    if first == 0:
        yield "opens the sentence"
    yield "kinds " + "".join(sorted(set(one.text) & set(LETTER)))
    for end, at in (("head", one.head), ("tail", one.tail)):
        yield f"{end}s of the kind {min(3, one.text.count(one.text[at]))}"


def _brackets(one: Stand) -> Iterator[str]:
    depth = _depths(one.text)
    if depth[one.head] != depth[one.tail]:
        inner, outer = sorted((one.head, one.tail), key=lambda at: -depth[at])
        end = "tail" if inner == one.tail else "head"
        whose = _before_bracket(one.text, inner)
        yield f"{end} in bracket of " + ("it" if whose == outer else "another")
        if whose == outer and one.text[whose + 1] in "（(":
            yield f"{end} in its own bracket"
    elif depth[one.head]:
        yield "in two brackets" if "）" in one.between else "both in a bracket"


def _rivals(one: Stand) -> Iterator[str]:
    """Whether other things could as well be the head or the tail, and stand nearer."""
    text, apart = one.text, abs(one.head - one.tail)
    roles = ENDS[one.relation]
    heads = [n for n, sign in _others(one) if sign in roles[0] - {text[one.tail]}]
    tails = [n for n, sign in _others(one) if sign in roles[1] - {text[one.head]}]
    first, last = sorted((one.head, one.tail))
    yield f"nearer head {one.way} {any(abs(n - one.tail) < apart for n in heads)}"
    yield f"nearer tail {one.way} {any(abs(n - one.head) < apart for n in tails)}"
    inside = (any(first < n < last for n in rivals) for rivals in (heads, tails))
    yield f"head, tail between {one.way} {list(inside)}"
    beside = (
        not _apart(text, one.head, one.tail),
        any(not _apart(text, n, one.tail) for n in heads),
        any(not _apart(text, n, one.head) for n in tails),
    )
    yield f"clause with it, another head, another tail {one.way} {list(beside)}"


def _others(one: Stand) -> Iterator[tuple[int, str]]:
    return ((n, s) for n, s in enumerate(one.text) if s in LETTER and n not in (one.head, one.tail))


def _apart(text: str, one: int, other: int) -> bool:
    return any(sign in STOPS for sign in text[min(one, other) : max(one, other)])


def _depths(text: str) -> list[int]:
    """In how many brackets each character stands."""
    depth, found = 0, []
    for sign in text:
        depth += sign in "（("
        found.append(depth)
        depth = max(0, depth - (sign in "）)"))
    return found


def _before_bracket(text: str, at: int) -> int:
    """The thing before the bracket in which ``at`` stands, -1 where there is none."""
    opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
    return next((n for n in range(opened - 1, -1, -1) if text[n] in LETTER), -1)


def in_bracket_of_another(text: str, head: int, tail: int) -> bool:
    """Whether the tail stands in a bracket behind another thing than the head."""
    depth = _depths(text)
    return depth[tail] > depth[head] and _before_bracket(text, tail) != head


def says_of_another(text: str, at: int) -> bool:
    """Whether a thing stands in a bracket behind another one, of which it says something."""
    return _depths(text)[at] > 0 and _before_bracket(text, at) >= 0


def is_owner(text: str, at: int) -> bool:
    """Whether a body is only named as the owner of the next one: 甲集团控股的乙公司."""
    return text[at] in "ＢＯ" and OWNER.match(text, at + 1) is not None


def under(one: Under) -> Iterator[str]:
    """Clues of a thing in a passage that is about another one."""
    way, scope, types = one.way, one.scope, ">".join(one.labels)
    role = ENDS[one.relation][0 if one.heads else 1]
    before, behind = one.text[: one.at], one.text[one.at + 1 :]
    rival = any(sign in role for sign in behind)
    yield from ("always", "topic", "types " + types, way, f"{way} {scope}")
    yield from (f"{scope} {types}", f"{way} {scope} {types}", f"{way} back {min(one.back, 4)}")
    yield from (f"{way} rival {rival}", f"{way} {scope} rival {rival}")
    yield f"{way} things before {min(3, sum(sign in LETTER for sign in before))}"
    yield from grams(way + "before", before[-8:], 3)
    yield f"{way}just before:{before[-2:]}"
    yield from grams(way + "behind", behind[:8], 3)
    yield f"{way}just behind:{behind[:2]}"
    yield from grams(way + "topic", one.behind, 2)
    if not one.at:
        yield way + "opens the sentence"
    yield f"{way}kinds " + "".join(sorted(set(one.text) & set(LETTER)))
