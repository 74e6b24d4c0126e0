"""Trains the recogniser: annotated texts and the bank → ``ingest/naming/weights``.

    python -m bench.training.train [--epochs 5] [--out FOLDER]

The same data, seed and processor give the same weights. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from bench.training.check import predict, score
from bench.training.corpus import UNLISTED, Corpus, Example, read_corpus
from bench.training.enumerations import made_sentences
from bench.training.exchange import exchanged, pools
from bench.training.export import export
from bench.training.network import LONGEST, Marker, Recogniser, from_lac
from bench.training.rows import IGNORED, MARK_AT, Batch, Row, batch, grouped, rows_of
from ingest.naming.learned.clues import CLUES, SIDES
from ingest.naming.learned.marks import MARKS
from ingest.naming.learned.recogniser import WEIGHTS

WARM = 0.05  # of the way
FIRST_VERSION = 1000  # seed of the first version with names exchanged
FREE = [MARK_AT[mark] for mark in MARKS if mark[2:] in UNLISTED]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: rounds over the data, length of a step, shares of sentences without a name
    (of the bank, of the texts) in each round, how many versions with names exchanged there are,
    how many made-up rows of firms go with each, how often a clue is hidden from a sentence, how
    slowly the mean of all steps follows, seed."""

    epochs: int = 5
    step: float = 2e-3
    plain: float = 0.6
    nameless: float = 0.35
    versions: int = 3
    rows: int = 700
    hidden: float = 0.1
    mean: float = 0.995
    seed: int = 1


class Lessons:
    """The rows of all rounds."""

    def __init__(self, plan: Plan, corpus: Corpus, net: Recogniser, known: Mapping[str, int]):
        every = [one for part in corpus.train.values() for one in part if _fits(one)]
        self.plan = plan
        self.named = [one for one in every if one.names]
        self.known, self.reader = known, net.reader.eval()
        self.always = self._rows(self.named)
        self.plain = self._rows([one for one in every if not one.names and one.whole])
        self.nameless = self._rows([one for one in every if not one.names and not one.whole])
        self.again = [self._version(number) for number in range(plan.versions)]
        self.random = Random(plan.seed)

    def _version(self, number: int) -> list[Row]:
        random, names = Random(FIRST_VERSION + number), pools(self.named)
        others = [o for one in self.named if _fits(o := exchanged(one, names, random))]
        made = [one for one in made_sentences(self.plan.rows, random) if _fits(one)]
        return self._rows([*others, *made])

    def _rows(self, examples: Sequence[Example]) -> list[Row]:
        return rows_of(examples, self.known, self.reader)

    def round(self, number: int) -> list[list[Row]]:
        """One round's rows, in groups."""
        plain = [row for row in self.plain if self.random.random() < self.plan.plain]
        nameless = [row for row in self.nameless if self.random.random() < self.plan.nameless]
        again = self.again[number % len(self.again)] if self.again else []
        return grouped([*self.always, *plain, *nameless, *again], self.random)


def _fits(one: Example) -> bool:
    return len(one.sentence.text) <= LONGEST


def alphabet() -> list[str]:
    """The characters that have a row of their own: GB 2312, ASCII, some marks."""
    double = (bytes([a, b]) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    common = {pair.decode("gb2312", "ignore") for pair in double} - {""}
    return sorted(common | set(map(chr, range(33, 127))) | set("—–·“”‘’『』「」\n"))


def train(plan: Plan, corpus: Corpus) -> tuple[Recogniser, list[str]]:
    """A trained network and its characters."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    signs = alphabet()
    net = from_lac(signs, len(MARKS))
    known = {character: n for n, character in enumerate(signs, 1)}
    lessons = Lessons(plan, corpus, net, known)
    steps = _Steps(net.marker, plan)
    for number in range(plan.epochs):
        begun, groups = time.time(), lessons.round(number)
        loss = steps.round(groups, number / plan.epochs, 1 / plan.epochs)
        print(f"{number} loss {loss:.4f} {time.time() - begun:.0f} s", flush=True)
    net.marker.load_state_dict(steps.mean)
    tune = [one for part in corpus.tune.values() for one in part]
    print(score(predict(net.marker, rows_of(tune, known, net.reader)), tune), flush=True)
    return net, signs


class _Steps:
    """Gradient steps, warm at first, smaller and smaller to the end; ``mean`` is what is kept."""

    def __init__(self, net: Marker, plan: Plan) -> None:
        self.net, self.plan, self.taken = net, plan, 0
        self.optimizer = torch.optim.AdamW(net.parameters(), lr=plan.step, weight_decay=0.02)
        self.mean = {key: value.detach().clone() for key, value in net.state_dict().items()}
        self.random = torch.Generator().manual_seed(plan.seed)

    def round(self, groups: Sequence[Sequence[Row]], begun: float, share: float) -> float:
        """Mean loss of one round, which is ``share`` of the way and begins at ``begun``."""
        self.net.train()
        losses = 0.0
        for number, group in enumerate(groups):
            way = begun + share * number / len(groups)
            for one in self.optimizer.param_groups:
                one["lr"] = self.plan.step * min(way / WARM, 1.0) * max(1 - way, 0.02)
            losses += self._step(batch(group))
        return losses / len(groups)

    def _step(self, some: Batch) -> float:
        clues = hidden(some.clues, self.plan.hidden, self.random)
        loss = loss_of(self.net(some.seen, clues, some.inside), some.target, some.whole)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self._follow()
        return float(loss.item())

    def _follow(self) -> None:
        """The mean of all steps, the later ones counting more."""
        self.taken += 1
        keep = min(self.plan.mean, (1 + self.taken) / (10 + self.taken))
        for key, value in self.net.state_dict().items():
            self.mean[key].lerp_(value, 1 - keep)


def hidden(clues: Tensor, often: float, random: torch.Generator) -> Tensor:
    """``clues`` with some columns of some sentences as where nothing is known."""
    nothing = torch.tensor([0, *accumulate(1 + SIDES * kinds for _, kinds in CLUES)][:-1])
    off = torch.rand(clues.shape[0], clues.shape[2], generator=random) < often
    return torch.where(off[:, None], nothing.expand_as(clues), clues)


def loss_of(scores: Tensor, target: Tensor, whole: Tensor) -> Tensor:
    """Cross entropy; where a list left types out, such a type counts as nothing."""
    logs = torch.log_softmax(scores.float(), -1)
    wanted = logs.gather(-1, target.clamp(min=0)[..., None])[..., 0]
    free = torch.logsumexp(logs[..., [0, *FREE]], -1)
    gain = torch.where((target == 0) & ~whole[:, None], free, wanted)
    keep = target != IGNORED
    return -(gain * keep).sum() / keep.sum()


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    plan = Plan(epochs=asked.epochs, seed=asked.seed)
    net, signs = train(plan, read_corpus())
    export(net, signs, asked.out, asdict(plan))


if __name__ == "__main__":
    main()
