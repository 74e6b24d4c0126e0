"""The command that writes a subgraph to a file: which one, how it looks, what goes with it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from commands.terminal import say, show_json, show_table
from graph.analytics import MEASURES, alike_fields, annotated, shared_fields
from graph.export import Format, Options, Subgraph, format_of, format_of_file, write
from graph.export.looks import relation_caption
from graph.schema import TYPES
from graph.store import open_store
from ingest.catalogue import text
from ingest.errors import UsageError
from queries.library import parameters
from queries.naming import one_of
from queries.plans import chosen
from queries.subgraph import choose

STDOUT = "-"
NETWORKS: Mapping[str, Callable[[Subgraph], Subgraph]] = MappingProxyType(
    {"institutions": shared_fields, "fields": alike_fields}
)
LOOKS = ("size_by", "color_by", "title", "bom", "weight", "lang", "base")


def export(args: Namespace) -> int:
    """Write a subgraph to a file or to standard output; with ``--count`` only count it."""
    kind = None if args.count else _format(args)
    make = NETWORKS[one_of(args.network, NETWORKS, "network")] if args.network else None
    with open_store() as store:
        found = choose(store, **_conditions(args), plans=chosen(store, args.plan))
    if make:
        found = make(found if args.weaker else _without_weaker(found))
    if args.measures:
        found = annotated(found, _measures(args.measures))
    if kind is None:
        _count(found, args)
    else:
        _write(found, kind, args)
    return 0


def _format(args: Namespace) -> Format:
    """The format that is named, else the one that the file's ending tells."""
    if not args.output:
        raise UsageError("export.no_output")
    return format_of(args.format) if args.format else format_of_file(Path(args.output))


def _conditions(args: Namespace) -> dict[str, Any]:
    """What :func:`queries.subgraph.choose` is asked for."""
    names = ("field", "entity", "hops", "area", "min_confidence", "weaker", "neighbours")
    given = {name: getattr(args, name) for name in (*names, "query", "question", "cypher")}
    lists = {name: _list(getattr(args, name)) for name in ("types", "relations", "basis")}
    return given | lists | {"params": parameters(args.query, args.param) if args.query else {}}


def _without_weaker(found: Subgraph) -> Subgraph:
    """What a projection counts: the supports that the app shows without asking for weaker ones."""
    edges = tuple(edge for edge in found.edges if edge.attributes.get("default", True))
    return replace(found, edges=edges)


def _measures(given: str) -> tuple[str, ...]:
    return tuple(MEASURES) if given.strip() == "all" else _list(given)


def _list(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def _write(found: Subgraph, kind: Format, args: Namespace) -> None:
    looks = {name: getattr(args, name) for name in LOOKS}
    if args.output == STDOUT:
        kind.write(found, sys.stdout.buffer, Options(**looks))
        if not found:
            print(text(found.note, args.lang), file=sys.stderr)
        return
    done = write(found, kind.name, Path(args.output), force=args.force, **looks)
    say("export.done", args.lang, path=done.path, nodes=done.nodes, edges=done.edges)
    if done.note:
        print(done.note)


def _count(found: Subgraph, args: Namespace) -> None:
    types = Counter(node.type for node in found.nodes)
    relations = Counter(edge.type for edge in found.edges)
    if args.json:
        show_json({"nodes": dict(types), "edges": dict(relations)})
        return
    captions = [(_type(kind, args.lang), count) for kind, count in types.most_common()]
    captions += [(relation_caption(kind, args.lang), n) for kind, n in relations.most_common()]
    named, number = text("export.count.kind", args.lang), text("export.count.number", args.lang)
    show_table([{named: caption, number: count} for caption, count in captions])
    say("export.count", args.lang, nodes=len(found.nodes), edges=len(found.edges))


def _type(kind: str, lang: str) -> str:
    return TYPES[kind].caption(lang) if kind in TYPES else kind
