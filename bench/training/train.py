"""Trains the recogniser: annotated texts and the bank → ``ingest/naming/weights``.

    python -m bench.training.train

The same data, seed and thread count give the same weights. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn

from bench.training.corpus import DOUBTFUL, LABELS, UNLISTED, Example, Name
from bench.training.encoder_file import read_encoder
from bench.training.exchange import exchanged, pools
from bench.training.network import Recogniser, from_encoder
from ingest.naming.learned.clues import ROWS, clues
from ingest.naming.learned.marks import MARKS, characters, best_path, spans

MARK_AT = {mark: n for n, mark in enumerate(MARKS)}
BATCH = 1536
STEP = 16
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as numbers; ``target`` holds -100 where nothing is to be learned."""

    characters: np.ndarray
    clues: np.ndarray
    target: np.ndarray
    whole: bool


def row_of(one: Example, known: dict[str, int]) -> Row:
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


FREE = [MARK_AT[m] for m in MARKS if m[2:] in UNLISTED]


def loss_of(scores: Tensor, target: Tensor, whole: Tensor) -> Tensor:
    """Cross entropy; where a list left types out, such a type counts as nothing."""
    logs = torch.log_softmax(scores.float(), -1)
    wanted = logs.gather(-1, target.clamp(min=0)[..., None])[..., 0]
    free = torch.logsumexp(logs[..., [0, *FREE]], -1)
    open_ = (target == 0) & ~whole[:, None]
    gain = torch.where(open_, free, wanted)
    keep = target != IGNORED
    return -(gain * keep).sum() / keep.sum()


def predict(net: Recogniser, rows: Sequence[Row]) -> list[list[Name]]:
    net.eval()
    found = []
    with torch.no_grad():
        for row in rows:
            ids, hints, _, _, _ = padded([row])
            scores = torch.log_softmax(net(ids, hints), -1)[0].numpy()
            found.append([Name(a, b, MARKS[l][2:]) for a, b, l in spans(best_path(scores))])
    return found


def score(found: Sequence[Sequence[Name]], examples: Sequence[Example]) -> str:
    right = said = wanted = typed = 0
    for names, one in zip(found, examples):
        doubt = [n for n in one.names if n.label == DOUBTFUL]
        gold = {(n.start, n.end): n.label for n in one.names if n.label != DOUBTFUL}
        for n in names:
            if any(d.start < n.end and n.start < d.end for d in doubt) and (n.start, n.end) not in gold:
                continue
            if n.label in UNLISTED and not one.whole:
                continue
            said += 1
            right += (n.start, n.end) in gold
            typed += gold.get((n.start, n.end)) == n.label
        wanted += len(gold)
    p, r = right / max(1, said), right / max(1, wanted)
    return f"P {p:.3f} R {r:.3f} F1 {2*p*r/max(1e-9,p+r):.3f} typed {typed}/{right} said {said} wanted {wanted}"
