"""Places for nodes, so that a file opens as a picture: the same graph, the same places.

Up to ``EXACT`` nodes a force layout (every node pushes every other, edges
pull, a light pull to the middle keeps parts together); above that a spiral in
the order of a walk through the graph, which takes time and memory in
proportion to the nodes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Places = Mapping[str, tuple[float, float]]
Points = NDArray[np.float64]

EXACT = 1500
STEPS = 120
SPACING, CLOSEST, APART = 64.0, 50.0, 10
GRAVITY = 0.35
SEED = 7
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def places(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> Places:
    """x and y of each of ``nodes`` (ids), for ``edges`` between them; in no unit, y upwards."""
    if not nodes:
        return {}
    order = list(_walk(nodes, edges))
    points = _spiral(len(order)) * SPACING
    if 2 < len(order) <= EXACT:
        points = _roomy(_relaxed(points / SPACING, _pairs(order, edges)))
    rounded = np.round(points, 2).tolist()
    return {node: (x, y) for node, (x, y) in zip(order, rounded, strict=True)}


def _walk(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Breadth first from the node with the most neighbours of each part, so that neighbours
    come near each other."""
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    seen: set[str] = set()
    for start in sorted(nodes, key=lambda node: (-len(beside[node]), node)):
        queue = deque([start])
        while queue:
            node = queue.popleft()
            if node not in seen:
                seen.add(node)
                yield node
                queue.extend(sorted(set(beside[node]) - seen))


def _spiral(count: int) -> Points:
    """Points of a sunflower's spiral, about one apart."""
    steps = np.arange(count, dtype=np.float64)
    radius = np.sqrt(steps + 0.5)
    turns = steps * GOLDEN_ANGLE
    return np.stack((radius * np.cos(turns), radius * np.sin(turns)), axis=1)


def _pairs(order: Sequence[str], edges: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    index = {node: at for at, node in enumerate(order)}
    pairs = {(min(a, b), max(a, b)) for a, b in ((index[s], index[t]) for s, t in edges) if a != b}
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _relaxed(points: Points, pairs: NDArray[np.int64]) -> Points:
    """``points`` after ``STEPS`` moves, each as long as the falling temperature allows."""
    points = points + np.random.default_rng(SEED).normal(0, 0.01, points.shape)
    degree = np.bincount(pairs.ravel(), minlength=len(points)).astype(np.float64) + 1
    start = np.sqrt(len(points))
    for step in range(STEPS):
        pull = _pushed(points, degree) + _pulled(points, pairs) - GRAVITY * points * degree[:, None]
        length = np.maximum(np.linalg.norm(pull, axis=1, keepdims=True), 1e-9)
        heat = start * (1 - step / STEPS) ** 2 * 0.12 + 0.005
        points = points + pull / length * np.minimum(length, heat)
    return points - points.mean(axis=0)


def _roomy(points: Points) -> Points:
    """Scaled so that a node and its nearest are ``SPACING`` apart on average, then those that
    still touch moved apart."""
    points = points * (SPACING / max(float(_nearest(points).mean()), 1e-9))
    for _ in range(APART):
        gap = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.linalg.norm(gap, axis=2), 1e-6)
        lack = np.clip(CLOSEST - distance, 0, None) / distance
        np.fill_diagonal(lack, 0)
        points = points + 0.4 * np.einsum("ij,ijk->ik", lack, gap)
    return points


def _nearest(points: Points) -> Points:
    squared = np.sum(points**2, axis=1)
    distance = squared[:, None] + squared[None, :] - 2 * points @ points.T
    np.fill_diagonal(distance, np.inf)
    return np.sqrt(np.maximum(distance.min(axis=1), 0))


def _pushed(points: Points, degree: Points) -> Points:
    """Every node pushes every other, hubs harder, near ones most."""
    squared = np.sum(points**2, axis=1)
    distance = squared[:, None] + squared[None, :] - 2 * points @ points.T
    strength = degree[:, None] * degree[None, :] / np.maximum(distance, 0.01)
    np.fill_diagonal(strength, 0)
    return points * strength.sum(axis=1, keepdims=True) - strength @ points


def _pulled(points: Points, pairs: NDArray[np.int64]) -> Points:
    """Edges draw their ends together, in proportion to their length."""
    pull = np.zeros_like(points)
    gap = points[pairs[:, 1]] - points[pairs[:, 0]]
    np.add.at(pull, pairs[:, 0], gap)
    np.add.at(pull, pairs[:, 1], -gap)
    return pull
