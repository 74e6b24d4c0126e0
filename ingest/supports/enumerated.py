"""Fields that one sentence lists beside a phrase that declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ingest.model import Block, Span
from ingest.supports.candidate import Candidate, DeclaredField
from ingest.supports.declaring import COUNT, NONE, Phrase, said, what
from ingest.supports.leads import field_words

LAST_AND = re.compile(r"以及|[和与及]")
LIST = r"(?P<list>[^，。；：（）]{4,120}?)(?:等)?"
INTRODUCING = re.compile(
    r"^.*(?:聚焦|布局|围绕|瞄准|培育|发展|推进|打造|抓好|谋划|在|将|把|和|突出|攻关|实施|确定|选定|明确|遴选|锁定|确立|选取|主攻|做强|聚力|锚定|突破|选择|面向|为|是|即)(?=[^、]{2,}(?:、|$))"
)
NOTHING = re.compile(r"(?!)")


def in_sentences(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Fields that one sentence lists beside a phrase that declares them."""
    for block in blocks:
        for before, behind in _lists():
            found = [
                (m, said(m)) for m in before.finditer(block.text) if not _is_elsewhere(block, m)
            ]
            found += [(m, said(m)) for m in behind.finditer(block.text)]
            every = [one for m, phrase in found if (one := _listed(block, m, phrase))]
            yield from every
            if len(every) > 1 and every[0].phrase.count and every[1].phrase.count:
                both = (*every[0].fields, *every[1].fields)
                yield Candidate(both, every[0].phrase, "listed")


@cache
def _lists() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """甲、乙等三大未来产业; 三大未来产业：甲、乙; 三大未来产业依次为：甲与乙，丙，丁."""
    counted, plain = COUNT + what(), NONE + what()
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
    said = replace(phrase, weight=weight)
    return Candidate(fields, said, "listed") if agrees and len(fields) > 1 else None


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
