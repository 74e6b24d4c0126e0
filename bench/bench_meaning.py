"""Questions whose answer stands only in the text: `python -m bench.bench_meaning [--half 0|1]`.

Over `tests/questions/meaning.tsv` (plan, language, words of the passage that answers, question; `-`
for what is not in the plan at all): the rank of the right passage, what is said of what is not
there, and how long an answer takes in a warm process. The limits in `queries/meaning/nearest.py`
were set on half 0 alone.
"""

from __future__ import annotations

import argparse
import csv
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from graph.load import load
from graph.store import Store, open_store
from ingest.pipeline import read_plan
from ingest.shipped import shipped_plans
from queries.ask import Answer, ask
from queries.asking.passages import LONGEST_QUOTE
from queries.library import run
from queries.meaning import making
from queries.meaning.nearest import prepare
from queries.meaning.units import pieces

TESTS = Path(__file__).resolve().parent.parent / "tests"
QUESTIONS = TESTS / "questions" / "meaning.tsv"
#: The page of a sentence that is told.
PAGE = re.compile(r"（第\d+页|\(p\.\d")
SHORTEST = 8
NOWHERE, SHIPPED, DEEP = "-", "hangzhou", 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; the words of the passage that answers it, or that none does."""

    plan: str
    lang: str
    answer: str
    question: str

    @property
    def half(self) -> int:
        """0 to set limits on, 1 to measure."""
        return crc32(self.question.encode()) % 2

    @property
    def is_there(self) -> bool:
        """Whether the plan's text has the answer."""
        return self.answer != NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question was answered: the rank of the right passage, if any, and the milliseconds."""

    asked: Asked
    answer: Answer
    rank: int | None
    taken: float


def questions() -> list[Asked]:
    """All questions of the file."""
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Asked(**row) for row in rows]


def outcomes(store: Store, some: Sequence[Asked]) -> list[Outcome]:
    """The questions asked of the plan that the store holds."""
    texts = {
        row["id"]: bare(row["text"])
        for plan in run(store, "documents")
        for row in run(store, "app_passages", document=plan["id"])
    }
    return [_outcome(store, texts, asked) for asked in some]


def _outcome(store: Store, texts: Mapping[str, str], asked: Asked) -> Outcome:
    began = time.perf_counter()
    answer = ask(store, asked.question)
    taken = (time.perf_counter() - began) * 1000
    right = {id: said for id, said in texts.items() if bare(asked.answer) in said}
    ids = [one.id for one in answer.answers if one.type == "Passage"][:DEEP]
    told = bare("" if ids else answer.text)
    hits = [ids.index(id) for id in right if id in ids]
    hits += [place for said in right.values() for place in _places(said, told)]
    return Outcome(asked, answer, min(hits, default=None) if asked.is_there else None, taken)


def _places(passage: str, told: str) -> Iterator[int]:
    """Which of the sentences that are only told, each with its page, are of a passage."""
    for start, end in pieces(passage):
        at = told.find(f"“{passage[start:end][:LONGEST_QUOTE]}")
        if at >= 0 and end - start >= SHORTEST:
            yield len(PAGE.findall(told[:at]))


def bare(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s+", "", text)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    by_plan: dict[str, list[Asked]] = defaultdict(list)
    for asked in questions():
        if given.half in (None, asked.half):
            by_plan[asked.plan].append(asked)
    found = [one for plan, some in by_plan.items() for one in _of_plan(plan, some)]
    for lang in ("zh", "en"):
        _show(lang, [one for one in found if one.asked.lang == lang])
    taken = [one.taken for one in found]
    middle, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"an answer takes: median {middle:.0f} ms, p95 {high:.0f} ms")
    for one in found if given.errors else ():
        if one.asked.is_there and one.rank is None:
            print(one.asked.lang, one.asked.question, "|", one.answer.status, one.answer.text[:80])


def _of_plan(plan: str, some: Sequence[Asked]) -> list[Outcome]:
    path = shipped_plans()[0] if plan == SHIPPED else TESTS / "written" / plan / "plan.html"
    with tempfile.TemporaryDirectory() as folder, open_store(home=Path(folder)) as store:
        load(store, read_plan(path))
        prepare(store, [row["id"] for row in run(store, "documents")])
        making.work()
        ask(store, some[0].question)
        return outcomes(store, some)


def _show(lang: str, found: Sequence[Outcome]) -> None:
    there = [one for one in found if one.asked.is_there]
    absent = [one for one in found if not one.asked.is_there]
    within = {n: sum(one.rank is not None and one.rank < n for one in there) for n in (1, 3, DEEP)}
    ranks = ", ".join(f"@{n} {count / len(there):.2f}" for n, count in within.items())
    false, said = (sum(o.answer.reason == "not_in_plan" for o in some) for some in (there, absent))
    sure, wrong = ([o for o in s if o.answer.status == "answered"] for s in (there, absent))
    right = sum(one.rank is not None for one in sure)
    print(f"{lang}: {len(there)} that the text answers: {ranks}; called not in the plan: {false}")
    print(f"    answered {len(sure)}, of which right within {DEEP}: {right}")
    print(f"    {len(absent)} that it does not: so said {said}, answered {len(wrong)}, rest unsure")


if __name__ == "__main__":
    main()
