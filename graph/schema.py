"""What the graph is made of: labels, relationship types, captions and colours, declared once.

Colours are the twelve of Paul Tol's "muted" and "bright" schemes and tints of
them: told apart by colour-blind readers, dark enough on white and light
enough on black.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """A kind of entity: its label, its captions, its colour (``#rrggbb``)."""

    label: str
    zh: str
    en: str
    color: str

    def caption(self, lang: str) -> str:
        """The caption in ``lang`` (zh or en)."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class RelationInfo:
    """A kind of relation: its type and its captions."""

    type: str
    zh: str
    en: str

    def caption(self, lang: str) -> str:
        """The caption in ``lang`` (zh or en)."""
        return self.zh if lang == "zh" else self.en


_TYPES = (
    TypeInfo("TechField", "标志性科技领域", "Flagship field", "#cc6677"),
    TypeInfo("Laboratory", "实验室", "Laboratory", "#4477aa"),
    TypeInfo("Facility", "重大科技设施", "Research facility", "#aa4499"),
    TypeInfo("InnovationCenter", "创新中心", "Innovation centre", "#7a7fd0"),
    TypeInfo("TechPlatform", "科技平台", "Technology platform", "#66a5c9"),
    TypeInfo("IndustrialPark", "产业平台", "Industrial park", "#999933"),
    TypeInfo("University", "高校", "University", "#117733"),
    TypeInfo("ResearchInstitute", "科研院所", "Research institute", "#44aa99"),
    TypeInfo("Enterprise", "企业", "Enterprise", "#cc8a2e"),
    TypeInfo("Hospital", "医疗机构", "Hospital", "#e0737b"),
    TypeInfo("Government", "政府机构", "Government body", "#7d7d7d"),
    TypeInfo("Association", "联盟与协会", "Association", "#a5845a"),
    TypeInfo("IndustryChain", "产业链", "Industry chain", "#bb5566"),
    TypeInfo("IndustryCluster", "产业集群", "Industry cluster", "#b3697a"),
    TypeInfo("FutureIndustry", "未来产业", "Future industry", "#9a6fb0"),
    TypeInfo("ServiceIndustry", "科技服务业", "Science service industry", "#5e9e5e"),
    TypeInfo("Project", "项目", "Project", "#b59f3b"),
    TypeInfo("Indicator", "指标", "Indicator", "#8c96a3"),
    TypeInfo("Area", "片区", "Area", "#6f9fa8"),
)
_RELATIONS = (
    RelationInfo("SUPPORTS", "支撑", "supports"),
    RelationInfo("HOSTED_BY", "依托单位", "hosted by"),
    RelationInfo("UNDERTAKEN_BY", "实施单位", "undertaken by"),
    RelationInfo("PARTICIPATES_IN", "参与", "participates in"),
    RelationInfo("BASED_IN", "布局于", "based in"),
    RelationInfo("HAS_PROJECT", "重大项目", "has project"),
    RelationInfo("PART_OF", "属于", "part of"),
    RelationInfo("LOCATED_IN", "位于", "located in"),
    RelationInfo("AFFILIATED_WITH", "隶属", "affiliated with"),
)
TYPES: Mapping[str, TypeInfo] = MappingProxyType({info.label: info for info in _TYPES})
RELATIONS: Mapping[str, RelationInfo] = MappingProxyType({info.type: info for info in _RELATIONS})

#: Relationship types that tie an entity to the text, to a field of a lens or to what a table
#: states of it, rather than to another entity.
TEXT_RELATIONS = (
    "MENTIONED_IN",
    "DESCRIBED_IN",
    "IN_DOCUMENT",
    "NEXT",
    "UNDER",
    "HAS_ATTRIBUTE",
)
