"""Industrial clusters: where a text announces one, and where it names one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.prose import Prose
from ingest.model import Naming
from ingest.naming.rules.words import bare

MARK = (
    r"^\s*(?:——|--|－－|第[一二三四五六七八九十]{1,3}[章节]|[0-9]{1,2}(?:[.．][0-9]{1,2})+(?![英万亿吨米兆纳G])"
    r"|[0-9]{1,2}(?:[.．、]|(?=[\u4e00-\u9fff]))|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}(?:、|是)|[①-⑳]|[●◆■·•▪])?\s*"
)
PLAIN_LEAD = re.compile(r"^(?P<lead>[^。：，]{2,24})[。：]")
CLUSTER = re.compile(
    r"(?:(?:世界级|国际一流|国际领先|国内重要|国内领先|全国一流)的?|[^，。、的]{2,14}的|[若一][干批])?"
    r"(?P<name>[^，。、的级]{2,10}产业集群)"
)
WHOLE_CLUSTER = re.compile(MARK + r"(?P<name>[^，。、的级：链]{2,12}产业集群)[。：]?$")
CLUSTERED = re.compile(r"产业集群$")
VERB = re.compile(r"^.*?(?:建设|打造|壮大|培育|发展|形成|提升|做强|做大)(?=.{2,}产业集群)")
NAMED_CLUSTER = re.compile(
    r"(?:归入|纳入|并入|隶属于?|属于|融入|汇入|列入|归属|构成|组成|支撑|同属|均属|是|做强|壮大)(?P<name>[^，。；、的]{2,16}产业集群)"
    r"|(?:^|(?<=[。；，]))(?P<whole>[^，。；、的]{2,12}产业集群)(?=由|包括|涵盖|包含|囊括|下设|下辖|之?下有)"
)


def cluster_announced(prose: Prose) -> Naming | None:
    """A cluster that a heading or the topic sentence of a paragraph announces."""
    text = prose.block.text
    topic = text if prose.block.kind == "heading" else (PLAIN_LEAD.match(text) or [""])[0]
    verb = VERB.match(topic)
    found = CLUSTER.match(topic, verb.end()) if verb else WHOLE_CLUSTER.match(topic)
    if not found or re.match(r"[两二三四五六七八九十0-9]", found["name"]):
        return None
    if not bare(CLUSTERED.sub("", found["name"]), ("quality", "level")):
        return None
    evidence = prose.quote(*found.span("name" if not verb else 0))
    whole = found.group() if verb else found["name"]
    aliases = () if whole == found["name"] else (whole,)
    return Naming("IndustryCluster", found["name"], evidence, "prose.cluster", aliases)


def clusters_named(prose: Sequence[Prose]) -> Iterator[Naming]:
    """Clusters to which the text says that something belongs: 归入甲产业集群."""
    for one in prose:
        for found in NAMED_CLUSTER.finditer(one.block.text):
            group = "name" if found["name"] else "whole"
            evidence = one.quote(*found.span(group))
            yield Naming("IndustryCluster", found[group], evidence, "prose.cluster")


def clusters_seen(prose: Sequence[Prose], facts: Sequence[Naming]) -> Iterator[Naming]:
    """Clusters that a heading announces, wherever the text names them."""
    for name in sorted({n.name for n in facts if n.label == "IndustryCluster"}):
        for one in prose:
            for found in re.finditer(re.escape(name), one.block.text):
                yield Naming("IndustryCluster", name, one.quote(*found.span()), "prose.cluster")
