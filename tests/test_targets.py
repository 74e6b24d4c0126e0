"""Planned targets of other plans, against what readers found by hand."""

from __future__ import annotations

import json

import pytest

from bench.targets import TRUTH, plan_of, read_targets, right


@pytest.mark.parametrize("plan", ["foshan", "luoyang", "liuzhou"])
def test_every_year_of_tables_and_every_sentence_is_read(plan: str) -> None:
    truth = [json.loads(line) for line in (TRUTH / f"{plan}.jsonl").read_text("utf-8").splitlines()]
    found = list(read_targets(plan_of(plan)))
    assert not [t["name"] for t in truth if not any(right(f, t) for f in found)]
    beyond = [f for f in found if not any(right(f, t) for t in truth)]
    assert len(beyond) < 2, beyond  # a count that a reader took for none: 计划入组患者1200例
