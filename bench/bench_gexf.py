"""Writing GEXF against networkx's own writer: the same nodes, edges and attributes, one run.

    python -m bench.bench_gexf [NODES] [EDGES]

Prints CPU seconds, peak memory of the writing itself (what tracemalloc sees beside the
graph that is written) and ratios; then what a layout takes. networkx writes no
colours, sizes or places and loses the types of relations, so ours does more.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from graph.analytics import network
from graph.export import FORMATS, Options, Subgraph
from graph.export.looks import looks
from tests.exported import many

STREAMED = ("gexf", "graphml", "csv", "json", "cypher")
LAID_OUT = (100, 500, 1000, 20_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds without a tracer, and the peak of another run with one, in bytes."""

    seconds: float
    peak: int


def main(nodes: int = 100_000, edges: int = 300_000) -> None:
    """Measure and print."""
    made = many(nodes, edges)
    options = Options(picture=looks(made))
    with tempfile.TemporaryDirectory() as folder:
        base = _theirs(made, Path(folder) / "networkx.gexf")
        print(f"{nodes:,} nodes, {edges:,} edges")
        _say("networkx.write_gexf", base, base)
        for name in STREAMED:
            _say(f"innograph {name}", _ours(made, name, options, Path(folder)), base)
    print("layout at export")
    for count in LAID_OUT:
        print(f"  {count:>6} nodes  {_seconds(lambda: looks(many(count, 3 * count))):6.2f} s")  # noqa: B023


def _theirs(made: Subgraph, path: Path) -> Cost:
    graph = network(made)
    for *_, attributes in graph.edges(data=True):
        attributes["relation"] = attributes.pop("type")  # which GEXF takes for a direction
    return _cost(lambda: nx.write_gexf(graph, path))


def _ours(made: Subgraph, name: str, options: Options, folder: Path) -> Cost:
    def write() -> None:
        with (folder / name).open("wb") as out:
            FORMATS[name].write(made, out, options)

    return _cost(write)


def _cost(work: Callable[[], object]) -> Cost:
    seconds = min(_seconds(work) for _ in range(2))
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Cost(seconds, peak)


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _say(what: str, cost: Cost, base: Cost) -> None:
    time_, memory = cost.seconds / base.seconds, cost.peak / base.peak
    print(
        f"  {what:<22} {cost.seconds:7.2f} s  {time_:5.2f} × networkx"
        f"  {cost.peak / 1e6:8.1f} MB  {memory:7.4f} × networkx"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
