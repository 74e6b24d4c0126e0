"""Which relations tie which types, and which kinds of words say so: ``lexicon/relations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.model import RELATION_ENDS
from queries.asking.lexicon import FOLDER
from queries.grammar.model import VIA, Step

#: Kinds of words that fit any relation; they choose none.
ANY = frozenset(("tie", "related", "yesno"))
INSTITUTIONS = tuple("University ResearchInstitute Enterprise Hospital Association".split())
INSTITUTIONS += tuple("Laboratory Government".split())


@dataclass(frozen=True, slots=True)
class Way:
    """A relation or path, seen from what is asked for: its ends and the kinds of words for it."""

    steps: tuple[Step, ...]
    near: frozenset[str]
    far: frozenset[str]
    own: frozenset[str]
    fits: frozenset[str]
    said: bool = False


@cache
def ways() -> tuple[Way, ...]:
    """All ways, single relations of both directions before paths."""
    table = tomllib.loads((FOLDER / "relations.toml").read_text("utf-8"))
    single = [w for name, row in table.items() for w in _ways(row, [f"{name}>", f"{name}<"])]
    paths = [w for row in table.values() for w in _ways(row, _turned(row.get("paths", ())))]
    return (*single, *paths, _through())


def between(near: Iterable[str], far: Iterable[str]) -> Iterator[Way]:
    """The ways from one of the types ``near`` to one of ``far``, in the order of the file."""
    here, there = set(near), set(far)
    return (way for way in ways() if way.near & here and way.far & there)


def said_by(kinds: Iterable[str]) -> list[Way]:
    """The ways of which one of these kinds of words is the own word."""
    said = set(kinds)
    return [way for way in ways() if way.own & said and len(way.steps) == 1]


def _ways(row: Mapping[str, Any], written: Iterable[str]) -> Iterator[Way]:
    own = frozenset(row["own"])
    for path in written:
        steps = tuple(Step(step[:-1], step[-1] == ">") for step in path.split())
        near, far = _ends(steps[0])[0], _ends(steps[-1])[1]
        yield Way(steps, near, far, own, own | frozenset(row["also"]) | ANY, "said" in row)


def _through() -> Way:
    """From what a support goes through to its field: 量子科技领域的设施."""
    fits = frozenset(("support", "based", "content", "host", "relation", "direction")) | ANY
    works = frozenset(("Facility", "InnovationCenter", "TechPlatform", "Project"))
    return Way((Step(VIA, True),), works, frozenset(("TechField",)), frozenset(), fits)


def _turned(paths: Iterable[str]) -> Iterator[str]:
    """Every path, and the same from its other end."""
    for path in paths:
        yield path
        yield " ".join(s[:-1] + "<>"[s[-1] == "<"] for s in reversed(path.split()))


def _ends(step: Step) -> tuple[frozenset[str], frozenset[str]]:
    from_, to = RELATION_ENDS[step.relation]
    return (from_, to) if step.out else (to, from_)
