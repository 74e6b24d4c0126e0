"""Names that mean something only in their place: 省科学院, 市第一人民医院, 高新区.

The document's own place completes them: 省科学院 of a plan of 甲省 is 甲省科学院, the printed form
an alias. Where the text itself gives a full form, that one is meant. What no place completes
stays the plan's own: its id bears the plan. What only says what a thing is (高端装备产业集群) has
the document's place in its id, without one the plan.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from ingest.about import About
from ingest.facts.prose import Prose
from ingest.lexicon import LEXICON
from ingest.model import Naming, Span, Tie
from ingest.naming.alike import HEAD_ONLY, plain
from ingest.naming.gazetteer import short_city, where
from ingest.naming.rules.words import proper_part, words

COMPLETED = frozenset(
    "University ResearchInstitute Enterprise Hospital Government Association".split()
    + "Laboratory Facility InnovationCenter TechPlatform".split()
)
ZONES = frozenset({"IndustrialPark", "Area"})
TOWNS = frozenset({"zone", "county", "city"})
NUMBERED = re.compile("[省市][一二三四五六七八九]院(?![校区系士落长内外子])")
BEFORE = "、，。；：“”与和在由及"


@dataclass(frozen=True)
class Relatives:
    """How names of one document are completed: by its place, and by the forms that it has."""

    about: About
    forms: frozenset[str]
    given: frozenset[str]

    def completed(self, naming: Naming) -> Naming:
        """The naming with its full name; itself where nothing completes it."""
        known = naming.rule == HEAD_ONLY or plain(naming.name) in self.given
        full = "" if known else self._full(naming.label, naming.name)
        if not full or full == naming.name:
            return naming
        forms = dict.fromkeys((*naming.aliases, naming.name))
        return replace(naming, name=full, aliases=tuple(a for a in forms if a != full))

    def _full(self, label: str, name: str) -> str:
        if label in COMPLETED and (front := front_of(name)):
            return self._behind_place(front, name)
        return self._zone(name) if label in ZONES and name in _lexicon()["zones"] else ""

    def _behind_place(self, front: str, name: str) -> str:
        """省科学院 → 甲省科学院; a shortened end as the text has it in full, else in full."""
        place = self._place(front)
        if not place:
            return ""
        ways = [place + end for end in _ends(name[len(front) :])]
        there = next((way for way in ways if plain(way) in self.forms), "")
        return there or (ways[-1] if len(ways) < 3 else ways[0])

    def _place(self, front: str) -> str:
        """What 省, 市, 区 stands for in this document."""
        levels = [level for level in ("province", "city", "county") if front in _lexicon()[level]]
        named = self.about[levels[0]] if levels else ""
        if front == "市" and not named and self.about["province"].endswith("市"):
            return self.about["province"]
        return named if named.endswith(front) else ""

    def _zone(self, name: str) -> str:
        """高新区: the one full form in the text, else that of the document's city."""
        kinds = _lexicon()["zones"][name]
        if fulls := self._zones_of_city.get(tuple(kinds)):
            return fulls[0] if len(fulls) == 1 else ""
        city = short_city(self.about["city"] or self._municipality)
        return city + name if city and self.about["level"] in TOWNS and len(kinds) > 1 else ""

    @property
    def _municipality(self) -> str:
        province = self.about["province"]
        return province if province.endswith("市") else ""

    @cached_property
    def _zones_of_city(self) -> Mapping[tuple[str, ...], list[str]]:
        """Full forms by kind: of the document's own zone, else of its city."""
        own = self.about["zone"]
        city = short_city(self.about["city"] or self._municipality)
        found: dict[tuple[str, ...], list[str]] = {}
        for kinds in map(tuple, _lexicon()["zones"].values()):
            fitting = [
                f for f in sorted(self.forms) if city and f.startswith(city) and f.endswith(kinds)
            ]
            found[kinds] = [own] if own.endswith(kinds) and own not in kinds else fitting
        return found


