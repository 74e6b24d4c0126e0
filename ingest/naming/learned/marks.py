"""Marks on characters ↔ spans: B- opens a name, I- goes on with it, O is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

LABELS = (
    *("Laboratory", "Facility", "InnovationCenter", "TechPlatform", "IndustrialPark"),
    *("University", "ResearchInstitute", "Enterprise", "Hospital", "Association"),
    *("Government", "Area"),
)
MARKS = ("O", *(f"{side}-{label}" for label in LABELS for side in "BI"))
NEVER = -1e9
SELDOM = 3.0  # what a border inside a word costs
Scores = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def characters(text: str, known: Mapping[str, int]) -> Numbers:
    """The numbers of the characters, 0 for those that are not listed."""
    return np.fromiter((known.get(c, 0) for c in text), np.int64, len(text))


def _goes_on() -> Scores:
    """1 where a mark goes on with what was before: in the same name, or outside of one."""
    same = np.zeros((len(MARKS), len(MARKS)), np.float32)
    same[0, 0] = 1
    for at, mark in enumerate(MARKS):
        if mark[0] == "I":
            same[at - 1 : at + 1, at] = 1
    return same


def _allowed() -> Scores:
    """0 where one mark may follow another, else never."""
    moves = np.zeros((len(MARKS), len(MARKS)), np.float32)
    for at, mark in enumerate(MARKS):
        if mark[0] == "I":
            moves[:, at] = NEVER
            moves[at - 1 : at + 1, at] = 0  # behind its own B and I
    return moves


MOVES = _allowed()
TORN = MOVES - SELDOM * (1 - _goes_on())
START = np.array([NEVER if mark[0] == "I" else 0 for mark in MARKS], np.float32)


def best_path(scores: Scores, inside: AbstractSet[int] = frozenset()) -> list[int]:
    """The best marks in a row that may stand in a row (Viterbi).

    ``inside`` are places in the middle of a word: a name seldom begins or ends there.
    """
    best = scores[0] + START
    back = []
    for at, row in enumerate(scores[1:], 1):
        through = best[:, None] + (TORN if at in inside else MOVES)
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def spans(path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(start, end, mark that opens it) of each name."""
    start = None
    for at, mark in enumerate([*path, 0]):
        if MARKS[mark][0] != "I" and start is not None:
            yield start, at, path[start]
            start = None
        if MARKS[mark][0] == "B":
            start = at
