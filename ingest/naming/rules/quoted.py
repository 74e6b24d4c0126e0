"""Names between quotation marks, where an owner or an event says that they name a thing.

``甲大学教育部“乙工程中心”`` is a centre of 甲大学; ``挂牌“甲服务乙州基地”`` names a base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.kinds import kind_of
from ingest.naming.rules.boundary import name_start
from ingest.naming.rules.found import Found
from ingest.naming.rules.named import ends_in, has_place, is_name
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import endings

QUOTED = re.compile(
    r"(?P<level>教育部|科技部|国家级|国家|省部级|省级|省|市级)?[“\"]"
    r"(?P<name>[^“”\"，。；、]{4,22}(?:实验室|研究中心|工程中心|创新中心|研究院|研究所|平台|基地))[”\"]"
)
SUBJECT = re.compile(r"[“\"][^“”\"，。；、]{2,12}[”\"](?:产业)?(?:基地|园|园区)")
OPENS = ("、", "和", "包括", "包含", "即", "建设", "打造")
EVENT = re.compile(r"(?:挂牌|揭牌|授牌|设立|成立)$")
NEXT = re.compile(r"[”\"][、和与及]$")
OWNERS = frozenset({"University", "ResearchInstitute", "Enterprise", "Hospital"})


def by_quotation_marks(sentence: Sentence) -> Iterator[Found]:
    """What stands whole between quotation marks."""
    listed = False
    for match in QUOTED.finditer(sentence.text):
        before = sentence.text[: match.start()]
        owner = _owner_start(sentence, match.start())
        label = kind_of(match["name"]) or "InnovationCenter"
        listed = bool(EVENT.search(before)) or (listed and bool(NEXT.search(before)))
        if owner is not None:
            name = match["name"]
            yield Found(owner, match.end(), label, "quoted.owner", name=name)
        elif listed and has_place(match["name"]):
            yield Found(*match.span("name"), label, "quoted.event")


def by_quoted_subject(sentence: Sentence) -> Iterator[Found]:
    """“甲+乙”基地、“甲+丙”基地: members of one list, told apart by what is quoted."""
    listed = [m for m in SUBJECT.finditer(sentence.text) if _is_item(sentence, m)]
    for match in listed if len(listed) > 1 else ():
        yield Found(*match.span(), "IndustrialPark", "quoted.subject")


def _is_item(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the match is all of an item of a list but for the word that opens the list."""
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    return before.endswith(OPENS) and after.startswith(("、", "等", "和"))


def _owner_start(sentence: Sentence, end: int) -> int | None:
    """Where the organisation begins whose name ends right before the quotation."""
    for match in ends_in(sentence.text[:end]):
        ending = endings()[match.group()]
        if match.end() == end and ending.label in OWNERS:
            lower, _ = sentence.item_at(match.start())
            start = name_start(sentence, lower, match.start(), ending.label)
            named = is_name(sentence.text[start : match.start()], ending)
            return start if named else None
    return None
