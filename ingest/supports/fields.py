"""Which flagship fields a document declares, read from its own words.

Whatever could be a list of fields is a candidate: sections, paragraphs or clauses that open
alike with a short name each, the rows of a table, the members of a list in a sentence.
What speaks for it is weighed: a phrase that declares fields (十大标志性科技领域, 优先发展方向),
a number that agrees, a passage on each, technical words, a list that sections take up. What the
text says of each field (its passage, its row) is its profile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.kinds import is_phrase
from ingest.layout.table import Cell, Table, TableRow
from ingest.model import Block, Span
from ingest.naming.rules.words import words
from ingest.naming.technology import words_in
from ingest.supports.leads import Lead, field_words, joined, leads_in, openings

DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNT = (
    r"(?<![0-9第])(?P<count>[两二三四五六七八九十]{1,2}|1?[0-9])"
    r"[大个条项类张支种座道根股块门台片极][”\"]?"
)
NONE = r"(?P<count>(?!))?"
CLASSED = re.compile(r"(?:技术|产业|科技)?(?:领域|方向|赛道|方面|专项|主线)$|产业$|技术$")
LAST_AND = re.compile(r"以及|[和与及]")
LIST = r"(?P<list>[^，。；：（）]{4,120}?)(?:等)?"
INTRODUCING = re.compile(
    r"^.*(?:聚焦|布局|围绕|瞄准|培育|发展|推进|打造|抓好|在|将|把|和|突出|攻关|实施|确定|选定|明确|遴选|锁定|确立|选取|主攻|做强|聚力|锚定|突破|选择|面向|为|是|即)(?=[^、]{2,}(?:、|$))"
)
NOTHING = re.compile(r"(?!)")
OPENING = 5  # a paragraph about a field has no more before the name than a mark
NEAR = 3  # paragraphs before a list that may declare it
COUNTED, ENOUGH = 3.5, 3.5


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field: its name, the block that says what it is, where the name stands in it, and its
    name with the class behind it."""

    name: str
    block: Block
    span: Span
    order: int
    classed: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that declares fields: how many (0: uncounted), how much it says, whether what it
    calls so is technical by that."""

    count: int
    weight: float
    technical: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a list of fields, and the best phrase that declares it."""

    fields: tuple[DeclaredField, ...]
    phrase: Phrase
    own: bool = True  # each has a passage of its own

    @property
    def names(self) -> frozenset[str]:
        """The names, without order."""
        return frozenset(field.name for field in self.fields)


UNSAID = Phrase(0, 0, False)
Passages = Mapping[str, Sequence[Lead]]


def declared_fields(
    blocks: Sequence[Block], tables: Sequence[Table] = ()
) -> tuple[DeclaredField, ...]:
    """The flagship fields, in the document's order; none where it declares none."""
    leads = tuple(leads_in(blocks))
    passages: dict[str, list[Lead]] = defaultdict(list)
    for lead in leads:
        for name in dict.fromkeys((lead.name, lead.name + lead.sort)):
            passages[name].append(lead)
    found = [*_opened(blocks, leads), *_in_rows(blocks, tables), *_in_sentences(blocks)]
    weighed = [(_weight(one, found, passages), -n, one) for n, one in enumerate(found)]
    weight, _, best = max(weighed, default=(0, 0, None), key=lambda w: w[:2])
    if best is None or weight < ENOUGH:
        return ()
    told = _with_profiles(best.fields, passages)
    return tuple(replace(field, order=n) for n, field in enumerate(told, 1))


def _weight(one: Candidate, every: Iterable[Candidate], passages: Passages) -> float:
    """How much speaks for it that a list names fields."""
    odd = sum(map(_is_verbal, one.fields))
    if any(map(_is_else, one.fields)) or (
        odd and (not one.phrase.count or 4 * odd > len(one.fields))
    ):
        return 0  # of as many as are counted, one may begin like a verb: 重组生物药
    own = one.own or all(field.name in passages for field in one.fields)
    taken_up = any(o.own != one.own and o.names == one.names for o in every)
    kind = _technical(one)
    pair = len(one.fields) == 2 and not own
    return one.phrase.weight + own + taken_up + kind - 1.5 * pair


