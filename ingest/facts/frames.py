"""Frames: what a sentence says of the things named in it, whatever stands between them.

A sentence is masked: each enumeration of named things becomes one sign by its kind, so that a
frame is a short expression over what people write between names. The frames are data
(``lexicon/frames.toml``); a new way of saying it is one line there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ingest.facts.prose import Prose
from ingest.kinds import kind_of
from ingest.lexicon import LEXICON
from ingest.model import Naming, Span, Tie
from ingest.naming.mentions import Sighting

#: Kind → sign in the masked text (private characters, so that no text holds them).
SIGNS: Mapping[str, str] = {
    label: sign
    for sign, labels in {
        "\ue000": "Laboratory Facility InnovationCenter TechPlatform",
        "\ue001": "University ResearchInstitute Enterprise Hospital Government",
        "\ue002": "Association",
        "\ue003": "IndustrialPark",
        "\ue004": "Area",
        "\ue005": "IndustryChain FutureIndustry ServiceIndustry",
        "\ue006": "IndustryCluster",
        "\ue007": "Project",
    }.items()
    for label in labels.split()
}
#: What the signs of a frame stand for.
CLASSES = {
    "W": "\ue000\ue002",
    "B": "\ue001\ue002",
    "B2": "\ue001\ue002",
    "H": "\ue000\ue001\ue002",
    "P": "\ue003\ue004",
    "A": "\ue004",
    "C": "\ue005",
    "C2": "\ue006",
    "J": "\ue007",
    "X": "\ue000\ue001\ue002\ue003",
    "Y": "\ue001",
}
#: Relation → the signs of its head and its tail.
ENDS = {
    "HOSTED_BY": ("W", ("B", "B2", "H")),
    "UNDERTAKEN_BY": ("J", ("B", "H")),
    "BASED_IN": ("C", ("P",)),
    "LOCATED_IN": ("X", ("A",)),
    "AFFILIATED_WITH": ("Y", ("B",)),
    "PART_OF": ("C", ("C2",)),
}
ANY_SIGN = "\ue000-\ue007"
MARKED = 6  # characters of a number or a dash before the name that opens a paragraph
BRACKET = "bracket"  # what a bracket says is said of the last thing before it
SHORT, LONG = 14, 40  # characters between two names that one statement may take
DEFINING = re.compile(r"[（(，](?:以下)?(?:统称|简称|[又亦也别]?称|[又别]名)(?:为|：)?[“\"]?$")
ANAPHOR = re.compile(
    "(?P<order>[前后]者)|该(?P<class>实验室|装置|设施|平台|中心|研究院|研究所|联盟|公司|大学|医院|园区|产业园)"
)
LED = re.compile(r"(?:[（(][^（）()]{1,6}[）)])?(?:[。：]|——|--)")
EACH = re.compile("分别|依次|各自")
JOINED = re.compile(r"(?:[、和与及]|以及|或)(?:其)?")
BEHIND = re.compile(
    r"(?:[（(](?:以下)?(?:统称|简称|[又亦也别]?称|[又别]名)[^（）()]{2,20}[）)])?[”\"]?"
    r"(?:等(?:[^，。；、（）"
    + ANY_SIGN
    + r"]{0,8}?(?:企业|公司|单位|高校|院所|机构|院校|平台|实验室|中心|园区))?)?"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of a block in which each enumeration of named things is one sign.

    ``offsets[i]`` is where sign or character ``i`` begins in the block; ``things`` are the
    sightings behind the sign at a place.
    """

    text: str
    offsets: tuple[int, ...]
    things: Mapping[int, tuple[Sighting, ...]]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the block that ``start`` to ``end`` of the masked text stand for."""
        return Span(self.offsets[start], self.offsets[end])


def masked(prose: Prose, span: Span, coarse: bool = False) -> Masked:
    """A stretch of the block with its names masked; ``coarse``: things of any kind stand in one
    enumeration."""
    text: list[str] = []
    offsets: list[int] = []
    things: dict[int, tuple[Sighting, ...]] = {}
    at = span.start
    for where, group in _standing(prose, span, coarse):
        text += prose.block.text[at : where.start]
        offsets += range(at, where.start)
        things[len(text)] = tuple(group)
        text.append(SIGNS[group[0].mention.label])
        offsets.append(where.start)
        behind = BEHIND.match(prose.block.text, where.end, span.end)
        at = behind.end() if behind else where.end
    text += prose.block.text[at : span.end]
    offsets += range(at, span.end + 1)
    return Masked("".join(text), tuple(offsets), things)


def _standing(prose: Prose, span: Span, coarse: bool) -> Iterator[tuple[Span, Sequence[Sighting]]]:
    """Enumerations, and what stands for a thing named before (前者, 该实验室), in order."""
    told = [
        (Span(g[0].mention.span.start, g[-1].mention.span.end), g)
        for g in enumerations(prose, span, coarse)
    ]
    before = list(enumerations(prose, Span(0, span.end)))
    for found in ANAPHOR.finditer(prose.block.text, span.start, span.end):
        free = all(found.end() <= at.start or at.end <= found.start() for at, _ in told)
        earlier = [g for g in before if g[-1].mention.span.end <= found.start()]
        if free and (meant := _meant(found, earlier)):
            told.append((Span(*found.span()), [meant]))
    return iter(sorted(told, key=lambda pair: pair[0]))


def _meant(found: re.Match[str], earlier: Sequence[Sequence[Sighting]]) -> Sighting | None:
    """What 前者, 后者 or 该实验室 stands for: of the last pair, or the last thing of that kind."""
    if found["order"]:
        pairs = [group for group in earlier if len(group) == 2]
        return pairs[-1][found["order"] == "后者"] if pairs else None
    named = (s for group in reversed(earlier) for s in reversed(group))
    return next((s for s in named if kind_of("甲" + found["class"]) == s.mention.label), None)


def enumerations(prose: Prose, span: Span, coarse: bool = False) -> Iterator[list[Sighting]]:
    """Things of one kind that 、 and 和 join, one after the other."""
    group: list[Sighting] = []
    for sighting in sorted(prose.within(span.start, span.end), key=lambda s: s.mention.span):
        if sighting.mention.label not in SIGNS or _is_defined_form(prose, sighting):
            continue
        if group and sighting.mention.span.start < group[-1].mention.span.end:
            continue
        if group and not _goes_on(prose, group[-1], sighting, coarse):
            yield group
            group = []
        group.append(sighting)
    if group:
        yield group


def _is_defined_form(prose: Prose, sighting: Sighting) -> bool:
    """Whether a name is the short form that a bracket behind its full one gives."""
    before = prose.block.text[max(0, sighting.mention.span.start - 8) : sighting.mention.span.start]
    return DEFINING.search(before) is not None


def _goes_on(prose: Prose, one: Sighting, other: Sighting, coarse: bool) -> bool:
    signs = {SIGNS[one.mention.label], SIGNS[other.mention.label]}
    same = len(signs) == 1 or (coarse and signs <= set(CLASSES["X"]))
    between = prose.block.text[one.mention.span.end : other.mention.span.start]
    defined = re.sub(r"^[（(][^（）()]{2,24}[）)]|^[”\"]|[“\"]$", "", between)
    return same and bool(JOINED.fullmatch(defined))


@cache
def frames() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(relation, name, expression) of every frame."""
    table = tomllib.loads((LEXICON / "frames.toml").read_text("utf-8"))
    words = table.pop("words")
    return tuple(
        (relation, name, _compiled(shape, words))
        for relation, shapes in table.items()
        for name, shape in shapes.items()
    )


