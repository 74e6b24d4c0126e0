"""Ties that prose states, weighed: how likely a pair of things stands in a relation.

The weights are those of logistic regressions over written plans with gold and constructions
(``bench/training/ties.py``), so the number is a chance, not a score.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from ingest.facts.pairs import WEIGHED, Pair, pairs
from ingest.facts.prose import Prose
from ingest.facts.tablefacts import Facts
from ingest.model import Tie

WEIGHTS = Path(__file__).with_name("weights") / "ties.json"
RULE = "prose.weighed"
ROUNDED = 2
#: From which chance on a tie is taken: nine of ten are right on plans left out.
NEEDED: Mapping[str, float] = dict.fromkeys(WEIGHED, 0.8) | {"HOSTED_BY": 0.85}


def weighed_facts(prose: Sequence[Prose]) -> Facts:
    """The ties that are likely enough, with their chance."""
    return Facts((), tuple(tie for pair in pairs(prose) for tie in _taken(pair)))


def _taken(pair: Pair) -> Iterator[Tie]:
    sure = chance(pair)
    if sure < NEEDED[pair.relation]:
        return
    evidence = pair.evidence()
    for head, tail in pair.ties:
        owns = [
            pair.topic.prose if pair.topic and s in pair.topic.things else pair.prose
            for s in (head, tail)
        ]
        ends = (own.naming(s) for own, s in zip(owns, (head, tail)))
        yield Tie(pair.relation, *ends, "prose", RULE, evidence, sure)


def chance(pair: Pair, weights: Mapping[str, Mapping[str, float]] | None = None) -> float:
    """How likely the pair is tied, from 0 to 1, by the weights (those that ship)."""
    own = (weights or _weights())[pair.relation]
    total = math.fsum(own.get(clue, 0.0) for clue in pair.clues)
    return round(1 / (1 + math.exp(-total)), ROUNDED)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return found
