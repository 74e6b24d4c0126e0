"""Weighs what speaks for a stretch, on documents that the recogniser was not taught with.

    python -m bench.training.weigh FOLDS [--out FOLDER]

FOLDS holds the recognisers of ``bench.training.folds``. Each says what could be names in the
documents left out of its lessons; a logistic regression (Newton's method, weights kept small)
learns which of them are. Writes ``weighed.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.training.corpus import DOUBTFUL, Example, read_corpus
from bench.training.folds import FOLDS, stem
from ingest.naming.learned import recogniser
from ingest.naming.learned.recogniser import WEIGHTS, Learned
from ingest.naming.mended import is_no_name, learned_names
from ingest.naming.rules import by_rules
from ingest.naming.weighed import FILE, around, features, kind_of

SMALL = 3.0  # how much each weight is held near the first
STEPS = 12
SELDOM = 4  # what was seen less often says nothing
UNWEIGHED = frozenset({"Area", "Government"})
THIN = frozenset({"hunan", "shaanxi", "sichuan"})  # lists of one reader, who left names out


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch: its kind, what is known of it, whether it is a name, where it was."""

    kind: str
    known: tuple[tuple[str, float], ...]
    right: bool
    source: str
    text: str


def read_by(folder: Path, read: Callable[[], list[Seen]]) -> list[Seen]:
    """What ``read`` gives with the recogniser of ``folder``."""
    own = recogniser.WEIGHTS
    recogniser.WEIGHTS = folder
    forget()
    try:
        return read()
    finally:
        recogniser.WEIGHTS = own
        forget()


def forget() -> None:
    """Forget the recogniser in use and all that it said."""
    for kept in ("_model", "_scores", "_candidates", "_chance_of", "_recognised"):
        getattr(recogniser, kept).cache_clear()


def seen_in(examples: Iterable[Example]) -> Iterator[Seen]:
    """The stretches of annotated sentences."""
    for one in examples:
        ruled, said = by_rules(one.sentence), list(learned_names(one.sentence))
        near = around(one.sentence, said, ruled)
        said = [s for s in said if s.label not in UNWEIGHED and not is_no_name(one.sentence, s)]
        for stretch in said:
            if (right := _right(stretch, one)) is not None:
                known = tuple(features(stretch, near))
                text = one.sentence.text[stretch.start : stretch.end]
                yield Seen(kind_of(stretch), known, right, one.source, text)


def _right(stretch: Learned, one: Example) -> bool | None:
    """Whether the stretch is a name; None where that is doubtful."""
    over = [n for n in one.names if n.start < stretch.end and stretch.start < n.end]
    if any((n.start, n.end) == (stretch.start, stretch.end) for n in over):
        return all(n.label == stretch.label for n in over) or _doubt(n.label for n in over)
    return None if any(n.label == DOUBTFUL for n in over) else False


def _doubt(labels: Iterable[str]) -> bool | None:
    return None if DOUBTFUL in labels else False


def fitted(seen: Sequence[Seen]) -> Mapping[str, Mapping[str, float]]:
    """The weights, by kind of stretch."""
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        kinds[one.kind].append(one)
    return {kind: _weights(kinds[kind]) for kind in sorted(kinds)}


def _weights(seen: Sequence[Seen]) -> Mapping[str, float]:
    count: dict[str, int] = defaultdict(int)
    for one in seen:
        for name, value in one.known:
            count[name] += value != 0
    names = sorted(name for name, often in count.items() if often >= SELDOM)
    at = {name: n for n, name in enumerate(names)}
    table, right = np.zeros((len(seen), len(names))), np.array([float(s.right) for s in seen])
    for row, one in zip(table, seen):
        for name, value in one.known:
            if name in at:
                row[at[name]] = value
    first = np.array([float(name == "chance") for name in names])
    return {name: round(float(w), 3) for name, w in zip(names, _newton(table, right, first))}


def _newton(table: np.ndarray, right: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The best weights near ``first``: what the recogniser says, and nothing else."""
    weights = first.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - right) + SMALL * (weights - first)
        bend = (table.T * (chance * (1 - chance))) @ table + SMALL * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def gathered(folder: Path) -> list[Seen]:
    """The stretches of the folds that are there, each by the recogniser not taught with it."""
    corpus = read_corpus()
    found: list[Seen] = []
    for fold, provinces in FOLDS.items():
        if not (folder / fold).is_dir():
            continue
        own = [one for p in provinces if p not in THIN for one in corpus.train[stem(p)]]
        found += read_by(folder / fold, lambda own=own: list(seen_in(own)))  # type: ignore[misc]
    return found


def main() -> None:
    """Weigh, and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folds", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    text = json.dumps(fitted(gathered(asked.folds)), ensure_ascii=False, indent=1)
    (asked.out / FILE).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
