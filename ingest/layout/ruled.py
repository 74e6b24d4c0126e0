"""Ruled lines → tables: which lines belong together, which of their cells are joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.shapes import Box, Rule, around, clusters

TOUCH = 3.0
SNAP = 3.0
SHORTEST = 4.0
MOST_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Field:
    """A cell as the lines draw it: its place in the grid and on the sheet."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table as its lines draw it; ``fields`` is empty where only level lines set it off."""

    box: Box
    fields: tuple[Field, ...]
    xs: tuple[float, ...]
    levels: tuple[float, ...]


def rules_to_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """Tables and frames on a sheet, from the top."""
    kept = [rule for rule in _joined(rules) if _length(rule) >= SHORTEST]
    made = [_lattice(group) for group in _touching(kept[:MOST_LINES])]
    return sorted((each for each in made if each), key=lambda each: each.box[1::-1])


def level_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Level lines, pieces of one line as one."""
    return [rule for rule in _joined(rules) if rule.level]


def _length(rule: Rule) -> float:
    return max(rule.right - rule.left, rule.bottom - rule.top)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice, as one."""
    level = sorted((r for r in rules if r.level), key=lambda r: (round(_at(r) / 2), r.left))
    upright = sorted((r for r in rules if not r.level), key=lambda r: (round(_at(r) / 2), r.top))
    return [*_runs(level), *_runs(upright)]


def _at(rule: Rule) -> float:
    return (rule.top + rule.bottom) / 2 if rule.level else (rule.left + rule.right) / 2


def _runs(rules: Sequence[Rule]) -> Iterator[Rule]:
    before: Rule | None = None
    for rule in rules:
        if before and _goes_on(before, rule):
            before = Rule(*around([before, rule]))
            continue
        if before:
            yield before
        before = rule
    if before:
        yield before


def _goes_on(before: Rule, rule: Rule) -> bool:
    if rule.level:
        gap = max(rule.left - before.right, before.left - rule.right)
    else:
        gap = max(rule.top - before.bottom, before.top - rule.bottom)
    return abs(_at(before) - _at(rule)) <= 1.5 and gap <= TOUCH


def _touching(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of lines that meet one another."""
    left = list(rules)
    while left:
        group, edge = [], [left.pop(0)]
        while edge:
            one = edge.pop()
            group.append(one)
            met = [other for other in left if _meet(one, other)]
            left = [other for other in left if not _meet(one, other)]
            edge += met
        yield group


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left - TOUCH <= other.right
        and other.left - TOUCH <= one.right
        and one.top - TOUCH <= other.bottom
        and other.top - TOUCH <= one.bottom
        and one.level != other.level
    )


def _lattice(rules: Sequence[Rule]) -> Lattice | None:
    level = [rule for rule in rules if rule.level]
    upright = [rule for rule in rules if not rule.level]
    box = around(rules)
    if len(level) < 2 or not upright or box[3] - box[1] < 8 or box[2] - box[0] < 20:
        return None
    xs = clusters([box[0], box[2], *map(_at, upright)], SNAP)
    ys = clusters([box[1], box[3], *map(_at, level)], SNAP)
    fields = tuple(_fields(xs, ys, level, upright))
    return Lattice(box, fields, tuple(xs), tuple(ys))


def _fields(
    xs: Sequence[float], ys: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> Iterator[Field]:
    """The cells: neighbours that no line parts are one."""
    walls = {(bisect_left(xs, _at(r) - SNAP), r.top, r.bottom) for r in upright}
    floors = {(bisect_left(ys, _at(r) - SNAP), r.left, r.right) for r in level}
    high, wide = len(ys) - 1, len(xs) - 1
    wall = {(i, j) for j, top, low in walls for i in range(high) if _covers(top, low, ys, i)}
    floor = {(i, j) for i, left, end in floors for j in range(wide) if _covers(left, end, xs, j)}
    taken: set[tuple[int, int]] = set()
    for i in range(high):
        for j in range(wide):
            if (i, j) not in taken:
                rows, columns = _extent(i, j, high, wide, wall, floor)
                taken |= {(i + a, j + b) for a in range(rows) for b in range(columns)}
                box = (xs[j], ys[i], xs[j + columns], ys[i + rows])
                yield Field(i, j, rows, columns, box)


def _covers(start: float, end: float, marks: Sequence[float], index: int) -> bool:
    middle = (marks[index] + marks[index + 1]) / 2
    return start <= middle <= end


def _extent(
    i: int,
    j: int,
    high: int,
    wide: int,
    wall: set[tuple[int, int]],
    floor: set[tuple[int, int]],
) -> tuple[int, int]:
    """How many rows and columns the cell that begins at (i, j) covers."""
    columns = 1
    while j + columns < wide and (i, j + columns) not in wall:
        columns += 1
    rows = 1
    while i + rows < high and not any((i + rows, j + b) in floor for b in range(columns)):
        rows += 1
    return rows, columns
