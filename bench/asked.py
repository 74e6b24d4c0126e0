"""How questions worded by others are answered: `python -m bench.asked FILE.jsonl [--errors]`.

Each line: q, expect (list, number, value, passages, empty, partial, refused), answer. Needs the
plan of the questions in the graph. Prints shares of right, wrong, refused and dead ends.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.written_plans import norm
from graph.store import open_store
from queries.ask import ask


def judged(question: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """right, wrong (answered otherwise), refused (should have been answered), or dead."""
    status, expect = said["status"], question["expect"]
    if expect in ("empty", "refused"):
        quiet = status in ("empty", "refused") or _is_text(said)
        return "right" if quiet else "wrong"
    if status in ("refused", "ambiguous", "empty"):
        return "refused" if said.get("text") else "dead"
    if expect == "number" and _is_text(said):
        return "refused"
    if expect == "number":
        return "right" if _number(said) == float(question["answer"]) else "wrong"
    if expect == "passages":
        quotes = "".join(norm(e["quote"]) for a in said["answers"] for e in a["evidence"])
        return "right" if all(norm(s) in quotes for s in question["answer"]) else "wrong"
    if expect == "value":
        told = norm(said["text"] + str(said["value"])).lower()
        wanted = question["answer"]
        wanted = wanted if isinstance(wanted, list) else [wanted]
        return "right" if all(norm(str(w)).lower() in told for w in wanted) else "wrong"
    return _lists(question, said)


def _lists(question: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    if _is_text(said):
        return "refused"
    got = {frozenset(map(norm, (a["name"], *a["aliases"]))) for a in said["answers"]}
    for wanted in question.get("answers_any") or [question["answer"]]:
        names = set(map(norm, wanted)) | set(map(norm, question.get("also", ())))
        covered = all(any(norm(w) in forms for forms in got) for w in wanted)
        if covered and all(forms & names for forms in got):
            return "right"
    return "wrong"


def _is_text(said: Mapping[str, Any]) -> bool:
    return bool(said["answers"]) and all(a["type"] == "Passage" for a in said["answers"])


def _number(said: Mapping[str, Any]) -> float | None:
    if said["value"] is not None:
        found = re.findall(r"[0-9.]+", str(said["value"]))
        return float(found[0]) if found else None
    return float(len(said["answers"]))


def main() -> None:
    """Ask every question of the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    with open_store() as store:
        for line in given.file.read_text("utf-8").splitlines():
            question = json.loads(line)
            said = ask(store, question["q"]).to_json()
            verdict = judged(question, said)
            counts[verdict] += 1
            if given.errors and verdict != "right":
                names = [a["name"] for a in said["answers"]][:6]
                print(verdict, question["q"], "|", said["reading"], "|", names)
                print("    wanted", question["expect"], str(question.get("answer"))[:160])
    total = sum(counts.values())
    print(*(f"{k} {n} ({n / total:.3f})" for k, n in sorted(counts.items())), f"of {total}")


if __name__ == "__main__":
    main()
