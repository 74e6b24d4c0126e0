"""Which flagship fields a document declares, read from its own words.

``十大标志性科技领域`` over ten paragraphs or headings that each open with a short
topic, ``甲、乙、丙等六大未来产业`` in one sentence, or a table with a row for each: the
number must agree with what is counted, and what is counted must be technical. What
the text says of each (its paragraph, its row) is its profile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.layout.table import Cell, Table, TableRow
from ingest.model import Block, Span
from ingest.naming.rules.words import words
from ingest.naming.technology import words_in

DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNT = r"(?<![0-9])(?P<count>[二三四五六七八九十]{1,2}|1?[0-9])"
WHAT = r"(?:[大个条类]|项)(?P<what>[^，。；、“”：（）]{0,8}(?:领域|赛道|产业|方向))"
DECLARED = re.compile(COUNT + WHAT)
LISTED_BEFORE = re.compile(r"(?P<list>[^，。；：（）]{6,120}?)等?" + COUNT + WHAT)
LISTED_BEHIND = re.compile(COUNT + WHAT + r"[：，](?:即|包括|分别是)?(?P<list>[^，。；：]{6,120})")
INTRODUCING = re.compile(
    r"^.*(?:聚焦|布局|围绕|瞄准|培育|发展|推进|打造|抓好|在|将|和|突出|攻关|实施|确定|选定|明确|遴选|锁定|确立|选取|主攻|做强|聚力)(?=[^、]{2,}(?:、|$))"
)
LEAD = re.compile(
    r"^(?P<mark>第[一二三四五六七八九十]+节|[0-9]{1,2}[.．、]|[（(][^（）()]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、是]"
    r"|(?:方向|领域|赛道|产业)[一二三四五六七八九十0-9]{1,2}[：:、]?|——|--|－－|[●◆■·•▪]|[①-⑳])?"
    r"(?P<lead>[^。：！？，；]{2,20})(?:[。：]|$)"
)
LISTED_LEAD = re.compile(
    r"^(?P<mark>[一二三四五六七八九十]{1,3}是)(?P<lead>[^。：！？，；]{2,14})[，。：]"
)
ORDINAL_IS = re.compile(r"(?:^|(?<=[。；]))(?P<mark>[一二三四五六七八九十]{1,3}是)")
ORDINAL = re.compile(r"[0-9一二三四五六七八九十①-⑳]+")
LAST_AND = re.compile(r"以及|[和与及]")
TECHNICAL = re.compile(
    r"科技|技术|前沿|未来|标志|攻关|赛道|科创|科学|新兴|战略性|先导|主攻|优先|先行|领航|核心"
)
OPENED = (
    r"^\s*(?:第[一二三四五六七八九十]+节|[0-9]{1,2}[.．、]|[（(][^（）()]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}[、是]|——|--|－－|[●◆■·•▪]|[①-⑳])?\s*"
    r"(?:在|聚焦|围绕|面向|针对|关于)?[“\"]?"
)
OPENING = 5  # a paragraph about a field has no more before the name than a mark
CLASS = re.compile(r"(?:领域|方向|赛道)$")


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field: its name, the block that says what it is, where the name stands in it."""

    name: str
    block: Block
    span: Span
    order: int


def declared_fields(
    blocks: Sequence[Block], tables: Sequence[Table] = ()
) -> tuple[DeclaredField, ...]:
    """The flagship fields, in the document's order; none where it declares none."""
    for found in (*_counted(blocks), *_in_rows(blocks, tables), *_in_sentence(blocks)):
        told = _with_profiles(found, blocks)
        return tuple(replace(field, order=n) for n, field in enumerate(told, 1))
    return ()


def _counted(blocks: Sequence[Block]) -> Iterator[list[DeclaredField]]:
    """Fields that open what stands under a heading or behind a paragraph that counts them."""
    for index, block in enumerate(blocks):
        for declared in DECLARED.finditer(block.text):
            under = _below(blocks, index) if block.kind == "heading" else _behind(blocks, index)
            inside = _ordinals(block) if block.kind != "heading" else ()
            parts = [*inside, *(part for one in under for part in _ordinals(one) or (one,))]
            for opened in _opened(parts):
                counted = len(opened) == _number(declared["count"]) > 1
                if counted and _are_fields(declared, opened):
                    yield opened


def _ordinals(block: Block) -> tuple[Block, ...]:
    """The passages of a paragraph that 一是, 二是 … open, each as a block of its own."""
    starts = [m.start("mark") for m in ORDINAL_IS.finditer(block.text)]
    if block.kind == "heading" or len(starts) < 2:
        return ()
    ends = [*starts[1:], len(block.text)]
    return tuple(
        replace(block, text=block.text[a:b], offsets=block.offsets[a:b])
        for a, b in zip(starts, ends)
    )


