"""How passages and sections open: mark, label, name, class, bracket.

``（一）智能网联领域（牵头单位：甲局）。``
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.kinds import is_phrase
from ingest.layout.captions import BOX_TITLE
from ingest.lexicon import LEXICON
from ingest.model import Block, Span

HAN = "[一二三四五六七八九十]"
MARK = (
    rf"(?P<mark>第{HAN}{{1,3}}[章节]\s*|第{HAN}{{1,2}}[，、]|其{HAN}[，、]|[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})*[.．、]?(?![0-9年])"
    rf"|[（(][一二三四五六七八九十0-9]{{1,3}}[）)]|{HAN}{{1,3}}[、是]|——|--|－－|[●◆■·•▪]|[①-⑳]|其中[，：])?\s*"
)
LABEL = (
    rf"(?P<label>[^。：，；、（）]{{0,4}}(?:方向|领域|赛道|产业|专项|主线|任务|工程|行动|计划)(?:{HAN}|[0-9]{{1,2}})[：:、.．]?\s*"
    r"|“[^“”]{1,4}”[：:])?"
)
CLASS = r"(?P<class>(?:技术|产业|科技)?(?:领域|赛道|方向|方面|专项|主线)|产业|技术)?"
OPEN = r"(?P<open>在|聚焦|围绕|面向|针对|关于|主攻|突破|发展|推进|做强|布局)?"
ORDINAL = re.compile(r"[0-9一二三四五六七八九十①-⑳]+")
PARTS = re.compile(rf"(?:^|(?<=[。；：]))(?P<mark>{HAN}{{1,3}}是|第{HAN}[，、]|其{HAN}[，、])")
CLAUSES = re.compile(r"(?:^|(?<=[。；]))(?=[^。；])")
#: 甲技术要快。 Not the 要, 应, 宜 of longer words: 要素, 预应力, 宜居.
PREDICATE = re.compile(
    r"(?:(?<![主重需必紧首摘扼])要(?![素求点道闻])|(?<![预反响感供效相适对回呼])应(?![力用急变邀])"
    r"|(?<!必)须|(?<![适便])宜(?![居商业游])|重在|贵在|力求)[^，。：；]{1,4}[。，：；]"
)
COUNTS = re.compile(r"[两二三四五六七八九十0-9][大个条类张项种]|[每各]")
LONGEST = 16
LINE = 40  # characters of a line that is a head though the file does not say so


@dataclass(frozen=True, slots=True)
class Lead:
    """The name with which a passage opens; ``shape``: how it is marked; ``sort``: what the class
    behind the name is; ``at``: where its block stands among all."""

    name: str
    block: Block
    span: Span
    shape: str
    sort: str
    at: int
    home: Block
    sure: bool = True  # it opens a list; else only a passage on what is known


@cache
def field_words() -> Mapping[str, str]:
    """The lexicon of declared fields."""
    return tomllib.loads((LEXICON / "fields.toml").read_text("utf-8"))


@cache
def _lead() -> re.Pattern[str]:
    about = field_words()["about"]
    name = rf"(?P<name>[^。：！？，；（）()“”]{{2,{LONGEST}}}?)"
    end = rf"(?P<end>[。：:，]|$|(?={about})|(?=[是为]第{HAN}个)|(?={PREDICATE.pattern}))"
    return re.compile(
        rf"^\s*{MARK}{LABEL}{OPEN}[“\"]?{name}[”\"]?{CLASS}(?:[（(][^（）()]*[）)])?{end}"
    )


def lead_of(block: Block, home: Block, at: int) -> Lead | None:
    """How a passage opens, where it opens with a name."""
    found = _lead().match(block.text)
    if not found or not _has_text(found, block):
        return None
    opened, sort = found["open"] or "", found["class"] or ""
    start = found.start("name") if sort or not opened else found.start("open")
    name = block.text[start : found.end("name")]
    if is_phrase(name) or COUNTS.search(name):
        return None
    label = re.sub("“.*|：", "", found["label"] or "")[-3:]
    shape = ORDINAL.sub("#", (found["mark"] or "").removeprefix("其中，") + label)
    span = Span(start, start + len(name))
    return Lead(name, block, span, shape.strip(), sort, at, home, _ends_well(found, block))


def _ends_well(found: re.Match[str], block: Block) -> bool:
    """A comma or a verb ends a name only behind a class or an ordinal that introduces it."""
    if found["end"] in ("。", "：", ":"):
        return True
    if found.end() == len(block.text):
        return block.kind == "heading" or len(block.text) <= LINE
    if PREDICATE.match(block.text, found.end()):
        return True
    counted = block.text.startswith(("是第", "为第"), found.end())
    introduced = re.match(r"[一二三四五六七八九十其第]", found["mark"] or "")
    return bool(found["class"]) or (bool(introduced) if found["end"] else counted)


def _has_text(found: re.Match[str], block: Block) -> bool:
    introduced = bool(found["mark"] or found["label"])
    return block.kind == "heading" or found.end() < len(block.text) or introduced


def openings(leads: Iterable[Lead]) -> Iterator[tuple[Lead, ...]]:
    """Leads that belong together: under one heading, marked alike; sections of one depth."""
    groups: dict[tuple[object, ...], list[Lead]] = defaultdict(list)
    for lead in leads:
        if lead.sure:
            groups[(lead.home.trail, lead.home.kind == "heading", lead.shape)].append(lead)
    for found in groups.values():
        yield tuple(found)
        classed = tuple(lead for lead in found if lead.sort)
        if 0 < len(classed) < len(found):
            yield classed
        if not found[0].shape:
            yield from (run for run in _runs(found) if len(run) < len(found))


def _runs(leads: Iterable[Lead]) -> Iterator[tuple[Lead, ...]]:
    """Unmarked leads that follow one another."""
    run: list[Lead] = []
    for lead in leads:
        if run and lead.at > run[-1].at + 1:
            yield tuple(run)
            run = []
        run.append(lead)
    yield tuple(run)


def leads_in(blocks: Sequence[Block]) -> Iterator[Lead]:
    """Every passage and section that opens with a name; a paragraph of parts where a class
    stands behind the name, or a mark before it: 甲赛道。一是…；——乙。一是…."""
    for at, block in enumerate(blocks):
        if block.kind in ("title", "cell", "note"):
            continue
        parts = tuple(parts_of(block))
        whole = lead_of(block, block, at) if parts else None
        marked = whole and whole.shape and len(PARTS.findall(block.text)) > 1
        if whole and (whole.sort or marked) and parts[0].offsets[0] != block.offsets[0]:
            yield whole
        for part in parts or (block,):
            if lead := lead_of(part, block, at):
                yield _with_section(lead, blocks)


def _with_section(lead: Lead, blocks: Sequence[Block]) -> Lead:
    """A head's lead with the prose that stands under it as its passage."""
    if lead.home.kind == "heading":
        box = _last_box(blocks, lead)
        prose = [b for b in below(blocks, lead.at) if b.kind != "heading" and b.trail[-1] != box]
    elif lead.block is not lead.home or len(lead.home.text) > LINE or _says_more(lead):
        return lead
    elif lead.shape and lead.span.end == len(lead.home.text):
        prose = list(_up_to_the_next(blocks, lead))
    else:
        following = blocks[lead.at + 1 : lead.at + 2]
        same = [b for b in following if b.trail == lead.home.trail and b.kind != "heading"]
        prose = (
            [b for b in same if not lead_of(b, b, 0)] if lead.block.text[-1] not in "。；" else []
        )
    return replace(lead, block=joined([lead.block, *prose])) if prose else lead


