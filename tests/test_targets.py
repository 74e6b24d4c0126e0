"""Planned targets of other plans, against what readers found by hand."""

from __future__ import annotations

import json

import pytest

from bench.targets import TRUTH, plan_of, read_targets, right


@pytest.mark.parametrize("plan", ["foshan", "luoyang", "liuzhou"])
def test_every_year_of_tables_and_every_sentence_is_read_and_nothing_else(plan: str) -> None:
    truth = [json.loads(line) for line in (TRUTH / f"{plan}.jsonl").read_text("utf-8").splitlines()]
    found = list(read_targets(plan_of(plan)))
    assert not [f for f in found if not any(right(f, t) for t in truth)]
    assert not [t["name"] for t in truth if not any(right(f, t) for f in found)]