def _in_rows(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[list[DeclaredField]]:
    """Fields that are the rows of a table whose column is headed so, as many as the text counts."""
    counts = {_number(m["count"]): m for b in blocks for m in DECLARED.finditer(b.text)}
    for table in tables:
        rows = [(row, cell) for row in table.rows if (cell := row.get("field"))]
        opened = [_row_field(row, cell) for row, cell in rows]
        declared = counts.get(len(opened))
        once = len({field.name for field in opened}) == len(opened)
        if declared and once and _are_fields(declared, opened):
            yield opened


def _row_field(row: TableRow, cell: Cell) -> DeclaredField:
    """A field as its row says: its name, then what the row says of it."""
    told = [cell.block, *(c.block for c in row.all("direction", "task", "business", "prose"))]
    return DeclaredField(cell.text, _joined(told), Span(0, len(cell.text)), 0)


def _with_profiles(
    fields: Sequence[DeclaredField], blocks: Sequence[Block]
) -> Iterator[DeclaredField]:
    """Each field with the paragraphs of its own that stand elsewhere: 在甲领域，….

    A field that only a list in a sentence names has its profile there.
    """
    for field in fields:
        own = [b for b in blocks if b is not field.block and _opens_with(b, field.name)]
        listed = sum(other.block is field.block for other in fields) > 1
        if own and listed:
            first = _opens_with(own[0], field.name)
            assert first
            yield replace(field, block=_joined(own), span=Span(*first.span("name")))
        elif own:
            yield replace(field, block=_joined([field.block, *own]))
        else:
            yield field


def _opens_with(block: Block, name: str) -> re.Match[str] | None:
    """Whether a paragraph opens with a field's name as what it is about."""
    if block.kind == "heading":
        return None
    about = re.compile(OPENED + rf"(?P<name>{re.escape(name)})(?:领域|方向|赛道|产业)?[。：，]")
    return about.match(block.text)


def _below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    heading = blocks[index]
    trail = (*heading.trail, heading.text)
    for block in blocks[index + 1 :]:
        if block.trail[: len(trail)] != trail:
            return
        yield block


def _behind(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """What stands behind a paragraph under the same headings."""
    trail = blocks[index].trail
    for block in blocks[index + 1 :]:
        if block.trail[: len(trail)] != trail:
            return
        yield block


def _opened(under: Sequence[Block]) -> Iterator[list[DeclaredField]]:
    """The fields that paragraphs, those numbered alike, or sections open with."""
    leads = [
        (b, m)
        for b in under
        if b.kind != "heading" and (m := LEAD.match(b.text) or LISTED_LEAD.match(b.text))
    ]
    yield _named((b, m) for b, m in leads if m.end() < len(b.text))
    alike: dict[str, list[tuple[Block, re.Match[str]]]] = defaultdict(list)
    for block, match in leads:
        alike[ORDINAL.sub("#", match["mark"] or "")].append((block, match))
    yield from map(_named, alike.values())
    yield _named(_sections(under))


def _sections(under: Sequence[Block]) -> Iterator[tuple[Block, re.Match[str]]]:
    """Headings of the depth right below, each with all the prose under it as one block."""
    trail = next((b.trail for b in under if b.kind == "heading"), ())
    for index, block in enumerate(under):
        if block.kind == "heading" and block.trail == trail:
            prose = [b for b in _below(under, index) if b.kind != "heading"]
            found = LEAD.match(block.text)
            if found and found.end() == len(block.text) and prose:
                yield _joined([block, *prose]), found


def _joined(blocks: Sequence[Block]) -> Block:
    text = "".join(block.text for block in blocks)
    offsets = tuple(at for block in blocks for at in block.offsets)
    return Block("paragraph", text, offsets, blocks[0].trail)


def _named(leads: Iterable[tuple[Block, re.Match[str]]]) -> list[DeclaredField]:
    """A field of each lead; 领域 behind every one of them is no part of the names."""
    found = list(leads)
    classed = all(CLASS.search(m["lead"]) for _, m in found)
    names = [(b, m, CLASS.sub("", m["lead"]) if classed else m["lead"]) for b, m in found]
    return [
        DeclaredField(name, b, Span(m.start("lead"), m.start("lead") + len(name)), 0)
        for b, m, name in names
    ]


def _are_fields(declared: re.Match[str], fields: Sequence[DeclaredField]) -> bool:
    """Whether what is counted is technical by what it is called or by most of its names."""
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    if 2 * sum(field.name[:2] in verbs for field in fields) > len(fields):
        return False
    technical = sum(map(_is_technical, fields))
    called = declared["what"] != "产业" and TECHNICAL.search(declared["what"])
    return bool(called) or 2 * technical > len(fields)


def _is_technical(field: DeclaredField) -> bool:
    """Whether the name has a technical word, or what its own paragraph says has two."""
    opens = field.span.start <= OPENING
    said = field.block.text[field.span.end :] if opens else ""
    told = {word.concept.name for word in words_in(said) if word.concept.alone}
    return any(not w.concept.common for w in words_in(field.name)) or len(told) > 1


def _in_sentence(blocks: Sequence[Block]) -> Iterator[list[DeclaredField]]:
    """Fields that one sentence lists beside their number."""
    for block in blocks:
        for shape in (LISTED_BEFORE, LISTED_BEHIND):
            for match in shape.finditer(block.text):
                count = _number(match["count"])
                found = [DeclaredField(name, block, span, 0) for name, span in _items(match, count)]
                if len(found) == count > 2 and _are_fields(match, found):
                    yield found


def _items(match: re.Match[str], count: int) -> list[tuple[str, Span]]:
    """The members of the list beside the number, without the verb that introduces them."""
    text, at = match["list"], match.start("list")
    first = INTRODUCING.match(text.split("、")[0])
    begin = first.end() if first else 0
    cuts = [begin, *(i + 1 for i in range(begin, len(text)) if text[i] == "、")]
    if len(cuts) == count - 1 and (joint := LAST_AND.search(text, cuts[-1] + 2)):
        text = text[: joint.start()] + "、" * len(joint.group()) + text[joint.end() :]
        cuts.append(joint.end())
    items = [_item(text, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)])]
    spans = [(text[a:b], Span(at + a, at + b)) for a, b in items]
    return spans if all(2 <= len(name) <= 16 for name, _ in spans) else []


def _item(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name itself stands in an item: without quotation marks, 等 and ``、``."""
    said = re.sub(r"[“”\"、]*(?:等)?[“”\"、]*$", "", text[start:end])
    bare = said.lstrip('“"')
    return start + len(said) - len(bare), start + len(said)


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    value = sum(DIGITS[char] for char in said)
    return DIGITS[said[0]] * 10 if len(said) == 2 and said[1] == "十" else value
