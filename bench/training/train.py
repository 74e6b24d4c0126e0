"""Trains the recogniser: annotated texts and the bank → ``ingest/naming/weights``.

    python -m bench.training.train [--layers 4] [--epochs 8] [--out FOLDER]

The same data, seed and number of threads give the same weights. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from bench.training.check import predict, score
from bench.training.corpus import UNLISTED, Corpus, read_corpus
from bench.training.encoder_file import read_encoder
from bench.training.exchange import Pools, exchanged, pools
from bench.training.export import export
from bench.training.network import Recogniser, from_encoder
from bench.training.rows import IGNORED, MARK_AT, Row, batches, padded, row_of
from ingest.naming.learned.marks import MARKS
from ingest.naming.learned.recogniser import WEIGHTS

SAVED = os.environ.get('SAVED', '/tmp/nm/last.pt')
WARM = 0.06  # of the way
AGAIN = (0.15, 0.5)  # of nameless and named sentences, said again with other names each round
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


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: layers of the encoder, rounds over the data, step, share of nameless
    sentences of the texts in each round, seed."""

    layers: int = 4
    epochs: int = 8
    step: float = 3e-4
    nameless: float = 0.25
    seed: int = 1


def alphabet() -> list[str]:
    """The characters that have a row of their own: GB 2312, ASCII, some marks."""
    double = (bytes([a, b]) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    common = {pair.decode("gb2312", "ignore") for pair in double} - {""}
    return sorted(common | set(map(chr, range(33, 127))) | set("—–·“”‘’『』「」\n"))


class Teacher:
    """The data of all rounds: what is always there, and other names each time."""

    def __init__(self, corpus: Corpus, known: Mapping[str, int], random: Random) -> None:
        every = [one for part in corpus.train.values() for one in part]
        self.known, self.random = known, random
        self.named = [one for one in every if one.names or one.whole]
        self.nameless = [one for one in every if not (one.names or one.whole)]
        self.fixed = [row_of(one, known) for one in self.named]
        self.pools: Pools = pools(self.named)

    def round(self, share: float) -> list[Row]:
        """One round's sentences."""
        drawn = (one for one in self.nameless if self.random.random() < share)
        again = (one for one in self.named if self.random.random() < AGAIN[bool(one.names)])
        new = [row_of(exchanged(one, self.pools, self.random), self.known) for one in again]
        return [*self.fixed, *(row_of(one, self.known) for one in drawn), *new]


def train(plan: Plan, corpus: Corpus, threads: int = 2, begin: str = '') -> tuple[Recogniser, list[str]]:
    """A trained network and its characters."""
    torch.set_num_threads(threads)
    torch.manual_seed(plan.seed)
    random, signs = Random(plan.seed), alphabet()
    known = {character: n for n, character in enumerate(signs, 1)}
    teacher = Teacher(corpus, known, random)
    net = from_encoder(read_encoder(), signs, len(MARKS), plan.layers)
    if begin:
        net.load_state_dict(torch.load(begin))
    net.word.weight.requires_grad_(False)
    tune = [one for part in corpus.tune.values() for one in part]
    rows = [row_of(one, known) for one in tune]
    steps = _Steps(net, plan.step)
    for number in range(plan.epochs):
        begun = time.time()
        groups = list(batches(teacher.round(plan.nameless), random))
        print(number, len(groups), f"{time.time() - begun:.0f} s", flush=True)
        loss = steps.round(groups, number / plan.epochs, 1 / plan.epochs)
        torch.save(net.state_dict(), SAVED)
        print(f"{number} loss {loss:.4f} {time.time() - begun:.0f} s", flush=True)
    print(score(predict(net, rows), tune), flush=True)
    return net, signs


class _Steps:
    """Gradient steps, warm at first, smaller and smaller to the end."""

    def __init__(self, net: Recogniser, step: float) -> None:
        self.net, self.step = net, step
        learned = [p for p in net.parameters() if p.requires_grad]
        flat = [p for p in learned if p.dim() < 2]
        deep = [p for p in learned if p.dim() > 1]
        groups = [{"params": deep, "weight_decay": 0.01}, {"params": flat, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=step)

    def round(self, groups: Sequence[Sequence[Row]], begun: float, share: float) -> float:
        """Mean loss of one round, which is ``share`` of the way and begins at ``begun``."""
        self.net.train()
        losses = 0.0
        for number, group in enumerate(groups):
            way = begun + share * number / len(groups)
            for one in self.optimizer.param_groups:
                one["lr"] = self.step * min(way / WARM, 1.0) * max(1 - way, 0.02)
            losses += self._step(group)
        return losses / len(groups)

    def _step(self, group: Sequence[Row]) -> float:
        signs, hints, mask, target, whole = padded(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(signs, hints, mask)
        loss = loss_of(scores, target, whole)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        return float(loss.item())


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser()
    for name, default in (("layers", 4), ("epochs", 8), ("seed", 1), ("threads", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--nameless", type=float, default=0.25)
    parser.add_argument("--begin", default="")
    parser.add_argument("--step", type=float, default=3e-4)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    plan = Plan(layers=asked.layers, epochs=asked.epochs, nameless=asked.nameless, step=asked.step, seed=asked.seed)
    net, signs = train(plan, read_corpus(), asked.threads, asked.begin)
    export(net, signs, asked.out, asdict(plan))


if __name__ == "__main__":
    main()
