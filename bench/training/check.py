"""How the network marks sentences whose names are known: exact spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import torch

from bench.training.corpus import DOUBTFUL, UNLISTED, Example, Name
from bench.training.network import Marker
from bench.training.rows import Row, batch
from ingest.measuring.scores import Score
from ingest.naming.learned.marks import MARKS, best_path, spans


def predict(net: Marker, rows: Sequence[Row]) -> Iterator[list[Name]]:
    """The names that the network marks in each sentence."""
    net.eval()
    with torch.no_grad():
        for row in rows:
            one = batch([row])
            scores = net(one.seen, one.clues)[0].numpy()
            yield [Name(a, b, MARKS[mark][2:]) for a, b, mark in spans(best_path(scores))]


def score(found: Iterable[Sequence[Name]], examples: Sequence[Example]) -> Score:
    """Spans right, wrong and missing; what is doubtful or was not listed counts neither way."""
    return sum((_score(names, one) for names, one in zip(found, examples)), Score())


def _score(names: Sequence[Name], one: Example) -> Score:
    gold = {(n.start, n.end) for n in one.names if n.label != DOUBTFUL}
    said = {(n.start, n.end) for n in names if not _is_neutral(n, one)} | (
        gold & {(n.start, n.end) for n in names}
    )
    return Score(len(said & gold), len(said - gold), len(gold - said))


def _is_neutral(name: Name, one: Example) -> bool:
    doubts = (n for n in one.names if n.label == DOUBTFUL)
    doubtful = any(n.start < name.end and name.start < n.end for n in doubts)
    return doubtful or (name.label in UNLISTED and not one.whole)