def _compiled(shape: str, words: Mapping[str, str]) -> re.Pattern[str]:
    for key, said in (*words.items(), ("any", ANY_SIGN)):
        shape = shape.replace("{" + key + "}", said)
    gap = rf"[^，。；：{ANY_SIGN}]{{0,{SHORT}}}?"
    shape = shape.replace("~", rf"{gap}(?:在[{CLASSES['P']}]{gap})?")
    shape = shape.replace("≈", rf"[^。；{ANY_SIGN}]{{0,{LONG}}}?")
    return re.compile(re.sub(r"‹([A-Z]2?)›", lambda m: f"(?P<{m[1]}>[{CLASSES[m[1]]}])", shape))


def framed_ties(prose: Prose) -> Iterator[Tie]:
    """What the frames find in each sentence of a block."""
    for sentence in _statements(prose):
        fine, coarse = masked(prose, sentence), masked(prose, sentence, coarse=True)
        if len(fine.things) < 2:
            continue
        for relation, name, shape in frames():
            hidden = coarse if relation == "LOCATED_IN" else fine
            for found in _overlapping(shape, hidden.text):
                yield from _tied(prose, hidden, found, relation, name)


def _statements(prose: Prose) -> Iterator[Span]:
    """Sentences; a name that opens a paragraph as its topic is one with what follows it."""
    lead = lead_of(prose)
    begun: Span | None = None
    for sentence in prose.sentences():
        if lead and not begun and _is_all(prose, sentence, lead):
            begun = sentence
            continue
        yield Span(begun.start, sentence.end) if begun else sentence
        begun = None


