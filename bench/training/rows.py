"""Sentences as numbers, and numbers in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from bench.training.corpus import DOUBTFUL, Example
from bench.training.network import SEEN, Reader
from ingest.naming.learned.clues import CLUES, clues
from ingest.naming.learned.marks import MARKS, Numbers, characters

MARK_AT = {mark: n for n, mark in enumerate(MARKS)}
BATCH = 2048  # characters
STEP = 8
READ = 96  # sentences at once
IGNORED = -100
Half = np.ndarray[tuple[int, ...], np.dtype[np.float16]]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as numbers; ``target`` holds -100 where nothing is to be learned; ``seen`` is
    what the reader makes of its characters."""

    clues: Numbers
    target: Numbers
    whole: bool
    seen: Half


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side, filled up with nothing."""

    seen: Tensor
    clues: Tensor
    target: Tensor
    inside: Tensor
    whole: Tensor


def rows_of(examples: Sequence[Example], known: Mapping[str, int], reader: Reader) -> list[Row]:
    """The sentences as the network takes them, in their order."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].sentence.text))
    found: dict[int, Row] = {}
    for at in range(0, len(order), READ):
        some = order[at : at + READ]
        signs = [characters(examples[n].sentence.text, known) for n in some]
        for n, seen in zip(some, _seen(signs, reader)):
            one = examples[n]
            hints = clues(one.sentence)
            found[n] = Row(hints, _target(one), one.whole, seen)
    return [found[n] for n in range(len(examples))]


def _seen(signs: Sequence[Numbers], reader: Reader) -> Iterator[Half]:
    sizes = [len(one) for one in signs]
    filled = torch.zeros(len(signs), max(sizes), dtype=torch.long)
    for row, one in zip(filled, signs):
        row[: len(one)] = torch.from_numpy(one)
    with torch.no_grad():
        seen = reader(filled, torch.tensor(sizes)).half().numpy()
    return (row[:size].copy() for row, size in zip(seen, sizes))


def _target(one: Example) -> Numbers:
    target = np.zeros(len(one.sentence.text), np.int64)
    for name in one.names:
        if name.label == DOUBTFUL:
            target[name.start : name.end] = IGNORED
        else:
            target[name.start : name.end] = MARK_AT["I-" + name.label]
            target[name.start] = MARK_AT["B-" + name.label]
    return target


def grouped(rows: Sequence[Row], random: Random) -> list[list[Row]]:
    """Sentences of like length together, in random order, ``BATCH`` characters at most."""
    sizes: dict[int, list[Row]] = {}
    for row in random.sample(list(rows), len(rows)):
        sizes.setdefault(-(-len(row.target) // STEP) * STEP, []).append(row)
    groups: list[list[Row]] = [[]]
    for size, same in sorted(sizes.items()):
        for row in same:
            if groups[-1] and (len(groups[-1]) + 1) * size > BATCH:
                groups.append([])
            groups[-1].append(row)
    return random.sample(groups, len(groups))


def batch(group: Sequence[Row]) -> Batch:
    """Sentences side by side."""
    high, size = len(group), max(len(row.target) for row in group)
    seen, inside = torch.zeros(high, size, SEEN), torch.zeros(high, size, 1)
    hints = torch.zeros(high, size, len(CLUES), dtype=torch.long)
    target = torch.full((high, size), IGNORED)
    for n, row in enumerate(group):
        end = len(row.target)
        seen[n, :end] = torch.from_numpy(row.seen).float()
        hints[n, :end] = torch.from_numpy(row.clues)
        target[n, :end] = torch.from_numpy(row.target)
        inside[n, :end] = 1
    return Batch(seen, hints, target, inside, torch.tensor([row.whole for row in group]))
