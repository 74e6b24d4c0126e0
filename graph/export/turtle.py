"""RDF 1.1 Turtle: entities by schema.org, evidence by PROV-O, relations as small things.

The vocabulary is described in docs/export.md. Each relation is one plain
triple and a resource of its own, which bears what a triple cannot: basis,
confidence, reasons, evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD, Namespace

from graph.export.chunks import pour
from graph.export.options import Options
from graph.export.values import clean
from graph.subgraph import EVIDENCE, GraphEdge, GraphNode, Subgraph
from ingest.model import content_hash

SCHEMA = Namespace("https://schema.org/")
INNO = Namespace("urn:innograph:vocabulary:")
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
KEPT_APART = {*EVIDENCE, *EVIDENCE.values(), "aliases", "name_en", "documents"}
LANGUAGES = {"zh": "zh", "en": "en"}
Pair = tuple[URIRef, URIRef | Literal]


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph, options), out)


def _pieces(subgraph: Subgraph, options: Options) -> Iterator[str]:
    yield f"# innograph: {' '.join(options.description(subgraph).split())}\n"
    for prefix, space in (("inno", INNO), ("schema", SCHEMA), ("prov", PROV), ("rdf", RDF)):
        yield f"@prefix {prefix}: <{space}> .\n"
    for node in subgraph.nodes:
        yield from _node(node)
    for edge in subgraph.edges:
        yield from _edge(edge)


def entity(id: str) -> URIRef:
    """The IRI of an entity."""
    return URIRef(f"urn:innograph:entity:{_local(id)}")


def predicate(kind: str) -> URIRef:
    """The IRI of a relation type: HOSTED_BY is ``inno:hostedBy``."""
    first, *rest = kind.lower().split("_")
    return INNO[_local(first + "".join(word.capitalize() for word in rest))]


def _node(node: GraphNode) -> Iterator[str]:
    own = entity(node.id)
    pairs: list[Pair] = [(RDF.type, INNO[_local(node.type)])]
    pairs += [(RDF.type, CLASSES[node.type])] if node.type in CLASSES else []
    pairs += [(INNO.id, Literal(node.id)), (SCHEMA.name, _text(node.name, "zh"))]
    pairs += [(SCHEMA.alternateName, _text(n, "zh")) for n in node.attributes.get("aliases", ())]
    if "name_en" in node.attributes:
        pairs.append((SCHEMA.name, _text(node.attributes["name_en"], "en")))
    yield from _resource(own, pairs, node)


def _edge(edge: GraphEdge) -> Iterator[str]:
    source, target, kind = entity(edge.source), entity(edge.target), predicate(edge.type)
    yield f"{_iri(source)} {_iri(kind)} {_iri(target)} .\n"
    pairs: list[Pair] = [(RDF.type, RDF.Statement), (RDF.type, INNO.Relation)]
    pairs += [(RDF.subject, source), (RDF.predicate, kind), (RDF.object, target)]
    pairs.append((INNO.relationType, Literal(edge.type)))
    yield from _resource(URIRef(f"urn:innograph:relation:{_local(edge.id)}"), pairs, edge)


def _resource(own: URIRef, pairs: Sequence[Pair], record: GraphNode | GraphEdge) -> Iterator[str]:
    """The resource with its attributes, then its pieces of evidence."""
    proofs = list(_evidence(own, record.attributes))
    found = [*pairs, *_attributes(record.attributes)]
    found += [(PROV.wasDerivedFrom, proof) for proof, _ in proofs]
    yield _block(own, found)
    for proof, said in proofs:
        yield _block(proof, said)


def _attributes(attributes: Mapping[str, Any]) -> Iterator[Pair]:
    for document in attributes.get("documents", ()):
        yield PROV.hadPrimarySource, _document(document)
    for name, value in attributes.items():
        if name not in KEPT_APART:
            base, _, lang = name.rpartition("_")
            known = lang in LANGUAGES
            for item in value if isinstance(value, list | tuple) else [value]:
                yield _pair(base if known else name, item, lang if known else "")


def _pair(name: str, value: Any, lang: str) -> Pair:
    if name == "via":
        return INNO.via, entity(value)
    if isinstance(value, str):
        return INNO[_local(name)], _text(value, lang)
    return INNO[_local(name)], _number(value)


def _evidence(own: URIRef, attributes: Mapping[str, Any]) -> Iterator[tuple[URIRef, list[Pair]]]:
    lists = [attributes.get(many) or [] for many in EVIDENCE.values()]
    count = max(map(len, lists))
    padded = ([*items, *[None] * (count - len(items))] for items in lists)
    for position, piece in enumerate(zip(*padded, strict=True), 1):
        iri = URIRef(f"urn:innograph:evidence:{content_hash(own, str(position))}")
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


def _document(id: str) -> URIRef:
    return URIRef(f"urn:innograph:document:{_local(id)}")


def _text(text: str, lang: str) -> Literal:
    return Literal(clean(text), lang=lang or None)


def _number(value: Any) -> Literal:
    return Literal(value, datatype=XSD.double) if isinstance(value, float) else Literal(value)


def _block(own: URIRef, pairs: Iterable[Pair]) -> str:
    lines = dict.fromkeys(f"{_iri(name)} {_term(value)}" for name, value in pairs)
    return f"{_iri(own)}\n  " + " ;\n  ".join(lines) + " .\n"


def _term(value: URIRef | Literal) -> str:
    return _iri(value) if isinstance(value, URIRef) else value.n3()


def _iri(iri: URIRef) -> str:
    """Short where a prefix fits and the rest is a plain word."""
    for prefix, space in (("inno", INNO), ("schema", SCHEMA), ("prov", PROV), ("rdf", RDF)):
        rest = iri.removeprefix(str(space))
        if rest != iri and rest.isascii() and rest.isidentifier():
            return f"{prefix}:{rest}"
    return iri.n3()


def _local(text: str) -> str:
    """``text`` inside an IRI: letters of any script stay, what an IRI cannot hold is encoded."""
    return "".join(c if c.isalnum() else quote(c, safe=":._-") for c in clean(text))