def _is_all(prose: Prose, sentence: Span, lead: Sighting) -> bool:
    ends = LED.match(prose.block.text, lead.mention.span.end)
    return sentence.start <= lead.mention.span.start and bool(ends and ends.end() == sentence.end)


def lead_of(prose: Prose) -> Sighting | None:
    """The name that stands at the head of a paragraph as what it is about."""
    first = (s for s in prose.sightings if s.mention.span.start <= MARKED)
    return next((s for s in first if LED.match(prose.block.text, s.mention.span.end)), None)


def _overlapping(shape: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches, also those that begin inside another: the next one begins a sign later."""
    at = 0
    while found := shape.search(text, at):
        yield found
        at = found.start() + 1


def _tied(
    prose: Prose, hidden: Masked, found: re.Match[str], relation: str, name: str
) -> Iterator[Tie]:
    head, tails = ENDS[relation]
    evidence = prose.quote(*_span(hidden, found))
    for tail in tails:
        if tail not in found.groupdict():
            continue
        heads, others = hidden.things[found.start(head)], hidden.things[found.start(tail)]
        for one, other in pairs_of(heads[-1:] if name == BRACKET else heads, others, found.group()):
            if one is not other:
                ends = (prose.naming(one), prose.naming(other))
                yield Tie(relation, *ends, "prose", f"prose.{name}", evidence)


def pairs_of(
    heads: Sequence[Sighting], tails: Sequence[Sighting], said: str
) -> Iterable[tuple[Sighting, Sighting]]:
    """Each with each, or one by one where as many are told off (甲、乙分别由丙、丁…)."""
    if len(heads) == len(tails) > 1 and EACH.search(said):
        return zip(heads, tails)
    return product(heads, tails)


def _span(hidden: Masked, found: re.Match[str]) -> tuple[int, int]:
    """From the first name's beginning to the last one's end."""
    span = hidden.span(found.start(), found.end())
    inside = [t for at, t in hidden.things.items() if found.start() <= at < found.end()]
    ends = [s.mention.span.end for things in inside for s in things]
    starts = [s.mention.span.start for things in inside for s in things]
    return min([span.start, *starts]), max([*ends, min(span.end, hidden.offsets[-1])])


def tie(prose: Prose, relation: str, head: Naming, tail: Naming, rule: str, span: Span) -> Tie:
    """A tie that a stretch of prose states."""
    return Tie(relation, head, tail, "prose", rule, prose.quote(span.start, span.end))


__all__ = ["Masked", "framed_ties", "frames", "masked", "pairs_of", "tie"]
