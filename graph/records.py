"""What a query gives back: plain frozen records, whatever the driver's own classes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A node: our own ``id`` where it has one (else the engine's), labels, properties."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship: ids of its ends as in :class:`Node`."""

    id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """A walk: its nodes and the edges between them, in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a typed query; ``truncated`` says that there were more than the cap."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine answers: name, version, address, and whether it is the embedded one."""

    name: str
    version: str
    uri: str
    embedded: bool


def convert(value: Any) -> Any:
    """A driver's value as Python's own: nodes, relationships and paths as records.

    Times become ISO 8601 text, points become lists of numbers.
    """
    if hasattr(value, "relationships") and hasattr(value, "nodes") and hasattr(value, "start_node"):
        return _path(value)
    if hasattr(value, "labels") and hasattr(value, "element_id"):
        return _node(value)
    if hasattr(value, "start_node") and hasattr(value, "type"):
        return _edge(value)
    if isinstance(value, list | tuple) and not hasattr(value, "srid"):
        return [convert(item) for item in value]
    if isinstance(value, dict):
        return {key: convert(item) for key, item in value.items()}
    return _scalar(value)


def plain(value: Any) -> Any:
    """A value of :func:`convert` as JSON knows it: records become maps."""
    match value:
        case Node():
            return {"id": value.id, "labels": list(value.labels), **_properties(value)}
        case Edge():
            ends = {"source": value.source, "target": value.target}
            return {"id": value.id, "type": value.type, **ends, **_properties(value)}
        case Path():
            nodes, edges = map(plain, value.nodes), map(plain, value.edges)
            return {"nodes": list(nodes), "edges": list(edges)}
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
    return value


def weight(value: Any) -> int:
    """Roughly how many bytes a value of :func:`convert` takes when it is shown."""
    match value:
        case str():
            return len(value.encode("utf-8", "replace")) + 8
        case Node() | Edge():
            return 64 + weight(dict(value.properties))
        case Path():
            return weight((*value.nodes, *value.edges))
        case list() | tuple():
            return 16 + sum(map(weight, value))
        case dict():
            return 16 + sum(weight(key) + weight(each) for key, each in value.items())
    return 8


def _properties(record: Node | Edge) -> dict[str, Any]:
    return {"properties": plain(dict(record.properties))}


def _node(value: Any) -> Node:
    properties = _map(value)
    return Node(_identity(value, properties), tuple(sorted(value.labels)), properties)


def _edge(value: Any) -> Edge:
    properties = _map(value)
    source, target = (_identity(end, _map(end)) for end in value.nodes)
    return Edge(_identity(value, properties), value.type, source, target, properties)


def _path(value: Any) -> Path:
    return Path(tuple(map(_node, value.nodes)), tuple(map(_edge, value.relationships)))


def _map(value: Any) -> dict[str, Any]:
    return {key: convert(item) for key, item in value.items()}


def _identity(value: Any, properties: Mapping[str, Any]) -> str:
    own = properties.get("id")
    return own if isinstance(own, str) else str(value.element_id)


def _scalar(value: Any) -> Any:
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "srid"):
        return list(value)
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value