def _up_to_the_next(blocks: Sequence[Block], lead: Lead) -> Iterator[Block]:
    """The paragraphs behind a marked line, up to the next that is marked so."""
    for block in blocks[lead.at + 1 :]:
        after = lead_of(block, block, 0)
        marked = after is not None and after.shape == lead.shape
        if block.kind == "heading" or block.trail != lead.home.trail or marked:
            return
        yield block


def _last_box(blocks: Sequence[Block], lead: Lead) -> str:
    """The box in lines with which the last of several sections ends, as no other one does: it is
    about them all."""
    trail = lead.home.trail
    heads = [at for at, b in enumerate(blocks) if b.kind == "heading" and b.trail == trail]
    boxes = {at: _boxes(blocks, at) for at in heads if heads[-1] == lead.at != heads[0]}
    own = boxes.pop(lead.at, ())
    return own[-1] if own and not any(boxes.values()) else ""


def _boxes(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The titles of the boxes in lines under a heading."""
    depth = len(blocks[index].trail) + 1
    told = (b.trail[-1] for b in below(blocks, index) if len(b.trail) > depth)
    return tuple(dict.fromkeys(title for title in told if BOX_TITLE.match(title)))


def _says_more(lead: Lead) -> bool:
    """Whether a line says something behind the name with which it opens."""
    return "。" in lead.block.text[lead.span.end : -1]


def parts_of(block: Block) -> Iterator[Block]:
    """The passages of a paragraph that 一是, 二是 … open, or clauses that open with a class."""
    if block.kind == "heading":
        return
    starts = [m.start("mark") for m in PARTS.finditer(block.text)]
    if len(starts) < 2:
        starts = [m.start() for m in CLAUSES.finditer(block.text) if _opens(block, m.start())]
    if len(starts) < 2:
        return
    for start, end in zip(starts, [*starts[1:], len(block.text)]):
        yield replace(block, text=block.text[start:end], offsets=block.offsets[start:end])


def _opens(block: Block, at: int) -> bool:
    found = _lead().match(block.text[at : at + LINE])
    return bool(found and found["class"] and not is_phrase(found["name"]))


def below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """What stands under a heading."""
    trail = (*blocks[index].trail, blocks[index].text)
    for block in blocks[index + 1 :]:
        if block.trail[: len(trail)] != trail:
            return
        yield block


def joined(blocks: Sequence[Block]) -> Block:
    """Passages as one."""
    text = "".join(block.text for block in blocks)
    offsets = tuple(at for block in blocks for at in block.offsets)
    return Block("paragraph", text, offsets, blocks[0].trail)
