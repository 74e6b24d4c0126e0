"""Things that stand on lines of their own: ``1.甲平台（运营主体：乙公司）``.

A line that is a whole name and nothing else names a thing, where its neighbours do so too or a
bracket says who is behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.evidence import Quoter
from ingest.facts.industries import MARK
from ingest.kinds import kind_of, name_parts
from ingest.model import Block, Naming, Span
from ingest.naming.rules.words import bare

NAME = r"(?P<name>[^，。；：、（）()\s]{4,30})(?P<bracket>[（(][^（）()]{2,60}[）)])?"
LINE = re.compile(MARK + NAME + r"[。；]?$")
LED = re.compile(MARK + NAME + r"[。：]")
NAMELY = re.compile(
    r"^(?P<short>[^，。；、：]{2,12})，?(?:即|是指|指)(?P<name>[^，。；、：]{4,40})[，。；]"
)
VERBAL = re.compile(
    r"(?:建设|打造|推进|加快|支持|提升|建强|培育|完善|搭建|构建|做强|布局|组建|强化)"
)
KINDS = frozenset(
    "Laboratory Facility InnovationCenter TechPlatform IndustrialPark University ResearchInstitute"
    " Hospital Association".split()
)


def listed_things(blocks: Sequence[Block], quoter: Quoter) -> Iterator[Naming]:
    """What lists line by line name, in reading order."""
    found = [_line(block) for block in blocks]
    for index, (block, line) in enumerate(zip(blocks, found)):
        if line and (line["bracket"] or _has_neighbour(found, index)):
            yield _naming(block, line, quoter, "line.name")
    for block in blocks:
        if (namely := NAMELY.match(block.text)) and kind_of(namely["name"]):
            yield _naming(block, namely, quoter, "line.namely", (namely["short"],))


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
    line = LINE.match(block.text) or LED.match(block.text)
    name = line["name"] if line else ""
    named = kind_of(name) in KINDS and bool(bare(name, ("quality", "level")))
    return line if named and not VERBAL.match(name) else None
