"""How planned targets are read: `python -m bench.targets [--errors]`.

`tests/targets/NAME.jsonl` holds what readers found by hand in a plan of `tests/written` or
`tests/annotated/texts`, or in a piece of one in `tests/targets/texts`, a line for each target:
name, unit, base, target, year, kind, where it stands (table or prose). Prints precision and recall
of (name, value, year), in tables and in all.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.pipeline import read_plan

TESTS = Path(__file__).resolve().parent.parent / "tests"
TRUTH = TESTS / "targets"
BRACKETS = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]|[“”\"\s]")
Target = tuple[str, float, int]


def read_targets(plan: Path) -> Iterator[Target]:
    """The targets that the reader finds, each with its value and year (0: none)."""
    for target in read_plan(plan).targets:
        yield _plain(target.name), target.value, target.year


def right(found: Target, truth: Mapping[str, Any]) -> bool:
    """Whether a find is what the truth says; a year that is printed nowhere is left open."""
    name, value, year = found
    wanted, said = _plain(truth["name"]), _number(truth["target"])
    fits = name == wanted or (
        min(len(name), len(wanted)) > 3 and (name in wanted or wanted in name)
    )
    return fits and value == said and truth["year"] in (None, year)


def plan_of(name: str) -> Path:
    """The plan that a file of truth is about."""
    annotated = TESTS / "annotated" / "texts" / f"{name}.txt"
    known = TRUTH / "texts" / f"{name}.txt", TESTS / "written" / name / "plan.html", annotated
    return next(path for path in known if path.exists())


def _plain(name: str) -> str:
    return BRACKETS.sub("", name)


def _number(said: object) -> float | None:
    found = re.search(r"-?[0-9]+(?:\.[0-9]+)?", str(said).replace(",", ""))
    return float(found.group()) if found else None


def main() -> None:
    """Score every file of truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    errors = parser.parse_args().errors
    every = [0] * 6
    for file in sorted(TRUTH.glob("*.jsonl")):
        truth = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]
        found = list(read_targets(plan_of(file.stem)))
        wrong = [f for f in found if not any(right(f, t) for t in truth)]
        met = [t for t in truth if any(right(f, t) for f in found)]
        tabled = [t for t in truth if t["where"] == "table"]
        counts = [len(found), len(found) - len(wrong), len(met), len(truth), len(tabled)]
        counts.append(sum(t["where"] == "table" for t in met))
        _show(file.stem, counts)
        every = [a + b for a, b in zip(every, counts, strict=True)]
        for each in wrong if errors else ():
            print("   wrong", *each)
        for t in truth if errors else ():
            if t not in met:
                print("   missing", t["where"], t["name"], t["target"], t["year"])
    _show("pooled", every)


def _show(name: str, counts: list[int]) -> None:
    found, good, met, wanted, in_tables, tabled = counts
    print(
        f"{name:34s} precision {good / max(found, 1):.3f} recall {met / max(wanted, 1):.3f}"
        f" ({met}/{wanted}, in tables {tabled}/{in_tables})"
    )


if __name__ == "__main__":
    main()
