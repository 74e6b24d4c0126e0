"""A subgraph as a file that other tools open right the first time.

``write(subgraph, "gexf", path)`` makes a file, ``render`` the bytes of one;
``FORMATS`` lists the formats. Choosing a subgraph of a store is
``queries.subgraph.choose``; ``of_extraction`` makes one of an extraction
without any engine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from graph.export import (
    csv_pair,
    cypher_script,
    ftm,
    gexf,
    graphml,
    json_ld,
    json_node_link,
    picture,
    turtle,
    xlsx,
)
from graph.export.atomic import whole_file
from graph.export.facts import of_extraction
from graph.export.options import Options
from graph.export.told import told
from graph.subgraph import GraphEdge, GraphNode, Subgraph
from ingest.catalogue import text
from ingest.errors import UsageError

__all__ = ["FORMATS", "Format", "GraphEdge", "GraphNode", "Options", "Subgraph", "Written"]
__all__ += ["format_of", "format_of_file", "of_extraction", "render", "write"]

Writer = Callable[[Subgraph, BinaryIO, Options], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name on the command line, its ending, its media type."""

    name: str
    suffix: str
    mime: str
    write: Writer

    def caption(self, lang: str) -> str:
        """What it is for, in one sentence of ``lang``."""
        return text(f"export.format.{self.name}", lang)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written where; ``note`` is a sentence for the reader, or nothing."""

    path: Path
    nodes: int
    edges: int
    note: str = ""


def _for_people(writer: Writer) -> Writer:
    """Writes what people read: quotes in order, weights."""

    def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
        writer(told(subgraph, options.weight), out, options)

    return write


_FORMATS = (
    Format("gexf", ".gexf", "application/gexf+xml", _for_people(gexf.write)),
    Format("graphml", ".graphml", "application/graphml+xml", _for_people(graphml.write)),
    Format("csv", ".zip", "application/zip", _for_people(csv_pair.write)),
    Format("json", ".json", "application/json", json_node_link.write),
    Format("ttl", ".ttl", "text/turtle", turtle.write),
    Format("jsonld", ".jsonld", "application/ld+json", json_ld.write),
    Format("ftm", ".ftm", "application/x-ndjson", ftm.write),
    Format("cypher", ".cypher", "text/plain", cypher_script.write),
    Format(
        "xlsx",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _for_people(xlsx.write),
    ),
    Format("svg", ".svg", "image/svg+xml", picture.write_svg),
    Format("png", ".png", "image/png", picture.write_png),
)
FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _FORMATS})


def format_of(name: str) -> Format:
    """The format called ``name``; UsageError for one that is not known."""
    if name not in FORMATS:
        raise UsageError("export.unknown.format", name=name, known=", ".join(FORMATS))
    return FORMATS[name]


def format_of_file(path: Path) -> Format:
    """The format that a file's ending tells; UsageError where it tells none."""
    suffix = path.suffix.lower()
    for kind in FORMATS.values():
        if suffix and suffix in (kind.suffix, f".{kind.name}"):
            return kind
    raise UsageError("export.no_format", path=path, known=", ".join(FORMATS))


def write(
    subgraph: Subgraph, fmt: str, path: Path, *, force: bool = False, **options: Any
) -> Written:
    """Write ``subgraph`` as ``fmt`` to ``path``; ``options`` as in :class:`Options`.

    ExportError when the file is there already (unless ``force``) or cannot be
    written; then there is no half file. UsageError for an unknown format.
    """
    kind, chosen = format_of(fmt), Options(**options)
    with whole_file(Path(path), force) as out:
        kind.write(subgraph, out, chosen)
    note = _note(subgraph, kind, Path(path), chosen.lang)
    return Written(Path(path), len(subgraph.nodes), len(subgraph.edges), note)


def render(subgraph: Subgraph, fmt: str, **options: Any) -> bytes:
    """The bytes of the file that :func:`write` would write."""
    kind, out = format_of(fmt), io.BytesIO()
    kind.write(subgraph, out, Options(**options))
    return out.getvalue()


def _note(subgraph: Subgraph, kind: Format, path: Path, lang: str) -> str:
    said = [text(subgraph.note, lang)] if not subgraph else []
    if kind.suffix == ".zip" and path.suffix.lower() != ".zip":
        said.append(text("export.note.zip", lang, path=path))
    return " ".join(said)
