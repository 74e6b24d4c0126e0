"""An extraction as a subgraph, without any engine: what the store would hold after loading it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.rows import description_rows, merge_descriptions, relation_rows
from graph.subgraph import Subgraph, edge_of, in_plans, node_of, subgraph
from ingest.model import Entity, Evidence, Extraction


def of_extraction(extraction: Extraction) -> Subgraph:
    """All entities, relations and supports of ``extraction`` with their evidence."""
    proofs = {entity.id: evidence_of(_rows(entity)) for entity in extraction.entities}
    nodes = []
    for row in description_rows(extraction, ""):
        own = merge_descriptions(row["id"], [row["properties"]])["properties"]
        nodes.append(node_of({**own, **proofs[row["id"]]}, row["id"], row["type"], own["name"]))
    edges = (
        edge_of(row["properties"], row["type"], row["head"], row["tail"])
        for row in relation_rows(extraction, "")
    )
    title = extraction.about["short"] or extraction.document.title
    return in_plans(subgraph(nodes, edges), {extraction.document.id: title})


def evidence_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Pieces of evidence (maps with page, line, quote, document) as parallel lists, in the order
    of the text; ``evidence_documents`` only where there are several documents."""
    found = sorted({(r["document"], r["line"], r["page"], r["quote"]) for r in rows})
    if not found:
        return {}
    documents, lines, pages, quotes = map(list, zip(*found, strict=True))
    lists: dict[str, Any] = {"pages": pages, "lines": lines, "quotes": quotes}
    several = len(set(documents)) > 1
    return lists | ({"evidence_documents": documents} if several else {})


def _rows(entity: Entity) -> list[dict[str, Any]]:
    return [_row(piece) for piece in entity.evidence]


def _row(piece: Evidence) -> dict[str, Any]:
    where = {"document": piece.document, "line": piece.line, "page": piece.page}
    return {**where, "quote": piece.quote}
