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

from ingest.layout.captions import BOX_TITLE
from ingest.lexicon import LEXICON
from ingest.model import Block, Span
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import words

HAN = "[一二三四五六七八九十]"
ORDER = "(?:首先|首要|首推|其次|再次|此外|最后)"
MARK = (
    rf"(?P<mark>第{HAN}{{1,3}}[章节条]\s*|第{HAN}{{1,2}}[，、]|其{HAN}[，、]|[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})*[.．、]?(?![0-9年A-Za-z])"
    rf"|第{HAN}个[^，。：]{{0,4}}[是为]|[（(][一二三四五六七八九十0-9]{{1,3}}[）)]|{HAN}{{1,3}}[、是]|——|--|－－|[●◆■·•▪]|[①-⑳]|其中[，：]|{ORDER}[是为]?[，：]?)?\s*"
)
LABEL = (
    rf"(?P<label>[^。：，；、（）\s]{{0,6}}?(?:{HAN}|[0-9]{{1,2}}|[A-Z])\s*(?:[|｜：:、.．·]|\s)\s*"
    rf"|“[^“”]{{1,4}}”(?:[：:]|，即)|[^。：，；、（）]{{0,4}}(?:方向|领域|赛道|产业|专项|主线|任务|工程|行动|计划)"
    rf"(?:之)?(?:{HAN}|[0-9]{{1,2}})\s*)?"
)
START = re.compile(rf"^\s*{MARK}(?:{ORDER}[是为]?[，：])?{LABEL}(?P<quote>[「『《【（]?)")
QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{2,16})[”\"]")
HAN_OR_LATIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
#: Where the words with which a passage opens end.
STOP = re.compile(r"[。：:，；！？（()）」』》】|｜／、]|(?<![A-Za-z])\s|\s(?![A-Za-z])|——|－－")
CLOSING = '”"」』》】'
CLASS = re.compile(r"(?:(?<!创)新)?(?:领域|赛道|方向|方面|专项|主线)$|产业$|技术$")
BEHIND_LABEL = re.compile(
    r"(?:——|－－|[：:])\s*(?P<name>[^，。；：、（）()]{2,16}?)(?P<class>领域|方向|赛道|产业|技术)?(?:$|[。（(])"
)
#: 加快甲产业发展, 推动乙产业提质.
BEHIND = re.compile(r"(?:产业|领域|赛道)(?=..{0,2}$)")
ORDINAL = re.compile(rf"[0-9一二三四五六七八九十①-⑳]+|{ORDER}[是为]?")
PARTS = re.compile(
    rf"(?:^|(?<=[。；：]))(?P<mark>{HAN}{{1,3}}是|[①-⑳]|第{HAN}[，、]|其{HAN}[，、]|{ORDER}[是为]?)"
)
CLAUSES = re.compile(r"(?:^|(?<=[。；]))(?=[^。；])")
COUNTS = re.compile(r"[两二三四五六七八九十0-9][大个条类张项种]|[每各]")
#: 以甲为引领发展乙 is about 乙.
BY_WHAT = re.compile(
    r"以[^，。]{1,14}?为(?:牵引|引领|突破口?|核心|重点|主攻|龙头|基础|支撑|抓手|导向|纽带|依托)"
)
#: Words before a name that are no verbs: 向甲要动力.
BEFORE = re.compile("[以向用把将在让对就从因靠要]")
#: With these a sentence about what it opens with goes on: 甲是…, 甲要快.
SAYS = re.compile(
    r"是|被|(?<![主重需必紧首摘扼])要(?![素求点道闻])|(?<![预反响感供效相适对回呼])应(?![力用急变邀])"
    r"|须|(?<![适便])宜(?![居商业游])|为第|由|重在|贵在|力求|重点|怎么|如何"
    r"|[做带补建抓管办走][优精大强深好实细齐足稳快]"
)
FIRST = frozenset({"1", "01", "一", "①", "首先", "首要", "首推"})
GOES_ON = "与和及、的"  # behind it a name is not at its end
LONGEST = 16
LINE = 40  # characters of a line that is a head though the file does not say so


@dataclass(frozen=True, slots=True)
class Lead:
    """The name with which a passage opens; ``shape``: how it is marked; ``sort``: what the class
    behind the name is; ``at``: where its block stands among all; ``head``: the words around the
    name; ``verbal``: whether these say what is to be done; ``part``: whether it is a mere
    sentence of its paragraph; ``ends``: whether the words end with the name; ``stop``: the mark
    behind them; ``first``: whether it is numbered as the first of several."""

    name: str
    block: Block
    span: Span
    shape: str
    sort: str
    at: int
    home: Block
    head: str = ""
    verbal: bool = False
    part: bool = False
    ends: bool = True
    stop: str = ""
    first: bool = False

    @property
    def opening(self) -> str:
        """All with which the passage opens, with brackets."""
        begin = self.span.start - max(0, self.head.find(self.name))
        return self.block.text[begin : begin + LINE].split("。")[0]

    @property
    def cut(self) -> bool:
        """Whether words behind the name say something of it."""
        end = self.head.find(self.name) + len(self.name + self.sort)
        return len(self.head.rstrip(CLOSING)) > end


