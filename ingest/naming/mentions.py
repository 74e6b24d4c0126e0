"""Blocks → sightings: every named thing, where it stands, and the rule that found it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ingest.model import NOTHING, Block, Mention, Naming, Span
from ingest.naming.echoes import Form, echoes
from ingest.naming.echoes import forms as echo_forms
from ingest.naming.echoes import pattern as echo_pattern
from ingest.naming.rules.found import Found
from ingest.naming.rules.nested import OWNERS
from ingest.naming.rules.words import cities
from ingest.naming.spans import names_in

DEFINED = re.compile(
    r"[（(](?:以下|下文|后文|下)?(?:统称|简称|[又亦也别]?称|[又别]名)(?:为|：)?[“\"]?"
    r"(?P<short>[^（）()“”\"，]{2,20})[”\"]?[）)]"
)
NAMED = (
    r"[“\"]?(?P<name>[^（）()“”\"，。；、]{2,30}?(?:大学|学院|学校|公司|集团|研究院|研究所|科学院|实验室|医院|中心))"
    r"[”\"]?(?=[）)，。；、并]|$)"
)
FORMERLY = re.compile(rf"[（(]原(?:名|称)?(?:为|：)?{NAMED}")
RENAMED = re.compile(rf"(?:正式|已|现)?(?:更名|改名|改组|改制)(?:成立|组建)?为{NAMED}")
LISTED = ("、", "和", "与", "及")
BARE_SHORT = re.compile(r"[（(](?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,8})[）)]")
JOINT = re.compile("(?<=..)[和与及](?=.{4})")
HEAD_ONLY = "list.head"
THINGS = frozenset(
    [
        "University",
        "ResearchInstitute",
        "Enterprise",
        "Hospital",
        "Government",
        "Association",
        "IndustrialPark",
        "Area",
        "Laboratory",
        "Facility",
        "InnovationCenter",
        "TechPlatform",
    ]
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention in its block, with what the place says of the thing.

    ``name`` is the full name where the printed one is shortened, else the
    printed one; ``aliases`` are other forms that the place itself gives; ``until`` is where
    what the place says of it ends (a bracket behind the name).
    """

    block: Block
    mention: Mention
    name: str
    aliases: tuple[str, ...] = ()
    status: str | None = None
    flagship: bool = False
    attributes: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    until: int | None = None

    @property
    def quoted(self) -> Span:
        """The name, and what the place says of it."""
        return Span(self.mention.span.start, self.until or self.mention.span.end)

    @property
    def printed(self) -> str:
        """The name as it stands there."""
        return self.block.text[self.mention.span.start : self.mention.span.end]


def find_mentions(blocks: Sequence[Block], known: Sequence[Naming] = ()) -> Iterator[Sighting]:
    """Sightings in reading order: what the rules find, and known names found again.

    ``known`` are namings from elsewhere in the document (its boxes).
    """
    first = [list(_by_rules(block)) for block in blocks]
    forms = _forms(first, known)
    found = [[_behind_known(one, forms) for one in sightings] for sightings in first]
    forms = _forms(found, known)
    finder = echo_pattern(forms)
    for block, sightings in zip(blocks, found):
        again = list(_echoes(block, sightings, forms, finder)) if finder else []
        kept = [s for s in sightings if not any(_is_cut(s, longer) for longer in again)]
        yield from sorted([*kept, *again], key=lambda s: s.mention.span)


def _forms(found: Sequence[Sequence[Sighting]], known: Sequence[Naming]) -> Mapping[str, Form]:
    """The forms of all that is named so far."""
    sure = (s for sightings in found for s in sightings if s.mention.rule != HEAD_ONLY)
    names = {(n.label, n.name) for n in known if n.label in THINGS}
    things = [s for s in sure if s.mention.label in THINGS]
    names |= {(s.mention.label, name) for s in things for name in (s.name, *s.aliases)}
    return echo_forms(sorted(names))


def _behind_known(sighting: Sighting, forms: Mapping[str, Form]) -> Sighting:
    """A name that is no more than the second of two: 甲科（known）和｜乙半导体有限公司."""
    for joint in JOINT.finditer(sighting.printed):
        before = forms.get(sighting.printed[: joint.start()])
        if before and before.label == sighting.mention.label and not sighting.aliases:
            span = replace(sighting.mention.span, start=sighting.mention.span.start + joint.end())
            mention = replace(sighting.mention, span=span)
            return replace(sighting, mention=mention, name=sighting.printed[joint.end() :])
    return sighting


def _is_cut(sighting: Sighting, longer: Sighting) -> bool:
    """Whether a name is only a piece of a longer known one, and not the owner that opens it."""
    inner, outer = sighting.mention.span, longer.mention.span
    opens = inner.start == outer.start and sighting.mention.label in OWNERS
    return outer.start <= inner.start and inner.end <= outer.end and not opens


def bare_short(text: str, at: int, name: str) -> re.Match[str] | None:
    """甲州大学（甲大）: letters of the name before it, in their order, are its short form."""
    found = BARE_SHORT.match(text, at)
    letters = iter(name)
    kept = found is not None and all(letter in letters for letter in found["short"])
    return found if found and kept and len(found["short"]) < len(name) - 1 else None


def _by_rules(block: Block) -> Iterator[Sighting]:
    return (_sighting(block, found) for found in names_in(block.text))


def _echoes(
    block: Block,
    taken: Sequence[Sighting],
    forms: Mapping[str, Form],
    finder: re.Pattern[str],
) -> Iterator[Sighting]:
    spans = [s.mention.span for s in taken]
    for span, form in echoes(block, spans, forms, finder):
        name = form.full or block.text[span.start : span.end]
        whole = _with_city(block.text, span) if form.label == "Area" else span
        yield Sighting(block, Mention(whole, form.label, "echo"), name)


def _with_city(text: str, span: Span) -> Span:
    """A zone with the city before it: 甲州乙城 for 乙城."""
    sizes = (n for n in (4, 3, 2) if text[max(0, span.start - n) : span.start] in cities())
    return Span(span.start - next(sizes, 0), span.end)


def _sighting(block: Block, found: Found) -> Sighting:
    span = Span(found.start, found.end)
    name = found.name or block.text[span.start : span.end]
    mention = Mention(span, found.label, found.rule, found.probability)
    defined = DEFINED.match(block.text, span.end) or bare_short(block.text, span.end, name)
    aliases = (*found.aliases, defined["short"]) if defined else found.aliases
    if other := _other_name(block.text, span):
        former = other if FORMERLY.match(block.text, span.end) else name
        told = MappingProxyType({"former": former})
        return Sighting(block, mention, name, (*aliases, other), found.status, attributes=told)
    return Sighting(block, mention, name, aliases, found.status)


def _other_name(text: str, span: Span) -> str:
    """What a thing was called before, or since then: 甲大学（原乙学院）, 乙学院更名为甲大学."""
    before = FORMERLY.match(text, span.end)
    after = RENAMED.match(text, span.end) if text[: span.start][-1:] not in LISTED else None
    found = before or after
    return found["name"] if found else ""
