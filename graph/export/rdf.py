"""A subgraph as RDF: entities by schema.org, evidence by PROV-O, relations as small things.

The vocabulary is described in docs/export.md. Each relation is one plain
triple and a resource of its own, which bears what a triple cannot: basis,
confidence, reasons, evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD, Namespace

from graph.export.addresses import Addresses, local
from graph.export.values import clean
from graph.subgraph import EVIDENCE, GraphEdge, GraphNode, Subgraph
from ingest.model import content_hash

SCHEMA = Namespace("https://schema.org/")
INNO = Namespace("urn:innograph:vocabulary:")
SPACES = (("inno", INNO), ("schema", SCHEMA), ("prov", PROV), ("rdf", RDF))
#: What a type is in schema.org.
CLASSES: Mapping[str, URIRef] = {
    "TechField": SCHEMA.DefinedTerm,
    "Laboratory": SCHEMA.ResearchOrganization,
    "ResearchInstitute": SCHEMA.ResearchOrganization,
    "InnovationCenter": SCHEMA.ResearchOrganization,
    "University": SCHEMA.CollegeOrUniversity,
    "Enterprise": SCHEMA.Corporation,
    "Hospital": SCHEMA.Hospital,
    "Government": SCHEMA.GovernmentOrganization,
    "Association": SCHEMA.Organization,
    "Project": SCHEMA.Project,
    "IndustrialPark": SCHEMA.Place,
    "Area": SCHEMA.Place,
}
KEPT_APART = {*EVIDENCE, *EVIDENCE.values(), "aliases", "name_en", "documents", "identifiers"}
#: Where identifiers of other registers lead.
SAME_AS = {"ror": "https://ror.org/", "wikidata": "http://www.wikidata.org/entity/"}
LANGUAGES = {"zh": "zh", "en": "en"}
Pair = tuple[URIRef, URIRef | Literal]
Resource = tuple[URIRef, Sequence[Pair]]


def resources(subgraph: Subgraph, addresses: Addresses) -> Iterator[Resource]:
    """Everything that is said, resource by resource; what is said of one may come in parts."""
    told = _Told(addresses)
    for node in subgraph.nodes:
        yield from told.node(node)
    for edge in subgraph.edges:
        yield from told.edge(edge)


def predicate(kind: str) -> URIRef:
    """The IRI of a relation type: HOSTED_BY is ``inno:hostedBy``."""
    first, *rest = kind.lower().split("_")
    return INNO[local(first + "".join(word.capitalize() for word in rest))]


def short(iri: URIRef) -> str:
    """``inno:hostedBy`` where a prefix fits and the rest is a plain word, else ""."""
    for prefix, space in SPACES:
        rest = iri.removeprefix(str(space))
        if rest != iri and rest.isascii() and rest.isidentifier():
            return f"{prefix}:{rest}"
    return ""


@dataclass(frozen=True, slots=True)
class _Told:
    addresses: Addresses

    def node(self, node: GraphNode) -> Iterator[Resource]:
        pairs: list[Pair] = [(RDF.type, INNO[local(node.type)])]
        pairs += [(RDF.type, CLASSES[node.type])] if node.type in CLASSES else []
        pairs += [(INNO.id, Literal(node.id)), (SCHEMA.name, _text(node.name, "zh"))]
        aliases = node.attributes.get("aliases", ())
        pairs += [(SCHEMA.alternateName, _text(name, "zh")) for name in aliases]
        if "name_en" in node.attributes:
            pairs.append((SCHEMA.name, _text(node.attributes["name_en"], "en")))
        yield from self._resource(self._entity(node.id), ("entity", node.id), pairs, node)

    def edge(self, edge: GraphEdge) -> Iterator[Resource]:
        source, target = self._entity(edge.source), self._entity(edge.target)
        kind = predicate(edge.type)
        yield source, [(kind, target)]
        pairs: list[Pair] = [(RDF.type, RDF.Statement), (RDF.type, INNO.Relation)]
        pairs += [(RDF.subject, source), (RDF.predicate, kind), (RDF.object, target)]
        pairs.append((INNO.relationType, Literal(edge.type)))
        own = URIRef(self.addresses.relation(edge.id))
        yield from self._resource(own, ("relation", edge.id), pairs, edge)

    def _entity(self, id: str) -> URIRef:
        return URIRef(self.addresses.entity(id))

    def _resource(
        self,
        own: URIRef,
        of: tuple[str, str],
        pairs: Sequence[Pair],
        record: GraphNode | GraphEdge,
    ) -> Iterator[Resource]:
        """The resource with its attributes, then its pieces of evidence."""
        proofs = list(self._evidence(of, record.attributes))
        found = [*pairs, *self._attributes(record.attributes)]
        found += [(PROV.wasDerivedFrom, proof) for proof, _ in proofs]
        yield own, list(dict.fromkeys(found))
        yield from proofs

    def _attributes(self, attributes: Mapping[str, Any]) -> Iterator[Pair]:
        for document in attributes.get("documents", ()):
            yield PROV.hadPrimarySource, URIRef(self.addresses.document(document))
        for held in attributes.get("identifiers", ()):
            scheme, _, own = held.partition(":")
            yield SCHEMA.identifier, Literal(clean(held))
            if scheme in SAME_AS:
                yield SCHEMA.sameAs, URIRef(SAME_AS[scheme] + local(own))
        for name, value in attributes.items():
            if name not in KEPT_APART:
                base, _, lang = name.rpartition("_")
                known = lang in LANGUAGES
                for item in value if isinstance(value, list | tuple) else [value]:
                    yield self._pair(base if known else name, item, lang if known else "")

    def _pair(self, name: str, value: Any, lang: str) -> Pair:
        if name == "via":
            return INNO.via, self._entity(value)
        if isinstance(value, str):
            return INNO[local(name)], _text(value, lang)
        return INNO[local(name)], _number(value)

    def _evidence(
        self, of: tuple[str, str], attributes: Mapping[str, Any]
    ) -> Iterator[tuple[URIRef, list[Pair]]]:
        lists = [attributes.get(many) or [] for many in EVIDENCE.values()]
        count = max(map(len, lists))
        padded = ([*items, *[None] * (count - len(items))] for items in lists)
        for position, piece in enumerate(zip(*padded, strict=True), 1):
            iri = URIRef(self.addresses.evidence(content_hash(*of, str(position))))
            pairs: list[Pair] = [(RDF.type, PROV.Entity), (RDF.type, INNO.Evidence)]
            pairs.append((INNO.position, Literal(position)))
            yield iri, pairs + list(_said(*piece))


def _said(page: Any, line: Any, quote_: Any, section: Any) -> Iterator[Pair]:
    if quote_ is not None:
        yield PROV.value, _text(quote_, "zh")
    if page is not None:
        yield SCHEMA.pagination, Literal(str(page))
        yield INNO.page, Literal(page)
    if line is not None:
        yield INNO.line, Literal(line)
    if section:
        yield INNO.section, _text(section, "zh")


def _text(text: str, lang: str) -> Literal:
    return Literal(clean(text), lang=lang or None)


def _number(value: Any) -> Literal:
    return Literal(value, datatype=XSD.double) if isinstance(value, float) else Literal(value)
