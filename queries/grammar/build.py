"""A typed query → Cypher from the named parts in ``queries/parts``, with parameters only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from queries.asking.slots import flagship_boxes
from queries.asking.vocabulary import Vocabulary
from queries.grammar.model import VIA, Tie, Typed

FOLDER = Path(__file__).resolve().parent.parent / "parts"
PARAMETER = re.compile(r"\$(\w+)")
OWN = re.compile(r"\b(tie|other|ties)\b")
Statement = tuple[str, dict[str, Any]]
Inner = Callable[[Typed], list[str]]


def build(typed: Typed, names: Vocabulary, inner: Inner) -> Statement:
    """The statement and its parameters; ``inner`` gives the ids that a described end stands for."""
    lines, params = [_part("start")], _start(typed, names)
    for at, tie in enumerate(typed.ties):
        lines.append(_tied(_part("tie"), tie, at))
        params |= {f"{name}_{at}": value for name, value in _tie(tie, inner).items()}
    lines.append(_end(_part("end"), typed))
    return "\n".join(lines), params


@cache
def _part(name: str) -> str:
    """A part without its head comment."""
    text = (FOLDER / f"{name}.cypher").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


def _start(typed: Typed, names: Vocabulary) -> dict[str, Any]:
    return {
        "types": [t for kind in typed.kinds if not kind.parts for t in kind.types],
        "parted": [t for kind in typed.kinds if kind.parts for t in kind.types],
        "parts": [part for kind in typed.kinds for part in kind.parts],
        "levels": list(typed.levels),
        "among": among(typed, names),
        "exclude": list(typed.exclude),
        "exclude_types": list(typed.exclude_types),
        "exclude_parts": list(typed.exclude_parts),
        "statuses": list(typed.statuses),
        "statuses_not": list(typed.statuses_not),
        "kinds": [word for kind in typed.kinds for word in kind.kinds],
        "flagship": [typed.flagship] if typed.flagship else [],
        "boxes": flagship_boxes(typed.types, names) if typed.flagship == "yes" else [],
        "over": typed.over,
        "under": typed.under,
    }


def among(typed: Typed, names: Vocabulary) -> list[str] | None:
    """The ids that words of the question leave; None where it has none."""
    if typed.among is None and not typed.topics:
        return None
    of_type = names.of_type(*typed.types) if typed.types else names.entities.values()
    return [
        named.id
        for named in of_type
        if (typed.among is None or named.id in typed.among)
        and all(any(named.says(word) for word in words) for words in typed.topics)
    ]


def _tie(tie: Tie, inner: Inner) -> dict[str, Any]:
    found = inner(tie.inner) if tie.inner else list(tie.ids) or None
    return {
        "ids": found,
        "types": [] if tie.ids else list(tie.kind.types),
        "parts": [] if tie.ids else list(tie.kind.parts),
        "kinds": [] if tie.ids else list(tie.kind.kinds),
        "except": list(tie.except_),
        "bases": list(tie.bases),
        "least": tie.least,
        "most": tie.most,
    }


def _tied(part: str, tie: Tie, at: int) -> str:
    carried = ", ".join(["e", *(f"ties_{n}" for n in range(at))])
    text = OWN.sub(lambda found: f"{found[1]}_{at}", PARAMETER.sub(rf"${{}}\1_{at}", part))
    reached = f"e.id IN tie_{at}.via" if tie.steps[0].relation == VIA else "true"
    text = text.replace("${}", "$").replace("CARRIED", carried).replace("REACHED", reached)
    return text.replace("PATTERN", _pattern(tie, at))


def _pattern(tie: Tie, at: int) -> str:
    if tie.steps[0].relation == VIA:
        return f"(:Entity)-[tie_{at}:SUPPORTS]->(other_{at}:Entity)"
    first, *rest = (step.pattern() for step in tie.steps)
    drawn = [first % f"tie_{at}", *(step.replace("%s", "") for step in rest)]
    return "(e)" + "(:Entity)".join(drawn) + f"(other_{at}:Entity)"


def _end(part: str, typed: Typed) -> str:
    shown = [f"ties_{at}" for at in _shown(typed.ties)]
    last = f"size(ties_{len(typed.ties) - 1})" if typed.ties else "e.amount"
    value = _invested(typed) if typed.by_amount else last
    words: Mapping[str, str] = {
        "VALUE": value,
        "BASIS": f"head({shown[0]})" if shown else "null",
        "EVIDENCE": " + ".join(shown) or "[]",
    }
    return re.sub(r"\b(VALUE|BASIS|EVIDENCE)\b", lambda found: words[found[1]], part)


def _invested(typed: Typed) -> str:
    """The investment of a project, or of all projects that something is tied to."""
    if typed.types == ("Project",) or not typed.ties:
        return "e.amount"
    end = "endNode" if typed.ties[-1].steps[0].out else "startNode"
    return (
        f"reduce(sum = 0.0, r IN ties_{len(typed.ties) - 1} | sum + coalesce({end}(r).amount, 0))"
    )


def _shown(ties: Sequence[Tie]) -> list[int]:
    """The ties that give evidence, those of supports first: they bring reasons along."""
    held = [at for at, tie in enumerate(ties) if not tie.negated]
    return sorted(held, key=lambda at: ties[at].steps[0].relation != "SUPPORTS")
