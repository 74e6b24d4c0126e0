"""Chains, clusters, future and service industries: where a text announces one, who takes part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate

from ingest.facts.clusters import (
    MARK,
    PLAIN_LEAD,
    cluster_announced,
    clusters_named,
    clusters_seen,
)
from ingest.facts.prose import INDUSTRY_MEMBERS, PLACES, Prose
from ingest.facts.tablefacts import Facts
from ingest.kinds import is_phrase
from ingest.layout.understanding import is_head
from ingest.lexicon import LEXICON
from ingest.model import Mention, Naming, Span, Tie
from ingest.naming.mentions import Sighting
from ingest.naming.rules.words import bare, tag, words

LEAD = re.compile(
    MARK + r"(?P<lead>[^。：，]{2,24}?)(?:[。：，]|\s|$|[（(](?=[共计有]{0,2}[0-9]+[项个家条]))"
)
ITEM_LEAD = re.compile(r"^\s*(?:——|--|－－)\s*(?P<lead>[^。：，]{2,24})[。：]")
CHAIN = re.compile(r"产业链$")
SEVERAL = re.compile("产业链[、和与及]")
LABELLED = re.compile(r"产业链(?P<label>[\u4e00-\u9fff]{2,6})$")
#: The rule by which industries that are known are seen again in a text.
INDUSTRY = "industry"
BUILT_CHAINS = re.compile(
    r"(?:打造|发展|构建|做强|建设|形成|培育|拓展)(?P<list>[^，。；]{2,40}[、和与][^，。；]{2,20}产业链)(?!条)"
)
RELIES = re.compile("依托|充分发挥|发挥|引育|集聚")
NO_LEADS = ("cell", "caption", "note", "title")
FUTURE_SECTION = re.compile(r"(?:未来|储备|后备|前瞻)(?:产业|赛道)")
SERVICE_SECTION = re.compile(r"服务产业|服务业")
#: A paragraph that counts what it or the list behind it lays out.
FUTURE_COUNTED = re.compile(
    r"[一二两三四五六七八九十0-9]+[个大条项类](?:重点)?(?:未来|前沿|储备)产业"
    r"|未来产业[^，。；：]{0,6}[一二两三四五六七八九十0-9]+个"
)
FUTURE_LEAD = re.compile(
    MARK
    + r"(?:[^，。；：、]{0,4}(?:任务|行动|工程|专项)[0-9一二三四五六七八九十]{1,3}[：:、.．]?\s*)?"
    r"(?P<name>[^，。；：、]{2,14}产业)[。：]"
)
INDUSTRY_SENTENCE = re.compile(
    r"(?:^|(?<=[。；]))(?:[一二三四五六七八九十]{1,3}是)?(?P<name>[^，。；、的]{2,20}?产业)"
    r"(?=，|看|由|以|依托|依靠|先|重点|聚焦|突出|汇聚|落户|布局|主要|放在)"
)
SERVICE_SENTENCE = re.compile(
    r"(?:^|(?<=[。；]))(?:[一二三四五六七八九十]{1,3}是)?"
    r"(?:做[强优大]|培育|培优|发展|打造|提升|繁荣|提质)?(?P<name>[^，。；、的]{2,14}?服务业)"
    r"(?=，|看|由|以|依托|先|重点|聚焦|突出|汇聚|落户|布局|主要|放在)"
)
#: A chain as what a sentence is about, as what somebody leads or builds, as a part of a cluster.
SUBJECT_CHAIN = re.compile(
    r"(?:^|(?<=[。；]))(?P<chain>[^，。；：、的]{2,14}产业链)(?=(?:主要|重点|集中)?(?:由|以|布局|落户|集聚|依托|集中"
    r"|归入|纳入|并入|融入|是|同属|属于|隶属|承载|落地))"
    r"|(?:担任|作为|归入|为)(?P<led>[^，。；：、的]{2,14}产业链)(?=链主|链长|龙头|的)"
    r"|【(?P<framed>[^，。；：、的【】]{2,14}产业链)】"
    r"|(?:发展|布局|做强|培育|壮大|包括|涵盖)(?P<made>(?:[^，。；：、的]{2,12}产业链[、和与及]?)+)(?=[，。；])"
)
WORKS = frozenset({"Laboratory", "InnovationCenter", "TechPlatform"})
#: What has members, places and projects of its own.
INDUSTRIES = frozenset({"IndustryChain", "FutureIndustry", "ServiceIndustry", "IndustryCluster"})
BODIES = INDUSTRY_MEMBERS - WORKS
SHORTEST = 4  # characters of 服务业 with what serves whom
COUNTED = re.compile("^[每各该]|[一二两三四五六七八九十0-9]+[条个大]")
NEVER = frozenset(("上下游", "全", "关键", "重点", "优势", "特色", "现代", "新", "本地", "区域"))


@cache
def relation_words() -> Mapping[str, object]:
    """The lexicon of relations in prose."""
    return tomllib.loads((LEXICON / "relations.toml").read_text("utf-8"))


def industry_facts(prose: Sequence[Prose], known: Sequence[Naming]) -> Facts:
    """Industries with their clusters; ``known`` are those of the tables."""
    facts = [*_announced(prose), *_services(prose), *clusters_named(prose)]
    named = {f.name: f for f in [*known, *facts] if isinstance(f, Naming)}
    facts += (tie for one in prose for tie in _chains_in_a_row(one, named))
    facts += clusters_seen(prose, [n for n in facts if isinstance(n, Naming)])
    return Facts(
        tuple(fact for fact in facts if isinstance(fact, Naming)),
        tuple(fact for fact in facts if isinstance(fact, Tie)),
    )


Fact = Naming | Tie


def industries_in(prose: Sequence[Prose], known: Sequence[Naming]) -> Sequence[Naming]:
    """The industries that tables, headings, leading words and what belongs to them announce."""
    said = (*_announced(prose), *_services(prose), *clusters_named(prose))
    return [*known, *(fact for fact in said if isinstance(fact, Naming))]


def with_industries(prose: Prose, industries: Mapping[str, str]) -> Prose:
    """The same block with the industries named in it (name → type) among its sightings."""
    finder = _finder(tuple(sorted(industries, key=len, reverse=True)))
    taken = [(s.mention.span.start, s.mention.span.end) for s in prose.sightings]
    ends = [*sorted(taken), (len(prose.block.text), 0)]
    gaps = zip([0, *accumulate((end for _, end in ends), max)], (start for start, _ in ends))
    free = [
        Sighting(prose.block, Mention(Span(*m.span()), industries[m.group()], INDUSTRY), m.group())
        for start, end in gaps
        for m in finder.finditer(prose.block.text, start, end)
    ]
    every = sorted((*prose.sightings, *free), key=lambda s: s.mention.span)
    return replace(prose, sightings=tuple(every)) if free else prose


@lru_cache(maxsize=64)
def _finder(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)) or r"(?!)")


def _announced(prose: Sequence[Prose]) -> Iterator[Fact]:
    """Chains, clusters and future industries that headings and leading words announce."""
    cluster: Naming | None = None
    for index, one in enumerate(prose):
        found = cluster_announced(one)
        if found or one.block.kind == "heading":
            cluster = found
        if found:
            yield found
        if chains := tuple(_leading(prose, index)):
            yield from (fact for chain in chains for fact in _under(chain, cluster))
        else:
            yield from _future(one, _before_list(prose, index))
            yield from _subjects(one)


def _subjects(prose: Prose) -> Iterator[Fact]:
    """Chains that sentences are about: 甲产业链布局在乙园."""
    if prose.block.kind in NO_LEADS:
        return
    for found in SUBJECT_CHAIN.finditer(prose.block.text):
        for start, end in _each(prose.block.text, *found.span(str(found.lastgroup))):
            span = _chain_at(prose.block.text, start, end)
            if span and span.start == start:
                yield _chain(prose, span)


def _leading(prose: Sequence[Prose], index: int) -> Iterator[Naming]:
    """The chains with which a block opens: by their own names, or in a list with leads that are."""
    one = prose[index]
    if lead := _lead(one):
        named = (
            s.mention.span.end for s in one.within(*lead.span("lead")) if s.mention.label in BODIES
        )
        start = max([lead.start("lead"), *named])
        for begin, end in _each(one.block.text, start, lead.end("lead")):
            if span := _chain_at(one.block.text, begin, end, one.block.kind == "heading"):
                yield _chain(one, span)
            elif begin == start and _in_chain_list(prose, index):
                yield _chain(one, Span(*lead.span("lead")))


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each chain stands of 甲产业链、乙产业链和丙产业链."""
    for cut in SEVERAL.finditer(text, start, end if CHAIN.search(text[:end]) else start):
        yield start, cut.end() - 1
        start = cut.end()
    yield start, end