@cache
def field_words() -> Mapping[str, str]:
    """The lexicon of declared fields."""
    return tomllib.loads((LEXICON / "fields.toml").read_text("utf-8"))


@cache
def _verbs() -> frozenset[str]:
    long = {verb for verb in words("boundaries", "verbs") if len(verb) > 1}
    return frozenset(long - words("boundaries", "inner"))


@cache
def _first_verbs() -> frozenset[str]:
    return _verbs() | set(field_words()["verbs"].split("|"))


def lead_of(block: Block, home: Block, at: int, part: bool = False) -> Lead | None:
    """How a passage opens, where it opens with a name."""
    begun = START.match(block.text)
    assert begun
    stop = STOP.search(block.text, begun.end() + 1)
    end = min(stop.start() if stop else len(block.text), begun.end() + LINE)
    head = block.text[begun.end() : end]
    found, verbal, sort = core_of(head)
    name = head[found.start : found.end]
    if len(name) < 2 or COUNTS.search(name) or not HAN_OR_LATIN.match(name) or name[-1] in "的了":
        return None
    mark, shape = _marked(begun)
    span = Span(begun.end() + found.start, begun.end() + found.end)
    whole = found.end + len(sort) >= len(head.rstrip(CLOSING)) and len(name) <= LONGEST
    mark_behind = block.text[end : end + 1]
    first = mark.rstrip("是为") in FIRST
    lead = Lead(name, block, span, shape, sort, at, home, head, verbal, part)
    return replace(lead, ends=whole, stop=mark_behind, first=first)


def _marked(begun: re.Match[str]) -> tuple[str, str]:
    """The number with which a passage is marked, and how such marks look."""
    label = re.sub("“.*|[：:|｜]", "", begun["label"] or "").strip()[-3:]
    mark = (begun["mark"] or "").removeprefix("其中，") + label
    number = ORDINAL.search(mark)
    shape = ORDINAL.sub("#", mark).strip() + begun["quote"]
    return number.group() if number else "", shape


def core_of(head: str) -> tuple[Span, bool, str]:
    """Where the name stands in the words with which a passage opens, whether a verb stands
    before it, and the class behind it: 抢占人工智能领域制高点 → 人工智能, True, 领域."""
    quoted = QUOTED.search(head)
    before = quoted and head[_begin(head)[0] : quoted.start()]
    if quoted and (not before or len(before) < 2):
        span = Span(*quoted.span("name"))
        behind = head[quoted.end() :]
        return span, bool(quoted.start()), behind if CLASS.fullmatch(behind) else ""
    start, verbal = _begin(head)
    end = quoted.start() if quoted else _end(head, start)
    if (tail := _tail().search(head, start, end)) and tail.start() - start >= 2:
        end = tail.start()
    if verbal and (class_behind := BEHIND.search(head, start + 2, end)):
        end = class_behind.end()
    found = CLASS.search(head, start, end)
    if found and found.start() - start >= 2:
        return Span(start, found.start()), verbal, found.group()
    return Span(start, end), verbal, ""


def _begin(head: str) -> tuple[int, bool]:
    """Where what is spoken of begins, behind verbs and prepositions."""
    by_what = BY_WHAT.match(head)
    start = by_what.end() if by_what and len(head) - by_what.end() > 2 else 0
    while True:
        found = next((n for n in range(5, 1, -1) if head[start : start + n] in _first_verbs()), 0)
        found = found or bool(BEFORE.match(head, start))
        if not found or len(head) - start - found < 2:
            return start, bool(start)
        start += found


def _end(head: str, start: int) -> int:
    """Where a verb or a copula begins that says something of it."""
    for at in range(start + 2, len(head)):
        said = SAYS.match(head, at) or any(head[at : at + n] in _verbs() for n in (4, 3, 2))
        if said and head[at - 1] not in GOES_ON:
            return at
    return len(head.rstrip(CLOSING))


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:科创|创新|科技|产业|新)?(?:{field_words()['heights']})$")


def uncut(lead: Lead) -> Lead:
    """The same lead, were all its words but the class the name: 重组生物药."""
    whole = lead.head.rstrip(CLOSING)
    if QUOTED.search(whole):
        return lead
    begin = 1 if BEFORE.match(whole) else 0
    sort = CLASS.search(whole, begin + 2)
    name = whole[begin : sort.start() if sort else len(whole)]
    start = lead.span.start - lead.head.find(lead.name) + begin
    span = Span(start, start + len(name))
    return replace(lead, name=name, span=span, sort=sort.group() if sort else "", ends=True)


