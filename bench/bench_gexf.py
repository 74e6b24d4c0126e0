"""Writing GEXF against networkx's writer, on a made-up graph; and the layout that goes with it.

    python -m bench.bench_gexf [NODES] [EDGES]

Prints seconds, peak memory and their ratios, each in a process of its own. Ours
goes through a graph that is never in memory and writes colours, sizes and places
as well; networkx's needs its graph built first, which is timed apart. Then how
ours grows from a tenth of the size, and the layout of 500 nodes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx

from bench.made import Edges, Nodes, measured, report
from graph.export import write
from graph.export.looks import looks
from graph.subgraph import Subgraph

NAME = "bench.bench_gexf"


def main(nodes: int = 100_000, edges: int = 300_000) -> None:
    """Measure and print."""
    print(f"{nodes} nodes, {edges} edges")
    theirs = measured(NAME, "networkx", nodes, edges)
    ours = measured(NAME, "ours", nodes, edges)
    _say("networkx, building its graph", measured(NAME, "build", nodes, edges), theirs)
    _say("networkx, building and writing", theirs, theirs)
    _say("ours, looks and writing", ours, theirs)
    small = measured(NAME, "ours", nodes // 10, edges // 10)
    _say(f"ours, {nodes // 10} and {edges // 10}", small, theirs)
    print(f"  memory that grew with ten times the graph: {ours['peak'] - small['peak']:.0f} MB")
    print(f"  colours, sizes and places of 500 nodes and 1500 edges: {_layout():.2f} s")


def _say(what: str, found: dict[str, float], base: dict[str, float]) -> None:
    seconds, most = found["seconds"], found["peak"]
    print(
        f"  {what:<32} {seconds:7.1f} s  {seconds / base['seconds']:5.2f} ×"
        f"   peak {most:6.0f} MB  {most / base['peak']:5.2f} ×"
    )


def _layout(rounds: int = 5) -> float:
    graph = Subgraph(tuple(Nodes(500)), tuple(Edges(1500, 500)))
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        looks(graph)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _once(who: str, nodes: int, edges: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.gexf"
        if who == "ours":
            report(lambda: write(Subgraph(Nodes(nodes), Edges(edges, nodes)), "gexf", path))
        elif who == "networkx":
            report(lambda: nx.write_gexf(_built(nodes, edges), path))
        else:
            report(lambda: _built(nodes, edges))


def _built(nodes: int, edges: int) -> nx.MultiDiGraph:
    """The same graph as networkx keeps it; lists as text, since its writer misreads lists."""
    graph = nx.MultiDiGraph()
    for node in Nodes(nodes):
        graph.add_node(node.id, name=node.name, kind=node.type, **_flat(node.attributes))
    for edge in Edges(edges, nodes):
        graph.add_edge(edge.source, edge.target, kind=edge.type, **_flat(edge.attributes))
    return graph


def _flat(attributes: object) -> dict[str, object]:
    found = dict(attributes)  # type: ignore[call-overload]
    return {
        key: "|".join(map(str, value)) if isinstance(value, list) else value
        for key, value in found.items()
    }


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--once"]:
        _once(given[1], int(given[2]), int(given[3]))
    else:
        main(*map(int, given))
