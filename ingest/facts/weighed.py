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
from types import MappingProxyType

from ingest.facts.pairs import Pair, pairs
from ingest.facts.prose import CLAUSE_ENDS, Prose
from ingest.facts.tablefacts import Facts
from ingest.model import Naming, Tie
from ingest.naming.mentions import Sighting

WEIGHTS = Path(__file__).with_name("weights") / "ties.json"
RULE = "prose.weighed"
ROUNDED = 2
#: From which chance on a tie is taken: nine of ten are right on plans left out.
NEEDED: Mapping[str, float] = MappingProxyType(
    {
        "HOSTED_BY": 0.87,
        "UNDERTAKEN_BY": 0.75,
        "PARTICIPATES_IN": 0.6,
        "BASED_IN": 0.6,
        "HAS_PROJECT": 0.7,
    }
)


def weighed_facts(prose: Sequence[Prose]) -> Facts:
    """The ties that are likely enough, with their chance."""
    return Facts((), tuple(tie for pair in pairs(prose) for tie in _taken(pair)))


def _taken(pair: Pair) -> Iterator[Tie]:
    sure = chance(pair)
    if sure < NEEDED[pair.relation]:
        return
    evidence = pair.evidence()
    for head, tail in pair.ties:
        if pair.relation == "BASED_IN" and _is_relied_on(tail):
            continue
        ends = _naming(pair, head), _naming(pair, tail)
        yield Tie(pair.relation, *ends, "prose", RULE, evidence, sure)


def _is_relied_on(place: Sighting) -> bool:
    """Whether a zone stands among what an industry relies on: 依托甲实验室、乙科技城."""
    text, at = place.block.text, place.mention.span.start
    clause = text[max(text.rfind(end, 0, at) for end in CLAUSE_ENDS) + 1 : at]
    return place.mention.label == "Area" and "依托" in clause


def _naming(pair: Pair, one: Sighting) -> Naming:
    """What a thing is called, by the block that names it."""
    above = pair.topic if pair.topic and one in pair.topic.things else None
    return (above or pair).prose.naming(one)


def chance(pair: Pair, weights: Mapping[str, Mapping[str, float]] | None = None) -> float:
    """How likely the pair is tied, from 0 to 1, by the weights (those that ship)."""
    own = (weights or _weights())[pair.relation]
    total = math.fsum(own.get(clue, 0.0) for clue in pair.clues)
    return round(1 / (1 + math.exp(-total)), ROUNDED)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return found
