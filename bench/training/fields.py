"""Weighs which clues say that a list names a plan's own fields, on texts whose fields are known.

    python -m bench.training.fields                makes the weights that ship
    python -m bench.training.fields --left-out     chooses in each text with weights of the others

The texts are the plans of ``tests/written``, annotated reports that declare none, the pages of
``tests/reading/announced.jsonl`` and the constructions of ``tests/reading/declared.txt``; what is
learned is a choice (multinomial logit) among the candidates of each text and none of them.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.training.ties import LEAST, SELDOM, minimum
from bench.written_plans import WRITTEN, norm
from ingest.layout.reading import rebuild
from ingest.sources import read_document
from ingest.supports.candidate import Candidate
from ingest.supports.choosing import WEIGHTS, best_of
from ingest.supports.fields import candidates
from tests.test_constructions import examples, page

READING = WRITTEN.parent / "reading"
REPORTS = WRITTEN.parent / "annotated" / "texts"  # readers found no fields in them
HALF = 0.5  # a candidate that holds fewer of the fields is wrong
SMALL = 1.0  # how much each weight is held near nothing
FEW = 0.25  # how much a construction counts beside a whole plan


@dataclass(frozen=True, slots=True)
class Text:
    """A text's candidates, the forms of each of its fields, how much it counts."""

    name: str
    found: tuple[Candidate, ...]
    fields: tuple[frozenset[str], ...]
    counts: float

    def share(self, one: Candidate | None) -> float:
        """F1 of a candidate's names."""
        names = [norm(field.name) for field in one.fields] if one else []
        held = sum(any(name in forms for name in names) for forms in self.fields)
        every = len(names) + len(self.fields)
        return 2 * held / every if every else 1.0


def texts() -> Iterator[Text]:
    """All that is learned from."""
    for path in sorted(WRITTEN.glob("*/gold.json")):
        every = json.loads(path.read_text("utf-8"))["entities"]
        fields = [[e["name"], *e["aliases"]] for e in every if e["type"] == "TechField"]
        yield _text(path.parent.name, path.with_name("plan.html"), fields, 1.0)
    for path in sorted(REPORTS.glob("*.txt")):
        yield _text(path.stem, path, (), 1.0)
    yield from announced()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.html"
        for n, (marked, text) in enumerate(examples("declared.txt")):
            path.write_text(page(text), "utf-8")
            yield _text(f"declared {n}", path, [[name] for name in marked.split("、") if name], FEW)


def announced() -> Iterator[Text]:
    """Pages on which fields are announced, each in its own way, or other things are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.html"
        for line in (READING / "announced.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            also = row.get("also") or {}
            html = f"<html><head><meta charset=utf-8></head><body>{row['html']}</body></html>"
            path.write_text(html, "utf-8")
            fields = [[name, *also.get(name, ())] for name in row["fields"]]
            yield _text(row["id"], path, fields, 1.0)


def _text(name: str, path: Path, fields: Sequence[Sequence[str]], counts: float) -> Text:
    reading = rebuild(read_document(path))
    found = tuple(candidates(reading.blocks, reading.tables))
    return Text(name, found, tuple(frozenset(map(norm, forms)) for forms in fields), counts)


def weighed(every: Sequence[Text]) -> dict[str, float]:
    """Clue → weight, under which the right candidates of each text are likeliest against all its
    others and against none, whose score is 0."""
    seen = Counter(clue for text in every for clue in {c for one in text.found for c in one.clues})
    clues = sorted(clue for clue, texts in seen.items() if texts >= SELDOM)
    at = {clue: n for n, clue in enumerate(clues)}
    tables = [(_table(text, at), *_rights(text)) for text in every if text.found]

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        lost, slope = 0.0, np.zeros(len(weights))
        for table, rights, none, counts in tables:
            scores = np.append(table @ weights, 0.0)
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            wanted = shares * np.append(rights, none)
            lost -= counts * math.log(max(1e-300, wanted.sum()))
            wrong = shares - wanted / max(1e-300, wanted.sum())
            slope += counts * (table.T @ wrong[:-1])
        return lost, slope

    found = minimum(cost, len(clues), SMALL)
    return {c: round(float(w), 3) for c, w in zip(clues, found) if abs(w) >= LEAST}


def _table(text: Text, at: Mapping[str, int]) -> np.ndarray:
    table = np.zeros((len(text.found), len(at)))
    for row, one in zip(table, text.found):
        row[[at[clue] for clue in one.clues if clue in at]] = 1
    return table


def _rights(text: Text) -> tuple[np.ndarray, float, float]:
    """Which candidates hold most of the text's fields; whether none does; what the text counts."""
    shares = [text.share(one) if text.fields else 0.0 for one in text.found]
    most = max(shares)
    rights = np.array([float(share == most) for share in shares]) * (most > HALF)
    return rights, float(most <= HALF), text.counts


def left_out(every: Sequence[Text], folds: int = 10) -> None:
    """Choose in each text with weights that never saw it."""
    shares = []
    for fold in range(folds):
        own = [t for n, t in enumerate(every) if n % folds == fold]
        others = [t for n, t in enumerate(every) if n % folds != fold]
        weights = weighed(others)
        for text in own:
            best = best_of(text.found, weights)
            shares.append((text, text.share(best)))
            if shares[-1][1] < 1:
                names = [f.name for f in best.fields] if best else []
                print(f"{text.name:12s} {shares[-1][1]:.2f}", *names)
    for kind in ("declared", ""):
        part = [s for t, s in shares if t.name.startswith("declared") == bool(kind)]
        print(f"{kind or 'texts'} left out: {sum(part) / len(part):.3f} of {len(part)}")


def main() -> None:
    """Weigh and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--left-out", action="store_true")
    asked = parser.parse_args()
    every = list(texts())
    if asked.left_out:
        left_out(every)
        return
    weights = weighed(every)
    asked.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    wrong = [text.name for text in every if text.share(best_of(text.found, weights)) < 1]
    print(f"{len(every)} texts, {len(weights)} clues; not chosen right: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
