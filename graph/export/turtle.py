"""RDF 1.1 Turtle: what graph/export/rdf.py says, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rdflib import Literal, URIRef

from graph.export.addresses import Addresses, checked
from graph.export.chunks import pour
from graph.export.options import Options
from graph.export.rdf import SPACES, Pair, resources, short
from graph.subgraph import Subgraph


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    addresses = Addresses(checked(options.base))
    pour(_pieces(subgraph, addresses, options.description(subgraph)), out)


def _pieces(subgraph: Subgraph, addresses: Addresses, about: str) -> Iterator[str]:
    yield f"# innograph: {' '.join(about.split())}\n"
    for prefix, space in SPACES:
        yield f"@prefix {prefix}: <{space}> .\n"
    for own, pairs in resources(subgraph, addresses):
        yield _block(own, pairs)


def _block(own: URIRef, pairs: Sequence[Pair]) -> str:
    lines = [f"{_term(name)} {_term(value)}" for name, value in pairs]
    return f"{_term(own)} {lines[0] if len(lines) == 1 else _many(lines)} .\n"


def _many(lines: Sequence[str]) -> str:
    return "\n  " + " ;\n  ".join(lines)


def _term(value: URIRef | Literal) -> str:
    return (short(value) or value.n3()) if isinstance(value, URIRef) else value.n3()
