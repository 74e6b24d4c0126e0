"""Sentences as numbers, and numbers in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from bench.training.corpus import DOUBTFUL, Example
from ingest.naming.learned.clues import clues
from ingest.naming.learned.marks import MARKS, Numbers, characters

MARK_AT = {mark: n for n, mark in enumerate(MARKS)}
BATCH = 1536
STEP = 16
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as numbers; ``target`` holds -100 where nothing is to be learned."""

    characters: Numbers
    clues: Numbers
    target: Numbers
    whole: bool


def row_of(one: Example, known: Mapping[str, int]) -> Row:
    """A sentence as the network takes it."""
    text = one.sentence.text
    target = np.zeros(len(text), np.int64)
    for name in one.names:
        if name.label == DOUBTFUL:
            target[name.start : name.end] = IGNORED
        else:
            target[name.start : name.end] = MARK_AT["I-" + name.label]
            target[name.start] = MARK_AT["B-" + name.label]
    return Row(characters(text, known), clues(one.sentence).astype(np.int16), target, one.whole)


def batches(rows: Sequence[Row], random: Random) -> Iterator[list[Row]]:
    """Sentences of like length together, in random order."""
    sizes: dict[int, list[Row]] = {}
    for row in random.sample(rows, len(rows)):
        sizes.setdefault(-(-len(row.target) // STEP) * STEP, []).append(row)
    groups = [
        same[at : at + max(1, BATCH // size)]
        for size, same in sorted(sizes.items())
        for at in range(0, len(same), max(1, BATCH // size))
    ]
    yield from random.sample(groups, len(groups))


def padded(group: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Characters, clues, what is text, targets, and whether every type was marked."""
    size = -(-max(len(row.target) for row in group) // STEP) * STEP
    ids = torch.zeros(len(group), size, dtype=torch.long)
    hints = torch.zeros(len(group), size, group[0].clues.shape[1], dtype=torch.long)
    target = torch.full((len(group), size), IGNORED)
    for n, row in enumerate(group):
        end = len(row.target)
        ids[n, :end] = torch.from_numpy(row.characters)
        hints[n, :end] = torch.from_numpy(row.clues.astype(np.int64))
        target[n, :end] = torch.from_numpy(row.target)
    mask = torch.zeros(len(group), size, dtype=torch.bool)
    for n, row in enumerate(group):
        mask[n, : len(row.target)] = True
    whole = torch.tensor([row.whole for row in group])
    return ids, hints, mask, target, whole
