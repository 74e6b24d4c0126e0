"""FollowTheMoney: one JSON object a line, as OpenAleph, yente and ftm read it.

Its schemata know organisations, projects, places and things owned, no fields, chains or
indicators: what somebody supports or belongs to of those is the ``sector`` of that body. Names of
schemata and properties are those of followthemoney 4.11 (https://followthemoney.tech/explorer/).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from graph.export.addresses import Addresses, checked
from graph.export.chunks import pour
from graph.export.looks import relation_caption
from graph.export.options import Options
from graph.export.values import clean, written
from graph.schema import TYPES
from graph.subgraph import GraphEdge, GraphNode, Subgraph
from ingest.catalogue import text
from ingest.model import content_hash

#: What a type is there; those that are missing are told as sectors.
SCHEMATA: Mapping[str, str] = dict.fromkeys(
    "Laboratory InnovationCenter TechPlatform University ResearchInstitute Hospital"
    " Association".split(),
    "Organization",
) | {
    "Enterprise": "Company",
    "Government": "PublicBody",
    "Facility": "Asset",
    "Project": "Project",
    "IndustrialPark": "Address",
    "Area": "Address",
}
LEGAL = frozenset({"Organization", "Company", "PublicBody"})
#: Relations by which a body works on a project: its end that is the project, the other.
WORK = {"UNDERTAKEN_BY": ("source", "target"), "PARTICIPATES_IN": ("target", "source")}
HUNDRED_MILLION, YUAN = 100_000_000, "CNY"
#: Signs that some readers take for the end of a line.
ENDS = {number: f"\\u{number:04x}" for number in (0x85, 0x2028, 0x2029)}
Properties = dict[str, list[str]]


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    told = _Told(subgraph, Addresses(checked(options.base)), options.lang)
    pour((_line(*each) for each in told.every()), out)


def entity_id(kind: str, id: str) -> str:
    """An id as FollowTheMoney takes one: letters and digits, the same in every export."""
    return f"innograph-{content_hash(kind, id)}"


def _line(id: str, schema: str, properties: Mapping[str, Iterable[str]]) -> str:
    held = {name: [clean(each) for each in many] for name, many in properties.items() if many}
    told = {"id": id, "schema": schema, "properties": held}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(ENDS) + "\n"


@dataclass(frozen=True)
class _Told:
    subgraph: Subgraph
    addresses: Addresses
    lang: str

    def every(self) -> Iterator[tuple[str, str, Properties]]:
        """Things, links between them, the plans that prove both."""
        types = {node.id: node.type for node in self.subgraph.nodes}
        sectors = self._sectors(types)
        for node in self.subgraph.nodes:
            if schema := SCHEMATA.get(node.type):
                yield entity_id("entity", node.id), schema, self._thing(node, schema, sectors)
        for edge in self.subgraph.edges:
            if types[edge.source] in SCHEMATA and types[edge.target] in SCHEMATA:
                yield self._link(edge, types)
        for document, title in self._plans().items():
            told = {"name": [title], "title": [title], "fileName": [title]}
            yield entity_id("document", document), "Document", told

    def _sectors(self, types: Mapping[str, str]) -> Mapping[str, list[str]]:
        """What FollowTheMoney has no schema for, by the body that is tied to it."""
        names = {n.id: n.name for n in self.subgraph.nodes if n.type not in SCHEMATA}
        found: dict[str, list[str]] = defaultdict(list)
        for edge in self.subgraph.edges:
            if edge.target in names and types[edge.source] != "Indicator":
                found[edge.source].append(names[edge.target])
        return found

    def _thing(self, node: GraphNode, schema: str, sectors: Mapping[str, list[str]]) -> Properties:
        known = node.attributes
        names = [node.name, *([known["name_en"]] if "name_en" in known else [])]
        told = {"name": names, "alias": list(known.get("aliases", ()))}
        told["keywords"] = [TYPES[node.type].caption(self.lang)] if node.type in TYPES else []
        if self.addresses.base:
            told["sourceUrl"] = [self.addresses.entity(node.id)]
        told |= _identifiers(known.get("identifiers", ()), schema)
        if schema in LEGAL:
            told["sector"] = list(dict.fromkeys(sectors.get(node.id, ())))
        if schema == "Address":
            told["full"] = [node.name]
        if schema == "Project" and "amount" in known:
            told["amount"] = [written(round(float(known["amount"]) * HUNDRED_MILLION))]
            told["currency"] = [YUAN]
        return told | self._evidence(known, "notes", "summary")

    def _link(self, edge: GraphEdge, types: Mapping[str, str]) -> tuple[str, str, Properties]:
        ends = {"source": edge.source, "target": edge.target}
        own = {side: [entity_id("entity", id)] for side, id in ends.items()}
        work, body = WORK.get(edge.type, ("source", "target"))
        of_project = (
            edge.type in WORK
            and SCHEMATA[types[ends[work]]] == "Project"
            and SCHEMATA[types[ends[body]]] in LEGAL
        )
        told: Properties = {"role": [relation_caption(edge.type, self.lang)]}
        told["recordId"] = [edge.id]
        told |= self._evidence(edge.attributes, "description", "summary")
        if of_project:
            told |= {"project": own[work], "participant": own[body]}
        else:
            told |= {"subject": own["source"], "object": own["target"]}
        schema = "ProjectParticipant" if of_project else "UnknownLink"
        return entity_id("relation", edge.id), schema, told

    def _evidence(self, known: Mapping[str, Any], where: str, said: str) -> Properties:
        """Places as words, quotes verbatim, the plans as proof."""
        places = zip(_many(known, "pages", "page"), _many(known, "lines", "line"), strict=False)
        return {
            where: [text("export.ftm.place", self.lang, page=p, line=n) for p, n in places],
            said: list(dict.fromkeys(_many(known, "quotes", "quote"))),
            "proof": [entity_id("document", each) for each in known.get("documents", ())],
        }

    def _plans(self) -> Mapping[str, str]:
        """The plans that anything here stands in, with their titles."""
        found: dict[str, str] = {}
        records: list[GraphNode | GraphEdge] = [*self.subgraph.nodes, *self.subgraph.edges]
        for record in records:
            ids = record.attributes.get("documents", ())
            for id, title in zip(ids, record.attributes.get("plans", ids), strict=False):
                found[id] = title
        return dict(sorted(found.items()))


def _identifiers(held: Iterable[str], schema: str) -> Properties:
    """What lists call a thing: Wikidata's and social credit codes have a property of their own."""
    found: dict[str, list[str]] = defaultdict(list)
    for scheme, _, own in (each.partition(":") for each in held):
        if scheme == "wikidata":
            found["wikidataId"].append(own)
        elif schema in LEGAL:
            found["uscCode" if scheme == "uscc" else "idNumber"].append(own)
    return found


def _many(known: Mapping[str, Any], many: str, one: str) -> list[Any]:
    return list(known.get(many) or ([known[one]] if one in known else []))
