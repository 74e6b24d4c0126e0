"""Chains, clusters, future and service industries: where a text announces one, who takes part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ingest.facts.clusters import (
    MARK,
    PLAIN_LEAD,
    cluster_announced,
    clusters_named,
    clusters_seen,
)
from ingest.facts.prose import INDUSTRY_MEMBERS, PLACES, Prose
from ingest.facts.tablefacts import Facts
from ingest.kinds import is_phrase, kind_of
from ingest.layout.understanding import is_head
from ingest.lexicon import LEXICON
from ingest.model import Mention, Naming, Span, Tie
from ingest.naming.mentions import Sighting
from ingest.naming.rules.words import bare, tag, words

LEAD = re.compile(MARK + r"(?P<lead>[^。：，]{2,24}?)(?:[。：，]|\s|$)")
ITEM_LEAD = re.compile(r"^\s*(?:——|--|－－)\s*(?P<lead>[^。：，]{2,24})[。：]")
CHAIN = re.compile(r"产业链$")
LABELLED = re.compile(r"产业链(?P<label>[\u4e00-\u9fff]{2,6})$")
#: The rule by which industries that are known are seen again in a text.
INDUSTRY = "industry"
LAID_OUT = re.compile(
    r"(?:布局于|布局在|集聚于|集聚在|落户|落地于|落户于|集中在|集中于|承载于"
    r"|(?:载体|园区|承载地|承接地|布局区域|主阵地)(?:为|是|：))(?P<place>[\u4e00-\u9fff]{3,12}?)(?=[，。；、]|$)"
)
NO_LEADS = ("cell", "caption", "note", "title")
FUTURE_SECTION = re.compile(r"未来(?:产业|赛道)")
SERVICE_SECTION = re.compile(r"服务产业|服务业")
FUTURE_LEAD = re.compile(MARK + r"(?P<name>[^，。；：、]{2,14}产业)[。：]")
INDUSTRY_SENTENCE = re.compile(
    r"(?:^|(?<=[。；]))(?P<name>[^，。；、的]{2,20}?产业)"
    r"(?=，|看|由|以|依托|依靠|先|重点|聚焦|突出|汇聚|落户|布局|主要|放在)"
)
#: A chain as what a sentence is about, as what somebody leads or builds, as a part of a cluster.
SUBJECT_CHAIN = re.compile(
    r"(?:^|(?<=[。；]))(?P<chain>[^，。；：、的]{2,14}产业链)(?=(?:主要|重点|集中)?(?:由|以|布局|落户|集聚|依托|集中"
    r"|归入|纳入|并入|融入|是|同属|属于|隶属|承载|落地))"
    r"|(?:担任|作为|归入|为)(?P<led>[^，。；：、的]{2,14}产业链)(?=链主|链长|龙头|的)"
    r"|【(?P<framed>[^，。；：、的【】]{2,14}产业链)】"
    r"|(?:发展|布局|做强|培育|壮大|包括|涵盖)(?P<made>[^，。；：、的]{2,12}产业链)(?=[，。；])"
)
BUILT_CHAIN = re.compile(
    r"(?:打造|发展|构建|做强|建设|形成|培育|拓展)(?P<list>[^，。；]{2,40}产业链)(?!条)"
)
RESPONSIBLE = re.compile(
    r"[^（）：:]{0,6}(?:责任|主管|牵头|配合|指导)(?:单位|部门|处室|领导)?[：:]"
)
WORKS = frozenset({"Laboratory", "InnovationCenter", "TechPlatform"})
#: What has members, places and projects of its own.
INDUSTRIES = frozenset({"IndustryChain", "FutureIndustry", "ServiceIndustry", "IndustryCluster"})
BODIES = INDUSTRY_MEMBERS - WORKS
COUNTED = re.compile("[一二两三四五六七八九十0-9]+[条个大]")
NEVER = frozenset(("上下游", "全", "关键", "重点", "优势", "特色", "现代", "新", "本地", "区域"))


@cache
def relation_words() -> Mapping[str, object]:
    """The lexicon of relations in prose."""
    return tomllib.loads((LEXICON / "relations.toml").read_text("utf-8"))


def industry_facts(prose: Sequence[Prose], known: Sequence[Naming]) -> Facts:
    """Industries with their members, places and clusters; ``known`` are those of the tables."""
    facts = [*_announced(prose), *_services(prose), *clusters_named(prose)]
    named = {f.name: f for f in [*known, *facts] if isinstance(f, Naming)}
    facts += _chains_of_sentences(prose, named)
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
    taken = [s.mention.span for s in prose.sightings]
    found = [
        Sighting(prose.block, Mention(Span(*m.span()), industries[m.group()], INDUSTRY), m.group())
        for m in _finder(tuple(sorted(industries, key=len, reverse=True))).finditer(
            prose.block.text
        )
    ]
    free = [
        s
        for s in found
        if not any(t.start < s.mention.span.end and s.mention.span.start < t.end for t in taken)
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
        if chain := _leading(prose, index):
            yield from _under(chain, cluster)
            yield from _members(one, _passage(one, chain), chain, sure=_is_own(one, chain))
            yield from _in_section(prose, index, chain)
        else:
            yield from _future(one)
            yield from _subjects(one)


def _subjects(prose: Prose) -> Iterator[Fact]:
    """Chains that sentences are about: 甲产业链布局在乙园."""
    if prose.block.kind in NO_LEADS:
        return
    for found in SUBJECT_CHAIN.finditer(prose.block.text):
        group = str(found.lastgroup)
        span = _chain_at(prose.block.text, found.start(group), found.end(group))
        if span and span.start == found.start(group):
            name = prose.block.text[span.start : span.end]
            aliases = (CHAIN.sub("", name),)
            evidence = prose.quote(span.start, span.end)
            yield Naming("IndustryChain", name, evidence, "prose.chain", aliases)


def _leading(prose: Sequence[Prose], index: int) -> Naming | None:
    """The chain with which a block opens: by its own name, or in a list with leads that are."""
    one = prose[index]
    if lead := _lead(one):
        named = (
            s.mention.span.end for s in one.within(*lead.span("lead")) if s.mention.label in BODIES
        )
        start = max([lead.start("lead"), *named])
        span = _chain_at(one.block.text, start, lead.end("lead"), one.block.kind == "heading")
        if span is None and not _in_chain_list(prose, index):
            return None
        span = span or Span(*lead.span("lead"))
        name = one.block.text[span.start : span.end]
        short = CHAIN.sub("", name)
        aliases = (short,) if short != name else ()
        evidence = one.quote(span.start, span.end)
        return Naming("IndustryChain", name, evidence, "prose.chain", aliases)
    return None


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


def _passage(prose: Prose, industry: Naming) -> Span:
    """What a block says behind the name with which it opens."""
    at = prose.block.text.find(industry.name)
    return Span(at + len(industry.name), len(prose.block.text))


def _is_own(prose: Prose, industry: Naming) -> bool:
    """Whether a block is about the industry alone: its lead is its name and nothing else."""
    text = prose.block.text
    at = text.find(industry.name)
    behind = text[at + len(industry.name) :]
    return prose.block.kind != "heading" and (behind[:1] in "。：，、" or "：" in behind[:7])


def _in_section(prose: Sequence[Prose], index: int, industry: Naming) -> Iterator[Tie]:
    """Members and places in what stands under an industry's own heading."""
    heading = prose[index].block
    if heading.kind != "heading":
        return
    trail = (*heading.trail, heading.text)
    for one in prose[index + 1 :]:
        if one.block.trail[: len(trail)] != trail:
            return
        yield from _members(one, Span(0, len(one.block.text)), industry, sure=True)


