"""The zones that a plan itself lays out: by its title, its items, its annexes, its scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.facts.prose import Prose
from ingest.facts.relations import ANNEX_AREA
from ingest.kinds import is_phrase
from ingest.model import Document, Naming, Span
from ingest.naming.rules.words import words

ZONE = r"(?:科技城|未来城|新城|片区|联动区|新区|组团|板块|度假区|走廊|[\u4e00-\u9fff]城)"
ITEM = re.compile(rf"^\s*(?:——|--|－－)\s*(?P<area>[^。：，、]{{1,8}}{ZONE}|[^。：，、]城)[。：]")
PART = re.compile(r"^(?P<area>[^。：，、]{2,8}(?:联动区|片区))[。：]")
SCOPE = re.compile(
    r"(?:^|(?<=[。；]))(?P<area>[^，。；、]{2,10}片区)[，。]以(?P<list>[^，。；]+?)为(?:联动|规划)?范围"
)
INSIDE = re.compile(
    r"(?P<area>[^、和与以]{2,16}?(?:科技城|未来城|新城|度假区))(?:核心区)?(?=[、和与]|$)"
)
DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNTED = re.compile(
    r"(?P<list>[^，。；：]{5,60}?)等?(?P<count>[两三四五六七八九十])[个大]"
    r"(?:组团|片区|板块|功能区|功能片区|产业片区|区块|城区|园区|核心区)"
)
COUNTED_ITEM = re.compile(
    r"(?:^.{0,6}?(?:由|包括|建设|布局|形成|打造))?(?P<area>[^、和与及]{2,10})"
)
PARALLEL = re.compile(
    r"(?:^|(?<=[。；，：]))(?:其中，)?(?:——|--|－－)?(?:“[^”]{1,4}”即)?"
    r"(?:[一二三四五六七八九十]是)?(?!以|由|在|推动|推进)(?P<area>[^，。；、：“”—][^，。；、：“”]{1,11}?[区城团谷湾片核带岛轴翼极圈])"
    r"[，。]?(?:重点|主要|着力|加快|集中)?"
    r"(?:(?<=片区)|(?<=组团)|(?<=板块)"
    r"|(?=(?:突出|聚焦|承担|定位|布局|发展|打造|建设|主打|侧重|主攻|集聚|以|依托|面向|承接|围绕|衔接)))"
)
LAID_OUT = re.compile(
    "[一二两三四五六七八九][核极城心轴带廊][一二两三四五六七八九]|[两三四五六七八九][片区核带翼极](?:协同|联动|支撑|错位)?"
)
SPACE = re.compile("空间|布局|片区|组团|格局|分工")
SPACE_LEAD = re.compile(
    r"^(?:——|--|－－)?(?P<area>[^，。；、：“”—][^，。；、：“”]{1,13}[区城团谷湾片核带岛轴翼极圈])[。：]"
)
TITLE = re.compile(
    r"^(?P<area>.{2,24}?(?:走廊|新区|片区|新城|科技城|湾区|经济带|示范区))(?:发展|建设|总体)?.*规划"
)
DEFINED = re.compile(r"{name}（以下简称[“”\"]?(?P<short>[^（）“”\"]{{2,10}})[“”\"]?）")


def plan_areas(document: Document, prose: Sequence[Prose]) -> tuple[Naming, ...]:
    """Namings of the zones, in reading order."""
    found = [naming for one in prose for rule in RULES for naming in rule(one)]
    found += by_siblings(prose)
    return (*_subject(document, prose), *found)


def _subject(document: Document, prose: Sequence[Prose]) -> Iterator[Naming]:
    """The zone that the whole plan is for, with the short form that the text defines."""
    title = TITLE.match(document.title)
    for one in prose if title else ():
        assert title
        name = title["area"]
        at = one.block.text.find(name)
        if at >= 0:
            pattern = DEFINED.pattern.format(name=re.escape(name))
            defined = re.search(pattern, one.block.text)
            aliases = (defined["short"],) if defined else ()
            yield _naming(one, name, Span(at, at + len(name)), "areas.title", aliases)


def by_item(prose: Prose) -> Iterator[Naming]:
    """``——甲科技城。`` or ``南翼联动区。`` opens the zone's own paragraph."""
    if found := ITEM.match(prose.block.text) or PART.match(prose.block.text):
        yield _naming(prose, found["area"], Span(*found.span("area")), "areas.item")


def by_count(prose: Prose) -> Iterator[Naming]:
    """``由甲北区、乙南区、丙片区三个组团组成``: as many as are counted."""
    for found in COUNTED.finditer(prose.block.text):
        items = list(COUNTED_ITEM.finditer(found["list"]))
        if len(items) == DIGITS.get(found["count"]):
            for item in items:
                at = found.start("list") + item.start("area")
                span = Span(at, at + len(item["area"]))
                yield _naming(prose, item["area"], span, "areas.count")


def by_parallel(prose: Prose) -> Iterator[Naming]:
    """``甲区突出…；乙片区突出…``: zones of which one sentence after the other says what they do."""
    elsewhere = tuple(words("boundaries", "elsewhere"))
    said = (m for m in PARALLEL.finditer(prose.block.text) if not is_phrase(m["area"]))
    found = [m for m in said if not m["area"].startswith(elsewhere)]
    counted = found and LAID_OUT.search(prose.block.text, 0, found[0].start() + 1)
    zones = sum(bool(re.search(ZONE + "$", m["area"])) for m in found)
    if len(found) > 1 and (counted or zones > 1 or (zones and 2 * zones >= len(found))):
        for one in found:
            yield _naming(prose, one["area"], Span(*one.span("area")), "areas.parallel")


def by_annex(prose: Prose) -> Iterator[Naming]:
    """``专篇一：甲片区``."""
    found = ANNEX_AREA.match(prose.block.text) if prose.block.kind == "heading" else None
    if found and re.search(ZONE + "$", found["area"]):
        named = found["area"].removesuffix("片区")
        aliases = (named,) if named.endswith("区") else ()
        yield _naming(prose, found["area"], Span(*found.span("area")), "areas.annex", aliases)


def by_scope(prose: Prose) -> Iterator[Naming]:
    """``甲片区，以乙新城和丙科技城为联动范围``."""
    for found in SCOPE.finditer(prose.block.text):
        yield _naming(prose, found["area"], Span(*found.span("area")), "areas.scope")
        for inner in INSIDE.finditer(prose.block.text, *found.span("list")):
            yield _naming(prose, inner["area"], Span(*inner.span("area")), "areas.scope")


def _naming(
    prose: Prose, name: str, span: Span, rule: str, aliases: tuple[str, ...] = ()
) -> Naming:
    return Naming("Area", name, prose.quote(span.start, span.end), rule, aliases)


def by_siblings(prose: Sequence[Prose]) -> Iterator[Naming]:
    """``甲研发核。…`` ``乙智造区。…`` one after the other where the text lays out space."""
    for one, other in pairwise(prose):
        leads = [SPACE_LEAD.match(p.block.text) for p in (one, other)]
        laid_out = bool(one.block.trail) and bool(SPACE.search(one.block.trail[-1]))
        if laid_out and one.block.trail == other.block.trail and all(leads):
            for said, lead in zip((one, other), leads):
                assert lead
                yield _naming(said, lead["area"], Span(*lead.span("area")), "areas.siblings")


RULES = (by_item, by_annex, by_scope, by_count, by_parallel)