def _chain(prose: Prose, span: Span) -> Naming:
    name = prose.block.text[span.start : span.end]
    short = CHAIN.sub("", name)
    aliases = (short,) if short != name else ()
    return Naming("IndustryChain", name, prose.quote(span.start, span.end), "prose.chain", aliases)


def _lead(prose: Prose) -> re.Match[str] | None:
    return LEAD.match(prose.block.text) if prose.block.kind not in NO_LEADS else None


def _chain_at(text: str, start: int, end: int, headed: bool = False) -> Span | None:
    """Where the chain stands with whose name a lead ends, without the verbs before it."""
    found = CHAIN.search(text[:end]) or LABELLED.search(text[:end])
    if not found or (CHAIN.search(text[:end]) is None and not is_head(found["label"])):
        return None
    at = _behind_verbs(text, start, found.start())
    core = text[at : found.start()]
    end = found.start() + len("产业链")
    rest = bare(core, ("quality", "level"))
    verbal = core in words("boundaries", "verbs") or _makes_so(core)  # 做强产业链
    verbal = verbal or core.endswith("全")  # 某某全产业链
    named = len(core) > 1 and rest and not verbal and core not in NEVER and not COUNTED.search(core)
    whole = headed and core.endswith(rest)
    named = named and (whole or not (rest != core and tag(rest).startswith("v")))
    return Span(at, end) if named else None


