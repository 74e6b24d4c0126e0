"""The recogniser's network: the first layers of a pre-trained encoder over single characters.

What the tagger and the lists say of a character (``ingest.naming.learned.clues``) is added to
its embedding; one linear layer gives each character a score for every mark.
"""

from __future__ import annotations

import math
import unicodedata

import torch
from torch import Tensor, nn

from bench.training.encoder_file import Encoder
from ingest.naming.learned.clues import ROWS

UNKNOWN = 3
LONGEST = 400


class Layer(nn.Module):
    """Attention, then two linear maps, each added and normalised."""

    def __init__(self, width: int, inner: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.first, self.last = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """One layer over ``x`` (batch, length, width)."""
        q, k, v = (self._split(part(x)) for part in (self.query, self.key, self.value))
        weights = q @ k.transpose(-1, -2) / math.sqrt(self.size)
        if mask is not None:
            weights = weights.masked_fill(~mask[:, None, None, :], -1e4)
        seen = (self.drop(torch.softmax(weights, -1)) @ v).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.drop(self.out(seen)))
        inner = nn.functional.gelu(self.first(x))
        return self.norm2(x + self.drop(self.last(inner)))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, self.size)).transpose(1, 2)


class Recogniser(nn.Module):
    """Characters and clues → scores of marks."""

    def __init__(
        self, characters: int, marks: int, layers: int, width: int, inner: int, heads: int
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(characters, width)
        self.place = nn.Embedding(LONGEST, width)
        self.clue = nn.Embedding(ROWS, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, inner, heads, 0.1) for _ in range(layers))
        self.marks = nn.Linear(width, marks)
        nn.init.normal_(self.clue.weight, std=0.02)

    def forward(self, characters: Tensor, clues: Tensor, mask: Tensor | None = None) -> Tensor:
        """Scores (batch, length, marks)."""
        places = torch.arange(characters.shape[1], device=characters.device)
        x = self.word(characters) + self.place(places) + self.clue(clues).sum(2)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        scores: Tensor = self.marks(x)
        return scores


def from_encoder(encoder: Encoder, characters: list[str], marks: int, layers: int) -> Recogniser:
    """A recogniser that begins with the encoder's first layers."""
    width, inner = encoder.width, encoder.inner
    net = Recogniser(len(characters) + 1, marks, layers, width, inner, encoder.heads)
    pieces = [encoder.pieces.get(_normal(c), UNKNOWN) for c in characters]
    # piece 0 stands for all characters that are not listed
    _set(net.word.weight, encoder.rows([UNKNOWN, *pieces]))
    kind = encoder.array("emb.type", 2, width)[0]
    _set(net.place.weight, encoder.array("emb.pos", 512, width)[:LONGEST] + kind)
    _set(net.norm.weight, encoder.array("emb.ln.w", width))
    _set(net.norm.bias, encoder.array("emb.ln.b", width))
    for number, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        _fill(layer, encoder, f"l{number}.")
    return net


def _normal(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _fill(layer: Layer, encoder: Encoder, at: str) -> None:
    width, inner = encoder.width, encoder.inner
    for name, part, rows, columns in (
        ("q", layer.query, width, width),
        ("k", layer.key, width, width),
        ("v", layer.value, width, width),
        ("ao", layer.out, width, width),
        ("fi", layer.first, inner, width),
        ("fo", layer.last, width, inner),
    ):
        _set(part.weight, encoder.array(f"{at}{name}.w", rows, columns))
        _set(part.bias, encoder.array(f"{at}{name}.b", rows))
    for name, norm in (("aln", layer.norm1), ("oln", layer.norm2)):
        _set(norm.weight, encoder.array(f"{at}{name}.w", width))
        _set(norm.bias, encoder.array(f"{at}{name}.b", width))


def _set(parameter: Tensor, value: object) -> None:
    with torch.no_grad():
        parameter.copy_(torch.as_tensor(value))
