"""Planned targets in tables of other plans, against what readers found by hand."""

from __future__ import annotations

import json

import pytest

from bench.targets import TRUTH, plan_of, read_targets, right


@pytest.mark.parametrize("plan", ["foshan", "luoyang"])
def test_the_last_year_of_every_row_is_read_and_nothing_else(plan: str) -> None:
    truth = [json.loads(line) for line in (TRUTH / f"{plan}.jsonl").read_text("utf-8").splitlines()]
    found = list(read_targets(plan_of(plan)))
    assert found and not [f for f in found if not any(right(f, t) for t in truth)]
    tabled = [t for t in truth if t["where"] == "table"]
    last = max(t["year"] for t in tabled)
    missing = [
        t["name"] for t in tabled if t["year"] == last and not any(right(f, t) for f in found)
    ]
    assert not missing