def _technical(one: Candidate) -> int:
    """1 where what is listed is technical, by its words or by what it is called; -2 where it is
    other business of a government."""
    technical = 2 * sum(map(_is_technical, one.fields)) > len(one.fields)
    if technical or one.phrase.technical:
        return 1
    other = sum(re.search(field_words()["other"], field.name) is not None for field in one.fields)
    return -2 if 2 * other > len(one.fields) else 0


def _is_verbal(field: DeclaredField) -> bool:
    """Whether what is listed is something to be done."""
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    return is_phrase(field.name) or field.name[:2] in verbs


def _is_else(field: DeclaredField) -> bool:
    """Whether it is called what no field is: a park, an action, a firm."""
    return re.search(rf"(?:{field_words()['never']})$", field.name) is not None


def _is_technical(field: DeclaredField) -> bool:
    """Whether the name has a technical word, or what its own paragraph says has two."""
    opens = field.span.start <= OPENING
    said = field.block.text[field.span.end :] if opens else ""
    told = {word.concept.name for word in words_in(said) if word.concept.alone}
    return any(not w.concept.common for w in words_in(field.name)) or len(told) > 1


@cache
def _what() -> str:
    said = field_words()
    noun = rf"(?:{said['nouns']}|{said['figures']})(?!{said['goes_on']}|{said['nouns']})"
    return rf"(?P<what>[^，。；：“”（）、]{{0,10}}{noun})"


def _phrases(text: str) -> Iterator[Phrase]:
    """Every phrase of a text that may declare fields."""
    end = 0
    for counted in re.finditer(COUNT + _what(), text):
        yield _said(counted)
        yield from (_said(m) for m in re.finditer(NONE + _what(), text[end : counted.start()]))
        end = counted.end()
    yield from (_said(m) for m in re.finditer(NONE + _what(), text[end:]))


def _said(found: re.Match[str]) -> Phrase:
    """What a phrase says: 3 where it counts fields, 2 where it chooses them."""
    said, what = field_words(), found["what"]
    chosen = re.search(said["choosing"], what) is not None
    noun = re.search(rf"(?:{said['nouns']})$", what) is not None
    stressed = noun and not what.endswith("产业") and re.search(said["stressing"], what)
    technical = what != "产业" and re.search(said["technical"], what) is not None
    counted = found["count"]
    if counted:
        weight = COUNTED if noun else 2.0 if technical or chosen else 0.0
    else:
        weight = 2.0 if chosen or (noun and stressed) else 0.0
    weight -= 0.25 * what.endswith("产业")
    return Phrase(_number(counted) if counted else 0, weight, technical)


def _best(phrases: Iterable[Phrase], count: int) -> Phrase:
    """The phrase that says most of as many as there are."""
    fits = (p for p in phrases if p.count in (0, count))
    return max(fits, key=lambda p: (p.weight, p.technical), default=UNSAID)


def _opened(blocks: Sequence[Block], every: Iterable[Lead]) -> Iterator[Candidate]:
    """Sections, paragraphs and clauses that open alike."""
    for leads in openings(every):
        phrases = [*_counts_over(blocks, leads[0]), *_beside(blocks, leads)]
        counts = {p.count for p in phrases if 1 < p.count < len(leads)}
        for size in (len(leads), *sorted(counts, reverse=True)):
            fields = tuple(_fields(leads[:size]))
            if size > 1 and len({f.name for f in fields}) == size:
                yield Candidate(fields, _best(phrases, size))


