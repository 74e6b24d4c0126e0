"""How plans written for tests are read: `python -m bench.written_plans [FOLDER…] [--form docx]`.

A folder holds plan.html (or another form) and gold.json: entities with aliases, what may and what
must never be taken, relations, supports. Prints F1 of entities, relations and supports, each a
plan and pooled; ``--errors`` lists what is wrong and what is missing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.model import Extraction
from ingest.pipeline import read_plan

WRITTEN = Path(__file__).resolve().parent.parent / "tests" / "written"
UNSCORED = frozenset(
    "Area Indicator IndustryCluster FutureIndustry ServiceIndustry Government".split()
)


@dataclass
class Tally:
    """Right, wrong and missing, with what they are."""

    right: int
    wrong: list[str]
    missing: list[str]

    @property
    def f1(self) -> float:
        """Twice the right ones over everything said and everything wanted."""
        both = 2 * self.right + len(self.wrong) + len(self.missing)
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing
        )


def norm(name: str) -> str:
    """A name as names are compared."""
    return re.sub(r"[\s*“”\"]+", "", name).replace("(", "（").replace(")", "）")


def score(found: Extraction, gold: Mapping[str, Any]) -> dict[str, Tally]:
    """Entities, relations and supports of one plan against its gold."""
    forms = {
        norm(form): norm(one["name"])
        for one in gold["entities"]
        for form in (one["name"], *one.get("aliases", ()))
    }
    may = set(map(norm, gold.get("may", ())))
    called = {e.id: _called((e.name, *e.aliases), forms) for e in found.entities}
    label = {e.id: e.label for e in found.entities}
    known = {e.id for e in found.entities if called[e.id] in set(forms.values())}
    loose = {e.id for e in found.entities if e.id not in known and _may(e, may)}
    return {
        "entities": _entities(found, gold, called, known, loose),
        "relations": _relations(found, gold, forms, called, label, loose),
        "supports": _supports(found, gold, forms, called),
    }


def _called(names: Sequence[str], forms: Mapping[str, str]) -> str:
    return next((forms[norm(n)] for n in names if norm(n) in forms), norm(names[0]))


def _may(entity: Any, may: set[str]) -> bool:
    return entity.label in UNSCORED or any(norm(n) in may for n in (entity.name, *entity.aliases))


def _entities(
    found: Extraction,
    gold: Mapping[str, Any],
    called: Mapping[str, str],
    known: set[str],
    loose: set[str],
) -> Tally:
    wanted = {norm(one["name"]): one["type"] for one in gold["entities"]}
    got = {called[id_] for id_ in known}
    scored = {n for n, kind in wanted.items() if kind not in UNSCORED}
    wrong = [
        f"{e.label} {e.name}" for e in found.entities if e.id not in known and e.id not in loose
    ]
    doubled = [n for n in got if sum(called[i] == n for i in known) > 1 and n in scored]
    return Tally(len(got & scored), wrong + [f"twice {n}" for n in doubled], sorted(scored - got))


def _relations(
    found: Extraction,
    gold: Mapping[str, Any],
    forms: Mapping[str, str],
    called: Mapping[str, str],
    label: Mapping[str, str],
    loose: set[str],
) -> Tally:
    must: set[tuple[str, str, str]] = set()
    may: set[tuple[str, str, str]] = set()
    for kind, head, tail, level in gold["relations"]:
        key = (kind, forms.get(norm(head), norm(head)), forms.get(norm(tail), norm(tail)))
        (must if level == "must" else may).add(key)
    loosely = {
        (c.type, called[c.head], called[c.tail])
        for c in found.claims
        if {c.head, c.tail} & loose or {label[c.head], label[c.tail]} & UNSCORED
    }
    got = {(c.type, called[c.head], called[c.tail]) for c in found.claims}
    wrong = got - must - may - loosely
    return Tally(len(got & must), sorted(map(_said, wrong)), sorted(map(_said, must - got)))


def _supports(
    found: Extraction, gold: Mapping[str, Any], forms: Mapping[str, str], called: Mapping[str, str]
) -> Tally:
    core: set[tuple[str, str]] = set()
    optional: set[tuple[str, str]] = set()
    for institution, field, level, *_ in gold["supports"]:
        key = (forms.get(norm(institution), norm(institution)), forms.get(norm(field), norm(field)))
        (core if level == "core" else optional).add(key)
    got = {(called[s.institution], called[s.field]) for s in found.supports if s.default}
    return Tally(
        len(got & core), sorted(map(_said, got - core - optional)), sorted(map(_said, core - got))
    )


def _said(parts: Iterable[str]) -> str:
    return " ".join(parts)


def main() -> None:
    """Read and score the folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--form", default="html")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    pooled: dict[str, Tally] = {}
    for folder in given.folders or sorted(p.parent for p in WRITTEN.glob("*/gold.json")):
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        tallies = score(read_plan(folder / f"plan.{given.form}"), gold)
        print(f"{folder.name:12s}", *(f"{k} {t.f1:.3f}" for k, t in tallies.items()))
        for kind, tally in tallies.items():
            pooled[kind] = pooled.get(kind, Tally(0, [], [])) + tally
            for what in ("wrong", "missing") if given.errors else ():
                print(f"  {kind} {what}:", "；".join(getattr(tally, what)))
    print(f"{'pooled':12s}", *(f"{k} {t.f1:.3f}" for k, t in pooled.items()))


if __name__ == "__main__":
    main()
