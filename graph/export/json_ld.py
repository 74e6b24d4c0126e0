"""JSON-LD 1.1: what graph/export/rdf.py says, one node object a line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph.export.addresses import Addresses, checked
from graph.export.chunks import pour
from graph.export.options import Options
from graph.export.rdf import SPACES, Resource, resources, short
from graph.subgraph import Subgraph

#: Prefixes of the file; each ends in a sign that makes it one by the rules of JSON-LD 1.1.
CONTEXT = {prefix: str(space) for prefix, space in SPACES} | {"xsd": str(XSD)}


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph, Addresses(checked(options.base))), out)


def _pieces(subgraph: Subgraph, addresses: Addresses) -> Iterator[str]:
    yield f'{{"@context":{_written(CONTEXT)},\n"@graph":['
    before = "\n"
    for each in resources(subgraph, addresses):
        yield before + _written(_object(each))
        before = ",\n"
    yield "]}\n"


def _object(resource: Resource) -> dict[str, Any]:
    own, pairs = resource
    found: dict[str, list[Any]] = defaultdict(list)
    for name, value in pairs:
        if name == RDF.type:
            found["@type"].append(_name(value))
        else:
            found[_name(name)].append(_value(value))
    plain = {name: many[0] if len(many) == 1 else many for name, many in found.items()}
    return {"@id": str(own), **plain}


def _name(iri: URIRef | Literal) -> str:
    return short(URIRef(iri)) or str(iri)


def _value(value: URIRef | Literal) -> Any:
    if isinstance(value, URIRef):
        return {"@id": str(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype == XSD.double:  # JSON's 1.0 would become a whole number
        return {"@value": str(value), "@type": "xsd:double"}
    return value.toPython()


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