def _counts_over(blocks: Sequence[Block], lead: Lead) -> Iterator[Phrase]:
    """What counts, in a heading over a list or in a paragraph before it under such a heading."""
    for block in blocks[: lead.at + (lead.block is not lead.home)]:
        trail = (*block.trail, block.text) if block.kind == "heading" else block.trail
        if lead.home.trail[: len(trail)] == trail:
            yield from (p for p in _phrases(block.text) if p.count)


def _beside(blocks: Sequence[Block], leads: Sequence[Lead]) -> Iterator[Phrase]:
    """What declares without counting: the heading right over a list, what stands before it."""
    first = leads[0]
    before = [b for b in blocks[max(0, first.at - NEAR) : first.at] if b.kind != "heading"]
    texts = [*first.home.trail[-1:], *(b.text for b in before if b.trail == first.home.trail)]
    if first.block is not first.home and first.home.kind != "heading":
        texts.append(first.home.text)
    yield from (p for text in texts for p in _phrases(text))
    if first.shape[-3:-1] in ("方向", "领域", "赛道"):  # 赛道一：甲
        yield Phrase(0, 2.0, False)


def _fields(leads: Sequence[Lead]) -> Iterator[DeclaredField]:
    """A field of each lead; the class behind every one of them is no part of the names."""
    every = all(lead.sort for lead in leads)
    for lead in leads:
        whole = lead.name + lead.sort
        name = lead.name if every or lead.sort not in ("", "技术", "产业") else whole
        span = Span(lead.span.start, lead.span.start + len(name))
        yield DeclaredField(name, lead.block, span, 0, whole if whole != name else "")