def _members(prose: Prose, span: Span, industry: Naming, sure: bool = False) -> Iterator[Tie]:
    """Who takes part in an industry by a passage on it, where it is laid out, its projects.

    ``sure``: the passage is about nothing else, so that who is named in it takes part unless it
    is only looked at; elsewhere the clause must rely on it.
    """
    yield from _laid_out(prose, span, industry) if sure else ()
    for sighting in prose.within(span.start, span.end):
        at, label = sighting.mention.span, sighting.mention.label
        clause = prose.clause(at.start)
        before = prose.block.text[max(span.start, clause.start) : at.start]
        if _is_only_looked_at(prose, before, at):
            continue
        evidence = (*industry.evidence, *prose.quote(max(span.start, clause.start), at.end))
        naming = prose.naming(sighting)
        if (label in BODIES and (sure or _relies(before))) or (label in WORKS and _relies(before)):
            yield Tie("PARTICIPATES_IN", naming, industry, "prose", "prose.relies", evidence)
        elif label == "Project" and sure:
            yield Tie("HAS_PROJECT", industry, naming, "prose", "prose.project", evidence)
        elif label in PLACES and (
            _is_laid_out(prose, clause, at) or (sure and (label != "Area" or "依托" not in before))
        ):
            yield Tie("BASED_IN", industry, naming, "prose", "prose.laid_out", evidence)


def _laid_out(prose: Prose, span: Span, industry: Naming) -> Iterator[Tie]:
    """Places that nothing else names, where a passage on the industry says that it lies there."""
    named = [s.mention.span for s in prose.sightings]
    for found in LAID_OUT.finditer(prose.block.text, span.start, span.end):
        at = Span(*found.span("place"))
        label = kind_of(found["place"])
        known = any(at.start < n.end and n.start < at.end for n in named)
        if label in PLACES and not known and not is_phrase(found["place"]):
            evidence = prose.quote(*found.span())
            place = Naming(str(label), found["place"], prose.quote(at.start, at.end), "prose.place")
            ends = (*industry.evidence, *evidence)
            yield Tie("BASED_IN", industry, place, "prose", "prose.laid_out", ends)


