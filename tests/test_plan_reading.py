"""The plan that ships with the project, read from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Claim, Entity, Evidence, Extraction, Support
from ingest.pipeline import read_plan

PLAN = Path(__file__).resolve().parent.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
FIELDS = 10
PRINTED = {43: 1, 478: 11, 857: 18, 4058: 68, 4088: 75, 4151: 77, 4525: 86}


@pytest.fixture(scope="module")
def plan() -> Extraction:
    return read_plan(PLAN)


def evidence_of(extraction: Extraction) -> list[Evidence]:
    facts: list[Entity | Claim | Support]
    facts = [*extraction.entities, *extraction.claims, *extraction.supports]
    return [one for fact in facts for one in fact.evidence]


def bare(text: str) -> str:
    return "".join(text.split())


def test_every_fact_has_evidence(plan: Extraction) -> None:
    facts: list[Entity | Claim | Support] = [*plan.entities, *plan.claims, *plan.supports]
    assert facts and all(fact.evidence for fact in facts)


def test_every_quote_stands_at_its_line_and_page(plan: Extraction) -> None:
    lines = plan.document.lines
    for one in evidence_of(plan):
        rest = plan.document.text[lines[one.line - 1].start :]
        assert bare(one.quote)
        assert one.quote in rest[: len(lines[one.line - 1].text) + len(one.quote)]
        assert plan.document.page(one.line) == one.page


def test_printed_page_numbers_hold(plan: Extraction) -> None:
    assert {line: plan.document.page(line) for line in PRINTED} == PRINTED


def test_the_ledger_has_each_line_once(plan: Extraction) -> None:
    filled = [line.number for line in plan.document.lines if line.text.strip()]
    assert [row.line for row in plan.ledger] == filled
    assert all(row.why for row in plan.ledger)


def test_unresolved_is_short(plan: Extraction) -> None:
    assert sum(row.became == "unresolved" for row in plan.ledger) <= 10


def test_fields_come_in_the_order_of_the_text(plan: Extraction) -> None:
    fields = [e for e in plan.entities if e.label == "TechField"]
    orders = sorted(int(str(e.attributes["order"])) for e in fields)
    assert orders == list(range(1, FIELDS + 1))


def test_claims_join_entities_that_exist(plan: Extraction) -> None:
    ids = {entity.id for entity in plan.entities}
    assert len(ids) == len(plan.entities)
    assert all({claim.head, claim.tail} <= ids for claim in plan.claims)
    assert len({claim.id for claim in plan.claims}) == len(plan.claims)


def test_reading_twice_gives_the_same(plan: Extraction) -> None:
    assert read_plan(PLAN) == plan
