"""The learned recogniser: a sentence → its names, each with type and probability.

The weights are an ONNX graph of a small encoder over characters (how they are made:
``bench/training``). One thread and rounded scores: the same bytes on every run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from ingest.naming.learned.clues import clues
from ingest.naming.learned.marks import LABELS, MARKS, Scores, best_path, characters, spans
from ingest.naming.rules.sentence import KEPT, Sentence

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
ROUNDED = 3
LEAST = 0.05
FRESH = 64  # sentences whose scores are kept: rules ask for them soon after


@dataclass(frozen=True, slots=True)
class Learned:
    """A name in a sentence: ``start`` to ``end``, type, how sure (0 to 1)."""

    start: int
    end: int
    label: str
    probability: float


def recognise(sentence: Sentence) -> tuple[Learned, ...]:
    """The names of the sentence, none over another."""
    return _recognised(sentence.text)


@lru_cache(maxsize=KEPT)
def _recognised(text: str) -> tuple[Learned, ...]:
    sentence = Sentence(text, 0)
    return tuple(_names(sentence)) if text.strip() else ()


def candidates(sentence: Sentence) -> tuple[Learned, ...]:
    """Every stretch that could be a name, many over one another, ``LEAST`` sure at least."""
    return _candidates(sentence.text)


@lru_cache(maxsize=KEPT)
def _candidates(text: str) -> tuple[Learned, ...]:
    if not text.strip():
        return ()
    chances = _chances(mark_scores(Sentence(text, 0)))
    rows, columns = np.nonzero(chances[:, 1::2] >= LEAST)
    return tuple(
        Learned(int(start), end, MARKS[1 + 2 * int(kind)][2:], chance)
        for start, kind in zip(rows, columns)
        for end, chance in _ends(chances, int(start), 1 + 2 * int(kind))
    )


def _ends(chances: Scores, start: int, opening: int) -> Iterator[tuple[int, float]]:
    """Where a name that opens there may end, and how sure that is."""
    weakest = float(chances[start, opening])
    for end in range(start + 1, len(chances) + 1):
        after = float(chances[end, opening + 1]) if end < len(chances) else 0.0
        chance = round(weakest * (1 - after), ROUNDED)
        if chance >= LEAST and end - start > 1:
            yield end, chance
        weakest = min(weakest, after)
        if weakest < LEAST:
            return


def chance_of(sentence: Sentence, start: int, end: int) -> float:
    """How sure it is that exactly this stretch is a name, of whatever type."""
    return _chance_of(sentence.text, start, end)


@lru_cache(maxsize=KEPT)
def _chance_of(text: str, start: int, end: int) -> float:
    chances = _chances(mark_scores(Sentence(text, 0)))
    openings = range(1, len(MARKS), 2)
    return round(max(_chance(chances, start, end, one) for one in openings), ROUNDED)


def _chances(scores: Scores) -> Scores:
    chances: Scores = np.exp(scores - np.log(np.exp(scores).sum(-1, keepdims=True)))
    return chances


def _names(sentence: Sentence) -> Iterator[Learned]:
    scores = mark_scores(sentence)
    chances = _chances(scores)
    for start, end, opening in spans(best_path(scores, _inside(sentence))):
        chance = _chance(chances, start, end, opening)
        yield Learned(start, end, MARKS[opening][2:], round(chance, ROUNDED))


def _inside(sentence: Sentence) -> frozenset[int]:
    """Places where one of the tagger's words goes on."""
    return frozenset(at for w in sentence.words for at in range(w.start + 1, w.end))


def _chance(chances: Scores, start: int, end: int, opening: int) -> float:
    """How sure a span is: its weakest mark, and that nothing goes on behind it."""
    inside = chances[start + 1 : end, opening + 1]
    weakest = min([float(chances[start, opening]), *map(float, inside)])
    after = float(chances[end, opening + 1]) if end < len(chances) else 0.0
    return weakest * (1 - after)


def mark_scores(sentence: Sentence) -> Scores:
    """A score for each character and mark (rows as characters, columns as ``MARKS``)."""
    return _scores(sentence.text)


@lru_cache(maxsize=FRESH)
def _scores(text: str) -> Scores:
    model = _model()
    given = {
        "characters": characters(text, model.known)[None],
        "clues": clues(Sentence(text, 0))[None],
    }
    (scores,) = model.session.run(None, given)
    rounded: Scores = np.round(scores[0], ROUNDED)
    return rounded


@dataclass(frozen=True, slots=True)
class _Model:
    session: onnxruntime.InferenceSession
    known: Mapping[str, int]


@cache
def _model() -> _Model:
    card = json.loads((WEIGHTS / "card.json").read_text("utf-8"))
    graph = (WEIGHTS / "names.onnx").read_bytes()
    if hashlib.sha256(graph).hexdigest() != card["sha256"] or tuple(card["labels"]) != LABELS:
        raise ValueError("names.onnx is not what card.json describes")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return _Model(session, {c: n for n, c in enumerate(card["characters"], 1)})
