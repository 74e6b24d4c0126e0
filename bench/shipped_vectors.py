"""The vectors that ship, made anew: `python -m bench.shipped_vectors`.

For each plan in `data/` those of its sentences; and what all questions of a language share: the
mean over questions of the tested corpus. Needed where the plan, its reading or the model changes.
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ingest.pipeline import read_plan
from ingest.shipped import DATA, shipped_plans
from queries.meaning.model import Vector, of_passages, of_question
from queries.meaning.nearest import key_of
from queries.meaning.units import units
from queries.meaning.vectors import PACKED, Records, pack, packed

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
EVERY, LANGUAGES = 5, ("zh", "en")


def main() -> None:
    """Make and write."""
    made = [(plan.with_suffix(PACKED), of_plan(plan)) for plan in shipped_plans()]
    for path, records in (*made, (DATA / f"questions{PACKED}", shared())):
        path.write_bytes(pack(records))
        print(f"{path.name}: {len(records)} vectors, {path.stat().st_size} bytes")


def of_plan(plan: Path) -> Records:
    """The vectors of a plan's sentences, each once."""
    passages = (asdict(passage) for passage in read_plan(plan).passages)
    said = {unit.key: unit.said for unit in units(passages)}
    return packed(list(said), of_passages(list(said.values())))


def shared() -> Records:
    """What the questions of each language share."""
    means = [_vectors(lang).mean(axis=0) for lang in LANGUAGES]
    return packed([key_of(lang) for lang in LANGUAGES], np.array(means, np.float32))


def _vectors(lang: str) -> Vector:
    with (QUESTIONS / f"{lang}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        asked = [row["question"] for row in rows if not row["family"].startswith("refused")]
    return np.array([of_question(question) for question in asked[::EVERY]], np.float32)


if __name__ == "__main__":
    main()
