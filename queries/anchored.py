"""A statement about one plan, begun at that plan: what other plans say is not even looked at.

Queries filter what they find by plan. An engine that begins at all entities, or at a field that a
thousand plans share, looks at the whole library for the sake of one plan; begun at the plan's own
things it takes as long in a library of one. What comes out is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph.schema import TYPES

ONE, FIRST = "one_plan", "held_first"
THINGS = "|".join(("Entity", *TYPES))
#: The first clause, where it begins at things of which nothing but the type is known, at passages
#: or at documents.
BEGINS = re.compile(
    rf"\A(?P<head>(?://[^\n]*\n|\s)*)(?P<clause>MATCH )\((?P<name>\w*):"
    rf"(?:(?P<label>{THINGS})|(?P<text>Passage|Document)(?: {{(?P<known>[^{{}}]*)}})?)\)"
)
OF_PLAN = f"(:Document {{id: ${ONE}}})<-[:DESCRIBED_IN]-"
KEYS = {"Passage": f"document: ${ONE}", "Document": f"id: ${ONE}"}
#: What is sought beside it, of which no more is known.
BESIDE = re.compile(
    rf"OPTIONAL MATCH \((?P<name>\w*):(?P<label>{THINGS})\)(?=-\[\w*:SUPPORTS[\] ])"
)


def anchored(
    cypher: str, params: Mapping[str, Any], plans: Sequence[str] | None
) -> tuple[str, Mapping[str, Any]]:
    """The statement and its parameters; begun at the plan where ``plans`` is one alone."""
    if plans is None or len(plans) != 1:
        return cypher, params
    begun = BESIDE.sub(_beside, BEGINS.sub(_begun, cypher))
    return (begun, {**params, ONE: plans[0]}) if begun != cypher else (cypher, params)


def _beside(found: re.Match[str]) -> str:
    return f"OPTIONAL MATCH {OF_PLAN}({found['name']}:{found['label']})"


def _begun(found: re.Match[str]) -> str:
    name, label, known = found["name"] or FIRST, found["label"], found["known"] or ""
    begin, clause = f"{found['head']}{found['clause']}", found["clause"]
    if label:
        return f"{begin}{OF_PLAN}({name}:{label})\n{clause}({name}:{label})"
    key = KEYS[found["text"]]
    if key.partition(":")[0] in known:
        return found.group()
    told = ", ".join(filter(None, (known, key)))
    return f"{begin}({name}:{found['text']} {{{told}}})"
