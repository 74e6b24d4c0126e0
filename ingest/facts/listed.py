"""Things that stand on lines of their own: ``1.甲平台（运营主体：乙公司）``.

A line that is a whole name and nothing else names a thing, where its neighbours do so too or a
bracket says who is behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.evidence import Quoter
from ingest.facts.clusters import MARK
from ingest.kinds import is_phrase, kind_of, name_parts
from ingest.model import Block, Naming, Span
from ingest.naming.rules.words import bare

NAME = (
    r"(?P<name>[^，。；：、（）()\s]{4,30})"
    r"(?P<bracket>[（(](?:[^（）()]|[（(][^（）()]*[）)]){2,80}[）)])?"
)
LINE = re.compile(MARK + NAME + r"[。；]?$")
LED = re.compile(MARK + NAME + r"[。：]")
LISTED = re.compile(r"^(?:——|--|－－|[0-9]{1,2}[.．、]|[①-⑳●◆■·•▪])\s*" + NAME + r"，")
DEFINITIONS = re.compile(
    r"(?:^|(?<=[。；，：]))(?:其中，)?(?P<shorts>[^，。；：（）]{2,40}?)，?(?:分别指|是指|即|指)"
    r"(?P<fulls>[^，。；：]{4,120}?)(?=[，。；]|$)"
)
NUMBER = re.compile(r"(?:^|(?<=[。；：]))(?P<number>[1-9][0-9]?)[.．、](?![0-9])")
VERBAL = re.compile(
    r"(?:建设|打造|推进|加快|支持|提升|建强|培育|完善|搭建|构建|做强|布局|组建|强化)"
)
#: What says something of one name and another: such a line is a sentence.
SAYS = re.compile(
    "[的由是]|落户|依托|位于|选址|隶属|设在|承建|牵头|组建|申报|分别|依次|建设|布局|集聚|打造"
)
KINDS = frozenset(
    "Laboratory Facility InnovationCenter TechPlatform IndustrialPark University ResearchInstitute"
    " Hospital Association".split()
)


def listed_things(blocks: Sequence[Block], quoter: Quoter) -> Iterator[Naming]:
    """What lists line by line name, in reading order."""
    lines = [line for block in blocks for line in (_numbered(block) or (block,))]
    found = [_line(line) for line in lines]
    for index, (block, line) in enumerate(zip(lines, found)):
        if line and (line["bracket"] or _has_neighbour(found, index)):
            yield _naming(block, line, quoter, "line.name")
    for block in blocks:
        yield from _defined(block, quoter)


def _numbered(block: Block) -> tuple[Block, ...]:
    """The clauses of a paragraph that count themselves: …：1.甲平台，…。2.乙平台，…."""
    starts: list[int] = []
    for mark in NUMBER.finditer(block.text):
        if int(mark["number"]) == len(starts) + 1:
            starts.append(mark.start())
    if len(starts) < 2:
        return ()
    spans = zip(starts, [*starts[1:], len(block.text)])
    cut = (replace(block, text=block.text[a:b], offsets=block.offsets[a:b]) for a, b in spans)
    return tuple(replace(one, kind="item") for one in cut)


def _defined(block: Block, quoter: Quoter) -> Iterator[Naming]:
    """``甲即乙大学。`` ``甲、乙分别指丙大学、丁学院；``: short forms with the full ones."""
    for found in DEFINITIONS.finditer(block.text):
        shorts, fulls = found["shorts"].split("、"), found["fulls"].split("、")
        at = found.start("fulls")
        for short, full in zip(shorts, fulls) if len(shorts) == len(fulls) else ():
            if (label := kind_of(full)) and not is_phrase(full):
                evidence = quoter.of_block(block, Span(at, at + len(full)))
                yield Naming(label, full, evidence, "line.namely", (short,))
            at += len(full) + 1


def _naming(
    block: Block,
    line: re.Match[str],
    quoter: Quoter,
    rule: str,
    aliases: tuple[str, ...] = (),
) -> Naming:
    parts = name_parts(line["name"])
    evidence = quoter.of_block(block, Span(*line.span("name")))
    label = kind_of(parts.name) or ""
    return Naming(label, parts.name, evidence, rule, aliases, parts.status, parts.flagship)


def _has_neighbour(found: Sequence[re.Match[str] | None], index: int) -> bool:
    return any(found[max(0, index - 1) : index]) or any(found[index + 1 : index + 2])


def _line(block: Block) -> re.Match[str] | None:
    """A line that is, or opens with, one name of a thing and no class."""
    if block.kind in ("heading", "caption", "note"):
        return None
    text = block.text
    line = LINE.match(text) or LED.match(text) or LISTED.match(text)
    name = line["name"] if line else ""
    named = kind_of(name) in KINDS and bool(bare(name, ("quality", "level")))
    return line if named and not (VERBAL.match(name) or SAYS.search(name)) else None
