"""Damaged text: no crash, no span outside the text, no quote that is not verbatim."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.identity.names import NO_NAMES
from ingest.layout.reading import rebuild
from ingest.model import Claim, Entity, Support
from ingest.pipeline import extract
from ingest.sources import document_from_text

PLAN = Path(__file__).resolve().parent.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
WINDOW = 160


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return PLAN.read_text("utf-8").split("\n")


def damage(lines: list[str], how: str, seed: int) -> list[str]:
    rng = random.Random(seed)
    start = rng.randrange(max(1, len(lines) - WINDOW))
    window = lines[start : start + WINDOW]
    return DAMAGES[how](window, rng)


def cut(window: list[str], rng: random.Random) -> list[str]:
    return [line[: rng.randrange(len(line) + 1)] for line in window]


def shuffle(window: list[str], rng: random.Random) -> list[str]:
    return rng.sample(window, len(window))


def double(window: list[str], rng: random.Random) -> list[str]:
    return [line for line in window for _ in range(rng.randint(1, 2))]


def join(window: list[str], rng: random.Random) -> list[str]:
    return ["".join(window[i : i + 3]) for i in range(0, len(window), 3)]


def break_pages(window: list[str], rng: random.Random) -> list[str]:
    return [" " + line if rng.random() < 0.2 else line for line in window if rng.random() < 0.8]


DAMAGES = {f.__name__: f for f in (cut, shuffle, double, join, break_pages)}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(how=st.sampled_from(sorted(DAMAGES)), seed=st.integers(0, 10_000))
def test_damaged_text_is_read_without_harm(lines: list[str], how: str, seed: int) -> None:
    text = "\n".join(damage(lines, how, seed)) + "\n支持建设。"
    document = document_from_text(text, "damaged.txt")
    extraction = extract(rebuild(document), NO_NAMES)
    facts: list[Entity | Claim | Support]
    facts = [*extraction.entities, *extraction.claims, *extraction.supports]
    for fact in facts:
        assert fact.evidence
        for one in fact.evidence:
            start = document.lines[one.line - 1].start
            assert document.text.find(one.quote, start) <= start + len(
                document.lines[one.line - 1].text
            )
            assert one.quote in document.text
    filled = [line.number for line in document.lines if line.text.strip()]
    assert [row.line for row in extraction.ledger] == filled
