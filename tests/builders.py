"""A small made-up plan as an Extraction: every type of relation, both bases, weaker supports.

Small enough to know each answer by heart. None of its names is in a real plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ingest.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    LedgerRow,
    Line,
    Passage,
    Reason,
    Support,
    content_hash,
)

LINES = (
    "第一章 总体要求",
    "量子领域。开展量子计算研究,依托星河大学、云台研究院。",
    "材料领域。开展石墨烯研究。",
    "海棠实验室(创建)依托单位:星河大学",
    "石墨烯测试平台 依托单位:云台研究院",
    "量子产业链:重点企业有北斗科技有限公司,布局于松间小镇。",
    "重大项目:石墨烯产业化项目,由北斗科技有限公司实施,投资12.5亿元。",
    "松间小镇位于南片区。",
    "星河大学附属医院",
    "量子产业链属于未来产业集群。",
    "孤山研究所",
)


def plan(
    title: str = "样例规划", source: str = "sample.txt", lines: tuple[str, ...] = LINES
) -> Document:
    """A document whose every line is a passage, page 1 up to line 5, page 2 after."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    text = "\n".join(lines)
    made = tuple(Line(n, s, t) for n, (s, t) in enumerate(zip(starts, lines, strict=True), 1))
    pages = tuple(1 if n <= 5 else 2 for n in range(1, len(lines) + 1))
    return Document(content_hash(title, text) * 4, title, source, text, made, pages)


class Builder:
    """Collects entities, claims and supports over one document and makes the Extraction."""

    def __init__(self, document: Document | None = None) -> None:
        self.document = document or plan()
        self.entities: list[Entity] = []
        self.claims: list[Claim] = []
        self.supports: list[Support] = []

    def evidence(self, line: int, quote: str | None = None) -> Evidence:
        """The quote (default: the whole line) at ``line``."""
        text = self.document.lines[line - 1].text
        assert quote is None or quote in text
        return Evidence(
            self.document.id, self.document.page(line), line, quote or text, "第一章 总体要求"
        )

    def entity(
        self,
        label: str,
        name: str,
        line: int,
        *,
        own: str | None = None,
        aliases: tuple[str, ...] = (),
        status: str | None = None,
        flagship: bool = False,
        attributes: Mapping[str, object] = MappingProxyType({}),
    ) -> str:
        """Add an entity; its id."""
        quote = name if name in self.document.lines[line - 1].text else None
        found = (self.evidence(line, quote),)
        made = Entity(
            own or f"{label}:{name}", label, name, aliases, status, flagship, found, attributes
        )
        self.entities.append(made)
        return made.id

    def claim(self, kind: str, head: str, tail: str, line: int, basis: str = "prose") -> None:
        """Add a relation."""
        own = content_hash(kind, head, tail)
        self.claims.append(Claim(own, kind, head, tail, basis, "sample", (self.evidence(line),)))

    def support(
        self,
        institution: str,
        field: str,
        line: int,
        *,
        via: tuple[str, ...] = (),
        confidence: float = 0.9,
        default: bool = True,
    ) -> None:
        """Add a support: derived where there is a ``via``, else stated."""
        basis = "derived" if via else "stated"
        reasons = (Reason(f"见第{line}行", f"see line {line}"),)
        found = (self.evidence(2), self.evidence(line))
        made = Support(institution, field, basis, confidence, default, via, reasons, found)
        self.supports.append(made)

    def extraction(self) -> Extraction:
        """All of it, in a stable order."""
        document = self.document
        return Extraction(
            document,
            tuple(sorted(self.entities, key=lambda e: e.id)),
            tuple(self.claims),
            tuple(self.supports),
            tuple(
                LedgerRow(x.number, document.page(x.number), "ignored", "") for x in document.lines
            ),
            tuple(map(self._passage, document.lines)),
        )

    def _passage(self, line: Line) -> Passage:
        number, page = line.number, self.document.page(line.number)
        own = f"{self.document.id[:12]}:{number}"
        kind = "heading" if number == 1 else "paragraph"
        return Passage(own, page, number, number, "第一章 总体要求", kind, line.text, (number,))


def sample(document: Document | None = None) -> Extraction:
    """The whole made-up plan."""
    b = Builder(document)
    quantum = b.entity("TechField", "量子领域", 2, own="quantum", attributes=_field(1, "Quantum"))
    matter = b.entity("TechField", "材料领域", 3, own="matter", attributes=_field(2, "Materials"))
    uni = b.entity("University", "星河大学", 2, aliases=("星大",), flagship=True)
    institute = b.entity("ResearchInstitute", "云台研究院", 2)
    firm = b.entity("Enterprise", "北斗科技有限公司", 6, attributes={"business": "量子芯片"})
    lab = b.entity("Laboratory", "海棠实验室", 4, status="创建")
    platform = b.entity("TechPlatform", "石墨烯测试平台", 5)
    chain = b.entity("IndustryChain", "量子产业链", 6)
    cluster = b.entity("IndustryCluster", "未来产业集群", 10)
    park = b.entity("IndustrialPark", "松间小镇", 6)
    area = b.entity("Area", "南片区", 8)
    project = b.entity(
        "Project", "石墨烯产业化项目", 7, attributes={"kind": "major", "amount": 12.5}
    )
    hospital = b.entity("Hospital", "星河大学附属医院", 9)
    b.entity("ResearchInstitute", "孤山研究所", 11)
    b.claim("HOSTED_BY", lab, uni, 4, "table")
    b.claim("HOSTED_BY", platform, institute, 5, "table")
    b.claim("UNDERTAKEN_BY", project, firm, 7)
    b.claim("PARTICIPATES_IN", firm, chain, 6)
    b.claim("BASED_IN", chain, park, 6)
    b.claim("HAS_PROJECT", chain, project, 7)
    b.claim("PART_OF", chain, cluster, 10)
    b.claim("LOCATED_IN", park, area, 8)
    b.claim("AFFILIATED_WITH", hospital, uni, 9, "name")
    b.support(uni, quantum, 2)
    b.support(institute, quantum, 2, confidence=0.95)
    b.support(firm, quantum, 6, via=(chain,), confidence=0.7)
    b.support(institute, matter, 5, via=(platform,), confidence=0.8)
    b.support(uni, matter, 4, via=(lab,), confidence=0.4, default=False)
    return b.extraction()


def _field(order: int, name_en: str) -> Mapping[str, object]:
    return {"order": order, "name_en": name_en, "paragraph": "五（一）"}
