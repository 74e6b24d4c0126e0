"""Words in one language → the name nearest to them in meaning: rail equipment, 轨道装备.

Short names all lie near to one another. What names share is taken off, and a name stands only where
it is near and clearly nearer than any other of its type (limits set on the English names of the
plan that ships: 60 of 100 found, none wrongly, 2 of 100 where the thing is not in the graph).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from queries.meaning import making, vectors
from queries.meaning.model import Vector, has_model, of_question
from queries.meaning.units import KEY, Unit
from queries.meaning.vectors import shared

#: Where the vectors of names are kept, beside those of plans.
PLACE = "names"
#: What all names share, by who says them.
ASKED, TOLD = "name:en", "name:zh"
#: How near a name is that the word for its type is said beside, or without; how clearly nearer.
NEAR, SURE, AHEAD = 0.3, 0.4, 0.08
#: Types whose names say what they are about; bodies are called by their own names.
TYPES = frozenset(
    "TechField IndustryChain IndustryCluster FutureIndustry ServiceIndustry Project Laboratory"
    " Facility InnovationCenter TechPlatform IndustrialPark Indicator".split()
)


def nearest_name(said: str, names: Sequence[str], least: float = NEAR) -> str:
    """The one of ``names`` that ``said`` (English) means, at least so near; none where none is
    clearly nearest, there is no model, or their vectors are still being made."""
    wanted = list(map(unit_of, dict.fromkeys(names)))
    if not has_model() or not wanted:
        return ""
    known = _known(vectors.state(PLACE))
    missing = [unit for unit in wanted if unit.key not in known]
    if missing and not (making.begin({PLACE: missing}) and making.wait([PLACE])):
        return ""
    known = _known(vectors.state(PLACE))
    if any(unit.key not in known for unit in wanted):
        return ""
    rows = _apart(vectors.plain(vectors.joined(known[unit.key] for unit in wanted)), TOLD)
    near = rows @ _apart(of_question(said)[None, :], ASKED)[0]
    order = np.argsort(-near, kind="stable")
    second = float(near[order[1]]) if len(order) > 1 else NEAR
    best = float(near[order[0]])
    return wanted[int(order[0])].said if best >= least and best - second >= AHEAD else ""


def unit_of(name: str) -> Unit:
    """A name as a piece that has a vector."""
    key = blake2b(name.encode(), digest_size=KEY).digest()
    return Unit("", 0, len(name), name, key)


def missing(names: Iterable[str]) -> dict[str, Sequence[Unit]]:
    """What is to be made so that things can be found by these names."""
    known = _known(vectors.state(PLACE))
    units = [unit for unit in map(unit_of, dict.fromkeys(names)) if unit.key not in known]
    return {PLACE: units} if units else {}


def _apart(rows: Vector, whose: str) -> Vector:
    found = rows - shared(whose)
    told: Vector = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return told


@lru_cache(maxsize=1)
def _known(state: tuple[int, int]) -> dict[bytes, np.void]:
    """The vectors of names, read once for each state of their file."""
    return vectors.known(PLACE)