def _makes_so(core: str) -> bool:
    """Whether two characters that are no word say what is made how: 做厚, 拉长."""
    return len(core) == 2 and not tag(core) and [tag(c)[:1] for c in core] == ["v", "a"]


def _behind_verbs(text: str, start: int, end: int) -> int:
    """Past the verbs with which a phrase opens: 做强做优|甲产业链."""
    parts = [m.end() for m in re.finditer("包括|涵盖|归入|集群的?", text[start:end])]
    at = start + max(parts, default=0)
    while size := next((n for n in (4, 3, 2) if at + n < end and _opens(text[at:end], n)), 0):
        at += size
    return at


def _opens(text: str, size: int) -> bool:
    """Whether a phrase opens with a verb or praise of that size, and not with a longer noun."""
    word = text[:size]
    if any(tag(text[:n]).startswith("n") for n in range(size + 1, min(len(text), 6) + 1)):
        return False
    return word in words("boundaries", "verbs") - words("boundaries", "inner")


def _in_chain_list(prose: Sequence[Prose], index: int) -> bool:
    """Whether a dash's lead stands in one list with leads that end in 产业链."""
    if not ITEM_LEAD.match(prose[index].block.text):
        return False
    trail = prose[index].block.trail
    near = (p for p in prose[max(0, index - 6) : index + 6] if p.block.trail == trail)
    leads = [found["lead"] for p in near if (found := ITEM_LEAD.match(p.block.text))]
    return sum(bool(CHAIN.search(name)) for name in leads) >= max(2, len(leads) // 2)


def _under(chain: Naming, cluster: Naming | None) -> Iterator[Fact]:
    yield chain
    if cluster:
        evidence = (*chain.evidence, *cluster.evidence)
        yield Tie("PART_OF", chain, cluster, "prose", "prose.under_cluster", evidence)


def _before_list(prose: Sequence[Prose], index: int) -> str:
    """What stands before the list to which an item belongs."""
    before = index
    while before and prose[before].block.kind == "item":
        before -= 1
    same = prose[before].block.trail == prose[index].block.trail
    return prose[before].block.text if same and before < index else ""


def _future(prose: Prose, before: str) -> Iterator[Fact]:
    """``甲产业，依托…`` in the section on future industries, or where they are counted: before the
    first of them in the same paragraph, in the one before the list."""
    topic = _lead(prose)
    opens = topic and FUTURE_SECTION.match(topic["lead"])
    first = next(iter(prose.sentences()), Span(0, 0))
    end = max(first.end, prose.block.text.find("一是"))
    counted = FUTURE_COUNTED.search(before) or (
        prose.block.kind not in NO_LEADS and FUTURE_COUNTED.search(prose.block.text, 0, end)
    )
    if not (opens or counted or any(map(FUTURE_SECTION.search, prose.block.trail[-1:]))):
        return
    lead = FUTURE_LEAD.match(prose.block.text)
    named = lead and not (is_phrase(lead["name"]) or lead["name"].endswith("未来产业"))
    if lead and named and prose.block.kind != "heading":
        yield _industry(prose, "FutureIndustry", lead.span("name"))
        return
    for sentence in prose.sentences():
        found = INDUSTRY_SENTENCE.match(prose.block.text, sentence.start, sentence.end)
        start, end = found.span("name") if found else (0, 0)
        start = _behind_verbs(prose.block.text, start, end)
        name = prose.block.text[start:end]
        if len(name) > 3 and not (COUNTED.search(name) or FUTURE_SECTION.search(name)):
            yield _industry(prose, "FutureIndustry", (start, end))


def _services(prose: Sequence[Prose]) -> Iterator[Fact]:
    """Topics of the paragraphs under a heading on service industries."""
    for one in prose:
        block = one.block
        if block.kind == "heading" or not (block.trail and SERVICE_SECTION.search(block.trail[-1])):
            continue
        if (found := PLAIN_LEAD.match(block.text)) and len(found["lead"]) < 10:
            yield _industry(one, "ServiceIndustry", found.span("lead"))
        for told in SERVICE_SENTENCE.finditer(block.text):
            start, end = told.span("name")
            start = _behind_verbs(block.text, start, end)
            if end - start > SHORTEST and not COUNTED.search(block.text[start:end]):
                yield _industry(one, "ServiceIndustry", (start, end))


def _industry(prose: Prose, label: str, at: tuple[int, int]) -> Naming:
    return Naming(label, prose.block.text[slice(*at)], prose.quote(*at), f"prose.{label}")


def _chains_in_a_row(prose: Prose, named: Mapping[str, Naming]) -> Iterator[Tie]:
    """``依托甲小镇等平台，打造乙、丙产业链``: what is relied on is where each of them is."""
    for sentence in prose.sentences():
        for found in BUILT_CHAINS.finditer(prose.block.text, sentence.start, sentence.end):
            row = re.split("[、和与]", CHAIN.sub("", found["list"]))
            before = Span(sentence.start, found.start())
            for name in (name for each in row if (name := f"{each}产业链") in named):
                yield from _relied_places(prose, before, named[name])


def _relied_places(prose: Prose, span: Span, industry: Naming) -> Iterator[Tie]:
    for word in RELIES.finditer(prose.block.text, span.start, span.end):
        for sighting in prose.within(word.end(), prose.clause(word.end()).end):
            if sighting.mention.label in PLACES:
                quote = prose.quote(word.start(), sighting.mention.span.end)
                evidence, place = (*industry.evidence, *quote), prose.naming(sighting)
                yield Tie("BASED_IN", industry, place, "prose", "prose.relied_place", evidence)
