"""Weighs which clues say that two things are tied, on written plans with gold.

    python -m bench.training.ties [--out FILE]     makes the weights that ship
    python -m bench.training.ties --left-out       reads each plan with weights that never saw it

Pairs come from the plans of ``tests/written``, from what their gold says told in the
constructions of ``bench/retold.txt``, and from sentences that name such things and tie them not
(``apart.txt``); logistic regressions (L-BFGS, weights kept small) learn which of them gold ties.
With ``--left-out`` neither the plan nor what its gold says teaches.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from bench.retold import TABLES, Construction, constructions, facts, page, wanted
from bench.written_plans import WRITTEN, Tally, norm, score
from ingest.facts import weighed
from ingest.facts.pairs import WEIGHED, Pair, pairs
from ingest.facts.prose import Prose
from ingest.facts.tablefacts import Facts
from ingest.model import Extraction
from ingest.pipeline import read_plan

APART = Path(__file__).with_name("apart.txt")
TOLD = 3  # plans whose gold is told in each construction
CONSTRUCTED = 0.3  # how much a pair counts that a construction made
MIXED = 0.5  # … an enumeration of which gold ties only some
SELDOM = 3  # clues of fewer texts say nothing
SMALL = 2.0  # how much each weight is held near nothing
STEPS, KEPT, GOOD = 60, 8, 1e-5
LEAST = 0.005  # a smaller weight is left out

Gold = Mapping[str, Any]
Weights = Mapping[str, Mapping[str, float]]
Cost = Callable[[np.ndarray], tuple[float, np.ndarray]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A pair's clues, whether gold ties it, how much it counts; of which text, by which plan."""

    relation: str
    clues: tuple[str, ...]
    right: bool
    counts: float
    text: str
    plan: str


def golds() -> dict[str, Gold]:
    """The gold of every written plan."""
    found = sorted(WRITTEN.glob("*/gold.json"))
    return {path.parent.name: json.loads(path.read_text("utf-8")) for path in found}


def lessons(every: Mapping[str, Gold]) -> Iterator[Lesson]:
    """What the plans teach, and what the constructions."""
    for plan, gold in every.items():
        yield from _of_text(WRITTEN / plan / "plan.html", gold, plan, plan, 1.0)
    names = list(every)
    with tempfile.TemporaryDirectory() as folder:
        for at, (how, ties) in enumerate(_ways()):
            for plan in (names[(at + 7 * turn) % len(names)] for turn in range(TOLD)):
                if told := facts(every[plan], how.relation):
                    path = Path(folder) / "plan.html"
                    path.write_text(page(how, told), "utf-8")
                    own = _own_gold(every[plan], how.relation, wanted(how, told), ties)
                    yield from _of_text(path, own, f"{plan} {at}", plan, CONSTRUCTED)


def _ways() -> Iterator[tuple[Construction, bool]]:
    """Constructions in prose, and whether they tie what they name."""
    for how in constructions():
        if how.relation != "SUPPORTS" and not how.line.startswith(TABLES) and "　" not in how.line:
            yield how, True
    for how in constructions(APART):
        yield how, False


def _own_gold(gold: Gold, relation: str, told: set[tuple[str, str]], ties: bool) -> Gold:
    """Gold of a page that tells just these pairs, or names them and ties none."""
    ends = {end for pair in told for end in pair}
    kept = [one for one in gold["entities"] if norm(one["name"]) in ends]
    return {
        "entities": kept,
        "relations": [(relation, *pair, "must") for pair in sorted(told) if ties],
    }


def _of_text(path: Path, gold: Gold, text: str, plan: str, counts: float) -> Iterator[Lesson]:
    seen: list[Pair] = []

    def untaken(prose: Sequence[Prose]) -> Facts:
        seen.extend(pairs(prose))
        return Facts((), ())

    with mock.patch("ingest.pipeline.weighed_facts", untaken):
        found = read_plan(path)
    tied = _judge(found, gold)
    for pair in seen:
        said = [right for tie in pair.ties if (right := tied(pair.relation, *tie)) is not None]
        if said:
            whole = len(set(said)) == 1
            right = 2 * sum(said) >= len(said)
            weight = counts if whole else counts * MIXED
            yield Lesson(pair.relation, pair.clues, right, weight, text, plan)


def _judge(found: Extraction, gold: Gold) -> Callable[..., bool | None]:
    """Whether gold ties two sightings; None where it says neither or does not know the things."""
    forms = {
        norm(form): norm(one["name"])
        for one in gold["entities"]
        for form in (one["name"], *one.get("aliases", ()))
    }
    called = dict(forms)
    for entity in found.entities:
        names = [norm(name) for name in (entity.name, *entity.aliases)]
        if known := next((forms[name] for name in names if name in forms), None):
            called |= {name: known for name in names if name not in forms}
    levels = {
        (kind, forms.get(norm(head), norm(head)), forms.get(norm(tail), norm(tail))): level
        for kind, head, tail, level in gold["relations"]
    }

    def tied(relation: str, head: Any, tail: Any) -> bool | None:
        ends = called.get(norm(head.name)), called.get(norm(tail.name))
        if None in ends or ends[0] == ends[1]:
            return None
        level = levels.get((relation, str(ends[0]), str(ends[1])))
        return None if level == "may" else level == "must"

    return tied