def _relies(before: str) -> bool:
    return re.search(str(relation_words()["relies"]), before) is not None


def _is_laid_out(prose: Prose, clause: Span, at: Span) -> bool:
    """Whether the clause lays the industry out there: 以甲、乙为布局重点."""
    laid_out = re.compile(str(relation_words()["laid_out"]))
    found = laid_out.search(prose.block.text, clause.start, clause.end)
    return bool(found and found.start("list") <= at.start and at.end <= found.end("list"))


def _is_only_looked_at(prose: Prose, before: str, at: Span) -> bool:
    """Whether a body stands in a comparison, or in a bracket that says who is responsible."""
    text = prose.block.text
    opened = text.rfind("（", 0, at.start)
    if opened > text.rfind("）", 0, at.start) and RESPONSIBLE.match(text, opened + 1):
        return True
    return any(word in before for word in words("boundaries", "elsewhere"))


def _future(prose: Prose) -> Iterator[Fact]:
    """``甲产业，依托…`` in the section on future industries."""
    topic = _lead(prose)
    opens = topic and FUTURE_SECTION.match(topic["lead"])
    if not (opens or any(map(FUTURE_SECTION.search, prose.block.trail[-1:]))):
        return
    lead = FUTURE_LEAD.match(prose.block.text)
    named = lead and not (is_phrase(lead["name"]) or lead["name"].endswith("未来产业"))
    if lead and named and prose.block.kind != "heading":
        span = Span(lead.end("name"), len(prose.block.text))
        yield from _industry(prose, "FutureIndustry", lead.span("name"), span, sure=True)
        return
    for sentence in prose.sentences():
        found = INDUSTRY_SENTENCE.match(prose.block.text, sentence.start, sentence.end)
        start, end = found.span("name") if found else (0, 0)
        start = _behind_verbs(prose.block.text, start, end)
        name = prose.block.text[start:end]
        if len(name) > 3 and not (COUNTED.search(name) or FUTURE_SECTION.search(name)):
            yield from _industry(prose, "FutureIndustry", (start, end), sentence)


def _services(prose: Sequence[Prose]) -> Iterator[Fact]:
    """Topics of the paragraphs under a heading on service industries."""
    for one in prose:
        block = one.block
        if block.kind == "heading" or not (block.trail and SERVICE_SECTION.search(block.trail[-1])):
            continue
        if (found := PLAIN_LEAD.match(block.text)) and len(found["lead"]) < 10:
            yield from _industry(
                one, "ServiceIndustry", found.span("lead"), Span(0, len(block.text))
            )


def _industry(
    prose: Prose, label: str, at: tuple[int, int], span: Span, sure: bool = False
) -> Iterator[Fact]:
    name = prose.block.text[slice(*at)]
    industry = Naming(label, name, prose.quote(*at), f"prose.{label}")
    yield industry
    yield from _members(prose, span, industry, sure)


def _chains_of_sentences(prose: Sequence[Prose], named: Mapping[str, Naming]) -> Iterator[Tie]:
    """``依托甲等平台，打造乙产业链`` elsewhere in the text, where the chain is known."""
    for one in prose:
        if ITEM_LEAD.match(one.block.text):
            continue
        for sentence in one.sentences():
            for found in BUILT_CHAIN.finditer(one.block.text, sentence.start, sentence.end):
                for name in _coordinated(found["list"]):
                    if name in named:
                        before = Span(sentence.start, found.start())
                        yield from _members(one, before, named[name])
                        yield from _relied_places(one, before, named[name])


def _relied_places(prose: Prose, span: Span, industry: Naming) -> Iterator[Tie]:
    """``依托甲小镇，打造乙产业链``: a park that a chain is built on is where it is."""
    relies = re.compile(str(relation_words()["relies"]))
    for word in relies.finditer(prose.block.text, span.start, span.end):
        clause = prose.clause(word.end())
        for sighting in prose.within(word.end(), clause.end):
            if sighting.mention.label in PLACES:
                quote = prose.quote(word.start(), sighting.mention.span.end)
                evidence = (*industry.evidence, *quote)
                place = prose.naming(sighting)
                yield Tie("BASED_IN", industry, place, "prose", "prose.relied_place", evidence)


def _coordinated(text: str) -> Iterator[str]:
    """``甲、乙产业链`` → 甲产业链, 乙产业链."""
    for part in re.split(r"[、和与]", CHAIN.sub("", text)):
        yield f"{part}产业链"
