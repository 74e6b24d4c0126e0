"""A question → the passages that stand nearest to it in meaning, each with its nearest sentence.

Likeness lies in a narrow band that differs between questions in Chinese and in English over Chinese
text; the limits of each were set on questions about what is in plans and what is not
(tests/questions/meaning.tsv).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from queries.attributes.heads import bare
from queries.library import run
from queries.meaning import called, making, vectors
from queries.meaning.model import SIZE, Vector, has_model, may_make, of_question
from queries.meaning.units import Span, Unit, units
from queries.meaning.vectors import Records

MOST, SHOWN = 10, 2
#: By the question's language: below, nothing in the text is near; from there on, it is about this.
FAR: Mapping[str, float] = {"zh": 0.860, "en": 0.755}
SURE: Mapping[str, float] = {"zh": 0.890, "en": 0.795}
#: How much of what all questions of a language share is taken off before ranking.
COMMON: Mapping[str, float] = {"zh": 0.3, "en": 0.7}
#: What a passage as a whole counts beside its best sentence, and places in the order of words.
WHOLE, WORDS, RANK = 0.5, 0.2, 3
DEPTH, AT_HAND = 5, 2000
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Near:
    """A passage near the question: its id, where its nearest sentences stand, how near it is."""

    passage: str
    spans: tuple[Span, ...]
    likeness: float

    def is_sure(self, lang: str) -> bool:
        """Whether it is about what was asked in ``lang``."""
        return self.likeness >= SURE[lang]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest passages, the nearest first; ``whole`` when every sentence was looked at."""

    near: tuple[Near, ...] = ()
    whole: bool = False
    lang: str = "zh"

    @property
    def likeness(self) -> float:
        """How near the nearest sentence is."""
        return max((one.likeness for one in self.near), default=0.0)

    @property
    def is_sure(self) -> bool:
        """Whether the nearest is about what was asked."""
        return self.likeness >= SURE[self.lang]

    @property
    def is_far(self) -> bool:
        """Whether all was looked at and nothing is near."""
        return self.whole and self.likeness < FAR[self.lang]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's pieces that have a vector, and the passages' own vectors: the mean of theirs."""

    document: str
    units: tuple[Unit, ...]
    records: Records
    passages: Mapping[str, int]
    owner: Numbers
    wholes: Vector
    missing: tuple[Unit, ...]


def nearest(store: Store, question: str, lang: str, held: Sequence[str] = ()) -> Nearest:
    """The passages nearest to a question in ``lang``; ``held`` are ids of passages that hold its
    words, the likeliest first. Nothing where there is no model."""
    if not has_model():
        return Nearest(lang=lang)
    plans = _plans(store)
    found = tuple(_near(plans, of_question(question), lang, held))
    whole = not any(plan.missing for plan in plans)
    return Nearest(tuple(_by_words(found, held)[:MOST]), whole, lang)


def prepare(store: Store, documents: Collection[str]) -> None:
    """See to it that the vectors that plans and names lack are made, in the background."""
    if may_make():
        rows = [row for row in run(store, "ask/runs") if row["id"] in documents]
        names = [row["name"] for row in run(store, "ask/vocabulary") if row["type"] in called.TYPES]
        names += [bare(row["head"]) for row in run(store, "ask/heads")]
        missing = _missing([_plan(store, row["id"], str(row["run"])) for row in rows])
        making.begin({**missing, **called.missing(names)})


def _plans(store: Store) -> list[Plan]:
    """Every plan's sentences; a small plan that lacks vectors is waited for, once."""
    found = _read_plans(store)
    missing = _missing(found)
    new = missing.keys() - _WAITED
    if making.begin(missing) and new:
        _WAITED.update(new)
        making.wait(new)
        found = _read_plans(store)
    return found


def _missing(plans: Sequence[Plan]) -> dict[str, Sequence[Unit]]:
    return {plan.document: plan.missing for plan in plans if plan.missing}


def _read_plans(store: Store) -> list[Plan]:
    return [_plan(store, row["id"], str(row["run"])) for row in run(store, "ask/runs")]


