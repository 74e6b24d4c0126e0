"""Which flagship fields a document declares, read from its own words.

``十大标志性科技领域`` over a heading under which ten paragraphs each open with
a short topic, or ``甲、乙、丙等六大未来产业`` in one sentence: the number must
agree with what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Block, Span

DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNT = r"(?P<count>[二三四五六七八九十]{1,2}|1?[0-9])"
WHAT = r"大(?P<what>[^，。；、“”：（）]{0,8}(?:领域|赛道|未来产业))"
DECLARED = re.compile(COUNT + WHAT)
LISTED_BEFORE = re.compile(r"(?P<list>[^，。；：（）]{6,120}?)等?" + COUNT + WHAT)
LISTED_BEHIND = re.compile(COUNT + WHAT + r"[：，](?:即|包括|分别是)?(?P<list>[^，。；：]{6,120})")
INTRODUCING = re.compile(
    r"^.*(?:聚焦|布局|围绕|瞄准|培育|发展|推进|打造|抓好|在|将|和|突出|攻关|实施)(?=[^、]{2,}(?:、|$))"
)
LEAD = re.compile(
    r"^(?:[0-9]{1,2}[.．、]|[（(][^（）()]{1,3}[）)])?(?P<lead>[^。：！？，；]{2,20})[。：]"
)


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field: its name, the block that says what it is, where the name stands in it."""

    name: str
    block: Block
    span: Span
    order: int


def declared_fields(blocks: Sequence[Block]) -> tuple[DeclaredField, ...]:
    """The flagship fields, in the document's order; none where it declares none."""
    for find in (_under_heading, _in_sentence):
        for found in find(blocks):
            return tuple(found)
    return ()


def _under_heading(blocks: Sequence[Block]) -> Iterator[list[DeclaredField]]:
    for index, block in enumerate(blocks):
        declared = DECLARED.search(block.text) if block.kind == "heading" else None
        if declared:
            below = [b for b in _below(blocks, index) if b.kind != "heading"]
            leads = [(b, m) for b in below if (m := LEAD.match(b.text))]
            if len(leads) == _number(declared["count"]):
                yield [
                    DeclaredField(m["lead"], b, Span(*m.span("lead")), n)
                    for n, (b, m) in enumerate(leads, 1)
                ]


def _below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    heading = blocks[index]
    trail = (*heading.trail, heading.text)
    for block in blocks[index + 1 :]:
        if block.trail[: len(trail)] != trail:
            return
        yield block


def _in_sentence(blocks: Sequence[Block]) -> Iterator[list[DeclaredField]]:
    for block in blocks:
        for shape in (LISTED_BEFORE, LISTED_BEHIND):
            for match in shape.finditer(block.text):
                items = _items(match)
                if len(items) == _number(match["count"]) > 2:
                    yield [
                        DeclaredField(name, block, span, n)
                        for n, (name, span) in enumerate(items, 1)
                    ]


def _items(match: re.Match[str]) -> list[tuple[str, Span]]:
    """The members of the list beside the number, without the verb that introduces them."""
    text, at = match["list"], match.start("list")
    first = INTRODUCING.match(text.split("、")[0])
    begin = first.end() if first else 0
    items, place = [], at + begin
    for item in text[begin:].split("、"):
        name = re.sub(r"等$", "", item)
        items.append((name, Span(place, place + len(name))))
        place += len(item) + 1
    return items if all(2 <= len(name) <= 16 for name, _ in items) else []


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    value = sum(DIGITS[char] for char in said)
    return DIGITS[said[0]] * 10 if len(said) == 2 and said[1] == "十" else value
