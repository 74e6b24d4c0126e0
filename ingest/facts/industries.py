"""Chains, clusters, future and service industries, as headings and leading words announce them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.facts.prose import INDUSTRY_MEMBERS, PLACES, Prose
from ingest.facts.tablefacts import Facts
from ingest.layout.rows import LEXICON
from ingest.model import Naming, Span, Tie
from ingest.naming.rules.words import bare

LEAD = re.compile(r"^\s*(?:——|--|－－)\s*(?P<lead>[^。：，]{2,24})[。：]")
PLAIN_LEAD = re.compile(r"^(?P<lead>[^。：，]{2,24})[。：]")
CHAIN = re.compile(r"产业链$")
CLUSTER = re.compile(
    r"(?:(?:世界级|国际一流|国际领先|国内重要|国内领先|全国一流)的?|[^，。、的]{2,14}的|[若一][干批])?"
    r"(?P<name>[^，。、的级]{2,10}产业集群)"
)
CLUSTERED = re.compile(r"产业集群$")
VERB = re.compile(r"^.*?(?:建设|打造|壮大|培育|发展|形成|提升|做强|做大)(?=.{2,}产业集群)")
FUTURE_SECTION = re.compile(r"未来产业")
SERVICE_SECTION = re.compile(r"服务产业|服务业")
INDUSTRY_SENTENCE = re.compile(r"(?:^|(?<=[。；]))(?P<name>[^，。；、]{2,20}产业)，")
BUILT_CHAIN = re.compile(
    r"(?:打造|发展|构建|做强|建设|形成|培育|拓展)(?P<list>[^，。；]{2,40}产业链)(?!条)"
)


@cache
def relation_words() -> Mapping[str, object]:
    """The lexicon of relations in prose."""
    return tomllib.loads((LEXICON / "relations.toml").read_text("utf-8"))


def industry_facts(prose: Sequence[Prose], chains: Sequence[Naming]) -> Facts:
    """Industries with their members, places and clusters; ``chains`` are those of the boxes."""
    facts = [*_chains_and_clusters(prose), *_future(prose), *_services(prose)]
    named = {f.name: f for f in [*chains, *facts] if isinstance(f, Naming)}
    facts += _chains_of_sentences(prose, named)
    facts += _clusters_seen(prose, [n for n in facts if isinstance(n, Naming)])
    return Facts(
        tuple(fact for fact in facts if isinstance(fact, Naming)),
        tuple(fact for fact in facts if isinstance(fact, Tie)),
    )


Fact = Naming | Tie


def _chains_and_clusters(prose: Sequence[Prose]) -> Iterator[Fact]:
    """Items ``——甲产业链。`` and their like-numbered neighbours, under the cluster over them."""
    cluster: Naming | None = None
    for index, one in enumerate(prose):
        found = _cluster(one)
        if found or one.block.kind == "heading":
            cluster = found
        if found:
            yield found
        lead = LEAD.match(one.block.text)
        if lead and _is_chain(prose, index, lead["lead"]):
            yield from _chain(one, lead, cluster)


def _cluster(prose: Prose) -> Naming | None:
    """A cluster that a heading or the topic sentence of a paragraph announces."""
    text = prose.block.text
    topic = text if prose.block.kind == "heading" else (PLAIN_LEAD.match(text) or [""])[0]
    verb = VERB.match(topic)
    found = CLUSTER.match(topic, verb.end()) if verb else None
    if not found or re.match(r"[两二三四五六七八九十0-9]", found["name"]):
        return None
    if not bare(CLUSTERED.sub("", found["name"]), ("quality", "level")):
        return None
    evidence = prose.quote(*found.span())
    whole = found.group()
    aliases = () if whole == found["name"] else (whole,)
    return Naming("IndustryCluster", found["name"], evidence, "prose.cluster", aliases)


def _is_chain(prose: Sequence[Prose], index: int, lead: str) -> bool:
    """A lead that ends in 产业链, or stands in one list with leads that do."""
    if CHAIN.search(lead):
        return True
    trail = prose[index].block.trail
    near = (p for p in prose[max(0, index - 6) : index + 6] if p.block.trail == trail)
    leads = [found["lead"] for p in near if (found := LEAD.match(p.block.text))]
    return sum(bool(CHAIN.search(name)) for name in leads) >= max(2, len(leads) // 2)


def _chain(prose: Prose, lead: re.Match[str], cluster: Naming | None) -> Iterator[Fact]:
    name = lead["lead"]
    evidence = prose.quote(*lead.span("lead"))
    short = CHAIN.sub("", name)
    chain = Naming(
        "IndustryChain", name, evidence, "prose.chain", (short,) if short != name else ()
    )
    yield chain
    if cluster:
        yield Tie(
            "PART_OF",
            chain,
            cluster,
            "prose",
            "prose.under_cluster",
            (*evidence, *cluster.evidence),
        )
    yield from _members(prose, Span(lead.end(), len(prose.block.text)), chain)


def _members(prose: Prose, span: Span, industry: Naming) -> Iterator[Tie]:
    """Who a passage relies on for the industry, and where it lays it out."""
    text = prose.block.text
    relies = re.compile(str(relation_words()["relies"]))
    for word in relies.finditer(text, span.start, span.end):
        clause = prose.clause(word.end())
        for sighting in prose.within(word.end(), clause.end):
            if sighting.mention.label in INDUSTRY_MEMBERS:
                evidence = (
                    *industry.evidence,
                    *prose.quote(word.start(), sighting.mention.span.end),
                )
                yield Tie(
                    "PARTICIPATES_IN",
                    prose.naming(sighting),
                    industry,
                    "prose",
                    "prose.relies",
                    evidence,
                )
    yield from _places(prose, span, industry)


def _places(prose: Prose, span: Span, industry: Naming) -> Iterator[Tie]:
    laid_out = re.compile(str(relation_words()["laid_out"]))
    for found in laid_out.finditer(prose.block.text, span.start, span.end):
        for sighting in prose.within(*found.span("list")):
            if sighting.mention.label in PLACES:
                evidence = (*industry.evidence, *prose.quote(*found.span()))
                yield Tie(
                    "BASED_IN",
                    industry,
                    prose.naming(sighting),
                    "prose",
                    "prose.laid_out",
                    evidence,
                )


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


def _future(prose: Sequence[Prose]) -> Iterator[Fact]:
    """``甲产业，依托…`` in the section on future industries."""
    for one in prose:
        if not (one.block.trail and FUTURE_SECTION.search(one.block.trail[-1])):
            continue
        for sentence in one.sentences():
            found = INDUSTRY_SENTENCE.match(one.block.text, sentence.start, sentence.end)
            if found:
                yield from _industry(one, "FutureIndustry", found.span("name"), sentence)


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


def _industry(prose: Prose, label: str, at: tuple[int, int], span: Span) -> Iterator[Fact]:
    name = prose.block.text[slice(*at)]
    industry = Naming(label, name, prose.quote(*at), f"prose.{label}")
    yield industry
    yield from _members(prose, span, industry)


def _chains_of_sentences(prose: Sequence[Prose], named: Mapping[str, Naming]) -> Iterator[Tie]:
    """``依托甲等平台，打造乙产业链`` elsewhere in the text, where the chain is known."""
    for one in prose:
        if LEAD.match(one.block.text):
            continue
        for sentence in one.sentences():
            for found in BUILT_CHAIN.finditer(one.block.text, sentence.start, sentence.end):
                for name in _coordinated(found["list"]):
                    if name in named:
                        before = Span(sentence.start, found.start())
                        yield from _members(one, before, named[name])
                        yield from _relied_places(one, before, named[name])


def _clusters_seen(prose: Sequence[Prose], facts: Sequence[Naming]) -> Iterator[Naming]:
    """Clusters that a heading announces, wherever the text names them."""
    for name in sorted({n.name for n in facts if n.label == "IndustryCluster"}):
        for one in prose:
            for found in re.finditer(re.escape(name), one.block.text):
                yield Naming("IndustryCluster", name, one.quote(*found.span()), "prose.cluster")


def _coordinated(text: str) -> Iterator[str]:
    """``甲、乙产业链`` → 甲产业链, 乙产业链."""
    for part in re.split(r"[、和与]", CHAIN.sub("", text)):
        yield f"{part}产业链"