def relatives(about: About, namings: Sequence[Naming]) -> Relatives:
    """How to complete the names of a document that has these namings."""
    given = frozenset(plain(a) for n in namings if n.rule != HEAD_ONLY for a in n.aliases)
    return Relatives(about, given | {plain(naming.name) for naming in namings}, given)


def completed(
    about: About, namings: Sequence[Naming], ties: Sequence[Tie]
) -> tuple[list[Naming], list[Tie]]:
    """Namings and ties with the full names that the document's place gives them."""
    every = [*namings, *(end for tie in ties for end in (tie.head, tie.tail))]
    fill = relatives(about, every).completed
    told = [replace(tie, head=fill(tie.head), tail=fill(tie.tail)) for tie in ties]
    return [fill(naming) for naming in namings], told


def is_relative(label: str, name: str) -> bool:
    """Whether a name tells nothing without its plan."""
    if label in COMPLETED:
        return bool(front_of(name))
    part = re.fullmatch(str(_lexicon()["areas"]["part"]), name)
    return label in ZONES and (name in _lexicon()["zones"] or bool(part or front_of(name)))


def is_general(label: str, name: str) -> bool:
    """Whether a name only says what a thing is, so that each place can have one of that name."""
    known = _lexicon()["general"]
    ends = tuple(known["laboratories"])
    told = label in known["types"] or (label == "Laboratory" and name.endswith(ends))
    own = re.search(known["nation"], name) or where(name) or len(proper_part(name)) > 1
    return told and not own


def front_of(name: str) -> str:
    """省, 市, 区 before a name, where that means the document's own."""
    found = _front().match(name)
    return found["front"] if found and not where(name) else ""


def zones_that_act(prose: Sequence[Prose]) -> Iterator[Naming]:
    """推动高新区与甲医院共建…: a zone of which a place has one, beside somebody who has a name."""
    for one in prose:
        for found in _acting().finditer(one.block.text):
            span = Span(*found.span("zone"))
            beside = any(_within(s.mention.span, found.span("other")) for s in one.sightings)
            if beside and _stands_alone(one.block.text, span.start):
                quote = one.quote(span.start, span.end)
                yield Naming("IndustrialPark", found["zone"], quote, "relative.zone")


def short_hospitals(prose: Sequence[Prose]) -> Iterator[Naming]:
    """市一院, 省二院: hospitals by their number."""
    for one in prose:
        for found in NUMBERED.finditer(one.block.text):
            if _stands_alone(one.block.text, found.start()):
                quote = one.quote(*found.span())
                yield Naming("Hospital", found.group(), quote, "relative.hospital")


def _within(span: Span, outer: tuple[int, int]) -> bool:
    return outer[0] <= span.start and span.end <= outer[1]


def _stands_alone(text: str, at: int) -> bool:
    verbs = words("boundaries", "verbs")
    return at == 0 or text[at - 1] in BEFORE or any(text[:at].endswith(verb) for verb in verbs)


def _ends(rest: str) -> list[str]:
    """What follows the front, as printed and in full: 农科院, 农业科学院."""
    fulls = (f for short, full in _lexicon()["ends"].items() if rest == short for f in full)
    return [rest, *fulls]


@cache
def _front() -> re.Pattern[str]:
    fronts = "|".join((*_lexicon()["province"], *_lexicon()["city"], *_lexicon()["county"]))
    return re.compile(rf"(?P<front>{fronts})(?!{_lexicon()['other']})(?=..)")


@cache
def _acting() -> re.Pattern[str]:
    shorts = "|".join(sorted(_lexicon()["zones"], key=len, reverse=True))
    return re.compile(rf"(?P<zone>{shorts}){_lexicon()['areas']['acts']}")


@cache
def _lexicon() -> Mapping[str, Any]:
    return tomllib.loads((LEXICON / "relative.toml").read_text("utf-8"))
