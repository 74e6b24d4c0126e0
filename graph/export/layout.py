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

EXACT, LEGIBLE = 1000, 600
STEPS = 120
#: How far a node and its nearest are apart on average, and the gap between two that is kept.
#: With ``LIMIT`` and the sizes of looks.py chosen so that Gephi, which scales what it opens,
#: leaves every place and size as it is.
SPACING, GAP, LIMIT = 120.0, 50.0, 4990.0
#: The fewer nodes, the wider apart they lie, or a hub would fill the picture.
FEW = 3.0
#: Half of a label's height where it stands over its node, and the gap to the next, both in the
#: size of letters that Gephi begins with (12); so many letters of a label are made room for.
LETTER, HALF, BESIDE, LETTERS = 12.0, 9.0, 8.0, 30
ROUNDS = 30
GRAVITY = 0.35
SEED = 7
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def places(
    sizes: Mapping[str, float],
    edges: Sequence[tuple[str, str]],
    labels: Mapping[str, str] | None = None,
) -> Places:
    """x and y of each node (``sizes``: its radius by its id), for ``edges`` between them; y
    upwards, the middle at 0, none further out than ``LIMIT``. Up to ``EXACT`` nodes, none
    touches another, and up to ``LEGIBLE`` no label (``labels``, by id) lies over another."""
    if not sizes:
        return {}
    order = list(_walk(tuple(sizes), edges))
    points = _spiral(len(order)) * SPACING
    if 2 < len(order) <= EXACT:
        radii = np.array([sizes[node] for node in order])
        widths = np.array([_half_width((labels or {}).get(node, "")) for node in order])
        points = _roomy(_relaxed(points / SPACING, _pairs(order, edges)), radii)
        if len(order) <= LEGIBLE:
            points = _legible(points, np.maximum(radii, widths), np.maximum(radii, HALF))
    points = points - points.mean(axis=0)
    points = points * min(1.0, LIMIT / max(float(np.abs(points).max()), 1.0))
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
    return points


def _roomy(points: Points, radii: Points) -> Points:
    """Scaled so that a node and its nearest are ``SPACING`` apart on average, then those that
    touch moved apart."""
    spacing = SPACING * (1 + FEW / len(points))
    points = points * (spacing / max(float(_nearest(points).mean()), 1e-9))
    room = radii[:, None] + radii[None, :] + GAP
    for _ in range(ROUNDS):
        distance = np.sqrt(_squared(points))
        lack = np.clip(room - distance, 0, None) / np.maximum(distance, 1e-6)
        np.fill_diagonal(lack, 0)
        if not lack.any():
            break
        points = points + 0.3 * (points * lack.sum(axis=1, keepdims=True) - lack @ points)
    return points


def _half_width(label: str) -> float:
    wide = sum(1.0 if ord(letter) > 0x2E80 else 0.55 for letter in label[:LETTERS])
    return wide * LETTER / 2


def _legible(points: Points, widths: Points, heights: Points) -> Points:
    """Boxes (half of their widths and heights given) that overlap moved apart, each pair along
    the shorter way."""
    room = np.stack([one[:, None] + one[None, :] + BESIDE for one in (widths, heights)])
    for _ in range(ROUNDS):
        apart = (points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)
        lack = room - np.abs(apart)
        touching = (lack > 0).all(axis=0) & ~np.eye(len(points), dtype=bool)
        if not touching.any():
            break
        shorter = np.stack([lack[0] < lack[1], lack[0] >= lack[1]]) & touching
        push = np.where(shorter, lack * np.where(apart < 0, -1.0, 1.0), 0.0)
        points = points + 0.4 * (push - push.transpose(0, 2, 1)).sum(axis=2).T / 2
    return points


def _nearest(points: Points) -> Points:
    squared = _squared(points)
    np.fill_diagonal(squared, np.inf)
    return np.asarray(np.sqrt(squared.min(axis=1)))


def _squared(points: Points) -> Points:
    """The square of the distance of every two points."""
    norms = np.sum(points**2, axis=1)
    apart: Points = norms[:, None] + norms[None, :] - 2 * points @ points.T
    return np.maximum(apart, 0.0, out=apart)


def _pushed(points: Points, degree: Points) -> Points:
    """Every node pushes every other, hubs harder, near ones most."""
    strength = degree[:, None] * degree[None, :] / np.maximum(_squared(points), 0.01)
    np.fill_diagonal(strength, 0)
    pushed: Points = points * strength.sum(axis=1, keepdims=True) - strength @ points
    return pushed


def _pulled(points: Points, pairs: NDArray[np.int64]) -> Points:
    """Edges draw their ends together, in proportion to their length."""
    pull = np.zeros_like(points)
    gap = points[pairs[:, 1]] - points[pairs[:, 0]]
    np.add.at(pull, pairs[:, 0], gap)
    np.add.at(pull, pairs[:, 1], -gap)
    return pull
