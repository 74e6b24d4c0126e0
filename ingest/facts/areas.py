"""The zones that a plan itself lays out: by its title, its items, its annexes, its scopes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from ingest.facts.prose import Prose
from ingest.kinds import is_phrase
from ingest.model import Block, Document, Naming, Span
from ingest.naming.rules.words import tag, words

ZONE = (
    r"(?:科技城|科学城|未来城|大学城|新城|片区|联动区|(?<!高)新区|组团|板块|度假区|创新圈|生态圈"
    r"|功能区)"
)
#: How a zone ends where zones are told one after another.
LAND = "(?:[区城团谷湾片核带岛轴翼极圈港口廊环]|(?<!中)心|高地)"
BEFORE = (
    r"(?:^|(?<=[。；：，]))(?:其中，)?(?:“[^”]{1,4}”即|“?[一二三四五六东南西北中][核心翼区带廊轴极]”?(?:即|是|为))?(?P<mark>\s*(?:——|--|－－|第[一二三四五六七八九十]{1,3}[章节]|[0-9]{1,2}[.．、]"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}(?:、|是)|[①-⑳]|[●◆■·•▪]))?\s*"
    r"(?P<verb>(?:做强|做优|做实|做特|做大|做精|做美|建好|建强|建设|打造|提升|推进|优化|壮大|培育|塑造|激活|用好))?“?"
    r"(?!以|由|在|推动|推进|其他|各|全[市省区]|本[市省区]|支持|位于|地处|落户|坐落|建在|设在|布局在|选址)"
)
DOES = (
    r"(?:重点|主要|着力|加快|集中|着重|优先)?(?:突出|聚焦|承担|定位|布局|发展|打造|建设|主打|侧重|主攻|集聚|重在"
    r"|是|作为|以|依|面向|承接|围绕|衔接|立足|发挥|做强|形成|布置|培育|推进|负责|强化|构建|集中|汇聚|容纳|环抱|串起|串联|覆盖|拥有)"
)
#: A zone as what a sentence, a paragraph or a section is about.
TOPIC = re.compile(
    BEFORE
    + r"(?P<area>(?:[^，。；、：“”（）—的和与及为是在有将把于该此入]|(?<!—)—(?!—)){1,14}?"
    + r"(?:(?P<zone>"
    + ZONE
    + rf")|{LAND}))(?!片区|组团|板块|新城|新区|(?:发展|创新|经济)[带轴区圈极])”?"
    + r"(?P<end>——|--|[。：，]|内[，。]?|$|(?P<does>(?="
    + DOES
    + r"))|(?(zone)(?![、和与及等的（）”—内外]|管委会|管理)|(?!)))"
)
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
    r"(?:^.{0,6}?(?:由|包括|建设|布局|形成|打造|构建|划分为?|规划))?(?P<area>[^、和与及]{2,10})"
)
LAID_OUT = re.compile(
    f"[一二两三四五六七八九]{LAND}[一二两三四五六七八九多]|[两三四五六七八九](?:片区|组团|{LAND}|个片区)"
)
PLACED = re.compile(
    r"(?:(?:位于|地处|坐落于|坐落在|落户|选址|设在|建在|入驻|布局在|布局于)|在(?=[^，。；]{2,12}(?:建设|布局|规划|打造|设立|启动)))"
    r"(?P<area>[\u4e00-\u9fff]{2,8}?(?:科技城|科学城|未来城|新城|片区|组团|板块|创新圈|协作带))"
    r"(?![\u4e00-\u9fff]{0,4}(?:公司|管委会|平台|实验室))"
)
SPACE = re.compile("空间|布局|承载|片区|组团|格局|分工|板块")
TITLE = re.compile(
    r"^(?P<area>.{2,24}?(?:走廊|新区|片区|新城|科技城|湾区|经济带|示范区))(?:发展|建设|总体)?.*规划"
)
ANNEX_AREA = re.compile(r"^(?:专篇|附件|附|第)[一二三四五六七八九十0-9]+[章篇]?[：:](?P<area>.+)$")
#: Kinds of words with which no zone's name begins (the dictionary's tags): adverbs, pronouns …
NO_FIRST_TAGS = ("d", "r", "p", "c")
Told = tuple[Prose, re.Match[str]]
KINDS = ("heading", "paragraph", "item")
OTHER = re.compile(".*(?:选址|坐落|位于|落户|入驻|实验室|公司|大学(?!科技|城)|研究)")
PARK = re.compile("(?:(?:高新|开发|经开|保税|工业|示范|实验|园|校|院)区|小镇|[^岸]港|产业城)$")
LEADS = ("。", "——", "--")
COUNTS = re.compile("[一二两三四五六七八九十0-9]+[个大条]")
DEFINED = re.compile(r"{name}（以下简称[“”\"]?(?P<short>[^（）“”\"]{{2,10}})[“”\"]?）")


def plan_areas(document: Document, prose: Sequence[Prose]) -> tuple[Naming, ...]:
    """Namings of the zones, in reading order."""
    found = [naming for one in prose for rule in RULES for naming in rule(one)]
    found += by_topic(prose)
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


def by_count(prose: Prose) -> Iterator[Naming]:
    """``由甲北区、乙南区、丙片区三个组团组成``: as many as are counted."""
    for found in COUNTED.finditer(prose.block.text):
        items = list(COUNTED_ITEM.finditer(found["list"]))
        if len(items) == DIGITS.get(found["count"]):
            for item in items:
                at = found.start("list") + item.start("area")
                span = Span(at, at + len(item["area"]))
                yield _naming(prose, item["area"], span, "areas.count")


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


def by_topic(prose: Sequence[Prose]) -> Iterator[Naming]:
    """``甲区突出…；乙片区突出…``, ``——甲城。``, sections: zones told one by one."""
    leads: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    sections: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in prose:
        found = [(one, m) for m in topics(one.block)] if one.block.kind in KINDS else []
        if len(found) > 1:
            yield from _told(found)
        key = (one.block.trail, one.block.kind == "heading")
        leads[key] += [t for t in found if _leads(t[1])]
        sections[key] |= {m["area"] for _, m in found}
    for section, group in leads.items():
        yield from _told(group, sections[section])


def _told(found: Sequence[Told], beside: Collection[str] = ()) -> Iterator[Naming]:
    """Zones that a plan tells of side by side, where enough says that they are such."""
    several = len({*beside, *(m["area"] for _, m in found)}) > 1
    sure = sum(m["zone"] is not None for _, m in found)
    laid_out = any(is_space(one.block) for one, _ in found) or sure > 1 or 2 * sure >= len(found)
    for one, m in found:
        alone = _leads(m) and (m["zone"] or (m["mark"] and m["area"].endswith("城")))
        if (several and laid_out) or (alone and m["end"] in ("。", "：")):
            yield _naming(one, m["area"], Span(*m.span("area")), "areas.topic")


def _leads(found: re.Match[str]) -> bool:
    """Whether a zone opens its block as what it is about."""
    return not found.start() and (bool(found["end"]) or found.end() == len(found.string))


def topics(block: Block) -> Iterator[re.Match[str]]:
    """Zones, by how they are called, that a block is about one after another."""
    space = is_space(block)
    for found in TOPIC.finditer(block.text):
        name, at = found["area"], found.start()
        loose = not found["end"] and found["does"] is None and found.end() < len(block.text)
        inner = block.text[at - 1 : at] == "，"
        fits = not (loose or inner) or (found["zone"] and (space or found["mark"]))
        long = len(name) > 2 or bool(found["mark"] and found["end"])
        if fits and not (loose and inner) and long and not _is_other(found):
            yield found


def _is_other(found: re.Match[str]) -> bool:
    """Whether what stands where a zone would is a phrase, a count, a park or another thing."""
    name, zone = found["area"], found["zone"]
    sure = zone and found["end"] in LEADS
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    begins = any(name[:size] in verbs for size in (2, 3, 4))
    verbal = is_phrase(name) or begins or (not sure and _begins_as_phrase(name))
    park = PARK.search(name) and not zone
    away = name.startswith(tuple(words("boundaries", "elsewhere")))
    return bool(verbal or away or park or OTHER.match(name) or COUNTS.search(name))


def _begins_as_phrase(name: str) -> bool:
    """Whether a name begins with a word, by the dictionary, with which none begins."""
    first = next((name[:size] for size in (3, 2) if tag(name[:size])), "")
    return bool(first) and tag(first) in NO_FIRST_TAGS


def is_space(block: Block) -> bool:
    """Whether a block or the heading over it lays out space."""
    over = any(SPACE.search(title) or LAID_OUT.search(title) for title in block.trail[-2:])
    return over or bool(LAID_OUT.search(block.text))


def by_place(prose: Prose) -> Iterator[Naming]:
    """``甲实验室位于乙片区``: what something lies in, by how it is called."""
    for found in PLACED.finditer(prose.block.text):
        clause = prose.clause(found.start())
        away = words("boundaries", "elsewhere")
        if not any(word in prose.block.text[clause.start : found.end()] for word in away):
            yield _naming(prose, found["area"], Span(*found.span("area")), "areas.place")


RULES = (by_annex, by_scope, by_count, by_place)