def after_label(lead: Lead) -> Lead | None:
    """The same lead, were its words a label and what stands behind them the name: 头号战场——甲."""
    text = lead.home.text if lead.home.kind == "heading" else lead.block.text
    at = text.find(lead.head, max(0, lead.span.start - len(lead.head))) + len(lead.head)
    found = BEHIND_LABEL.match(text, at)
    if not found or (lead.home.kind != "heading" and lead.stop not in "—"):
        return None
    name, sort = found["name"], found["class"] or ""
    return replace(lead, name=name, span=Span(*found.span("name")), sort=sort, head=name, ends=True)


def tagged(lead: Lead) -> Lead:
    """The same lead, its name ended by the tagger: at a verb, an adverb, a preposition."""
    told = Sentence(lead.head, 0).words
    start = lead.head.find(lead.name)
    ends = (w.start for w in told if w.start > start + 1 and w.tag in ("v", "d", "p", "r", "ad"))
    end = next(ends, len(lead.head))
    found = CLASS.search(lead.head, start, end)
    name = lead.head[start : found.start() if found else end]
    span = Span(lead.span.start, lead.span.start + len(name))
    return replace(lead, name=name, span=span, sort=found.group() if found else "")


def openings(leads: Iterable[Lead]) -> Iterator[tuple[Lead, ...]]:
    """Leads that belong together: under one heading, marked alike; sections of one depth."""
    groups: dict[tuple[object, ...], list[Lead]] = defaultdict(list)
    for lead in leads:
        heading = lead.home.kind == "heading"
        groups[(lead.home.trail, heading, lead.shape, lead.part)].append(lead)
    for found in groups.values():
        series = [part for run in _numbered(found) for part in (run, *_parted(run))]
        every = {tuple(map(id, some)): some for some in series}
        yield from (some for some in every.values() if len(some) > 1)


def _numbered(leads: Sequence[Lead]) -> Iterator[tuple[Lead, ...]]:
    """All, and each stretch that is numbered from the first."""
    yield tuple(leads)
    starts = [n for n, lead in enumerate(leads) if lead.first]
    if len(starts) > 1:
        yield from (tuple(leads[a:b]) for a, b in zip(starts, [*starts[1:], len(leads)]))


def _parted(leads: Sequence[Lead]) -> Iterator[tuple[Lead, ...]]:
    """Leads with a class, with a name that is all they open with, that follow one another."""
    yield tuple(lead for lead in leads if lead.sort)
    whole = [lead for lead in leads if lead.ends]
    yield tuple(whole)
    for mark in dict.fromkeys(one.stop for one in whole):
        yield tuple(one for one in whole if one.stop == mark)
    if not leads[0].shape:
        yield from _runs(leads)
        yield from _runs([lead for lead in leads if lead.ends])


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
    """Every section, paragraph, marked part and sentence that opens with a name."""
    for at, block in enumerate(blocks):
        if block.kind in ("title", "cell", "note"):
            continue
        parts = tuple(parts_of(block, PARTS))
        whole = not parts or parts[0].offsets[0] != block.offsets[0]
        every = [(block, False)] * whole + [(part, False) for part in parts]
        every += [(part, True) for part in parts_of(block, CLAUSES)] * (not parts)
        for part, is_part in every:
            if lead := lead_of(part, block, at, is_part):
                yield _with_section(lead, blocks)


def _with_section(lead: Lead, blocks: Sequence[Block]) -> Lead:
    """A head's lead with the prose that stands under it as its passage."""
    if lead.home.kind == "heading":
        box = _last_box(blocks, lead)
        prose = [b for b in below(blocks, lead.at) if b.kind != "heading" and b.trail[-1] != box]
    elif lead.block is not lead.home or len(lead.home.text) > LINE or _says_more(lead):
        return lead
    else:
        prose = list(_up_to_the_next(blocks, lead))
    return replace(lead, block=joined([lead.block, *prose])) if prose else lead


def _up_to_the_next(blocks: Sequence[Block], lead: Lead) -> Iterator[Block]:
    """The paragraphs behind a line that is but a name, up to the next such line; one where the
    line has no mark."""
    if lead.home.text[-1] in "。；":
        return
    for block in blocks[lead.at + 1 :][: None if lead.shape else 1]:
        after = lead_of(block, block, 0)
        marked = after is not None and after.ends and after.shape == lead.shape
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


def parts_of(block: Block, begin: re.Pattern[str]) -> Iterator[Block]:
    """The passages of a paragraph that 一是, 二是 … open, or its sentences and clauses."""
    starts = [m.start() for m in begin.finditer(block.text)] if block.kind != "heading" else []
    if len(starts) < 2:
        return
    for start, end in zip(starts, [*starts[1:], len(block.text)]):
        yield replace(block, text=block.text[start:end], offsets=block.offsets[start:end])


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