def _in_rows(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[Candidate]:
    """Fields that a column holds."""
    counts = [p for b in blocks for p in _phrases(b.text) if p.count]
    for table in tables:
        rows: dict[str, list[tuple[TableRow, Cell]]] = {}
        for row in table.rows:
            if cell := row.get("field") or _first(row):
                rows.setdefault(cell.text, []).append((row, cell))
        fields = tuple(_row_field(name, found) for name, found in rows.items())
        if len(fields) > 1:
            head = next(iter(rows.values()))[0][1].head
            texts = (head, table.title, *table.trail[-1:])
            phrases = [*counts, *(p for text in texts for p in _phrases(text))]
            yield Candidate(fields, _best(phrases, len(fields)))


def _first(row: TableRow) -> Cell | None:
    """The cell with which a row begins, where its head calls it a field."""
    cell = next((c for c in row.cells if c.role != "serial"), None)
    named = (
        cell and cell.role in ("direction", "name") and re.search(field_words()["nouns"], cell.head)
    )
    return cell if named and cell and len(cell.text) <= 16 and "、" not in cell.text else None


def _row_field(name: str, found: Sequence[tuple[TableRow, Cell]]) -> DeclaredField:
    """A field as its rows say: its name, then what they say of it."""
    told = [c.block for row, _ in found for c in row.all("direction", "task", "business", "prose")]
    said = CLASSED.sub("", name) or name
    block = joined([found[0][1].block, *told])
    return DeclaredField(said, block, Span(0, len(said)), 0, name if said != name else "")


def _in_sentences(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Fields that one sentence lists beside a phrase that declares them."""
    for block in blocks:
        for before, behind in _lists():
            found = [
                (m, _said(m)) for m in before.finditer(block.text) if not _is_elsewhere(block, m)
            ]
            found += [(m, _said(m)) for m in behind.finditer(block.text)]
            every = [one for m, phrase in found if (one := _listed(block, m, phrase))]
            yield from every
            if len(every) > 1 and every[0].phrase.count and every[1].phrase.count:
                both = (*every[0].fields, *every[1].fields)
                yield Candidate(both, every[0].phrase, own=False)


@cache
def _lists() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """甲、乙等三大未来产业; 三大未来产业：甲、乙; 三大未来产业依次为：甲与乙，丙，丁."""
    counted, plain = COUNT + _what(), NONE + _what()
    before = (
        re.compile(LIST + r"(?:作为[^，。；、]{0,16}?的?|这)?[“\"]?" + counted),
        re.compile(LIST.replace("(?:等)?", "等") + plain),
    )
    link = (
        r"[”\"]?[^，。；：、]{0,6}(?:[：，](?:即|包括|分别[是为])?|为|是|包括|有|即)"
        r"(?P<list>[^，。；：]{6,120})"
    )
    behind = (re.compile(counted + link), re.compile(plain + link))
    apart = r"[^，。：；]{0,6}(?:：|依次[为是]：?|分别[为是]：?)(?P<list>[^。：；、]{6,160})"
    return (*zip(before, behind), (NOTHING, re.compile(counted + apart)))


def _is_elsewhere(block: Block, found: re.Match[str]) -> bool:
    """Whether the clause speaks of the country or the world."""
    start = max(block.text.rfind(end, 0, found.start("list")) for end in "，。；：") + 1
    return re.search(field_words()["elsewhere"], block.text[start : found.end("list")]) is not None


def _listed(block: Block, found: re.Match[str], phrase: Phrase) -> Candidate | None:
    items = _items(found, phrase.count)
    fields = tuple(DeclaredField(name, block, span, 0) for name, span in items)
    agrees = len(fields) == phrase.count if phrase.count else len(fields) > 2
    weight = phrase.weight if phrase.count or found.start("what") < found.start("list") else 1.0
    said = Phrase(phrase.count, weight, phrase.technical)
    return Candidate(fields, said, own=False) if agrees and len(fields) > 1 else None


def _items(match: re.Match[str], count: int) -> list[tuple[str, Span]]:
    """The members of a list, without the verb that introduces them."""
    text, at = match["list"], match.start("list")
    if "、" not in text:  # 依次为：甲与乙，丙，丁
        text = text.replace("，", "、")
    first = INTRODUCING.match(text.split("、")[0])
    begin = first.end() if first else 0
    cuts = [begin, *(i + 1 for i in range(begin, len(text)) if text[i] == "、")]
    last = LAST_AND.search(text, cuts[-1] + 2)
    if last and (len(cuts) == count - 1 or (not count and len(cuts) > 1)):
        text = text[: last.start()] + "、" * len(last.group()) + text[last.end() :]
        cuts.append(last.end())
    items = [_item(text, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)])]
    spans = [(text[a:b], Span(at + a, at + b)) for a, b in items]
    return spans if all(2 <= len(name) <= 16 for name, _ in spans) else []


def _item(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name itself stands in an item: without quotation marks, 等 and ``、``."""
    said = re.sub(r"[“”\"、]*(?:等)?[“”\"、]*$", "", text[start:end])
    bare = said.lstrip('“"')
    return start + len(said) - len(bare), start + len(said)


def _with_profiles(fields: Sequence[DeclaredField], passages: Passages) -> Iterator[DeclaredField]:
    """Each field with the passages of its own that stand elsewhere: 在甲领域，….

    A field that only a list in a sentence names has its profile there.
    """
    for field in fields:
        inside = set(field.block.offsets)
        told = (p for p in passages.get(field.name, ()) if _is_about(p, field))
        own = [p for p in told if not inside & set(p.block.offsets)]
        listed = sum(other.block is field.block for other in fields) > 1
        if own and listed:
            yield replace(field, block=joined([p.block for p in own]), span=own[0].span)
        elif own:
            yield replace(field, block=joined([field.block, *(p.block for p in own)]))
        else:
            yield field


def _is_about(passage: Lead, field: DeclaredField) -> bool:
    """A clause on an industry that is called like a field is no passage on the field."""
    own = passage.block is passage.home or bool(field.classed)
    return own or passage.sort not in ("产业", "技术")


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    value = sum(DIGITS[char] for char in said)
    return DIGITS[said[0]] * 10 if len(said) == 2 and said[1] == "十" else value