def fitted(every: Sequence[Lesson]) -> Weights:
    """The weights of every relation."""
    return {name: _weights([one for one in every if one.relation == name]) for name in WEIGHED}


def _weights(own: Sequence[Lesson]) -> Mapping[str, float]:
    texts: dict[str, set[str]] = defaultdict(set)
    for one in own:
        for clue in one.clues:
            texts[clue].add(one.text)
    clues = sorted(clue for clue, where in texts.items() if len(where) >= SELDOM)
    at = {clue: n for n, clue in enumerate(clues)}
    table = np.zeros((len(own), len(clues)), np.float32)
    for row, one in zip(table, own):
        row[[at[clue] for clue in one.clues if clue in at]] = 1
    right = np.array([float(one.right) for one in own])
    counts = np.array([one.counts for one in own])
    found = _minimum(table, right, counts)
    return {c: round(float(w), 3) for c, w in zip(clues, found) if abs(w) >= LEAST}


def _minimum(table: np.ndarray, right: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The best weights of a logistic regression."""

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = (table @ weights.astype(np.float32)).astype(np.float64)
        lost = counts @ np.logaddexp(0, total * (1 - 2 * right))
        wrong = counts * (1 / (1 + np.exp(-total)) - right)
        return float(lost), (table.T @ wrong.astype(np.float32)).astype(np.float64)

    return minimum(cost, table.shape[1])


def minimum(cost: Cost, size: int, small: float = SMALL) -> np.ndarray:
    """The weights that cost least, held near nothing by ``small`` (L-BFGS); ``cost`` gives what
    weights cost, and the slope there."""

    def held(weights: np.ndarray) -> tuple[float, np.ndarray]:
        lost, slope = cost(weights)
        return lost + small * float(weights @ weights) / 2, slope + small * weights

    weights = np.zeros(size)
    value, slope = held(weights)
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(STEPS):
        way, step = _direction(slope, moves), 1.0
        while (new := held(weights - step * way))[0] > value - 1e-4 * step * (slope @ way):
            if step < 1e-4:
                break
            step /= 2
        moves = [*moves, (-step * way, new[1] - slope)][-KEPT:]
        near = abs(value - new[0]) < GOOD * value
        weights, (value, slope) = weights - step * way, new
        if near:
            break
    return weights


def _direction(slope: np.ndarray, moves: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    way, shares = slope.copy(), []
    for move, change in reversed(moves):
        shares.append(move @ way / (change @ move))
        way -= shares[-1] * change
    move, change = moves[-1] if moves else (slope, slope * max(1.0, np.abs(slope).sum()))
    way *= move @ change / (change @ change)
    for (move, change), share in zip(moves, reversed(shares)):
        way += move * (share - change @ way / (change @ move))
    return way


def left_out(every: Mapping[str, Gold]) -> None:
    """Read each plan by the rules alone, and with weights that never saw it."""
    taught = list(lessons(every))
    pooled: dict[str, Tally] = {}
    for plan, gold in every.items():
        own = fitted([one for one in taught if one.plan != plan])
        for how, weights in (("rules", {}), ("with", own)):
            with mock.patch.object(weighed, "_weights", lambda w=weights: defaultdict(dict, w)):
                read = read_plan(WRITTEN / plan / "plan.html")
            for what, part in (
                ("all", score(read, gold)["relations"]),
                ("prose", _in_prose(read, gold)),
            ):
                pooled[f"{what} {how}"] = pooled.get(f"{what} {how}", Tally(0, [], [])) + part
                print(f"{plan:10s} {what:5s} {how:5s}", _rates(part), flush=True)
                if what == "all" and how == "with":
                    print("    wrong:", "；".join(part.wrong))
    for name, tally in pooled.items():
        print(f"pooled     {name:11s}", _rates(tally))


def _in_prose(read: Extraction, gold: Gold) -> Tally:
    """Relations that prose gives, and those missing whose ends a paragraph names."""
    claims = tuple(claim for claim in read.claims if claim.basis == "prose")
    told, every = (score(one, gold)["relations"] for one in (replace(read, claims=claims), read))
    forms = {norm(one["name"]): (one["name"], *one.get("aliases", ())) for one in gold["entities"]}
    texts = [norm(one.text) for one in read.passages if one.kind != "row"]

    def stands(said: str) -> bool:
        ends = [forms.get(end, (end,)) for end in said.split(" ")[1:]]
        return any(all(any(norm(f) in text for f in end) for end in ends) for text in texts)

    return Tally(told.right, told.wrong, [one for one in every.missing if stands(one)])


def _rates(tally: Tally) -> str:
    said, meant = tally.right + len(tally.wrong), tally.right + len(tally.missing)
    rates = tally.right / max(1, said), tally.right / max(1, meant), tally.f1
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*rates)


def main() -> None:
    """Weigh and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=weighed.WEIGHTS)
    parser.add_argument("--left-out", action="store_true")
    asked = parser.parse_args()
    if asked.left_out:
        left_out(golds())
        return
    text = json.dumps(fitted(list(lessons(golds()))), ensure_ascii=False, indent=0)
    asked.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
