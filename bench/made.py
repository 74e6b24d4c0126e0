"""A made-up graph of any size, never in memory at once, and what a process of its own took."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.schema import TYPES
from graph.subgraph import GraphEdge, GraphNode

ROOT = Path(__file__).resolve().parent.parent
KINDS = tuple(TYPES)
STEP = 7919  # a prime: neighbours are spread over the whole graph


@dataclass(frozen=True)
class Nodes:
    """``count`` nodes, made anew each time somebody goes through them."""

    count: int

    def __len__(self) -> int:
        return self.count

    def __contains__(self, node: object) -> bool:
        return any(node == one for one in self)

    def __iter__(self) -> Iterator[GraphNode]:
        return (_node(number) for number in range(self.count))


@dataclass(frozen=True)
class Edges:
    """``count`` edges among ``nodes`` nodes."""

    count: int
    nodes: int

    def __len__(self) -> int:
        return self.count

    def __contains__(self, edge: object) -> bool:
        return any(edge == one for one in self)

    def __iter__(self) -> Iterator[GraphEdge]:
        return (_edge(number, self.nodes) for number in range(self.count))


def _node(number: int) -> GraphNode:
    found = {"aliases": [f"简称{number}"], "flagship": number % 9 == 0, "page": number % 200}
    return GraphNode(f"n{number}", KINDS[number % len(KINDS)], f"云岭第{number}实验室", found)


def _edge(number: int, nodes: int) -> GraphEdge:
    head, tail = number % nodes, (number * STEP + 1) % nodes
    proof = {"basis": "prose", "quotes": [f"依托第{tail}单位建设"], "pages": [number % 200]}
    return GraphEdge(f"e{number}", f"n{head}", f"n{tail}", "HOSTED_BY", proof)


def measured(module: str, *words: object) -> dict[str, Any]:
    """What ``report`` printed in a process of its own: ``python -m MODULE --once WORDS``."""
    command = [sys.executable, "-m", module, "--once", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def report(work: Callable[[], object]) -> None:
    """Print seconds of ``work`` and megabytes: before it, and the most that the process had."""
    before, began = peak(), time.perf_counter()
    work()
    print(json.dumps({"seconds": time.perf_counter() - began, "before": before, "peak": peak()}))


def peak() -> float:
    """Most megabytes that this process had in memory. Linux lets ``ru_maxrss`` begin with the
    parent's, so what the kernel says of this program alone goes first."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        return float(found[1]) / 1024 if found else 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