def _near(plans: Sequence[Plan], asked: Vector, lang: str, held: Sequence[str]) -> Iterator[Near]:
    """The passages of all plans, the nearest first, each with its nearest sentence; those that
    hold the words come last where they are not near."""
    turned = asked - COMMON[lang] * vectors.shared(lang)
    measures = [_measures(plan, turned) for plan in plans]
    ends = np.cumsum([len(each) for each in measures], dtype=np.int64)
    every = np.concatenate(measures) if measures else np.zeros(0, np.float32)
    starts = [int(end) - len(each) for end, each in zip(ends, measures, strict=True)]
    pairs = list(zip(starts, plans, strict=True))
    more = [s + plan.passages[id] for id in held for s, plan in pairs if id in plan.passages]
    near = np.argsort(-every, kind="stable")[: DEPTH * MOST].tolist()
    for at in dict.fromkeys((*near, *more)):
        number = int(np.searchsorted(ends, at, side="right"))
        yield _nearest_of(plans[number], at - starts[number], asked, turned)


def _measures(plan: Plan, turned: Vector) -> Vector:
    """How near each passage of a plan is: its best sentence, and what it says as a whole."""
    best = np.full(len(plan.wholes), -np.inf, np.float32)
    np.maximum.at(best, plan.owner, vectors.likeness(plan.records, turned))
    measures: Vector = best + np.float32(WHOLE) * (plan.wholes @ turned)
    return measures


def _nearest_of(plan: Plan, passage: int, asked: Vector, turned: Vector) -> Near:
    own = np.flatnonzero(plan.owner == passage)
    best = own[np.argsort(-vectors.likeness(plan.records[own], turned), kind="stable")[:SHOWN]]
    some = [plan.units[int(at)] for at in best]
    likeness = float(vectors.likeness(plan.records[own], asked).max())
    return Near(some[0].passage, tuple((unit.start, unit.end) for unit in some), likeness)


def _by_words(found: Sequence[Near], held: Sequence[str]) -> list[Near]:
    """Both orders joined: what stands high in either comes first."""
    place = {id: at for at, id in enumerate(held)}

    def measure(pair: tuple[int, Near]) -> float:
        at, near = pair
        words = WORDS / (RANK + place[near.passage]) if near.passage in place else 0
        return -1 / (RANK + at) - words

    return [near for _, near in sorted(enumerate(found), key=measure)]


def _plan(store: Store, document: str, tag: str) -> Plan:
    """A plan's sentences, read once for each state of its text and of its vectors."""
    kept = _KEPT.get((document, tag))
    state = vectors.state(document)
    if kept is None or (kept[1].missing and kept[0] != state):
        while len(_KEPT) >= AT_HAND:
            _KEPT.pop(next(iter(_KEPT)))
        every = tuple(units(run(store, "app_passages", document=document)))
        kept = _KEPT[document, tag] = state, _built(document, every)
    return kept[1]


def _built(document: str, every: Sequence[Unit]) -> Plan:
    known = vectors.known(document)
    there = tuple(unit for unit in every if unit.key in known)
    missing = tuple(unit for unit in every if unit.key not in known)
    records = vectors.joined(known[unit.key] for unit in there)
    passages = {id: at for at, id in enumerate(dict.fromkeys(unit.passage for unit in there))}
    owner = np.array([passages[unit.passage] for unit in there], np.int64)
    wholes = _wholes(records, owner, len(passages))
    return Plan(document, there, records, passages, owner, wholes, missing)


def _wholes(records: Records, owner: Numbers, count: int) -> Vector:
    """The vector of each passage: the mean of its sentences'."""
    found = np.zeros((count, SIZE), np.float32)
    np.add.at(found, owner, vectors.plain(records))
    whole: Vector = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return whole


#: What was read: the state of its vectors, and the plan. The plans that were waited for.
_KEPT: dict[tuple[str, str], tuple[tuple[int, int], Plan]] = {}
_WAITED: set[str] = set()
